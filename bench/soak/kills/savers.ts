/** Kills of a process that saves without end, by the same calls as the commands. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Random } from '@stubble/engine';
import { recoverFolder } from '@stubble/files';
import { ROOT } from '../../root.ts';
import { type Fallen, isScratch, kill, type Running, scratchIn, spin, start } from './fallen.ts';

/** Not compiled: a process of its own, also where this runs from its source. */
const SAVER = join(ROOT, 'bench/soak/kills/saver.js');
/** Some have a plan's number of files; in wide ones the renames take long enough to be met. */
const WIDTHS = [7, 40, 150];
/** A few saves long, on a disk that flushes in milliseconds. */
const WITHIN_MS = 250;
/** The record is being flushed after it was seen; after the first rename, each of the others takes so long. */
const FLUSHING_MS = 12;
const RENAME_MS = 0.03;
const ASKED_MS = 3000;

export async function killSaver(kind: 'set' | 'file', folder: string, seed: number, random: Random): Promise<Fallen> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const width = kind === 'file' ? 1 : WIDTHS[random.below(WIDTHS.length)];
  const running = start([SAVER, kind, folder, String(width), String(seed)], folder);
  await ready(running);
  await wait(random.next() * WITHIN_MS);
  const chase = random.below(3);
  if (chase > 0) untilDecided(folder, chase === 2);
  spin(chase === 0 ? 0 : random.next() * (chase === 1 ? FLUSHING_MS : RENAME_MS * width));
  const ended = await kill(running);
  const acknowledged = Number(running.said.out.trim().split('\n').at(-1)) || 0;
  const left = { ...scratchIn(folder), mixed: savesIn(folder, width).size > 1 };
  if (random.below(10) === 0) await recoverTwice(folder, random);
  await recoverFolder(folder);
  const saves = savesIn(folder, width);
  const [save] = saves;
  const wrong = ended
    ? `ended by itself: ${running.said.err}`
    : saves.size > 1 || save < 0 || readdirSync(folder).some(isScratch)
      ? `of ${width} files, those of save ${[...saves].join(' and ')} were there`
      : save < acknowledged
        ? `save ${acknowledged} was said to be done, and save ${save} was there`
        : null;
  return { ...left, ended, acknowledged: acknowledged > 0, found: save > acknowledged ? 'new' : 'old', wrong };
}

/** The numbers of the saves that the files are of; 0 where a file is missing, -1 where one is not whole. */
function savesIn(folder: string, width: number): Set<number> {
  const names = new Set(readdirSync(folder).filter((name) => !isScratch(name)));
  const saves = new Set<number>();
  for (let i = 0; i < width; i++) {
    const name = `file-${i}`;
    saves.add(names.has(name) ? saveOf(readFileSync(join(folder, name))) : 0);
    names.delete(name);
  }
  return names.size === 0 ? saves : saves.add(-1);
}

function saveOf(bytes: Buffer): number {
  const [, n, size] = /^(\d+) (\d+)\n/.exec(bytes.subarray(0, 24).toString('latin1')) ?? [];
  const whole = Number(size) === bytes.length && bytes.subarray(`${n} ${size}\n`.length).every((byte) => byte === (Number(n) & 255));
  return whole ? Number(n) : -1;
}

/** Until a record is there or, further, the first file has been renamed. No turn is given up meanwhile: it would come too late. */
function untilDecided(folder: string, renaming: boolean): void {
  const end = performance.now() + ASKED_MS;
  while (performance.now() < end) {
    const scratch = readdirSync(folder).find(isScratch);
    if (scratch === undefined || !existsSync(join(folder, scratch, 'commit'))) continue;
    while (renaming && performance.now() < end && existsSync(join(folder, scratch, 'new-0')));
    return;
  }
}

async function ready({ said, child }: Running): Promise<void> {
  while (said.out === '' && child.exitCode === null) await turn();
}

/** By two processes at the same time, one of which is killed at it. */
async function recoverTwice(folder: string, random: Random): Promise<void> {
  const both = [0, 1].map(() => start([SAVER, 'recover', folder], folder));
  await ready(both[0]);
  spin(random.next() * 5);
  await kill(both[0]);
  await both[1].closed;
}
