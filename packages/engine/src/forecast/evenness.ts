/** How alike the dots of one hand look: depth, ink and speed differ from dot to dot, and crusts and new skin come and go in patches. */
import type { DotModel } from '../document/schema.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { HEALED_DAY, paleShare, retainedShare } from './kinetics.ts';
import type { LifeDraw } from './priors.ts';

/** From dot to dot: standard deviations over the mean [A, as drawn in render/hand.ts]; speeds of loss differ as macrophages do. */
const DEPTH_CV = 0.25;
const INK_CV = 0.4;
const SPEED_CV = 0.3;
/** Seen darkness grows with about this power of the ink in dots of the usual load (light in skin). */
const SEEN_POWER = 0.55;
/** Gauss-Hermite, three points. */
const PLACES = [
  { z: -Math.sqrt(3), weight: 1 / 6 },
  { z: 0, weight: 2 / 3 },
  { z: Math.sqrt(3), weight: 1 / 6 },
] as const;

/** 1/(1 + CV²) of darkness between dots: 1 where all are alike. */
export function evennessAt(atDays: number, { depthMm }: DotModel, life: LifeDraw): number {
  const kept = PLACES.map(({ z }) => retainedShare(depthMm.value * Math.max(0.2, 1 + DEPTH_CV * z), atDays, life.lymphShare, 0));
  const mean = PLACES.reduce((sum, { weight }, i) => sum + weight * kept[i], 0);
  const byDepth = PLACES.reduce((sum, { weight }, i) => sum + weight * (kept[i] / mean - 1) ** 2, 0);
  const years = Math.max(0, atDays - HEALED_DAY) / DAYS_PER_YEAR;
  const bySpeed = (SPEED_CV * life.drainPerYear * years) ** 2;
  const pale = paleShare(atDays, life);
  const inPatches = pale * (1 - pale);
  return 1 / (1 + SEEN_POWER ** 2 * (byDepth + INK_CV ** 2 + bySpeed) + inPatches);
}
