import { expect, test } from 'vitest';
import { FIRST_INPUTS } from '../state/inputs.ts';
import { type Kept, keptText, nextTurn, readKept, type Slot, sealed, wholeSlots } from './slots.ts';

const KEPT: Kept = {
  savedAt: '2026-03-14T10:00:00.000Z',
  photoSha256: 'ab'.repeat(32),
  photo: { width: 640, height: 480, name: 'head.jpg', sample: false, notes: [] },
  inputs: { ...FIRST_INPUTS, age: 40 },
};

const counters = (found: readonly unknown[]): number[] => wholeSlots(found).map(({ counter }) => counter);

test('saves go to the two places in turn, each with the next counter', () => {
  const places: unknown[] = [undefined, undefined];
  const went: string[] = [];
  for (let n = 0; n < 5; n++) {
    const { place, counter } = nextTurn(places);
    places[place] = sealed(counter, `text ${n}`);
    went.push(`${counter}@${place}`);
  }
  expect(went).toEqual(['1@0', '2@1', '3@0', '4@1', '5@0']);
  expect(wholeSlots(places).map(({ text }) => text)).toEqual(['text 4', 'text 3']);
});

test('a damaged save is passed over, and the next one takes its place, never that of the whole one', () => {
  const [old, now] = [sealed(6, 'old'), sealed(7, 'new')];
  const damaged: readonly unknown[] = [
    undefined,
    null,
    'text',
    {},
    { ...now, text: 'ne' },
    { ...now, counter: 8 },
    { ...now, sha256: 'f'.repeat(64) },
    { ...now, counter: Number.NaN },
    { counter: 7, sha256: now.sha256 },
  ];
  expect(damaged.map((slot) => counters([old, slot]))).toEqual(damaged.map(() => [6]));
  expect(damaged.map((slot) => nextTurn([slot, old]))).toEqual(damaged.map(() => ({ place: 0, counter: 7 })));
  expect(damaged.map((slot) => nextTurn([old, slot]))).toEqual(damaged.map(() => ({ place: 1, counter: 7 })));
  expect(nextTurn(damaged.slice(3, 5))).toEqual({ place: 0, counter: 1 });
});

test('a slot cut off anywhere is not whole', () => {
  const slot: Slot = sealed(3, keptText(KEPT));
  const wrong = Array.from({ length: slot.text.length }, (_, n) => ({ ...slot, text: slot.text.slice(0, n) }));
  expect(wrong.filter((cut) => wholeSlots([cut]).length > 0)).toEqual([]);
});

test('what was kept comes back; a newer version is told by its number, anything else is damaged', () => {
  const text = keptText(KEPT);
  expect(readKept(text)).toEqual({ ok: true, kept: KEPT });
  const changed = (change: object): string => JSON.stringify({ ...JSON.parse(text), ...change });
  expect(readKept(changed({ version: 2 }))).toEqual({ ok: false, newerVersion: 2 });
  const damaged = [
    '',
    'null',
    '7',
    '{}',
    changed({ format: 'x' }),
    changed({ photo: null }),
    changed({ inputs: 3 }),
    changed({ version: '1' }),
  ];
  expect(damaged.map(readKept)).toEqual(damaged.map(() => ({ ok: false, newerVersion: null })));
});
