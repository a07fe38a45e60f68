/** Where on the photo a fault lies: shapes on the scalp chart brought into the frame of the photo. */
import type { Plan } from '../../document/schema.ts';
import type { SurfaceGeometry } from '../../head/surface.ts';
import { type Point, type Polygon, signedArea } from '../../polygon.ts';
import { outlinesOf } from '../outline.ts';
import type { Place } from './finding.ts';

/** More outlines than these help nobody to look. */
const MOST_PLACES = 12;
/** Places are marked on cells so large. */
const CELL_MM = 3;
const CIRCLE_POINTS = 24;
const LEAST_AREA_PX = 4;

export interface Marker {
  /** A shape of the chart; none where too little of it lies in the photo. */
  shape(polygonMm: Polygon, what: string): readonly Place[];
  circle(atMm: Point, radiusMm: number, what: string): readonly Place[];
  /** A band of so many mm to both sides of a line of the chart. */
  band(lineMm: Polygon, halfMm: number, what: string): readonly Place[];
  /** About points of the chart, those that lie together in one outline, the largest first; outlines of less than an area are left out. */
  about(pointsMm: readonly Point[], what: string, leastMm2?: number): readonly Place[];
}

export function markerOf(geometry: SurfaceGeometry, { widthPx, heightPx }: Plan['photo']): Marker {
  const clamp = (v: number, most: number): number => Math.min(most, Math.max(0, v));
  const inFrame = ([x, y]: Point): boolean => x >= 0 && y >= 0 && x <= widthPx && y <= heightPx;

  const shape = (polygonMm: Polygon, what: string): readonly Place[] => {
    const px = polygonMm.flatMap(([x, y]) => {
      const p = geometry.toPhoto(x, y);
      return p === null ? [] : [p];
    });
    if (!px.some(inFrame)) return [];
    const shapePx = px.map(([x, y]): Point => [clamp(x, widthPx), clamp(y, heightPx)]);
    return shapePx.length < 3 || Math.abs(signedArea(shapePx)) < LEAST_AREA_PX ? [] : [{ shapePx, what }];
  };
  return {
    shape,
    circle: ([x, y], radiusMm, what) =>
      shape(
        Array.from({ length: CIRCLE_POINTS }, (_, k): Point => {
          const angle = (2 * Math.PI * k) / CIRCLE_POINTS;
          return [x + radiusMm * Math.cos(angle), y + radiusMm * Math.sin(angle)];
        }),
        what,
      ),
    band(lineMm, halfMm, what) {
      const shown = lineMm.filter(([x, y]) => {
        const p = geometry.toPhoto(x, y);
        return p !== null && inFrame(p);
      });
      if (shown.length < 2) return [];
      return shape([...shown.map(([x, y]): Point => [x, y + halfMm]), ...shown.map(([x, y]): Point => [x, y - halfMm]).reverse()], what);
    },
    about(pointsMm, what, leastMm2 = 0) {
      return outlinesAbout(pointsMm)
        .filter((outline) => signedArea(outline) >= leastMm2)
        .flatMap((outline) => shape(outline, what))
        .slice(0, MOST_PLACES);
    },
  };
}

function outlinesAbout(pointsMm: readonly Point[]): readonly Polygon[] {
  if (pointsMm.length === 0) return [];
  let [x0, y0, x1, y1] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x, y] of pointsMm) [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  const margin = 3;
  const columns = Math.ceil((x1 - x0) / CELL_MM) + 2 * margin + 1;
  const rows = Math.ceil((y1 - y0) / CELL_MM) + 2 * margin + 1;
  const field = new Float64Array(columns * rows).fill(-1);
  for (const [x, y] of pointsMm) {
    const [c, r] = [Math.round((x - x0) / CELL_MM) + margin, Math.round((y - y0) / CELL_MM) + margin];
    for (let dr = -1; dr <= 1; dr++)
      for (let dc = -1; dc <= 1; dc++) {
        const at = (r + dr) * columns + c + dc;
        // the middle counts in full and its neighbours by half, so that points up to two cells apart lie in one outline
        field[at] = Math.max(field[at], dr === 0 && dc === 0 ? 1 : 0.5);
      }
  }
  return outlinesOf(field, columns, rows)
    .map((line): Polygon => line.map(([c, r]): Point => [x0 + (c - margin) * CELL_MM, y0 + (r - margin) * CELL_MM]))
    .filter((line) => signedArea(line) > 0)
    .sort((p, q) => signedArea(q) - signedArea(p));
}
