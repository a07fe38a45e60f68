import { expect, test } from 'vitest';
import { surfaceGeometry } from '../../head/surface.ts';
import { edgeOfDots } from './dot-edge.ts';
import { frontOf, skinMm } from './front.ts';
import { goodPlan, thrown } from './good-plan.test-helper.ts';

const { plan } = goodPlan();
const geometry = surfaceGeometry(plan.surface);
const front = frontOf(plan.design)!;

test('the edge of dots is found: its rise within the interval, its start where the dots begin', () => {
  const wrong: string[] = [];
  for (const [featherMm, startMm, seed] of [
    [2, 2, 1],
    [4, 5, 2],
    [8, 3, 3],
    [10, 6, 4],
  ] as const) {
    const edge = edgeOfDots(geometry, thrown({ featherMm, mound: () => startMm, seed, leastSpacings: 0.2 }), front)!;
    const stretch = skinMm(geometry, [0, 86], [0, 76]) / 10;
    const { value, low, high } = edge.featherMm;
    // an 80 % interval may miss by as much again
    if (!(low - (value - low) - 1 <= featherMm * stretch && featherMm * stretch <= high + (high - value) + 1))
      wrong.push(`rise ${featherMm * stretch}: ${JSON.stringify(edge.featherMm)}`);
    const middle = edge.pieces.filter(({ xMm }) => Math.abs(xMm) < 20);
    const start = middle.reduce((sum, { behindMm }) => sum + behindMm, 0) / middle.length;
    if (Math.abs(start - startMm * stretch) > 1.2) wrong.push(`start ${startMm * stretch}: ${start}`);
  }
  expect(wrong).toEqual([]);
});

test('mounds show as they are, and a photo without a front shows no edge', () => {
  const mound = (x: number): number => 4 + 3 * Math.sin(x / 5);
  const edge = edgeOfDots(geometry, thrown({ mound, seed: 5 }), front)!;
  const stretch = skinMm(geometry, [0, 86], [0, 76]) / 10;
  const pairs = edge.pieces.filter(({ xMm }) => Math.abs(xMm) < 45).map(({ xMm, behindMm }) => [mound(xMm) * stretch, behindMm]);
  const mean = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [m0, m1] = [mean(0), mean(1)];
  const product = (f: (pair: readonly number[]) => number): number => pairs.reduce((sum, pair) => sum + f(pair), 0);
  const correlation =
    product(([a, b]) => (a - m0) * (b - m1)) / Math.sqrt(product(([a]) => (a - m0) ** 2) * product(([, b]) => (b - m1) ** 2));
  expect([correlation > 0.8, edgeOfDots(geometry, thrown(), { ...front, shown: [] })]).toEqual([true, null]);
});
