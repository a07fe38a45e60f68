/**
 * `npm run soak [-- PART …] [--count N] [--seed N]`: the long runs with hostile files, kills, full disks and watched requests. Without names all parts, each at
 * its full count, which takes hours. Ends with 1 when anything went wrong.
 */
import { parseArgs } from 'node:util';
import { part as bombs } from './soak/bombs.ts';
import { part as documents } from './soak/documents.ts';
import { part as flips } from './soak/flips.ts';
import { part as fullDisk } from './soak/full-disk.ts';
import { part as kills } from './soak/kills.ts';
import type { Part } from './soak/part.ts';
import { part as photos } from './soak/photos.ts';
import { part as places } from './soak/places.ts';
import { part as silence } from './soak/silence.ts';
import { part as studioKills } from './soak/studio-kills.ts';

const PARTS: readonly Part[] = [bombs, photos, documents, flips, fullDisk, kills, studioKills, places, silence];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}; there are ${PARTS.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
let wrongs = 0;
for (const part of PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const started = performance.now();
  process.stdout.write(`\n${part.name}: ${part.says}\n`);
  const count = values.count === undefined ? part.count : Number(values.count);
  const { figures, wrong } = await part.run({ count, seed: Number(values.seed), log: (line) => process.stderr.write(`  ${line}\n`) });
  const all = { ...figures, minutes: ((performance.now() - started) / 60_000).toFixed(1), wrong: wrong.length };
  for (const [name, value] of Object.entries(all)) process.stdout.write(`  ${name.padEnd(28)} ${value}\n`);
  for (const sentence of wrong) process.stdout.write(`  ! ${sentence}\n`);
  wrongs += wrong.length;
}
process.exitCode = wrongs === 0 ? 0 : 1;
