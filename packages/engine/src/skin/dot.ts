/**
 * How one healed pigment dot dims the light that comes back from the skin around it: C(r) = R(r)/R_skin, per channel of linear sRGB,
 * as a narrow core and a wide halo (light that entered beside the dot and was lost in it).
 *
 * First form: a two-Gaussian fit to the project's Monte Carlo tables for a dot of 0.25 mm at 0.15 mm depth (types II and V, loads 0.1 and
 * 0.3 g/m²), interpolated in the logarithm to a centre luminance drop of 0.45: the middle of what healed hairlines show in photos (0.39–0.57).
 * Sources and limits: docs/model.md.
 */
import { FWHM_PER_SIGMA } from '../units.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** Centre contrast R/R₀ of a healed dot on light (L* 63) and dark (L* 45) reference skin. */
const LIGHT = { lightness: 63.4, contrast: [0.502, 0.562, 0.666] } as const;
const DARK = { lightness: 45.4, contrast: [0.464, 0.585, 0.784] } as const;
/** Share of the centre's drop that belongs to the halo, and the halo's width, set by the skin (fit over 0.3–0.6 mm at 545 nm). */
const HALO_SHARE = 0.18;
const HALO_SIGMA_MM = 0.286;

/** Depth of the deposit's centre for which the table holds. */
export const DOT_DEPTH_MM = 0.15;

/**
 * Linear-light R/R₀ at the centre of a healed dot of tone 1.
 * @param skinLightness L* of the bare skin around the dot
 */
export function healedDotContrast(skinLightness: number): Rgb {
  const t = Math.min(1, Math.max(0, (LIGHT.lightness - skinLightness) / (LIGHT.lightness - DARK.lightness)));
  const at = (k: 0 | 1 | 2): number => LIGHT.contrast[k] * (1 - t) + DARK.contrast[k] * t;
  return [at(0), at(1), at(2)];
}

/** C(r) = 1 − core · exp(−r²/2σ_core²) − halo · exp(−r²/2σ_halo²), per channel. */
export interface DotProfile {
  readonly core: Rgb;
  readonly halo: Rgb;
  readonly coreSigmaMm: number;
  readonly haloSigmaMm: number;
}

/**
 * @param contrastRgb R/R₀ at the centre of a healed dot of tone 1
 * @param diameterMm full width at half depth of the healed dip
 * @param opticalDepth at the centre, relative to the healed dot of tone 1: contrast goes with its power (Beer–Lambert)
 * @param widthRatio width relative to healed
 */
export function dotProfile(contrastRgb: Rgb, diameterMm: number, opticalDepth: number, widthRatio: number): DotProfile {
  const drop = (k: 0 | 1 | 2): number => 1 - contrastRgb[k] ** opticalDepth;
  const drops = [drop(0), drop(1), drop(2)] as const;
  const coreSigmaMm = coreSigma(diameterMm) * widthRatio;
  const widened = coreSigmaMm * coreSigmaMm * (1 - 1 / (widthRatio * widthRatio));
  return {
    core: [drops[0] * (1 - HALO_SHARE), drops[1] * (1 - HALO_SHARE), drops[2] * (1 - HALO_SHARE)],
    halo: [drops[0] * HALO_SHARE, drops[1] * HALO_SHARE, drops[2] * HALO_SHARE],
    coreSigmaMm,
    haloSigmaMm: Math.sqrt(Math.max(HALO_SIGMA_MM ** 2 + widened, coreSigmaMm ** 2)),
  };
}

/** Deviation of the core that makes the whole dip, halo included, half as deep at half its diameter. */
function coreSigma(diameterMm: number): number {
  const r = diameterMm / 2;
  // a dip as wide as the halo hides it
  if (diameterMm >= HALO_SIGMA_MM * FWHM_PER_SIGMA) return diameterMm / FWHM_PER_SIGMA;
  const halo = HALO_SHARE * Math.exp(-0.5 * (r / HALO_SIGMA_MM) ** 2);
  return r / Math.sqrt(-2 * Math.log((0.5 - halo) / (1 - HALO_SHARE)));
}
