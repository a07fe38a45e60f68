/** Flattening the curved scalp for paper. */
import type { Point, Polygon } from '../polygon.ts';
import type { Spot, SurfaceGeometry } from './surface.ts';

/**
 * A line of the scalp laid flat so that its lengths and its turns on the skin are kept (Cartan's development: equal geodesic curvature):
 * cut out along it, a paper strip lies on the head without creases. The chord is level and its middle at the origin; +y points to the face
 * when the line runs from the client's right to the left.
 *
 * @param line on the chart, mm, in short pieces
 * @returns one flat point for each point of the line, mm
 */
export function developed(geometry: SurfaceGeometry, line: Polygon): Polygon {
  const spots = line.map(([x, y]) => geometry.onHead(x, y));
  const flat: Point[] = spots.length === 0 ? [] : [[0, 0]];
  let heading = 0;
  for (let i = 1; i < spots.length; i++) {
    if (i > 1) heading += turn(geometry, spots[i - 2], spots[i - 1], spots[i]);
    const length = apart(spots[i - 1], spots[i]);
    const [x, y] = flat[i - 1];
    flat.push([x + length * Math.cos(heading), y + length * Math.sin(heading)]);
  }
  const end = flat.at(-1) ?? [0, 0];
  const level = Math.atan2(end[1], end[0]);
  const turned = flat.map(([x, y]): Point => [x * Math.cos(level) + y * Math.sin(level), y * Math.cos(level) - x * Math.sin(level)]);
  const half = (turned.at(-1)?.[0] ?? 0) / 2;
  return turned.map(([x, y]) => [x - half, y]);
}

function apart(a: Spot, b: Spot): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);
}

/** Length of a tape laid over the ellipsoid between two spots: their chord, pushed out to the surface. */
export function tapeMm({ surface }: SurfaceGeometry, from: Spot, to: Spot, pieces: number): number {
  const axes = [surface.semiAcrossPx / surface.pxPerMm, surface.semiAlongPx / surface.pxPerMm, surface.semiDepthPx / surface.pxPerMm];
  let length = 0;
  let last = from;
  for (let k = 1; k <= pieces; k++) {
    const t = k / pieces;
    const x = from[0] + (to[0] - from[0]) * t;
    const y = from[1] + (to[1] - from[1]) * t;
    const z = from[2] + (to[2] - from[2]) * t;
    const radius = Math.sqrt((x / axes[0]) ** 2 + (y / axes[1]) ** 2 + (z / axes[2]) ** 2);
    const spot: Spot = [x / radius, y / radius, z / radius];
    length += apart(last, spot);
    last = spot;
  }
  return length;
}

/** Angle by which a line turns within the skin at its middle point. */
function turn(geometry: SurfaceGeometry, before: Spot, at: Spot, after: Spot): number {
  const { semiAcrossPx: a, semiAlongPx: b, semiDepthPx: c } = geometry.surface;
  const normal = unit([at[0] / (a * a), at[1] / (b * b), at[2] / (c * c)]);
  const inSkin = (p: Spot, q: Spot): Spot => {
    const d: Spot = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
    const out = dot(d, normal);
    return [d[0] - out * normal[0], d[1] - out * normal[1], d[2] - out * normal[2]];
  };
  const u = inSkin(before, at);
  const v = inSkin(at, after);
  const cross: Spot = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  return Math.atan2(dot(cross, normal), dot(u, v));
}

function dot(p: Spot, q: Spot): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

function unit(v: Spot): Spot {
  const length = Math.sqrt(dot(v, v));
  return [v[0] / length, v[1] / length, v[2] / length];
}
