/** A thin place as the eye mixes it: skin between hair, darkened by dots; and full hair beside it, to which it is held. */
import { deltaE00, labOfXyz, type Xyz, xyzOfLab } from '../colour/lab.ts';
import { xyzOfReflectance } from '../colour/reflectance.ts';
import type { RecipeRecord } from '../document/schema.ts';
import type { Estimate } from '../estimate.ts';
import type { Measurement } from '../measure/measure.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { fieldReflectance } from '../skin/dot-contrast.ts';
import type { Skin } from '../skin/tissue.ts';
import { hiddenByFullHair } from './full-hair.ts';

/** What is mixed: the photo's own skin and hair, and what the model says of dots in that skin. */
export interface MixedScalp {
  readonly skin: Skin;
  readonly skinXyz: Xyz;
  readonly hairXyz: Xyz;
  /** Share of the skin that full hair takes from sight. */
  readonly hiddenAtFull: Estimate;
}

/** Densities at which a field of dots is worked out; between them its loss of light is a parabola. */
const KNOTS_PER_CM2 = [45, 110] as const;

/** Null where no fuller hair is in view, or its tone was not read. */
export function mixedScalp(photo: Raster<'srgb8'>, scalp: Scalp, { record }: Measurement, skin: Skin): MixedScalp | null {
  if (record.hairLab == null) return null;
  const hiddenAtFull = hiddenByFullHair(photo, scalp, record.skin.lab, record.hairLab);
  return hiddenAtFull === null ? null : { skin, skinXyz: xyzOfLab(record.skin.lab), hairXyz: xyzOfLab(record.hairLab), hiddenAtFull };
}

/** Loss of light, −ln C in X, Y and Z, of a field of so many dots per cm². */
export type Dimming = (dotsPerCm2: number, k: number) => number;

export function dimmingOf(skin: Skin, { depthMm, diameterMm, loadGPerM2 }: RecipeRecord): Dimming {
  const deposit = { kind: 'fine', depthMm: depthMm.value, diameterMm: diameterMm.value, loadGPerM2: loadGPerM2.value } as const;
  const [bare, few, many] = [0, ...KNOTS_PER_CM2].map((n) => xyzOfReflectance(fieldReflectance(skin, deposit, n)));
  const [n1, n2] = KNOTS_PER_CM2;
  const parabola = [0, 1, 2].map((k) => {
    const [l1, l2] = [Math.log(bare[k] / few[k]) / n1, Math.log(bare[k] / many[k]) / n2];
    const bend = (l2 - l1) / (n2 - n1);
    return { slope: l1 - bend * n1, bend };
  });
  return (n, k) => n * (parabola[k].slope + parabola[k].bend * n);
}

/** How far a place with a share of its full hair stands out from full hair, with so many dots on a cm² of its skin. */
export function contrast(
  { skinXyz, hairXyz, hiddenAtFull }: MixedScalp,
  share: number,
  dimming: Dimming,
  dotsPerCm2: number,
  hidden: number = hiddenAtFull.value,
  inkRatio: number = 1,
): number {
  const inked = [0, 1, 2].map((k) => skinXyz[k] * Math.exp(-inkRatio * dimming(dotsPerCm2, k))) as unknown as Xyz;
  return deltaE00(labOfXyz(mixed(inked, hairXyz, share * hidden)), labOfXyz(mixed(skinXyz, hairXyz, hidden)));
}

function mixed(skin: Xyz, hair: Xyz, hidden: number): Xyz {
  return [0, 1, 2].map((k) => skin[k] * (1 - hidden) + hair[k] * hidden) as unknown as Xyz;
}
