/** Glabella and tragus on the ellipsoid, and distances taped over the head. */
import { HEAD } from '../head/anthropometry.ts';
import { tapeMm } from '../head/develop.ts';
import type { Spot, SurfaceGeometry } from '../head/surface.ts';
import type { Point } from '../polygon.ts';

function semiAxesMm({ surface }: SurfaceGeometry): readonly [number, number, number] {
  return [surface.semiAcrossPx / surface.pxPerMm, surface.semiAlongPx / surface.pxPerMm, surface.semiDepthPx / surface.pxPerMm];
}

/** Glabella: on the midline, a little beyond the front of the outline. */
export function glabellaMm(geometry: SurfaceGeometry): Spot {
  const [, b, c] = semiAxesMm(geometry);
  const t = HEAD.glabellaBeyondOutlineMm / c;
  return [0, b * Math.cos(t), -c * Math.sin(t)];
}

/** Tragus of one side: below the broadest level, at mid-length. */
export function tragusMm(geometry: SurfaceGeometry, side: -1 | 1): Spot {
  const [a, , c] = semiAxesMm(geometry);
  const w = -HEAD.tragusBelowMm / c;
  return [side * a * Math.sqrt(Math.max(0, 1 - w * w)), 0, HEAD.tragusBelowMm * -1];
}

/** Length of a tape between a chart point and a spot. */
export function distanceOverHeadMm(geometry: SurfaceGeometry, from: Point, to: Spot): number {
  return tapeMm(geometry, geometry.onHead(from[0], from[1]), to, 64);
}
