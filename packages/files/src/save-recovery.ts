/**
 * What a save does when it comes to the renames, and what is done about saves that were broken off in between: by kill, crash or power cut.
 *
 * Recovery is safe to break off and to run twice at once: every rename either happens or finds that it has happened. It follows no link,
 * goes by plain names, touches only scratch folders of the user's own, and leaves alone a place that somebody has changed since.
 */
import { lstatSync, renameSync, unlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lifeOf, ownerOf } from './save-owner.ts';
import { clear, flushFolder, isSame, newOf, oldOf, readRecord, type Step, stampOf, unlessMissing } from './save-scratch.ts';
import { systemCode } from './system-error.ts';

/** A save takes seconds. After so long a process of which nothing is known is not waited for any more. */
const GIVEN_UP_MS = 3600e3;

/**
 * Finishes in this folder what broken-off saves had decided upon, and clears away what they had not. To be called before files of a set
 * are read; a save calls it by itself. Never a failure: what cannot be put right here and now (a read-only disk) stays for the next time.
 */
export async function recoverFolder(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    try {
      await settle(folder, name);
    } catch (error) {
      if (systemCode(error) === null) throw error;
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return [];
  }
}

async function settle(folder: string, name: string): Promise<void> {
  const owner = ownerOf(name);
  if (owner === null) return;
  const scratch = join(folder, name);
  const status = lstatSync(scratch);
  // In a folder that several people share, somebody else's record must not decide what becomes of this user's files.
  if (!status.isDirectory() || (process.getuid !== undefined && status.uid !== process.getuid())) return;
  const life = lifeOf(owner);
  if (life === 'alive') return;
  const recorded = readRecord(scratch);
  if (recorded === 'unknown') return;
  if (recorded === 'none') {
    if (life === 'gone' || Date.now() - status.mtimeMs > GIVEN_UP_MS) clear(scratch);
    return;
  }
  // From the record on, the outcome is settled: it may be brought about beside an owner who, unknown to us, is still at it.
  if (recorded.to === 'commit') moveOn(folder, scratch, recorded.steps);
  else if (!putBack(folder, scratch, recorded.steps)) return;
  await flushFolder(folder);
  clear(scratch);
}

function moveOn(folder: string, scratch: string, steps: readonly Step[]): void {
  for (const [i, step] of steps.entries()) {
    const now = stampOf(join(folder, step.name));
    if (isFile(newOf(scratch, i)) && (now === null || isSame(now, step.was))) moveIn(folder, scratch, i, step);
  }
}

/** One new file into its place. */
export function moveIn(folder: string, scratch: string, i: number, { name, was, is }: Step): void {
  const [place, coming, kept] = [join(folder, name), newOf(scratch, i), oldOf(scratch, i)];
  // On a disk that knows no second names the old file itself goes aside.
  if (was !== null && stampOf(kept) === null) unlessMissing(() => renameSync(place, kept));
  try {
    renameSync(coming, place);
  } catch (error) {
    // Recovery by another process, which may not know that this one lives, may have been here first.
    if (systemCode(error) !== 'ENOENT' || !isSame(stampOf(place), is)) throw error;
  }
}

/** Undoes the renames that have happened; whether all could be undone. */
export function putBack(folder: string, scratch: string, steps: readonly Step[]): boolean {
  let all = true;
  for (const [i, { name, was, is }] of [...steps.entries()].reverse()) {
    try {
      const [place, kept] = [join(folder, name), oldOf(scratch, i)];
      const now = stampOf(place);
      const untouched = now !== null && (stampOf(newOf(scratch, i)) !== null || !isSame(now, is));
      if (untouched) continue;
      if (was !== null) unlessMissing(() => renameSync(kept, place));
      else if (now !== null) unlinkSync(place);
    } catch (error) {
      if (systemCode(error) === null) throw error;
      all = false;
    }
  }
  return all;
}

function isFile(path: string): boolean {
  return unlessMissing(() => lstatSync(path))?.isFile() === true;
}
