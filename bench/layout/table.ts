/** Tables of the measures, one line a run. */
import { misfitByChance, pairMisfit } from '@stubble/engine';
import type { Metrics, SessionMetrics } from './metrics.ts';

export interface Row {
  readonly scene: string;
  readonly method: string;
  readonly seed: number;
  readonly cpuMs: number;
  readonly metrics: Metrics;
  readonly sessions: readonly SessionMetrics[];
}

export type Column<R = Row> = readonly [title: string, value: (row: R) => string];

export const three = (v: number): string => v.toFixed(3).replace(/^(-?)0\./, '$1.');
export const two = (v: number): string => v.toFixed(2).replace(/^(-?)0\./, '$1.');

const NAMES: readonly Column[] = [
  ['scene', (r) => r.scene],
  ['method', (r) => r.method],
  ['seed', (r) => String(r.seed)],
];

const PATTERN: readonly Column[] = [
  ...NAMES,
  ['CPU ms', (r) => r.cpuMs.toFixed(0)],
  ['N off', (r) => String(r.metrics.placed - r.metrics.wanted)],
  ['rel2', (r) => three(r.metrics.rel2)],
  ['rel5', (r) => three(r.metrics.rel5)],
  ['F5', (r) => three(r.metrics.f5)],
  ['NN min', (r) => three(r.metrics.nearest.min)],
  ['q01', (r) => three(r.metrics.nearest.q01)],
  ['mean', (r) => three(r.metrics.nearest.mean)],
  ['CV', (r) => three(r.metrics.nearest.cv)],
  ['PCF', (r) => three(r.metrics.misfit)],
  ['peak', (r) => two(Math.max(...r.metrics.pairs.g))],
  ['psi6', (r) => three(r.metrics.lattice.psi6)],
  ['>.8', (r) => three(r.metrics.lattice.over08)],
  ['six', (r) => three(r.metrics.lattice.sixNeighbours)],
  ['glob', (r) => three(r.metrics.lattice.global)],
  ['coll', (r) => `${r.metrics.hairCollisions}+${r.metrics.dotCollisions}`],
];

const PLACES: readonly Column[] = [
  ...NAMES,
  ...(['front', 'gap', 'crown'] as const).flatMap((zone): Column[] => [
    [`${zone} PCF`, (r) => three(pairMisfit(r.metrics.zones[zone].pairs))],
    ['chance', (r) => three(misfitByChance(r.metrics.zones[zone].pairs))],
    ['NN', (r) => three(r.metrics.zones[zone].nearest.mean)],
    ['CV', (r) => three(r.metrics.zones[zone].nearest.cv)],
    ['q01', (r) => three(r.metrics.zones[zone].nearest.q01)],
  ]),
  ['feather ratios', (r) => r.metrics.hairline.ratios.map(two).join(' ')],
  ['edge', (r) => two(r.metrics.hairline.edgeRmsMm)],
  ['lag1', (r) => two(r.metrics.hairline.lag1)],
  ['LfL PCF', (r) => three(r.metrics.likeForLike.misfit)],
  ['Fano', (r) => three(r.metrics.likeForLike.fano)],
  ['NN', (r) => three(r.metrics.likeForLike.nearest.mean)],
  ['CV', (r) => three(r.metrics.likeForLike.nearest.cv)],
  ['q01', (r) => three(r.metrics.likeForLike.nearest.q01)],
];

export function printMetrics(rows: readonly Row[]): void {
  print(PATTERN, rows);
  print(PLACES, rows);
}

export function printSessions(rows: readonly Row[]): void {
  const labelled = rows.filter((r) => r.sessions.length > 0);
  if (labelled.length === 0) return;
  const columns = labelled[0].sessions.map(
    (set, k): Column => [`${set.name} CV q01 F5`, (r) => [r.sessions[k].cv, r.sessions[k].q01, r.sessions[k].f5].map(three).join(' ')],
  );
  print([...NAMES, ...columns], labelled);
}

export function print<R>(columns: readonly Column<R>[], rows: readonly R[]): void {
  const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, value]) => value(row)))];
  const widths = columns.map((_, k) => Math.max(...cells.map((line) => line[k].length)));
  const text = cells.map((line) => line.map((cell, k) => (k < 2 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  '));
  console.log(`${text.join('\n')}\n`);
}
