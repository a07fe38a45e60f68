import { expect, test } from 'vitest';
import { between } from '../estimate.ts';
import type { Measurement } from '../measure/measure.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { chooseMode } from './mode.ts';

const scalp = (fringe: number): Scalp => ({ fringe }) as Scalp;
const hair = (lengthMm: number | null): Measurement =>
  ({ hairLengthMm: lengthMm === null ? null : between(lengthMm, lengthMm, lengthMm, 'mm') }) as Measurement;

test('clipped or bare is shaved, longer is density, with the reason', () => {
  const asked = [
    [0.9, 2],
    [0.9, 8],
    [0.1, 8],
    [0.9, null],
  ] as const;
  const chosen = asked.map(([fringe, length]) => chooseMode(scalp(fringe), hair(length), undefined));
  expect([chosen.map((c) => c.mode), chosen.every((c) => /\d+ %/.test(c.reason))]).toEqual([
    ['shaved', 'density', 'shaved', 'density'],
    true,
  ]);
});

test('shaved on long hair is refused, on clipped hair granted; density on clipped hair is granted with a note', () => {
  const long = chooseMode(scalp(0.9), hair(20), 'shaved');
  const short = chooseMode(scalp(0.9), hair(1), 'shaved');
  const density = chooseMode(scalp(0.9), hair(1), 'density');
  expect([long.mode, long.notes.map((n) => n.severity), short.mode, short.notes, density.mode, density.notes.map((n) => n.code)]).toEqual([
    'density',
    ['refusal'],
    'shaved',
    [],
    'density',
    ['density-on-short-hair'],
  ]);
});
