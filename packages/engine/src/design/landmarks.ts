/** Glabella and tragus on the ellipsoid, and distances taped over the head. */
import { HEAD } from '../head/anthropometry.ts';
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

/** Length of a tape laid over the ellipsoid between a chart point and a spot: the chord, pushed out to the surface. */
export function distanceOverHeadMm(geometry: SurfaceGeometry, from: Point, to: Spot): number {
  const axes = semiAxesMm(geometry);
  const start = geometry.onHead(from[0], from[1]);
  const PIECES = 64;
  let length = 0;
  let previous: Spot = start;
  for (let k = 1; k <= PIECES; k++) {
    const t = k / PIECES;
    const chord = [0, 1, 2].map((i) => start[i] + (to[i] - start[i]) * t);
    const radius = Math.sqrt(chord.reduce((sum, v, i) => sum + (v / axes[i]) ** 2, 0));
    const spot: Spot = [chord[0] / radius, chord[1] / radius, chord[2] / radius];
    length += Math.sqrt((spot[0] - previous[0]) ** 2 + (spot[1] - previous[1]) ** 2 + (spot[2] - previous[2]) ** 2);
    previous = spot;
  }
  return length;
}
