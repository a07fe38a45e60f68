/**
 * `npm run bench:detect [-- --phantoms N --tiles N --seed N --parts order,classifier]`: whether the score of detectability ranks known-bad placings below good
 * ones on phantoms, and how well a small machine tells our dots from shaven hair on macro tiles. Exits 1 where a bar is missed.
 */
import { parseArgs } from 'node:util';
import { type Make, type Tiles, tilesOf, toldApart } from './detect/classifier.js';
import { type Features, GROUPS } from './detect/features.js';
import type { Auc } from './detect/learn.js';
import { orderOf, type Scored, scored } from './detect/order.js';
import { PLACINGS, type PlacingName } from './detect/placings.js';
import { median } from './median.js';

/** 12 px/mm: as a phone sees a scalp from a hand's breadth. 7 px/mm: what the eye resolves at 1 m, two pixels to a minute of arc. */
const NEAR_PX_PER_MM = 12;
const ACROSS_PX_PER_MM = 7;

const { values } = parseArgs({
  options: {
    phantoms: { type: 'string', default: '50' },
    tiles: { type: 'string', default: '80' },
    seed: { type: 'string', default: '0' },
    parts: { type: 'string', default: 'order,classifier' },
  },
});
const parts = new Set(values.parts.split(','));
const seed = Number(values.seed);
let missed = 0;

if (parts.has('order')) printOrder(scored(Number(values.phantoms), seed));
if (parts.has('classifier')) printClassifier(Number(values.tiles));
console.log(missed === 0 ? 'Every bar that was looked at is kept.' : `${missed} bars are missed.`);
process.exitCode = missed === 0 ? 0 : 1;

function printOrder(rows: readonly Scored[]): void {
  console.log(
    `Score (0 nothing tells .. 100) and its spacing tell on ${rows.length} phantoms, marks of one number, breadth and tone: mean, 10 % to 90 %`,
  );
  for (const name of PLACINGS)
    console.log(`  ${name.padEnd(13)} ${spread(rows, 'score', name, 1)}   spacing ${spread(rows, 'spacing', name, 2)}`);
  const { kept, steps } = orderOf(rows);
  for (const step of steps) console.log(`  ${step.name}: ${step.kept} of ${rows.length}`);
  judge(`order grid > white noise > poisson-disk > ours ≥ own in ${kept} of ${rows.length} phantoms`, kept === rows.length);
}

function spread(rows: readonly Scored[], of: 'score' | 'spacing', name: PlacingName, digits: number): string {
  const sorted = rows.map((row) => row[of][name]).sort((p, q) => p - q);
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
  return `${mean.toFixed(digits)} (${sorted[Math.floor(0.1 * sorted.length)].toFixed(digits)}–${sorted[Math.floor(0.9 * sorted.length)].toFixed(digits)})`;
}

function printClassifier(each: number): void {
  const make = (kind: Make, offset: number, pxPerMm: number = NEAR_PX_PER_MM): Tiles => tilesOf(kind, each, pxPerMm, 1000 * offset);
  const row = (name: string, told: Auc): void => console.log(`    ${name.padEnd(28)} ${auc(told)}`);
  const half = Math.ceil(each / 2);
  console.log(
    `\nA classifier of ${each} + ${each} tiles of 128 px at ${NEAR_PX_PER_MM} px/mm, asked about ${half} + ${half} others: AUC (80 % interval)`,
  );
  const hair = make(['units', 'hair'], 1);
  const ours = make(['ours', 'ink'], 3);
  const told = { ours: toldApart(hair, ours), grid: toldApart(hair, make(['grid', 'ink'], 4)) };
  row('hair against other hair', toldApart(hair, make(['units', 'hair'], 2)));
  row('hair against ours', told.ours);
  row('hair against a grid', told.grid);
  row('hair against white noise', toldApart(hair, make(['white-noise', 'ink'], 5)));
  row('hair against poisson-disk', toldApart(hair, make(['poisson-disk', 'ink'], 6)));
  console.log('  hair against ours, by one group of figures alone:');
  for (const group of GROUPS) row(group, toldApart(hair, ours, [group]));
  console.log('  by places alone, all marks drawn as hair:');
  const ourPlaces = make(['ours', 'hair'], 7);
  const places = { ours: toldApart(hair, ourPlaces), grid: toldApart(hair, make(['grid', 'hair'], 8)) };
  row('ours', places.ours);
  row('a grid', places.grid);
  row('white noise', toldApart(hair, make(['white-noise', 'hair'], 9)));
  row('poisson-disk', toldApart(hair, make(['poisson-disk', 'hair'], 10)));
  console.log('  by marks alone, all where our dots lie:');
  row('ink for hair', toldApart(ourPlaces, ours));
  console.log(`  from 1 m (${ACROSS_PX_PER_MM} px/mm):`);
  const [hairAcross, oursAcross] = [make(['units', 'hair'], 11, ACROSS_PX_PER_MM), make(['ours', 'ink'], 12, ACROSS_PX_PER_MM)];
  row('hair against ours', toldApart(hairAcross, oursAcross));
  for (const group of GROUPS) row(group, toldApart(hairAcross, oursAcross, [group]));
  printSpots(hair, ours);
  judge(`ours against hair ≤ 0.70: ${told.ours.value.toFixed(2)}`, told.ours.value <= 0.7);
  judge(`a grid against hair ≥ 0.95: ${told.grid.value.toFixed(2)}`, told.grid.value >= 0.95);
  judge(`our places against units ≤ 0.70: ${places.ours.value.toFixed(2)}`, places.ours.value <= 0.7);
  judge(`a grid’s places against units ≥ 0.95: ${places.grid.value.toFixed(2)}`, places.grid.value >= 0.95);
}

/** The mismatch in figures: medians over tiles of what the detector measures on spots, at its coarser scale. */
function printSpots(hair: Tiles, ours: Tiles): void {
  const middle = (tiles: Tiles, read: (one: Features) => number): string => median(tiles.train.map(read)).toFixed(3);
  console.log('  dark spots as the detector measures them, hair and ours:');
  const line = (name: string, read: (one: Features) => number): void =>
    console.log(`    ${name.padEnd(34)} ${middle(hair, read)}   ${middle(ours, read)}`);
  line('width at half depth, mm', ({ size }) => size[5]);
  line('its scatter within a tile', ({ size }) => size[7]);
  line('depth of the middle, share of light', ({ tone }) => tone[5]);
  line('its scatter within a tile', ({ tone }) => tone[7]);
  line('red taken over green taken, less 1', ({ colour }) => colour[1]);
  line('blue taken over green taken, less 1', ({ colour }) => colour[4]);
}

function auc({ value, low, high }: Auc): string {
  return `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

function judge(what: string, kept: boolean): void {
  console.log(`${kept ? 'kept  ' : 'MISSED'} ${what}`);
  if (!kept) missed++;
}
