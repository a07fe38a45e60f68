import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderForTest } from './sample.test-helper.ts';
import { canSaveInto, saveAll, saveFile } from './save.ts';

/** One of the calls of the save path fails, by its number; 0 lets all pass. */
const fault = vi.hoisted(() => ({ at: 0, calls: [] as string[], code: 'ENOSPC' }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const call = (name: string): void => {
    if (fault.at < 0) return;
    fault.calls.push(name);
    if (fault.calls.length === fault.at) throw Object.assign(new Error(`${fault.code}: injected into ${name}`), { code: fault.code });
  };
  const faulty: Record<string, unknown> = { ...real };
  for (const name of ['mkdir', 'mkdtemp', 'link', 'rename', 'chmod', 'lstat', 'realpath'] as const)
    faulty[name] = async (...given: unknown[]) => {
      call(name);
      return (real[name] as (...given: unknown[]) => Promise<unknown>)(...given);
    };
  faulty.open = async (...given: Parameters<typeof real.open>) => {
    call('open');
    const handle = await real.open(...given);
    const [write, sync] = [handle.writeFile.bind(handle), handle.sync.bind(handle)];
    handle.writeFile = async (data) => {
      // A full disk takes some bytes and then no more.
      if (fault.calls.length + 1 === fault.at) await write((data as Uint8Array).subarray(0, 3));
      call('write');
      await write(data);
    };
    handle.sync = async () => {
      call('sync');
      await sync();
    };
    return handle;
  };
  return faulty;
});

let folder: Awaited<ReturnType<typeof folderForTest>>;
beforeEach(async () => {
  fault.at = -1;
  folder = await folderForTest();
});
afterEach(async () => {
  fault.at = -1;
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

test('whichever call fails, the old files stay as they were and nothing else is left', async () => {
  const unlike: string[] = [];
  for (const existing of [true, false]) {
    let failures = 0;
    for (let at = 1; ; at++) {
      const root = join(folder.path, `${existing}-${at}`);
      const out = join(root, 'made/here');
      await mkdir(root);
      if (existing) {
        await mkdir(out, { recursive: true });
        for (const [name, content] of set('old')) if (name !== 'healed.png') await writeFile(join(out, name), content);
      }
      const before = await contents(root);
      Object.assign(fault, { at, calls: [] });
      const result = await saveAll(out, set('new'));
      const failed = fault.calls.length >= at ? fault.calls[at - 1] : null;
      fault.at = -1;
      if (failed === null) {
        if (!result.ok) unlike.push(`${existing} without a fault: ${result.problem.message}`);
        break;
      }
      failures++;
      const after = await contents(root);
      if (result.ok || result.problem.message !== 'cannot be written: the disk is full')
        unlike.push(`${at} ${failed}: ${JSON.stringify(result)}`);
      if (JSON.stringify(after) !== JSON.stringify(before)) unlike.push(`${at} ${failed}: left ${JSON.stringify(after)}`);
    }
    // Three files, each inspected, opened, written, flushed and renamed, and the folder around them.
    expect(failures).toBeGreaterThan(18);
  }
  expect(unlike).toEqual([]);
});

test('a disk without second names for files still saves', async () => {
  await saveAll(folder.path, set('old'));
  Object.assign(fault, { at: 0, calls: [], code: 'EPERM' });
  await saveAll(folder.path, set('newer'));
  const firstLink = fault.calls.indexOf('link') + 1;
  Object.assign(fault, { at: firstLink, calls: [] });
  const result = await saveAll(folder.path, set('newest'));
  Object.assign(fault, { at: -1, code: 'ENOSPC' });
  expect([firstLink > 0, result.ok, (await contents(folder.path))['before.png']]).toEqual([true, true, 'before.png newest']);
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
  fault.at = 1;
  fault.calls = [];
  fault.code = 'EROFS';
  const readOnly = await canSaveInto(folder.path);
  fault.at = -1;
  expect([answers, readOnly.ok, await contents(folder.path)]).toEqual([[true, true, false, false], false, before]);
});
