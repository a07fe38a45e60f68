/**
 * `npm run table:dots [-- --packets N --chunks N --workers N --out FILE]`: makes the table of dot contrasts that the engine ships,
 * packages/engine/src/skin/tables/dot-contrast.ts. The result depends on packets and chunks, not on the number of workers.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installed, ROOT, run } from '../setup.js';
import { packed } from './fit.js';
import { contrasts } from './histories.js';
import { moduleText } from './module-text.js';
import { photonsByNm } from './nodes.js';

const { values: flags } = parseArgs({
  options: {
    packets: { type: 'string', default: '800000' },
    chunks: { type: 'string', default: '10' },
    workers: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string', default: join(ROOT, 'packages', 'engine', 'src', 'skin', 'tables', 'dot-contrast.ts') },
  },
});
const started = Date.now();
let shown = 0;
const progress = (share) => {
  if (share < 1 && Date.now() - shown < 10_000) return;
  shown = Date.now();
  process.stdout.write(`${(100 * share).toFixed(0).padStart(3)} % after ${((shown - started) / 1000).toFixed(0)} s\n`);
};
const photons = photonsByNm(Number(flags.packets));
const { drops, errors } = await contrasts({ photons, chunks: Number(flags.chunks), workers: Number(flags.workers), progress });
const text = moduleText(photons, packed(drops));
writeFileSync(flags.out, text);
if (resolve(flags.out).startsWith(join(ROOT, 'packages')))
  run(process.execPath, [installed('@biomejs', 'biome', 'bin', 'biome'), 'format', '--write', flags.out], { stdio: 'ignore' });
process.stdout.write(`${flags.out}: ${(text.length / 1000).toFixed(0)} kB; standard error of 1 − C at ${worst(errors)}\n`);

/** Median and 99th percentile over what dims by 0.01 or more. */
function worst(errors) {
  const seen = errors.flatMap((error, l) => Array.from(error).filter((_, i) => i % 37 === 0 && drops[l][i] >= 0.01)).sort((a, b) => a - b);
  return `the median node ${seen[seen.length >> 1].toExponential(1)}, the 99th of 100 ${seen[Math.floor(seen.length * 0.99)].toExponential(1)}`;
}
