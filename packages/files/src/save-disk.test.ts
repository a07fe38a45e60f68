/** The real thing where the machine lets us: a disk that is full, one that is read-only, a limit of the system on the size of files. */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderForTest } from './sample.test-helper.ts';
import { canSaveInto, recoverFolder, saveAll, saveFile } from './save.ts';
import { deadName } from './save-dead.test-helper.ts';

let folder: Awaited<ReturnType<typeof folderForTest>>;
beforeEach(async () => {
  folder = await folderForTest();
});
afterEach(() => folder.remove());

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const KB = 1024;
const set = (fill: number, size: number): Map<string, Uint8Array> =>
  new Map(['before.png', 'healed.png', 'plan.stubble.json'].map((name) => [name, new Uint8Array(size).fill(fill)]));

async function contents(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(path)).sort()) found[name] = (await readFile(join(path, name))).toString('base64');
  return found;
}

/** A disk of 256 kB in memory; it goes with the test. Null where this user may not mount. */
async function smallDisk(): Promise<{ path: string; readOnly: () => boolean; remove: () => boolean } | null> {
  const path = join(folder.path, 'disk');
  await mkdir(path);
  if (process.platform !== 'linux' || !run('mount', '-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path)) return null;
  return { path, readOnly: () => run('mount', '-o', 'remount,ro', path), remove: () => run('umount', path) };
}

test('a disk that is really full, however little is left of it: one sentence, the old files, nothing else', async ({ skip }) => {
  const disk = (await smallDisk()) ?? skip('mounting a small disk is not permitted here');
  try {
    const unlike: string[] = [];
    await saveAll(disk.path, set(1, 8 * KB));
    for (const freeKb of [0, 4, 20, 40, 60, 72]) {
      const used = 3 * 8 + freeKb;
      await writeFile(join(disk.path, 'filler'), new Uint8Array((256 - used) * KB));
      const before = await contents(disk.path);
      for (const saved of [await saveAll(disk.path, set(2, 24 * KB)), await saveFile(join(disk.path, 'case'), new Uint8Array(80 * KB))])
        if (saved.ok || saved.problem.message !== 'cannot be written: the disk is full') unlike.push(`${freeKb}: ${JSON.stringify(saved)}`);
      if (JSON.stringify(await contents(disk.path)) !== JSON.stringify(before)) unlike.push(`${freeKb}: ${await readdir(disk.path)}`);
      await rm(join(disk.path, 'filler'));
    }
    const room = await saveAll(disk.path, set(2, 24 * KB));
    expect([unlike, room.ok]).toEqual([[], true]);
  } finally {
    disk.remove();
  }
});

test('a disk that is really read-only: one sentence, and recovery stands in nobody’s way', async ({ skip }) => {
  const disk = (await smallDisk()) ?? skip('mounting a small disk is not permitted here');
  try {
    await saveAll(disk.path, set(1, 8));
    await mkdir(join(disk.path, deadName('abcdef')));
    expect(disk.readOnly()).toBe(true);
    await recoverFolder(disk.path);
    const tried = [
      await saveAll(disk.path, set(2, 8)),
      await saveFile(join(disk.path, 'case'), new Uint8Array(8)),
      await canSaveInto(disk.path),
    ];
    expect([tried.map((saved) => (saved.ok ? 'saved' : saved.problem.message)), (await readdir(disk.path)).sort()]).toEqual([
      tried.map(() => 'cannot be written: the disk is read-only'),
      [deadName('abcdef'), 'before.png', 'healed.png', 'plan.stubble.json'],
    ]);
  } finally {
    disk.remove();
  }
});

test('a limit on the size of files, met in the middle of writing one: one sentence, the old files, nothing else', async ({ skip }) => {
  const limit = (bytes: number | 'unlimited'): boolean => run('prlimit', '--pid', String(process.pid), `--fsize=${bytes}:`);
  if (process.platform !== 'linux' || !limit('unlimited')) skip('limits cannot be set here');
  await saveAll(folder.path, set(1, 8 * KB));
  const before = await contents(folder.path);
  limit(16 * KB);
  const saved = await saveAll(folder.path, set(2, 24 * KB)).finally(() => limit('unlimited'));
  const after = await contents(folder.path);
  expect([saved.ok ? 'saved' : saved.problem.message, after]).toEqual([
    'cannot be written: the file is larger than the disk allows',
    before,
  ]);
});
