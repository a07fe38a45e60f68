/**
 * Units as types. A plain number of millimetres cannot be given where pixels are asked for.
 * The functions of this file are the only casts; everything else gets its unit from them.
 */
declare const unit: unique symbol;
type Quantity<U extends string> = number & { readonly [unit]?: U };

/** Millimetres, on the skin or on the scalp chart. */
export type Mm = Quantity<'mm'>;
/** Pixels of the oriented photo; (0, 0) is the top left corner of the top left pixel. */
export type Px = Quantity<'px'>;
export type PxPerMm = Quantity<'px/mm'>;
/** Dots, hairs or follicular units on one square centimetre of skin. */
export type PerCm2 = Quantity<'1/cm2'>;
export type Days = Quantity<'days'>;
export type Degrees = Quantity<'degrees'>;

export const DAYS_PER_YEAR = 365.25;
export const MM2_PER_CM2 = 100;
/** Full width at half depth of a Gaussian, in deviations: 2 √(2 ln 2). */
export const FWHM_PER_SIGMA = 2.3548200450309493;

export function degrees(radians: number): Degrees {
  return (radians * 180) / Math.PI;
}
