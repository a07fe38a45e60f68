/** The printed square marker: where it is, how it is tilted, and the scale that it gives. */
import { linearOverview, luminance } from '../filters.ts';
import type { Point } from '../polygon.ts';
import type { Raster } from '../raster.ts';
import { refinedCorners } from './marker-corners.ts';
import { findSquare } from './marker-find.ts';
import { type Corners, squareTo } from './marker-homography.ts';

export interface Marker {
  /** Outer corners of the black square, clockwise from the code's top left, in photo pixels. */
  readonly cornersPx: readonly [Point, Point, Point, Point];
  /** Along the skin at the marker's middle: what a length on the skin that is not foreshortened measures. */
  readonly pxPerMm: number;
  /** One standard deviation, relative. */
  readonly relative: number;
  /** Between the marker's plane and the picture's, 0 to 90. */
  readonly tiltDegrees: number;
  /** Direction on the picture of the line about which the marker is tilted, clockwise from the right, 0 to 180; of no meaning at small tilts. */
  readonly tiltAxisDegrees: number;
  /** Number of the code in ARUCO_MIP_36h12. */
  readonly id: number;
}

/** Prints come out within half a per cent of the size that was asked for, where scaling is off. [P] */
const PRINT_RELATIVE = 0.005;
/** A sticker bends with the head: 20 mm on a radius of 80 mm are seen 0.3 % short, less in part. [C] */
const BENT_RELATIVE = 0.003;
/** Error of the side by its corners: below 0.1 where a cell is 6 pixels or more, up to this where blur runs cells together. [M] bench/measure/scale.ts */
const SIDE_ERROR_PX = 0.25;

/**
 * @param sideMm the side of the black square
 * @returns null where no such square is seen whole, flat, sharp and with its white rim
 */
export function findMarker(photo: Raster<'srgb8'>, sideMm: number): Marker | null {
  if (!(sideMm > 0)) throw new RangeError(`marker of ${sideMm} mm`);
  const light = luminance(linearOverview(photo, 1));
  const square = findSquare(light);
  if (square === null) return null;
  const cornersPx = refinedCorners(light, square.corners);
  if (cornersPx === null) return null;
  const { longest, shortest, axisDegrees } = stretchAtMiddle(cornersPx);
  return {
    cornersPx,
    pxPerMm: longest / sideMm,
    relative: Math.hypot(PRINT_RELATIVE, BENT_RELATIVE, SIDE_ERROR_PX / longest),
    tiltDegrees: (Math.acos(Math.min(1, shortest / longest)) * 180) / Math.PI,
    tiltAxisDegrees: axisDegrees,
    id: square.id,
  };
}

/**
 * What the map of the unit square does at its middle: the singular values of its Jacobian are the sides as seen along and across the axis
 * of the tilt, their ratio the tilt's cosine (weak perspective).
 */
function stretchAtMiddle(corners: Corners): { longest: number; shortest: number; axisDegrees: number } {
  const m = squareTo(corners);
  const w = m[6] / 2 + m[7] / 2 + m[8];
  const [x, y] = [(m[0] / 2 + m[1] / 2 + m[2]) / w, (m[3] / 2 + m[4] / 2 + m[5]) / w];
  const [a, b, c, d] = [(m[0] - x * m[6]) / w, (m[1] - x * m[7]) / w, (m[3] - y * m[6]) / w, (m[4] - y * m[7]) / w];
  // J·Jᵀ, whose eigenvectors lie on the picture
  const [xx, xy, yy] = [a * a + b * b, a * c + b * d, c * c + d * d];
  const spread = Math.hypot((xx - yy) / 2, xy);
  const axis = (Math.atan2(2 * xy, xx - yy) * 90) / Math.PI;
  return {
    longest: Math.sqrt((xx + yy) / 2 + spread),
    shortest: Math.sqrt(Math.max(0, (xx + yy) / 2 - spread)),
    axisDegrees: (axis + 180) % 180,
  };
}
