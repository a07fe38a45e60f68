/**
 * `npm run bench:picture [-- --panels DIR --parts reality,lattice,scales,stubble,sheets,speed]`: every figure by which a rendered picture is judged.
 * With `--panels` pictures are written as well. They show private persons, so the folder must be named and must not lie in the repository.
 */
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { againstReality } from './picture/against-reality.js';
import { contactSheets } from './picture/contact-sheet.js';
import { latticeFigures } from './picture/lattice.js';
import { scaleFigures } from './picture/scales.js';
import { speedFigures } from './picture/speed.js';
import { stubbleFigures } from './picture/stubble.js';

const ROOT = realpathSync(fileURLToPath(new URL('../..', import.meta.url)));

type Part = (panels: string | null) => void | Promise<void>;
const PARTS: Readonly<Record<string, Part>> = {
  reality: againstReality,
  lattice: latticeFigures,
  scales: scaleFigures,
  stubble: stubbleFigures,
  sheets: (panels) => (panels === null ? undefined : contactSheets(panels)),
  speed: speedFigures,
};

const { values } = parseArgs({ options: { panels: { type: 'string' }, parts: { type: 'string', default: Object.keys(PARTS).join(',') } } });
const parts = values.parts.split(',');
const unknown = parts.filter((name) => !(name in PARTS));
const panels = values.panels === undefined ? null : resolve(values.panels);
if (unknown.length > 0) refuse(`--parts: ${unknown.join(', ')} is not one of ${Object.keys(PARTS).join(', ')}.`);
else if (panels !== null && inRepository(panels))
  refuse(`--panels: ${panels} lies in the repository, and the pictures show private persons; choose a folder outside of it.`);
else {
  if (panels !== null) mkdirSync(panels, { recursive: true });
  for (const name of parts) await PARTS[name](panels);
}

/** Follows links, also of a folder that is not there yet. */
function inRepository(folder: string): boolean {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const way = relative(ROOT, realpathSync(there));
  return way !== '..' && !way.startsWith(`..${sep}`);
}

function refuse(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
