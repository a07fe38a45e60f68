/** Strips and tiles that are JPEG pictures (TIFF technical note 2, 1995): made whole, so that any decoder of such pictures takes them. */

/** ITU-T T.872 6.5.3: says whether the three channels are lights or luma and chroma, which decoders otherwise guess. */
const adobe = (isYCbCr: boolean): Uint8Array =>
  Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, isYCbCr ? 1 : 0);

/** @param tables those that all blocks share, as a picture without pixels */
export function withTables(block: Uint8Array<ArrayBuffer>, tables: Uint8Array | undefined, isYCbCr: boolean): Uint8Array<ArrayBuffer> {
  const parts = [block.subarray(0, 2), adobe(isYCbCr), tables?.subarray(2, tables.length - 2) ?? new Uint8Array(0), block.subarray(2)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The first of the four channels, or three. */
export function withoutOpacity(rgba: Uint8ClampedArray, channels: 1 | 3): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array((rgba.length / 4) * channels);
  for (let from = 0, to = 0; from < rgba.length; from += 4) for (let c = 0; c < channels; c++) out[to++] = rgba[from + c];
  return out;
}
