/**
 * The client's own hair through the years, region by region: a model of follicles fitted to published counts, no diagnosis and no promise. How it is
 * made and what it is held to: docs/model.md and `npm run bench:hairloss`.
 */
import { withRelativeError } from '../estimate.ts';
import { seededRandom } from '../random.ts';
import { agedShare, drugFor } from './biology.ts';
import { follow, type Therapy } from './follicles.ts';
import { drawKinetics } from './kinetics.ts';
import { notesOn } from './notes.ts';
import { REGION_FACTS } from './regions.ts';
import { seriesOf } from './series.ts';
import { terminalLeftAtStage } from './stages.ts';
import { emptyTally, type Tally } from './tally.ts';
import {
  HAIR_LOSS_LIMITS,
  type HairLoss,
  type HairLossRequest,
  LAST_STAGE,
  REGIONS,
  type Region,
  type RegionLoss,
  type Treatment,
} from './terms.ts';
import { coursesOf, type Pilot, pilotOf } from './today.ts';

export * from './terms.ts';

const FOLLICLES_PER_REGION = 20_000;
/** However few are asked for: below this chance would drown the course. */
const LEAST_FOLLICLES_PER_REGION = 1_000;
/** People between whom the follicles of a region are shared. */
const PEOPLE = 20;
/** A pilot has twice the follicles of a person in a region, within these bounds. */
const PILOT_FOLLICLES = { least: 500, most: 4_000 } as const;
/** Of the terminal hair: where less is left, twice as many follicles are followed. */
const LITTLE_LEFT = 0.25;
/** Hairs per cm² differ so between people (28 to 33 of 214 to 230: Birnbaum 2017) [M]. */
const DENSITY_RELATIVE_ERROR = 0.14;

/**
 * Hair in each of ten regions at 0, 1, 2, … years. Values are those of all simulated hair together; the bands are the 10 and 90 % quantiles between
 * people who differ in kinetics, rate and response. The same request gives the same answer.
 * @throws RangeError for ages, stages and years beyond HAIR_LOSS_LIMITS and LAST_STAGE
 */
export function hairLoss(request: HairLossRequest): HairLoss {
  return hairLossUnder(request, [request.treatment], peopleOf(request))[0];
}

/** The people between whom the follicles are shared, each followed through the whole course of the loss. */
export type People = readonly Pilot[];

/** They depend on sex, seed and number of follicles alone. */
export function peopleOf(request: HairLossRequest): People {
  checked(request);
  const { sex, seed } = request;
  const follicles = Math.max(PILOT_FOLLICLES.least, Math.min(PILOT_FOLLICLES.most, 2 * perPersonOf(request)));
  const kinetics = drawKinetics(PEOPLE, seededRandom(seed, 'hair-loss/people'));
  return kinetics.map((own, k) => pilotOf(sex, own, follicles, seededRandom(seed, `hair-loss/pilot/${k}`)));
}

function perPersonOf({ folliclesPerRegion = FOLLICLES_PER_REGION }: HairLossRequest): number {
  return Math.ceil(Math.max(LEAST_FOLLICLES_PER_REGION, folliclesPerRegion) / PEOPLE);
}

/**
 * The answers of `hairLoss` for several treatments, followed together: the past of a follicle and its course without treatment are the same in all.
 * @param people those of the request
 */
export function hairLossUnder(request: HairLossRequest, treatments: readonly Treatment[], people: People): readonly HairLoss[] {
  checked(request);
  const regions = REGIONS.map((region) => regionLosses(request, region, treatments, people));
  return treatments.map((treatment, t) => ({ regions: regions.map((losses) => losses[t]), notes: notesOn({ ...request, treatment }) }));
}

function regionLosses(request: HairLossRequest, region: Region, treatments: readonly Treatment[], people: People): readonly RegionLoss[] {
  const { sex, ageYears, stage, variant, years, stopAtYears = Number.POSITIVE_INFINITY, seed } = request;
  const terminalLeft = terminalLeftAtStage(sex, stage, region, variant);
  const perPerson = terminalLeft < LITTLE_LEFT ? 2 * perPersonOf(request) : perPersonOf(request);
  let followed = 0;
  const untreated: Tally[] = [];
  const treated: readonly Tally[][] = treatments.map(() => []);
  coursesOf(request, region, people).forEach((course, k) => {
    const tally = emptyTally(years + 1, 1);
    const therapies: Therapy[] = [];
    treatments.forEach((treatment, t) => {
      const drug = drugFor(treatment, sex, people[k].kinetics.responds);
      if (drug === null) return;
      const therapy = { drug, stopAtYears, tally: emptyTally(years + 1, 1) };
      therapies.push(therapy);
      treated[t].push(therapy.tally);
    });
    followed += follow(course, perPerson, tally, seededRandom(seed, `hair-loss/${region}/${k}`), therapies);
    untreated.push(tally);
  });
  const { areaCm2, hairsPerCm2 } = REGION_FACTS[region];
  const healthyShare = sum(people.map(({ tally }) => tally.visible[0])) / sum(people.map(({ follicles }) => follicles));
  const visibleShare = sum(untreated.map((tally) => tally.visible[0])) / (followed * healthyShare);
  const today = hairsPerCm2 * Math.min(1, visibleShare) * agedShare(ageYears);
  const state = { ageYears, years, perMm2: (hairsPerCm2 / 100) * (untreated.length / (followed * healthyShare)), terminalLeft };
  return treated.map((tallies) => ({
    region,
    areaCm2,
    hairsPerCm2Today: withRelativeError(today, DENSITY_RELATIVE_ERROR, '1/cm2'),
    series: seriesOf(state, untreated, tallies.length > 0 ? tallies : null),
  }));
}

function checked(request: HairLossRequest): void {
  const within = (name: 'ageYears' | 'years' | 'folliclesPerRegion', value: number): void => {
    const [least, most] = HAIR_LOSS_LIMITS[name];
    if (!(value >= least && value <= most)) throw new RangeError(`${name} of ${value} is not ${least}..${most}`);
  };
  within('ageYears', request.ageYears);
  within('years', request.years);
  within('folliclesPerRegion', request.folliclesPerRegion ?? FOLLICLES_PER_REGION);
  if (!Number.isInteger(request.years)) throw new RangeError(`years of ${request.years} is not a whole number`);
  if (!(request.stage >= 1 && request.stage <= LAST_STAGE[request.sex]))
    throw new RangeError(`stage ${request.stage} is not 1..${LAST_STAGE[request.sex]}`);
  if (!((request.stopAtYears ?? 0) >= 0)) throw new RangeError(`stopAtYears of ${request.stopAtYears} is not 0 or more`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
