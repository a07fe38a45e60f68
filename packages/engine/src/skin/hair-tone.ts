/**
 * The tone of natural hair and of shaved stubble, by its melanin: a model, marked as one. It says which way colours go and about how far; a
 * healed dot is matched to the stubble of the client and not to a number from here.
 */
import { tableAt, WAVELENGTHS_NM } from '../colour/spectra.ts';
import { MM2_PER_CM2 } from '../units.ts';
import { EUMELANIN, PHEOMELANIN } from './tables/melanin.ts';

/** Melanin in the fibre. */
export interface HairMelanin {
  readonly eumelaninMgPerMl: number;
  readonly pheomelaninMgPerMl: number;
}

export type NaturalHair = 'black' | 'dark-brown' | 'brown' | 'light-brown' | 'blond' | 'red' | 'grey';

/**
 * Typical contents [model]: of the order of what chemical degradation finds (Ito & Wakamatsu), set so that a tress has its familiar
 * lightness.
 */
export const NATURAL_HAIR: Readonly<Record<NaturalHair, HairMelanin>> = {
  black: { eumelaninMgPerMl: 30, pheomelaninMgPerMl: 1 },
  'dark-brown': { eumelaninMgPerMl: 15, pheomelaninMgPerMl: 1 },
  brown: { eumelaninMgPerMl: 8, pheomelaninMgPerMl: 1 },
  'light-brown': { eumelaninMgPerMl: 4, pheomelaninMgPerMl: 1 },
  blond: { eumelaninMgPerMl: 1.5, pheomelaninMgPerMl: 0.5 },
  red: { eumelaninMgPerMl: 1.5, pheomelaninMgPerMl: 6 },
  grey: { eumelaninMgPerMl: 0.1, pheomelaninMgPerMl: 0 },
};

/** Extinction after Sarna & Swartz 2006 (decadic), as absorption inside the fibre. */
export function hairMuAPerMm({ eumelaninMgPerMl, pheomelaninMgPerMl }: HairMelanin, nm: number): number {
  return (Math.LN10 * (eumelaninMgPerMl * tableAt(EUMELANIN, nm) + pheomelaninMgPerMl * tableAt(PHEOMELANIN, nm))) / 10;
}

/** Gloss that the cuticle scatters about: black hair is never blacker than this [model]. */
const CUTICLE = 0.02;
const FIBRE_RADIUS_MM = 0.035;
/**
 * Reflectance C of much hair and absorption σ of a fibre per radius: C = exp(−√σ · D(β)), the fit of Chiang, Bitterli, Tappan & Burley 2016
 * (Comput. Graph. Forum 35:275) to multiply scattered light, with D = 5.89 at their roughness β = 0.3.
 */
const TRESS_DEPTH = 5.89;

/** Reflectance of a tress, on the common grid of wavelengths. */
export function hairReflectance(hair: HairMelanin): Float64Array {
  return Float64Array.from(
    WAVELENGTHS_NM,
    (nm) => CUTICLE + (1 - CUTICLE) * Math.exp(-Math.sqrt(hairMuAPerMm(hair, nm) * FIBRE_RADIUS_MM) * TRESS_DEPTH),
  );
}

export interface Stubble {
  readonly hairsPerCm2: number;
  readonly shaftUm: number;
  /** What stands out of the skin. */
  readonly lengthMm: number;
}

/** Scattering of the cortex along a cut fibre, 1/mm [model]. */
const CORTEX_SCATTERING_PER_MM = 1;
/**
 * Light wanders about this deep below the surface before it returns [model]. Below its cut a hair catches, per area of its side, half of
 * what falls on the skin (a quarter of a fluence of about two).
 */
const WANDERING_MM = 0.3;
const CAUGHT = 0.5;
/** Sine of the mean angle between hair and line of sight: hair leaves the scalp at 30 to 60 degrees [model]. */
const LEAN = Math.SQRT1_2;

/**
 * Mean reflectance of skin under stubble. Each hair shows the length that stands out and its cut end, into which light sinks for
 * millimetres, and takes light from the skin around its root. Hairs superpose by product, as dots do.
 * @param skin reflectance of the bare skin, on the common grid
 */
export function stubbleReflectance(skin: ArrayLike<number>, hair: HairMelanin, { hairsPerCm2, shaftUm, lengthMm }: Stubble): Float64Array {
  const acrossMm = shaftUm / 1000;
  const endMm2 = (Math.PI / 4) * acrossMm ** 2;
  const standingMm2 = acrossMm * lengthMm * LEAN;
  const buriedMm2 = CAUGHT * Math.PI * acrossMm * WANDERING_MM;
  const perMm2 = hairsPerCm2 / MM2_PER_CM2;
  const tress = hairReflectance(hair);
  return Float64Array.from(WAVELENGTHS_NM, (nm, i) => {
    // the mean chord of a long cylinder is its diameter
    const absorbed = -Math.expm1(-hairMuAPerMm(hair, nm) * acrossMm);
    const lostMm2 = endMm2 * (1 - endReflectance(hair, nm) / skin[i]) + standingMm2 * (1 - tress[i] / skin[i]) + buriedMm2 * absorbed;
    return skin[i] * Math.exp(-perMm2 * lostMm2);
  });
}

/** An endless column of absorbing and scattering matter (Kubelka & Munk 1931). */
function endReflectance(hair: HairMelanin, nm: number): number {
  const ratio = (2 * hairMuAPerMm(hair, nm)) / CORTEX_SCATTERING_PER_MM;
  return CUTICLE + (1 - CUTICLE) * (1 + ratio - Math.sqrt(ratio * ratio + 2 * ratio));
}
