/**
 * What a hand does to planned dots: none lies quite as deep as the next or just where it should, and three points leave no round mark. Without it a rendered field betrays itself
 * by its evenness: dots in photos of real work differ in breadth by 27–39 % and in darkness by a third (docs/model.md).
 */
import type { Random } from '../random.ts';

export interface HandScatter {
  /** Depth relative to the mean. */
  readonly depth: Float32Array;
  /** Ink relative to the planned. */
  readonly ink: Float32Array;
  /** Breadth relative to the planned. */
  readonly breadth: Float32Array;
  /** Off its place, mm on the skin. */
  readonly xMm: Float32Array;
  readonly yMm: Float32Array;
  /** ln of the longer over the mean axis of the mark, and its direction in radians. */
  readonly oblong: Float32Array;
  readonly direction: Float32Array;
  /** Its place among all dots, 0..1: crusts fall in this order. */
  readonly rank: Float32Array;
}

/** Deviations, set so that rendered fields scatter as photographed ones do (`npm run bench:picture`). */
const DEPTH_CV = 0.25;
const INK_LOG_SD = 0.4;
const BREADTH_LOG_SD = 0.17;
const PLACE_SD_MM = 0.12;
const OBLONG_LOG_SD = 0.17;
const CUT_OFF = 2;

export function handScatter(count: number, random: Random): HandScatter {
  const column = (): Float32Array => new Float32Array(count);
  const made = {
    depth: column(),
    ink: column(),
    breadth: column(),
    xMm: column(),
    yMm: column(),
    oblong: column(),
    direction: column(),
    rank: column(),
  };
  const deviate = (): number => Math.max(-CUT_OFF, Math.min(CUT_OFF, random.normal()));
  for (let i = 0; i < count; i++) {
    made.depth[i] = 1 + DEPTH_CV * deviate();
    made.ink[i] = Math.exp(INK_LOG_SD * deviate());
    made.breadth[i] = Math.exp(BREADTH_LOG_SD * deviate());
    made.xMm[i] = PLACE_SD_MM * deviate();
    made.yMm[i] = PLACE_SD_MM * deviate();
    made.oblong[i] = Math.abs(OBLONG_LOG_SD * deviate());
    made.direction[i] = Math.PI * random.next();
    made.rank[i] = random.next();
  }
  return made;
}
