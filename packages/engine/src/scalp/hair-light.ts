/** What bare skin would send back at each place of the head, read from the places that look like skin. */
import { mapDensity } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { steadyExp } from '../steady-math.ts';
import { type Ellipse, ellipseRadius, solve } from './ellipse.ts';
import { quantile } from './hair-quantile.ts';

/** Every so many overview pixels a place is asked. */
const SAMPLE_STEP_PX = 4;
/** Roughness at which a place looks half like hair. Set by hand on seven whole-head photos, low confidence. */
const ROUGH = 0.1;
/** How far below the fit a place may lie before it counts as covered or shaded, relative. */
const COVERED_BELOW = 0.3;

/** What may pull the fit: places below it (rough ones are hair, which mostly darkens; smooth ones may be skin), and gloss above it. */
export interface Pull {
  readonly belowRough: number;
  readonly belowSmooth: number;
  /** Share by which a place may exceed the fit before it counts as gloss. */
  readonly glossAbove: number;
}
/** The brightest that skin gets, gloss and all; and its usual level. */
export const UPPER: Pull = { belowRough: 0.1, belowSmooth: 0.1, glossAbove: Number.POSITIVE_INFINITY };
export const USUAL: Pull = { belowRough: 0.1, belowSmooth: 0.35, glossAbove: 0.25 };

/**
 * Upper envelope of the head's luminance as light on an ellipsoid: c₀ + c·n with n the surface normal (first-order spherical harmonics,
 * Ramamoorthi & Hanrahan 2001), fitted by asymmetric least squares on smooth places so that hair, mostly darker, does not pull it down.
 *
 * @param y luminance, smoothed over about a millimetre
 */
export function fitSkinLight(
  y: Raster<'density'>,
  roughness: Raster<'density'>,
  inside: Raster<'density'>,
  e: Ellipse,
  pull: Pull,
): Raster<'density'> {
  const { width, height } = y;
  const size = Math.sqrt(e.a * e.b);
  const depthAt = (px: number, py: number): number => {
    const r = Math.min(ellipseRadius(e, px, py), 0.98);
    return Math.sqrt(1 - r * r);
  };
  const chosen: number[] = [];
  for (let py = 0; py < height; py += SAMPLE_STEP_PX)
    for (let px = 0; px < width; px += SAMPLE_STEP_PX) {
      const i = py * width + px;
      if (inside.data[i] > 0 && ellipseRadius(e, px, py) <= 0.93) chosen.push(i);
    }
  // one sample a row: normal (x, y, z), luminance, smoothness
  const samples = new Float64Array(5 * chosen.length);
  for (let n = 0; n < chosen.length; n++) {
    const i = chosen[n];
    const [px, py] = [i % width, Math.floor(i / width)];
    const q = roughness.data[i] / ROUGH;
    samples.set([(px - e.cx) / size, (py - e.cy) / size, depthAt(px, py), y.data[i], steadyExp(-q * q)], 5 * n);
  }
  const brightest = quantile(
    chosen.map((i) => y.data[i]),
    0.9,
  );
  let c: ArrayLike<number> = [brightest, 0, 0, 0];
  const ridge = 0.0002 * chosen.length;
  const basis = new Float64Array(4);
  for (let round = 0; round < 20; round++) {
    const rows = Array.from({ length: 4 }, () => new Float64Array(5));
    for (let s = 0; s < samples.length; s += 5) {
      basis[0] = 1;
      for (let k = 0; k < 3; k++) basis[k + 1] = samples[s + k];
      const value = samples[s + 3];
      const smooth = samples[s + 4];
      const fit = c[0] + c[1] * basis[1] + c[2] * basis[2] + c[3] * basis[3];
      const off = (value - fit) / (Math.abs(fit) + 1e-6);
      const below = pull.belowRough + (pull.belowSmooth - pull.belowRough) * smooth;
      const gloss = off / pull.glossAbove;
      const covered = off / COVERED_BELOW;
      const w = (0.05 + smooth) * (off > 0 ? 0.9 / (1 + gloss * gloss) : below * steadyExp(-covered * covered));
      for (let k = 0; k < 4; k++) {
        const weighted = w * basis[k];
        const row = rows[k];
        for (let l = 0; l < 4; l++) row[l] += weighted * basis[l];
        row[4] += weighted * value;
      }
    }
    for (let k = 1; k < 4; k++) rows[k][k] += ridge;
    c = solve(rows);
  }
  let top = 0;
  const out = densityRaster(width, height);
  for (let py = 0; py < height; py++)
    for (let px = 0; px < width; px++) {
      const i = py * width + px;
      const v = c[0] + (c[1] * (px - e.cx)) / size + (c[2] * (py - e.cy)) / size + c[3] * depthAt(px, py);
      out.data[i] = v;
      if (inside.data[i] > 0) top = Math.max(top, v);
    }
  // light never falls to nothing on a head: fill light keeps at least a third
  return mapDensity(out, (v) => Math.max(v, top / 3, 1e-4));
}
