/** What is counted of hairs at equal steps of time. */
import { growthMmPerDay, TERMINAL_UM, VISIBLE_UM } from './biology.ts';

/** Sums over the follicles of a region at equal steps of time from today; 0 at first. */
export interface Tally {
  readonly stepYears: number;
  /** Hairs of any size, those of 30 µm or more, those of 40 µm or more. */
  readonly all: Float64Array;
  readonly visible: Float64Array;
  readonly terminal: Float64Array;
  /** Of all hairs, those in anagen. */
  readonly growing: Float64Array;
  /** Of visible hairs: sums of the diameter in µm and of its square. */
  readonly diameter: Float64Array;
  readonly squared: Float64Array;
  /**
   * What the visible hairs in anagen grow a day, as the square of the diameter times the growth: published weights are of hairs that were counted
   * too.
   */
  readonly growth: Float64Array;
  /** Units that show at least one visible hair. */
  readonly units: Float64Array;
}

export function emptyTally(steps: number, stepYears: number): Tally {
  const zeros = (): Float64Array => new Float64Array(steps);
  return {
    stepYears,
    all: zeros(),
    visible: zeros(),
    terminal: zeros(),
    growing: zeros(),
    diameter: zeros(),
    squared: zeros(),
    growth: zeros(),
    units: zeros(),
  };
}

/** One hair of a follicle: from the start of its anagen until it is shed, in years from today. */
export interface Hair {
  readonly startYears: number;
  readonly anagenEndYears: number;
  readonly shedYears: number;
}

/**
 * Adds a hair to the steps at which it is there, from `fromYears` until `toYears`, which is left out.
 * @param shown is set to 1 where its unit shows a visible hair
 */
export function addHair(hair: Hair, diameterUm: number, tally: Tally, shown: Uint8Array, fromYears: number, toYears: number): void {
  const { stepYears } = tally;
  const first = Math.ceil(Math.max(0, hair.startYears, fromYears) / stepYears);
  const untilYears = Math.min(hair.shedYears, toYears);
  const grown = diameterUm * diameterUm * growthMmPerDay(diameterUm);
  for (let s = first; s * stepYears < untilYears && s < tally.all.length; s++) {
    tally.all[s]++;
    const growing = s * stepYears < hair.anagenEndYears;
    if (growing) tally.growing[s]++;
    if (diameterUm < VISIBLE_UM) continue;
    if (growing) tally.growth[s] += grown;
    shown[s] = 1;
    tally.visible[s]++;
    tally.diameter[s] += diameterUm;
    tally.squared[s] += diameterUm * diameterUm;
    if (diameterUm >= TERMINAL_UM) tally.terminal[s]++;
  }
}
