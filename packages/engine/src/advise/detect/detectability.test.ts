import { expect, test } from 'vitest';
import { dotTraits } from '../../layout/dot-traits.ts';
import { layOut } from '../../layout/layout.ts';
import type { Places, Scene } from '../../layout/scene.ts';
import { FULL_UNITS_PER_CM2, growUnits } from '../../phantom/hairs.ts';
import { vertexLeft } from '../../phantom/pattern.ts';
import { type Random, seededRandom } from '../../random.ts';
import { placesFor } from '../../tell/places.ts';
import { arrangementOf, type Window } from './arrangement.ts';
import { detectabilityOf } from './detectability.ts';
import { seenMarks } from './merge.ts';
import { apartByMean, apartByScatter, normalShareBelow } from './normal.ts';
import { ownHair } from './own-hair.ts';
import { periodicity } from './periodicity.ts';
import type { Marks, OwnHair } from './terms.ts';

const NONE: Places = { xMm: new Float64Array(0), yMm: new Float64Array(0) };
const SIDE_MM = 28;

function square(sideMm: number): Window {
  return { x0Mm: 0, y0Mm: 0, x1Mm: sideMm, y1Mm: sideMm, inside: (x, y) => x >= 0 && y >= 0 && x < sideMm && y < sideMm };
}

/** All of one breadth and tone, so that only places differ. */
function marksAt(places: Places, diameterMm: number, sideMm: number = SIDE_MM): Marks {
  const all = (value: number): Float64Array => new Float64Array(places.xMm.length).fill(value);
  return {
    ...places,
    diameterMm: all(diameterMm),
    darkness: all(1),
    window: square(sideMm),
    diameterError: 0,
    leastShare: 1,
    colour: null,
  };
}

function own(places: Places = NONE): OwnHair {
  return ownHair({ places, hairLab: [20, 2, 3], besideLab: [65, 10, 16] });
}

/** A scene of a whole vertex's density around what a phantom has left. */
function sceneAround(remaining: Places, left: number): Scene {
  const cells = SIDE_MM * SIDE_MM;
  return {
    widthMm: SIDE_MM,
    heightMm: SIDE_MM,
    cellMm: 1,
    columns: SIDE_MM,
    rows: SIDE_MM,
    totalPerCm2: new Float64Array(cells).fill(FULL_UNITS_PER_CM2),
    newPerCm2: new Float64Array(cells).fill(FULL_UNITS_PER_CM2 * (1 - left)),
    existingXMm: remaining.xMm,
    existingYMm: remaining.yMm,
    clearanceMm: 3.8 / Math.sqrt(FULL_UNITS_PER_CM2),
    count: Math.round((cells * FULL_UNITS_PER_CM2 * (1 - left)) / 100),
    sessionShare: [0.3, 0.4, 0.3],
  };
}

/** Random places that keep a distance from hairs, and one from each other that shrinks where no more fit: 0 for white noise. */
function darts({ count, clearanceMm, existingXMm, existingYMm }: Scene, apartSpacings: number, random: Random): Places {
  const places: (readonly [number, number])[] = [];
  const clear = (x: number, y: number): boolean =>
    existingXMm.every((hx, h) => (hx - x) ** 2 + (existingYMm[h] - y) ** 2 >= clearanceMm ** 2);
  let apartMm = (10 * apartSpacings) / Math.sqrt(FULL_UNITS_PER_CM2);
  for (let fails = 0; places.length < count; ) {
    const [x, y] = [random.next() * SIDE_MM, random.next() * SIDE_MM];
    const hairsApart = Math.max(clearanceMm, apartMm);
    const free = apartMm === 0 ? clear(x, y) : existingXMm.every((hx, h) => (hx - x) ** 2 + (existingYMm[h] - y) ** 2 >= hairsApart ** 2);
    if (free && places.every(([px, py]) => (px - x) ** 2 + (py - y) ** 2 >= apartMm ** 2)) {
      places.push([x, y]);
      fails = 0;
    } else if (++fails > 600) {
      apartMm *= 0.985;
      fails = 0;
    }
  }
  return columns(places);
}

/** Square rows, clear of hairs, as many as wanted to within a row. */
function rows({ count, clearanceMm, existingXMm, existingYMm }: Scene): Places {
  let best: (readonly [number, number])[] = [];
  for (let stepMm = 0.9; stepMm < 2.2; stepMm += 0.005) {
    const places: (readonly [number, number])[] = [];
    for (let y = stepMm / 2; y < SIDE_MM; y += stepMm)
      for (let x = stepMm / 2; x < SIDE_MM; x += stepMm)
        if (existingXMm.every((hx, h) => (hx - x) ** 2 + (existingYMm[h] - y) ** 2 >= clearanceMm ** 2)) places.push([x, y]);
    if (Math.abs(places.length - count) < Math.abs(best.length - count)) best = places;
  }
  return columns(best);
}

function columns(places: readonly (readonly [number, number])[]): Places {
  return { xMm: Float64Array.from(places, (p) => p[0]), yMm: Float64Array.from(places, (p) => p[1]) };
}

function someOf({ xMm, yMm }: Places, share: number, random: Random): readonly [Places, Places] {
  const pick = Array.from(xMm, () => random.next() < share);
  const take = (wanted: boolean): Places => {
    const kept = Array.from(xMm.keys()).filter((i) => pick[i] === wanted);
    return { xMm: Float64Array.from(kept, (i) => xMm[i]), yMm: Float64Array.from(kept, (i) => yMm[i]) };
  };
  return [take(true), take(false)];
}

test('a grid scores above white noise, that above discs kept apart, those above our dots, and these not below own hair, on eight phantoms', () => {
  const stages = [3, 4, 5, 6, 7, 3, 4, 6];
  const kept = stages.map((stage, k) => {
    const seed = 300 + k;
    const left = vertexLeft('male', stage);
    const remaining = growUnits(SIDE_MM, SIDE_MM, () => FULL_UNITS_PER_CM2 * left, seededRandom(seed, 'remaining'));
    const scene = sceneAround(remaining, left);
    const score = (marks: Places, others: Places): number => detectabilityOf(marksAt(marks, 0.28), own(others), null).score.value;
    const full = growUnits(SIDE_MM, SIDE_MM, () => FULL_UNITS_PER_CM2, seededRandom(seed, 'full'));
    const [marks, others] = someOf(full, 1 - left, seededRandom(seed, 'split'));
    const scores = [
      rows(scene),
      darts(scene, 0, seededRandom(seed, 'white noise')),
      darts(scene, 0.79, seededRandom(seed, 'apart')),
      layOut(scene, seededRandom(seed, 'layout')),
    ].map((places) => score(places, remaining));
    const ownScore = score(marks, others);
    return scores.every((s, i) => i === 0 || s < scores[i - 1]) && scores[3] >= ownScore - 1e-9;
  });
  expect(kept).toEqual(stages.map(() => true));
});

test('follicles that look like those of the own hair score next to nothing', () => {
  const hair = own();
  const scores = [1, 2, 3, 4, 5, 6].map((seed) => {
    const places = growUnits(SIDE_MM, SIDE_MM, () => FULL_UNITS_PER_CM2, seededRandom(seed, 'units'));
    const random = seededRandom(seed, 'looks');
    const scattered = (mean: number, cv: number): Float64Array => Float64Array.from(places.xMm, () => mean * (1 + cv * random.normal()));
    const marks = { diameterMm: scattered(hair.diameterMm.value, hair.diameterCv.value), darkness: scattered(1, hair.darknessCv.value) };
    return detectabilityOf({ ...marksAt(places, 1), ...marks }, hair, null).score.value;
  });
  expect(Math.max(...scores)).toBeLessThan(8);
});

test('fewer marks give a wider interval, and too few none', () => {
  const spacing = (sideMm: number) => {
    const places = placesFor('white-noise', sideMm, seededRandom(3, 'few'));
    return detectabilityOf(marksAt(places, 0.28, sideMm), own(), null).tells[0].score;
  };
  const width = (sideMm: number): number => {
    const score = spacing(sideMm);
    return score === null ? Number.NaN : score.high - score.low;
  };
  expect([width(10) > 1.3 * width(40), spacing(6)]).toEqual([true, null]);
});

test('a larger mark tells more, and a score stays within its interval and 0..100', () => {
  const places = layOut(sceneAround(NONE, 0), seededRandom(9, 'layout'));
  const { tone } = dotTraits(places.xMm.length, seededRandom(9, 'traits'));
  const scores = [0.2, 0.25, 0.3, 0.4, 0.5].map((mm) => detectabilityOf({ ...marksAt(places, mm), darkness: tone }, own(), null).score);
  expect({
    rises: scores.every(({ value }, i) => i === 0 || value > scores[i - 1].value),
    ordered: scores.every(({ low, value, high }) => 0 <= low && low <= value && value <= high && high <= 100),
  }).toEqual({ rises: true, ordered: true });
});

test('what does not change places, turning and shifting and naming them in another order, changes no score', () => {
  const places = placesFor('poisson-disk', SIDE_MM, seededRandom(5, 'turn'));
  const count = places.xMm.length;
  const turned: Marks = {
    ...marksAt({ xMm: Float64Array.from(places.yMm).reverse(), yMm: Float64Array.from(places.xMm, (x) => SIDE_MM - x).reverse() }, 0.28),
  };
  const [a, b] = [marksAt(places, 0.28), turned].map((marks) => detectabilityOf(marks, own(), null).score.value);
  expect([count > 400, Math.abs(a - b) < 0.5]).toEqual([true, true]);
});

test('rows are found at any angle and among vacancies, and in no field without them', () => {
  const peaks = (placing: 'grid' | 'units' | 'white-noise'): readonly number[] =>
    [1, 2, 3, 4].map((seed) => {
      const [half] = someOf(placesFor(placing, 24, seededRandom(seed, 'rows')), 0.6, seededRandom(seed, 'vacant'));
      return periodicity(half, 24 / Math.sqrt(half.xMm.length));
    });
  expect({
    rows: Math.min(...peaks('grid')) > 0.6,
    none: Math.max(...peaks('units'), ...peaks('white-noise')) < 0.12,
  }).toEqual({ rows: true, none: true });
});

test('distances of chance come to what Clark and Evans derive: a mean of half the spacing, and 0.52 of it for scatter', () => {
  const runs = [1, 2, 3, 4].map((seed) => arrangementOf(placesFor('white-noise', 60, seededRandom(seed, 'chance')), NONE, square(60), 50));
  const mean = runs.reduce((sum, run) => sum + (run?.nearestMean ?? 0), 0) / runs.length;
  const cv = runs.reduce((sum, run) => sum + (run?.nearestCv ?? 0), 0) / runs.length;
  expect([Math.abs(mean - 0.5) < 0.02, Math.abs(cv - 0.523) < 0.04]).toEqual([true, true]);
});

test('marks nearer than two deviations run together and keep their area', () => {
  const pair = (gapMm: number) => seenMarks(marksAt({ xMm: Float64Array.of(5, 5 + gapMm), yMm: Float64Array.of(5, 5) }, 0.3));
  const [near, far] = [pair(0.24), pair(0.27)];
  expect({
    near: [near.marks.xMm.length, near.mergedShare, Number(near.marks.diameterMm[0].toFixed(9))],
    far: [far.marks.xMm.length, far.mergedShare],
  }).toEqual({ near: [1, 1, Number((0.3 * Math.SQRT2).toFixed(9))], far: [2, 0] });
});

test('what two normal distributions do not share is what their densities leave', () => {
  const density = (z: number, sd: number): number => Math.exp(-0.5 * (z / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
  const left = (f: (z: number) => number, g: (z: number) => number): number => {
    let sum = 0;
    for (let z = -12; z < 12; z += 1e-3) sum += 0.5 * Math.abs(f(z) - g(z)) * 1e-3;
    return sum;
  };
  const off = [0.3, 1, 2.5].flatMap((x) => [
    Math.abs(
      apartByMean(x, 1) -
        left(
          (z) => density(z, 1),
          (z) => density(z - x, 1),
        ),
    ),
    Math.abs(
      apartByScatter(1, 1 + x) -
        left(
          (z) => density(z, 1),
          (z) => density(z, 1 + x),
        ),
    ),
  ]);
  expect([Math.max(...off) < 1e-3, Math.abs(normalShareBelow(1.2815515655446004) - 0.9) < 1e-12]).toEqual([true, true]);
});

test('columns of different lengths are a mistake', () => {
  const places = placesFor('units', 12, seededRandom(1, 'short'));
  expect(() => detectabilityOf({ ...marksAt(places, 0.28), darkness: new Float64Array(3) }, own(), null)).toThrow(RangeError);
});
