/** Relative spectral power of the lights under which skin is looked at, on the common grid of wavelengths. */
import { WAVELENGTHS_NM } from './spectra.ts';
import { D65_POWER } from './tables/d65.ts';

export type IlluminantName = 'D65' | 'A' | 'warm-led';

/** CIE standard illuminant A, by its defining formula: Planck at about 2856 K (ISO/CIE 11664-2, CIE 15:2018 equation 3.1). */
function incandescent(nm: number): number {
  const planck = (at: number): number => at ** -5 / Math.expm1(1.435e7 / (2848 * at));
  return (100 * planck(nm)) / planck(560);
}

const LED_BLUE_SHARE = 0.45;
const LED_PHOSPHOR_NM = 610;

/**
 * A model, not a measured lamp: a blue chip at 452 nm and one broad yellow phosphor, each a Gaussian, set to a correlated colour temperature of
 * about 2850 K on the Planckian locus. Household lamps sold as 2700–3000 K have this shape.
 */
function warmLed(nm: number): number {
  const gauss = (centre: number, sigma: number): number => Math.exp(-0.5 * ((nm - centre) / sigma) ** 2);
  return 100 * (LED_BLUE_SHARE * gauss(452, 9) + gauss(LED_PHOSPHOR_NM, nm < LED_PHOSPHOR_NM ? 68 : 52));
}

export const ILLUMINANTS: Readonly<Record<IlluminantName, readonly number[]>> = {
  D65: D65_POWER,
  A: WAVELENGTHS_NM.map(incandescent),
  'warm-led': WAVELENGTHS_NM.map(warmLed),
};
