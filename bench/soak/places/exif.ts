/** EXIF blocks (CIPA DC-008, a TIFF structure) that hold a place: as coordinates, within a maker's note, within the thumbnail. */
import { type Canary, decimalText, rationals } from './canary.ts';

/** One entry of a directory; `bytes` in the block's own byte order. */
export interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

export interface ExifParts {
  readonly gps: boolean;
  readonly makerNote: boolean;
  /** A JPEG file, itself perhaps with an EXIF block of its own; null for none. */
  readonly thumbnail: Buffer | null;
}

const [BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED] = [1, 2, 3, 4, 5, 7];
const TAG = {
  description: 0x010e,
  orientation: 0x0112,
  thumbnailAt: 0x0201,
  thumbnailBytes: 0x0202,
  exif: 0x8769,
  gps: 0x8825,
  makerNote: 0x927c,
} as const;

/** Numbers in the byte order of a block. */
export class Order {
  readonly isLittle: boolean;

  constructor(isLittle: boolean) {
    this.isLittle = isLittle;
  }

  u16(value: number): Buffer {
    return Buffer.from(this.isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  }

  u32(value: number): Buffer {
    const [low, high] = [this.u16(value & 0xffff), this.u16(value >>> 16)];
    return Buffer.concat(this.isLittle ? [low, high] : [high, low]);
  }

  long(tag: number, value: number): Field {
    return { tag, type: LONG, count: 1, bytes: this.u32(value) };
  }
}

export function ascii(tag: number, text: string): Field {
  const bytes = Buffer.from(`${text}\0`);
  return { tag, type: ASCII, count: bytes.length, bytes };
}

export function undefinedBytes(tag: number, bytes: Buffer, type: number = UNDEFINED): Field {
  return { tag, type, count: bytes.length, bytes };
}

/** A whole block from its byte-order mark on. */
export function exifBlock(canary: Canary, parts: ExifParts, isLittle: boolean): Buffer {
  const order = new Order(isLittle);
  const first = 8;
  const gps = parts.gps ? gpsFields(canary, isLittle) : [];
  const exif = parts.makerNote ? [makerNote(canary, isLittle)] : [];
  // pointers are as long as their values: a first pass finds the places, a second one writes them
  const top = (exifAt: number, gpsAt: number): Field[] => [
    { tag: TAG.orientation, type: SHORT, count: 1, bytes: order.u16(1) },
    ...(parts.gps ? [ascii(TAG.description, `taken at ${decimalText(canary.latitude)} ${decimalText(canary.longitude)}`)] : []),
    ...(parts.makerNote ? [order.long(TAG.exif, exifAt)] : []),
    ...(parts.gps ? [order.long(TAG.gps, gpsAt)] : []),
  ];
  const exifAt = first + directory(top(0, 0), first, 0, order).length;
  const gpsAt = exifAt + directory(exif, exifAt, 0, order).length;
  const thumbnailAt = gpsAt + directory(gps, gpsAt, 0, order).length;
  const { thumbnail } = parts;
  return Buffer.concat([
    Buffer.from(isLittle ? 'II' : 'MM'),
    order.u16(42),
    order.u32(first),
    directory(top(exifAt, gpsAt), first, thumbnail === null ? 0 : thumbnailAt, order),
    directory(exif, exifAt, 0, order),
    directory(gps, gpsAt, 0, order),
    ...(thumbnail === null ? [] : [thumbnailDirectory(thumbnail, thumbnailAt, order)]),
  ]);
}

export function gpsFields(canary: Canary, isLittle: boolean): Field[] {
  return [
    { tag: 0, type: BYTE, count: 4, bytes: Buffer.from([2, 3, 0, 0]) },
    ascii(1, 'N'),
    { tag: 2, type: RATIONAL, count: 3, bytes: rationals(canary.latitude, isLittle) },
    ascii(3, 'E'),
    { tag: 4, type: RATIONAL, count: 3, bytes: rationals(canary.longitude, isLittle) },
    undefinedBytes(0x1c, Buffer.from(`ASCII\0\0\0${canary.word}`)),
  ];
}

/** No maker's real layout: bytes that nobody can read, with the place among them. */
export function makerNote(canary: Canary, isLittle: boolean): Field {
  const { latitude, longitude, word } = canary;
  return undefinedBytes(
    TAG.makerNote,
    Buffer.concat([
      Buffer.from('Stub\0\x01'),
      rationals(latitude, isLittle),
      rationals(longitude, isLittle),
      Buffer.from(word),
      Buffer.alloc(7, 0x5a),
    ]),
  );
}

/** One directory and, right behind it, what does not fit into its entries; an empty one is no bytes. */
export function directory(fields: readonly Field[], at: number, next: number, order: Order): Buffer {
  if (fields.length === 0 && next === 0) return Buffer.alloc(0);
  const entries: Buffer[] = [];
  const values: Buffer[] = [];
  let valueAt = at + 2 + 12 * fields.length + 4;
  for (const { tag, type, count, bytes } of [...fields].sort((a, b) => a.tag - b.tag)) {
    const isInside = bytes.length <= 4;
    entries.push(Buffer.concat([order.u16(tag), order.u16(type), order.u32(count), isInside ? padded(bytes, 4) : order.u32(valueAt)]));
    if (isInside) continue;
    values.push(padded(bytes, bytes.length + (bytes.length % 2)));
    valueAt += bytes.length + (bytes.length % 2);
  }
  return Buffer.concat([order.u16(fields.length), ...entries, order.u32(next), ...values]);
}

function thumbnailDirectory(jpeg: Buffer, at: number, order: Order): Buffer {
  const fields = (jpegAt: number): Field[] => [
    { tag: 0x0103, type: SHORT, count: 1, bytes: order.u16(6) },
    order.long(TAG.thumbnailAt, jpegAt),
    order.long(TAG.thumbnailBytes, jpeg.length),
  ];
  const jpegAt = at + directory(fields(0), at, 0, order).length;
  return Buffer.concat([directory(fields(jpegAt), at, 0, order), jpeg]);
}

function padded(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}
