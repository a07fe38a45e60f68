/** The operations between convolutions: activations, sums and products, pooling, enlarging. NHWC float images of batch 1. */
import type { Window } from './convolve.ts';

export type Activation = 'relu' | 'hard-swish' | 'logistic';

/** Input and output may be the same array. */
export function activate(kind: Activation, input: Float32Array, output: Float32Array): void {
  if (kind === 'relu') {
    for (let i = 0; i < input.length; i++) output[i] = input[i] > 0 ? input[i] : 0;
  } else if (kind === 'hard-swish') {
    // x · relu6(x + 3) / 6, Howard et al. 2019, "Searching for MobileNetV3".
    for (let i = 0; i < input.length; i++) {
      const x = input[i];
      output[i] = x <= -3 ? 0 : x >= 3 ? x : (x * (x + 3)) / 6;
    }
  } else {
    for (let i = 0; i < input.length; i++) output[i] = 1 / (1 + Math.exp(-input[i]));
  }
}

/** Sum or product of an image with one of the same size, or with one value for each channel. */
export function combine(kind: 'add' | 'multiply', image: Float32Array, other: Float32Array, output: Float32Array): void {
  const period = other.length;
  for (let start = 0; start < image.length; start += period) {
    if (kind === 'add') for (let c = 0; c < period; c++) output[start + c] = image[start + c] + other[c];
    else for (let c = 0; c < period; c++) output[start + c] = image[start + c] * other[c];
  }
}

/** Mean of the pixels under the window; pixels beyond the edge do not count. */
export function averagePool(input: Float32Array, w: Window, output: Float32Array): void {
  const channels = input.length / (w.inHeight * w.inWidth);
  const sums = new Float64Array(channels);
  let at = 0;
  for (let y = 0; y < w.outHeight; y++) {
    const y0 = Math.max(0, y * w.strideY - w.padTop);
    const y1 = Math.min(w.inHeight, y * w.strideY - w.padTop + w.kernelHeight);
    for (let x = 0; x < w.outWidth; x++) {
      const x0 = Math.max(0, x * w.strideX - w.padLeft);
      const x1 = Math.min(w.inWidth, x * w.strideX - w.padLeft + w.kernelWidth);
      sums.fill(0);
      for (let py = y0; py < y1; py++) {
        const end = (py * w.inWidth + x1) * channels;
        for (let i = (py * w.inWidth + x0) * channels; i < end; i += channels) {
          for (let c = 0; c < channels; c++) sums[c] += input[i + c];
        }
      }
      const pixels = (y1 - y0) * (x1 - x0);
      for (let c = 0; c < channels; c++) output[at++] = sums[c] / pixels;
    }
  }
}

export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Bilinear values at the new pixels' centres ("half pixel centres"), edges held. */
export function resizeBilinear(input: Float32Array, from: Size, to: Size, output: Float32Array): void {
  const channels = input.length / (from.height * from.width);
  let at = 0;
  for (let y = 0; y < to.height; y++) {
    const row = neighbours(y, from.height, to.height);
    for (let x = 0; x < to.width; x++) {
      const column = neighbours(x, from.width, to.width);
      const a = (row.low * from.width + column.low) * channels;
      const b = (row.low * from.width + column.high) * channels;
      const c = (row.high * from.width + column.low) * channels;
      const d = (row.high * from.width + column.high) * channels;
      const u = column.share;
      const v = row.share;
      for (let k = 0; k < channels; k++) {
        const top = input[a + k] * (1 - u) + input[b + k] * u;
        const bottom = input[c + k] * (1 - u) + input[d + k] * u;
        output[at++] = top * (1 - v) + bottom * v;
      }
    }
  }
}

function neighbours(index: number, from: number, to: number): { low: number; high: number; share: number } {
  const centre = Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
  const low = Math.floor(centre);
  return { low, high: Math.min(low + 1, from - 1), share: centre - low };
}
