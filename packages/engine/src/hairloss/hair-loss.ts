/**
 * The client's own hair through the years, region by region: a model of follicles fitted to published counts, no diagnosis and no promise. How it is
 * made and what it is held to: docs/model.md and `npm run bench:hairloss`.
 */
import { withRelativeError } from '../estimate.ts';
import { seededRandom } from '../random.ts';
import { agedShare, drugFor } from './biology.ts';
import { follow } from './follicles.ts';
import { drawKinetics } from './kinetics.ts';
import { notesOn } from './notes.ts';
import { REGION_FACTS } from './regions.ts';
import { seriesOf } from './series.ts';
import { terminalLeftAtStage } from './stages.ts';
import { emptyTally, type Tally } from './tally.ts';
import { HAIR_LOSS_LIMITS, type HairLoss, type HairLossRequest, LAST_STAGE, REGIONS, type Region, type RegionLoss } from './terms.ts';
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
  checked(request);
  const { sex, seed, folliclesPerRegion = FOLLICLES_PER_REGION } = request;
  const perPerson = Math.ceil(Math.max(LEAST_FOLLICLES_PER_REGION, folliclesPerRegion) / PEOPLE);
  const kinetics = drawKinetics(PEOPLE, seededRandom(seed, 'hair-loss/people'));
  const perPilot = Math.max(PILOT_FOLLICLES.least, Math.min(PILOT_FOLLICLES.most, 2 * perPerson));
  const pilots = kinetics.map((own, k) => pilotOf(sex, own, perPilot, seededRandom(seed, `hair-loss/pilot/${k}`)));
  return { regions: REGIONS.map((region) => regionLoss(request, region, pilots, perPerson)), notes: notesOn(request) };
}

function regionLoss(request: HairLossRequest, region: Region, pilots: readonly Pilot[], asked: number): RegionLoss {
  const { sex, ageYears, stage, variant, years, treatment, stopAtYears = Number.POSITIVE_INFINITY, seed } = request;
  const terminalLeft = terminalLeftAtStage(sex, stage, region, variant);
  const perPerson = terminalLeft < LITTLE_LEFT ? 2 * asked : asked;
  let followed = 0;
  const untreated: Tally[] = [];
  const treated: Tally[] = [];
  coursesOf(request, region, pilots).forEach((course, k) => {
    const drug = drugFor(treatment, sex, pilots[k].kinetics.responds);
    const tally = emptyTally(years + 1, 1);
    const therapy = drug === null ? null : { drug, stopAtYears, tally: emptyTally(years + 1, 1) };
    followed += follow(course, perPerson, tally, seededRandom(seed, `hair-loss/${region}/${k}`), ...(therapy === null ? [] : [therapy]));
    untreated.push(tally);
    if (therapy !== null) treated.push(therapy.tally);
  });
  const { areaCm2, hairsPerCm2 } = REGION_FACTS[region];
  const healthyShare = sum(pilots.map(({ tally }) => tally.visible[0])) / sum(pilots.map(({ follicles }) => follicles));
  const visibleShare = sum(untreated.map((tally) => tally.visible[0])) / (followed * healthyShare);
  const series = seriesOf(
    {
      ageYears,
      years,
      perMm2: (hairsPerCm2 / 100) * (untreated.length / (followed * healthyShare)),
      terminalLeft,
    },
    untreated,
    treated.length > 0 ? treated : null,
  );
  const today = hairsPerCm2 * Math.min(1, visibleShare) * agedShare(ageYears);
  return { region, areaCm2, hairsPerCm2Today: withRelativeError(today, DENSITY_RELATIVE_ERROR, '1/cm2'), series };
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
