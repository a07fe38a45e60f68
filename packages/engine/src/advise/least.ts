/**
 * The least that does it: the fewest dots, and the shade, that bring a thin place so near to the client's fuller hair that it no longer stands out from the
 * chosen distance. A place is seen as skin between hair, mixed in light as the eye mixes it; dots darken the skin; the rails of practice hold throughout.
 */
import { TAKEN_TOGETHER_DEGREES } from '../colour/as-seen.ts';
import { targetsPerCm2 } from '../design/design.ts';
import { type DensityNeed, fullCoverage } from '../design/need.ts';
import { type Recipes, shadedRecipes } from '../design/recipes.ts';
import type { LeastRecord, Mode, SkinType, Style, SunOption } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import type { Measurement } from '../measure/measure.ts';
import { info, type Note, warning } from '../note.ts';
import { fillPolygon, type Polygon } from '../polygon.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { contrast, type Dimming, dimmingOf, type MixedScalp, mixedScalp } from './mixed-scalp.ts';
import { railsOf } from './rails.ts';
import { SEEN_THRESHOLD_DELTA_E00 } from './seen/as-seen.ts';

export interface LeastRequest {
  readonly mode: Mode;
  readonly style: Style;
  /** From how far the scalp shall no longer stand out. */
  readonly distanceM: number;
  /** Density of mid-scalp that the user asks for; then nothing is proposed. */
  readonly askedPerCm2: number | undefined;
  readonly sun: SunOption | undefined;
}

export interface Least {
  /** In the proposed shade. */
  readonly recipes: Recipes;
  /** Null where the photo gives nothing to match, or the user has said how dense. */
  readonly need: DensityNeed | null;
  readonly record: LeastRecord | null;
  readonly notes: readonly Note[];
}

/** Talk: nearer than a room, farther than a mirror. */
export const USUAL_DISTANCE_M = 1;
/** A style asks for a closer match or takes a looser one [A]. */
const STYLE_CLOSENESS: Readonly<Record<Style, number>> = { soft: 1, broken: 1.15, defined: 0.75 };
/**
 * Parts of water in the palest ink from which practice starts, by hair (low certainty): no ink has to be paler, even where the model's stubble would be.
 */
const PALE_WATER: Readonly<Record<string, number>> = { black: 5, 'dark-brown': 12, blond: 30, red: 30 };
const USUAL_PALE_WATER = 20;
/** Steps from a paler ink to that which matches a day's stubble. More than that gains little, as dense dots take all their light already, and would not pale for years. */
const SHADES: readonly number[] = [0.6, 0.8, 1];
/**
 * Stubble is seen as dots up to about talk, where one is a minute of arc; then a place may not hold fewer than so much less than full hair: dermatologists
 * see a difference of density from 22.7 % on (HairMetrix, 100 of them).
 */
const DOTS_SEEN_TO_M = 1;
const DENSITY_SEEN_FROM = 0.227;
/** Nothing is looked for beyond. */
const MOST_PER_CM2 = 120;
const STEP_PER_CM2 = 1;
const SHARES = 20;
/** How much paler or darker than planned ink heals: 0.5 to 0.8 of fresh about 0.65 (practice); what is seen grows with about this power of the ink. */
const HEALED_RATIOS: readonly number[] = [0.5 / 0.65, 0.8 / 0.65];
const SEEN_POWER = 0.55;
/** A rail counts as reached where this share of the zone gets fewer dots than it needs. */
const SHORT_SHARE = 0.1;
/** So small a share of practice's dots is none. */
const NEXT_TO_NOTHING = 0.02;
/** A darker ink has to save so many of practice’s dots, or to come so much nearer. */
const WORTH_SHARE = 0.04;
const WORTH_DELTA_E00 = 0.05;

/** @param zonesPx where dots may go, photo px */
export function leastThatDoes(
  photo: Raster<'srgb8'>,
  scalp: Scalp,
  measurement: Measurement,
  zonesPx: readonly Polygon[],
  matched: Recipes,
  request: LeastRequest,
): Least {
  const { mode, style, distanceM, askedPerCm2, sun } = request;
  const nothing = (notes: readonly Note[]): Least => ({ recipes: matched, need: null, record: null, notes });
  if (askedPerCm2 !== undefined || zonesPx.length === 0) return nothing([]);
  const scene = mixedScalp(photo, scalp, measurement, matched.skin);
  if (scene === null)
    return nothing([
      info(
        'no-hair-to-match',
        'The photo shows no fuller hair to be matched: dots are as dense as practice lays them, and not the fewest that would do.',
      ),
    ]);
  const threshold = SEEN_THRESHOLD_DELTA_E00 * STYLE_CLOSENESS[style];
  const targets = Object.values(targetsPerCm2(style, undefined));
  const usualPerCm2 = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const places = sharesIn(scalp, zonesPx);
  const leastDensity = mode === 'shaved' && distanceM <= DOTS_SEEN_TO_M ? 1 - DENSITY_SEEN_FROM : 0;
  const proposals = shadesOf(matched, leastDensity > 0).map((shade) =>
    proposalIn(shade, matched, scene, { threshold, leastDensity, usualPerCm2, places, skinType: measurement.skinType, sun }),
  );
  const best = bestOf(proposals);
  if (best.shareOfUsual < NEXT_TO_NOTHING)
    return nothing([
      warning(
        'does-not-stand-out',
        `From ${distanceM} m the thin scalp differs from the fuller hair by ΔE00 ${best.before.value.toFixed(1)} (${best.before.low.toFixed(1)} to ${best.before.high.toFixed(1)}) on average, and no part of it by the ${threshold.toFixed(1)} from which it stands out: from there dots are not needed. Those that are planned, as dense as practice lays them, are for a closer look.`,
      ),
    ]);
  const record: LeastRecord = {
    distanceM,
    thresholdDeltaE00: threshold,
    beforeDeltaE00: best.before,
    afterDeltaE00: best.after,
    shade: best.shade,
    ceilingPerCm2: best.ceilingPerCm2,
    limitedBy: best.limitedBy,
    shareOfUsual: best.shareOfUsual,
  };
  return {
    recipes: best.recipes,
    need: {
      perCm2ByShare: best.perCm2ByShare,
      ceilingPerCm2: best.ceilingPerCm2,
      blurMm: distanceM * 1000 * Math.tan((TAKEN_TOGETHER_DEGREES * Math.PI) / 180),
    },
    record,
    notes: [info('least-that-does', `${wordsFor(record)}${leastDensity === 0 ? '' : STUBBLE_WORDS}`)],
  };
}

/** How many places of the zones have each share of their full hair, thinnest first. */
function sharesIn({ coverage, inside, fringe, scale }: Scalp, zonesPx: readonly Polygon[]): Float64Array {
  const { width, height, data } = coverage;
  const mask = new Uint8Array(width * height);
  for (const zone of zonesPx) fillPolygon(mask, width, height, zone, 1, scale);
  const full = fullCoverage(fringe);
  const count = new Float64Array(SHARES + 1);
  for (let i = 0; i < data.length; i++)
    if (mask[i] > 0 && inside.data[i] > 0) count[Math.round(Math.min(1, Math.max(0, data[i] / full)) * SHARES)]++;
  return count;
}

interface Proposal extends Pick<DensityNeed, 'perCm2ByShare' | 'ceilingPerCm2'> {
  readonly shade: number;
  readonly recipes: Recipes;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly limitedBy: LeastRecord['limitedBy'];
  readonly shareOfUsual: number;
}

function proposalIn(
  shade: number,
  matched: Recipes,
  scene: MixedScalp,
  given: {
    readonly threshold: number;
    /** Share of practice's density below which a place shows as thin, dots and hair together. */
    readonly leastDensity: number;
    readonly usualPerCm2: number;
    readonly places: Float64Array;
    readonly skinType: SkinType;
    readonly sun: SunOption | undefined;
  },
): Proposal {
  const { threshold, leastDensity, usualPerCm2, places, skinType, sun } = given;
  const recipes = shade === 1 ? matched : shadedRecipes(matched, shade);
  const recipe = recipes.recipes[recipes.recipes.length - 1];
  const dimming = dimmingOf(scene.skin, recipe);
  const rails = railsOf(scene.skin, recipe, skinType, sun);
  const ceilingPerCm2 = Math.min(rails.coveragePerCm2, rails.gapPerCm2, MOST_PER_CM2);
  const perCm2ByShare = Array.from({ length: SHARES + 1 }, (_, k) =>
    Math.max(leastAt(k / SHARES, scene, dimming, threshold), (leastDensity - k / SHARES) * usualPerCm2),
  );
  // hair that is there counts as dots that are
  const laid = perCm2ByShare.map((needed, k) => Math.min(needed, (1 - k / SHARES) * Math.min(usualPerCm2, ceilingPerCm2)));
  const mean = (of: (share: number, k: number) => number): number => {
    const total = places.reduce((sum, n) => sum + n, 0);
    return total === 0 ? 0 : places.reduce((sum, n, k) => sum + n * of(k / SHARES, k), 0) / total;
  };
  const { value: likely, low, high } = scene.hiddenAtFull;
  const seen = (dots: readonly number[], hidden: number, inkRatio: number): number =>
    mean((share, k) => contrast(scene, share, dimming, dots[k], hidden, inkRatio));
  const estimate = (dots: readonly number[]): Estimate => {
    const inks = dots.every((n) => n === 0) ? [1] : HEALED_RATIOS.map((ratio) => ratio ** SEEN_POWER);
    const ends = [low, high].flatMap((hidden) => inks.map((ink) => seen(dots, hidden, ink)));
    const value = seen(dots, likely, 1);
    return between(value, Math.min(value, ...ends), Math.max(value, ...ends), 'dE00');
  };
  const [needed, usual] = [mean((_, k) => laid[k]), mean((share) => (1 - share) * usualPerCm2)];
  const short = mean((_, k) => (perCm2ByShare[k] > laid[k] + STEP_PER_CM2 ? 1 : 0)) > SHORT_SHARE;
  const matchedGPerM2 = matched.recipes[matched.recipes.length - 1].loadGPerM2.value;
  return {
    // no paler than practice thins, so that it may be less than asked for
    shade: recipe.loadGPerM2.value / matchedGPerM2,
    recipes,
    perCm2ByShare,
    ceilingPerCm2,
    before: estimate(laid.map(() => 0)),
    after: estimate(laid),
    limitedBy: !short ? 'nothing' : ceilingPerCm2 >= usualPerCm2 ? 'practice' : rails.gapPerCm2 < rails.coveragePerCm2 ? 'gap' : 'coverage',
    shareOfUsual: usual === 0 ? 1 : needed / usual,
  };
}

/** From the palest ink to the darkest that is looked at, against that which matches a day's stubble; beside stubble that is seen as dots, that one alone. */
function shadesOf({ recipes }: Recipes, besideDots: boolean): readonly number[] {
  const { hair, waterParts } = recipes[recipes.length - 1];
  const darkest = Math.max(1, (1 + waterParts.value) / (1 + (PALE_WATER[hair] ?? USUAL_PALE_WATER)));
  return (besideDots ? [1] : SHADES).map((shade) => shade * darkest);
}

/** Of those that do it the one with the fewest dots, else what comes nearest; what is as good in paler ink is better, as more can be added and none taken away. */
function bestOf(fromPalest: readonly Proposal[]): Proposal {
  const doing = fromPalest.filter(({ limitedBy }) => limitedBy === 'nothing');
  const [pool, cost, slack] =
    doing.length > 0
      ? [doing, (p: Proposal): number => p.shareOfUsual, WORTH_SHARE]
      : [fromPalest, (p: Proposal): number => p.after.value, WORTH_DELTA_E00];
  const least = Math.min(...pool.map(cost));
  return pool.find((p) => cost(p) <= least + slack) ?? pool[0];
}

/** The fewest dots with which a place comes within the threshold, or those with which it comes nearest. */
function leastAt(share: number, scene: MixedScalp, dimming: Dimming, threshold: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let n = 0; n <= MOST_PER_CM2; n += STEP_PER_CM2) {
    const off = contrast(scene, share, dimming, n);
    if (off <= threshold) return n;
    if (off < least) [best, least] = [n, off];
  }
  return best;
}

const RAILS: Readonly<Record<LeastRecord['limitedBy'], string>> = {
  nothing: 'No more are needed.',
  practice: 'More would be denser than practice lays them.',
  coverage: 'More would cover so much skin in five years that it can look painted.',
  gap: 'More would leave less than a dot’s breadth of bare skin between dots.',
};

const STUBBLE_WORDS =
  ' Clipped hair shows as dots from there, so that no place is laid with fewer than three quarters of what practice lays, counting hair: from about there on a difference of density is seen.';

function wordsFor({ distanceM, thresholdDeltaE00, beforeDeltaE00, afterDeltaE00, shareOfUsual, limitedBy }: LeastRecord): string {
  const from = `From ${distanceM} m the thin scalp differs from the fuller hair by ΔE00 ${beforeDeltaE00.value.toFixed(1)} on average`;
  const after = `with the healed dots by ${afterDeltaE00.value.toFixed(1)} (${afterDeltaE00.low.toFixed(1)} to ${afterDeltaE00.high.toFixed(1)})`;
  const goal = `it stands out from about ${thresholdDeltaE00.toFixed(1)} on`;
  const share = Math.round(100 * shareOfUsual);
  const taken = share >= 100 ? 'as many dots as practice lays there' : `${share} % of the dots that practice lays there`;
  return `${from}, ${after}; ${goal}. This takes ${taken}. ${RAILS[limitedBy]}`;
}
