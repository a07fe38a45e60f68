/**
 * Saving so that a file is either the old one or the new one, never half of either, and a set of files is either all there or as it was,
 * also when the process is killed or the power fails in between.
 *
 * Everything is first written and flushed into a hidden scratch folder beside the targets (the same disk, so a rename is one step). A
 * record of the set, flushed too, is the point of no return; then everything is renamed into place without a pause. When anything fails,
 * what was renamed is put back and the scratch folder goes. When the process dies, whoever next saves into the folder, or calls
 * `recoverFolder` before reading from it, finishes the set where there is a record and clears it away where there is none.
 *
 * A target that is a symbolic link is replaced, not followed: a link that somebody left in a shared folder must not steer health data,
 * or an overwrite, to a place that the user did not name.
 */
import { link, lstat, mkdir, open, realpath, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '@stubble/engine';
import { moveIn, putBack, recoverFolder } from './save-recovery.ts';
import {
  clear,
  flushFolder,
  isPlainName,
  makeScratch,
  newOf,
  oldOf,
  revertRecord,
  type Stamp,
  type Step,
  writeRecord,
} from './save-scratch.ts';
import { systemCode, systemSentence } from './system-error.ts';

export { recoverFolder } from './save-recovery.ts';

/** Saves one file into a folder that exists. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<Result<void>> {
  if (path === '') return fail(path, 'a file name is missing');
  if (path.endsWith('/') || path.endsWith(sep)) return fail(path, 'is the name of a folder, not of a file');
  return saveInto(dirname(path), [{ name: basename(path), path, bytes }]);
}

/** Saves a set of files, by their plain names, into a folder that is made if need be (and removed again on failure). */
export async function saveAll(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<Result<void>> {
  const entries = Array.from(files, ([name, bytes]): Entry => ({ name, path: join(folder, name), bytes }));
  for (const { name } of entries) if (!isPlainName(name)) throw new RangeError(`"${name}" is not a plain file name`);
  let firstMade: string | undefined;
  let saved: Result<void>;
  try {
    firstMade = await makeFolder(folder);
    if (firstMade !== undefined) await flushMade(folder, firstMade);
    saved = await saveInto(folder, entries);
  } catch (error) {
    saved = fail(folder, systemSentence(error, 'writing'));
  }
  if (!saved.ok && firstMade !== undefined) await removeMade(folder, firstMade);
  return saved;
}

/** Whether `saveAll` could begin in this folder; nothing of the try is left. For whoever wants to know before the work. */
export async function canSaveInto(folder: string): Promise<Result<void>> {
  let firstMade: string | undefined;
  try {
    firstMade = await makeFolder(folder);
    await recoverFolder(folder);
    await rmdir(await makeScratch(folder));
    return ok(undefined);
  } catch (error) {
    return fail(folder, systemSentence(error, 'writing'));
  } finally {
    if (firstMade !== undefined) await removeMade(folder, firstMade);
  }
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Target extends Entry {
  /** What is there now, also where it is a link; null where there is nothing. */
  readonly was: Stamp | null;
  /** Permissions of the file that is replaced. */
  readonly mode: number | null;
}

async function saveInto(folder: string, entries: readonly Entry[]): Promise<Result<void>> {
  // what a sentence names that is about none of the files in particular
  const all = entries.length === 1 ? entries[0].path : folder;
  let at = all;
  let scratch: string | undefined;
  const steps: Step[] = [];
  try {
    await recoverFolder(folder);
    const targets: Target[] = [];
    for (const entry of entries) {
      at = entry.path;
      const target = await inspect(folder, entry);
      if (!target.ok) return target;
      targets.push(target.value);
    }
    at = entries[0]?.path ?? folder;
    scratch = await makeScratch(folder);
    for (const [i, target] of targets.entries()) {
      at = target.path;
      const is = await writeFlushed(newOf(scratch, i), target);
      if (target.was !== null) await keep(join(folder, target.name), oldOf(scratch, i));
      steps.push({ name: target.name, was: target.was, is });
    }
    at = all;
    await writeRecord(scratch, steps);
    await flushFolder(folder);
    for (const [i, step] of steps.entries()) {
      at = targets[i].path;
      moveIn(folder, scratch, i, step);
    }
    at = all;
    await flushFolder(folder);
  } catch (error) {
    if (scratch !== undefined) await takeBack(folder, scratch, steps);
    return fail(at, systemSentence(error, 'writing'));
  }
  // All is in place and lasts: what cannot be cleared away now is cleared away by the next save.
  attempt(() => clear(scratch));
  return ok(undefined);
}

/** Where a file cannot be put back, its old content stays in the scratch folder, and the record leaves it to the next save to try again. */
async function takeBack(folder: string, scratch: string, steps: readonly Step[]): Promise<void> {
  attempt(() => revertRecord(scratch));
  if (!putBack(folder, scratch, steps)) return;
  await flushFolder(folder).catch(() => {});
  attempt(() => clear(scratch));
}

/** For what is done as well as it can be, after the outcome is settled. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

/** Refuses what a rename would destroy or could not replace: folders, devices and pipes (also behind a link), the system's own places. */
async function inspect(folder: string, entry: Entry): Promise<Result<Target>> {
  if (/^\/(proc|sys|dev(?!\/shm))(\/|$)/.test(await realpath(folder)))
    return fail(entry.path, 'is a place of the operating system, not of files');
  const place = join(folder, entry.name);
  const own = await unlessMissing(lstat(place));
  const behind = own?.isSymbolicLink() ? await unlessMissing(stat(place)) : own;
  if (behind?.isDirectory()) return fail(entry.path, 'cannot be written: a folder of this name is in the way');
  if (behind && !behind.isFile()) return fail(entry.path, 'is a device or a pipe, not an ordinary file');
  const was = own === null ? null : { size: own.size, mtimeMs: own.mtimeMs };
  return ok({ ...entry, was, mode: behind === null ? null : behind.mode & 0o777 });
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A file that only its owner could read stays so when it is replaced; a new one gets what the user's mask says. */
async function writeFlushed(path: string, target: Target): Promise<Stamp> {
  const file = await open(path, 'wx');
  try {
    if (target.mode !== null) await file.chmod(target.mode);
    await file.writeFile(target.bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  const { size, mtimeMs } = await lstat(path);
  return { size, mtimeMs };
}

/** A second name for the old file, so that it can be put back; none on a disk that knows no second names. */
async function keep(place: string, as: string): Promise<void> {
  try {
    await link(place, as);
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK' && code !== 'ENOSYS') throw error;
  }
}

/**
 * Makes a folder with those above it and returns the outermost that was made. Not `mkdir` with `recursive`: where a file system refuses
 * with "no such file", as /proc does, that of Node 20 tries for ever.
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  const missing: string[] = [];
  let at = resolve(folder);
  while ((await unlessMissing(stat(at))) === null && dirname(at) !== at) {
    missing.unshift(at);
    at = dirname(at);
  }
  if (missing.length === 0 && !(await stat(at)).isDirectory()) await mkdir(at); // fails in the system's own words
  for (const [i, path] of missing.entries()) {
    try {
      await mkdir(path);
    } catch (error) {
      if (i > 0) await removeMade(missing[i - 1], missing[0]);
      throw error;
    }
  }
  return missing[0];
}

/** So that none of the folders is lost in which the files are to last. */
async function flushMade(folder: string, firstMade: string): Promise<void> {
  const outermost = resolve(firstMade);
  for (let at = resolve(folder); ; at = dirname(at)) {
    await flushFolder(dirname(at));
    if (at === outermost) return;
  }
}

/** From the inside out; stops where somebody else has put something meanwhile. */
async function removeMade(folder: string, firstMade: string): Promise<void> {
  const outermost = resolve(firstMade);
  try {
    for (let at = resolve(folder); ; at = dirname(at)) {
      await rmdir(at);
      if (at === outermost) return;
    }
  } catch {
    // Left: an empty folder, or one that is in use by now.
  }
}
