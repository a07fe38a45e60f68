import { parsePlan } from '@stubble/engine';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { readCase, writeCase } from './case.ts';

const PHOTO = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256);
const CASE = writeCase(samplePlan(), PHOTO);

function problem(bytes: Uint8Array): string {
  const read = readCase(bytes);
  return read.ok ? 'none' : `${read.problem.path} ${read.problem.message}`;
}

test('a case gives back its plan and its photo, and is the same bytes each time', () => {
  const read = readCase(CASE);
  if (!read.ok) throw new Error(read.problem.message);
  const plan = parsePlan(read.value.planText);
  expect([
    plan.ok && plan.value.plan.sha256 === samplePlan().sha256,
    Buffer.from(read.value.photoPng).equals(Buffer.from(PHOTO)),
    Buffer.from(writeCase(samplePlan(), PHOTO)).equals(Buffer.from(CASE)),
  ]).toEqual([true, true, true]);
});

test('a case cut off anywhere, or with any byte changed, is refused or read whole: never half', () => {
  const wrong: string[] = [];
  const good = Buffer.from(PHOTO);
  const check = (bytes: Uint8Array, what: string): void => {
    const read = readCase(bytes);
    if (read.ok && !Buffer.from(read.value.photoPng).equals(good)) wrong.push(what);
  };
  for (let n = 0; n < CASE.length; n += 97) check(CASE.slice(0, n), `cut at ${n}`);
  for (let i = 0; i < CASE.length; i += 61) {
    const bytes = CASE.slice();
    bytes[i] ^= 0x55;
    check(bytes, `byte ${i}`);
  }
  expect(wrong).toEqual([]);
});

test('a case with an entry missing, exchanged or from a newer program is refused by name', () => {
  const entries = unzipSync(CASE);
  const { 'before.png': _, ...without } = entries;
  const manifest = JSON.parse(strFromU8(entries['manifest.json']));
  const withManifest = (change: object): Uint8Array =>
    zipSync({ ...entries, 'manifest.json': new TextEncoder().encode(JSON.stringify({ ...manifest, ...change })) });
  expect([
    problem(zipSync(without)).split(' ')[0],
    problem(zipSync({ ...entries, 'before.png': new Uint8Array(10) })).split(' ')[0],
    problem(withManifest({ version: 2 })).slice(0, 22),
    problem(withManifest({ format: 'x' })).slice(0, 21),
    problem(zipSync({ ...entries, '../../evil.txt': new Uint8Array(4) })),
  ]).toEqual(['before.png', 'before.png', 'manifest.json: version', 'manifest.json: format', 'none']);
});
