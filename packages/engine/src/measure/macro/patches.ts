/** Connected patches of a plane. */

/** Connected patches of a plane, 8-neighbours. */
export interface Patches {
  /** 0 outside, else number of the patch from 1. */
  readonly label: Int32Array;
  readonly pixels: readonly Int32Array[];
}

/** Patches at or above `threshold` that reach `seed` somewhere. */
export function findPatches(values: Float32Array, width: number, height: number, threshold: number, seed: number): Patches {
  const label = new Int32Array(width * height);
  const pixels: Int32Array[] = [];
  const stack = new Int32Array(width * height);
  for (let start = 0; start < label.length; start++) {
    if (label[start] !== 0 || values[start] < seed) continue;
    const found: number[] = [];
    let top = 0;
    stack[top++] = start;
    label[start] = pixels.length + 1;
    while (top > 0) {
      const i = stack[--top];
      found.push(i);
      const x = i % width;
      const y = (i - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const j = v * width + u;
          if (label[j] !== 0 || values[j] < threshold) continue;
          label[j] = pixels.length + 1;
          stack[top++] = j;
        }
    }
    pixels.push(Int32Array.from(found));
  }
  return { label, pixels };
}
