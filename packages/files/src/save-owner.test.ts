import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lifeOf, OWN_PREFIX, ownerOf } from './save-owner.ts';

const own = ownerOf(`${OWN_PREFIX}Ab3xY9`)!;

test('a name tells its process; other names tell none', () => {
  const names = [
    '.stubble-Ab3xY9',
    `${OWN_PREFIX}Ab3x`,
    `${OWN_PREFIX}Ab3x/9`,
    `x${OWN_PREFIX}Ab3xY9`,
    '.stubble-0123456789ab-0-1-Ab3xY9',
    'a',
  ];
  expect([own.pid, names.map(ownerOf)]).toEqual([process.pid, names.map(() => null)]);
});

test('a process lives while it runs, and not when its number has passed on, also to oneself', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const pid = child.pid!;
  const linux = process.platform === 'linux';
  const started = linux ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[19] : '1';
  const running = lifeOf({ ...own, pid, started });
  const passedOn = linux ? lifeOf({ ...own, pid, started: '1' }) : 'gone';
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect([
    lifeOf(own),
    lifeOf({ ...own, started: '1' }),
    lifeOf({ ...own, system: '0123456789ab' }),
    running,
    passedOn,
    lifeOf({ ...own, pid, started }),
  ]).toEqual(['alive', 'gone', 'unknown', linux ? 'alive' : 'unknown', 'gone', 'gone']);
});
