/** What the photo shows of the hair there is today: a share of this head's own full hair, read from the map of thinning. */
import type { Plan } from '../document/schema.ts';
import { blurPlane } from '../filters.ts';
import { REGIONS, type Region } from '../hairloss/terms.ts';
import { type SurfaceGeometry, surfaceGeometry } from '../head/surface.ts';
import { steadyLog } from '../steady-math.ts';
import { CELL_MM, type HeadGrid } from './head-grid.ts';

export interface Today {
  /** By cell, 0..1 of full hair; not a number where the photo does not show it. */
  readonly shareOfFull: Float64Array;
  /** 1 at the cells whose hair was taken for full; none where too little of the spared regions is seen. */
  readonly reference: Uint8Array;
  /** False where nothing in view is full hair to compare with: the shares are then too high, and little is to be read from them. */
  readonly fullSeen: boolean;
}

/** The regions that pattern loss spares longest: what stands there is taken to be this head's full hair. */
const SPARED: readonly Region[] = ['parietal', 'temporal-fringe', 'occiput', 'nape'];
/** Among them: a little above the middle, as some of the spared may be thin too [A]. */
const FULL_QUANTILE = 0.6;
/** So many cells, about 4 cm², must be seen to speak for full hair. */
const LEAST_CELLS = 25;
/** Coverage that full hair has at least, lying and clipped: less is shade on a bare rim [A]. */
const LEAST_FULL = { density: 0.35, shaved: 0.08 };
/** A head of long hair covers all there is to cover: more depth than this is not told apart. */
const MOST_COVERAGE = 0.97;
/** A parting, or hair that happens to lie apart, is not loss: the map is evened out over this (one deviation) [A]. */
const EVENED_MM = 5;

/**
 * Coverage is not density: hair lying at random hides S = 1 − exp(−kNdL) of the scalp, so the amount of hair N d goes with −ln(1 − S). At one length and
 * one way of lying its ratio to that of full hair is the share of hair that is left. Seen aslant a layer of hair hides more, as its depth along the line of sight
 * goes with 1 / cos θ: on a synthetic head of full hair the depth grows 1.6-fold from 18° to 57° of tilt, and cos θ falls 1.7-fold.
 */
export function hairToday({ measurement, mode, surface }: Pick<Plan, 'measurement' | 'mode' | 'surface'>, grid: HeadGrid): Today {
  const depth = depthByCell(measurement.thinning, surfaceGeometry(surface), grid);
  const spared = SPARED.map((region) => grid.shareOfRegion[REGIONS.indexOf(region)]);
  const seen = [...depth.keys()].filter((i) => !Number.isNaN(depth[i]));
  const reserve = seen.filter((i) => spared.reduce((sum, plane) => sum + plane[i], 0) > 0.5);
  const enough = reserve.length >= LEAST_CELLS;
  const asked = Float64Array.from(enough ? reserve : seen, (i) => depth[i]).sort();
  const found = asked.length === 0 ? 0 : asked[Math.floor(FULL_QUANTILE * (asked.length - 1))];
  const least = opticalDepth(LEAST_FULL[mode]);
  const full = Math.max(found, least);
  const reference = new Uint8Array(depth.length);
  for (const i of enough ? reserve : []) reference[i] = 1;
  return { shareOfFull: depth.map((d) => Math.min(1, d / full)), reference, fullSeen: enough && found >= least };
}

function depthByCell(map: Plan['measurement']['thinning'], geometry: SurfaceGeometry, grid: HeadGrid): Float64Array {
  const cells = grid.skinCm2.length;
  const sum = new Float32Array(cells);
  const count = new Float32Array(cells);
  for (let k = 0; k < (map?.coverage.length ?? 0); k++) {
    const value = map!.coverage[k];
    if (value === null) continue;
    const x = map!.xMm0 + ((k % map!.columns) + 0.5) * map!.cellMm;
    const y = map!.yMm0 + (Math.floor(k / map!.columns) + 0.5) * map!.cellMm;
    const cell = grid.cellAt(x, y);
    if (cell < 0 || grid.skinCm2[cell] === 0) continue;
    sum[cell] += opticalDepth(value) * geometry.cosTiltAtChart(x, y);
    count[cell]++;
  }
  const soft = (plane: Float32Array): Float32Array => blurPlane(plane, grid.columns, grid.rows, EVENED_MM / CELL_MM);
  const [softSum, softCount] = [soft(sum), soft(count)];
  return Float64Array.from(count, (n, i) => (n > 0 ? softSum[i] / softCount[i] : Number.NaN));
}

function opticalDepth(coverage: number): number {
  return -steadyLog(1 - Math.min(MOST_COVERAGE, coverage));
}
