/**
 * `npm run bench:measure [-- --parts macro,heads,roots,gate,scale,phantoms,speed --phantoms 200 --show]`: every figure by which the measuring is
 * judged. Parts that need the private photos say so where these are absent.
 */
import { parseArgs } from 'node:util';
import { dermoscopeTable } from './measure/dermoscope.js';
import { gateTable } from './measure/gate.js';
import { headsTable } from './measure/heads.js';
import { phantomTable } from './measure/phantoms.js';
import { rootsTable } from './measure/roots.js';
import { scaleTable } from './measure/scale.js';
import { speedTable } from './measure/speed.js';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'macro,heads,roots,gate,scale,phantoms,speed' },
    phantoms: { type: 'string', default: '200' },
    show: { type: 'boolean', default: false },
  },
});

const PARTS: Readonly<Record<string, () => Promise<string[]>>> = {
  macro: dermoscopeTable,
  heads: headsTable,
  roots: rootsTable,
  gate: gateTable,
  scale: scaleTable,
  phantoms: () => phantomTable(Number(values.phantoms), values.show),
  speed: speedTable,
};

const parts = values.parts.split(',');
const unknown = parts.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`--parts: ${unknown.join(', ')} is not one of ${Object.keys(PARTS).join(', ')}.`);
  process.exitCode = 2;
} else
  for (const name of parts) {
    console.log(`\n## ${name}\n`);
    console.log((await PARTS[name]()).join('\n'));
  }
