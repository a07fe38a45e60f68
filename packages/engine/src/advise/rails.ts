/** The densities at which a field of dots reaches what practice holds safe. */
import type { RecipeRecord, SkinType, SunOption } from '../document/schema.ts';
import { dotModelFor, seenDiameterMm } from '../forecast/forecast.ts';
import { sunOf } from '../forecast/outlook.ts';
import type { Skin } from '../skin/tissue.ts';
import { DAYS_PER_YEAR, MM2_PER_CM2 } from '../units.ts';

/** Share of the skin under ink, so many years on, from which practice warns of a painted look: Fitzpatrick I to III, IV to VI (low confidence). */
export const MOST_COVERED: Readonly<Record<SkinType, number>> = { I: 0.1, II: 0.1, III: 0.1, IV: 0.15, V: 0.15, VI: 0.15 };
export const COVERED_AT_YEARS = 5;
/** Nineteen of twenty dots lie farther from their nearest neighbour than so many spacings (our layout, as donor fields do). */
const NEAREST_SPACINGS = 0.54;
/** Bare skin between two dots, in healed dots: what survives ageing (practice). */
const GAP_DIAMETERS = 1;

/** The densities at which the rails of practice are reached. */
export function railsOf(
  skin: Skin,
  recipe: RecipeRecord,
  skinType: SkinType,
  sun: SunOption | undefined,
): { readonly coveragePerCm2: number; readonly gapPerCm2: number } {
  const model = dotModelFor(skin, recipe, sunOf(sun));
  const [healedMm, laterMm] = [model.healedDiameterMm.value, seenDiameterMm(model, COVERED_AT_YEARS * DAYS_PER_YEAR)];
  // dots overlap as chance has it
  const coveragePerCm2 = (-Math.log(1 - MOST_COVERED[skinType]) * MM2_PER_CM2) / ((Math.PI / 4) * laterMm ** 2);
  const spacingMm = ((1 + GAP_DIAMETERS) * healedMm) / NEAREST_SPACINGS;
  return { coveragePerCm2, gapPerCm2: MM2_PER_CM2 / spacingMm ** 2 };
}
