/**
 * Roots of clipped hair in a photo that resolves them (tier T1, from 6 px/mm): dark blobs by a difference of Gaussians on log luminance, told
 * from lying strands by their shape.
 */
import { blur, mapDensity } from '../filters.ts';
import { type Raster, sampleDensity } from '../raster.ts';

export interface Detections {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  /** Full width of the blob across its narrow side. */
  readonly widthPx: Float64Array;
  /** Share of the dark marks that are strands rather than blobs: near 1, hair lies over the scalp and roots cannot be counted. */
  readonly strandShare: number;
}

/** Size of the detector's centre: a stubble dot of 0.3–0.5 mm. */
const SIGMA_MM = 0.19;
/** Closest two follicular units are told apart. */
const SEPARATION_MM = 0.42;
/** Least dip in log luminance, and least multiple of the local roughness. */
const MIN_DIP = 0.05;
const NOISE_MULTIPLE = 1.6;
/** Ratio of principal curvatures beyond which a mark is a strand. */
const STRAND_RATIO = 3;

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
  let strands = 0;
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
      if (mean - spread < (mean + spread) / STRAND_RATIO) {
        strands++;
        continue;
      }
      x.push(px + 0.5);
      y.push(py + 0.5);
      // parabola through the peak: half depth at √(v / curvature)
      w.push(2 * step * Math.sqrt(v / (mean + spread)));
    }
  const total = strands + x.length;
  return {
    xPx: Float64Array.from(x),
    yPx: Float64Array.from(y),
    widthPx: Float64Array.from(w),
    strandShare: total === 0 ? 0 : strands / total,
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

/**
 * Visible length of lying hair in mm: over windows of the hairy part, how far along the local hair direction the fine pattern stays alike.
 * Null where there is too little hair to tell.
 *
 * @param detail log luminance less its own blur, at `pxPerMm`
 * @param hairy 1 where hair covers the scalp
 */
export function hairLengthMm(detail: Raster<'density'>, hairy: Raster<'density'>, pxPerMm: number): number | null {
  const half = Math.round(2.5 * pxPerMm);
  const lags = Array.from({ length: 48 }, (_, k) => (k + 1) * 0.25);
  const lengths: number[] = [];
  for (let cy = half; cy < detail.height - half; cy += 2 * half)
    for (let cx = half; cx < detail.width - half; cx += 2 * half) {
      if (hairy.data[cy * detail.width + cx] === 0) continue;
      const direction = dominantDirection(detail, cx, cy, half);
      if (direction === null) continue;
      const [ux, uy] = direction;
      let self = 0;
      const along = new Float64Array(lags.length);
      for (let y = cy - half; y < cy + half; y += 2)
        for (let x = cx - half; x < cx + half; x += 2) {
          const v = detail.data[y * detail.width + x];
          self += v * v;
          for (let k = 0; k < lags.length; k++) {
            const d = lags[k] * pxPerMm;
            along[k] += v * sampleDensity(detail, x + 0.5 + d * ux, y + 0.5 + d * uy);
          }
        }
      let k = 0;
      while (k < lags.length && along[k] > 0.3 * self) k++;
      // a bar of length ℓ keeps 0.3 of its self-overlap at a shift of 0.7 ℓ
      lengths.push((k === 0 ? lags[0] / 2 : lags[k - 1]) / 0.7);
    }
  if (lengths.length < 12) return null;
  lengths.sort((p, q) => p - q);
  return lengths[Math.floor(0.75 * lengths.length)];
}

/** Unit vector along the strands of a window (structure tensor), or null where the window has no direction. */
function dominantDirection(detail: Raster<'density'>, cx: number, cy: number, half: number): readonly [number, number] | null {
  const { width, data } = detail;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let y = cy - half + 1; y < cy + half - 1; y++)
    for (let x = cx - half + 1; x < cx + half - 1; x++) {
      const i = y * width + x;
      const gx = data[i + 1] - data[i - 1];
      const gy = data[i + width] - data[i - width];
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
    }
  const spread = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  if (xx + yy === 0 || spread / ((xx + yy) / 2) < 0.2) return null;
  const across = Math.atan2(2 * xy, xx - yy) / 2;
  return [-Math.sin(across), Math.cos(across)];
}
