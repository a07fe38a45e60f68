/** What a kill left in a folder, and how a process is killed at a moment of one's choice. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

export interface Fallen {
  /** Its scratch folder was still there. */
  readonly inside: boolean;
  /** The record of the set was in it: the point of no return was passed. */
  readonly recorded: boolean;
  /** Some files were the old and some the new ones, until recovery. */
  readonly mixed: boolean;
  /** It had come to its end before it was killed. */
  readonly ended: boolean;
  readonly acknowledged: boolean;
  readonly found: 'old' | 'new';
  readonly wrong: string | null;
}

export const isScratch = (name: string): boolean => name.startsWith('.stubble-');

export function scratchIn(folder: string): { readonly inside: boolean; readonly recorded: boolean } {
  const names = existsSync(folder) ? readdirSync(folder).filter(isScratch) : [];
  return { inside: names.length > 0, recorded: names.some((name) => existsSync(join(folder, name, 'commit'))) };
}

export interface Running {
  readonly child: ChildProcess;
  readonly closed: Promise<unknown>;
  readonly said: { out: string; err: string };
}

export function start(args: readonly string[], cwd: string): Running {
  const child = spawn(process.execPath, [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  return { child, closed: once(child, 'close'), said };
}

/** Kills the process, unless it has ended, and waits until all that it said has come. */
export async function kill({ child, closed }: Running): Promise<boolean> {
  const ended = child.exitCode !== null;
  child.kill('SIGKILL');
  await closed;
  return ended;
}

/** Times at which scratch folders come into a folder and go. */
export class Scratches {
  readonly spans: { readonly fromMs: number; toMs: number }[] = [];
  readonly #watcher: FSWatcher;
  readonly #seen = new Map<string, number>();
  #called: () => void = () => {};

  constructor(folder: string) {
    this.#watcher = watch(folder, (_, name) => {
      if (name === null || !isScratch(name)) return;
      const now = performance.now();
      const known = this.#seen.get(name);
      if (known !== undefined) {
        this.spans[known].toMs = now;
        return;
      }
      this.#seen.set(name, this.spans.length);
      this.spans.push({ fromMs: now, toMs: now });
      this.#called();
    });
  }

  /** Until so many have come. */
  async come(count: number): Promise<void> {
    while (this.spans.length < count)
      await new Promise<void>((resolve) => {
        this.#called = resolve;
      });
  }

  close(): void {
    this.#watcher.close();
  }
}

/** Timers of Node are good to a millisecond; a rename takes a fiftieth of one. */
export function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
