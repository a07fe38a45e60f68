/** Time of `stubble layout` as a process, beside a process that only runs `poisson-disk-sampling` on the same scene file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scene } from '@stubble/engine';

const STUBBLE = fileURLToPath(new URL('../../../packages/cli/bin/stubble.js', import.meta.url));
const ALONE = fileURLToPath(new URL('./poisson-alone.js', import.meta.url));
/** The fastest of so many runs counts, as others use the machine. */
const RUNS = 3;

export interface CommandTime {
  readonly scene: string;
  readonly oursSeconds: number;
  readonly aloneSeconds: number;
}

/** @param factor distances of `poisson-disk-sampling` in spacings, found beforehand */
export function commandTime(name: string, scene: Scene, factor: number): CommandTime {
  const folder = mkdtempSync(join(tmpdir(), 'stubble-bench-'));
  try {
    const file = join(folder, 'scene.json');
    writeFileSync(file, sceneFile(scene));
    return {
      scene: name,
      oursSeconds: fastest([STUBBLE, 'layout', file, '--out', join(folder, 'ours.json'), '--json']),
      aloneSeconds: fastest([ALONE, file, String(factor), join(folder, 'alone.json')]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fastest(args: readonly string[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const done = spawnSync(process.execPath, [...args], { encoding: 'utf8', maxBuffer: 256e6 });
    if (done.status !== 0) throw new Error(`${args.join(' ')}\n${done.stderr}`);
    least = Math.min(least, (performance.now() - start) / 1000);
  }
  return least;
}

function sceneFile(scene: Scene): string {
  const { existingXMm, existingYMm, totalPerCm2, newPerCm2, ...rest } = scene;
  return JSON.stringify({
    format: 'stubble-scene',
    version: 1,
    ...rest,
    totalPerCm2: Array.from(totalPerCm2),
    newPerCm2: Array.from(newPerCm2),
    existingMm: Array.from(existingXMm, (x, i) => [x, existingYMm[i]]),
  });
}
