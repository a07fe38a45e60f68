/**
 * Hair against skin inside the head: how much of the scalp is covered, per place. Two witnesses: hair darkens (after the light's own fall-off
 * over the round head is taken out), and hair is rough where skin is smooth. Both saturate; their union is the coverage.
 */
import { blur, luminance, mapDensity } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { type Ellipse, ellipseRadius, solve } from './ellipse.ts';

export interface HairMap {
  /** 0 bare skin … 1 no skin seen; overview pixels, 0 outside the head. */
  readonly coverage: Raster<'density'>;
  /** Luminance that bare skin would have at each place under this photo's light. */
  readonly skinLuminance: Raster<'density'>;
  /** Fine roughness (rms of log luminance below half a millimetre), kept for those who judge hair length. */
  readonly roughness: Raster<'density'>;
}

/** Roughness and darkening at which a witness is half convinced; set on seven whole-head photos, see docs/model.md. */
const HALF_ROUGHNESS = 0.13;
const HALF_DARKENING = 0.42;

/**
 * @param overview linear light at `pxPerMm` (about 4)
 * @param inside 1 inside the head outline, 0 outside, same size
 */
export function mapHair(overview: Raster<'linear'>, inside: Raster<'density'>, ellipse: Ellipse, pxPerMm: number): HairMap {
  const y = luminance(overview);
  const logY = mapDensity(y, (v) => Math.log(v + 0.004));
  const soft = blur(logY, 0.34 * pxPerMm);
  const roughness = mapDensity(
    blur(
      mapDensity(logY, (v, i) => (v - soft.data[i]) ** 2 * inside.data[i]),
      2 * pxPerMm,
    ),
    Math.sqrt,
  );
  const skinLuminance = fitSkinLight(blur(y, pxPerMm), roughness, inside, ellipse);
  const smoothY = blur(y, 1.2 * pxPerMm);
  const coverage = mapDensity(smoothY, (v, i) => {
    if (inside.data[i] === 0) return 0;
    const darkening = Math.max(0, 1 - v / skinLuminance.data[i]);
    const dark = darkening / HALF_DARKENING;
    const rough = roughness.data[i] / HALF_ROUGHNESS;
    return 1 - 2 ** -(0.75 * dark ** 1.5 + 0.7 * rough ** 2);
  });
  return { coverage, skinLuminance, roughness };
}

/**
 * Upper envelope of the head's luminance as light on an ellipsoid: c₀ + c·n with n the surface normal (first-order spherical harmonics,
 * Ramamoorthi & Hanrahan 2001), fitted by asymmetric least squares on smooth places so that hair, always darker, does not pull it down.
 */
function fitSkinLight(y: Raster<'density'>, roughness: Raster<'density'>, inside: Raster<'density'>, e: Ellipse): Raster<'density'> {
  const { width, height } = y;
  const normalAt = (px: number, py: number): readonly [number, number, number, number] => {
    const r = Math.min(ellipseRadius(e, px, py), 0.98);
    const dx = (px - e.cx) / Math.sqrt(e.a * e.b);
    const dy = (py - e.cy) / Math.sqrt(e.a * e.b);
    return [1, dx, dy, Math.sqrt(1 - r * r)];
  };
  const step = 4;
  const samples: { basis: readonly number[]; value: number; smooth: number }[] = [];
  for (let py = 0; py < height; py += step)
    for (let px = 0; px < width; px += step) {
      const i = py * width + px;
      if (inside.data[i] === 0 || ellipseRadius(e, px, py) > 0.93) continue;
      const q = roughness.data[i] / 0.1;
      samples.push({ basis: normalAt(px, py), value: y.data[i], smooth: 0.05 + Math.exp(-q * q) });
    }
  let c: ArrayLike<number> = [
    quantile(
      samples.map((s) => s.value),
      0.9,
    ),
    0,
    0,
    0,
  ];
  const ridge = 0.002 * samples.length;
  for (let round = 0; round < 20; round++) {
    const rows = Array.from({ length: 4 }, () => new Float64Array(5));
    for (const { basis, value, smooth } of samples) {
      const fit = c[0] + c[1] * basis[1] + c[2] * basis[2] + c[3] * basis[3];
      const w = smooth * (value > fit ? 0.9 : 0.1 * Math.exp(-(((fit - value) / (0.3 * fit + 1e-6)) ** 2)));
      for (let k = 0; k < 4; k++) {
        for (let l = 0; l < 4; l++) rows[k][l] += w * basis[k] * basis[l];
        rows[k][4] += w * basis[k] * value;
      }
    }
    for (let k = 1; k < 4; k++) rows[k][k] += ridge * 0.1;
    c = solve(rows);
  }
  let top = 0;
  const out = densityRaster(width, height);
  for (let py = 0; py < height; py++)
    for (let px = 0; px < width; px++) {
      const n = normalAt(px, py);
      const v = c[0] + c[1] * n[1] + c[2] * n[2] + c[3] * n[3];
      out.data[py * width + px] = v;
      if (inside.data[py * width + px] > 0) top = Math.max(top, v);
    }
  // light never falls to nothing on a head: fill light keeps at least a third
  return mapDensity(out, (v) => Math.max(v, top / 3, 1e-4));
}

export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
