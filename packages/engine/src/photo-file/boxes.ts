/** Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2): length, type, contents. */
export interface Box {
  readonly type: string;
  /** Of its contents. */
  readonly start: number;
  readonly end: number;
}

/** A picture has a few, and one for each of its tiles; made by the million they only cost time. */
const MOST_BOXES = 5000;

/**
 * Up to where they no longer hold together: some phones put bytes of their own behind the last. One that goes on behind the end is given as it is,
 * for the caller to see.
 */
export function boxesIn(view: DataView, start: number, end: number): readonly Box[] {
  const boxes: Box[] = [];
  const last = Math.min(end, view.byteLength);
  for (let at = start; at + 8 <= last && boxes.length < MOST_BOXES; ) {
    const isLong = view.getUint32(at) === 1;
    const head = isLong ? 16 : 8;
    if (at + head > last) break;
    const said = isLong ? Number(view.getBigUint64(at + 8)) : view.getUint32(at);
    const bytes = said === 0 ? last - at : said;
    if (bytes < head) break;
    boxes.push({ type: letters(view, at + 4, 4), start: at + head, end: at + bytes });
    at += bytes;
  }
  return boxes;
}

/** Reads the fields of a box with version and flags; behind its end everything is 0, and it is spent. */
export class BoxReader {
  readonly version: number;
  readonly flags: number;
  at: number;
  isSpent = false;
  private readonly view: DataView;
  private readonly end: number;

  constructor(view: DataView, box: Box) {
    this.view = view;
    this.at = box.start;
    this.end = Math.min(box.end, view.byteLength);
    const head = this.unsigned(4);
    this.version = head >>> 24;
    this.flags = head & 0xffffff;
  }

  unsigned(bytes: number): number {
    if (this.at + bytes > this.end) {
      this.isSpent = true;
      return 0;
    }
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + this.view.getUint8(this.at++);
    return value;
  }

  letters(bytes: number): string {
    const at = this.at;
    this.unsigned(bytes);
    return this.isSpent ? '' : letters(this.view, at, bytes);
  }
}

function letters(view: DataView, at: number, bytes: number): string {
  let text = '';
  for (let i = 0; i < bytes; i++) text += String.fromCharCode(view.getUint8(at + i));
  return text;
}
