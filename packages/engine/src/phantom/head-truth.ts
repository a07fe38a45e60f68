/** Densities and coverage of an area of a head as it was drawn, and the areas themselves. */
import { MAX_TILT_DEGREES } from '../head/surface.ts';
import { contains, type Point, type Polygon } from '../polygon.ts';
import { TERMINAL_FROM_UM } from './hairs.ts';
import { dot, type HeadCamera, toPicture } from './head-camera.ts';
import type { HeadUnits, Shafts } from './head-hair.ts';
import { skinPerChart } from './head-hair.ts';
import type { Scalp } from './head-scalp.ts';
import type { HeadShape } from './head-shape.ts';
import type { AreaTruth } from './make-phantom.ts';
import type { Canvas } from './strands.ts';

const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);
/** Less hair than this is what a treatment is for. */
const THINNED = 0.7;
/** A place is asked for its coverage on cells of the chart this large. */
const CELL_MM = 1;

/** Whether a chart point lies behind the front edge, in the picture and tilted by less than 60°; its photo place is then in `px`. */
export type Measured = (xMm: number, yMm: number, px: Float64Array) => boolean;

export function measuredArea(shape: HeadShape, scalp: Scalp, camera: HeadCamera, marker: Polygon | null): Measured {
  const spot = new Float64Array(6);
  return (x, y, px) => {
    if (y > scalp.frontYMm(x) || !shape.at(x, y, spot)) return false;
    if (dot(camera.towards, spot[3], spot[4], spot[5]) < COS_MAX_TILT) return false;
    const [u, v] = toPicture(camera, spot[0], spot[1], spot[2]);
    px[0] = u;
    px[1] = v;
    return u >= 0 && v >= 0 && u < camera.width && v < camera.height && (marker === null || !contains(marker, u, v));
  };
}

export function areaTruth(
  shape: HeadShape,
  measured: Measured,
  canvas: Canvas,
  units: HeadUnits,
  shafts: Shafts,
  zone: Polygon | null,
): AreaTruth {
  const px = new Float64Array(2);
  const [left, right] = zone === null ? [0, 0] : [Math.min(...zone.map((p) => p[0])), Math.max(...zone.map((p) => p[0]))];
  const [top, bottom] = zone === null ? [0, 0] : [Math.min(...zone.map((p) => p[1])), Math.max(...zone.map((p) => p[1]))];
  const inZone = (u: number, v: number): boolean =>
    zone === null || (u >= left && u <= right && v >= top && v <= bottom && contains(zone, u, v));
  const counts = (x: number, y: number): boolean => measured(x, y, px) && inZone(px[0], px[1]);
  let areaMm2 = 0;
  let hidden = 0;
  for (let y = shape.fromYMm + CELL_MM / 2; y < -shape.fromYMm; y += CELL_MM)
    for (let x = shape.fromXMm + CELL_MM / 2; x < -shape.fromXMm; x += CELL_MM) {
      if (!counts(x, y)) continue;
      const skin = skinPerChart(shape, x, y) * CELL_MM ** 2;
      areaMm2 += skin;
      hidden += skin * coverAround(canvas, px[0], px[1]);
    }
  let unitCount = 0;
  for (let i = 0; i < units.xMm.length; i++) if (counts(units.xMm[i], units.yMm[i])) unitCount++;
  let hairs = 0;
  for (let i = 0; i < shafts.unit.length; i++) if (shafts.widthUm[i] >= TERMINAL_FROM_UM && counts(shafts.xMm[i], shafts.yMm[i])) hairs++;
  const per = areaMm2 === 0 ? 0 : 100 / areaMm2;
  return { areaMm2, hairsPerCm2: hairs * per, follicularUnitsPerCm2: unitCount * per, hairCoverage: areaMm2 === 0 ? 0 : hidden / areaMm2 };
}

/** Mean of the four pixels about a place: half a hair's breadth of chance less than one. */
function coverAround({ covered, width, height }: Canvas, xPx: number, yPx: number): number {
  const x = Math.min(width - 2, Math.max(0, Math.floor(xPx - 0.5)));
  const y = Math.min(height - 2, Math.max(0, Math.floor(yPx - 0.5)));
  const i = y * width + x;
  return (covered[i] + covered[i + 1] + covered[i + width] + covered[i + width + 1]) / 4;
}

/** Rays from the middle of the thinned places to the farthest of them in the measured area; null where (almost) nothing is thinned. */
export function thinnedZone(shape: HeadShape, scalp: Scalp, camera: HeadCamera, measured: Measured): Point[] | null {
  const px = new Float64Array(2);
  const thinned = (x: number, y: number): boolean => measured(x, y + 2, px) && measured(x, y, px) && scalp.left(x, y) < THINNED;
  let [sumX, sumY, count] = [0, 0, 0];
  for (let y = shape.fromYMm; y < -shape.fromYMm; y += 3)
    for (let x = shape.fromXMm; x < -shape.fromXMm; x += 3) {
      if (!thinned(x, y)) continue;
      sumX += x;
      sumY += y;
      count++;
    }
  if (count < 40) return null;
  const [midX, midY] = [sumX / count, sumY / count];
  const reaches = Array.from({ length: 120 }, (_, k) => {
    const [ux, uy] = [Math.cos((k * Math.PI) / 60), Math.sin((k * Math.PI) / 60)];
    let reach = 0;
    for (let r = 0; r < 150; r++) if (thinned(midX + r * ux, midY + r * uy)) reach = r;
    return reach;
  });
  const spot = new Float64Array(6);
  const rim = reaches.flatMap((_, k): Point[] => {
    // ragged edges are drawn round by hand, not followed
    const near = [-2, -1, 0, 1, 2].map((d) => reaches[(k + d + 120) % 120]).sort((p, q) => p - q);
    const reach = Math.min(near[2], reaches[k]);
    const [x, y] = [midX + reach * Math.cos((k * Math.PI) / 60), midY + reach * Math.sin((k * Math.PI) / 60)];
    return reach > 1 && shape.at(x, y, spot) ? [[...toPicture(camera, spot[0], spot[1], spot[2])] as const] : [];
  });
  return rim.length < 30 ? null : rim.map(([x, y]) => [Math.min(camera.width, Math.max(0, x)), Math.min(camera.height, Math.max(0, y))]);
}

/** Outline of the skull in the picture, clipped to it: the hull of what lies above the brow. */
export function outlineOf(shape: HeadShape, camera: HeadCamera, lowestMm: number): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < shape.on.length; i++) {
    const z = shape.place[3 * i + 2];
    const within = z > lowestMm + 8 && dot(camera.towards, shape.normal[3 * i], shape.normal[3 * i + 1], shape.normal[3 * i + 2]) > 0.7;
    if (shape.on[i] === 1 && z >= lowestMm && !within) points.push(toPicture(camera, shape.place[3 * i], shape.place[3 * i + 1], z));
  }
  return hull(points);
}

/** Convex hull (Andrew's monotone chain). */
function hull(points: Point[]): Point[] {
  const sorted = points.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const half = (list: readonly Point[]): Point[] => {
    const out: Point[] = [];
    for (const p of list) {
      while (out.length >= 2) {
        const [a, b] = [out[out.length - 2], out[out.length - 1]];
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        out.pop();
      }
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}
