import { expect, test } from 'vitest';
import { srgb8OfLinear } from '../colour/srgb.ts';
import { blurPlane } from '../filters.ts';
import { seededRandom } from '../random.ts';
import { raster } from '../raster.ts';
import { cameraOf } from './camera.ts';

/** Fine dark specks on skin through a lens, with noise of the sensor. */
function photographed(lensPx: number, noise: number) {
  const side = 600;
  const random = seededRandom(3, `${lensPx} ${noise}`);
  const light = new Float32Array(side * side).fill(0.4);
  for (let i = 0; i < 25_000; i++) light[random.below(side * side)] = 0.02;
  const seen = blurPlane(light, side, side, lensPx);
  const data = new Uint8Array(3 * side * side);
  for (let i = 0; i < seen.length; i++) {
    const value = srgb8OfLinear(seen[i] * (1 + noise * random.normal()));
    data.fill(value, 3 * i, 3 * i + 3);
  }
  return cameraOf(raster('srgb8', side, side, data), { x: 20, y: 20, width: 560, height: 560 }, 12);
}

test('the spread of a point is read from the finest texture', () => {
  const read = [0.6, 1, 1.6, 2.4].map((lensPx) => photographed(lensPx, 0.004).lensPx / lensPx);
  // the specks are smaller than the finest detail that is assumed of a scalp
  expect(read.filter((ratio) => ratio < 0.7 || ratio > 1.2)).toEqual([]);
});

test('noise is read on smooth skin', () => {
  const read = [0.01, 0.02, 0.03].map((noise) => {
    const random = seededRandom(9, 'noise');
    const data = Uint8Array.from({ length: 3 * 300 * 300 }, () => 0);
    for (let i = 0; i < 300 * 300; i++) data.fill(srgb8OfLinear(0.4 * (1 + noise * random.normal())), 3 * i, 3 * i + 3);
    return cameraOf(raster('srgb8', 300, 300, data), { x: 0, y: 0, width: 300, height: 300 }, 12).noise / noise;
  });
  expect(read.filter((ratio) => ratio < 0.8 || ratio > 1.25)).toEqual([]);
});
