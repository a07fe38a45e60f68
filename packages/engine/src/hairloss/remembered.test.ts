import { expect, test } from 'vitest';
import { hairLoss } from './hair-loss.ts';
import { rememberedLoss } from './remembered.ts';
import { type HairLossRequest, TREATMENTS } from './terms.ts';

const WOMAN: HairLossRequest = {
  sex: 'female',
  ageYears: 78,
  stage: 2.5,
  years: 15,
  speed: 'fast',
  treatment: 'none',
  folliclesPerRegion: 500,
  seed: 11,
};
const MAN: HairLossRequest = { ...WOMAN, sex: 'male', stage: 4, variant: 'vertex', stopAtYears: 3.5, seed: 4 };

test('what is remembered is what the model answers, in any order, for fewer years too', () => {
  const loss = rememberedLoss();
  const questions = [MAN, WOMAN, { ...MAN, years: 6 }, { ...WOMAN, years: 8 }, { ...MAN, speed: 'slow' as const, years: 20 }].flatMap(
    (request) => TREATMENTS.map((treatment) => ({ ...request, treatment })),
  );
  const wrong = questions.filter((question) => JSON.stringify(loss(question)) !== JSON.stringify(hairLoss(question)));
  expect(wrong).toEqual([]);
});

test('the same question is answered once, and few answers are kept', () => {
  const loss = rememberedLoss(2);
  const first = loss(MAN);
  const again = loss(MAN);
  for (const stage of [1, 2, 3]) loss({ ...MAN, stage });
  const later = loss(MAN);
  expect([again === first, later === first, JSON.stringify(later) === JSON.stringify(first)]).toEqual([true, false, true]);
});
