/**
 * What is believed of a dot's life before anything was seen of it: each parameter with its 80 % interval, where it comes from and how far that is trusted.
 * Published ranges whose share is not stated are read as whole ranges (99 %). None of them was measured on scalp micropigmentation in people over years.
 */
import type { DotModel, SkinKind } from '../document/schema.ts';
import { between, type Estimate, withRelativeError } from '../estimate.ts';

export const LIFE_NAMES = [
  'lymphShare',
  'clumpDays',
  'clumpedTint',
  'drainPerYear',
  'migrationMm2PerYear',
  'sunFloor',
  'sunPower',
  'skinFactor',
  'palePhase',
] as const satisfies readonly (keyof DotModel['life'])[];
export type Life = { readonly [K in (typeof LIFE_NAMES)[number]]: Estimate };

/** One set of values of them. */
export type LifeDraw = { readonly [K in keyof Life]: number };

interface Prior {
  readonly estimate: Estimate;
  readonly says: string;
  readonly source: string;
}

export const LIFE_PRIORS: { readonly [K in keyof Life]: Prior } = {
  lymphShare: {
    estimate: between(0.15, 0.09, 0.22, 'share'),
    says: 'Carried off by lymph within a week',
    source: 'review of animal work, 5 to 33 %; a pig’s skin held the same from day 7 to day 28',
  },
  clumpDays: {
    estimate: between(60, 43, 73, 'days'),
    says: 'Time in which particles gather in cells',
    source: 'model: 30 to 90 days',
  },
  clumpedTint: {
    estimate: between(0.65, 0.53, 0.77, 'ratio'),
    says: 'Tint of gathered ink, of fresh',
    source: 'Mie theory: 0.55 for clumps of 0.5 µm; the one series that was followed, ten people, lost only a tenth in six months',
  },
  drainPerYear: {
    estimate: between(0.077, 0.052, 0.103, '1/year'),
    says: 'Ink lost each year after that, in average sun',
    source: 'half-life 9 years (5 to 20), shared and unexplained',
  },
  migrationMm2PerYear: {
    estimate: between(0.0005, 0.00032, 0.0012, 'mm2/year'),
    says: 'Migration in the upper dermis, in average sun',
    source: 'fitted to fine detail being lost after 10 to 15 years (Eames 2011), 0.0002 to 0.003',
  },
  sunFloor: {
    estimate: between(0.2, 0.1, 0.35, 'ratio'),
    says: 'Speed of the slow loss without any sun, of that in average sun',
    source: 'assumed, so that a scalp under a hat loses 0.04 and one in strong sun 0.35 of its darkness a year, as practice has it',
  },
  sunPower: {
    estimate: between(0.6, 0.45, 0.75, 'power'),
    says: 'How the rest of the speed grows with the dose',
    source: 'assumed likewise: ten times the average dose makes loss about three times as fast',
  },
  skinFactor: {
    estimate: between(1, 0.9, 1.1, 'ratio'),
    says: 'Speed of the slow loss in this skin',
    source: 'practice',
  },
  palePhase: {
    estimate: between(0.3, 0.12, 0.45, 'share'),
    says: 'Hidden by new skin about day 8',
    source: 'practice: dots look pale and patchy about a week after the needle',
  },
};

const ESTIMATES = Object.fromEntries(LIFE_NAMES.map((name) => [name, LIFE_PRIORS[name].estimate])) as Life;

/** Skins and tissue that lose ink faster; sizes are practice, low confidence, that of scars from ten people (Liu 2025). */
const SKIN_FACTORS: Readonly<Record<SkinKind, Estimate>> = {
  usual: LIFE_PRIORS.skinFactor.estimate,
  oily: between(1.3, 1.15, 1.45, 'ratio'),
  dry: between(1.15, 1, 1.3, 'ratio'),
  scar: between(1.8, 1.3, 2.5, 'ratio'),
};

export function lifeOf(kind: SkinKind = 'usual'): Life {
  return { ...ESTIMATES, skinFactor: SKIN_FACTORS[kind] };
}

/** Yearly erythemal dose of an uncovered vertex that a clinic's usual client gets, in standard doses of 100 J/m² (Europe: 300 to 600; a cap often worn). */
export const AVERAGE_SUN_SED = 300;
export const AVERAGE_SUN: Estimate = withRelativeError(AVERAGE_SUN_SED, 0.45, 'SED/year');
