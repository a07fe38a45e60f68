import { mkdir, readdir, readFile, readlink, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderForTest } from './sample.test-helper.ts';
import { canSaveInto, recoverFolder, saveAll, saveFile } from './save.ts';
import { bury, deadName } from './save-dead.test-helper.ts';
import { fault, faultMet, setFault } from './save-faults.test-helper.ts';
import { OWN_PREFIX } from './save-owner.ts';
import { moveIn } from './save-recovery.ts';
import { stampOf } from './save-scratch.ts';

vi.mock('node:fs', async (original) => (await import('./save-faults.test-helper.ts')).faultySync(await original()));
vi.mock('node:fs/promises', async (original) => (await import('./save-faults.test-helper.ts')).faultyPromises(await original()));

let folder: Awaited<ReturnType<typeof folderForTest>>;
beforeEach(async () => {
  setFault({});
  folder = await folderForTest();
});
afterEach(async () => {
  setFault({});
  vi.restoreAllMocks();
  await folder.remove();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const NAMES = ['before.png', 'healed.png', 'plan.stubble.json'];
/** Of other lengths, as two plans are; `healed.png` is new in the later set. */
const OLD = new Map(NAMES.filter((name) => name !== 'healed.png').map((name) => [name, bytes(`${name} old`)]));
const NEW = new Map(NAMES.map((name) => [name, bytes(`${name} newer`)]));

async function contents(path: string): Promise<string> {
  const found: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    const at = join(entry.parentPath, entry.name);
    const content = entry.isFile() ? await readFile(at, 'utf8') : entry.isSymbolicLink() ? `-> ${await readlink(at)}` : '/';
    found.push(`${at.slice(path.length + 1)}: ${content}`);
  }
  return found.sort().join('\n');
}

/** Without what lies in scratch folders. */
const filesIn = async (path: string): Promise<string> => (await contents(path)).replaceAll(/^\.stubble-.*\n/gm, '');

const textOf = (set: ReadonlyMap<string, Uint8Array>): string =>
  Array.from(set, ([name, content]) => `${name}: ${new TextDecoder().decode(content)}`).join('\n');

/** An older set with a save over it that was killed at its k-th call; null when it came to its end before. */
async function killedAt(at: number, out: string, withoutLinks = false): Promise<string | null> {
  return brokenOff({ at, code: 'killed', withoutLinks }, out);
}

async function brokenOff(wanted: Partial<typeof fault>, out: string): Promise<string | null> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out);
  for (const [name, content] of OLD) await writeFile(join(out, name), content);
  setFault(wanted);
  await saveAll(out, NEW).catch(() => {});
  const met = faultMet();
  await bury(out);
  return met;
}

test('killed at whichever call: the next to come finds the old set or the new one, whole and alone, never a mix', async () => {
  const unlike: string[] = [];
  const verdicts: string[] = [];
  for (const withoutLinks of [false, true]) {
    let [mixes, decided] = [0, false];
    for (let at = 1; ; at++) {
      const met = await killedAt(at, join(folder.path, 'out'), withoutLinks);
      if (met === null) break;
      const found = await filesIn(join(folder.path, 'out'));
      if (found !== textOf(OLD) && found !== textOf(NEW)) mixes++;
      await recoverFolder(join(folder.path, 'out'));
      const after = await contents(join(folder.path, 'out'));
      if (after !== (decided ? textOf(NEW) : textOf(OLD))) {
        if (decided || after !== textOf(NEW)) unlike.push(`${met}, call ${at}: ${after}`);
        decided = true;
      }
    }
    verdicts.push(`${decided ? 'decided' : 'never'}, ${mixes > 0 ? 'mixes mended' : 'no mix seen'}`);
  }
  expect(unlike).toEqual([]);
  expect(verdicts).toEqual(['decided, mixes mended', 'decided, mixes mended']);
});

test('a recovery that is itself killed, at whichever call, is finished by the next; so is one that runs twice at once', async () => {
  const out = join(folder.path, 'out');
  const unlike: string[] = [];
  let tried = 0;
  for (let at = 1; (await killedAt(at, out)) !== null; at++) {
    if ([textOf(OLD), textOf(NEW)].includes(await filesIn(out))) continue;
    for (let second = 1; ; second++) {
      await killedAt(at, out);
      setFault({ at: second, code: 'killed' });
      await recoverFolder(out).catch(() => {});
      if (faultMet() === null) break;
      tried++;
      await Promise.all([recoverFolder(out), recoverFolder(out)]);
      const after = await contents(out);
      if (after !== textOf(NEW)) unlike.push(`killed at ${at}, then at ${second}: ${after}`);
    }
  }
  expect(unlike).toEqual([]);
  expect(tried).toBeGreaterThan(10);
});

test('killed while putting back what a fault of the disk had stopped: all old or all new all the same', async () => {
  const out = join(folder.path, 'out');
  const unlike: string[] = [];
  const found = { old: 0, new: 0 };
  for (const withoutLinks of [false, true]) {
    await brokenOff({ at: 0, withoutLinks }, out);
    // the last of the set, so that there is most to put back
    const at = fault.calls.lastIndexOf('renameSync') + 1;
    for (let killAt = at + 1, isDone = false; !isDone; killAt++) {
      await brokenOff({ at, code: 'EIO', killAt, withoutLinks }, out);
      isDone = fault.calls.length < killAt;
      await recoverFolder(out);
      const after = await contents(out);
      if (after === textOf(OLD)) found.old++;
      else if (after === textOf(NEW)) found.new++;
      else unlike.push(`fault at ${at}, killed at ${killAt}: ${after}`);
    }
  }
  expect(unlike).toEqual([]);
  expect([found.old > 20, found.new > 0]).toEqual([true, true]);
});

test('a rename that another recovery has made already counts as made; a file that has vanished does not', async () => {
  const scratch = await leave(deadName('abcdef'), folder.path, '', null);
  const placed = await folder.put('plan.json', bytes('newer'));
  const step = { name: 'plan.json', was: null, is: stampOf(placed)! };
  await rm(join(scratch, 'new-0'));
  moveIn(folder.path, scratch, 0, step);
  expect(() => moveIn(folder.path, scratch, 0, { ...step, is: { ...step.is, size: 9 } })).toThrow('ENOENT');
  expect(await readFile(placed, 'utf8')).toBe('newer');
});

test('every way into a folder recovers it: saving a set, saving a file, asking whether one can save', async () => {
  const out = join(folder.path, 'out');
  let decided = 1;
  do await killedAt(decided++, out);
  while (!(await contents(out)).includes(']}'));
  const found: string[] = [];
  for (const enter of [() => saveAll(out, new Map()), () => saveFile(join(out, 'a.pdf'), bytes('pdf')), () => canSaveInto(out)]) {
    await killedAt(decided, out);
    await enter();
    found.push(await contents(out));
  }
  expect(found).toEqual([textOf(NEW), `a.pdf: pdf\n${textOf(NEW)}`, textOf(NEW)]);
});

/** A scratch folder as a broken-off save leaves it, with a record of one file. */
async function leave(name: string, at: string, to: string, was: object | null): Promise<string> {
  const scratch = join(at, name);
  await mkdir(scratch);
  await writeFile(join(scratch, 'new-0'), 'newer');
  const is = stampOf(join(scratch, 'new-0'));
  if (to !== '')
    await writeFile(join(scratch, 'commit'), JSON.stringify({ format: 'stubble-save', version: 1, files: [{ name: to, was, is }] }));
  return scratch;
}

test('saves that may be going on are left alone; those that cannot be are not', async () => {
  const elsewhere = deadName('abcdef').replace(/^\.stubble-[0-9a-f]{12}/, '.stubble-0123456789ab');
  const hoursAgo = new Date(Date.now() - 2 * 3600e3);
  const cases: [string, name: string, recorded: boolean, aged: boolean, left: boolean, moved: boolean][] = [
    ['its own save', `${OWN_PREFIX}abcdef`, true, false, true, false],
    ['its own save, hours ago', `${OWN_PREFIX}abcdef`, false, true, true, false],
    ['an earlier holder of its number', deadName('abcdef'), true, false, false, true],
    ['the same, not decided', deadName('abcdef'), false, false, false, false],
    ['elsewhere, decided', elsewhere, true, false, false, true],
    ['elsewhere, not decided', elsewhere, false, false, true, false],
    ['elsewhere, hours ago', elsewhere, false, true, false, false],
    ['a version that named no process', '.stubble-abcdef', true, true, true, false],
  ];
  const unlike: string[] = [];
  for (const [i, [says, name, recorded, aged, left, moved]] of cases.entries()) {
    const at = join(folder.path, String(i));
    await mkdir(at);
    const scratch = await leave(name, at, recorded ? 'plan.json' : '', null);
    if (aged) await utimes(scratch, hoursAgo, hoursAgo);
    await recoverFolder(at);
    const names = await readdir(at);
    if (names.includes(name) !== left || names.includes('plan.json') !== moved) unlike.push(`${says}: ${names}`);
  }
  expect(unlike).toEqual([]);
});

test('what others plant is not followed, and what is not of a save is neither moved nor deleted', async () => {
  const secret = await folder.put('secret', bytes('mine'));
  const shared = join(folder.path, 'shared');
  await mkdir(shared);
  await mkdir(join(folder.path, 'real'));
  await leave(deadName('aaaaaa'), join(folder.path, 'real'), 'taken.json', null);
  await symlink(join(folder.path, 'real', deadName('aaaaaa')), join(shared, deadName('aaaaaa')));
  await leave(deadName('bbbbbb'), shared, '../secret', stampOf(secret));
  await leave(deadName('cccccc'), shared, 'sub/../../secret', stampOf(secret));
  const linked = await leave(deadName('dddddd'), shared, 'linked.json', null);
  await rm(join(linked, 'new-0'));
  await symlink(secret, join(linked, 'new-0'));
  const elsewhere = await leave(deadName('eeeeee'), shared, '', null);
  await symlink(secret, join(elsewhere, 'commit'));
  const guest = await leave(deadName('ffffff'), shared, 'guest.json', null);
  await writeFile(join(guest, 'holiday.jpg'), 'photo');
  const later = await leave(deadName('gggggg'), shared, '', null);
  await writeFile(join(later, 'commit'), JSON.stringify({ format: 'stubble-save', version: 2, files: [] }));
  const cut = await leave(deadName('hhhhhh'), shared, '', null);
  await writeFile(join(cut, 'commit'), '{"format":"stubble-sa');
  const edited = await leave(deadName('iiiiii'), shared, 'edited.json', { size: 3, mtimeMs: 1e12 });
  await writeFile(join(shared, 'edited.json'), 'by hand');
  await recoverFolder(shared);
  const left = (await readdir(shared)).filter((name) => name.startsWith('.stubble-')).map((name) => name.at(-1));
  const files = (await readdir(shared)).filter((name) => !name.startsWith('.stubble-'));
  expect({
    secret: await readFile(secret, 'utf8'),
    real: (await readdir(join(folder.path, 'real'))).length,
    left: left.sort(),
    files: files.sort(),
    guest: await readdir(guest),
    edited: [await readFile(join(shared, 'edited.json'), 'utf8'), (await readdir(shared)).includes(edited)],
  }).toEqual({
    secret: 'mine',
    real: 1,
    left: ['a', 'b', 'c', 'e', 'f', 'g'],
    files: ['edited.json', 'guest.json'],
    guest: ['holiday.jpg'],
    edited: ['by hand', false],
  });
});

test("another user's leftovers, and a folder that cannot be written or read, are no failure and no change", async () => {
  await leave(deadName('aaaaaa'), folder.path, 'plan.json', null);
  const before = await contents(folder.path);
  const seen: string[] = [];
  const own = process.getuid?.() ?? 0;
  if (process.getuid !== undefined) {
    vi.spyOn(process, 'getuid').mockReturnValue(own + 1);
    await recoverFolder(folder.path);
    seen.push(await contents(folder.path));
    vi.restoreAllMocks();
  }
  for (const code of ['EROFS', 'EACCES'])
    for (let [at, met] = [1, '']; met !== 'renameSync'; at++) {
      setFault({ at, code, lasting: true });
      await recoverFolder(folder.path);
      met = faultMet() ?? 'renameSync';
      seen.push(await contents(folder.path));
    }
  await recoverFolder(join(folder.path, 'nowhere'));
  await recoverFolder(join(folder.path, deadName('aaaaaa'), 'new-0'));
  expect([seen.length > 8, seen.filter((found) => found !== before), await contents(folder.path)]).toEqual([true, [], before]);
});
