/**
 * How much of a deposit is left, by its depth: what lies above the junction is shed with the epidermis, some is carried off by lymph in the first
 * week, the rest drains slowly. A first form with literature values (docs/model.md); carbon itself does not bleach.
 */
import { DAYS_PER_YEAR } from '../units.ts';

/** Depth of the dermo-epidermal junction, its undulation, and how far a deposit reaches up and down, µm (skin sections; practice). */
const JUNCTION_UM = { mean: 80, sd: 20 };
const DEPOSIT_SD_UM = 45;
/** The wound closes first; then the epidermis is replaced: more than 95 % within eight weeks (turnover 36 ± 6 days). */
const SHED = { fromDay: 14, days: 12 };
/** Lost by lymph within about a week: 15 % (5–33 %). */
const LYMPH = { share: 0.15, days: 2.5 };
/** Half of what is left goes in 9 years (5–20), for reasons that nobody has measured. */
const DRAIN_HALF_LIFE_YEARS = 9;

/** Share of the pigment that is left. @param atDays after the needle, from 0 */
export function retainedShare(depthMm: number, atDays: number): number {
  const spread = Math.sqrt(JUNCTION_UM.sd ** 2 + DEPOSIT_SD_UM ** 2);
  const above = normalCdf((JUNCTION_UM.mean - 1000 * depthMm) / spread);
  const unshed = Math.exp(-Math.max(0, atDays - SHED.fromDay) / SHED.days);
  const unwashed = 1 - LYMPH.share * (1 - Math.exp(-atDays / LYMPH.days));
  const undrained = 0.5 ** (atDays / DAYS_PER_YEAR / DRAIN_HALF_LIFE_YEARS);
  return (above * unshed + (1 - above) * unwashed) * undrained;
}

/** Zelen & Severo 1964 (Abramowitz & Stegun 26.2.17), within 7.5·10⁻⁸. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
