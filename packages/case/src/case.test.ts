import { parsePlan } from '@stubble/engine';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { entriesOf, manifestFor, problem, zipOf } from './case.test-helper.ts';
import { readCase, writeCase } from './case.ts';
import { sealed } from './seal.ts';

const PHOTO = Uint8Array.from({ length: 200 }, (_, i) => (i * 7) % 256);
const CASE = writeCase(samplePlan(12), PHOTO);
const ENTRIES = entriesOf(CASE);

test('a case gives back its plan and its photo, and is the same bytes each time', () => {
  const read = readCase(CASE);
  if (!read.ok) throw new Error(read.problem.message);
  const plan = parsePlan(read.value.planText);
  expect([
    plan.ok && plan.value.plan.sha256 === samplePlan(12).sha256,
    Buffer.from(read.value.photoPng).equals(Buffer.from(PHOTO)),
    Buffer.from(writeCase(samplePlan(12), PHOTO)).equals(Buffer.from(CASE)),
    Buffer.from(CASE.subarray(-71))
      .toString('latin1')
      .replace(/[0-9a-f]{64}/, 'digits'),
  ]).toEqual([true, true, true, 'sha256:digits']);
});

test('what Node read is read as well, stays as it was, and the photo out of it is a plain array', () => {
  const bytes = Buffer.concat([Buffer.alloc(3), CASE]).subarray(3);
  const read = readCase(bytes);
  expect([read.ok && read.value.photoPng.constructor === Uint8Array, read.ok && read.value.photoPng.length, bytes.equals(CASE)]).toEqual([
    true,
    PHOTO.length,
    true,
  ]);
});

test('a case with one bit flipped in any byte is refused (all eight of each: npm run soak -- flips)', () => {
  const read: string[] = [];
  const bytes = CASE.slice();
  const tail = bytes.length - TAIL_BYTES;
  for (let at = 0; at < bytes.length; at++)
    for (let bit = at < tail ? at % 8 : 0; bit < 8; bit += at < tail ? 8 : 1) {
      bytes[at] ^= 1 << bit;
      if (readCase(bytes).ok) read.push(`byte ${at}, bit ${bit}`);
      bytes[at] ^= 1 << bit;
    }
  expect([read, readCase(bytes).ok]).toEqual([[], true]);
});
/** The last record of the zip and the seal, where every bit is tried. */
const TAIL_BYTES = 93;

test('a case cut off anywhere, or with something after its end, is refused', () => {
  const read: number[] = [];
  for (let n = 0; n < CASE.length; n += 7) if (readCase(CASE.slice(0, n)).ok) read.push(n);
  expect([read, problem(CASE.slice(0, -1)), problem(Uint8Array.from([...CASE, 0]))]).toEqual([
    [],
    ': is not a readable case: the end of the zip is missing, so that it is cut short or damaged',
    ': is not a readable case: the end of the zip is missing, so that it is cut short or damaged',
  ]);
});

test('a case that another program packed anew has lost its seal, and one whose seal was copied is found changed', () => {
  const rezipped = zipSync(ENTRIES);
  const other = sealed(zipSync(ENTRIES));
  const copied = Uint8Array.from([...sealed(zipSync(ENTRIES, { mtime: new Date(2001, 1, 1) })).subarray(0, -71), ...other.subarray(-71)]);
  expect([problem(rezipped), problem(other), problem(copied)]).toEqual([
    ': has lost its seal: another program packed it anew or changed it; only the file as Stubble saved it can be opened',
    'none',
    ': is damaged or was changed: its seal does not fit',
  ]);
});

test('a case from a newer program is refused by its version before anything else', () => {
  const newer = (entries: object): Uint8Array =>
    zipSync({ ...ENTRIES, ...entries, 'manifest.json': manifestFor(ENTRIES, { version: 99 }) });
  const said = 'manifest.json: version: is 99, and this Stubble reads cases up to version 2: a newer Stubble is needed for this file';
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.bin`, new Uint8Array(1)]));
  expect([problem(newer({})), problem(newer({ '../../evil.txt': new Uint8Array(4) })), problem(newer(many))]).toEqual([said, said, said]);
});

test('a manifest that does not say what it must is refused by the field', () => {
  const withManifest = (manifest: Uint8Array): string => problem(sealed(zipSync({ ...ENTRIES, 'manifest.json': manifest })));
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  expect([
    withManifest(text('{')),
    withManifest(text('['.repeat(50_000))),
    withManifest(text('null')),
    withManifest(manifestFor(ENTRIES, { format: 'x' })),
    withManifest(manifestFor(ENTRIES, { version: '2' })),
    withManifest(manifestFor(ENTRIES, { files: { __proto__: {}, constructor: {} } })),
    withManifest(text('{"format":"stubble-case","version":2,"__proto__":{"files":{}}}')),
    withManifest(manifestFor({ ...ENTRIES, 'before.png': new Uint8Array(3) })),
    withManifest(new Uint8Array(100_001)),
  ]).toEqual([
    'manifest.json: is not JSON',
    'manifest.json: is not JSON',
    'manifest.json: format: must be "stubble-case"',
    'manifest.json: format: must be "stubble-case"',
    'manifest.json: version: must be a whole number from 1',
    'manifest.json: files: does not say size and SHA-256 of plan.stubble.json',
    'manifest.json: files: does not say size and SHA-256 of plan.stubble.json',
    'before.png: does not fit the manifest: the case is damaged or was changed',
    'manifest.json: is larger than a case may hold (0.1 MB)',
  ]);
});

test('entries that a case does not have, lacks or has twice are refused by name, and the name cannot reach the terminal’s controls', () => {
  const withEntry = (name: string): string => problem(sealed(zipSync({ ...ENTRIES, [name]: new Uint8Array(4) })));
  const { 'before.png': _, ...without } = ENTRIES;
  const twice: readonly (readonly [string, Uint8Array])[] = [...Object.entries(ENTRIES), ['before.png', PHOTO]];
  const again = zipOf(twice.map(([name, content]) => ({ name, content })));
  expect([
    withEntry('../../evil.txt'),
    withEntry('/etc/passwd'),
    withEntry('C:\\evil.txt'),
    withEntry(`\u001b[2J\u202E${'x'.repeat(5000)}`),
    problem(sealed(zipSync(without))),
    problem(sealed(again)),
  ]).toEqual([
    ': holds an entry that a case does not have: "../../evil.txt"',
    ': holds an entry that a case does not have: "/etc/passwd"',
    ': holds an entry that a case does not have: "C:\\evil.txt"',
    `: holds an entry that a case does not have: "?[2J?${'x'.repeat(55)}…"`,
    'before.png: is missing from the case',
    'before.png: is in the case twice',
  ]);
});

test('what is larger than a case may hold is a caller’s mistake on the way in', () => {
  const large = { length: 420e6 + 1 } as Uint8Array;
  expect(() => writeCase(samplePlan(12), large)).toThrow(RangeError);
});
