/** A true Gaussian blur of a plane, edges held: boxes in its place would be too coarse for dots of two pixels. */
export function blurred(values: Float64Array, width: number, height: number, sigmaPx: number): Float64Array {
  const reach = Math.ceil(4 * sigmaPx);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-0.5 * ((k - reach) / sigmaPx) ** 2));
  const total = kernel.reduce((sum, w) => sum + w, 0);
  const held = (v: number, size: number): number => Math.min(size - 1, Math.max(0, v));
  const along = (from: Float64Array, index: (x: number, y: number, k: number) => number): Float64Array => {
    const to = new Float64Array(from.length);
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        let sum = 0;
        for (let k = -reach; k <= reach; k++) sum += kernel[k + reach] * from[index(x, y, k)];
        to[i] = sum / total;
      }
    return to;
  };
  const rows = along(values, (x, y, k) => y * width + held(x + k, width));
  return along(rows, (x, y, k) => held(y + k, height) * width + x);
}
