/**
 * What a stage leaves of each region, and how common the stages are. Both are priors put together from many sources, not measurements [A]: no
 * study gives the density by stage and region.
 */
import { LAST_STAGE, REGIONS, type Region, type Sex, type Variant } from './terms.ts';

type Row = readonly number[];

/** Per cent of the healthy density of terminal hairs, in the order of REGIONS; rows are stages I, II, … */
const NORWOOD: readonly Row[] = [
  [100, 98, 100, 100, 100, 100, 100, 100, 100, 100],
  [95, 62, 100, 96, 100, 100, 100, 100, 100, 100],
  [80, 15, 92, 85, 97, 95, 100, 99, 100, 100],
  [60, 8, 75, 60, 80, 35, 97, 98, 100, 100],
  [40, 5, 50, 40, 50, 15, 92, 97, 99, 99],
  [8, 3, 12, 9, 12, 8, 75, 94, 97, 97],
  [3, 2, 4, 3, 4, 3, 25, 70, 85, 80],
];

/** Rows that a variant puts in the place of the usual ones, by stage. In VI the two ways meet again; no region gains hair by it. */
const INSTEAD: Readonly<Record<Variant, Readonly<Record<number, Row>>>> = {
  usual: {},
  anterior: {
    3: [40, 10, 55, 50, 95, 97, 100, 99, 100, 100],
    4: [15, 5, 20, 18, 65, 85, 98, 98, 100, 100],
    5: [8, 4, 10, 9, 20, 40, 92, 97, 99, 99],
    6: [8, 3, 10, 9, 12, 8, 75, 94, 97, 97],
  },
  vertex: { 3: [85, 25, 92, 88, 92, 55, 99, 99, 100, 100] },
};

const SINCLAIR: readonly Row[] = [
  [100, 100, 100, 100, 100, 100, 100, 100, 100, 100],
  [98, 95, 80, 85, 75, 85, 92, 97, 98, 99],
  [93, 86, 58, 68, 50, 66, 82, 93, 95, 97],
  [87, 78, 38, 52, 30, 50, 70, 87, 92, 95],
  [80, 65, 18, 38, 14, 35, 58, 80, 88, 93],
];

/**
 * Terminal hairs left in a region, 0..1 of the healthy density. Between whole stages it is interpolated on a straight line.
 * @param stage Norwood 1..7 or Sinclair 1..5; throws a RangeError for others
 * @param variant men only
 */
export function terminalLeftAtStage(sex: Sex, stage: number, region: Region, variant: Variant = 'usual'): number {
  if (!(stage >= 1 && stage <= LAST_STAGE[sex])) throw new RangeError(`stage ${stage} is not 1..${LAST_STAGE[sex]}`);
  const column = REGIONS.indexOf(region);
  const percent = (whole: number): number => {
    if (sex === 'female') return SINCLAIR[whole - 1][column];
    return (INSTEAD[variant][whole] ?? NORWOOD[whole - 1])[column];
  };
  const below = Math.min(Math.floor(stage), LAST_STAGE[sex] - 1);
  return (percent(below) + (percent(below + 1) - percent(below)) * (stage - below)) / 100;
}

/** Ages of the columns below. */
const AGES = [20, 30, 40, 50, 60, 70, 80] as const;

/** Per cent at or beyond stages II, III, …, by age; European ancestry [A]. */
const AT_LEAST: Readonly<Record<Sex, readonly Row[]>> = {
  male: [
    [40, 64, 70, 75, 81, 85, 88],
    [8, 27, 42, 52, 60, 68, 73],
    [2, 12, 24, 34, 43, 52, 58],
    [1, 6, 14, 23, 32, 41, 48],
    [0.3, 2.5, 7, 14, 22, 31, 38],
    [0.05, 0.8, 2.5, 6, 11, 17, 22],
  ],
  female: [
    [8, 15, 22, 30, 38, 46, 55],
    [1, 3, 6, 10, 15, 21, 28],
    [0.1, 0.5, 1.5, 3, 5, 8, 11],
    [0.02, 0.1, 0.3, 0.7, 1.3, 2, 3],
  ],
};

/** Age from which pattern loss is counted; nobody has reached stage III before. */
const ADULT_AT_YEARS = 18;

/** Populations whose men's age at stage III is described. */
export type Ancestry = 'european' | 'korean';

/**
 * Share of men who have reached Norwood III at an age: 1 − exp(−((age − 18)/scale)^shape). Europe: the even hazard
 * of 2.6 % a year that lies between those of the prior above (2.3 %) and of Rhodes 1998 (2.9 %). Korea: a hazard that grows with age, its scale
 * fitted to Paik 2001.
 */
export function stageThreeShare(ancestry: Ancestry, ageYears: number): number {
  const { scaleYears, shape } = STAGE_THREE[ancestry];
  return 1 - Math.exp(-((Math.max(0, ageYears - ADULT_AT_YEARS) / scaleYears) ** shape));
}

const STAGE_THREE: Readonly<Record<Ancestry, { readonly scaleYears: number; readonly shape: number }>> = {
  european: { scaleYears: 38.5, shape: 1 },
  korean: { scaleYears: 71, shape: 2 },
};

/**
 * Share of people of European ancestry in each stage at an age, index 0 for stage I; they add up to 1. Beyond 80 years the shares are those at
 * 80; below 20 they fall to none at 14.
 */
export function stageShares(sex: Sex, ageYears: number): readonly number[] {
  const young = Math.max(0, Math.min(1, (ageYears - 14) / (AGES[0] - 14)));
  const atLeast = AT_LEAST[sex].map((percents) => (young * atAge(percents, ageYears)) / 100);
  // the law is fitted to counts, its column of the prior is not; before 22 the prior's higher stages bound it
  if (sex === 'male') atLeast[1] = Math.min(atLeast[0], Math.max(atLeast[2], stageThreeShare('european', Math.min(ageYears, 80))));
  return [1, ...atLeast].map((share, k) => share - (atLeast[k] ?? 0));
}

function atAge(percents: Row, ageYears: number): number {
  const place = Math.max(0, Math.min(AGES.length - 1, (ageYears - AGES[0]) / 10));
  const below = Math.min(Math.floor(place), AGES.length - 2);
  return percents[below] + (percents[below + 1] - percents[below]) * (place - below);
}
