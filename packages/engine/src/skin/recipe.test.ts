import { expect, test } from 'vitest';
import { NATURAL_HAIR } from './hair-tone.ts';
import { USUAL_STROKE } from './needle.ts';
import { hairOfLab, recipeFor } from './recipe.ts';
import { skinOfType } from './tissue.ts';

const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
const recipe = (type: (typeof TYPES)[number], hair: keyof typeof NATURAL_HAIR, dotsPerCm2: number = 65) =>
  recipeFor(skinOfType(type), NATURAL_HAIR[hair], USUAL_STROKE, 'usual', dotsPerCm2);

test('on every skin healed dots under black hair come within ΔE00 2 of the stubble, at dilutions that practice knows', () => {
  const made = TYPES.map((type) => recipe(type, 'black'));
  expect({
    matched: made.every((r) => r.deltaE00 < 2),
    dilution: made.every((r) => r.waterParts.value >= 0 && r.waterParts.value <= 30),
    // dark skin takes more ink for the same step, up to where more changes nothing
    rising: made.every((r, i) => i === 0 || r.loadGPerM2.value >= made[i - 1].loadGPerM2.value),
    inside: made.every((r) => r.loadGPerM2.low < r.loadGPerM2.value && r.loadGPerM2.value < r.loadGPerM2.high),
  }).toEqual({ matched: true, dilution: true, rising: true, inside: true });
});

test('recipes start where practice starts: dark brown hair on types III and IV at 1:5–1:12, brown on I–III at 1:10–1:20, black on V and VI at 1:0–1:5', () => {
  const parts = (hair: keyof typeof NATURAL_HAIR, types: readonly (typeof TYPES)[number][]): number[] =>
    types.map((type) => recipe(type, hair).waterParts.value);
  const within = (values: number[], low: number, high: number): boolean => values.every((v) => v >= low && v <= high);
  expect([
    within(parts('dark-brown', ['III', 'IV']), 5, 12),
    within(parts('brown', ['I', 'II', 'III']), 10, 20),
    within(parts('black', ['V', 'VI']), 0, 5),
  ]).toEqual([true, true, true]);
});

test('darker hair and fewer dots want more ink', () => {
  const load = (hair: keyof typeof NATURAL_HAIR, dots: number): number => recipe('II', hair, dots).loadGPerM2.value;
  expect([load('black', 65) > load('dark-brown', 65), load('black', 50) > load('black', 65)]).toEqual([true, true]);
});

test('a tenth of a millimetre deeper is paler and cooler for its darkness, shallower darker and warmer', () => {
  const [shallower, planned, deeper] = recipe('II', 'black').depthErrors;
  expect([
    shallower.deltaL < -3,
    shallower.deltaB > 1,
    planned.deltaL === 0,
    deeper.deltaL > 2,
    // bluer for how much darker than bare skin
    (deeper.lab[2] - 12.1) / (deeper.lab[0] - 63.4) > (planned.lab[2] - 12.1) / (planned.lab[0] - 63.4),
  ]).toEqual([true, true, true, true, true]);
});

test('hair of a photo is named by its lightness', () => {
  expect([hairOfLab([15, 1, 1]), hairOfLab([60, 5, 20]), hairOfLab(null)]).toEqual(['black', 'blond', 'dark-brown']);
});
