/** The stage of pattern loss that fits what the photo shows of the hair. */
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { stageShares, terminalLeftAtStage } from '../hairloss/stages.ts';
import { LAST_STAGE, REGIONS, type Sex, VARIANTS, type Variant } from '../hairloss/terms.ts';
import { steadyExp } from '../steady-math.ts';
import { headGrid, showsHead } from './head-grid.ts';
import { hairToday } from './today.ts';

export interface StageReading {
  readonly stage: Estimate;
  readonly variant: Variant;
  readonly seenCount: number;
  readonly fullSeen: boolean;
}

const STEP = 0.25;
/** Type A is 12 % of men (Rhodes 1998) [M]; the share of the other way is assumed. Women have one. */
const VARIANT_SHARE: Readonly<Record<Sex, Readonly<Record<Variant, number>>>> = {
  male: { usual: 0.78, anterior: 0.12, vertex: 0.1 },
  female: { usual: 1, anterior: 0, vertex: 0 },
};
/**
 * How far a region's share may be from the table of its stage, one deviation: of people, of the table and of the reading; more in a small region, whose
 * place on this head is not known to the centimetre; more where no full hair is in view to compare with [A].
 */
const REGION_SD = { large: 0.15, smallCm: 0.9, withoutFull: 0.35 };
const LEAST_REGION_CM2 = 3;

/**
 * Bayes over stages and variants: how common they are at that age, times how well their table fits the regions in view. Who asks for ink is no random
 * person, but one who minds a loss: of the population's shares the root is taken, which is less sure that all is well [A].
 */
export function readStage(plan: Plan, sex: Sex, ageYears: number, only?: number): StageReading {
  const { seen, reference, fullSeen } = showsHead(plan) ? regionsSeen(plan) : NOTHING_SEEN;
  const shares = stageShares(sex, ageYears);
  const stages = only === undefined ? Array.from({ length: (LAST_STAGE[sex] - 1) / STEP + 1 }, (_, k) => 1 + k * STEP) : [only];
  const weightOf = (stage: number, variant: Variant): number => {
    const below = Math.min(Math.floor(stage), shares.length - 1);
    const prior = shares[below - 1] + (shares[below] - shares[below - 1]) * (stage - below);
    const table = REGIONS.map((region) => terminalLeftAtStage(sex, stage, region, variant));
    const of = (mixture: readonly number[]): number => mixture.reduce((sum, share, r) => sum + share * table[r], 0);
    // what stands for full hair in the photo may have thinned too
    const full = reference === null ? 1 : of(reference);
    let misfit = 0;
    for (const { share, mixture, areaCm2 } of seen) {
      const sd2 = REGION_SD.large ** 2 + REGION_SD.smallCm ** 2 / areaCm2 + (fullSeen ? 0 : REGION_SD.withoutFull ** 2);
      misfit += (share - Math.min(1, of(mixture) / full)) ** 2 / sd2;
    }
    return VARIANT_SHARE[sex][variant] * Math.sqrt(Math.max(1e-6, prior)) * steadyExp(-misfit / 2);
  };
  const byVariant = VARIANTS.map((variant) => stages.map((stage) => weightOf(stage, variant)));
  const totals = byVariant.map((weights) => weights.reduce((sum, w) => sum + w, 0));
  const weights = stages.map((_, k) => byVariant.reduce((sum, of) => sum + of[k], 0));
  const all = totals.reduce((sum, w) => sum + w, 0);
  const mean = stages.reduce((sum, stage, k) => sum + stage * weights[k], 0) / all;
  const [low, high] = [quantile(stages, weights, 0.1 * all), quantile(stages, weights, 0.9 * all)];
  return {
    stage: between(mean, Math.min(mean, low), Math.max(mean, high), 'stage'),
    variant: VARIANTS[totals.indexOf(Math.max(...totals))],
    seenCount: seen.length,
    fullSeen,
  };
}

interface SeenRegion {
  readonly areaCm2: number;
  /** Mean share of full hair. */
  readonly share: number;
  /** How far its places belong to each region, in the order of REGIONS: near borders also to the neighbours. */
  readonly mixture: readonly number[];
}

interface Seen {
  /** The regions of which enough is seen. */
  readonly seen: readonly SeenRegion[];
  /** Mixture of the places that stand for full hair. */
  readonly reference: readonly number[] | null;
  readonly fullSeen: boolean;
}

const NOTHING_SEEN: Seen = { seen: [], reference: null, fullSeen: false };

function regionsSeen(plan: Plan): Seen {
  const grid = headGrid(plan);
  const { shareOfFull, reference, fullSeen } = hairToday(plan, grid);
  const cells = [...shareOfFull.keys()].filter((i) => grid.skinCm2[i] > 0 && !Number.isNaN(shareOfFull[i]));
  const mean = (of: readonly number[], ofCell: (cell: number) => number): number =>
    of.reduce((sum, i) => sum + grid.skinCm2[i] * ofCell(i), 0) / areaOf(of);
  const areaOf = (of: readonly number[]): number => of.reduce((sum, i) => sum + grid.skinCm2[i], 0);
  const mixtureOf = (of: readonly number[]): readonly number[] => grid.shareOfRegion.map((plane) => mean(of, (i) => plane[i]));
  const seen = grid.shareOfRegion.flatMap((plane) => {
    const own = cells.filter((i) => plane[i] > 0.5);
    const areaCm2 = areaOf(own);
    return areaCm2 < LEAST_REGION_CM2 ? [] : [{ areaCm2, share: mean(own, (i) => shareOfFull[i]), mixture: mixtureOf(own) }];
  });
  const full = cells.filter((i) => reference[i] === 1);
  return { seen, reference: full.length === 0 ? null : mixtureOf(full), fullSeen };
}

function quantile(values: readonly number[], weights: readonly number[], upTo: number): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) {
    sum += weights[k];
    if (sum >= upTo) return values[k];
  }
  return values[values.length - 1];
}
