/**
 * Pixels as an uncompressed PNG (ISO/IEC 15948) with a colour profile: how what a library has decoded without heeding colours gets through the colour
 * management of the decoder that all other photos go through.
 */

/** Of a stored block of deflate (RFC 1951, 3.2.4). */
const BLOCK_BYTES = 65_535;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * @param samples 8-bit, row by row
 * @param iccProfile of RGB colours; null for sRGB
 */
export function plainPng(
  width: number,
  height: number,
  channels: 3 | 4,
  samples: Uint8Array | Uint8ClampedArray,
  iccProfile: Uint8Array | null,
): Uint8Array<ArrayBuffer> {
  const rowBytes = width * channels;
  if (samples.length !== rowBytes * height) throw new RangeError(`${width} × ${height} pixels are not ${samples.length} samples`);
  const rows = new Uint8Array((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) rows.set(samples.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  const header = new Uint8Array(13);
  const sizes = new DataView(header.buffer);
  sizes.setUint32(0, width);
  sizes.setUint32(4, height);
  header.set([8, channels === 3 ? 2 : 6], 8);
  const chunks: (readonly [name: string, parts: readonly Uint8Array[]])[] = [
    ['IHDR', [header]],
    ...(iccProfile === null ? [] : [['iCCP', [Uint8Array.of(0x70, 0, 0), ...stored(iccProfile)]] as const]),
    ['IDAT', stored(rows)],
    ['IEND', []],
  ];
  const bytes = chunks.reduce((sum, [, parts]) => sum + 12 + lengthOf(parts), SIGNATURE.length);
  const png = new Uint8Array(bytes);
  png.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [name, parts] of chunks) at = putChunk(png, at, name, parts);
  return png;
}

function putChunk(png: Uint8Array, start: number, name: string, parts: readonly Uint8Array[]): number {
  const view = new DataView(png.buffer);
  view.setUint32(start, lengthOf(parts));
  for (let i = 0; i < 4; i++) png[start + 4 + i] = name.charCodeAt(i);
  let at = start + 8;
  for (const part of parts) {
    png.set(part, at);
    at += part.length;
  }
  view.setUint32(at, crc32(png.subarray(start + 4, at)));
  return at + 4;
}

/** A stream of zlib (RFC 1950) that packs nothing. */
function stored(data: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    const block = data.subarray(at, at + BLOCK_BYTES);
    const isLast = at + BLOCK_BYTES >= data.length ? 1 : 0;
    parts.push(Uint8Array.of(isLast, block.length, block.length >> 8, ~block.length, ~block.length >> 8), block);
  }
  const sum = adler32(data);
  parts.push(Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum));
  return parts;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

const CRC_TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** ISO/IEC 15948 annex D. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}

/** RFC 1950, 9: as many bytes between two remainders as cannot overflow 32 bits. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(at + 5552, bytes.length);
    for (; at < end; at++) {
      a += bytes[at];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
