import { expect, test } from 'vitest';
import { retainedShare } from './retention.ts';

test('what is left after eight weeks and five years, by depth, as in the published kinetics that it is made from', () => {
  // centre in mm, share after 8 weeks, after 5 years
  const known = [
    [0.04, 0.18, 0.12],
    [0.06, 0.29, 0.2],
    [0.08, 0.42, 0.29],
    [0.1, 0.56, 0.38],
    [0.12, 0.67, 0.46],
    [0.15, 0.78, 0.53],
    [0.2, 0.84, 0.57],
  ];
  const off = known.map(([depth, weeks, years]) =>
    Math.max(Math.abs(retainedShare(depth, 60) - weeks), Math.abs(retainedShare(depth, 5 * 365.25) - years)),
  );
  expect(Math.max(...off)).toBeLessThan(0.02);
});

test('pigment only goes', () => {
  let rises = 0;
  for (const depth of [0.03, 0.1, 0.2, 0.5]) {
    let before = retainedShare(depth, 0);
    if (before !== 1) rises++;
    for (let day = 1; day < 4000; day += 3) {
      const now = retainedShare(depth, day);
      if (now > before) rises++;
      before = now;
    }
  }
  expect(rises).toBe(0);
});
