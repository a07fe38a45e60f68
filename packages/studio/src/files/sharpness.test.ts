import { expect, test } from 'vitest';
import { looksBlurred } from './sharpness.ts';

const SIDE = 320;

/** Thin dark hairs on skin, then out of focus by a box so many pixels wide, thrice, then the noise of a camera. */
function hairs(boxPx: number): Uint8ClampedArray<ArrayBuffer> {
  let state = 7;
  const random = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  let dark = new Float32Array(SIDE * SIDE);
  for (let n = 0; n < 1500; n++) {
    const [x, y, turn] = [random() * SIDE, random() * SIDE, random() * Math.PI];
    for (let along = 0; along < 14; along += 0.5)
      dark[Math.floor(y + along * Math.sin(turn)) * SIDE + Math.floor(x + along * Math.cos(turn))] = 110;
  }
  for (let pass = 0; pass < 3; pass++) dark = boxed(boxed(dark, boxPx, 1), boxPx, SIDE);
  const rgba = new Uint8ClampedArray(4 * SIDE * SIDE).fill(255);
  for (let i = 0; i < dark.length; i++) {
    const noise = 3 * (random() - 0.5);
    rgba.set([200 - dark[i] + noise, 160 - dark[i] + noise, 140 - dark[i] + noise], 4 * i);
  }
  return rgba;
}

/** Mean over an odd number of values that lie a stride apart. */
function boxed(values: Float32Array<ArrayBuffer>, count: number, stride: number): Float32Array<ArrayBuffer> {
  const half = (count - 1) / 2;
  return values.map((_, i) => {
    let sum = 0;
    for (let k = -half; k <= half; k++) sum += values[i + k * stride] ?? 0;
    return sum / count;
  });
}

test('hair in focus passes, the same out of focus does not', () => {
  expect([1, 5, 9].map((boxPx) => looksBlurred(hairs(boxPx), SIDE, SIDE))).toEqual([false, true, true]);
});

test('a plain picture has no detail, and a tiny one is not judged', () => {
  const plain = new Uint8ClampedArray(4 * SIDE * SIDE).fill(128);
  expect([looksBlurred(plain, SIDE, SIDE), looksBlurred(plain, 20, 20)]).toEqual([true, false]);
});
