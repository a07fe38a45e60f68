import { expect, test } from 'vitest';
import { stageShares, stageThreeShare, terminalLeftAtStage } from './stages.ts';
import { LAST_STAGE, REGIONS, SEXES, VARIANTS } from './terms.ts';

test('no region gains hair from stage to stage, in any variant, and fractions lie between', () => {
  const rises: string[] = [];
  for (const sex of SEXES)
    for (const variant of VARIANTS)
      for (const region of REGIONS)
        for (let stage = 1; stage + 0.1 <= LAST_STAGE[sex]; stage += 0.1) {
          const [here, next] = [stage, stage + 0.1].map((s) => terminalLeftAtStage(sex, s, region, variant));
          if (next > here + 1e-12 || !(here <= 1 && next > 0)) rises.push(`${sex} ${variant} ${region} ${stage}`);
        }
  expect(rises).toEqual([]);
});

test('the vertex is spared longer in type A, and thins first in III vertex; stages beyond the scale are refused', () => {
  const vertex = VARIANTS.map((variant) => terminalLeftAtStage('male', 3, 'vertex', variant));
  expect([
    vertex,
    terminalLeftAtStage('male', 3.5, 'vertex'),
    terminalLeftAtStage('female', 3, 'vertex', 'anterior') === terminalLeftAtStage('female', 3, 'vertex'),
  ]).toEqual([[0.95, 0.97, 0.55], 0.65, true]);
  expect(() => terminalLeftAtStage('female', 6, 'vertex')).toThrow(RangeError);
});

test('shares of the stages add up to 1 at any age, and higher stages grow with it', () => {
  const wrong: string[] = [];
  for (const sex of SEXES)
    for (let age = 10; age <= 100; age += 0.5) {
      const shares = stageShares(sex, age);
      const older = stageShares(sex, age + 0.5);
      if (Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) > 1e-12 || shares.some((share) => share < 0))
        wrong.push(`${sex} ${age}`);
      if (shares.length !== LAST_STAGE[sex] || older[0] > shares[0] + 1e-12) wrong.push(`${sex} ${age} stages`);
    }
  expect(wrong).toEqual([]);
});

test('men at stage III or beyond are as many as were counted in the US and in Korea', () => {
  const mean = (ancestry: 'european' | 'korean', from: number, to: number): number => {
    const ages = Array.from({ length: to - from + 1 }, (_, k) => from + k + 0.5);
    return (100 * ages.reduce((sum, age) => sum + stageThreeShare(ancestry, age), 0)) / ages.length;
  };
  const us = [mean('european', 18, 29) - 16, mean('european', 40, 49) - 53];
  const korea = [2.3, 4, 10.8, 24.5, 34.3, 46.9].map((percent, k) => mean('korean', 20 + 10 * k, 29 + 10 * k) - percent);
  expect([Math.max(...us.map(Math.abs)) < 5, Math.max(...korea.map(Math.abs)) < 3]).toEqual([true, true]);
});
