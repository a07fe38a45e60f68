import { expect, test } from 'vitest';
import type { Window } from './convolve.ts';
import { activate, averagePool, combine, resizeBilinear } from './pointwise.ts';

const f = (...values: number[]): Float32Array => Float32Array.from(values);

test('activations at their bends', () => {
  const at = f(-4, -3, -1.5, 0, 1.5, 3, 4);
  const swish = new Float32Array(7);
  const relu = new Float32Array(7);
  const logistic = new Float32Array(3);
  activate('hard-swish', at, swish);
  activate('relu', at, relu);
  activate('logistic', f(0, Math.log(3), -200), logistic);
  expect([[...swish], [...relu]]).toEqual([
    [0, 0, -0.375, 0, 1.125, 3, 4],
    [0, 0, 0, 0, 1.5, 3, 4],
  ]);
  expect([...logistic].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0.5, 0.75, 0]);
});

test('an image meets another of its size, or one value for each channel', () => {
  const out = new Float32Array(4);
  combine('add', f(1, 2, 3, 4), f(10, 20, 30, 40), out);
  const sum = [...out];
  combine('multiply', f(1, 2, 3, 4), f(10, 100), out);
  expect([sum, [...out]]).toEqual([
    [11, 22, 33, 44],
    [10, 200, 30, 400],
  ]);
});

test('average pooling counts only pixels inside the image', () => {
  const w: Window = {
    inHeight: 3,
    inWidth: 3,
    outHeight: 2,
    outWidth: 2,
    kernelHeight: 2,
    kernelWidth: 2,
    strideY: 2,
    strideX: 2,
    padTop: 0,
    padLeft: 0,
  };
  const out = new Float32Array(4);
  averagePool(f(1, 2, 3, 4, 5, 6, 7, 8, 9), w, out);
  expect([...out]).toEqual([3, 4.5, 7.5, 9]);
});

test('enlarging 2 × 2 to 4 × 4 places values at pixel centres and holds the edges', () => {
  const out = new Float32Array(16);
  resizeBilinear(f(0, 4, 8, 12), { height: 2, width: 2 }, { height: 4, width: 4 }, out);
  expect([...out]).toEqual([0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12]);
});
