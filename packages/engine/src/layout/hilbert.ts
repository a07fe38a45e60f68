/**
 * Place of a cell on the Hilbert curve over a square of 2^bits cells a side: neighbours on the curve are neighbours on the scalp
 * (Hilbert 1891; the usual quadrant-by-quadrant walk). Integers only.
 */
export function hilbertIndex(column: number, row: number, bits: number): number {
  let x = column;
  let y = row;
  let index = 0;
  for (let s = 1 << (bits - 1); s >= 1; s /= 2) {
    const rx = x >= s ? 1 : 0;
    const ry = y >= s ? 1 : 0;
    index += s * s * ((3 * rx) ^ ry);
    x -= rx * s;
    y -= ry * s;
    if (ry === 0) {
      if (rx === 1) {
        x = s - 1 - x;
        y = s - 1 - y;
      }
      [x, y] = [y, x];
    }
  }
  return index;
}

/** Bits that a grid of so many cells a side needs. */
export function hilbertBits(side: number): number {
  let bits = 1;
  while (1 << bits < side) bits++;
  return bits;
}
