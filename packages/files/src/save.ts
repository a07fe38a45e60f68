/**
 * Saving so that a file is either the old one or the new one, never half of either, and a set of files is either all there or as it was.
 *
 * Everything is first written and flushed into a hidden scratch folder beside the targets (the same disk, so a rename is one step),
 * then renamed into place. When anything fails, what was renamed is put back and the scratch folder goes. Renames follow the order of
 * the set: put last what refers to the others, so that even a power cut leaves no plan whose pictures are missing.
 *
 * A target that is a symbolic link is replaced, not followed: a link that somebody left in a shared folder must not steer health data,
 * or an overwrite, to a place that the user did not name.
 */
import { chmod, link, lstat, mkdir, mkdtemp, open, realpath, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '@stubble/engine';
import { systemCode, systemSentence } from './system-error.ts';

/** Saves one file into a folder that exists. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<Result<void>> {
  if (path === '') return fail(path, 'a file name is missing');
  if (path.endsWith('/') || path.endsWith(sep)) return fail(path, 'is the name of a folder, not of a file');
  return saveInto(dirname(path), [{ name: basename(path), path, bytes }]);
}

/** Saves a set of files, by their plain names, into a folder that is made if need be (and removed again on failure). */
export async function saveAll(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<Result<void>> {
  const entries = Array.from(files, ([name, bytes]): Entry => ({ name, path: join(folder, name), bytes }));
  for (const { name } of entries)
    if (name === '' || name === '.' || name === '..' || basename(name) !== name) throw new RangeError(`"${name}" is not a plain file name`);
  let firstMade: string | undefined;
  let saved: Result<void>;
  try {
    firstMade = await makeFolder(folder);
    if (firstMade !== undefined) await flushFolder(dirname(firstMade));
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
    await rmdir(await mkdtemp(join(folder, '.stubble-')));
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
  readonly exists: boolean;
  /** Permissions of the file that is replaced. */
  readonly mode: number | null;
}

async function saveInto(folder: string, entries: readonly Entry[]): Promise<Result<void>> {
  let at = folder;
  let scratch: string | undefined;
  const done: (() => Promise<void>)[] = [];
  try {
    const targets: Target[] = [];
    for (const entry of entries) {
      at = entry.path;
      const target = await inspect(folder, entry);
      if (!target.ok) return target;
      targets.push(target.value);
    }
    at = entries[0]?.path ?? folder;
    scratch = await mkdtemp(join(folder, '.stubble-'));
    for (const [i, target] of targets.entries()) {
      at = target.path;
      await writeFlushed(join(scratch, `new-${i}`), target);
    }
    for (const [i, target] of targets.entries()) {
      at = target.path;
      const place = join(folder, target.name);
      const kept = target.exists ? await keep(place, join(scratch, `old-${i}`)) : null;
      await rename(join(scratch, `new-${i}`), place);
      if (kept !== null) done.push(() => rename(kept, place));
      else if (!target.exists) done.push(() => unlink(place));
    }
    at = folder;
    await flushFolder(folder);
    return ok(undefined);
  } catch (error) {
    for (const undo of done.reverse()) await undo().catch(() => {});
    return fail(at, systemSentence(error, 'writing'));
  } finally {
    // What cannot be removed any more holds nothing that is needed; the answer stays what it is.
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true, maxRetries: 2 }).catch(() => {});
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
  return ok({ ...entry, exists: own !== null, mode: behind === null ? null : behind.mode & 0o777 });
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
async function writeFlushed(path: string, target: Target): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(target.bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  if (target.mode !== null) await chmod(path, target.mode);
}

/** A second name for the old file, so that it can be put back; null on a disk that knows no second names. */
async function keep(place: string, as: string): Promise<string | null> {
  try {
    await link(place, as);
    return as;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EMLINK' || code === 'ENOSYS') return null;
    throw error;
  }
}

/** A rename lasts through a power cut only once its folder is flushed; Windows cannot open folders and does it by itself. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
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
