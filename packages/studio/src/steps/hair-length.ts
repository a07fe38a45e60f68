/** Why a photo cannot be shown at a hair length; the rules are those of the engine's `render/clip.ts`. */
import type { Plan } from '@stubble/engine';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const STUBBLE_MM = 3;
const LENGTH_TOLERANCE = 1.4;
const BARE_COVERAGE = 0.2;

/** One sentence, or null where it can be shown. */
export function hairLengthRefusal({ mode, measurement }: Plan, lengthMm: number): string | null {
  const text = words.see.hairRefused;
  if (mode !== 'shaved') return text.mode;
  const there = measurement.hairLengthMm?.value ?? null;
  if (there === null || there > STUBBLE_MM * LENGTH_TOLERANCE) {
    if (lengthMm === 0 && (measurement.hairCoverage?.value ?? 1) < BARE_COVERAGE) return null;
    return there === null ? text.unread : text.long(number(there));
  }
  return lengthMm > there * LENGTH_TOLERANCE ? text.invented(number(there, 1)) : null;
}
