/**
 * Dots where follicles would be: as many as asked for, at the asked densities, clear of the hairs that are there and of each other.
 *
 *     scene ─ ground ─ first places ─ match pairs ─ thin the feather ─ sessions ─ path, sizes and tones
 *
 * Only + − × ÷ √ are used, so that every JavaScript engine makes the same dots.
 */
import { type Note, warning } from '../note.ts';
import type { Random } from '../random.ts';
import { type DotTraits, dotTraits } from './dot-traits.ts';
import { takeFirstPlaces } from './first-places.ts';
import { FOLLICULAR_UNITS, type PairTarget } from './follicle-statistics.ts';
import { groundOf } from './ground.ts';
import { matchPairs } from './match-pairs.ts';
import { pointsOn } from './points.ts';
import { type Places, type Scene, spacingFloorPerCm2 } from './scene.ts';
import { sessionsOf } from './sessions.ts';
import { thinned } from './thin-feather.ts';
import { type PathStyle, workingPath } from './working-path.ts';

/** One entry a dot in each column. */
export interface Layout extends Places, DotTraits {
  /** From 1. */
  readonly session: Uint8Array;
  /** Place in the path of its session, from 0. */
  readonly order: Uint32Array;
  /** Length of each session's path. */
  readonly pathMm: readonly number[];
  readonly notes: readonly Note[];
}

export interface LayoutOptions {
  readonly path: PathStyle;
  /** How hairs and dots shall lie together. */
  readonly target: PairTarget;
}

export const LAYOUT_DEFAULTS: LayoutOptions = { path: 'quick', target: FOLLICULAR_UNITS };

const NONE: Places = { xMm: new Float64Array(0), yMm: new Float64Array(0) };

/** Lays out the scene. Dots that fit nowhere are left out, with a note. */
export function layOut(scene: Scene, random: Random, { path, target }: LayoutOptions = LAYOUT_DEFAULTS): Layout {
  const dots = laidDots(scene, NONE, spacingFloorPerCm2(scene), target, random);
  const session = sessionsOf(dots, scene.widthMm, scene.heightMm, scene.sessionShare, random.fork('sessions'));
  const { xMm, yMm } = dots;
  return {
    xMm,
    yMm,
    session,
    ...dotTraits(xMm.length, random.fork('traits')),
    ...workingPath(dots, session, scene.sessionShare.length, path, random.fork('path')),
    notes: notesOn(scene.count - xMm.length, scene.count),
  };
}

/**
 * Places for `scene.count` dots, or for as many as fit, along the curve.
 * @param standing dots of an earlier layout that stay where they are
 * @param floorPerCm2 density of the largest spacing that counts (`spacingFloorPerCm2` of the whole scene)
 */
export function laidDots(
  scene: Scene,
  standing: Places,
  floorPerCm2: number,
  target: PairTarget,
  random: Random,
): Places & { readonly spacingMm: Float64Array } {
  const ground = groundOf(scene, standing, floorPerCm2);
  const points = pointsOn(ground, standing);
  takeFirstPlaces(ground, points, random);
  matchPairs(ground, points, target, random.fork('pairs'));
  const stay = thinned(ground, points, scene.count, random.fork('feather'));
  const column = (values: Float64Array): Float64Array => Float64Array.from(stay, (i) => values[i]);
  return { xMm: column(points.xMm), yMm: column(points.yMm), spacingMm: column(points.spacingMm) };
}

export function notesOn(missing: number, count: number): Note[] {
  if (missing <= 0) return [];
  return [
    warning('dots-do-not-fit', `${missing} of ${count} dots found no place that is clear of hairs and of each other; they are left out.`),
  ];
}
