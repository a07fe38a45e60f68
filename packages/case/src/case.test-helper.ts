/** Zips as no honest program writes them, to be read as cases. */
import { sha256Hex } from '@stubble/engine';
import { strToU8, unzipSync } from 'fflate';
import { readCase } from './case.ts';

export type Entries = Readonly<Record<string, Uint8Array>>;

export function entriesOf(bytes: Uint8Array): Entries {
  return unzipSync(bytes);
}

/** What reading says, as it is printed after the file's name; "none" where the case is read. */
export function problem(bytes: Uint8Array): string {
  const read = readCase(bytes);
  return read.ok ? 'none' : `${read.problem.path}: ${read.problem.message}`;
}

/** A manifest that fits the entries, but for what is changed. */
export function manifestFor(entries: Entries, change: object = {}): Uint8Array {
  const files = Object.fromEntries(
    ['plan.stubble.json', 'before.png'].map((name) => [name, { bytes: entries[name].length, sha256: sha256Hex(entries[name]) }]),
  );
  return strToU8(JSON.stringify({ format: 'stubble-case', version: 2, files, ...change }));
}

export interface Forged {
  readonly name: string;
  readonly content: Uint8Array;
  /** Of the content as it stands there; 0 unless given. */
  readonly method?: number;
  readonly flags?: number;
  /** What the directory declares; the content's length unless given. */
  readonly packedBytes?: number;
  readonly unfoldedBytes?: number;
  /** Where the directory says that it lies. */
  readonly at?: number;
  /** In its own header, where that shall differ from the directory. */
  readonly ownName?: string;
}

/** A zip in which every field may lie. */
export function zipOf(entries: readonly Forged[], count: number = entries.length): Uint8Array {
  const parts: Uint8Array[] = [];
  const listed: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, method = 0, flags = 0, ...lies } of entries) {
    const own = strToU8(lies.ownName ?? name);
    const head = record(
      30,
      [0, 0x04034b50, 4],
      [6, flags, 2],
      [8, method, 2],
      [18, content.length, 4],
      [22, content.length, 4],
      [26, own.length, 2],
    );
    const wide = strToU8(name);
    const line = record(
      46,
      [0, 0x02014b50, 4],
      [8, flags, 2],
      [10, method, 2],
      [20, lies.packedBytes ?? content.length, 4],
      [24, lies.unfoldedBytes ?? content.length, 4],
      [28, wide.length, 2],
      [42, lies.at ?? at, 4],
    );
    parts.push(head, own, content);
    listed.push(line, wide);
    at += head.length + own.length + content.length;
  }
  const directoryBytes = listed.reduce((sum, part) => sum + part.length, 0);
  const end = record(22, [0, 0x06054b50, 4], [8, count, 2], [10, count, 2], [12, directoryBytes, 4], [16, at, 4]);
  return Uint8Array.from(Buffer.concat([...parts, ...listed, end]));
}

function record(length: number, ...fields: readonly (readonly [at: number, value: number, bytes: 2 | 4])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(length));
  for (const [at, value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
  return new Uint8Array(view.buffer);
}
