/**
 * How far each region has come at the client's stage, and how fast it goes on. A pilot population is followed through the whole course once for
 * each draw of the kinetics; a region is some point of that course.
 */
import type { Random } from '../random.ts';
import { DWELL_YEARS, LOSS_PER_YEAR, PACE_OF_SEX } from './biology.ts';
import { type Course, follow } from './follicles.ts';
import type { Kinetics } from './kinetics.ts';
import { REGION_FACTS } from './regions.ts';
import { terminalLeftAtStage } from './stages.ts';
import { emptyTally, type Tally } from './tally.ts';
import { type HairLossRequest, LAST_STAGE, type Region, type Sex } from './terms.ts';

/** The whole course of a region all of whose follicles can be lost, at clock speed. */
export interface Pilot {
  readonly kinetics: Kinetics;
  readonly tally: Tally;
  readonly follicles: number;
}

const STEP_YEARS = 0.5;
const HORIZON_YEARS = 110;

export function pilotOf(sex: Sex, kinetics: Kinetics, follicles: number, random: Random): Pilot {
  const tally = emptyTally(HORIZON_YEARS / STEP_YEARS + 1, STEP_YEARS);
  const followed = follow({ sex, ...kinetics, elapsedYears: 0, pace: 1, susceptibleShare: 1 }, follicles, tally, random);
  return { kinetics, tally, follicles: followed };
}

/** Where a region begins to be taken for affected, of the healthy density. */
const UNTOUCHED = 0.99;
/** A region that has lost so much goes at the full rate of its speed. */
const FULLY_AFFECTED = 0.93;
/** Years over which the rate is set. */
const RATE_YEARS = 5;
/** How far the pace may be corrected for a region. */
const LEAST_CORRECTION = 0.4;
const MOST_CORRECTION = 2.5;

/** The course of a region in each of the pilots' people. */
export function coursesOf(request: HairLossRequest, region: Region, pilots: readonly Pilot[]): readonly Course[] {
  const { sex, speed } = request;
  const susceptibleShare = susceptibleShareOf(sex, region);
  const left = susceptibleLeft(request, region, request.stage);
  const waitYears = left < UNTOUCHED ? 0 : (firstStage(request, region) - request.stage) * DWELL_YEARS[sex];
  const elapsed = pilots.map(({ tally }) => yearsTo(tally.terminal, Math.min(left, UNTOUCHED)) - waitYears);
  const affected = Math.max(0, Math.min(1, (1 - left) / (1 - FULLY_AFFECTED)));
  const perYear = lossPerYear(pilots, elapsed);
  const correction = Math.max(LEAST_CORRECTION, Math.min(MOST_CORRECTION, LOSS_PER_YEAR.average / perYear)) ** affected;
  const pace = (correction * PACE_OF_SEX[sex] * placePace(sex, region) * LOSS_PER_YEAR[speed]) / LOSS_PER_YEAR.average;
  return pilots.map(({ kinetics }, k) => ({
    sex,
    ...kinetics,
    elapsedYears: elapsed[k],
    pace: pace * kinetics.rateFactor,
    susceptibleShare,
  }));
}

/** Regions that go later in Norwood's order also go a little more slowly, so that the vertex overtakes the front [A]. */
function placePace(sex: Sex, region: Region): number {
  return sex === 'female' ? 1 : (REGION_FACTS[region].susceptibility / REGION_FACTS.vertex.susceptibility) ** 0.35;
}

/** A region that the last stage spares in part holds follicles that are never lost: so many that a fifth of the others are left there [A]. */
function susceptibleShareOf(sex: Sex, region: Region): number {
  const most = sex === 'male' ? 1 : 0.97;
  return Math.min(most, 1.25 * (1 - terminalLeftAtStage(sex, LAST_STAGE[sex], region)));
}

function susceptibleLeft({ sex, variant }: HairLossRequest, region: Region, stage: number): number {
  const share = susceptibleShareOf(sex, region);
  return Math.max(0, (terminalLeftAtStage(sex, stage, region, variant) - (1 - share)) / share);
}

/** The stage at which the region begins to be affected, by halving: what is left never rises with the stage. */
function firstStage(request: HairLossRequest, region: Region): number {
  let low = request.stage;
  let high = LAST_STAGE[request.sex];
  for (let k = 0; k < 20; k++) {
    const middle = (low + high) / 2;
    if (susceptibleLeft(request, region, middle) < UNTOUCHED) high = middle;
    else low = middle;
  }
  return high;
}

/** When a falling series first comes down to a share of its beginning; the end of the series where it never does. */
function yearsTo(series: Float64Array, share: number): number {
  const goal = share * series[0];
  let lowest = series[0];
  for (let s = 1; s < series.length; s++) {
    const next = Math.min(lowest, series[s]);
    if (next <= goal) return (s - (goal - next) / Math.max(1, lowest - next)) * STEP_YEARS;
    lowest = next;
  }
  return (series.length - 1) * STEP_YEARS;
}

/** Rate of the loss of visible hair at clock speed, all people together. */
function lossPerYear(pilots: readonly Pilot[], elapsed: readonly number[]): number {
  let before = 0;
  let after = 0;
  pilots.forEach(({ tally }, k) => {
    const start = Math.max(0, Math.min(elapsed[k], HORIZON_YEARS - RATE_YEARS));
    before += seriesAt(tally.visible, start);
    after += seriesAt(tally.visible, start + RATE_YEARS);
  });
  return Math.max(1e-3, Math.log(before / Math.max(1, after)) / RATE_YEARS);
}

function seriesAt(series: Float64Array, years: number): number {
  const place = Math.min(years / STEP_YEARS, series.length - 1);
  const below = Math.min(Math.floor(place), series.length - 2);
  return series[below] + (series[below + 1] - series[below]) * (place - below);
}
