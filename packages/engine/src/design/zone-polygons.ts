/** The zone to treat as polygons, in the photo and on the scalp chart: as drawn by the user, or as the scalp stage proposed it. */
import { chartPoint, type SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import type { DesignFile } from './design-file.ts';

/** Zone and exclusions on the chart; edges are cut into short pieces first, as straight lines of the photo bend on the chart. */
export function zonePolygons(
  scalp: Scalp,
  file: DesignFile | null,
  geometry: SurfaceGeometry,
): { zonePx: Polygon[]; zoneMm: Polygon[]; excludeMm: Polygon[] } {
  const toChart = (polygon: Polygon): Polygon => densify(polygon, 3 * geometry.surface.pxPerMm).map((p) => chartPoint(geometry, p));
  const excludeMm = file === null ? [] : file.unit === 'px' ? file.exclude.map(toChart) : [...file.exclude];
  if (file?.zone === undefined) {
    if (scalp.zonePx === null) return { zonePx: [], zoneMm: [], excludeMm };
    return { zonePx: [scalp.zonePx], zoneMm: [toChart(scalp.zonePx)], excludeMm };
  }
  if (file.unit === 'px') return { zonePx: [file.zone], zoneMm: [toChart(file.zone)], excludeMm };
  const drawn = densify(file.zone, 3).flatMap(([x, y]) => {
    const p = geometry.toPhoto(x, y);
    return p === null ? [] : [p];
  });
  return { zonePx: drawn.length >= 3 ? [drawn] : [], zoneMm: [file.zone], excludeMm };
}

function densify(polygon: Polygon, step: number): Polygon {
  return polygon.flatMap((p, i) => {
    const q = polygon[(i + 1) % polygon.length];
    const pieces = Math.max(1, Math.ceil(Math.sqrt((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) / step));
    return Array.from({ length: pieces }, (_, k): Point => [p[0] + ((q[0] - p[0]) * k) / pieces, p[1] + ((q[1] - p[1]) * k) / pieces]);
  });
}
