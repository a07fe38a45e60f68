/**
 * The head clipped shorter than it is in the photo. Stubble darkens by what stands out of the skin, by its cut end and by what shows below the surface; the
 * quotient of two lengths in that model is the power to which the photo's own darkening is raised.
 */

import { linearOfLab, luminanceOfLightness } from '../colour/lab.ts';
import { xyzOfReflectance } from '../colour/reflectance.ts';
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import type { Plan } from '../document/schema.ts';
import { info, type Note, refusal } from '../note.ts';
import { fillRows, type Raster, raster } from '../raster.ts';
import { NATURAL_HAIR, stubbleReflectance } from '../skin/hair-tone.ts';
import { hairOfLab } from '../skin/recipe.ts';
import { skinColour } from '../skin/skin-colour.ts';
import type { ScalpLight } from './scalp-light.ts';

/** Hair that is longer shows no stubble: it lies over its roots. */
const STUBBLE_MM = 3;
/** A length is read from a photo to about this share. */
const LENGTH_TOLERANCE = 1.4;
const FULL_HAIRS_PER_CM2 = 130;
const SHAFT_UM = 72;
/** Hair that covers so much of a place leaves no bare skin to read. */
const COVERED = 0.6;

export interface Clipping {
  /** Power of the photo's own darkening, 0..1; null: the photo stays as it is. */
  readonly power: number | null;
  readonly notes: readonly Note[];
}

/** Whether a photo's hair can be shown at a length. */
export function clippingTo(plan: Pick<Plan, 'mode' | 'measurement' | 'dotModel'>, lengthMm: number): Clipping {
  const there = plan.measurement.hairLengthMm ?? null;
  if (plan.mode !== 'shaved')
    return refused(
      'hair-length-refused',
      'Hair lengths belong to the shaved look; this plan keeps the hair, which is shown as it is in the photo.',
    );
  if (there === null || there.value > STUBBLE_MM * LENGTH_TOLERANCE)
    return lengthMm === 0 && (plan.measurement.hairCoverage?.value ?? 1) < 0.2
      ? { power: null, notes: [info('hair-length-as-seen', 'The head is bare in the photo and is shown as it is.')] }
      : refused(
          'hair-length-refused',
          there === null
            ? 'No stubble can be read in this photo, so none can be shown at another length; the photo’s own hair is shown.'
            : `The hair in this photo is about ${there.value.toFixed(0)} mm long: too long to show it clipped honestly. The photo’s own hair is shown.`,
        );
  if (lengthMm > there.value * LENGTH_TOLERANCE)
    return refused(
      'hair-length-refused',
      `The hair in this photo is about ${there.value.toFixed(1)} mm long; at ${lengthMm} mm it would have to be invented. The photo’s own hair is shown.`,
    );
  const { skin } = plan.dotModel;
  const bare = skinColour(skin, 8).reflectance;
  const hair = NATURAL_HAIR[hairOfLab(plan.measurement.hairLab ?? null)];
  const luminance = (reflectance: Float64Array): number => xyzOfReflectance(reflectance)[1];
  const loss = (mm: number): number =>
    Math.log(
      luminance(bare) / luminance(stubbleReflectance(bare, hair, { hairsPerCm2: FULL_HAIRS_PER_CM2, shaftUm: SHAFT_UM, lengthMm: mm })),
    );
  return {
    power: Math.min(1, loss(lengthMm) / loss(there.value)),
    notes: [
      info(
        'hair-length-model',
        `The photo’s hair, about ${there.value.toFixed(1)} mm long, is shown at ${lengthMm} mm by a model of how stubble darkens skin.`,
      ),
    ],
  };
}

function refused(code: string, message: string): Clipping {
  return { power: null, notes: [refusal(code, message)] };
}

/** @param head light of the whole photo */
export function clipped(photo: Raster<'srgb8'>, plan: Plan, head: ScalpLight, power: number): Raster<'srgb8'> {
  const out = raster('srgb8', photo.width, photo.height, photo.data.slice());
  const { box, level, bare, covered, cellPx, scalp, gloss } = head;
  const skin = linearOfLab(plan.measurement.skin.lab).map((v) => v / luminanceOfLightness(plan.measurement.skin.lab[0]));
  const rows = [...level, bare, covered].map(() => new Float32Array(box.width));
  for (let y = 0; y < box.height; y++) {
    fillRows(rows, [...level, bare, covered], y, cellPx);
    let i = 3 * ((box.y + y) * photo.width + box.x);
    for (let x = 0, o = y * box.width; x < box.width; x++, i += 3, o++) {
      const hair = 1 - (scalp[o] + gloss[o]) / 255;
      if (hair <= 0) continue;
      const hidden = Math.min(1, rows[4][x] / COVERED);
      for (let k = 0; k < 3; k++) {
        const under = rows[k][x] + (Math.max(rows[k][x], rows[3][x] * skin[k]) - rows[k][x]) * hidden;
        const p = LINEAR_OF_SRGB8[photo.data[i + k]];
        if (p < under && p > 0) out.data[i + k] = srgb8OfLinear(under * (p / under) ** power);
      }
    }
  }
  return out;
}
