/**
 * Strips and tiles of a TIFF picture unpacked (TIFF 6.0, sections 9, 13, 14 and 22), never to more bytes than the block has room for: a library that unpacks
 * all that is there would fill the memory with what a few hostile bytes stand for.
 */

export interface BlockLayout {
  readonly widthPx: number;
  readonly rows: number;
  /** In each block: all of a pixel, or one where each colour has blocks of its own. */
  readonly samples: number;
  readonly bits: 8 | 16;
  /** Samples are differences from the pixel to their left. */
  readonly isDifferences: boolean;
  readonly isLittle: boolean;
}

export function blockBytes({ widthPx, rows, samples, bits }: BlockLayout): number {
  return (widthPx * rows * samples * bits) / 8;
}

/** What is missing of a block stays missing: whoever reads there finds out. */
export type Unpack = (packed: Uint8Array<ArrayBuffer>, mostBytes: number) => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;

export async function unpackedBlock(packed: ArrayBuffer, unpack: Unpack, layout: BlockLayout): Promise<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = await unpack(new Uint8Array(packed), blockBytes(layout));
  const block = byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
  if (layout.isDifferences) addUp(block, layout);
  return block;
}

function addUp(block: ArrayBuffer, { widthPx, samples, bits, isLittle }: BlockLayout): void {
  const row = widthPx * samples;
  if (bits === 8) {
    const bytes = new Uint8Array(block);
    for (let start = 0; start < bytes.length; start += row)
      for (let i = start + samples; i < Math.min(start + row, bytes.length); i++) bytes[i] += bytes[i - samples];
    return;
  }
  const view = new DataView(block);
  const values = block.byteLength >> 1;
  for (let start = 0; start < values; start += row)
    for (let i = start + samples; i < Math.min(start + row, values); i++)
      view.setUint16(2 * i, view.getUint16(2 * i, isLittle) + view.getUint16(2 * (i - samples), isLittle), isLittle);
}

/** By the browser's own means, which go on only as far as their output is asked for. */
export async function inflated(packed: Uint8Array<ArrayBuffer>, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(mostBytes);
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let filled = 0;
  while (filled < mostBytes) {
    const { value, done } = await reader.read();
    if (done) break;
    const part = value.subarray(0, mostBytes - filled);
    out.set(part, filled);
    filled += part.length;
  }
  // what lies behind is nobody's
  await reader.cancel().catch(() => undefined);
  return out.subarray(0, filled);
}

export function unpackedBits(packed: Uint8Array<ArrayBuffer>, mostBytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(mostBytes);
  let filled = 0;
  for (let at = 0; at < packed.length && filled < mostBytes; ) {
    const mark = packed[at++];
    if (mark === 128) continue;
    const count = Math.min(mark < 128 ? mark + 1 : 257 - mark, mostBytes - filled);
    if (mark < 128) out.set(packed.subarray(at, at + count), filled);
    else out.fill(packed[at] ?? 0, filled, filled + count);
    filled += Math.min(count, mark < 128 ? packed.length - at : count);
    at += mark < 128 ? mark + 1 : 1;
  }
  return out.subarray(0, filled);
}

const CLEAR = 256;
const END = 257;
const LONGEST_CODE_BITS = 12;

/** A code is written back to front, from the length that its string is known to have. */
export function unpackedLzw(packed: Uint8Array<ArrayBuffer>, mostBytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(mostBytes);
  const prefix = new Uint16Array(1 << LONGEST_CODE_BITS);
  const last = new Uint8Array(1 << LONGEST_CODE_BITS);
  const length = new Uint16Array(1 << LONGEST_CODE_BITS);
  for (let code = 0; code < CLEAR; code++) {
    last[code] = code;
    length[code] = 1;
  }
  let [next, bits, before, filled, buffer, held] = [END + 1, 9, -1, 0, 0, 0];
  /** @returns the first byte of its string */
  const write = (code: number): number => {
    let at = filled + length[code];
    filled = Math.min(at, mostBytes);
    let from = code;
    for (;;) {
      at--;
      if (at < mostBytes) out[at] = last[from];
      if (length[from] === 1) return last[from];
      from = prefix[from];
    }
  };
  for (let at = 0; filled < mostBytes; ) {
    while (held < bits && at < packed.length) {
      buffer = ((buffer << 8) | packed[at++]) & 0xffffff;
      held += 8;
    }
    if (held < bits) break;
    const code = (buffer >> (held - bits)) & ((1 << bits) - 1);
    held -= bits;
    if (code === END) break;
    if (code === CLEAR) {
      [next, bits, before] = [END + 1, 9, -1];
      continue;
    }
    if (code > next || (code === next && before < 0) || (before < 0 && code > CLEAR)) break;
    if (before >= 0 && next < 1 << LONGEST_CODE_BITS) {
      prefix[next] = before;
      length[next] = length[before] + 1;
      // a code just being made begins and ends with the same byte
      if (code === next) last[next] = firstByte(before, prefix, last, length);
    }
    const first = write(code);
    if (before >= 0 && next < 1 << LONGEST_CODE_BITS) last[next++] = first;
    before = code;
    // codes grow one entry early (TIFF 6.0, page 61)
    if (next + 1 >= 1 << bits && bits < LONGEST_CODE_BITS) bits++;
  }
  return out.subarray(0, filled);
}

function firstByte(code: number, prefix: Uint16Array, last: Uint8Array, length: Uint16Array): number {
  let from = code;
  while (length[from] > 1) from = prefix[from];
  return last[from];
}
