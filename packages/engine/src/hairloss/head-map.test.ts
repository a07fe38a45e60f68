import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { hairBearing, headAngles, regionAt, susceptibilityAt } from './head-map.ts';
import { REGION_FACTS } from './regions.ts';
import { REGIONS, type Region } from './terms.ts';

/** Half axes to the front, the left and the top of the ellipsoid on which the areas were summed up, of 55 cm round. */
const AXES_CM = [9.75, 7.7, 13] as const;
/** Areas grow with the square of the circumference. */
const TO_57_CM = (57 / 55) ** 2;

test('angles do not change with the size of the head; the top is 90°, the back 180°, left positive', () => {
  const shown = (spot: readonly [number, number, number]): number[] => Object.values(headAngles(spot)).map((v) => Math.round(v * 10) / 10);
  expect([shown([0, 1, 0]), shown([0, 0, 120]), shown([0, -9, 0]), shown([0, -1, -0.1]), shown([3, 0, 4]), shown([-30, 0, 40])]).toEqual([
    [0, 0],
    [90, 0],
    [180, 0],
    [185.7, 0],
    [90, 36.9],
    [90, -36.9],
  ]);
});

test('areas of the regions on the ellipsoid are those of the table', () => {
  const areas = new Map<Region, number>();
  const step = 0.25;
  const point = (alpha: number, beta: number): number[] => {
    const [a, b] = [alpha, beta].map((v) => (v * Math.PI) / 180);
    const way = [Math.cos(b) * Math.cos(a), Math.sin(b), Math.cos(b) * Math.sin(a)];
    const size = 1 / Math.hypot(...way.map((v, k) => v / AXES_CM[k]));
    return way.map((v) => v * size);
  };
  for (let alpha = 50; alpha < 205; alpha += step)
    for (let beta = 0; beta < 75; beta += step) {
      const region = regionAt(alpha + step / 2, beta + step / 2);
      if (region === null) continue;
      const [p, q, r] = [point(alpha, beta), point(alpha + step, beta), point(alpha, beta + step)];
      const [u, v] = [q.map((x, k) => x - p[k]), r.map((x, k) => x - p[k])];
      const area = Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]);
      areas.set(region, (areas.get(region) ?? 0) + 2 * area * TO_57_CM);
    }
  const off = REGIONS.map((region) => (areas.get(region) ?? 0) / REGION_FACTS[region].areaCm2 - 1);
  expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.06);
});

test('susceptibility is that of the region in its middle, the same on both sides, and never jumps', () => {
  const random = seededRandom(3, 'head map');
  let steepest = 0;
  let uneven = 0;
  let outside = 0;
  for (let n = 0; n < 5_000; n++) {
    const alpha = 40 + 170 * random.next();
    const beta = 80 * random.next();
    const s = susceptibilityAt(alpha, beta);
    steepest = Math.max(steepest, Math.abs(s - susceptibilityAt(alpha + 0.05, beta)), Math.abs(s - susceptibilityAt(alpha, beta + 0.05)));
    uneven = Math.max(uneven, Math.abs(s - susceptibilityAt(alpha, -beta)));
    if (!(s >= 0 && s <= 1)) outside++;
  }
  const middles: readonly [Region, number, number][] = [
    ['hairline', 56, 5],
    ['temples', 58, 37],
    ['forelock', 68, 5],
    ['mid-scalp', 95, 10],
    ['vertex', 130, 5],
    ['parietal', 110, 38],
    ['temporal-fringe', 110, 60],
    ['occiput', 166, 10],
    ['nape', 191, 10],
  ];
  const off = middles.map(([region, alpha, beta]) => susceptibilityAt(alpha, beta) - REGION_FACTS[region].susceptibility);
  expect([steepest < 0.05, uneven, outside, Math.max(...off.map(Math.abs)) < 0.02]).toEqual([true, 0, 0, true]);
});

test('face, ears and neck bear no scalp hair', () => {
  expect([hairBearing(20, 0), hairBearing(60, 60), hairBearing(100, 80), hairBearing(210, 0), hairBearing(100, -50)]).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});
