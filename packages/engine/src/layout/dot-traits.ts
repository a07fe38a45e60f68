/** Healed size and darkness of single dots: no two punctures of a hand are alike. */
import type { Random } from '../random.ts';

/** Healed diameter at half depth, and its scatter from dot to dot (practice and clinical photographs, medium confidence). */
const DIAMETER_MM = 0.28;
const DIAMETER_CV = 0.14;
const TONE_CV = 0.1;
/** Scatter is cut off at so many deviations. */
const CUT_OFF = 2.5;

export interface DotTraits {
  /** Healed, full width at half depth of the dip. */
  readonly diameterMm: Float32Array;
  /** Darkness relative to the mean dot. */
  readonly tone: Float32Array;
}

export function dotTraits(count: number, random: Random): DotTraits {
  const diameterMm = new Float32Array(count);
  const tone = new Float32Array(count);
  const deviate = (): number => Math.max(-CUT_OFF, Math.min(CUT_OFF, random.normal()));
  for (let i = 0; i < count; i++) {
    diameterMm[i] = DIAMETER_MM * (1 + DIAMETER_CV * deviate());
    tone[i] = 1 + TONE_CV * deviate();
  }
  return { diameterMm, tone };
}
