/** Cases whose zip was written by a hostile hand: any field may lie, and still the seal and the hashes fit, so that the deeper checks are reached. */
import { createHash } from 'node:crypto';
import type { Random } from '@stubble/engine';
import { deflateSync, unzipSync } from 'fflate';
import { mutatedBytes, mutatedDocument, pick } from './mutate.ts';

export interface Forged {
  readonly bytes: Uint8Array;
  /** Whether reading it would be a fault, whatever else is wrong with it. */
  readonly mustBeRefused: boolean;
}

interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method: number;
  readonly unfoldedBytes: number;
  /** Of the content as it lies there, unless it lies. */
  readonly packedBytes?: number;
  readonly flags?: number;
  readonly at?: number;
  readonly ownName?: string;
}

const NAMES = ['manifest.json', 'plan.stubble.json', 'before.png'] as const;
const OTHER_NAMES: readonly string[] = [
  '../../evil.txt',
  '/etc/passwd',
  'C:\\Windows\\evil.dll',
  '..\\evil.txt',
  'before.png/../../evil',
  './before.png',
  'before.png\u0000.txt',
  '__proto__',
  'constructor',
  '\u001b[2J',
  '\u202Egnp.exe',
  'x'.repeat(60_000),
  '',
];
const SIZES: readonly number[] = [0, 1, 99, 1000, 65_535, 1e6, 63e6, 65e6, 4.19e8, 2 ** 31, 2 ** 32 - 1];

/** @param whole of version 2, `old` of version 1 */
export function forgedCase(whole: Uint8Array, old: Uint8Array, random: Random): Forged {
  const entries = unzipSync(whole);
  const at = random.below(10);
  if (at === 0) {
    const bytes = mutatedBytes(whole, random);
    return { bytes, mustBeRefused: !Buffer.from(bytes).equals(whole) };
  }
  if (at === 1) return { bytes: mutatedBytes(old, random), mustBeRefused: false };
  // as an attacker would: the seal made to fit after the change
  if (at === 2) return { bytes: resealed(mutatedBytes(whole.subarray(0, -SEAL_BYTES), random)), mustBeRefused: false };
  if (at <= 4) {
    const plan = Buffer.from(mutatedDocument(Buffer.from(entries['plan.stubble.json']).toString(), random));
    return { bytes: zipped(honest({ ...entries, 'plan.stubble.json': plan })), mustBeRefused: false };
  }
  if (at === 5) {
    const manifest = Buffer.from(mutatedDocument(Buffer.from(entries['manifest.json']).toString(), random));
    return {
      bytes: zipped(honest(entries).map((entry) => (entry.name === NAMES[0] ? stored(NAMES[0], manifest) : entry))),
      mustBeRefused: false,
    };
  }
  if (at === 6) {
    const extra = stored(pick(OTHER_NAMES, random), new Uint8Array(4));
    const list = honest(entries);
    list.splice(random.below(4), 0, extra);
    return { bytes: zipped(list), mustBeRefused: true };
  }
  if (at === 7) return { bytes: zipped(bomb(entries, random)), mustBeRefused: true };
  return {
    bytes: zipped(
      honest(entries).map((entry) => (random.below(2) === 0 ? entry : lying(entry, random))),
      random,
    ),
    mustBeRefused: false,
  };
}

/** A bomb in a case of hardly anything, with a seal and hashes that fit. */
export function bombedCase(random: Random): Uint8Array {
  return zipped(bomb({ 'plan.stubble.json': new Uint8Array(1000), 'before.png': new Uint8Array(1000) }, random));
}

/** Bombs of the kinds that are told apart: by what is declared, by what is not, by number, by unfolding the same bytes many times. */
function bomb(entries: Readonly<Record<string, Uint8Array>>, random: Random): Entry[] {
  const list = honest(entries);
  const name = pick(NAMES, random);
  const unfoldedBytes = pick([1000, 65e6, 4.21e8, 2 ** 32 - 2], random);
  if (random.below(4) === 0)
    return Array.from({ length: 500 + random.below(3000) }, (_, i) => stored(pick([name, `${i}`], random), new Uint8Array(1)));
  return list.map((entry) => (entry.name === name ? { name, content: ZEROS, method: 8, unfoldedBytes } : entry));
}
const ZEROS = deflateSync(new Uint8Array(4e6), { level: 9 });

function honest(contents: Readonly<Record<string, Uint8Array>>): Entry[] {
  const files = Object.fromEntries(NAMES.slice(1).map((name) => [name, { bytes: contents[name].length, sha256: sha256(contents[name]) }]));
  const manifest = Buffer.from(JSON.stringify({ format: 'stubble-case', version: 2, files }));
  return NAMES.map((name, i) => stored(name, i === 0 ? manifest : contents[name]));
}

function stored(name: string, content: Uint8Array): Entry {
  return { name, content, method: 0, unfoldedBytes: content.length };
}

function lying(entry: Entry, random: Random): Entry {
  switch (random.below(7)) {
    case 0:
      return { ...entry, unfoldedBytes: pick(SIZES, random) };
    case 1:
      return { ...entry, packedBytes: pick(SIZES, random) };
    case 2:
      return { ...entry, flags: 1 << random.below(16) };
    case 3:
      return { ...entry, method: pick([1, 8, 9, 12, 14, 93, 99, 65_535], random) };
    case 4:
      return { ...entry, at: pick([0, 1, 30, 100, 2 ** 32 - 1, random.below(20_000)], random) };
    case 5:
      return { ...entry, ownName: pick([...NAMES, ...OTHER_NAMES], random) };
    default:
      return { ...entry, content: mutatedBytes(deflateSync(entry.content), random), method: 8 };
  }
}

/** @param random where given, the last record may lie too */
function zipped(entries: readonly Entry[], random?: Random): Uint8Array {
  const parts: Uint8Array[] = [];
  const listed: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, method, unfoldedBytes, packedBytes = content.length, flags = 0, ...lies } of entries) {
    const own = Buffer.from(lies.ownName ?? name);
    const wide = Buffer.from(name);
    const head = Buffer.alloc(30);
    const line = Buffer.alloc(46);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(method, 8);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(unfoldedBytes, 22);
    head.writeUInt16LE(own.length, 26);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(flags, 8);
    line.writeUInt16LE(method, 10);
    line.writeUInt32LE(packedBytes, 20);
    line.writeUInt32LE(unfoldedBytes, 24);
    line.writeUInt16LE(wide.length, 28);
    line.writeUInt32LE(lies.at ?? at, 42);
    parts.push(head, own, content);
    listed.push(line, wide);
    at += head.length + own.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    listed.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  if (random !== undefined && random.below(4) === 0) end[4 + random.below(16)] ^= 1 << random.below(8);
  return resealed(Buffer.concat([...parts, ...listed, end]));
}

const SEAL_BYTES = 71;

/** With a seal that fits, written here from its description and not by the program's own code. */
function resealed(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.concat([zip, Buffer.from(`sha256:${'0'.repeat(64)}`)]);
  if (zip.length >= 22) bytes.writeUInt16LE(SEAL_BYTES, zip.length - 2);
  bytes.write(sha256(bytes), bytes.length - 64, 'latin1');
  return Uint8Array.from(bytes);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
