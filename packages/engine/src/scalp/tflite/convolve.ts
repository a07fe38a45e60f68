/**
 * Convolutions on NHWC float images of batch 1. No patch matrix is built: a row of the kernel meets a row of the image, both stored
 * without gaps, so the innermost loop is a plain dot product. Sums are formed in double precision and rounded once when stored.
 */

/** How a kernel slides over an image; also used by pooling. Distances in pixels. */
export interface Window {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  /** Zero pixels imagined above and left of the image. */
  readonly padTop: number;
  readonly padLeft: number;
}

/** @param weights out channel × kernel row × kernel column × in channel */
export function conv2d(input: Float32Array, w: Window, weights: Float32Array, bias: Float32Array, output: Float32Array): void {
  const outChannels = bias.length;
  const rowStep = weights.length / (outChannels * w.kernelHeight);
  const inChannels = rowStep / w.kernelWidth;
  const plain = w.kernelHeight === 1 && w.kernelWidth === 1 && w.strideX === 1 && w.strideY === 1;
  if (plain) {
    conv1x1(input, inChannels, weights, bias, output);
    return;
  }
  let at = 0;
  for (let y = 0; y < w.outHeight; y++) {
    const top = y * w.strideY - w.padTop;
    const ky0 = Math.max(0, -top);
    const ky1 = Math.min(w.kernelHeight, w.inHeight - top);
    for (let x = 0; x < w.outWidth; x++) {
      const left = x * w.strideX - w.padLeft;
      const kx0 = Math.max(0, -left);
      const run = (Math.min(w.kernelWidth, w.inWidth - left) - kx0) * inChannels;
      for (let o = 0; o < outChannels; o++) {
        let sum = bias[o];
        for (let ky = ky0; ky < ky1; ky++) {
          let i = ((top + ky) * w.inWidth + left + kx0) * inChannels;
          let k = (o * w.kernelHeight + ky) * rowStep + kx0 * inChannels;
          for (const end = k + run; k < end; k++, i++) sum += input[i] * weights[k];
        }
        output[at++] = sum;
      }
    }
  }
}

/** A matrix product, pixels × channels. Four output channels at a time read each input value once instead of four times. */
function conv1x1(input: Float32Array, inChannels: number, weights: Float32Array, bias: Float32Array, output: Float32Array): void {
  const outChannels = bias.length;
  const blocked = outChannels - (outChannels % 4);
  let at = 0;
  for (let start = 0; start < input.length; start += inChannels) {
    const end = start + inChannels;
    for (let o = 0; o < blocked; o += 4) {
      let s0 = bias[o];
      let s1 = bias[o + 1];
      let s2 = bias[o + 2];
      let s3 = bias[o + 3];
      let k0 = o * inChannels;
      let k1 = k0 + inChannels;
      let k2 = k1 + inChannels;
      let k3 = k2 + inChannels;
      for (let i = start; i < end; i++) {
        const v = input[i];
        s0 += v * weights[k0++];
        s1 += v * weights[k1++];
        s2 += v * weights[k2++];
        s3 += v * weights[k3++];
      }
      output[at] = s0;
      output[at + 1] = s1;
      output[at + 2] = s2;
      output[at + 3] = s3;
      at += 4;
    }
    for (let o = blocked; o < outChannels; o++) {
      let sum = bias[o];
      let k = o * inChannels;
      for (let i = start; i < end; i++) sum += input[i] * weights[k++];
      output[at++] = sum;
    }
  }
}

/** One kernel for each channel (depth multiplier 1). @param weights kernel row × kernel column × channel */
export function depthwiseConv2d(input: Float32Array, w: Window, weights: Float32Array, bias: Float32Array, output: Float32Array): void {
  const channels = bias.length;
  const sums = new Float64Array(channels);
  let at = 0;
  for (let y = 0; y < w.outHeight; y++) {
    const top = y * w.strideY - w.padTop;
    const ky0 = Math.max(0, -top);
    const ky1 = Math.min(w.kernelHeight, w.inHeight - top);
    for (let x = 0; x < w.outWidth; x++) {
      const left = x * w.strideX - w.padLeft;
      const kx0 = Math.max(0, -left);
      const kx1 = Math.min(w.kernelWidth, w.inWidth - left);
      sums.set(bias);
      for (let ky = ky0; ky < ky1; ky++) {
        for (let kx = kx0; kx < kx1; kx++) {
          const i = ((top + ky) * w.inWidth + left + kx) * channels;
          const k = (ky * w.kernelWidth + kx) * channels;
          for (let c = 0; c < channels; c++) sums[c] += input[i + c] * weights[k + c];
        }
      }
      output.set(sums, at);
      at += channels;
    }
  }
}

/**
 * Each input pixel lays down one kernel in the output. `w` describes the convolution that this one undoes: its `in` is the large
 * image that is written here, its `out` the small one that is read.
 * @param weights out channel × kernel row × kernel column × in channel
 */
export function transposeConv2d(input: Float32Array, w: Window, weights: Float32Array, bias: Float32Array, output: Float32Array): void {
  const outChannels = bias.length;
  const inChannels = weights.length / (outChannels * w.kernelHeight * w.kernelWidth);
  for (let i = 0; i < output.length; i += outChannels) output.set(bias, i);
  for (let y = 0; y < w.outHeight; y++) {
    const top = y * w.strideY - w.padTop;
    const ky0 = Math.max(0, -top);
    const ky1 = Math.min(w.kernelHeight, w.inHeight - top);
    for (let x = 0; x < w.outWidth; x++) {
      const left = x * w.strideX - w.padLeft;
      const kx0 = Math.max(0, -left);
      const kx1 = Math.min(w.kernelWidth, w.inWidth - left);
      const start = (y * w.outWidth + x) * inChannels;
      for (let o = 0; o < outChannels; o++) {
        for (let ky = ky0; ky < ky1; ky++) {
          for (let kx = kx0; kx < kx1; kx++) {
            const k = ((o * w.kernelHeight + ky) * w.kernelWidth + kx) * inChannels;
            let sum = 0;
            for (let c = 0; c < inChannels; c++) sum += input[start + c] * weights[k + c];
            output[((top + ky) * w.inWidth + left + kx) * outChannels + o] += sum;
          }
        }
      }
    }
  }
}
