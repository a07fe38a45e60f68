/** Marks on skin: how much they stand out, which way they lie and how far they are like themselves. */
import { blur, mapDensity } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';

/** Least step of log luminance that can be a hair: 3 % of the light. */
export const MIN_CONTRAST = 0.03;
/** Finest breadth at which a photo is looked at, and the surroundings a mark is held against. */
export const CENTRE_LEAST_PX = 0.7;
const AROUND_MM = 0.5;
/** Cell in which directions are gathered, and the reach over which hair lies alike. */
export const CELL_MM = 0.5;
export const ALIKE_MM = 3;

/** How much darker than the skin about it each place is, in log luminance; negative where it is lighter. */
export function dipOf(logY: Raster<'density'>, pxPerMm: number, centreMm: number): Raster<'density'> {
  const centre = smoothed(logY, Math.max(CENTRE_LEAST_PX, centreMm * pxPerMm));
  return mapDensity(blur(logY, AROUND_MM * pxPerMm), (v, i) => v - centre[i]);
}

/** Gaussian blur of a pixel or two, by passes of three taps: boxes are too coarse for it. */
function smoothed({ width, height, data }: Raster<'density'>, sigma: number): Float32Array {
  const passes = Math.ceil(sigma ** 2 / 0.4);
  const side = sigma ** 2 / (2 * passes);
  const values = Float32Array.from(data);
  const row = new Float32Array(width);
  const above = new Float32Array(width);
  for (let pass = 0; pass < passes; pass++) {
    above.set(values.subarray(0, width));
    for (let y = 0; y < height; y++) {
      const from = y * width;
      const below = y + 1 < height ? from + width : from;
      for (let x = 0; x < width; x++) {
        const v = values[from + x];
        row[x] = v + side * (above[x] + values[below + x] - 2 * v);
        above[x] = v;
      }
      for (let x = 0; x < width; x++) {
        const left = row[x === 0 ? 0 : x - 1];
        const right = row[x + 1 === width ? x : x + 1];
        values[from + x] = row[x] + side * (left + right - 2 * row[x]);
      }
    }
  }
  return values;
}

/** The steps to the dark and those to the light, each 0 where the other is. */
export function sides(dip: Raster<'density'>): [Raster<'density'>, Raster<'density'>] {
  const [dark, light] = [densityRaster(dip.width, dip.height), densityRaster(dip.width, dip.height)];
  for (let i = 0; i < dip.data.length; i++) {
    const v = dip.data[i];
    if (v > 0) dark.data[i] = v;
    else light.data[i] = -v;
  }
  return [dark, light];
}

/** Third moment of clear steps: that of a few strong marks outweighs much grain. */
export function momentOf(steps: Raster<'density'>, inside: Raster<'density'>): number {
  let sum = 0;
  for (let i = 0; i < steps.data.length; i++) {
    const v = steps.data[i];
    if (v > MIN_CONTRAST && inside.data[i] > 0) sum += v * v * v;
  }
  return sum;
}

export interface Directions {
  readonly cellPx: number;
  readonly columns: number;
  /** Unit vectors from root to tip, one a cell. */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/**
 * The way hair lies: the smallest eigenvector of the structure tensor of the marks (Förstner & Gülch 1987), pointing to the side on which marks
 * rise more steeply: a unit's hairs start together and end apart, and taper.
 */
export function directions(marks: Raster<'density'>, pxPerMm: number): Directions {
  const { width, height, data } = marks;
  const cellPx = Math.max(1, Math.round(CELL_MM * pxPerMm));
  const columns = Math.ceil(width / cellPx);
  const rows = Math.ceil(height / cellPx);
  const [cos2, sin2, skewX, skewY] = Array.from({ length: 4 }, () => densityRaster(columns, rows));
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const gx = data[i + 1] - data[i - 1];
      const gy = data[i + width] - data[i - width];
      const k = Math.floor(y / cellPx) * columns + Math.floor(x / cellPx);
      const square = gx * gx + gy * gy;
      cos2.data[k] += gx * gx - gy * gy;
      sin2.data[k] += 2 * gx * gy;
      skewX.data[k] += square * gx;
      skewY.data[k] += square * gy;
    }
  const alike = (image: Raster<'density'>): Float32Array => blur(image, (ALIKE_MM * pxPerMm) / cellPx).data;
  const [c, s, sx, sy] = [alike(cos2), alike(sin2), alike(skewX), alike(skewY)];
  const ux = new Float32Array(c.length);
  const uy = new Float32Array(c.length);
  for (let k = 0; k < c.length; k++) {
    const angle = 0.5 * Math.atan2(s[k], c[k]) + Math.PI / 2;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    const sign = x * sx[k] + y * sy[k] < 0 ? -1 : 1;
    ux[k] = sign * x;
    uy[k] = sign * y;
  }
  return { cellPx, columns, x: ux, y: uy };
}

export function cellOf({ cellPx, columns }: Directions, x: number, y: number): number {
  return Math.floor(y / cellPx) * columns + Math.floor(x / cellPx);
}

export function valueAt({ width, height, data }: Raster<'density'>, x: number, y: number): number {
  const px = Math.round(x);
  const py = Math.round(y);
  return px < 0 || py < 0 || px >= width || py >= height ? 0 : data[py * width + px];
}

const LAG_MM = 0.075;
/** Places at which marks are held against themselves lie this far apart, and no fewer than three pixels. */
const EVERY_MM = 0.5;
const LAGS = 40;
/** Lags across the hair at which marks have nothing to do with each other any more. */
const UNRELATED_FROM_LAG = 24;

/**
 * Lag at which marks are half like themselves along or across the way they lie: half the length of what lies stretched out, about 0.2 mm for
 * spots.
 */
export function likenessMm(
  marks: Raster<'density'>,
  way: Directions,
  inside: Raster<'density'>,
  pxPerMm: number,
  axis: 'along' | 'across',
): number {
  const { width, height, data } = marks;
  const like = new Float64Array(LAGS + 1);
  let unrelated = 0;
  const every = Math.max(3, Math.round(EVERY_MM * pxPerMm));
  for (let y = 1; y < height - 1; y += every)
    for (let x = 1 + (y % every); x < width - 1; x += every) {
      const i = y * width + x;
      if (inside.data[i] === 0 || data[i] < MIN_CONTRAST) continue;
      const k = cellOf(way, x, y);
      for (let lag = 0; lag <= LAGS; lag += lag < UNRELATED_FROM_LAG ? 1 : 2) {
        const step = lag * LAG_MM * pxPerMm;
        const across = data[i] * valueAt(marks, x - way.y[k] * step, y + way.x[k] * step);
        like[lag] += axis === 'across' ? across : data[i] * valueAt(marks, x + way.x[k] * step, y + way.y[k] * step);
        if (lag >= UNRELATED_FROM_LAG) unrelated += across;
      }
    }
  const floor = (2 * unrelated) / (LAGS - UNRELATED_FROM_LAG + 2);
  const half = floor + 0.5 * (like[0] - floor);
  let before = 0;
  for (let lag = 1; lag <= LAGS; lag += lag < UNRELATED_FROM_LAG ? 1 : 2) {
    if (like[lag] < half) return LAG_MM * (before + ((lag - before) * (like[before] - half)) / Math.max(1e-9, like[before] - like[lag]));
    before = lag;
  }
  return LAG_MM * LAGS;
}
