/**
 * Which ink, how much and how deep: the load at which a field of healed dots has the tone of the client's own stubble, and what becomes of it where
 * the hand goes deeper or shallower. A model with wide intervals; a test patch of the client's own, healed, is worth more.
 */
import { deltaE00, type Lab } from '../colour/lab.ts';
import { colourOfReflectance } from '../colour/reflectance.ts';
import { between, type Estimate, relativeErrorOf, withRelativeError } from '../estimate.ts';
import { dilutionOfLoad, loadOfDilution } from './dilution.ts';
import { dotColours, fieldLab } from './dot-contrast.ts';
import { type HairMelanin, hairReflectance, NATURAL_HAIR, type NaturalHair, stubbleReflectance } from './hair-tone.ts';
import { depositOf, type SkinFirmness, type Stroke, throwForDepth } from './needle.ts';
import { skinColour } from './skin-colour.ts';
import type { Skin } from './tissue.ts';

export interface Recipe {
  readonly stroke: Stroke;
  readonly throwMm: Estimate;
  readonly depthMm: Estimate;
  readonly diameterMm: Estimate;
  readonly loadGPerM2: Estimate;
  /** Parts of water to one part of pigment. */
  readonly waterParts: Estimate;
  /** Mean colour of skin under the stubble of full hair, and of the same skin under the planned dots, healed. */
  readonly stubbleLab: Lab;
  readonly healedLab: Lab;
  readonly deltaE00: number;
  /** The middle of a healed dot where the same ink lies deeper or shallower. */
  readonly depthErrors: readonly { readonly offMm: number; readonly lab: Lab; readonly deltaL: number; readonly deltaB: number }[];
}

/** Below it most is shed with the epidermis, above it dots cool and fade from sight (optimum 0.12–0.18 mm, docs/model.md). */
export const PLANNED_DEPTH_MM = 0.15;
/**
 * Full scalp that is matched: units, hairs in each, shaft (donor fields), and its stubble a day after the shave, at 0.35 mm a day. That length also gives the
 * dilutions from which practice starts (docs/model.md); after a close shave the dots are a little darker than the stubble.
 */
const FULL_SCALP = { unitsPerCm2: 75, hairsPerUnit: 1.94, shaftUm: 75, lengthMm: 0.4 };
const OFF_MM: readonly number[] = [-0.1, 0, 0.1];
/** Shallower than this the deposit sticks out of the skin. */
const SHALLOWEST_MM = 0.04;
/** Practice thins to 30 parts of water at most; beyond it dots vanish as they heal. More load than this changes no colour. */
const MOST_WATER_PARTS = 30;
const MOST_LOAD_G_PER_M2 = 1;
/** Halvings of the range of loads: to 0.1 %. */
const STEPS = 12;
/** The tone of a client's stubble is known by about this much in L* from a photo or a swatch [A]. */
const TARGET_L_SD = 2;

/**
 * @param stroke needle and dwell; its throw is set so that the deposit lies at the planned depth
 * @param dotsPerCm2 dots and hairs that there will be together: where they are fewer than on a full scalp, each has to be darker
 * @param inkGPerM2 a load that is taken instead of a match: a front edge is laid in the ink of what lies behind it, and a proposal may want another shade; no
 *   paler than practice thins
 */
export function recipeFor(
  skin: Skin,
  hair: HairMelanin,
  stroke: Stroke,
  firmness: SkinFirmness,
  dotsPerCm2: number,
  inkGPerM2: number | null = null,
): Recipe {
  const throwMm = throwForDepth(PLANNED_DEPTH_MM, stroke, firmness);
  const { depthMm, diameterMm } = depositOf({ ...stroke, throwMm }, firmness);
  const bare = skinColour(skin);
  const { unitsPerCm2, hairsPerUnit, shaftUm, lengthMm } = FULL_SCALP;
  const stubble = stubbleReflectance(bare.reflectance, hair, { hairsPerCm2: unitsPerCm2 * hairsPerUnit, shaftUm, lengthMm });
  const stubbleLab = colourOfReflectance(stubble).lab;
  const field = (loadGPerM2: number, depth: number): Lab =>
    fieldLab(skin, { kind: 'fine', depthMm: depth, diameterMm: diameterMm.value, loadGPerM2 }, dotsPerCm2);
  const least = loadOfDilution(MOST_WATER_PARTS, diameterMm.value).value;
  const load =
    inkGPerM2 === null
      ? matching((g) => field(g, PLANNED_DEPTH_MM)[0], stubbleLab[0], least)
      : Math.min(MOST_LOAD_G_PER_M2, Math.max(least, inkGPerM2));
  const healedLab = field(load, PLANNED_DEPTH_MM);
  const dot = (depth: number): Lab =>
    dotColours(skin, { kind: 'fine', depthMm: depth, diameterMm: diameterMm.value, loadGPerM2: load }).centre.lab;
  const planned = dot(PLANNED_DEPTH_MM);
  // what the target's error means in load, from the slope about the match
  const slope = (field(load * 1.2, PLANNED_DEPTH_MM)[0] - field(load / 1.2, PLANNED_DEPTH_MM)[0]) / (2 * Math.log(1.2));
  const targetError = Math.min(1, TARGET_L_SD / Math.max(0.5, Math.abs(slope)));
  const loadGPerM2 = withRelativeError(load, Math.sqrt(targetError ** 2 + 0.3 ** 2), 'g/m2');
  const water = dilutionOfLoad(load, diameterMm.value);
  return {
    stroke: { ...stroke, throwMm },
    throwMm: withRelativeError(throwMm, relativeErrorOf(depthMm), 'mm'),
    depthMm,
    diameterMm,
    loadGPerM2,
    waterParts: between(water.value, water.low, water.high, 'parts'),
    stubbleLab,
    healedLab,
    deltaE00: deltaE00(stubbleLab, healedLab),
    depthErrors: OFF_MM.map((offMm) => {
      const lab = dot(Math.max(SHALLOWEST_MM, PLANNED_DEPTH_MM + offMm));
      return { offMm, lab, deltaL: lab[0] - planned[0], deltaB: lab[2] - planned[2] };
    }),
  };
}

/** The natural hair whose tress is nearest in lightness to hair of a photo; dark brown where no hair is seen. */
export function hairOfLab(lab: Lab | null): NaturalHair {
  if (lab === null) return 'dark-brown';
  let best: NaturalHair = 'dark-brown';
  let least = Number.POSITIVE_INFINITY;
  for (const name of Object.keys(NATURAL_HAIR) as NaturalHair[]) {
    // red and grey are matters of hue, which an uncalibrated photo does not tell
    if (name === 'red' || name === 'grey') continue;
    const off = Math.abs(colourOfReflectance(hairReflectance(NATURAL_HAIR[name])).lab[0] - lab[0]);
    if (off < least) {
      least = off;
      best = name;
    }
  }
  return best;
}

/** The load at which a falling lightness meets its target, or the end of the range that comes nearest. */
function matching(lightness: (loadGPerM2: number) => number, target: number, least: number): number {
  if (lightness(least) <= target) return least;
  if (lightness(MOST_LOAD_G_PER_M2) >= target) return MOST_LOAD_G_PER_M2;
  let [low, high] = [Math.log(least), Math.log(MOST_LOAD_G_PER_M2)];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (lightness(Math.exp(middle)) > target) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
