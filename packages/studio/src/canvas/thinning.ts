/** The thinning map as pixels: hair coverage in bands of a tenth, places that were not measured hatched. */
import type { Plan } from '@stubble/engine';
import type { Point } from '../state/inputs.ts';

export type ThinningMap = NonNullable<Plan['measurement']['thinning']>;

/**
 * Bare to covered, red, green, blue: ten steps of viridis (van der Walt and Smith 2015), which keeps its order for every kind of colour vision and
 * in print without colour. Bare scalp is the light end.
 */
export const BANDS_RGB: readonly Point3[] = [
  [253, 231, 37],
  [181, 222, 43],
  [110, 206, 88],
  [53, 183, 121],
  [31, 158, 137],
  [38, 130, 142],
  [49, 104, 142],
  [62, 73, 137],
  [72, 40, 120],
  [68, 1, 84],
];
type Point3 = readonly [number, number, number];

/** As a little-endian machine reads RGBA. */
function packed(red: number, green: number, blue: number, alpha: number): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

const HATCH = { everyPx: 9, broadPx: 3, light: packed(255, 255, 255, 200), dark: packed(0, 0, 0, 90) } as const;
const EDGE = packed(255, 255, 255, 230);

export function bandOf(coverage: number): number {
  return Math.min(BANDS_RGB.length - 1, Math.max(0, Math.floor(coverage * BANDS_RGB.length)));
}

/**
 * Coverage at a place of the scalp chart, between the middles of the four cells about it.
 * @param beyond also where the cell that holds it has none, as far as its neighbours reach: half a cell
 * @returns null where there is none
 */
export function coverageAt({ cellMm, columns, rows, xMm0, yMm0, coverage }: ThinningMap, [xMm, yMm]: Point, beyond = false): number | null {
  const u = (xMm - xMm0) / cellMm;
  const v = (yMm - yMm0) / cellMm;
  const of = (column: number, row: number): number | null =>
    column < 0 || row < 0 || column >= columns || row >= rows ? null : (coverage[row * columns + column] ?? null);
  if (!beyond && of(Math.floor(u), Math.floor(v)) === null) return null;
  const c0 = Math.floor(u - 0.5);
  const r0 = Math.floor(v - 0.5);
  let sum = 0;
  let weights = 0;
  for (let r = r0; r <= r0 + 1; r++)
    for (let c = c0; c <= c0 + 1; c++) {
      const value = of(c, r);
      if (value === null) continue;
      const weight = (1 - Math.abs(u - 0.5 - c)) * (1 - Math.abs(v - 0.5 - r));
      sum += weight * value;
      weights += weight;
    }
  return weights > 0 ? sum / weights : null;
}

/** Where a map is drawn: the part of the head that can be measured at all, tilted by less than 60° (the engine's `head/surface.ts`). */
export const LEAST_COS = 0.5;
/** Cells cut by that rim may be empty because of it; within 55° an empty one was left out for another reason. */
const INNER_COS = 0.574;

export interface Ground {
  /** The place of the scalp chart that a pixel shows, mm; null where it shows none. */
  chartAt(x: number, y: number): Point | null;
  cosTiltAtChart(xMm: number, yMm: number): number;
}

/**
 * @param alpha of the bands, 0..255
 * @param finePx device pixels that hatching is scaled by
 * @returns RGBA, row by row; clear where nothing can be measured
 */
export function mapPixels(
  map: ThinningMap,
  { chartAt, cosTiltAtChart }: Ground,
  width: number,
  height: number,
  alpha: number,
  finePx: number,
): Uint8ClampedArray<ArrayBuffer> {
  const abgr = new Uint32Array(width * height);
  /** 0 clear, 1 not measured, 2 measured. */
  const state = new Uint8Array(width * height);
  const bands = BANDS_RGB.map(([red, green, blue]) => packed(red, green, blue, alpha));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const place = chartAt(x + 0.5, y + 0.5);
      if (place === null) continue;
      const cos = cosTiltAtChart(place[0], place[1]);
      if (cos < LEAST_COS) continue;
      const isRim = cos < INNER_COS;
      const coverage = coverageAt(map, place, isRim);
      if (coverage === null && isRim) continue;
      const i = y * width + x;
      state[i] = coverage === null ? 1 : 2;
      if (coverage !== null) abgr[i] = bands[bandOf(coverage)]!;
      else abgr[i] = (x + y) % (HATCH.everyPx * finePx) < HATCH.broadPx * finePx ? HATCH.light : HATCH.dark;
    }
  // the edge of what was left out
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const isEdge = state[i] === 1 && (state[i - 1] === 2 || state[i + 1] === 2 || state[i - width] === 2 || state[i + width] === 2);
      if (isEdge) abgr[i] = EDGE;
    }
  return new Uint8ClampedArray(abgr.buffer);
}
