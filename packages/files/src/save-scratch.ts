/**
 * The scratch folder of a save: `new-0`, `new-1` … are the files to come, `old-0` … second names of those they replace, and a record says
 * what the set is. The record under the name `commit` is the point of no return: from there on the set is the new one, whoever finishes
 * it. Under the name `revert` the set is the old one again. A record that is cut short was never acted upon.
 */
import { lstatSync, readdirSync, readFileSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { mkdtemp, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OWN_PREFIX } from './save-owner.ts';
import { systemCode } from './system-error.ts';

/** What tells one content of a place from another without reading it. */
export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** One file of a set, at its place in the order of the set. */
export interface Step {
  readonly name: string;
  /** What it replaces; null where there was nothing. */
  readonly was: Stamp | null;
  readonly is: Stamp;
}

/** 'none': nothing was renamed yet. 'unknown': written by a newer version, or not by us. */
export type Recorded = { readonly to: 'commit' | 'revert'; readonly steps: readonly Step[] } | 'none' | 'unknown';

/** Far above the record of any set: a plan's has under 2 kB. */
const RECORD_LIMIT_BYTES = 1e6;

export function makeScratch(folder: string): Promise<string> {
  return mkdtemp(join(folder, OWN_PREFIX));
}

export const newOf = (scratch: string, i: number): string => join(scratch, `new-${i}`);
export const oldOf = (scratch: string, i: number): string => join(scratch, `old-${i}`);

export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && basename(name) === name && !name.includes('\0');
}

/** Everything in the scratch folder lasts before the record is there, and the record before anything is renamed. */
export async function writeRecord(scratch: string, steps: readonly Step[]): Promise<void> {
  await flushFolder(scratch);
  const file = await open(join(scratch, 'commit'), 'wx');
  try {
    await file.writeFile(new TextEncoder().encode(JSON.stringify({ format: 'stubble-save', version: 1, files: steps })));
    await file.sync();
  } finally {
    await file.close();
  }
  await flushFolder(scratch);
}

/** The set is the old one again; where there is no record yet, it never was another. */
export function revertRecord(scratch: string): void {
  renameSync(join(scratch, 'commit'), join(scratch, 'revert'));
}

export function readRecord(scratch: string): Recorded {
  for (const to of ['commit', 'revert'] as const) {
    const path = join(scratch, to);
    const status = unlessMissing(() => lstatSync(path));
    if (status === null) continue;
    if (!status.isFile() || status.size > RECORD_LIMIT_BYTES) return 'unknown';
    let record: unknown;
    try {
      record = JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      if (error instanceof SyntaxError) return 'none';
      throw error;
    }
    return isRecord(record) ? { to, steps: record.files } : 'unknown';
  }
  return 'none';
}

function isRecord(value: unknown): value is { files: Step[] } {
  return (
    isObject(value) && value.format === 'stubble-save' && value.version === 1 && Array.isArray(value.files) && value.files.every(isStep)
  );
}

function isStep(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.name === 'string' &&
    isPlainName(value.name) &&
    (value.was === null || isStamp(value.was)) &&
    isStamp(value.is)
  );
}

function isStamp(value: unknown): boolean {
  return isObject(value) && Number.isFinite(value.size) && Number.isFinite(value.mtimeMs);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Of the place itself, also where it is a link. */
export function stampOf(path: string): Stamp | null {
  const status = unlessMissing(() => lstatSync(path));
  return status === null ? null : { size: status.size, mtimeMs: status.mtimeMs };
}

/** The coarsest clock of a file system that is still met, that of FAT; a stamp may be rounded to it between two looks. */
const CLOCK_MS = 2000;

export function isSame(a: Stamp | null, b: Stamp | null): boolean {
  return a === null || b === null ? a === b : a.size === b.size && Math.abs(a.mtimeMs - b.mtimeMs) <= CLOCK_MS;
}

/** Takes away what a save puts into its scratch folder, the record last, and the folder if nothing else is in it. */
export function clear(scratch: string): void {
  for (const name of readdirSync(scratch)) if (/^(new|old)-\d+$/.test(name)) unlinkSync(join(scratch, name));
  for (const name of ['commit', 'revert']) unlessMissing(() => unlinkSync(join(scratch, name)));
  rmdirSync(scratch);
}

/** A rename lasts through a power cut only once its folder is flushed; Windows cannot open folders and does it by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function unlessMissing<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
