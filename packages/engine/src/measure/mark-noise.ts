/** What else than hair makes marks: the grain of skin and sensor, and the bright grains of gloss. */
import { blur } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { quantile } from '../scalp/hair.ts';
import { smoothstep } from '../smoothstep.ts';
import { ALIKE_MM, CELL_MM, CENTRE_LEAST_PX, MIN_CONTRAST } from './marks.ts';

/** Marks stand out of the grain of bare skin by so many deviations. */
const GRAIN_MULTIPLE = 6;
/** Where marks are dense the grain cannot be read between them and comes out this high: then a mark has a share of the middle mark's contrast. */
const DENSE_FROM_CONTRAST = 0.05;
const SHARE_OF_MIDDLE = 0.35;
/** Peaks to the other side of the skin's tone may be so many of the marks: among dense marks the gaps make some. */
const OTHER_SIDE_SHARE = 0.2;
/** Steps of a tenth; not endless, as grey hair among dark is light in earnest. */
const OTHER_SIDE_STEPS = 6;
/** Breadth at which the grain is read: that of a shaft. */
const FINE_MM = 0.1;
/** Third moment of steps away from the marks' tone over that of the marks: below 0.3 without gloss, from 0.6 on glossy skin without hair. */
const GLOSS_FROM = 0.5;
const GLOSS_TO = 0.8;
const GLOSS_MULTIPLE = 2;

/** One deviation of the grain of bare skin, from second differences between places that are no marks. */
export function grainOf(dip: Raster<'density'>, inside: Raster<'density'>, pxPerMm: number): number {
  const { width, height, data } = dip;
  const step = Math.max(1, Math.round(2 * Math.max(CENTRE_LEAST_PX, FINE_MM * pxPerMm)));
  const differences: number[] = [];
  for (let y = 0; y < height; y += 3)
    for (let x = step; x < width - step; x += 3) {
      const i = y * width + x;
      if (inside.data[i] === 0 || Math.max(data[i - step], data[i], data[i + step]) > MIN_CONTRAST) continue;
      differences.push(Math.abs(data[i] - 0.5 * (data[i - step] + data[i + step])));
    }
  // the fifth part of |normal| lies below 0.253 deviations; a second difference of three has 1.5 times the variance
  return quantile(differences, 0.2) / 0.253 / Math.sqrt(1.5);
}

/**
 * Least strength of a mark among gloss, by pixel: between the bright grains of a wet or shining scalp the skin looks dark. Where steps to the light
 * are as heavy as those to the dark, marks must stand out of both; elsewhere 0.
 */
export function glossLevel({ width, height, data }: Raster<'density'>, tone: 'dark' | 'light', pxPerMm: number): (pixel: number) => number {
  const sign = tone === 'dark' ? 1 : -1;
  const cellPx = Math.max(1, Math.round(CELL_MM * pxPerMm));
  const [columns, rows] = [Math.ceil(width / cellPx), Math.ceil(height / cellPx)];
  const [heavy, grains, spread] = Array.from({ length: 3 }, () => densityRaster(columns, rows));
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / cellPx) * columns;
    for (let x = 0; x < width; x++, i++) {
      const v = sign * data[i];
      const k = row + Math.floor(x / cellPx);
      if (v > 0) heavy.data[k] += v * v * v;
      else {
        grains.data[k] -= v * v * v;
        spread.data[k] += 2 * v * v;
      }
    }
  }
  const alike = (image: Raster<'density'>): Float32Array => blur(image, (ALIKE_MM * pxPerMm) / cellPx).data;
  const [dark, light, square] = [alike(heavy), alike(grains), alike(spread)];
  const level = square.map(
    (v, k) => GLOSS_MULTIPLE * Math.sqrt(v) * (1 / cellPx) * smoothstep(GLOSS_FROM, GLOSS_TO, light[k] / Math.max(1e-9, dark[k])),
  );
  return (pixel) => level[Math.floor(Math.floor(pixel / width) / cellPx) * columns + Math.floor((pixel % width) / cellPx)];
}

/**
 * Contrast from which marks count: above the grain, and above what is as often seen on the other side of the skin's tone, which is no hair.
 * @param marks, noise contrasts of the marks, and of peaks to the other side
 */
export function leastContrast(marks: readonly number[], noise: readonly number[], grain: number): number {
  const from = Math.max(MIN_CONTRAST, GRAIN_MULTIPLE * grain);
  if (from >= DENSE_FROM_CONTRAST)
    return Math.max(
      MIN_CONTRAST,
      Math.min(
        from,
        SHARE_OF_MIDDLE *
          quantile(
            marks.filter((v) => v >= from),
            0.5,
          ),
      ),
    );
  let least = from;
  for (let k = 0; k < OTHER_SIDE_STEPS && countFrom(noise, least) > OTHER_SIDE_SHARE * countFrom(marks, least); k++) least *= 1.1;
  return least;
}

function countFrom(values: readonly number[], least: number): number {
  return values.reduce((sum, v) => sum + (v >= least ? 1 : 0), 0);
}

const SURE_STEP = 1.08;
const SURE_STEPS = 34;
/** Sure marks about a place from which hair begins to be taken to stand there, and from which it does. */
const HAIRY_PER_CM2 = { from: 4, to: 9 } as const;
const HAIRY_REACH_MM = 2.5;

/** Contrast, no less than `from`, at which peaks to the other side are no more than this share of the marks. */
export function sureContrast(marks: readonly number[], noise: readonly number[], from: number, share: number): number {
  let least = from;
  for (let k = 0; k < SURE_STEPS && countFrom(noise, least) > share * countFrom(marks, least); k++) least *= SURE_STEP;
  return least;
}

/**
 * How far hair stands about a pixel, 0 to 1: where it does, skin between marks is lighter by contrast and says nothing of noise.
 * @param sure pixels of the marks beyond doubt
 */
export function hairyPlaces(sure: readonly number[], inside: Raster<'density'>, pxPerMm: number): (pixel: number) => number {
  const { width, height } = inside;
  const cellPx = CELL_MM * pxPerMm;
  const [columns, rows] = [Math.ceil(width / cellPx), Math.ceil(height / cellPx)];
  const cell = (pixel: number): number => Math.floor(Math.floor(pixel / width) / cellPx) * columns + Math.floor((pixel % width) / cellPx);
  const [marks, area] = [densityRaster(columns, rows), densityRaster(columns, rows)];
  for (const pixel of sure) marks.data[cell(pixel)]++;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (inside.data[y * width + x] > 0) area.data[Math.floor(y / cellPx) * columns + Math.floor(x / cellPx)]++;
  const near = (image: Raster<'density'>): Float32Array => blur(image, HAIRY_REACH_MM / CELL_MM).data;
  const [count, seen] = [near(marks), near(area)];
  const hairy = count.map((n, k) => smoothstep(HAIRY_PER_CM2.from, HAIRY_PER_CM2.to, (100 * pxPerMm ** 2 * n) / Math.max(1e-6, seen[k])));
  return (pixel) => hairy[cell(pixel)];
}
