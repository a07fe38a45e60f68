/** What is measured of dots on a scene: densities, distances, pair correlation and collisions, over all and by zone. */
import {
  countErrors,
  densestPerCm2,
  type Mask,
  type Nearest,
  nearestDistances,
  type PairCorrelation,
  type Pattern,
  pairCorrelation,
  pairMisfit,
  patternOf,
  type Scene,
  seededRandom,
} from '@stubble/engine';
import { type Hairline, hairline } from './hairline.ts';
import { type Lattice, latticeOf } from './lattice.ts';
import { type LikeForLike, likeForLike } from './like-for-like.ts';
import type { Bench, Zone } from './scenes.ts';
import type { Points } from './soft-core.ts';

/** Windows of 2 and 5 mm are those of the head with 20,000 dots; other densities take as many spacings. */
const WINDOWS_AT_COUNT = 20_000;
/** Windows count where the new dots are at least this share of the densest place. */
const LEAST_NEW = 0.25;
/** Least distance between dots as a share of the mean of their spacings. */
const HARD_CORE = 0.36;

export interface Metrics {
  readonly placed: number;
  readonly wanted: number;
  readonly rel2: number;
  readonly rel5: number;
  readonly f5: number;
  readonly nearest: Nearest;
  readonly pairs: PairCorrelation;
  readonly misfit: number;
  readonly lattice: Lattice;
  readonly hairCollisions: number;
  readonly dotCollisions: number;
  readonly zones: Readonly<Record<Zone, { readonly pairs: PairCorrelation; readonly nearest: Nearest }>>;
  readonly hairline: Hairline;
  readonly likeForLike: LikeForLike;
}

export function metricsOf({ scene, truth }: Bench, dots: Points): Metrics {
  if (truth === null) throw new Error('only heads are measured in full');
  const pattern = patternOf(scene, dots);
  const scale = Math.sqrt(WINDOWS_AT_COUNT / scene.count);
  const leastNew = LEAST_NEW * densestPerCm2(scene);
  const random = seededRandom(1, 'bench/metrics');
  const pairs = pairCorrelation(pattern, random);
  const large = countErrors(pattern, 5 * scale, leastNew);
  const zone = (name: Zone): Metrics['zones'][Zone] => {
    const only = maskOf(dots, (x, y) => truth.zoneOf(x, y) === name);
    return { pairs: pairCorrelation(pattern, random, only), nearest: nearestDistances(pattern, only) };
  };
  return {
    placed: dots.xMm.length,
    wanted: scene.count,
    rel2: countErrors(pattern, 2 * scale, leastNew).relative,
    rel5: large.relative,
    f5: large.fano,
    nearest: nearestDistances(pattern),
    pairs,
    misfit: pairMisfit(pairs),
    lattice: latticeOf(pattern, truth.plateauPerCm2),
    ...collisions(pattern),
    zones: { front: zone('front'), gap: zone('gap'), crown: zone('crown') },
    hairline: hairline(pattern, truth),
    likeForLike: likeForLike(pattern, truth.plateauPerCm2),
  };
}

export interface SessionMetrics {
  readonly name: string;
  readonly cv: number;
  readonly q01: number;
  readonly f5: number;
}

/** Each session, and the first two together, as a pattern of its own: its density is its share of the new dots. */
export function sessionMetrics(scene: Scene, dots: Points, session: Uint8Array): SessionMetrics[] {
  const sets = [...scene.sessionShare.map((_, k) => [k + 1]), ...(scene.sessionShare.length > 2 ? [[1, 2]] : [])];
  return sets.map((set) => {
    const share = set.reduce((sum, s) => sum + scene.sessionShare[s - 1], 0);
    const own = scene.newPerCm2.map((d) => d * share);
    const mine = Array.from(session.keys()).filter((i) => set.includes(session[i]));
    const part = { xMm: Float64Array.from(mine, (i) => dots.xMm[i]), yMm: Float64Array.from(mine, (i) => dots.yMm[i]) };
    const none = new Float64Array(0);
    const pattern = patternOf({ ...scene, totalPerCm2: own, newPerCm2: own, existingXMm: none, existingYMm: none }, part);
    const densest = densestPerCm2(pattern.scene);
    // where few dots are new, a session has no spacing of its own: its dots fill gaps among hairs
    const nearest = nearestDistances(
      pattern,
      Uint8Array.from(part.xMm, (_, i) => (pattern.spacingMm[i] < 0.999 * pattern.largestSpacingMm ? 1 : 0)),
    );
    const windowMm = (WINDOW_SPACINGS * 10) / Math.sqrt(densest);
    return { name: `S${set.join('+')}`, cv: nearest.cv, q01: nearest.q01, f5: countErrors(pattern, windowMm, LEAST_NEW * densest).fano };
  });
}

/** The windows of 5 mm in spacings of the head with 20,000 dots. */
const WINDOW_SPACINGS = 5.4;

export function maskOf({ xMm, yMm }: Points, holds: (xMm: number, yMm: number) => boolean): Mask {
  return Uint8Array.from(xMm, (x, i) => (holds(x, yMm[i]) ? 1 : 0));
}

/** Dots too near to a hair, and dots too near to a dot. */
function collisions({ scene, dotCount, xMm, yMm, spacingMm }: Pattern): { hairCollisions: number; dotCollisions: number } {
  const order = Array.from(xMm.keys()).sort((a, b) => xMm[a] - xMm[b]);
  const reachMm = Math.max(scene.clearanceMm, HARD_CORE * spacingMm.reduce((a, b) => Math.max(a, b), 0));
  const hit = new Set<number>();
  let dotCollisions = 0;
  for (let a = 0; a < order.length; a++)
    for (let b = a + 1; b < order.length && xMm[order[b]] - xMm[order[a]] < reachMm; b++) {
      const [i, j] = [Math.min(order[a], order[b]), Math.max(order[a], order[b])];
      if (i >= dotCount) continue;
      const d = Math.hypot(xMm[i] - xMm[j], yMm[i] - yMm[j]);
      if (j < dotCount) dotCollisions += d < HARD_CORE * 0.5 * (spacingMm[i] + spacingMm[j]) * (1 - 1e-12) ? 1 : 0;
      else if (d < scene.clearanceMm * (1 - 1e-12)) hit.add(i);
    }
  return { hairCollisions: hit.size, dotCollisions };
}
