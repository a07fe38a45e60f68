/**
 * One dot's ink from the moment of the needle on, for one set of parameters.
 *
 * Pigment above the junction is shed with the epidermis, lymph carries some of the rest off within a week, cells gather what stays into clumps that tint
 * less, and from then on it drains and spreads slowly: faster in sun, and farther where it lies deep. Ink is conserved while it spreads: σ² = σ₀² + 2 D t,
 * so that the breadth (4 σ of the even disc that it starts as) grows as d² = d₀² + 32 D t. All of it is a model (docs/model.md).
 */
import { smoothstep } from '../smoothstep.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { AVERAGE_SUN_SED, type LifeDraw } from './priors.ts';

export const HEALED_DAY = 42;

/** Depth of the dermo-epidermal junction, its undulation, and how far a deposit reaches up and down, µm (skin sections; practice). */
const JUNCTION_UM = { mean: 80, sd: 20 };
const DEPOSIT_SD_UM = 45;
/** The wound closes first; then the epidermis is replaced: more than 95 % within eight weeks (turnover 36 ± 6 days). */
const SHED = { fromDay: 14, days: 12 };
const LYMPH_DAYS = 2.5;
/** Loose tissue lets ink go sideways: dots widen by 1.5 to 3 below half a millimetre, and what lies there stays (practice and tattoos, low confidence). */
const DEEP = { fromMm: 0.3, toMm: 0.8, migration: 4, drain: 0.5 };
/** New horny layer over the dots is cloudy: from the fall of the crusts to about four weeks (practice). */
const PALE = { fromDay: 3, mostDay: 8, goneDay: 30 };

/** What the epidermis sheds is the shallow part of a deposit: the rest of one that straddles the junction lies just under it, 20 µm on average [A]. */
const UNDER_JUNCTION_MM = (JUNCTION_UM.mean + 20) / 1000;

function unshedAt(atDays: number): number {
  return Math.exp(-Math.max(0, atDays - SHED.fromDay) / SHED.days);
}

/** Depth of what is left of a deposit: as far as the epidermis sheds it, it is the deeper part that stays. */
export function depthLeftMm(depthMm: number, atDays: number): number {
  return depthMm + Math.max(0, UNDER_JUNCTION_MM - depthMm) * (1 - unshedAt(atDays));
}

/** Share of the pigment that is left, without any sun's part in it. @param atDays after the needle, from 0 */
export function retainedShare(depthMm: number, atDays: number, lymphShare: number, drainPerYear: number): number {
  const spread = Math.sqrt(JUNCTION_UM.sd ** 2 + DEPOSIT_SD_UM ** 2);
  const above = normalCdf((JUNCTION_UM.mean - 1000 * depthMm) / spread);
  const unshed = unshedAt(atDays);
  const unwashed = 1 - lymphShare * (1 - Math.exp(-atDays / LYMPH_DAYS));
  return (above * unshed + (1 - above) * unwashed) * Math.exp((-drainPerYear * atDays) / DAYS_PER_YEAR);
}

/** How fast the slow years go by: 1 in average sun and usual skin. @param sedPerYear erythemal dose where the dot lies */
export function slowSpeed({ sunFloor, sunPower, skinFactor }: LifeDraw, sedPerYear: number): number {
  return skinFactor * (sunFloor + (1 - sunFloor) * (sedPerYear / AVERAGE_SUN_SED) ** sunPower);
}

function deepness(depthMm: number): number {
  return smoothstep(DEEP.fromMm, DEEP.toMm, depthMm);
}

/** What tints, of all that the needle left: pigment that stays, weighed by the tint of its clumps. */
export function tintingShare(depthMm: number, atDays: number, life: LifeDraw, sedPerYear: number): number {
  const drain = life.drainPerYear * slowSpeed(life, sedPerYear) * (1 + (DEEP.drain - 1) * deepness(depthMm));
  return retainedShare(depthMm, atDays, life.lymphShare, drain) * tintAt(atDays, life);
}

/** Tint of the ink against that of fresh ink: cells gather fine particles into clumps. */
export function tintAt(atDays: number, { clumpedTint, clumpDays }: Pick<LifeDraw, 'clumpedTint' | 'clumpDays'>): number {
  return clumpedTint + (1 - clumpedTint) * Math.exp(-atDays / clumpDays);
}

/** Share of a dot's darkness that new skin hides while it heals. */
export function paleShare(atDays: number, { palePhase }: Pick<LifeDraw, 'palePhase'>): number {
  return palePhase * smoothstep(PALE.fromDay, PALE.mostDay, atDays) * (1 - smoothstep(PALE.mostDay, PALE.goneDay, atDays));
}

/** Breadth of the ink against that at day 42, from then on. @param healedMm breadth of the deposit at day 42 */
export function breadthRatio(healedMm: number, depthMm: number, atDays: number, life: LifeDraw, sedPerYear: number): number {
  const years = Math.max(0, atDays - HEALED_DAY) / DAYS_PER_YEAR;
  const migration = life.migrationMm2PerYear * slowSpeed(life, sedPerYear) * (1 + (DEEP.migration - 1) * deepness(depthMm));
  return Math.sqrt(1 + (32 * migration * years) / healedMm ** 2);
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
