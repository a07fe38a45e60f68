/** How many dots a place needs, by how much of its full hair it still shows: what a proposal tells the design. */

export interface DensityNeed {
  /** Dots per cm² of skin at equal steps of the share of full hair, from 0 to 1. */
  readonly perCm2ByShare: readonly number[];
  /** No place is laid denser, dots per cm² of skin. */
  readonly ceilingPerCm2: number;
  /** Deviation over which the eye at the chosen distance takes scalp and hair together, mm. */
  readonly blurMm: number;
}

/** @param share of full hair, cut off at 0 and 1 */
export function neededPerCm2({ perCm2ByShare }: DensityNeed, share: number): number {
  const place = Math.min(1, Math.max(0, share)) * (perCm2ByShare.length - 1);
  const i = Math.min(perCm2ByShare.length - 2, Math.floor(place));
  return perCm2ByShare[i] + (perCm2ByShare[i + 1] - perCm2ByShare[i]) * (place - i);
}

/** Coverage at which hair counts as full, whatever this head's own fringe has: below it a fringe is as thin as what is treated. */
const LEAST_FULL = 0.35;

/** @param fringe coverage of the head's fullest hair in the photo */
export function fullCoverage(fringe: number): number {
  return Math.max(fringe, LEAST_FULL);
}
