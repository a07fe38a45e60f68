/**
 * From a stroke of the needle to the deposit it leaves: a model with few sources, to be replaced by the practitioner's own healed dots. It says which
 * way depth and breadth go, and how widely they scatter; it measures nothing.
 */
import { type Estimate, withRelativeError } from '../estimate.ts';

export interface Stroke {
  /** Points of the cartridge, and the wire that they are ground from. */
  readonly points: number;
  readonly wireMm: number;
  /** How far the needle comes out of its cartridge. */
  readonly throwMm: number;
  /** Time that it stays in the skin. */
  readonly dwellS: number;
}

/** Skins that take the needle differently: thin at temples and front, thick at the back of the head; scars are stiff and take ink unevenly. */
export type SkinFirmness = 'thin' | 'usual' | 'thick' | 'scar';

export interface Deposit {
  /** Of the healed deposit's centre below the surface. */
  readonly depthMm: Estimate;
  /** Breadth of the healed deposit. */
  readonly diameterMm: Estimate;
  /** Scatter from one stroke to the next, standard deviations. */
  readonly depthSdMm: number;
  readonly diameterSdMm: number;
}

/** Cartridges of the trade: three points of 0.18–0.30 mm wire; the hand stays 0.1–0.5 s in the skin (practice, medium confidence). */
export const USUAL_STROKE: Stroke = { points: 3, wireMm: 0.25, throwMm: 0.5, dwellS: 0.25 };

/**
 * Skin tents before it gives way and the track closes behind the needle: of a throw of 0.5 mm a deposit at 0.12–0.18 mm is what keeps and stays
 * neutral, and what settled dots look like [model]. Stated throws run from 0.25 to 2 mm for the same result.
 */
const DEPTH_OF_THROW = 0.3;
const DEPTH_RELATIVE_ERROR = 0.35;
/** The same hand on the same head [A]. */
const DEPTH_SD = 0.25;
const DEPTH_OF_FIRMNESS: Readonly<Record<SkinFirmness, number>> = { thin: 1.25, usual: 1, thick: 0.8, scar: 0.85 };
/** A needle that stays sinks on [A]. */
const DEPTH_PER_DWELL = 0.3;

/** Points touch along their wires: breadth of the circle through so many tips, in wires (the closest packing of circles). */
const CIRCLE_OF_TIPS: readonly number[] = [0, 0, 1, 1.155, Math.SQRT2, 1.701, 2, 2];
/** Breadth of a tip's wound in wires, and the least that a puncture leaves [A]. */
const TIP = 0.35;
const LEAST_MM = 0.28;
/** Ink creeps while the needle stays [A]. */
const BREADTH_PER_DWELL = 0.5;
/** Healed over fresh breadth, 0.5–0.8 (practice). */
const HEALED_OVER_FRESH = 0.7;
const BREADTH_RELATIVE_ERROR = 0.25;
/** Dots of one hand scatter by 10–20 % (practice). */
const BREADTH_SD = 0.14;

/** @throws RangeError for a stroke that no machine makes: callers check what users type */
export function depositOf({ points, wireMm, throwMm, dwellS }: Stroke, firmness: SkinFirmness = 'usual'): Deposit {
  if (!(Number.isInteger(points) && points >= 1 && points < CIRCLE_OF_TIPS.length)) throw new RangeError(`a cartridge of ${points} points`);
  if (!(wireMm > 0 && throwMm > 0 && dwellS >= 0))
    throw new RangeError(`a stroke of ${throwMm} mm with a wire of ${wireMm} mm for ${dwellS} s`);
  const longer = dwellS - USUAL_STROKE.dwellS;
  const depthMm = throwMm * DEPTH_OF_THROW * DEPTH_OF_FIRMNESS[firmness] * Math.max(0.5, 1 + DEPTH_PER_DWELL * longer);
  const freshMm = Math.max(LEAST_MM, wireMm * (CIRCLE_OF_TIPS[points] + TIP)) * Math.max(0.5, 1 + BREADTH_PER_DWELL * longer);
  const healedMm = freshMm * HEALED_OVER_FRESH;
  return {
    depthMm: withRelativeError(depthMm, DEPTH_RELATIVE_ERROR, 'mm'),
    diameterMm: withRelativeError(healedMm, BREADTH_RELATIVE_ERROR, 'mm'),
    depthSdMm: DEPTH_SD * depthMm,
    diameterSdMm: BREADTH_SD * healedMm,
  };
}

/** The throw that puts the deposit at a depth, by the same model. */
export function throwForDepth(depthMm: number, stroke: Stroke, firmness: SkinFirmness = 'usual'): number {
  return (stroke.throwMm * depthMm) / depositOf(stroke, firmness).depthMm.value;
}
