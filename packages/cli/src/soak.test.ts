/** A little of each long run (`npm run soak`), so that they hold and go on running. */
import { expect, test } from 'vitest';
import { part as bombs } from '../../../bench/soak/bombs.ts';
import { part as documents } from '../../../bench/soak/documents.ts';
import { part as flips } from '../../../bench/soak/flips.ts';
import { part as kills } from '../../../bench/soak/kills.ts';
import type { Part } from '../../../bench/soak/part.ts';
import { part as photos } from '../../../bench/soak/photos.ts';
import { part as places } from '../../../bench/soak/places.ts';

const PARTS: readonly (readonly [part: Part, count: number])[] = [
  [photos, 20],
  [bombs, 25],
  [documents, 200],
  [flips, 20],
  [places, 1],
  [kills, 2],
];

test.each(PARTS.map(([part, count]) => ({ ...part, some: count })))('$name, $some: $says', async ({ run, some }) => {
  const { wrong } = await run({ count: some, seed: 2, log: () => undefined });
  // what takes longer than it may on a machine that does much else is measured by the long runs
  expect(wrong.filter((sentence) => !/ (after|took) \d+ ms/.test(sentence))).toEqual([]);
});
