import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderForTest } from './sample.test-helper.ts';
import { canSaveInto, recoverFolder, saveAll, saveFile } from './save.ts';
import { bury } from './save-dead.test-helper.ts';
import { fault, faultMet, setFault } from './save-faults.test-helper.ts';

vi.mock('node:fs', async (original) => (await import('./save-faults.test-helper.ts')).faultySync(await original()));
vi.mock('node:fs/promises', async (original) => (await import('./save-faults.test-helper.ts')).faultyPromises(await original()));

let folder: Awaited<ReturnType<typeof folderForTest>>;
beforeEach(async () => {
  setFault({});
  folder = await folderForTest();
});
afterEach(async () => {
  setFault({});
  await folder.remove();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const set = (suffix: string): Map<string, Uint8Array> =>
  new Map(['before.png', 'healed.png', 'plan.stubble.json'].map((name) => [name, bytes(`${name} ${suffix}`)]));

/** Names and contents of everything below a folder: what a user would find there. */
async function contents(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    const at = join(entry.parentPath, entry.name);
    found[at.slice(path.length + 1)] = entry.isFile()
      ? await readFile(at, 'utf8')
      : entry.isSymbolicLink()
        ? `-> ${await readlink(at)}`
        : '/';
  }
  return found;
}

test('a set of files is there, whole and alone, in a folder made for it', async () => {
  const out = join(folder.path, 'clients/a');
  expect(await saveAll(out, set('new'))).toEqual({ ok: true, value: undefined });
  expect(await contents(out)).toEqual({
    'before.png': 'before.png new',
    'healed.png': 'healed.png new',
    'plan.stubble.json': 'plan.stubble.json new',
  });
});

/** Calls that may fail without harm: looking for what others left, and clearing away after all is in place. */
const HARMLESS = /^(readdir|readdirSync|unlinkSync|rmdirSync)$/;

const SENTENCES = {
  ENOSPC: 'cannot be written: the disk is full',
  EIO: 'cannot be written: the disk reports a fault',
  EACCES: 'cannot be written: permission denied',
  EROFS: 'cannot be written: the disk is read-only',
} as const;

/** A fresh folder, made by the save or with all but one file of an older set in it, for each call that can fail. */
async function eachFault(
  wanted: Partial<typeof fault>,
  existing: boolean,
  look: (met: string, out: string, saved: Awaited<ReturnType<typeof saveAll>>, before: Record<string, string>) => Promise<void>,
): Promise<number> {
  for (let at = 1; ; at++) {
    const root = join(folder.path, `${Object.values(wanted).join('-')}-${existing}-${at}`);
    const out = join(root, 'made/here');
    await mkdir(root);
    if (existing) {
      await mkdir(out, { recursive: true });
      for (const [name, content] of set('old')) if (name !== 'healed.png') await writeFile(join(out, name), content);
    }
    const before = await contents(root);
    setFault({ at, ...wanted });
    const saved = await saveAll(out, set('new'));
    const met = faultMet();
    if (met === null) return saved.ok ? at - 1 : -1;
    await look(met, root, saved, before);
  }
}

const newSet = (below: string): Record<string, string> =>
  Object.fromEntries(Array.from(set('new').keys(), (name) => [`${below}${name}`, `${name} new`]));

const filesOf = (found: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(found).filter(([name, content]) => content !== '/' && !name.includes('.stubble-')));

const isEqual = (a: Record<string, string>, b: Record<string, string>): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

test('whichever call fails, with whatever fault: one sentence, the old files byte for byte, and nothing else left', async () => {
  const unlike: string[] = [];
  let failures = 0;
  const rounds = [
    ...Object.keys(SENTENCES).map((code) => ({ code, existing: true, withoutLinks: false })),
    { code: 'ENOSPC', existing: false, withoutLinks: false },
    { code: 'EIO', existing: true, withoutLinks: true },
  ];
  for (const { code, existing, withoutLinks } of rounds) {
    const sentence = SENTENCES[code as keyof typeof SENTENCES];
    const count = await eachFault({ code, withoutLinks }, existing, async (met, root, saved, before) => {
      const after = await contents(root);
      const kept = saved.ok
        ? (HARMLESS.test(met) || (met === 'link' && withoutLinks)) && isEqual(filesOf(after), newSet('made/here/'))
        : saved.problem.message === sentence && isEqual(after, before);
      if (!kept) unlike.push(`${code} in ${met}, call ${fault.calls.length}, ${existing}: ${JSON.stringify([saved, after])}`);
    });
    if (count < 0) unlike.push(`${code} ${existing}: refused without a fault`);
    failures += count;
  }
  expect(unlike).toEqual([]);
  // Three files, each inspected, opened, written, flushed, closed and renamed, the record, and the folders around them.
  expect(failures).toBeGreaterThan(rounds.length * 40);
});

test('a disk that stays broken from some call on leaves nothing half: the next save, or reader, finds all old or all new', async () => {
  const mixed: string[] = [];
  let [old, fresh, refused] = [0, 0, 0];
  for (const withoutLinks of [false, true])
    await eachFault({ code: 'EIO', lasting: true, withoutLinks }, true, async (met, root, saved, before) => {
      const out = join(root, 'made/here');
      await bury(out);
      await recoverFolder(out);
      const after = await contents(root);
      if (!saved.ok) refused++;
      if (isEqual(after, before)) old++;
      else if (isEqual(filesOf(after), newSet('made/here/')) && !JSON.stringify(after).includes('.stubble-')) fresh++;
      else mixed.push(`${met}: ${JSON.stringify(after)}`);
    });
  expect(mixed).toEqual([]);
  expect([old > 40, fresh > 0, refused >= old]).toEqual([true, true, true]);
});

test('one sentence for what is in the way, and nothing left behind', async () => {
  await folder.put('note.txt', bytes('mine'));
  await mkdir(join(folder.path, 'healed.png'));
  const before = await contents(folder.path);
  const at = (name: string): string => join(folder.path, name);
  const attempts: [Awaited<ReturnType<typeof saveFile>>, path: string, message: string][] = [
    [await saveAll(folder.path, set('new')), at('healed.png'), 'cannot be written: a folder of this name is in the way'],
    [await saveFile(at('healed.png'), bytes('x')), at('healed.png'), 'cannot be written: a folder of this name is in the way'],
    [await saveAll(at('note.txt'), set('new')), at('note.txt'), 'cannot be made: a file of this name is in the way'],
    [
      await saveAll(at('note.txt/deeper'), set('new')),
      at('note.txt/deeper'),
      'cannot be written: a part of its path is a file, not a folder',
    ],
    [
      await saveFile(at('note.txt/a.pdf'), bytes('x')),
      at('note.txt/a.pdf'),
      'cannot be written: a part of its path is a file, not a folder',
    ],
    [await saveFile(at('nowhere/a.pdf'), bytes('x')), at('nowhere/a.pdf'), 'cannot be written: its folder does not exist'],
    [await saveFile(at('nowhere/'), bytes('x')), at('nowhere/'), 'is the name of a folder, not of a file'],
    [await saveFile(at('n'.repeat(300)), bytes('x')), at('n'.repeat(300)), 'cannot be written: the name is too long'],
    [await saveFile('', bytes('x')), '', 'a file name is missing'],
  ];
  if (process.platform === 'linux') {
    await symlink('/dev/null', at('null.png'));
    attempts.push([await saveFile('/dev/null', bytes('x')), '/dev/null', 'is a place of the operating system, not of files']);
    attempts.push([await saveFile(at('null.png'), bytes('x')), at('null.png'), 'is a device or a pipe, not an ordinary file']);
    before['null.png'] = '-> /dev/null';
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  }
  for (const [result, path, message] of attempts) expect(result).toEqual({ ok: false, problem: { path, message } });
  expect(await contents(folder.path)).toEqual(before);
});

test('a link is replaced, not followed; permissions of a replaced file are kept', async () => {
  const other = await folder.put('other.txt', bytes('not mine'));
  const linked = join(folder.path, 'plan.json');
  await symlink(other, linked);
  await symlink(join(folder.path, 'missing'), join(folder.path, 'dangling.json'));
  const secret = await folder.put('secret.json', bytes('old'));
  await chmod(secret, 0o600);
  for (const path of [linked, join(folder.path, 'dangling.json'), secret]) await saveFile(path, bytes('new'));
  const statuses = await Promise.all([linked, join(folder.path, 'dangling.json')].map((path) => lstat(path)));
  expect(statuses.map((status) => status.isFile() && (status.mode & 0o111) === 0)).toEqual([true, true]);
  expect(await contents(folder.path)).toEqual({
    'other.txt': 'not mine',
    'plan.json': 'new',
    'dangling.json': 'new',
    'secret.json': 'new',
  });
  if (process.platform !== 'win32') expect((await stat(secret)).mode & 0o777).toBe(0o600);
});

test('names that lead out of the folder are a mistake of the caller', async () => {
  for (const name of ['../a', 'a/b', '..', '.', ''])
    await expect(saveAll(folder.path, new Map([[name, bytes('x')]]))).rejects.toThrow(RangeError);
});

test('whether a folder can be saved into is tried and leaves nothing: a new one, one that is there, one with a file in its way', async () => {
  await writeFile(join(folder.path, 'file'), 'x');
  const before = await contents(folder.path);
  const places = [join(folder.path, 'new', 'deep'), folder.path, join(folder.path, 'file'), join(folder.path, 'file', 'below')];
  const answers: (boolean | string)[] = [];
  for (const place of places) answers.push((await canSaveInto(place)).ok);
  setFault({ at: 1, code: 'EROFS', lasting: true });
  const readOnly = await canSaveInto(folder.path);
  setFault({});
  expect([answers, readOnly.ok, await contents(folder.path)]).toEqual([[true, true, false, false], false, before]);
});
