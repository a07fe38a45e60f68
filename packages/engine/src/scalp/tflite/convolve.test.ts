import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conv2d, depthwiseConv2d, transposeConv2d, type Window } from './convolve.ts';

const f = (...values: number[]): Float32Array => Float32Array.from(values);
const onePad: Window = {
  inHeight: 3,
  inWidth: 3,
  outHeight: 3,
  outWidth: 3,
  kernelHeight: 3,
  kernelWidth: 3,
  strideY: 1,
  strideX: 1,
  padTop: 1,
  padLeft: 1,
};
const NINE = f(1, 2, 3, 4, 5, 6, 7, 8, 9);

test('a 3 × 3 box over a padded 3 × 3 image sums the neighbours that exist', () => {
  const out = new Float32Array(9);
  conv2d(NINE, onePad, new Float32Array(9).fill(1), f(0.5), out);
  expect([...out]).toEqual([12.5, 21.5, 16.5, 27.5, 45.5, 33.5, 24.5, 39.5, 28.5]);
});

test('the kernel is not mirrored: its first weight meets the pixel above and to the left', () => {
  const out = new Float32Array(9);
  conv2d(NINE, onePad, f(1, 0, 0, 0, 0, 0, 0, 0, 0), f(0), out);
  expect([...out]).toEqual([0, 0, 0, 0, 1, 2, 0, 4, 5]);
});

test('stride 2 without padding, two channels in and two out', () => {
  // Image 2 × 4, channels (v, 10 v); kernel 2 × 2: out 0 sums channel 0, out 1 takes channel 1 of the lower right pixel.
  const image = f(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60, 7, 70, 8, 80);
  const w: Window = {
    ...onePad,
    inHeight: 2,
    inWidth: 4,
    outHeight: 1,
    outWidth: 2,
    kernelHeight: 2,
    kernelWidth: 2,
    strideY: 2,
    strideX: 2,
    padTop: 0,
    padLeft: 0,
  };
  const out = new Float32Array(4);
  conv2d(image, w, f(1, 0, 1, 0, 1, 0, 1, 0, /* out 1 */ 0, 0, 0, 0, 0, 0, 0, 1), f(0, -1), out);
  expect([...out]).toEqual([1 + 2 + 5 + 6, 59, 3 + 4 + 7 + 8, 79]);
});

test('the quick way for 1 × 1 kernels: six channels out (a block of four and a rest), bias added', () => {
  const w: Window = {
    ...onePad,
    inHeight: 1,
    inWidth: 2,
    outHeight: 1,
    outWidth: 2,
    kernelHeight: 1,
    kernelWidth: 1,
    padTop: 0,
    padLeft: 0,
  };
  const out = new Float32Array(12);
  conv2d(f(1, 2, 3, 4), w, f(1, 0, 0, 1, 1, 1, 2, -1, -1, 0, 0.5, 0.25), f(0, 0, 10, 0, 0, 1), out);
  expect([...out]).toEqual([1, 2, 13, 0, -1, 2, 3, 4, 17, 2, -3, 3.5]);
});

test('depthwise: each channel meets its own kernel, with a pixel of padding only below and right', () => {
  // 2 × 2 image, stride 2, kernel 3 × 3 "same": one output pixel, the third row and column lie outside.
  const w: Window = { ...onePad, inHeight: 2, inWidth: 2, outHeight: 1, outWidth: 1, strideY: 2, strideX: 2, padTop: 0, padLeft: 0 };
  const weights = Float32Array.from({ length: 18 }, (_, i) => (i % 2 === 0 ? 1 : i >> 1));
  const out = new Float32Array(2);
  depthwiseConv2d(f(1, 1, 2, 10, 3, 100, 4, 1000), w, weights, f(0, 0.5), out);
  expect([...out]).toEqual([10, 0 * 1 + 1 * 10 + 3 * 100 + 4 * 1000 + 0.5]);
});

test('transpose convolution 2 × 2 with stride 2 stamps the kernel once for each pixel', () => {
  const w: Window = {
    ...onePad,
    inHeight: 2,
    inWidth: 4,
    outHeight: 1,
    outWidth: 2,
    kernelHeight: 2,
    kernelWidth: 2,
    strideY: 2,
    strideX: 2,
    padTop: 0,
    padLeft: 0,
  };
  const out = new Float32Array(8);
  // Two channels in: the kernel's weights at each place are (k, 100 k).
  transposeConv2d(f(1, 0, 0, 1), w, f(1, 100, 2, 200, 3, 300, 4, 400), f(0.5), out);
  expect([...out]).toEqual([1.5, 2.5, 100.5, 200.5, 3.5, 4.5, 300.5, 400.5]);
});

test('transpose convolution is the adjoint of convolution: ⟨conv x, y⟩ = ⟨x, convᵀ y⟩ for any kernel, stride and padding', () => {
  const step = fc.integer({ min: 1, max: 3 });
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 7 }),
      fc.integer({ min: 3, max: 7 }),
      step,
      step,
      step,
      step,
      fc.infiniteStream(fc.integer({ min: -3, max: 3 })),
      (inHeight, inWidth, kernelHeight, kernelWidth, strideY, strideX, numbers) => {
        const padTop = (kernelHeight - 1) >> 1;
        const padLeft = (kernelWidth - 1) >> 1;
        const w: Window = {
          inHeight,
          inWidth,
          kernelHeight,
          kernelWidth,
          strideY,
          strideX,
          padTop,
          padLeft,
          outHeight: Math.ceil(inHeight / strideY),
          outWidth: Math.ceil(inWidth / strideX),
        };
        const draw = (n: number): Float32Array => Float32Array.from({ length: n }, () => numbers.next().value);
        const [channels, filters] = [2, 3];
        const x = draw(inHeight * inWidth * channels);
        const y = draw(w.outHeight * w.outWidth * filters);
        const forward = draw(filters * kernelHeight * kernelWidth * channels);
        // The same weights with the roles of in and out channels exchanged.
        const backward = new Float32Array(forward.length);
        const taps = kernelHeight * kernelWidth;
        for (let o = 0; o < filters; o++) {
          for (let t = 0; t < taps; t++)
            for (let c = 0; c < channels; c++) backward[(c * taps + t) * filters + o] = forward[(o * taps + t) * channels + c];
        }
        const convolved = new Float32Array(y.length);
        const transposed = new Float32Array(x.length);
        conv2d(x, w, forward, new Float32Array(filters), convolved);
        transposeConv2d(y, w, backward, new Float32Array(channels), transposed);
        const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, v, i) => sum + v * b[i], 0);
        return dot(convolved, y) === dot(x, transposed);
      },
    ),
    { seed: 7, numRuns: 150 },
  );
});
