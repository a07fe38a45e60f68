/** Ellipses in pictures: the first guess of a head seen from above, and a least-squares fit to an outline. */
import type { Point, Polygon } from '../polygon.ts';

/** `angle` in radians is the direction of the semi-axis `a`, clockwise from +x on a y-down picture. */
export interface Ellipse {
  readonly cx: number;
  readonly cy: number;
  readonly a: number;
  readonly b: number;
  readonly angle: number;
}

/** Point at parameter `t` and `stretch` times the ellipse. */
export function onEllipse(e: Ellipse, t: number, stretch: number = 1): Point {
  const p = e.a * Math.cos(t) * stretch;
  const q = e.b * Math.sin(t) * stretch;
  const c = Math.cos(e.angle);
  const s = Math.sin(e.angle);
  return [e.cx + p * c - q * s, e.cy + p * s + q * c];
}

/** Distance from the centre in units of the ellipse: 1 on it. */
export function ellipseRadius(e: Ellipse, x: number, y: number): number {
  const c = Math.cos(e.angle);
  const s = Math.sin(e.angle);
  const p = ((x - e.cx) * c + (y - e.cy) * s) / e.a;
  const q = (-(x - e.cx) * s + (y - e.cy) * c) / e.b;
  return Math.sqrt(p * p + q * q);
}

/**
 * Algebraic least-squares fit to points, constrained to head-like ellipses: Gauss-Newton on the radial residual from a start, with a weak
 * pull towards `start` (a head cut off by the frame leaves an axis undetermined).
 */
export function fitEllipse(points: Polygon, weights: ArrayLike<number>, start: Ellipse, pull: number): Ellipse {
  const p = [start.cx, start.cy, start.a, start.b, start.angle];
  const first = [...p];
  const size = Math.max(start.a, start.b);
  const steps = [size * 1e-4, size * 1e-4, size * 1e-4, size * 1e-4, 1e-4];
  const toEllipse = (q: readonly number[]): Ellipse => ({ cx: q[0], cy: q[1], a: q[2], b: q[3], angle: q[4] });
  const scales = [size, size, size, size, 1];
  for (let iteration = 0; iteration < 12; iteration++) {
    const normal = Array.from({ length: 5 }, () => new Float64Array(6));
    const base = toEllipse(p);
    for (let i = 0; i < points.length; i++) {
      if (weights[i] <= 0) continue;
      const [x, y] = points[i];
      const r0 = ellipseRadius(base, x, y) - 1;
      // Geman-McClure weight: ears, collars and loose strands must not bend the head
      const robust = weights[i] / (1 + (r0 / 0.05) ** 2) ** 2;
      const gradient = p.map((value, k) => {
        const q = [...p];
        q[k] = value + steps[k];
        return (ellipseRadius(toEllipse(q), x, y) - 1 - r0) / steps[k];
      });
      for (let k = 0; k < 5; k++) {
        for (let l = 0; l < 5; l++) normal[k][l] += robust * gradient[k] * gradient[l];
        normal[k][5] -= robust * gradient[k] * r0;
      }
    }
    for (let k = 0; k < 5; k++) {
      const stiffness = (pull * points.length) / scales[k] ** 2;
      normal[k][k] += stiffness;
      normal[k][5] -= stiffness * (p[k] - first[k]);
    }
    const step = solve(normal);
    for (let k = 0; k < 5; k++) p[k] += step[k];
    p[2] = Math.max(p[2], size * 0.3);
    p[3] = Math.max(p[3], size * 0.3);
  }
  return toEllipse(p);
}

/** Gauss elimination with pivoting on an n × (n + 1) system. */
export function solve(rows: Float64Array[]): Float64Array {
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    const d = rows[i][i];
    if (Math.abs(d) < 1e-12) continue;
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const factor = rows[k][i] / d;
      for (let l = i; l <= n; l++) rows[k][l] -= factor * rows[i][l];
    }
  }
  return Float64Array.from(rows, (row, i) => (Math.abs(row[i]) < 1e-12 ? 0 : row[n] / row[i]));
}
