/**
 * What the camera did to the scalp, so that it can be done to the dots as well: how far it smears a point, and how much its pixels scatter.
 *
 * Edges do not tell the first, as a phone's denoising flattens small detail and leaves edges sharp. The scale of the finest texture does: of a field of
 * spots exp(−r²/2s²) the variance between two Gaussian blurs a < b is proportional to
 *
 *     E(a, b; s) = ½ [1/(a² + s²) + 1/(b² + s²) − 2 / ((a² + b²)/2 + s²)]
 *
 * so the ratio of two bands gives s, the smallest spot that this picture holds. Sharpening shows in the same ratio.
 */
import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import { blurPlane } from '../filters.ts';
import type { Raster } from '../raster.ts';
import type { Box } from './box.ts';

export interface Camera {
  /** Deviation of the spread of a point, px of the photo. */
  readonly lensPx: number;
  /** Deviation of a pixel's luminance relative to it, on skin. */
  readonly noise: number;
}

/** Borders of the bands, px; the ratios of the second and third band to the first are compared. */
const BORDERS_PX: readonly number[] = [0.7, 1.4, 2.8, 5.6];
const SPOTS_PX: readonly number[] = Array.from({ length: 60 }, (_, i) => 0.3 * 1.045 ** i);
/** What is finest on a scalp besides noise: hairs and pores. */
const FINEST_MM = 0.03;
const LENS_RANGE_PX = { least: 0.45, most: 3 };
/** Windows across the zone in which texture is read. */
const WINDOW_PX = 224;
const WINDOWS = 4;
/** So that black hair does not drown the skin. */
const FLOOR = 0.01;

export function cameraOf(photo: Raster<'srgb8'>, box: Box, pxPerMm: number): Camera {
  const bands = BORDERS_PX.slice(1).map(() => 0);
  const scatter: number[] = [];
  for (const window of windowsIn(box)) {
    const log = logLuminance(photo, window);
    const blurred = BORDERS_PX.map((sigma) => blurPlane(log, window.width, window.height, sigma));
    for (let k = 1; k < blurred.length; k++) for (let i = 0; i < log.length; i++) bands[k - 1] += (blurred[k - 1][i] - blurred[k][i]) ** 2;
    scatter.push(laplacianDeviation(log, window));
  }
  const spotPx = bands[0] > 0 ? (spotOf(bands[1] / bands[0], 1) + 2 * spotOf(bands[2] / bands[0], 2)) / 3 : LENS_RANGE_PX.least;
  const lensPx = Math.sqrt(Math.max(0, spotPx ** 2 - (FINEST_MM * pxPerMm) ** 2));
  scatter.sort((p, q) => p - q);
  return {
    lensPx: Math.min(LENS_RANGE_PX.most, Math.max(LENS_RANGE_PX.least, lensPx)),
    noise: scatter.length === 0 ? 0 : scatter[0],
  };
}

/** Windows on the diagonals of the box, inside it. */
function windowsIn(box: Box): Box[] {
  const width = Math.min(WINDOW_PX, box.width);
  const height = Math.min(WINDOW_PX, box.height);
  if (width < 16 || height < 16) return [];
  return Array.from({ length: WINDOWS }, (_, i) => ({
    x: box.x + Math.round((box.width - width) * [0.35, 0.65, 0.35, 0.65][i]),
    y: box.y + Math.round((box.height - height) * [0.35, 0.35, 0.65, 0.65][i]),
    width,
    height,
  }));
}

function logLuminance({ data, width }: Raster<'srgb8'>, box: Box): Float32Array {
  const out = new Float32Array(box.width * box.height);
  for (let y = 0, o = 0; y < box.height; y++)
    for (let x = 0, i = 3 * ((box.y + y) * width + box.x); x < box.width; x++, i += 3, o++)
      out[o] = Math.log(
        0.2126 * LINEAR_OF_SRGB8[data[i]] + 0.7152 * LINEAR_OF_SRGB8[data[i + 1]] + 0.0722 * LINEAR_OF_SRGB8[data[i + 2]] + FLOOR,
      );
  return out;
}

/** The spot whose band `band` is `ratio` times its first. */
function spotOf(ratio: number, band: number): number {
  const energy = (a: number, b: number, s: number): number =>
    0.5 * (1 / (a * a + s * s) + 1 / (b * b + s * s) - 2 / ((a * a + b * b) / 2 + s * s));
  const found = SPOTS_PX.findIndex(
    (s) => energy(BORDERS_PX[band], BORDERS_PX[band + 1], s) / energy(BORDERS_PX[0], BORDERS_PX[1], s) >= ratio,
  );
  return found < 0 ? SPOTS_PX[SPOTS_PX.length - 1] : SPOTS_PX[found];
}

/** Noise of the quieter half of a window from the mask [1 −2 1; −2 4 −2; 1 −2 1], blind to slopes and edges (Immerkær 1996). */
function laplacianDeviation(log: Float32Array, { width, height }: Box): number {
  const found: number[] = [];
  for (let y = 1; y < height - 1; y += 2)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const corners = log[i - width - 1] + log[i - width + 1] + log[i + width - 1] + log[i + width + 1];
      found.push(Math.abs(corners - 2 * (log[i - 1] + log[i + 1] + log[i - width] + log[i + width]) + 4 * log[i]));
    }
  found.sort((p, q) => p - q);
  // the median of |N(0, 1)| is 0.6745, the mask's norm 6
  return found.length === 0 ? 0 : found[found.length >> 1] / 0.6745 / 6;
}
