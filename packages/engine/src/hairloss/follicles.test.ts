import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { drugFor } from './biology.ts';
import { quantile, STANDARD_NORMAL, tapeOf } from './chance.ts';
import { type Course, follow } from './follicles.ts';
import { daysToFullCover, lyingCoverage, partingScore, stubbleCoverage } from './looks.ts';
import { emptyTally } from './tally.ts';

const MAN: Course = {
  sex: 'male',
  anagenFactor: 1,
  kenogenFactor: 1,
  onsetFactor: 1,
  speedSpread: 1,
  elapsedYears: 10,
  pace: 1,
  susceptibleShare: 1,
};

test('healthy follicles grow as biopsies and textbooks say, shed 28 to 100 hairs a day of 100,000, and stay so', () => {
  const tally = emptyTally(21, 1);
  follow({ ...MAN, susceptibleShare: 0 }, 20_000, tally, seededRandom(1, 'healthy'));
  const anagen = tally.growing.map((growing, s) => growing / tally.all[s]);
  const shedPerDay = ((1 - anagen[0]) * tally.all[0] * 5) / (0.32 * 365);
  const drift = Math.max(...tally.visible) / Math.min(...tally.visible);
  expect([
    anagen.every((share) => share > 0.85 && share < 0.925),
    shedPerDay > 28 && shedPerDay < 100,
    drift < 1.005,
    tally.visible[0] === tally.all[0],
  ]).toEqual([true, true, true, true]);
});

test('anagen shares fall with the loss, vellus hair gathers and then follicles go for good', () => {
  const tally = emptyTally(61, 1);
  follow({ ...MAN, elapsedYears: 0 }, 10_000, tally, seededRandom(1, 'loss'));
  const vellus = tally.all.map((all, s) => all - tally.visible[s]);
  const anagen = (s: number): number => tally.growing[s] / tally.all[s];
  expect([
    anagen(20) < anagen(0) - 0.03,
    vellus[20] > 10 * Math.max(1, vellus[0]),
    tally.all[60] < 0.5 * tally.all[0],
    tally.units[20] / tally.units[0] > tally.visible[20] / tally.visible[0] + 0.1,
  ]).toEqual([true, true, true, true]);
});

test('an untreated twin is the same whether a therapy is followed beside it or not', () => {
  const alone = emptyTally(11, 1);
  const beside = emptyTally(11, 1);
  const treated = emptyTally(11, 1);
  const drug = drugFor('both', 'male', true);
  if (drug === null) throw new Error('no drug');
  follow(MAN, 2_000, alone, seededRandom(4, 'twins'));
  follow(MAN, 2_000, beside, seededRandom(4, 'twins'), [{ drug, stopAtYears: 3, tally: treated }]);
  expect([beside, treated.visible[0] === alone.visible[0], treated.visible[2] > alone.visible[2], treated.visible[10]]).toEqual([
    alone,
    true,
    true,
    alone.visible[10],
  ]);
});

test('the longer hair has been fine, the less of it a medicine brings back', () => {
  const broughtBack = (['finasteride', 'minoxidil'] as const).map((treatment) =>
    [20, 40, 60].map((elapsedYears) => {
      const untreated = emptyTally(3, 1);
      const treated = emptyTally(3, 1);
      const drug = drugFor(treatment, 'male', true);
      if (drug === null) throw new Error('no drug');
      follow({ ...MAN, elapsedYears }, 8_000, untreated, seededRandom(6, 'fine'), [
        { drug, stopAtYears: Number.POSITIVE_INFINITY, tally: treated },
      ]);
      return (treated.visible[2] - untreated.visible[2]) / (untreated.all[0] - untreated.visible[0]);
    }),
  );
  expect(broughtBack.map(([lately, before, longAgo]) => lately > 1.3 * before && before > 1.3 * longAgo && longAgo > 0)).toEqual([
    true,
    true,
  ]);
});

test('tapes are even and independent, and the table of the normal has mean 0 and deviation 1', () => {
  const tape = tapeOf(seededRandom(9, 'tape'));
  let sum = 0;
  let product = 0;
  const count = 40_000;
  for (let n = 0; n < count; n++) {
    if (n % 40 === 0) tape.rewind();
    const here = tape.at(n % 40) - 0.5;
    sum += here;
    product += here * (tape.at((n % 40) + 1) - 0.5);
  }
  const normals = Array.from({ length: 2_000 }, (_, k) => quantile(STANDARD_NORMAL, (k + 0.5) / 2_000));
  const variance = normals.reduce((total, z) => total + z * z, 0) / normals.length;
  expect([Math.abs(sum / count) < 0.006, Math.abs(product / count) < 0.002, Math.abs(variance - 1) < 0.01]).toEqual([true, true, true]);
});

test('the two laws of coverage: equal products of length and width look alike, and stubble hides a few per cent', () => {
  const healthy = 2.3 * 0.07;
  expect([
    lyingCoverage(healthy, 12).toFixed(2),
    Math.abs(lyingCoverage(healthy / 2, 12) - lyingCoverage(healthy, 6)) < 1e-12,
    stubbleCoverage(healthy, 2.3 * 0.07 ** 2).toFixed(3),
    daysToFullCover(250, 0.85, 0.068, 0.36).toFixed(1),
    partingScore(20).toFixed(0),
  ]).toEqual(['0.62', true, '0.048', '19.2', '92']);
});
