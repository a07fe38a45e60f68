import { expect, test } from 'vitest';
import { type Random, seededRandom } from '../random.ts';
import { FOLLICULAR_UNITS } from './follicle-statistics.ts';
import { countErrors, misfitByChance, nearestDistances, pairCorrelation, pairMisfit, patternOf } from './pattern-statistics.ts';
import type { Places, Scene } from './scene.ts';

const NO_HAIRS: Places = { xMm: new Float64Array(0), yMm: new Float64Array(0) };

function field(sideMm: number, perCm2: (xMm: number) => number, hairs: Places = NO_HAIRS): Scene {
  const totalPerCm2 = Float64Array.from({ length: sideMm * sideMm }, (_, k) => perCm2((k % sideMm) + 0.5));
  return {
    widthMm: sideMm,
    heightMm: sideMm,
    cellMm: 1,
    columns: sideMm,
    rows: sideMm,
    totalPerCm2,
    newPerCm2: totalPerCm2.slice(),
    existingXMm: hairs.xMm,
    existingYMm: hairs.yMm,
    clearanceMm: 0,
    count: 0,
    sessionShare: [1],
  };
}

/** Independent points of a density. */
function poisson(sideMm: number, count: number, most: number, perCm2: (xMm: number) => number, random: Random): Places {
  const xMm = new Float64Array(count);
  const yMm = new Float64Array(count);
  for (let k = 0; k < count; ) {
    xMm[k] = random.next() * sideMm;
    yMm[k] = random.next() * sideMm;
    if (random.next() * most < perCm2(xMm[k])) k++;
  }
  return { xMm, yMm };
}

/** A square lattice of 1 mm. */
function lattice(sideMm: number): Places {
  const cells = Array.from({ length: sideMm * sideMm }, (_, k) => k);
  return {
    xMm: Float64Array.from(cells, (k) => (k % sideMm) + 0.5),
    yMm: Float64Array.from(cells, (k) => Math.floor(k / sideMm) + 0.5),
  };
}

function inner({ xMm, yMm }: Places, sideMm: number, marginMm: number): Uint8Array {
  return Uint8Array.from(xMm, (x, i) => (Math.min(x, yMm[i], sideMm - x, sideMm - yMm[i]) > marginMm ? 1 : 0));
}

/** Fano factor of 5 mm windows, over four patterns: one alone scatters by 0.06. */
function fanoOfRandom(perCm2: (xMm: number) => number, count: number, most: number): number {
  const each = [1, 2, 3, 4].map((seed) => {
    const dots = poisson(100, count, most, perCm2, seededRandom(seed, 'windows'));
    return countErrors(patternOf(field(100, perCm2), dots), 5, 1).fano;
  });
  return each.reduce((sum, f) => sum + f, 0) / each.length;
}

/** Largest departure of g from 1, in standard errors of a random pattern; bins of few pairs are left out. */
function farthestFromOne({ g, expectedPairs }: { g: Float64Array; expectedPairs: Float64Array }): number {
  return Math.max(...g.map((v, bin) => (expectedPairs[bin] < 200 ? 0 : Math.abs(v - 1) / Math.sqrt(2 / expectedPairs[bin]))));
}

test('random points: nearest at half a spacing with CV √(4/π − 1), pair correlation 1, counts as scattered as their mean', () => {
  const dots = poisson(100, 10_000, 100, () => 100, seededRandom(1, 'poisson'));
  const pattern = patternOf(
    field(100, () => 100),
    dots,
  );
  const nearest = nearestDistances(pattern, inner(dots, 100, 3));
  const counts = countErrors(pattern, 5, 1);
  expect(Math.abs(nearest.mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(nearest.cv - Math.sqrt(4 / Math.PI - 1))).toBeLessThan(0.015);
  // P(distance < r) = 1 − exp(−πr²)
  expect(Math.abs(nearest.q01 - Math.sqrt(-Math.log(0.99) / Math.PI))).toBeLessThan(0.01);
  expect(farthestFromOne(pairCorrelation(pattern, seededRandom(1, 'places')))).toBeLessThan(3.5);
  expect(Math.abs(fanoOfRandom(() => 100, 10_000, 100) - 1)).toBeLessThan(0.09);
  expect(Math.abs(counts.relative - 1 / 5)).toBeLessThan(0.02);
  expect(counts.meanCount).toBeCloseTo(25, 0);
});

test('a lattice: exact distances and counts, pairs only in the bins of 1 and √2 spacings', () => {
  const dots = lattice(40);
  const pattern = patternOf(
    field(40, () => 100),
    dots,
  );
  const nearest = nearestDistances(pattern);
  const { g, expectedPairs } = pairCorrelation(pattern, seededRandom(1, 'places'), inner(dots, 40, 3));
  const withPairs = Array.from(g.keys()).filter((bin) => g[bin] > 0);
  expect(nearest).toEqual({ count: 1600, min: 1, q01: 1, mean: 1, cv: 0 });
  expect(withPairs).toEqual([20, 28]);
  // four neighbours for each of the 34 × 34 inner dots, and an area of π(2b + 1)/400 spacings² for the bin
  expect(g[20] * expectedPairs[20]).toBeCloseTo(4 * 34 * 34, 6);
  expect(expectedPairs[20] / (34 * 34)).toBeCloseTo((Math.PI * 41) / 400, 10);
  expect(countErrors(pattern, 4, 1)).toMatchObject({ windows: 19 * 19, meanCount: 16, relative: 0, fano: 0 });
});

test('a density that changes leaves the pair correlation of random points at 1', () => {
  const density = (xMm: number): number => 60 + 1.2 * xMm;
  const dots = poisson(100, 12_000, 180, density, seededRandom(2, 'gradient'));
  const pattern = patternOf(field(100, density), dots);
  expect(farthestFromOne(pairCorrelation(pattern, seededRandom(1, 'places')))).toBeLessThan(3.5);
  expect(Math.abs(fanoOfRandom(density, 12_000, 180) - 1)).toBeLessThan(0.09);
  // below 0.6 of the densest place spacings stay what they are there
  expect(pattern.largestSpacingMm).toBeCloseTo(10 / Math.sqrt(0.6 * 179.4), 6);
});

test('hairs count as neighbours and in windows, and are not looked at themselves', () => {
  const all = lattice(30);
  const even = (i: number): boolean => (Math.floor(all.xMm[i]) + Math.floor(all.yMm[i])) % 2 === 0;
  const pick = (holds: (i: number) => boolean): Places => ({
    xMm: all.xMm.filter((_, i) => holds(i)),
    yMm: all.yMm.filter((_, i) => holds(i)),
  });
  const dots = pick(even);
  const pattern = patternOf(
    field(
      30,
      () => 100,
      pick((i) => !even(i)),
    ),
    dots,
  );
  expect(nearestDistances(pattern)).toEqual({ count: 450, min: 1, q01: 1, mean: 1, cv: 0 });
  expect(countErrors(pattern, 4, 1).fano).toBe(0);
  const alone = patternOf(
    field(30, () => 100),
    dots,
  );
  expect(nearestDistances(alone).mean).toBeCloseTo(Math.sqrt(2), 10);
});

test('a mask takes dots out of what is looked at, not out of the neighbours', () => {
  const dots = lattice(20);
  const pattern = patternOf(
    field(20, () => 100),
    dots,
  );
  const everyThird = Uint8Array.from(dots.xMm, (_, i) => (i % 3 === 0 ? 1 : 0));
  expect(nearestDistances(pattern, everyThird)).toMatchObject({ count: 134, mean: 1 });
  expect(nearestDistances(pattern, new Uint8Array(400)).count).toBe(0);
});

test('windows count only where dots are wanted throughout, and enough of them', () => {
  const scene = field(40, (x) => (x < 20 ? 100 : 10));
  for (let k = 0; k < 1600; k++) if (k % 40 < 8) scene.newPerCm2[k] = 0;
  const pattern = patternOf(scene, lattice(40));
  const most = 19 * 19;
  const wanted = countErrors(pattern, 4, 1).windows;
  const dense = countErrors(pattern, 4, 50).windows;
  expect([wanted < most, dense < wanted, countErrors(pattern, 4, 200).windows]).toEqual([true, true, 0]);
});

test('the misfit is 0 for the target, and for random points what they lack of it', () => {
  const g = Float64Array.from(FOLLICULAR_UNITS.g);
  const ones = new Float64Array(g.length).fill(1);
  const tail = FOLLICULAR_UNITS.g.slice(6);
  const expected = Math.sqrt(tail.reduce((sum, v) => sum + (1 - v) ** 2, 0) / tail.length);
  expect(pairMisfit({ g })).toBe(0);
  expect(pairMisfit({ g: ones })).toBeCloseTo(expected, 12);
  expect(misfitByChance({ g, expectedPairs: ones.map(() => 20_000) })).toBeCloseTo(
    Math.sqrt(tail.reduce((sum, v) => sum + v, 0) / tail.length / 10_000),
    12,
  );
});
