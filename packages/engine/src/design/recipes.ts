/**
 * Needle, throw and dilution for the zones of a plan, from the skin and the hair that the photo shows. Starting points from a model, to be replaced by
 * the house's own for each brand of pigment and by the client's own healed dots.
 */
import { type RecipeRecord, type SkinType, ZONE_NAMES, type ZoneName } from '../document/schema.ts';
import type { Measurement } from '../measure/measure.ts';
import { info, type Note, warning } from '../note.ts';
import { NATURAL_HAIR, type NaturalHair } from '../skin/hair-tone.ts';
import { PHOTO_LAB_ERROR, skinFromLab } from '../skin/inverse.ts';
import { type SkinFirmness, type Stroke, USUAL_STROKE } from '../skin/needle.ts';
import { hairOfLab, type Recipe, recipeFor } from '../skin/recipe.ts';
import { type Skin, skinOfType } from '../skin/tissue.ts';

export interface Recipes {
  /** What the light meets in this skin. */
  readonly skin: Skin;
  readonly recipes: readonly RecipeRecord[];
  readonly notes: readonly Note[];
  /** What they were made for, besides the measurement. */
  readonly madeFor: { readonly targetPerCm2: Readonly<Record<ZoneName, number>>; readonly given: SkinType | undefined };
}

interface Way {
  readonly zones: readonly ZoneName[];
  readonly stroke: Stroke;
  readonly firmness: SkinFirmness;
}

/** Single points for the front edge, where skin is thin and every dot is seen; three points behind it (practice, medium confidence). */
const FRONT: Way = { zones: ['hairline'], stroke: { ...USUAL_STROKE, points: 1 }, firmness: 'thin' };
const BEHIND: Way = { zones: ['frontal', 'mid-scalp', 'crown'], stroke: USUAL_STROKE, firmness: 'usual' };
/** A match that is farther off than this is seen side by side. */
const SEEN_DELTA_E00 = 3;

/**
 * @param targetPerCm2 dots and hairs wanted together, by zone
 * @param given skin type that the user states; it then counts for the photo's colours
 * @param before recipes of the same measurement: returned where they were made for the same
 */
export function recipesFor(
  measurement: Measurement,
  targetPerCm2: Readonly<Record<ZoneName, number>>,
  given: SkinType | undefined,
  before: Recipes | null = null,
): Recipes {
  if (
    before !== null &&
    before.madeFor.given === given &&
    ZONE_NAMES.every((zone) => before.madeFor.targetPerCm2[zone] === targetPerCm2[zone])
  )
    return before;
  const { skin: seen, hairLab } = measurement.record;
  const fit = skinFromLab(seen.lab, { labError: PHOTO_LAB_ERROR });
  const skin = given !== undefined || !fit.ok ? skinOfType(given ?? measurement.skinType) : fit.value.skin;
  const hair = hairOfLab(hairLab ?? null);
  const [front, behind] = pair(skin, hair, targetPerCm2, null);
  const notes: Note[] = [
    info(
      'recipe-is-a-model',
      'Needle, throw and dilution come from a model of light and needle. Brands, machines and hands differ by more than its steps: test on a patch and look at it healed.',
    ),
  ];
  if (behind.deltaE00 > SEEN_DELTA_E00)
    notes.push(
      warning(
        'stubble-not-matched',
        `No load of carbon at ${behind.depthMm.value.toFixed(2)} mm gives this skin quite the tone of ${hair.replace('-', ' ')} stubble: the nearest is ΔE00 ${behind.deltaE00.toFixed(1)} away.`,
      ),
    );
  return { skin, recipes: [recordOf(FRONT, hair, front), recordOf(BEHIND, hair, behind)], notes, madeFor: { targetPerCm2, given } };
}

/** The same recipes with so many times the ink. */
export function shadedRecipes(matched: Recipes, shade: number): Recipes {
  const { skin, recipes, madeFor } = matched;
  const { hair, loadGPerM2 } = recipes[recipes.length - 1];
  const [front, behind] = pair(skin, hair as NaturalHair, madeFor.targetPerCm2, shade * loadGPerM2.value);
  return { ...matched, recipes: [recordOf(FRONT, hair, front), recordOf(BEHIND, hair, behind)] };
}

/** The front edge is laid in the ink of what lies behind it. @param inkGPerM2 null: that which matches the stubble */
function pair(
  skin: Skin,
  hair: NaturalHair,
  targetPerCm2: Readonly<Record<ZoneName, number>>,
  inkGPerM2: number | null,
): readonly [front: Recipe, behind: Recipe] {
  const made = ({ zones, stroke, firmness }: Way, ink: number | null): Recipe => {
    const dotsPerCm2 = zones.reduce((sum, zone) => sum + targetPerCm2[zone], 0) / zones.length;
    return recipeFor(skin, NATURAL_HAIR[hair], stroke, firmness, dotsPerCm2, ink);
  };
  const behind = made(BEHIND, inkGPerM2);
  return [made(FRONT, behind.loadGPerM2.value), behind];
}

function recordOf({ zones }: Way, hair: string, recipe: Recipe): RecipeRecord {
  const { stroke, stubbleLab, healedLab, depthErrors, throwMm, depthMm, diameterMm, loadGPerM2, waterParts, deltaE00 } = recipe;
  return {
    zones: [...zones],
    hair,
    points: stroke.points,
    wireMm: stroke.wireMm,
    throwMm,
    dwellS: stroke.dwellS,
    depthMm,
    diameterMm,
    loadGPerM2,
    waterParts,
    stubbleLab: [...stubbleLab],
    healedLab: [...healedLab],
    deltaE00,
    depthErrors: depthErrors.map(({ lab, ...rest }) => ({ ...rest, lab: [...lab] })),
  };
}

/** What a practitioner reads beside a zone. */
export function needleText({ points, wireMm, throwMm }: RecipeRecord): string {
  return `${points}-point ${wireMm.toFixed(2)}, throw ${throwMm.value.toFixed(1)} mm`;
}

export function dilutionText({ waterParts: { value, low, high } }: RecipeRecord): string {
  return `1:${Math.round(value)} (${Math.round(low)}–${Math.round(high)})`;
}
