/** Smooth random fields: heights on a lattice, joined by smoothstep. */
import type { Random } from '../random.ts';
import { densityRaster, fillRow, type Raster } from '../raster.ts';

const USUAL_PERIODS = 256;

/**
 * Values about 0 with a deviation near 0.2, alike over `period`; some 10 ns a value.
 * @param periods after which it repeats, a power of two: fewer are made faster
 */
export function smoothNoise(random: Random, period: number, periods: number = USUAL_PERIODS): (x: number, y: number) => number {
  const heights = new Float32Array(periods * periods);
  for (let i = 0; i < heights.length; i++) heights[i] = random.next() - 0.5;
  const mask = periods - 1;
  const perPeriod = 1 / period;
  return (x, y) => {
    const u = x * perPeriod;
    const v = y * perPeriod;
    const c = Math.floor(u);
    const r = Math.floor(v);
    const fu = (u - c) * (u - c) * (3 - 2 * (u - c));
    const fv = (v - r) * (v - r) * (3 - 2 * (v - r));
    const c0 = c & mask;
    const c1 = (c + 1) & mask;
    const r0 = (r & mask) * periods;
    const r1 = ((r + 1) & mask) * periods;
    const near = heights[r0 + c0] + (heights[r0 + c1] - heights[r0 + c0]) * fu;
    const far = heights[r1 + c0] + (heights[r1 + c1] - heights[r1 + c0]) * fu;
    return near + (far - near) * fv;
  };
}

/** Samples a period, from which rows are filled bilinearly. */
const SAMPLES = 5;
/** Long periods: few fit into a picture. */
const ROW_PERIODS = 64;

/** A field of long periods over a picture, row by row: sampled coarsely and filled in, several times as fast as pixel by pixel. */
export function smoothRows(random: Random, periodPx: number, width: number, height: number): (row: Float32Array, y: number) => void {
  const noise = smoothNoise(random, periodPx, ROW_PERIODS);
  const cellPx = Math.max(1, Math.floor(periodPx / SAMPLES));
  const plane = densityRaster(Math.ceil(width / cellPx), Math.ceil(height / cellPx));
  for (let r = 0; r < plane.height; r++)
    for (let c = 0; c < plane.width; c++) {
      const [x, y] = [(c + 0.5) * cellPx, (r + 0.5) * cellPx];
      // turned, so that no lattice lines up with the picture
      plane.data[r * plane.width + c] = noise(0.83 * x + 0.56 * y, 0.83 * y - 0.56 * x);
    }
  return (row, y) => readRow(row, plane, y, cellPx);
}

/** `fillRow`, and the short way where a cell is a pixel. */
export function readRow(row: Float32Array, plane: Raster<'density'>, y: number, cellPx: number): void {
  if (cellPx === 1) row.set(plane.data.subarray(y * plane.width, (y + 1) * plane.width));
  else fillRow(row, plane, y, cellPx);
}
