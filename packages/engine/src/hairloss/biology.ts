/**
 * The constants of the hair cycle, of miniaturisation and of the medicines. They are taken from the literature, or from an earlier model of the same
 * follicles ("reference model"), but for those under FITTED.
 */
import { logNormalQuantiles, quantilesOf } from './chance.ts';
import type { Sex, Speed, Treatment } from './terms.ts';

/**
 * The fitted numbers: two for the shape of the course (weight falls faster than count: Price 2006, at the place of its trial and with the other stages
 * in view), one for its rate (placebo counts of Kaufman 1998 and Price 2006) and one for the medicines (Price 2006). The fifth is a scale of ages in
 * stages.ts.
 */
export const FITTED = {
  /** Log-deviation of the speed at which follicles shrink: some go in a few cycles, some hardly ever (abrupt loss: Whiting 2001). */
  speedSpread: 0.8,
  /** Coefficient of variation of the years until a follicle begins to shrink. */
  onsetVariation: 0.5,
  /** Rate at which an affected region loses visible hair. */
  averageLossPerYear: 0.048,
  /** Of the size that a follicle can still come back to, the share that a medicine gives back. */
  givenBack: 0.9,
} as const;

/** Rates by speed: slow is near the low end of what was published, 2 to 7 % a year [A]; fast is Rushton's 11.9 % in 2 years [M]. */
export const LOSS_PER_YEAR: Readonly<Record<Speed, number>> = {
  slow: 0.03,
  average: FITTED.averageLossPerYear,
  fast: -Math.log(1 - 0.119) / 2,
};
/** Women thin more slowly than men of the same word [A]. */
export const PACE_OF_SEX: Readonly<Record<Sex, number>> = { male: 1, female: 0.6 };
/** Log-deviation of the rate between people of one speed [A]: 80 % lie between 0.64 and 1.56 times. */
export const RATE_SPREAD = 0.35;
/** Median years from one stage to the next at average speed: 6 in men [A]; women's priors by age climb half as fast [A]. */
export const DWELL_YEARS: Readonly<Record<Sex, number>> = { male: 6, female: 12 };

/** Diameters: births 72 ± 10 µm, vellus floor 15 [M, P]; a camera sees from 30, terminal from 40 (Rushton, Ishino) [M]. */
export const BORN_UM = { mean: 72, deviation: 10, least: 45, most: 105 } as const;
export const FLOOR_UM = 15;
export const VISIBLE_UM = 30;
export const TERMINAL_UM = 40;

/** Anagen: 3.5 y at full size, log-normal CV 0.4 [M]; (d/d0)^1.713 of it in thin hair, at least 0.2 y (reference model) [A]. */
export const ANAGEN_YEARS = 3.5;
export const LEAST_ANAGEN_YEARS = 0.2;
export const ANAGEN_FACTOR = logNormalQuantiles(0.4);
const SIZE_POWER = 1.713;
/** Catagen 18 days, telogen 95 ± 20 days, whatever the size [M]. */
export const CATAGEN_YEARS = 0.05;
export const TELOGEN_YEARS = 0.27;
export const TELOGEN_DEVIATION_YEARS = 0.05;
/**
 * Kenogen: after 20 % of cycles at full size, 93 % at none (reference model) [A]; 0.2 y, and in the thinnest hair 5 months, the longest that was seen
 * (Rebora & Guarrera) [M].
 */
export const KENOGEN_SHARE = { full: 0.2, none: 0.93 } as const;
export const KENOGEN_YEARS = { full: 0.2, none: 0.42 } as const;
export const KENOGEN_FACTOR = logNormalQuantiles(0.5);

/** Logarithm of what a cycle leaves of the diameter: 0.884 ± 0.176, cut at 0.25 and 1 (reference model) [A]. */
export const LOG_SHRINK = quantilesOf((q) => Math.exp(-(((q - 0.884) / 0.176) ** 2) / 2), 0.25, 1).map(Math.log);
/** Years from the onset in a region until its mean follicle begins to shrink (reference model) [A]. */
export const ONSET_MEAN_YEARS = 9.5;
export const ONSET_FACTOR = logNormalQuantiles(FITTED.onsetVariation);
/** Follicles long vellus go for good: a chance at each cycle below this size [A]. */
export const LATE_DROPOUT = { belowUm: 18, chance: 0.1 } as const;

/** Units of 1, 2, 3 and 4 hairs [P]; the first hair of a unit goes last, and in women is held longer still (Sinclair 2015) [order M, sizes A]. */
export const UNIT_SHARES: readonly number[] = [0.2, 0.45, 0.3, 0.05];
export const UNIT_TIMES: Readonly<Record<Sex, { readonly first: number; readonly other: number }>> = {
  male: { first: 1.5, other: 0.8 },
  female: { first: 2.2, other: 0.7 },
};

/** Growth of 11.4 mm a month from 60 µm, 7.6 at 25 [M]; straight between. */
export function growthMmPerDay(diameterUm: number): number {
  return 0.25 + 0.125 * Math.max(0, Math.min(1, (diameterUm - 25) / 35));
}

const POWER_STEPS = 512;
const POWERS = Float64Array.from({ length: POWER_STEPS + 2 }, (_, k) => (k / POWER_STEPS) ** SIZE_POWER);

/**
 * (d/d0)^1.713 for 0..1, read from a table: what a thin hair has of a full anagen, and so of a full cycle's shrinking: hair loses size in step with
 * the time that it grows [A].
 */
export function anagenOfSize(ratio: number): number {
  const place = Math.min(1, ratio) * POWER_STEPS;
  const below = place | 0;
  return POWERS[below] + (POWERS[below + 1] - POWERS[below]) * (place - below);
}

/**
 * Follicles left by age alone: −10 % at 75 and −21 % at 85 (referred cases without pattern loss) [M]; evenly from 30 to 75 [A].
 */
export function agedShare(ageYears: number): number {
  return 1 - (0.1 * Math.max(0, Math.min(45, ageYears - 30))) / 45 - 0.011 * Math.max(0, ageYears - 75);
}

/**
 * Reversibility ends with time: what has been fine for long has lost its muscle and stays so (Sinclair 2015) [M that, A when and how]. The size to
 * which a follicle can come back follows its own with this half-life (longer where a medicine blocks the loss), and hair that has been below
 * VISIBLE_UM for about as long does not come back.
 */
export const REVERSIBLE_YEARS = 6;
export const REVERSIBLE_FACTOR = logNormalQuantiles(0.5);
/** Nor does hair below this size (reference model) [A]. */
export const RECOVERABLE_UM = 22;

/** What a medicine does to follicles: shares and chances of the reference model [A], but for what is given back. */
export interface Drug {
  /** Share of each shrinking that it blocks. */
  readonly blocked: number;
  /** Of the way to the size that can be had back: the share that comes back at each new cycle, and in the anagen that runs at the start. */
  readonly recovered: number;
  readonly thickened: number;
  /** The share of that way added while it is used. */
  readonly boosted: number;
  /** Chance that a resting follicle starts at once, and that a running anagen is lengthened. */
  readonly woken: number;
  readonly lengthened: number;
  readonly kenogenFactor: number;
  readonly anagenFactor: number;
  /** Time within which all follicles are back on the untreated course after the end. */
  readonly lostWithinYears: number;
}

/** Share of men who answer to finasteride. */
export const RESPONDERS = 0.7;

const NOTHING: Drug = {
  blocked: 0,
  recovered: 0,
  thickened: 0,
  boosted: 0,
  woken: 0,
  lengthened: 0,
  kenogenFactor: 1,
  anagenFactor: 1,
  lostWithinYears: 0,
};
const FINASTERIDE: Drug = {
  ...NOTHING,
  blocked: 0.95,
  recovered: FITTED.givenBack,
  thickened: FITTED.givenBack,
  woken: 0.75,
  kenogenFactor: 0.9,
  anagenFactor: 1.1,
  // product labels: what was gained is gone 12 months after the end
  lostWithinYears: 1,
};
const FINASTERIDE_UNANSWERED: Drug = { ...NOTHING, blocked: 0.1, thickened: 0.06, lostWithinYears: 1 };
const MINOXIDIL: Drug = {
  ...NOTHING,
  blocked: 0.07,
  boosted: FITTED.givenBack,
  woken: 0.6,
  lengthened: 0.74,
  kenogenFactor: 0.5,
  // Price 1999: back to placebo 24 weeks after the end
  lostWithinYears: 24 / 52.18,
};

/**
 * The medicine in one person; null where nothing acts. Finasteride showed no benefit in women after the menopause, and none is claimed for
 * any woman here.
 */
export function drugFor(treatment: Treatment, sex: Sex, responds: boolean): Drug | null {
  const finasteride = sex === 'female' ? null : responds ? FINASTERIDE : FINASTERIDE_UNANSWERED;
  if (treatment === 'none') return null;
  if (treatment === 'minoxidil') return MINOXIDIL;
  if (treatment === 'finasteride') return finasteride;
  return finasteride === null ? MINOXIDIL : together(finasteride, MINOXIDIL);
}

function together(a: Drug, b: Drug): Drug {
  const either = (x: number, y: number): number => 1 - (1 - x) * (1 - y);
  return {
    blocked: either(a.blocked, b.blocked),
    recovered: a.recovered,
    thickened: a.thickened,
    boosted: b.boosted,
    woken: either(a.woken, b.woken),
    lengthened: b.lengthened,
    kenogenFactor: a.kenogenFactor * b.kenogenFactor,
    anagenFactor: a.anagenFactor,
    lostWithinYears: Math.max(a.lostWithinYears, b.lostWithinYears),
  };
}
