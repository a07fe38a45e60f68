/** A thread of the program that decodes photos, which looks on while that is busy and ends it when it takes more than it may. */
import { parentPort } from 'node:worker_threads';

export interface Allowed {
  /** Of memory, all in all. */
  readonly mostBytes: number;
  /** On all cores together, from now on: the clock on the wall would end it on a busy machine. */
  readonly mostCpuMs: number;
}

const LOOK_EVERY_MS = 20;

let allowed: Allowed | null = null;
let before = process.cpuUsage();

parentPort?.on('message', (now: Allowed | null) => {
  allowed = now;
  before = process.cpuUsage();
});

setInterval(() => {
  if (allowed === null) return;
  const { user, system } = process.cpuUsage(before);
  const isTooMuch = process.memoryUsage.rss() > allowed.mostBytes || (user + system) / 1000 > allowed.mostCpuMs;
  // not an exit, which would wait for the decoder
  if (isTooMuch) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
