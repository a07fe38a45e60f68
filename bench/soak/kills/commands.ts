/** Kills of `stubble plan` over an older plan and of `stubble case` over an older case. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readCase } from '@stubble/case';
import { parsePlan, type Random } from '@stubble/engine';
import { recoverFolder } from '@stubble/files';
import { STUBBLE } from '../part.ts';
import { type Fallen, isScratch, kill, Scratches, scratchIn, start } from './fallen.ts';

/** A command with what it takes, what it leaves, and how long that took. */
export interface Job {
  readonly args: readonly string[];
  readonly folder: string;
  /** Files of an earlier run, which it writes over. */
  readonly before: string;
  readonly old: Hashes;
  readonly new: Hashes;
  readonly wholeMs: number;
  readonly savingMs: number;
  /** Scratch folders that it makes; it saves in the last. */
  readonly scratches: number;
}

type Hashes = ReadonlyMap<string, string>;

/** As small and as different as two plans may be: photo, zone, density, skin and mode. */
const PLANS = [
  { phantom: ['--stage', '5', '--seed', '1'], plan: ['--skin', 'III', '--mode', 'density'], zone: [60, 140], densityPerCm2: 40 },
  {
    phantom: ['--stage', '6', '--seed', '2'],
    plan: ['--skin', 'V', '--mode', 'shaved', '--seed', '9'],
    zone: [50, 120],
    densityPerCm2: 25,
  },
];

export async function prepare(folder: string): Promise<{ readonly plan: Job; readonly case: Job }> {
  mkdirSync(folder, { recursive: true });
  const planned = PLANS.map(({ phantom, plan, zone: [a, b], densityPerCm2 }, i) => {
    run(folder, 'phantom', '--out', `head-${i}`, '--px-per-mm', '2', '--width-mm', '100', '--height-mm', '100', ...phantom);
    const zone = [
      [a, a],
      [b, a],
      [b, b],
      [a, b],
    ];
    writeFileSync(
      join(folder, `design-${i}.json`),
      JSON.stringify({ format: 'stubble-design', version: 1, unit: 'px', zone, densityPerCm2 }),
    );
    return ['plan', `head-${i}/photo.png`, '--px-per-mm', '2', '--no-report', '--json', '--design', `design-${i}.json`, ...plan];
  });
  const packed = [0, 1].map((i) => ['case', `plan-${i}/plan.stubble.json`, '--json']);
  const plan = await timed(folder, planned, ['plan-0', 'plan-1', 'plan-out'], 2);
  mkdirSync(join(folder, 'case-0'));
  mkdirSync(join(folder, 'case-1'));
  return { plan, case: await timed(folder, packed, ['case-0/a.stubble', 'case-1/a.stubble', 'case-out/a.stubble'], 1) };
}

/** Runs the older and the newer once, to know what each leaves and when it saves. */
async function timed(folder: string, args: readonly (readonly string[])[], outs: readonly string[], scratches: number): Promise<Job> {
  const folderOf = (out: string): string => join(folder, out.split('/')[0]);
  run(folder, ...args[0], '--out', outs[0]);
  mkdirSync(folderOf(outs[1]), { recursive: true });
  const seen = new Scratches(folderOf(outs[1]));
  const began = performance.now();
  const running = start([STUBBLE, ...args[1], '--out', outs[1]], folder);
  await running.closed;
  const wholeMs = performance.now() - began;
  seen.close();
  const [old, fresh] = [outs[0], outs[1]].map((out) => hashesOf(folderOf(out)));
  const saving = seen.spans.at(-1);
  if (running.child.exitCode !== 0 || saving === undefined) throw new Error(running.said.err);
  if ([...fresh].some(([name, hash]) => old.get(name) === hash)) throw new Error('the older and the newer must differ in every file');
  return {
    args: [STUBBLE, ...args[1], '--out', outs[2]],
    folder: folderOf(outs[2]),
    before: folderOf(outs[0]),
    old,
    new: fresh,
    wholeMs,
    savingMs: Math.max(5, saving.toMs - saving.fromMs),
    scratches,
  };
}

/** At any time of the run, or, chased, while it saves. One in five has nothing to write over. */
export async function killCommand(job: Job, home: string, random: Random): Promise<Fallen> {
  rmSync(job.folder, { recursive: true, force: true });
  mkdirSync(job.folder);
  const fromNothing = random.below(5) === 0;
  if (!fromNothing) cpSync(job.before, job.folder, { recursive: true });
  const seen = new Scratches(job.folder);
  const running = start(job.args, home);
  const chased = random.below(2) === 1;
  if (chased) await Promise.race([seen.come(job.scratches), running.closed]);
  await Promise.race([wait(random.next() * (chased ? 1.3 * job.savingMs : job.wholeMs)), running.closed]);
  const ended = await kill(running);
  seen.close();
  const old = fromNothing ? new Map<string, string>() : job.old;
  const left = { ...scratchIn(job.folder), mixed: stateOf(hashesOf(job.folder), old, job.new) === null };
  await recoverFolder(job.folder);
  const after = hashesOf(job.folder);
  const found = stateOf(after, old, job.new);
  const acknowledged = running.said.out.endsWith('\n');
  const wrong =
    ended && running.child.exitCode !== 0
      ? `ended by itself: ${running.said.err}`
      : found === null || readdirSync(job.folder).some(isScratch)
        ? `neither the old nor the new: ${readdirSync(job.folder).join(', ')}`
        : acknowledged && found === 'old'
          ? 'was said to be done, and the old was there'
          : after.size > 0 && !opens(job.folder)
            ? `the ${found} one does not open`
            : null;
  return { ...left, ended, acknowledged, found: found ?? 'old', wrong };
}

function stateOf(found: Hashes, old: Hashes, fresh: Hashes): 'old' | 'new' | null {
  const is = (wanted: Hashes): boolean => found.size === wanted.size && [...found].every(([name, hash]) => wanted.get(name) === hash);
  return is(fresh) ? 'new' : is(old) ? 'old' : null;
}

function hashesOf(folder: string): Hashes {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !isScratch(name)) : [];
  return new Map(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

function opens(folder: string): boolean {
  if (existsSync(join(folder, 'plan.stubble.json'))) return parsePlan(readFileSync(join(folder, 'plan.stubble.json'), 'utf8')).ok;
  const opened = readCase(readFileSync(join(folder, 'a.stubble')));
  return opened.ok && parsePlan(opened.value.planText).ok;
}

function run(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [STUBBLE, ...args], { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}`);
}
