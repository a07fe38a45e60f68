/** Where on a head hair grows, and how much of it is left. */
import { HEAD } from '../head/anthropometry.ts';
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import type { HeadShape } from './head-shape.ts';
import { type Pattern, patternOf, type Sex } from './pattern.ts';
import { smoothNoise } from './smooth-noise.ts';

export interface Scalp {
  /** Front edge on the chart of this head. */
  frontYMm(xMm: number): number;
  /** Share of follicular units left, 0..1. */
  left(xMm: number, yMm: number): number;
}

/** Real edges run ragged and thinning comes in patches: deviations of the pattern's place and share (by eye). */
const RAGGED_MM = 5;
const PATCHY = 0.35;
/** Lower edge of the hair above the broadest level: over the ears, and at the nape. */
const OVER_EAR_MM = -34;
const NAPE_MM = -70;

/** @param partingXMm of a woman's parting, on this head's chart */
export function scalpOf(sex: Sex, stage: number, shape: HeadShape, partingXMm: number, random: Random): Scalp {
  const across = HEAD.breadthMm / shape.size.breadthMm;
  const along = HEAD.lengthMm / shape.size.lengthMm;
  const pattern: Pattern = patternOf(sex, stage, partingXMm * across);
  const edge = smoothNoise(random.fork('edge'), 7);
  const patch = smoothNoise(random.fork('patch'), 13);
  const spot = new Float64Array(6);
  return {
    frontYMm: (x) => pattern.frontYMm(x * across) / along,
    left(x, y) {
      const [u, v] = [x * across, y * along];
      const share = pattern.left(u + RAGGED_MM * edge(x + 400, y + 400), v + RAGGED_MM * edge(y + 700, x + 400));
      if (share <= 0 || !shape.at(x, y, spot)) return 0;
      const lowest = NAPE_MM + (OVER_EAR_MM - NAPE_MM) * smoothstep(-70, -30, spot[1]);
      const patchy = 1 + PATCHY * patch(x + 300, y + 300) * 4 * share * (1 - share);
      return share * patchy * smoothstep(lowest - 6, lowest + 6, spot[2]);
    },
  };
}
