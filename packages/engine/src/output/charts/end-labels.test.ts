import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { inLines, spreadOut } from './end-labels.ts';
import { ticksUpTo } from './frame.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

test('labels keep their order, do not overlap, stay within the range, and move only where they must', () => {
  const wrong = SEEDS.flatMap((seed) => {
    const random = seededRandom(seed, 'labels');
    const count = 1 + random.below(7);
    const heights = Array.from({ length: count }, () => 4 + 8 * random.next());
    const wished = Array.from({ length: count }, () => 100 * random.next()).sort((a, b) => a - b);
    const places = spreadOut(wished, heights, [0, 100]);
    const gap = (at: readonly number[], i: number): number => at[i]! - at[i - 1]! - (heights[i]! + heights[i - 1]!) / 2;
    const apart = places.every((_, i) => i === 0 || gap(places, i) > -1e-9);
    const within = places[0]! - heights[0]! / 2 > -1e-9 && places.at(-1)! + heights.at(-1)! / 2 < 100 + 1e-9;
    const free =
      wished.every((_, i) => i === 0 || gap(wished, i) >= 0) &&
      wished[0]! >= heights[0]! / 2 &&
      wished.at(-1)! <= 100 - heights.at(-1)! / 2;
    const kept = !free || places.every((place, i) => Math.abs(place - wished[i]!) < 1e-9);
    return apart && within && kept ? [] : [seed];
  });
  expect(wrong).toEqual([]);
});

test('names break at spaces into even lines, and end in an ellipsis only where they do not fit', () => {
  expect([
    inLines('Crown', 80),
    inLines('finasteride 1 mg', 92),
    inLines('Temple points, left and right', 140),
    inLines('Medicines (finasteride and minoxidil)', 120, 3),
    inLines('Donaudampfschifffahrtsgesellschaft', 80),
    inLines('one two three four five six', 60, 1),
  ]).toEqual([
    'Crown',
    'finasteride\n1 mg',
    'Temple points,\nleft and right',
    'Medicines\n(finasteride\nand minoxidil)',
    'Donaudamp…',
    'one two…',
  ]);
});

test('ticks begin at nought, are even, and come near the end', () => {
  const wrong = SEEDS.flatMap((seed) => {
    const random = seededRandom(seed, 'ticks');
    const most = 10 ** (6 * random.next() - 1);
    const steps = 2 + random.below(9);
    const ticks = ticksUpTo(most, steps);
    const step = ticks[1]! - ticks[0]!;
    const even = ticks.every((tick, i) => Math.abs(tick - i * step) < 1e-4 * most);
    return ticks[0] === 0 && even && ticks.length <= steps + 1 && ticks.at(-1)! <= most * 1.0001 && ticks.at(-1)! + step > most
      ? []
      : [seed];
  });
  expect(wrong).toEqual([]);
});
