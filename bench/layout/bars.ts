/** The bars that our layout is held to, by number, each with what was measured. */
import { misfitByChance, type PairCorrelation, pairMisfit } from '@stubble/engine';
import { FEATHER_STEPS } from './hairline.ts';
import type { Zone } from './scenes.ts';
import { type Column, print, type Row, three } from './table.ts';

/** A bar: one number for all runs of a scene, and the limits it must keep. */
interface Bar {
  readonly bar: string;
  readonly least?: number;
  readonly most: number | ((scene: string) => number);
  /** Heads on which the number is shown and not judged. */
  readonly shownOn?: readonly string[];
  value(rows: readonly Row[]): number;
}

/** The worst run counts, but for what one head cannot tell for want of dots: there runs are taken together. */
const BARS: readonly Bar[] = [
  { bar: '1 dots that collide', most: 0, value: worst((r) => r.metrics.hairCollisions + r.metrics.dotCollisions) },
  { bar: '2 density, 5 mm: rel5', most: 0.075, value: worst((r) => r.metrics.rel5) },
  { bar: '2 Fano factor, 5 mm: F5', most: 0.15, value: worst((r) => r.metrics.f5) },
  { bar: '3 density, 2 mm: rel2', most: 0.23, value: worst((r) => r.metrics.rel2) },
  { bar: '4 dots too few or too many', most: 0, value: worst((r) => Math.abs(r.metrics.placed - r.metrics.wanted)) },
  { bar: '5 PCF RMS', most: (scene) => (scene === 'head5k' ? 0.04 : 0.03), value: worst((r) => r.metrics.misfit) },
  { bar: '5 PCF RMS, like for like', most: 0.065, value: likeForLikeMisfit },
  { bar: '6 NN mean', least: 0.77, most: 0.82, value: mean((r) => r.metrics.nearest.mean) },
  { bar: '6 NN CV', least: 0.175, most: 0.205, value: mean((r) => r.metrics.nearest.cv) },
  { bar: '6 NN 1 % quantile', least: 0.4, most: 1, value: lowest((r) => r.metrics.nearest.q01) },
  ...(['gap', 'crown'] as const).flatMap((zone): Bar[] => [
    { bar: `6 ${zone}: NN mean`, least: 0.77, most: 0.82, value: mean((r) => r.metrics.zones[zone].nearest.mean) },
    { bar: `6 ${zone}: NN CV`, least: 0.175, most: 0.205, value: mean((r) => r.metrics.zones[zone].nearest.cv) },
  ]),
  { bar: '7 Fano, 2.69 × 2.16 spacings', least: 0.19, most: 0.24, value: mean((r) => r.metrics.likeForLike.fano) },
  { bar: '8 psi6', least: 0.39, most: 0.45, value: mean((r) => r.metrics.lattice.psi6) },
  { bar: '8 share of psi6 > 0.8', most: 0.06, value: worst((r) => r.metrics.lattice.over08) },
  { bar: '8 six neighbours', most: 0.5, value: worst((r) => r.metrics.lattice.sixNeighbours) },
  { bar: '8 psi6 of the whole head', most: 0.02, value: worst((r) => r.metrics.lattice.global) },
  ...FEATHER_STEPS.map(
    ([from, to], k): Bar => ({
      bar: `10 feather ${100 * from}–${100 * to} %: ratio`,
      least: 0.9,
      most: 1.1,
      // six dots in the first step
      shownOn: ['head5k'],
      value: mean((r) => r.metrics.hairline.ratios[k]),
    }),
  ),
  // the edge scatters by the spacing; the limits are those of 116 dots a cm²
  { bar: '10 edge RMS, mm', least: 1.6, most: 2.2, shownOn: ['head5k', 'head60k'], value: mean((r) => r.metrics.hairline.edgeRmsMm) },
  { bar: '10 edge lag-1', most: 0.6, value: mean((r) => r.metrics.hairline.lag1) },
  { bar: '11 sessions: NN CV', most: 0.18, value: worst((r) => Math.max(...r.sessions.map((s) => s.cv))) },
  { bar: '11 sessions: q01', least: 0.45, most: 1, value: lowest((r) => Math.min(...r.sessions.map((s) => s.q01))) },
  { bar: '11 sessions: F5', most: 0.25, value: worst((r) => Math.max(...r.sessions.map((s) => s.f5))) },
];

/** Layout, sessions and path together. */
const MOST_CPU_MS: Readonly<Record<string, number>> = { head20k: 1600, lattice20k: 1600, head60k: 7000 };

const ZONES: readonly Zone[] = ['front', 'gap', 'crown'];

/** One line a bar, one column a scene. @returns number of bars missed */
export function printBars(rows: readonly Row[]): number {
  const scenes = [...new Set(rows.map((r) => r.scene))];
  const of = (scene: string): Row[] => rows.filter((r) => r.scene === scene);
  let missed = 0;
  const judged = (value: number, least: number, most: number): string => {
    const passes = value >= least && value <= most;
    if (!passes) missed++;
    return `${three(value)} ${passes ? 'pass' : 'MISS'}`;
  };
  const most = (bar: Bar, scene: string): number => (typeof bar.most === 'number' ? bar.most : bar.most(scene));
  const lines = BARS.map((bar) => ({
    bar: bar.bar,
    limits: [...new Set(scenes.map((s) => limits(bar.least, most(bar, s))))].join(', '),
    cells: scenes.map((s) => {
      const value = bar.value(of(s));
      return bar.shownOn?.includes(s) ? three(value) : judged(value, bar.least ?? Number.NEGATIVE_INFINITY, most(bar, s));
    }),
  }));
  // a zone holds too few pairs for 0.03; what chance alone does to so many is allowed for
  for (const zone of ZONES)
    lines.push({
      bar: `5 ${zone}: PCF RMS`,
      limits: '<= √(.03² + chance²)',
      cells: scenes.map((s) => {
        const pairs = pooled(of(s).map((r) => r.metrics.zones[zone].pairs));
        const limit = Math.hypot(0.03, misfitByChance(pairs));
        return `${judged(pairMisfit(pairs), 0, limit)} (${three(limit)})`;
      }),
    });
  lines.push({
    bar: '13 CPU of layout, sessions, path, ms',
    limits: '20k 1600, 60k 7000',
    cells: scenes.map((s) => {
      const ms = Math.min(...of(s).map((r) => r.cpuMs));
      return s in MOST_CPU_MS ? judged(ms, 0, MOST_CPU_MS[s]) : ms.toFixed(0);
    }),
  });
  type Line = (typeof lines)[number];
  const columns: Column<Line>[] = [
    ['bar', (l) => l.bar],
    ['limits', (l) => l.limits],
    ...scenes.map((scene, k): Column<Line> => [scene, (l) => l.cells[k]]),
  ];
  print(columns, lines);
  return missed;
}

export function limits(least: number | undefined, most: number): string {
  if (least === undefined) return `<= ${most}`;
  return most === 1 ? `>= ${least}` : `${least}–${most}`;
}

/** The pair correlation of several runs as one. */
function pooled(runs: readonly PairCorrelation[]): PairCorrelation {
  const expectedPairs = runs[0].g.map((_, bin) => runs.reduce((sum, r) => sum + r.expectedPairs[bin], 0));
  const g = expectedPairs.map((all, bin) => (all > 0 ? runs.reduce((sum, r) => sum + r.g[bin] * r.expectedPairs[bin], 0) / all : 0));
  return { g, expectedPairs };
}

/** Of the pair correlation averaged over the runs. */
function likeForLikeMisfit(rows: readonly Row[]): number {
  const runs = rows.map((r) => r.metrics.likeForLike.g);
  return pairMisfit({ g: runs[0].map((_, bin) => runs.reduce((sum, g) => sum + g[bin], 0) / runs.length) });
}

function worst(value: (row: Row) => number): Bar['value'] {
  return (rows) => Math.max(...rows.map(value));
}

function lowest(value: (row: Row) => number): Bar['value'] {
  return (rows) => Math.min(...rows.map(value));
}

function mean(value: (row: Row) => number): Bar['value'] {
  return (rows) => rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}
