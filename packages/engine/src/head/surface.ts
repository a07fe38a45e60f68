/**
 * The head as an ellipsoid under its outline in the photo, seen by a distant camera, and the scalp chart laid over it.
 *
 * An ellipsoid with semi-axes a (across the head), b (along it) and c (towards the camera) shows an elliptic outline with semi-axes a, b.
 * The chart is Lambert's azimuthal equal-area projection of the unit sphere, stretched by a and b: with q = sin φ the distance from
 * the centre in units of the outline, the chart radius is 2 sin(φ/2). On a sphere areas are exact; on the ellipsoid
 *
 *     d(skin) / d(chart) = cos φ / cos θ,      d(photo) / d(skin) = cos θ
 *
 * where θ is the tilt of the skin against the line of sight. (Lambert 1772; both ratios follow from the surface element of the ellipsoid.)
 *
 * Chart frame, in mm: the origin is the point of the scalp that faces the camera, +y points to the client's face, +x to the client's left;
 * with the face at the bottom of the picture the chart is oriented like the picture.
 */
import type { Point } from '../polygon.ts';
import { type Degrees, degrees } from '../units.ts';

/** As stored in the plan. `frontDegrees` is the direction of the face in the photo, clockwise from +x: 90 is the bottom of the picture. */
export type Surface = {
  readonly centrePx: readonly [number, number];
  readonly semiAcrossPx: number;
  readonly semiAlongPx: number;
  readonly semiDepthPx: number;
  readonly frontDegrees: number;
  readonly pxPerMm: number;
};

/** Beyond this tilt nothing is planned in the picture: a density read there would be off by more than two (`docs/model.md`). */
export const MAX_TILT_DEGREES: Degrees = 60;

/** A point of the head, mm from the ellipsoid's centre: to the client's left, to the face, towards the camera. */
export type Spot = readonly [left: number, front: number, up: number];

export interface SurfaceGeometry {
  readonly surface: Surface;
  /** Photo → chart; null outside the outline. */
  toChart(xPx: number, yPx: number): Point | null;
  /** Chart → photo; null for a point on the far side of the head. */
  toPhoto(xMm: number, yMm: number): Point | null;
  /** Cosine of the tilt of the skin at a photo point; 0 outside the outline. */
  cosTilt(xPx: number, yPx: number): number;
  /** Cosine of the tilt at a chart point; 0 on the far side. */
  cosTiltAtChart(xMm: number, yMm: number): number;
  /** The ellipsoid's point in head coordinates, also beyond the outline. */
  onHead(xMm: number, yMm: number): Spot;
  /** Skin area per chart area at a chart point. */
  skinPerChart(xMm: number, yMm: number): number;
  /** Direction (unit vector in the photo) in which a circle on the skin is shortened by cos θ. */
  tiltDirection(xPx: number, yPx: number): Point;
}

export function surfaceGeometry(surface: Surface): SurfaceGeometry {
  const { semiAcrossPx: a, semiAlongPx: b, semiDepthPx: c, pxPerMm } = surface;
  const [cx, cy] = surface.centrePx;
  const angle = (surface.frontDegrees * Math.PI) / 180;
  // Unit vectors in the photo: `f` to the face, `l` to the client's left (f turned so that for f = down, l = right).
  const fx = Math.cos(angle);
  const fy = Math.sin(angle);
  const lx = fy;
  const ly = -fx;

  /** Photo → coordinates in units of the outline: u across, v along. */
  const toUnit = (x: number, y: number): Point => [((x - cx) * lx + (y - cy) * ly) / a, ((x - cx) * fx + (y - cy) * fy) / b];

  /** cos θ of the ellipsoid's normal (u/a, v/b, w/c) against the line of sight. */
  const cosTheta = (u: number, v: number): number => {
    const w2 = 1 - u * u - v * v;
    if (w2 <= 0) return 0;
    const w = Math.sqrt(w2) / c;
    return w / Math.sqrt((u * u) / (a * a) + (v * v) / (b * b) + w * w);
  };

  /** Chart mm → outline units and cos φ. */
  const fromChart = (xMm: number, yMm: number): { u: number; v: number; cosPhi: number } | null => {
    const p = (xMm * pxPerMm) / a;
    const q = (yMm * pxPerMm) / b;
    const r2 = p * p + q * q; // (2 sin(φ/2))²
    if (r2 >= 4) return null;
    const shrink = Math.sqrt(1 - r2 / 4); // cos(φ/2), and sin φ = 2 sin(φ/2) cos(φ/2)
    return { u: p * shrink, v: q * shrink, cosPhi: 1 - r2 / 2 };
  };

  return {
    surface,
    toChart(x, y) {
      const [u, v] = toUnit(x, y);
      const s2 = u * u + v * v;
      if (s2 > 1) return null;
      const stretch = 1 / Math.sqrt((1 + Math.sqrt(1 - s2)) / 2); // 1 / cos(φ/2)
      return [(u * stretch * a) / pxPerMm, (v * stretch * b) / pxPerMm];
    },
    toPhoto(xMm, yMm) {
      const at = fromChart(xMm, yMm);
      if (at === null || at.cosPhi < 0) return null;
      const du = at.u * a;
      const dv = at.v * b;
      return [cx + du * lx + dv * fx, cy + du * ly + dv * fy];
    },
    cosTilt(x, y) {
      const [u, v] = toUnit(x, y);
      return cosTheta(u, v);
    },
    cosTiltAtChart(xMm, yMm) {
      const at = fromChart(xMm, yMm);
      return at === null || at.cosPhi <= 0 ? 0 : cosTheta(at.u, at.v);
    },
    onHead(xMm, yMm) {
      const p = (xMm * pxPerMm) / a;
      const q = (yMm * pxPerMm) / b;
      const r2 = Math.min(3.999, p * p + q * q);
      const shrink = Math.sqrt(1 - r2 / 4);
      return [(p * shrink * a) / pxPerMm, (q * shrink * b) / pxPerMm, ((1 - r2 / 2) * c) / pxPerMm];
    },
    skinPerChart(xMm, yMm) {
      const at = fromChart(xMm, yMm);
      if (at === null) return 0;
      const w = at.cosPhi / c;
      // cos φ / cos θ with cos θ = w / |n|, so that it stays finite at the outline
      return c * Math.sqrt((at.u * at.u) / (a * a) + (at.v * at.v) / (b * b) + w * w);
    },
    tiltDirection(x, y) {
      const [u, v] = toUnit(x, y);
      const nx = (u / a) * lx + (v / b) * fx;
      const ny = (u / a) * ly + (v / b) * fy;
      const length = Math.sqrt(nx * nx + ny * ny);
      return length === 0 ? [1, 0] : [nx / length, ny / length];
    },
  };
}

/** Tilt in degrees at a photo point; 90 outside the outline. */
export function tiltDegrees(geometry: SurfaceGeometry, xPx: number, yPx: number): Degrees {
  return degrees(Math.acos(Math.min(1, geometry.cosTilt(xPx, yPx))));
}

/** A photo point on the chart; a point outside the outline is first drawn in to it, towards its centre. */
export function chartPoint(geometry: SurfaceGeometry, [x, y]: Point): Point {
  const [cx, cy] = geometry.surface.centrePx;
  let shrink = 1;
  let at = geometry.toChart(x, y);
  while (at === null && shrink > 0.01) {
    shrink *= 0.985;
    at = geometry.toChart(cx + (x - cx) * shrink, cy + (y - cy) * shrink);
  }
  return at ?? [0, 0];
}
