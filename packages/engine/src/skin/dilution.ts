/**
 * A model of how a diluted pigment becomes the load of a healed dot; not a measurement of any brand. Carbon in the bottle, water added, what a
 * needle leaves behind and what healing keeps:
 *   load = stock / (1 + water parts) · deposited volume · retained / area of the healed dot.
 */
import { type Estimate, withRelativeError } from '../estimate.ts';

/** Users of scalp pigment report 15 % powder in the bottle (a forum, low certainty): about 150 g/L, taken to be carbon throughout. */
export const STOCK_G_PER_L = 150;
/**
 * Volume that one needle entry leaves below the junction, in nanolitres [model]. With dilutions of 1 : 10 to 1 : 30 it gives the 0.03–0.3 g/m² at
 * which dots are visible and not yet black.
 */
export const DEPOSITED_NL = 1;
/** About one third of tattooed pigment is gone within weeks (reviews of animal work; Engel et al. 2010 found 32 % in 42 days). */
export const RETAINED = 0.67;
/** Volume, retention and stock are each known within a factor of about 1.5: together a relative error of 0.7 [model]. */
const RELATIVE_ERROR = 0.7;

export interface DilutionModel {
  readonly stockGPerL: number;
  readonly depositedNl: number;
  readonly retained: number;
}

export const DILUTION_MODEL: DilutionModel = { stockGPerL: STOCK_G_PER_L, depositedNl: DEPOSITED_NL, retained: RETAINED };

/** Load of a healed dot for parts of water to one part of pigment. */
export function loadOfDilution(waterParts: number, diameterMm: number, model: DilutionModel = DILUTION_MODEL): Estimate {
  return withRelativeError(undilutedGPerM2(diameterMm, model) / (1 + waterParts), RELATIVE_ERROR, 'g/m2');
}

/** Parts of water to one part of pigment that give a load; 0 where even the undiluted pigment gives less. */
export function dilutionOfLoad(loadGPerM2: number, diameterMm: number, model: DilutionModel = DILUTION_MODEL): Estimate {
  const whole = withRelativeError(undilutedGPerM2(diameterMm, model) / loadGPerM2, RELATIVE_ERROR, 'parts');
  const water = (parts: number): number => Math.max(0, parts - 1);
  return { value: water(whole.value), low: water(whole.low), high: water(whole.high), unit: 'parts' };
}

/** 1 g/L · 1 nL on 1 mm² is 10⁻³ g/m². */
function undilutedGPerM2(diameterMm: number, { stockGPerL, depositedNl, retained }: DilutionModel): number {
  return (1e-3 * stockGPerL * depositedNl * retained) / ((Math.PI / 4) * diameterMm ** 2);
}
