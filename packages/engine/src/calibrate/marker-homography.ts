/** Plane projective maps between a square and its picture. */
import type { Point } from '../polygon.ts';

export type Corners = readonly [Point, Point, Point, Point];
/** Row by row; the last is 1. */
export type Homography = Float64Array;

/** The map of the square (0, 0), (1, 0), (1, 1), (0, 1) to four corners (Heckbert 1989, eqs. 2.14 to 2.16). */
export function squareTo([a, b, c, d]: Corners): Homography {
  const [dx1, dy1, dx2, dy2] = [b[0] - c[0], b[1] - c[1], d[0] - c[0], d[1] - c[1]];
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return Float64Array.of(
    b[0] - a[0] + g * b[0],
    d[0] - a[0] + h * d[0],
    a[0],
    b[1] - a[1] + g * b[1],
    d[1] - a[1] + h * d[1],
    a[1],
    g,
    h,
    1,
  );
}

export function project(m: Homography, u: number, v: number): Point {
  const w = m[6] * u + m[7] * v + m[8];
  return [(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w];
}
