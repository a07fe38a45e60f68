/** Cases of every version, as the program of that time wrote them; none of them ever changes. */
import { readFileSync } from 'node:fs';
import { parsePlan, sha256Hex } from '@stubble/engine';
import { expect, test } from 'vitest';
import { entriesOf, manifestFor, problem, zipOf } from './case.test-helper.ts';
import { readCase, writeCase } from './case.ts';

const VERSIONS = [1, 2];
const fixture = (version: number): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`fixtures/case-version-${version}.stubble`, import.meta.url)));

test('a case of every version is read: its plan as one of today, its photo to the byte', () => {
  const read = VERSIONS.map((version) => {
    const found = readCase(fixture(version));
    if (!found.ok) return found.problem;
    const plan = parsePlan(found.value.planText);
    return plan.ok
      ? { version: plan.value.plan.version, notes: plan.value.notes, photo: sha256Hex(found.value.photoPng).slice(0, 8) }
      : plan.problem;
  });
  expect(read).toEqual(VERSIONS.map(() => ({ version: 3, notes: [], photo: PHOTO_SHA256 })));
});
const PHOTO_SHA256 = '75e41197';

test('what was read from a case of today is written as the same file', () => {
  const read = readCase(fixture(2));
  const plan = read.ok ? parsePlan(read.value.planText) : read;
  if (!read.ok || !plan.ok) throw new Error('not read');
  expect(Buffer.from(writeCase(plan.value.plan, read.value.photoPng)).equals(fixture(2))).toBe(true);
});

test('a case of version 1 is held to the hashes that it has: in what it stores no flipped bit is read', () => {
  const bytes = fixture(1);
  const { 'before.png': photo } = entriesOf(bytes);
  const at = Buffer.from(bytes).indexOf(photo);
  const read: number[] = [];
  for (let i = 0; i < photo.length; i += 41) {
    bytes[at + i] ^= 1 << (i % 8);
    if (readCase(bytes).ok) read.push(i);
    bytes[at + i] ^= 1 << (i % 8);
  }
  expect([read, readCase(bytes).ok]).toEqual([[], true]);
});

test('a case of version 1 may be packed anew by any program, and what does not belong into a case is refused there too', () => {
  const entries = entriesOf(fixture(1));
  const anew = zipOf(
    Object.entries(entries)
      .toReversed()
      .map(([name, content]) => ({ name, content })),
  );
  const evil = zipOf(
    [...Object.entries(entries), ['../../evil.txt', new Uint8Array(4)] as const].map(([name, content]) => ({ name, content })),
  );
  const claimed = zipOf(
    Object.entries({ ...entries, 'manifest.json': manifestFor(entries) }).map(([name, content]) => ({ name, content })),
  );
  expect([anew, evil, claimed].map(problem)).toEqual([
    'none',
    ': holds an entry that a case does not have: "../../evil.txt"',
    ': has lost its seal: another program packed it anew or changed it; only the file as Stubble saved it can be opened',
  ]);
});
