/**
 * A dot through time, in its first form: fresh, healed, then slowly paler and wider.
 *
 * Darkness is relative to the healed dot (1 at day 42). Between the needle and day 42 darkness and diameter fall exponentially; after it
 * darkness follows D = exp(−k t) and the width grows as σ² = σ₀² + 2 δ t, the centre paling as ink spreads. The parameters are practice
 * values with wide ranges, not measurements of SMP: there are none (docs/model.md).
 */
import type { DotModel, RecipeRecord } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import type { Deposit } from '../skin/dot-contrast.ts';
import type { Skin } from '../skin/tissue.ts';
import { smoothstep } from '../smoothstep.ts';
import { DAYS_PER_YEAR, FWHM_PER_SIGMA } from '../units.ts';

export interface DotAging {
  readonly freshDiameterMm: Estimate;
  readonly healedDiameterMm: Estimate;
  readonly healedOverFreshDarkness: Estimate;
  readonly fadePerYear: Estimate;
  readonly spreadMm2PerYear: Estimate;
}

/** Practice values for every dot until a client's own are known. */
export const DEFAULT_AGING: DotAging = {
  freshDiameterMm: between(0.4, 0.3, 0.5, 'mm'),
  healedDiameterMm: between(0.28, 0.2, 0.4, 'mm'),
  healedOverFreshDarkness: between(0.65, 0.5, 0.8, 'ratio'),
  fadePerYear: between(0.11, 0.06, 0.2, '1/year'),
  spreadMm2PerYear: between(0.0013, 0.0003, 0.01, 'mm2/year'),
};

export const HEALED_DAY = 42;
/** Crusts fall by day 3–10 and the skin is settled at 4–6 weeks: most of the drop lies in the first ten days. */
const HEALING_DAYS = 9;

/** Within the interval of a forecast: the pale end, the middle, the dark end. */
export const OUTLOOKS = ['least', 'likely', 'most'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

export interface DotState {
  /** Tone relative to the healed dot, as it is reported and judged for a refresh. */
  readonly darkness: number;
  /** Optical depth at the dot's centre relative to the healed dot: ink is spread over the dot's area. */
  readonly centre: number;
  /** Width relative to the healed dot. */
  readonly widthRatio: number;
  /** Redness of the skin round about, 1 under the needle. */
  readonly redness: number;
  /** Share of the dots that bear a crust. */
  readonly crusted: number;
}

/** Redness goes within two to five days; crusts form in the first and fall on days 3 to 10 (practice, medium confidence). */
const REDNESS_DAYS = 1.6;
const CRUST = { formedByDay: 1.5, fallsFromDay: 3, goneByDay: 10 };

/** State of a dot `atDays` after the needle (≥ 0). `least` and `most` are the ends of the 80 % interval, in logarithms. */
export function dotStateAt(atDays: number, aging: DotAging, outlook: Outlook = 'likely'): DotState {
  if (!(atDays >= 0)) throw new RangeError(`atDays ${atDays} is before the needle`);
  const skin = {
    redness: Math.exp(-atDays / REDNESS_DAYS),
    crusted: Math.min(1, atDays / CRUST.formedByDay) * (1 - smoothstep(CRUST.fallsFromDay, CRUST.goneByDay, atDays)),
  };
  const likely = likelyStateAt(atDays, aging);
  const off = outlook === 'likely' ? 1 : Math.exp(deviationAt(atDays, aging, outlook));
  return { ...likely, darkness: likely.darkness * off, centre: likely.centre * off, ...skin };
}

/** ln of darkness against the likely one: how much heals away and how fast the rest fades are unknown apart from each other. */
function deviationAt(atDays: number, { healedOverFreshDarkness: healed, fadePerYear: fade }: DotAging, outlook: 'least' | 'most'): number {
  const healing = 1 - stillFresh(atDays);
  const years = Math.max(0, atDays - HEALED_DAY) / DAYS_PER_YEAR;
  return outlook === 'least'
    ? -Math.hypot(Math.log(healed.low / healed.value) * healing, (fade.high - fade.value) * years)
    : Math.hypot(Math.log(healed.high / healed.value) * healing, (fade.value - fade.low) * years);
}

/** 1 under the needle, 0 from day 42. */
function stillFresh(atDays: number): number {
  const end = Math.exp(-HEALED_DAY / HEALING_DAYS);
  return atDays >= HEALED_DAY ? 0 : (Math.exp(-atDays / HEALING_DAYS) - end) / (1 - end);
}

function likelyStateAt(atDays: number, aging: DotAging): Pick<DotState, 'darkness' | 'centre' | 'widthRatio'> {
  if (atDays < HEALED_DAY) {
    const left = stillFresh(atDays);
    const freshDarkness = 1 / aging.healedOverFreshDarkness.value;
    const freshWidth = aging.freshDiameterMm.value / aging.healedDiameterMm.value;
    const darkness = 1 + (freshDarkness - 1) * left;
    const widthRatio = 1 + (freshWidth - 1) * left;
    return { darkness, centre: darkness / widthRatio ** 2, widthRatio };
  }
  const years = (atDays - HEALED_DAY) / DAYS_PER_YEAR;
  const healedSigma = aging.healedDiameterMm.value / FWHM_PER_SIGMA;
  const sigma2 = healedSigma ** 2 + 2 * aging.spreadMm2PerYear.value * years;
  const darkness = Math.exp(-aging.fadePerYear.value * years);
  return { darkness, centre: (darkness * healedSigma ** 2) / sigma2, widthRatio: Math.sqrt(sigma2) / healedSigma };
}

/**
 * The healed dot and how it will age, for the dot model of a plan.
 * @param recipe what most of the dots are made by
 */
export function dotModelFor(
  skin: Skin,
  { depthMm, diameterMm, loadGPerM2 }: Pick<RecipeRecord, 'depthMm' | 'diameterMm' | 'loadGPerM2'>,
): DotModel {
  return { skin: { ...skin }, depthMm, depositDiameterMm: diameterMm.value, loadGPerM2, ...DEFAULT_AGING };
}

/**
 * A fresh deposit fills the needle's track up to the surface; what lies in the epidermis is shed, and its centre sinks: by so large a share of the depth it
 * lies higher under the needle [A]. With ink conserved a photographed dot then heals to 0.66 of its fresh drop on skin of type II, as practice has it.
 */
const FRESH_RISE = 0.15;

/** The deposit of a dot of tone 1 at a day, in the skin it lies in. */
export function depositAt(
  model: DotModel,
  atDays: number,
  outlook: Outlook = 'likely',
): { readonly skin: Skin; readonly deposit: Deposit } {
  const { centre, widthRatio } = dotStateAt(atDays, model, outlook);
  const risen = 1 - FRESH_RISE * stillFresh(atDays);
  return {
    skin: model.skin,
    deposit: {
      kind: 'fine',
      depthMm: model.depthMm.value * risen,
      diameterMm: model.depositDiameterMm * widthRatio,
      loadGPerM2: model.loadGPerM2.value * centre,
    },
  };
}
