/**
 * How one healed pigment dot dims the light that comes back from the skin around it: C(r) = R(r)/R_skin, per channel of linear sRGB,
 * as a narrow core and a wide halo (light that entered beside the dot and was lost in it).
 *
 * First form: a two-Gaussian fit to the project's Monte Carlo tables for a dot of 0.25 mm at 0.15 mm depth (types II and V, loads 0.1 and
 * 0.3 g/m²), interpolated in the logarithm to a centre luminance drop of 0.45: the middle of what healed hairlines show in photos (0.39–0.57).
 * Sources and limits: docs/model.md.
 */
export interface DotContrast {
  /** Centre value of 1 − C of the core and of the halo, per channel. */
  readonly core: readonly [number, number, number];
  readonly halo: readonly [number, number, number];
  /** Deviation of the halo; it is set by the skin, not by the dot. */
  readonly haloSigmaMm: number;
}

/** Centre contrast R/R₀ of a healed dot on light (L* 63) and dark (L* 45) reference skin. */
const LIGHT = { lightness: 63.4, contrast: [0.502, 0.562, 0.666] } as const;
const DARK = { lightness: 45.4, contrast: [0.464, 0.585, 0.784] } as const;
/** Share of the centre's drop that belongs to the halo, and the halo's width (fit over 0.3–0.6 mm at 545 nm). */
const HALO_SHARE = 0.18;
const HALO_SIGMA_MM = 0.286;

/** Depth of the deposit's centre for which the table holds. */
export const DOT_DEPTH_MM = 0.15;

/**
 * @param skinLightness L* of the bare skin around the dot
 */
export function healedDotContrast(skinLightness: number): DotContrast {
  const t = Math.min(1, Math.max(0, (LIGHT.lightness - skinLightness) / (LIGHT.lightness - DARK.lightness)));
  const drop = [0, 1, 2].map((k) => 1 - (LIGHT.contrast[k] * (1 - t) + DARK.contrast[k] * t)) as [number, number, number];
  return {
    core: drop.map((d) => d * (1 - HALO_SHARE)) as [number, number, number],
    halo: drop.map((d) => d * HALO_SHARE) as [number, number, number],
    haloSigmaMm: HALO_SIGMA_MM,
  };
}
