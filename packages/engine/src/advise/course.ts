/** From what the photo shows today to any later year: the share of healthy terminal hair by cell. */
import { blurPlane } from '../filters.ts';
import { type HairLossYear, REGIONS, type Region } from '../hairloss/terms.ts';
import { smoothstep } from '../smoothstep.ts';
import { steadyExp, steadyLog } from '../steady-math.ts';
import { CELL_MM, type HeadGrid } from './head-grid.ts';
import type { Today } from './today.ts';

/** Ends of the 80 % band of the loss: as little, as likely, as much. */
export const ENDS = ['least', 'likely', 'most'] as const;
export type End = (typeof ENDS)[number];

/** What an outlook needs of the model of hair loss. */
export interface TerminalLoss {
  readonly regions: readonly {
    readonly region: Region;
    readonly series: readonly Pick<HairLossYear, 'atYears' | 'terminalOfHealthy'>[];
  }[];
}

export interface Course {
  /** Share of healthy terminal hair today by cell, 0..1. */
  readonly today: Float64Array;
  shareAt(loss: TerminalLoss, atYears: number, end: End): Float64Array;
}

/** A place counts as bare below 35 % of healthy terminal hair [A]; neighbouring places do not go in the same year, so that the border is broad. */
const BARE = { from: 0.2, to: 0.5 };
/** Keeps a ratio of two near-bare shares from meaning anything. */
const FLOOR = 0.05;
/** How far what is seen speaks for what is not, one deviation [A]. */
const SPEAKS_MM = 15;

/** How much of a place is bare, 0..1: a half at 35 % of healthy hair. */
export function bareShare(shareOfHealthy: number): number {
  return 1 - smoothstep(BARE.from, BARE.to, shareOfHealthy);
}

/**
 * Each place falls as its region falls, from where it stands today: share(t) = share(0) · T(t) / T(0), with T of the model of loss passing over
 * between regions. So a place that is bare stays bare, the full fringe begins full, and scalp that is not seen is the model's.
 * @param loss whose year 0 is today; all courses asked for later must begin there too
 */
export function courseFrom(grid: HeadGrid, { shareOfFull, reference }: Today, loss: TerminalLoss): Course {
  const begun = modelAt(grid, loss, 0, 'likely');
  // the spared regions, which stand for full hair, may have thinned too: those of women do
  const level = meanWhere(begun, reference) ?? 1;
  const shareToday = shareOfFull.map((share) => share * level);
  const factor = offsetFromModel(grid, shareToday, begun).map(steadyExp);
  const from = (model: Float64Array): Float64Array =>
    model.map((share, i) => Math.min(1, Math.max(0, (share + FLOOR) * factor[i] - FLOOR)));
  return { today: from(begun), shareAt: (other, atYears, end) => from(modelAt(grid, other, atYears, end)) };
}

function meanWhere(values: Float64Array, mask: Uint8Array): number | null {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += mask[i] * values[i];
    count += mask[i];
  }
  return count === 0 ? null : sum / count;
}

/** Mean of the regions' shares, each cell by how far it belongs to them. */
function modelAt({ shareOfRegion, skinCm2 }: HeadGrid, loss: TerminalLoss, atYears: number, end: End): Float64Array {
  const share = new Float64Array(skinCm2.length);
  for (const { region, series } of loss.regions) {
    const then = series.find((year) => year.atYears === atYears)?.terminalOfHealthy;
    if (then === undefined) throw new RangeError(`the model of loss says nothing of year ${atYears}`);
    const left = end === 'least' ? then.high : end === 'most' ? then.low : then.value;
    const part = shareOfRegion[REGIONS.indexOf(region)];
    for (let i = 0; i < share.length; i++) share[i] += left * part[i];
  }
  return share;
}

/** ln of seen over modelled hair; beyond what is seen it fades out, so that no step runs along the edge of the view. */
function offsetFromModel(grid: HeadGrid, shareToday: Float64Array, begun: Float64Array): Float64Array {
  const seen = Float32Array.from(shareToday, (share) => (Number.isNaN(share) ? 0 : 1));
  const offset = Float32Array.from(shareToday, (share, i) => (seen[i] === 0 ? 0 : steadyLog((share + FLOOR) / (begun[i] + FLOOR))));
  const soft = (plane: Float32Array): Float32Array => blurPlane(plane, grid.columns, grid.rows, SPEAKS_MM / CELL_MM);
  const [sum, weight] = [soft(offset), soft(seen)];
  return Float64Array.from(offset, (own, i) =>
    seen[i] === 1 ? own : weight[i] === 0 ? 0 : (sum[i] / weight[i]) * Math.min(1, 2 * weight[i]),
  );
}
