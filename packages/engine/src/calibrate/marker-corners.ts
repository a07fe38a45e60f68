/** Corners of a black square to a fraction of a pixel: lines through the places where its edges are half way from ink to paper. */
import { distance, type Point } from '../polygon.ts';
import { type Raster, sampleDensity } from '../raster.ts';
import type { Corners } from './marker-homography.ts';

/** Cells along a side: the black rim is one cell wide, and so is the white one around it at least. */
const CELLS = 8;
/** Part of a side that its edge is read along; blur rounds the corners. */
const FROM = 0.08;
const MOST_READINGS = 120;
const STEP_PX = 0.25;
const ROUNDS = 3;
/** Readings farther from the line than this many of their median distances are left out: dirt, hair, a curled corner. */
const OUTLIER = 3;

/**
 * @param light luminance, linear: there blur moves no edge, as it does in gamma-coded bytes
 * @returns the corners in the same order; null where an edge cannot be read
 */
export function refinedCorners(light: Raster<'density'>, start: Corners): Corners | null {
  let corners = start;
  for (let round = 0; round < ROUNDS; round++) {
    const lines = corners.map((from, k) => edgeLine(light, from, corners[(k + 1) % 4], centreOf(corners)));
    if (lines.some((line) => line === null)) return null;
    const known = lines as Line[];
    const next = known.map((line, k) => crossing(known[(k + 3) % 4], line));
    if (next.some((p) => p === null)) return null;
    corners = next as unknown as Corners;
    if (corners.some((p, k) => !(distance(p, start[k]) < 0.25 * distance(start[0], start[2])))) return null;
  }
  return corners;
}

interface Line {
  readonly at: Point;
  readonly along: Point;
}

function centreOf(corners: Corners): Point {
  return [corners.reduce((sum, p) => sum + p[0], 0) / 4, corners.reduce((sum, p) => sum + p[1], 0) / 4];
}

function edgeLine(light: Raster<'density'>, from: Point, to: Point, centre: Point): Line | null {
  const length = distance(from, to);
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const inwards = (centre[0] - from[0]) * -along[1] + (centre[1] - from[1]) * along[0] > 0 ? 1 : -1;
  const inward: Point = [-along[1] * inwards, along[0] * inwards];
  // the rim's width as seen across this side, from how far the centre lies behind it: four cells
  const cellPx = ((centre[0] - from[0]) * inward[0] + (centre[1] - from[1]) * inward[1]) / (CELLS / 2);
  const reach = Math.min(6, Math.max(1.2, 0.5 * cellPx));
  const readings = Math.round(Math.min(MOST_READINGS, Math.max(12, length)));
  const points: Point[] = [];
  for (let k = 0; k < readings; k++) {
    const t = FROM + ((1 - 2 * FROM) * k) / (readings - 1);
    const base: Point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    const depth = crossingDepth(light, base, inward, reach);
    if (depth !== null) points.push([base[0] + depth * inward[0], base[1] + depth * inward[1]]);
  }
  if (points.length < 0.5 * readings) return null;
  const first = lineThrough(points);
  const off = points.map((p) => offLine(first, p));
  const typical = [...off].sort((p, q) => p - q)[off.length >> 1];
  const kept = points.filter((_, k) => off[k] <= OUTLIER * typical + 0.02);
  return kept.length < 6 ? first : lineThrough(kept);
}

/** How far inwards of a point the light falls through half way; the levels on either side are those of this place. */
function crossingDepth(light: Raster<'density'>, base: Point, inward: Point, reach: number): number | null {
  const steps = Math.ceil(reach / STEP_PX);
  const profile = Float64Array.from({ length: 2 * steps + 1 }, (_, i) => {
    const depth = (i - steps) * STEP_PX;
    return sampleDensity(light, base[0] + depth * inward[0], base[1] + depth * inward[1]);
  });
  const quarter = Math.max(1, Math.round(steps / 3));
  let [paper, ink] = [0, 0];
  for (let i = 0; i < quarter; i++) {
    paper += profile[i] / quarter;
    ink += profile[profile.length - 1 - i] / quarter;
  }
  if (!(paper > 1.2 * ink)) return null;
  const half = (paper + ink) / 2;
  // the crossing nearest to where the edge was thought to be
  let best: number | null = null;
  for (let i = 0; i + 1 < profile.length; i++) {
    if (!(profile[i] >= half && profile[i + 1] < half)) continue;
    const depth = (i - steps + (profile[i] - half) / (profile[i] - profile[i + 1])) * STEP_PX;
    if (best === null || Math.abs(depth) < Math.abs(best)) best = depth;
  }
  return best;
}

/** Total least squares. */
function lineThrough(points: readonly Point[]): Line {
  const n = points.length;
  const at: Point = [points.reduce((s, p) => s + p[0], 0) / n, points.reduce((s, p) => s + p[1], 0) / n];
  let [xx, xy, yy] = [0, 0, 0];
  for (const p of points) {
    xx += (p[0] - at[0]) ** 2;
    xy += (p[0] - at[0]) * (p[1] - at[1]);
    yy += (p[1] - at[1]) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { at, along: [Math.cos(angle), Math.sin(angle)] };
}

function offLine({ at, along }: Line, p: Point): number {
  return Math.abs((p[0] - at[0]) * along[1] - (p[1] - at[1]) * along[0]);
}

function crossing(a: Line, b: Line): Point | null {
  const det = a.along[0] * b.along[1] - a.along[1] * b.along[0];
  if (Math.abs(det) < 0.1) return null;
  const t = ((b.at[0] - a.at[0]) * b.along[1] - (b.at[1] - a.at[1]) * b.along[0]) / det;
  return [a.at[0] + t * a.along[0], a.at[1] + t * a.along[1]];
}
