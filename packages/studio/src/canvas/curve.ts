/** Curves through handles: what is seen while a handle is dragged is exactly what is planned with. */
import type { Point, Polygon } from '../state/inputs.ts';

/** Pieces of the smooth curve between two handles. */
const PIECES = 8;

export function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Points at equal distances along a line; an open one keeps its ends, a closed one its first point. */
export function resampled(points: Polygon, count: number, closed: boolean): Polygon {
  const line = closed ? [...points, points[0]] : points;
  const along = [0];
  for (let i = 1; i < line.length; i++) along.push(along[i - 1] + distance(line[i - 1], line[i]));
  const step = along[along.length - 1] / (closed ? count : count - 1);
  let i = 1;
  return Array.from({ length: count }, (_, k) => {
    const target = k * step;
    while (i < line.length - 1 && along[i] < target) i++;
    const length = along[i] - along[i - 1];
    return between(line[i - 1], line[i], length === 0 ? 0 : Math.min(1, (target - along[i - 1]) / length));
  });
}

/** Centripetal Catmull–Rom: it makes no loops between handles that lie close together. */
export function smoothCurve(handles: Polygon, closed: boolean): Polygon {
  const n = handles.length;
  if (n < 3) return handles;
  const at = (i: number): Point => {
    if (closed) return handles[(i + n) % n];
    if (i < 0) return between(handles[1], handles[0], 2);
    return i < n ? handles[i] : between(handles[n - 2], handles[n - 1], 2);
  };
  const curve: Point[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    for (let k = 0; k < PIECES; k++) curve.push(onSegment(at(i - 1), at(i), at(i + 1), at(i + 2), k / PIECES));
  }
  if (!closed) curve.push(handles[n - 1]);
  return curve;
}

/** Barry and Goldman's form. */
function onSegment(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const knot = (a: Point, b: Point): number => Math.max(1e-6, Math.sqrt(distance(a, b)));
  const t1 = knot(p0, p1);
  const t2 = t1 + knot(p1, p2);
  const t3 = t2 + knot(p2, p3);
  const at = t1 + (t2 - t1) * t;
  const a1 = between(p0, p1, at / t1);
  const a2 = between(p1, p2, (at - t1) / (t2 - t1));
  const a3 = between(p2, p3, (at - t2) / (t3 - t2));
  return between(between(a1, a2, at / t2), between(a2, a3, (at - t1) / (t3 - t1)), (at - t1) / (t2 - t1));
}

/** One handle more, where the curve through them passes nearest to the point. */
export function withHandle(handles: Polygon, point: Point, closed: boolean): Polygon {
  const curve = smoothCurve(handles, closed);
  let nearest = 0;
  curve.forEach((p, i) => {
    if (distance(p, point) < distance(curve[nearest], point)) nearest = i;
  });
  const segment = Math.min(Math.floor(nearest / PIECES), handles.length - (closed ? 1 : 2));
  return [...handles.slice(0, segment + 1), curve[nearest], ...handles.slice(segment + 1)];
}

export function circle(centre: Point, radius: number, count = 24): Polygon {
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
}

/** SVG path data, to a tenth of a pixel. */
export function pathOf(points: Polygon, closed: boolean): string {
  if (points.length === 0) return '';
  return `M${points.map(([x, y]) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join('L')}${closed ? 'Z' : ''}`;
}

/** Whether two edges of the closed polygon cross that are no neighbours. */
export function crossesItself(polygon: Polygon): boolean {
  const n = polygon.length;
  const side = (p: Point, q: Point, r: Point): number => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [a, b, c, d] = [polygon[i], polygon[i + 1], polygon[j], polygon[(j + 1) % n]];
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}
