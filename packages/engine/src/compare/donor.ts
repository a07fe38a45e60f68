/**
 * What a transplant can do: grafts that are needed, grafts that the back of the head can give, and what of them grows. Tables of surgeons
 * [P]; half of the native density is the usual aim, because loss is seen by others at about half.
 */
import { between, type Estimate } from '../estimate.ts';
import { REGION_FACTS } from '../hairloss/regions.ts';
import type { HairLoss, HairLossRequest, Region, RegionLoss } from '../hairloss/terms.ts';
import type { DonorBalance } from './option.ts';
import { type End, HALF_OF_HEALTHY, thinRegions } from './thin-area.ts';

const HAIRS_PER_GRAFT = 2.2;
/** Over a life from a donor area that keeps its hair; about 12 % of the native hair of a man at Norwood VI. */
const LIFETIME_GRAFTS = between(6000, 4000, 8000, 'grafts');
/** Smaller operations are hardly done: least grafts of a first session at Norwood I, II, … VII. */
const FIRST_SESSION_GRAFTS = [800, 800, 1000, 1600, 2000, 2400, 2500];
/** Native units per cm² run from 60 to 100 about 80: needs are as uncertain. */
const NEED_ERROR = { low: 0.75, high: 1.25 };
/** Mean sizes of later and, with a fifth more [A], first operations, 2024. */
const SESSION_GRAFTS = { later: 1637, largestFirst: 1.2 * 2347 };
/** Stated from 60 to 95 %; the one split study had 61 and 86 %. */
const SURVIVAL = between(0.85, 0.65, 0.95, 'share');
/** Grafts show from 3 to 4 months on; finished at 12 to 18. */
export const GROWTH_MONTHS = { first: between(3.5, 3, 4, 'months'), final: between(13, 12, 18, 'months') };
/** Thinning of grafts a year [A]: of 112 patients two thirds had moderately or greatly less density after four years, native loss included. */
const GRAFT_LOSS_PER_YEAR = between(0.03, 0, 0.07, '1/year');

const grafts = (region: Region, areaCm2: number): number => (areaCm2 * REGION_FACTS[region].hairsPerCm2) / HAIRS_PER_GRAFT;

/** Grafts that bring every region below half of healthy to half in a year. */
function needed({ regions }: HairLoss, year: number): Estimate {
  const sum = (end: End): number =>
    regions.reduce(
      (total, { region, areaCm2, series }) => total + grafts(region, areaCm2) * deficit(series[year].terminalOfHealthy[end]),
      0,
    );
  return between(sum('value'), sum('high') * NEED_ERROR.low, sum('low') * NEED_ERROR.high, 'grafts');
}

function deficit(terminalOfHealthy: number): number {
  return Math.max(0, HALF_OF_HEALTHY - terminalOfHealthy);
}

/** @param untreated the course without any treatment */
export function donorBalance({ stage, sex, years }: Pick<HairLossRequest, 'stage' | 'sex' | 'years'>, untreated: HairLoss): DonorBalance {
  const neededGrafts = needed(untreated, 0);
  const donor = untreated.regions.find(({ region }) => region === 'occiput')?.series[0].terminalOfHealthy.value ?? 1;
  const supply = (end: End): number => LIFETIME_GRAFTS[end] * Math.min(1, donor);
  const supplyGrafts = between(supply('value'), supply('low'), supply('high'), 'grafts');
  const least = sex === 'female' ? FIRST_SESSION_GRAFTS[2] : FIRST_SESSION_GRAFTS[Math.round(stage) - 1];
  const planned = (end: End): number => Math.min(supply(end), Math.max(least, neededGrafts[end]));
  const served = (end: End): number => Math.min(1, supply(end) / Math.max(1, neededGrafts.value));
  return {
    neededGrafts,
    neededGraftsAtEnd: needed(untreated, Math.floor(years)),
    supplyGrafts,
    plannedGrafts: between(planned('value'), planned('low'), planned('high'), 'grafts'),
    servedShare: between(served('value'), served('low'), served('high'), 'share'),
  };
}

/** Operations for so many grafts. */
export function operationsFor(graftCount: number): number {
  return 1 + Math.max(0, Math.ceil((graftCount - SESSION_GRAFTS.largestFirst) / SESSION_GRAFTS.later));
}

export interface PlantedEnds {
  readonly supply: End;
  readonly survival: End;
  readonly growth: End;
}

/**
 * Planted hair that shows in a region of the thin area, as a share of its healthy density: its lack of the half, as far as the supply
 * goes; what an operation of the least size leaves over lies evenly over the area, up to the half.
 * @param years since the operation
 */
export function plantedShare(untreated: HairLoss, balance: DonorBalance, years: number, ends: PlantedEnds): (region: Region) => number {
  const thin = thinRegions(untreated);
  const capacity = thin.reduce((sum, { region, areaCm2 }) => sum + grafts(region, areaCm2), 0);
  const extra = Math.max(0, balance.plannedGrafts.value - balance.neededGrafts.value) / capacity;
  const lives = SURVIVAL[ends.survival] * grown(12 * years, ends.growth) * Math.exp(-GRAFT_LOSS_PER_YEAR[opposite(ends.growth)] * years);
  const lack = new Map(thin.map(({ region, series }: RegionLoss) => [region, deficit(series[0].terminalOfHealthy.value)]));
  return (region) => lives * Math.min(HALF_OF_HEALTHY, (lack.get(region) ?? 0) * balance.servedShare[ends.supply] + extra);
}

/** Share of the grafts' growth that shows after so many months. */
function grown(months: number, end: End): number {
  const from = GROWTH_MONTHS.first[opposite(end)];
  const to = GROWTH_MONTHS.final[opposite(end)];
  return Math.max(0, Math.min(1, (months - from) / (to - from)));
}

function opposite(end: End): End {
  return end === 'value' ? 'value' : end === 'low' ? 'high' : 'low';
}
