/** The words in which hair loss is asked for and answered. */
import type { Estimate } from '../estimate.ts';
import type { Note } from '../note.ts';

export const SEXES = ['male', 'female'] as const;
export type Sex = (typeof SEXES)[number];

export const SPEEDS = ['slow', 'average', 'fast'] as const;
export type Speed = (typeof SPEEDS)[number];

export const TREATMENTS = ['none', 'finasteride', 'minoxidil', 'both'] as const;
export type Treatment = (typeof TREATMENTS)[number];

export const REGIONS = [
  'hairline',
  'temples',
  'forelock',
  'lateral-front',
  'mid-scalp',
  'vertex',
  'parietal',
  'temporal-fringe',
  'occiput',
  'nape',
] as const;
export type Region = (typeof REGIONS)[number];

/** Norwood's type A moves the whole front edge back; III vertex thins the crown before the front. */
export const VARIANTS = ['usual', 'anterior', 'vertex'] as const;
export type Variant = (typeof VARIANTS)[number];

/** Highest stage of each scale: Norwood's for men, Sinclair's for women. */
export const LAST_STAGE: Readonly<Record<Sex, number>> = { male: 7, female: 5 };

/** Ages and years between which an answer is given. */
export const HAIR_LOSS_LIMITS = { ageYears: [15, 90], years: [0, 60], folliclesPerRegion: [200, 1_000_000] } as const;

export interface HairLossRequest {
  readonly sex: Sex;
  readonly ageYears: number;
  /** Norwood 1..7 or Sinclair 1..5; fractions lie between two stages. */
  readonly stage: number;
  /** Men only; left out: usual. */
  readonly variant?: Variant | undefined;
  readonly years: number;
  readonly speed: Speed;
  readonly treatment: Treatment;
  /** When the treatment ends; left out: it goes on. */
  readonly stopAtYears?: number | undefined;
  /** Follicles followed in each region; left out: 20,000. */
  readonly folliclesPerRegion?: number | undefined;
  readonly seed: number;
}

/** Relative to today (1 at atYears 0) unless said otherwise. */
export interface HairLossYear {
  readonly atYears: number;
  /** Hairs that a camera sees: 30 µm or more. */
  readonly visibleCount: Estimate;
  /** Scalp hidden by lying hair. */
  readonly coverage: Estimate;
  /** Scalp darkened by hair clipped to stubble. */
  readonly shavedCoverage: Estimate;
  /** What the hairs that a camera sees grow a day, by weight. */
  readonly hairMass: Estimate;
  /** Terminal hairs (40 µm or more) among those that a camera sees. */
  readonly terminalShare: Estimate;
  /** Of the visible hairs; in µm, not relative. */
  readonly meanDiameterUm: Estimate;
  /** Density of terminal hairs as a share of that of the healthy region; not relative to today. */
  readonly terminalOfHealthy: Estimate;
  /** Hairs of any size, vellus too: what a count in plucked or clipped hair finds. */
  readonly allHairCount: Estimate;
  /** Follicular units that show at least one visible hair: units thin before they empty. */
  readonly unitCount: Estimate;
  /** Hairs of any size that grow, of those that are there; not relative to today. */
  readonly anagenShare: Estimate;
}

export interface RegionLoss {
  readonly region: Region;
  /** On a head of 57 cm round. */
  readonly areaCm2: number;
  readonly hairsPerCm2Today: Estimate;
  /** At 0, 1, 2, … years. */
  readonly series: readonly HairLossYear[];
}

export interface HairLoss {
  readonly regions: readonly RegionLoss[];
  readonly notes: readonly Note[];
}
