/** Roots of clipped hair in a photo that resolves them (tier T1, from 6 px/mm): dark spots by a difference of Gaussians on log luminance. */
import { blur, mapDensity } from '../filters.ts';
import type { Raster } from '../raster.ts';

export interface Detections {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  /** Full width of the blob across its narrow side. */
  readonly widthPx: Float64Array;
}

/** Size of the detector's centre: a stubble dot of 0.3–0.5 mm. */
const SIGMA_MM = 0.19;
/** Closest two follicular units are told apart. */
const SEPARATION_MM = 0.42;
/** Least dip in log luminance, and least multiple of the local roughness. */
const MIN_DIP = 0.05;
const NOISE_MULTIPLE = 1.1;

/**
 * @param logY log luminance of a window of the photo
 * @param inside 1 where roots are looked for, same size
 * @param pxPerMm of this window
 * @returns positions in window pixels
 */
export function detectFollicles(logY: Raster<'density'>, inside: Raster<'density'>, pxPerMm: number): Detections {
  const { width, height } = logY;
  const sigma = SIGMA_MM * pxPerMm;
  const centre = blur(logY, sigma);
  const around = blur(logY, 2.2 * sigma);
  const dip = mapDensity(around, (v, i) => v - centre.data[i]);
  const rough = blur(
    mapDensity(dip, (v) => Math.abs(v)),
    2.5 * pxPerMm,
  );
  const reach = Math.max(1, Math.round(SEPARATION_MM * pxPerMm));
  const step = Math.max(1, Math.round(sigma));
  const at = (x: number, y: number): number => dip.data[y * width + x];
  const x: number[] = [];
  const y: number[] = [];
  const w: number[] = [];
  for (let py = step; py < height - step; py++)
    for (let px = step; px < width - step; px++) {
      const i = py * width + px;
      const v = dip.data[i];
      if (inside.data[i] === 0 || v < MIN_DIP || v < NOISE_MULTIPLE * rough.data[i]) continue;
      if (!isPeak(dip, px, py, reach)) continue;
      const xx = 2 * v - at(px - step, py) - at(px + step, py);
      const yy = 2 * v - at(px, py - step) - at(px, py + step);
      const xy = (at(px - step, py + step) + at(px + step, py - step) - at(px + step, py + step) - at(px - step, py - step)) / 4;
      const mean = (xx + yy) / 2;
      const spread = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
      x.push(px + 0.5);
      y.push(py + 0.5);
      // parabola through the peak: half depth at √(v / curvature)
      w.push(2 * step * Math.sqrt(v / (mean + spread)));
    }
  return {
    xPx: Float64Array.from(x),
    yPx: Float64Array.from(y),
    widthPx: Float64Array.from(w),
  };
}

/** Largest value within `reach` pixels; of equal ones the first in reading order. */
function isPeak(image: Raster<'density'>, px: number, py: number, reach: number): boolean {
  const { width, height, data } = image;
  const v = data[py * width + px];
  for (let dy = -reach; dy <= reach; dy++) {
    const y = py + dy;
    if (y < 0 || y >= height) continue;
    const span = Math.floor(Math.sqrt(reach * reach - dy * dy));
    for (let x = Math.max(0, px - span); x <= Math.min(width - 1, px + span); x++) {
      const other = data[y * width + x];
      if (other > v || (other === v && (dy < 0 || (dy === 0 && x < px)))) return false;
    }
  }
  return true;
}
