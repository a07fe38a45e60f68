/** How the front line comes out: the ramp of the feather, and the line that the foremost dots make. */
import type { Pattern } from '@stubble/engine';
import type { Truth } from './scenes.ts';

/** Steps of the feather by the share of the plateau. */
export const FEATHER_STEPS: readonly (readonly [from: number, to: number])[] = [
  [0.03, 0.2],
  [0.2, 0.5],
  [0.5, 0.8],
  [0.8, 0.98],
];
const COLUMN_MM = 2;
/** Columns to either side of the moving mean of 20 mm; the outermost count half. */
const MEAN_REACH = 5;
/** Side of the squares on which the density is summed. */
const GRID_MM = 0.25;

export interface Hairline {
  /** Dots and hairs over what was wanted, in each step of the feather. */
  readonly ratios: readonly number[];
  /** Scatter of the foremost dots about their moving mean. */
  readonly edgeRmsMm: number;
  /** Correlation of that scatter from one column to the next. */
  readonly lag1: number;
}

export function hairline(pattern: Pattern, truth: Truth): Hairline {
  const { frontFromMm, frontToMm } = truth;
  const step = (x: number, y: number): number => {
    if (x < frontFromMm || x >= frontToMm || truth.zoneOf(x, y) !== 'front') return -1;
    const share = truth.totalPerCm2(x, y) / truth.plateauPerCm2;
    return FEATHER_STEPS.findIndex(([from, to]) => share >= from && share < to);
  };
  const found = FEATHER_STEPS.map(() => 0);
  const wanted = FEATHER_STEPS.map(() => 0);
  const edge = new Float64Array(Math.round((frontToMm - frontFromMm) / COLUMN_MM)).fill(Number.POSITIVE_INFINITY);
  pattern.xMm.forEach((x, i) => {
    const y = pattern.yMm[i];
    const k = step(x, y);
    if (k >= 0) found[k]++;
    const column = Math.floor((x - frontFromMm) / COLUMN_MM);
    if (column >= 0 && column < edge.length) edge[column] = Math.min(edge[column], y);
  });
  for (let x = frontFromMm + GRID_MM / 2; x < frontToMm; x += GRID_MM)
    for (let y = GRID_MM / 2; y < pattern.scene.heightMm / 2; y += GRID_MM) {
      const k = step(x, y);
      if (k >= 0) wanted[k] += (truth.totalPerCm2(x, y) * GRID_MM * GRID_MM) / 100;
    }
  return { ratios: found.map((n, k) => n / wanted[k]), ...scatter(edge) };
}

function scatter(edge: Float64Array): { edgeRmsMm: number; lag1: number } {
  const off = edge.map((y, k) => {
    let [sum, weights] = [0, 0];
    for (let j = Math.max(0, k - MEAN_REACH); j <= Math.min(edge.length - 1, k + MEAN_REACH); j++) {
      const weight = Math.abs(j - k) === MEAN_REACH ? 0.5 : 1;
      sum += weight * edge[j];
      weights += weight;
    }
    return y - sum / weights;
  });
  const squares = off.reduce((sum, d) => sum + d * d, 0);
  const products = off.reduce((sum, d, k) => sum + (k === 0 ? 0 : d * off[k - 1]), 0);
  return { edgeRmsMm: Math.sqrt(squares / off.length), lag1: products / squares };
}
