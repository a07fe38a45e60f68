import { expect, test } from 'vitest';
import { type Answered, newSeed, rightOf, sideOfKey } from './tell-game.ts';

test('right answers are those on the side of the ink', () => {
  const sides = ['left', 'right'] as const;
  const answers = sides.flatMap((ink) => sides.map((said): Answered => ({ ink, said, kind: 'ours' })));
  expect([rightOf(answers), rightOf(answers.slice(0, 1)), rightOf([])]).toEqual([2, 1, 0]);
});

test('keys stand for the side that they lie on, and other keys for none', () => {
  const keys = ['1', 'ArrowLeft', '2', 'ArrowRight', '3', 'Enter', 'ArrowUp', ' '];
  expect(keys.map(sideOfKey)).toEqual(['left', 'left', 'right', 'right', null, null, null, null]);
});

test('games differ, and their seeds are ones that the engine takes', () => {
  const seeds = Array.from({ length: 50 }, newSeed);
  expect([new Set(seeds).size > 45, seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)]).toEqual([true, true]);
});
