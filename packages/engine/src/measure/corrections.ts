/** Roots put right by hand. What was detected and what was corrected are kept apart: the measurement's own stay as they are. */
import type { MeasurementRecord } from '../document/schema.ts';
import type { Estimate } from '../estimate.ts';
import type { Point } from '../polygon.ts';

interface Roots {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
}

export interface CorrectedRoots extends Roots {
  /** Roots that were taken away: of each place at most one, and none where there was none near. */
  readonly removed: number;
}

/** Nearer than this a root is the one that was meant, mm. */
const MEANT_WITHIN_MM = 0.8;

/**
 * @param add places of roots that were missed, px
 * @param remove places whose nearest root is none
 */
export function correctedRoots({ xPx, yPx }: Roots, add: readonly Point[], remove: readonly Point[], pxPerMm: number): CorrectedRoots {
  const gone = new Set<number>();
  for (const [x, y] of remove) {
    let nearest = -1;
    let least = (MEANT_WITHIN_MM * pxPerMm) ** 2;
    for (let i = 0; i < xPx.length; i++) {
      const squared = (xPx[i] - x) ** 2 + (yPx[i] - y) ** 2;
      if (squared < least && !gone.has(i)) {
        least = squared;
        nearest = i;
      }
    }
    if (nearest >= 0) gone.add(nearest);
  }
  const kept = Array.from(xPx.keys()).filter((i) => !gone.has(i));
  return {
    xPx: Float64Array.from([...kept.map((i) => xPx[i]), ...add.map(([x]) => x)]),
    yPx: Float64Array.from([...kept.map((i) => yPx[i]), ...add.map(([, y]) => y)]),
    removed: gone.size,
  };
}

/**
 * Densities after corrections by hand, in proportion to the marks. The intervals stay as wide as those of the detector: nobody knows how much of
 * the photo was gone over. undefined where nothing was corrected.
 *
 * @param found marks before, `marks` after
 */
export function correctedCounts(
  record: MeasurementRecord,
  found: number,
  marks: CorrectedRoots,
  added: number,
): MeasurementRecord['corrected'] {
  if (added === 0 && marks.removed === 0) return undefined;
  const factor = found === 0 ? null : marks.xPx.length / found;
  const corrected = (estimate: Estimate | null): Estimate | null =>
    estimate === null || factor === null
      ? null
      : { value: estimate.value * factor, low: estimate.low * factor, high: estimate.high * factor, unit: estimate.unit };
  return {
    added,
    removed: marks.removed,
    hairsPerCm2: corrected(record.hairsPerCm2),
    follicularUnitsPerCm2: corrected(record.follicularUnitsPerCm2),
  };
}
