import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { shortTour } from './tour.ts';

interface Points {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
}

function points(places: readonly (readonly [number, number])[]): Points {
  return { xMm: Float64Array.from(places, ([x]) => x), yMm: Float64Array.from(places, ([, y]) => y) };
}

function scattered(count: number, seed: number, sideMm: number): Points {
  const random = seededRandom(seed, 'points');
  return points(Array.from({ length: count }, () => [random.next() * sideMm, random.next() * sideMm] as const));
}

function tour({ xMm, yMm }: Points, kicks: number, seed = 1): Uint32Array {
  return shortTour(xMm, yMm, kicks, seededRandom(seed, 'tour'));
}

function lengthMm({ xMm, yMm }: Points, path: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 1; k < path.length; k++) sum += Math.hypot(xMm[path[k]] - xMm[path[k - 1]], yMm[path[k]] - yMm[path[k - 1]]);
  return sum;
}

function visitsEachOnce(path: Uint32Array, count: number): boolean {
  return path.length === count && new Set(path).size === count && path.every((i) => i < count);
}

/** By trying all orders. */
function shortestMm(of: Points, path: readonly number[] = []): number {
  const count = of.xMm.length;
  if (path.length === count) return lengthMm(of, path);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) if (!path.includes(i)) least = Math.min(least, shortestMm(of, [...path, i]));
  return least;
}

/** Few places many times over, a line, or any numbers: small whole coordinates, scaled. */
const anyPoints = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.constantFrom(1e-7, 1, 0.37, 1e6))
  .chain(([across, down, scaleMm]) =>
    fc
      .array(fc.tuple(fc.integer({ min: -across, max: across }), fc.integer({ min: -down, max: down })), { maxLength: 120 })
      .map((places) => points(places.map(([x, y]) => [x * scaleMm, y * scaleMm] as const))),
  );

test('every point is visited once, wherever the points lie', () => {
  let wrong = 0;
  fc.assert(
    fc.property(anyPoints, fc.integer({ min: 0, max: 60 }), (given, kicks) => {
      if (!visitsEachOnce(tour(given, kicks), given.xMm.length)) wrong++;
    }),
    { seed: 3, numRuns: 500 },
  );
  expect(wrong).toBe(0);
});

test('up to seven points are visited by the shortest way', () => {
  let worst = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 7 }), (places) => {
      const given = points(places);
      worst = Math.max(worst, lengthMm(given, tour(given, 10)) - shortestMm(given));
    }),
    { seed: 5, numRuns: 100 },
  );
  expect(worst).toBeLessThan(1e-9);
});

test('a closed way round 300 points on a circle is found, and cut where it is longest', () => {
  const angles = Array.from({ length: 300 }, (_, i) => (i * 37 * 6) / 300 - Math.floor((i * 37) / 300) * 6);
  const given = points(angles.map((a) => [50 + 40 * Math.cos(a), 50 + 40 * Math.sin(a)] as const));
  const sorted = Array.from(angles.keys()).sort((p, q) => angles[p] - angles[q]);
  expect(lengthMm(given, tour(given, 0))).toBeCloseTo(lengthMm(given, sorted), 9);
});

test('crowded places, far outliers and long lines: each point once, and no detours', () => {
  const random = seededRandom(4, 'sets');
  const count = 20_000;
  const make = (place: (i: number) => readonly [number, number]): Points => points(Array.from({ length: count }, (_, i) => place(i)));
  const sets: Readonly<Record<string, { points: Points; mostMm: number }>> = {
    'one place': { points: make(() => [7, 7]), mostMm: 0 },
    'a line': { points: make(() => [random.next() * 100, 3]), mostMm: 100 },
    'a hundred places': { points: make(() => [random.below(10), random.below(10)]), mostMm: 99 },
    'half in one place, half about': {
      points: make((i) => (i % 2 === 0 ? [50, 50] : [random.next() * 100, random.next() * 100])),
      mostMm: 7700,
    },
    'half within a nanometre': {
      points: make((i) => (i % 2 === 0 ? [50 + random.next() * 1e-6, 50] : [random.next() * 100, random.next() * 100])),
      mostMm: 7700,
    },
    'a square millimetre and two far points': {
      points: make((i) => (i < 2 ? [1e5, 1e5 * i] : [random.next(), random.next()])),
      mostMm: 1e5 + 1e5 * Math.SQRT2 + 110,
    },
  };
  const wrong = Object.entries(sets)
    .map(([name, { points: given, mostMm }]) => {
      const path = tour(given, 200);
      return { name, once: visitsEachOnce(path, count), lengthMm: lengthMm(given, path), mostMm };
    })
    .filter((r) => !r.once || r.lengthMm > r.mostMm + 1e-9);
  expect(wrong).toEqual([]);
});

test('5,000 random points: within 4 % of 0.7124 √(nA), 2.5 % with kicks', () => {
  // the shortest tours of endlessly many points (Johnson & McGeoch 1997); the edge of the square adds about 1 % to that of 5,000
  const given = scattered(5000, 9, 100);
  const shortest = 0.7124 * Math.sqrt(5000 * 100 * 100);
  const plain = lengthMm(given, tour(given, 0)) / shortest;
  const kicked = lengthMm(given, tour(given, 9000)) / shortest;
  expect({ plain, kicked, good: plain < 1.04 && kicked < 1.025 && kicked > 1 }).toMatchObject({ good: true });
});

test('kicks never make the closed tour longer', () => {
  let worst = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const given = scattered(600, seed, 30);
    let before = Number.POSITIVE_INFINITY;
    for (const kicks of [0, 100, 1000, 5000]) {
      const path = tour(given, kicks, seed);
      const closed = lengthMm(given, [...path, path[0]]);
      worst = Math.max(worst, closed - before);
      before = closed;
    }
  }
  expect(worst).toBeLessThan(1e-9);
});

test('the same points and seed give the same way, another seed another one as short', () => {
  const given = scattered(2000, 2, 50);
  const first = tour(given, 3000, 1);
  expect(tour(given, 3000, 1)).toEqual(first);
  const other = tour(given, 3000, 2);
  expect(other).not.toEqual(first);
  expect(lengthMm(given, other) / lengthMm(given, first)).toBeCloseTo(1, 1);
});

test('more points than it is made for are refused', () => {
  const many = new Float64Array(400_001);
  expect(() => shortTour(many, many, 0, seededRandom(1, 'tour'))).toThrow(RangeError);
});
