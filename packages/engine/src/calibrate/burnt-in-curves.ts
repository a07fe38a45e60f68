/** Thin coloured circles and straight lines that a program drew over a picture. */
import { seededRandom } from '../random.ts';
import type { Plane, Spot } from './burnt-in-planes.ts';

export interface Curve {
  readonly kind: 'circle' | 'line';
  /** Circle: centre and radius; line: a point, and the length on the picture. In working pixels, pixel centres at whole numbers plus a half. */
  readonly centrePx: readonly [number, number];
  readonly radiusPx: number;
  /** Standard error of the radius from the scatter of the pixels; 0 for lines. */
  readonly radiusErrorPx: number;
  /** Indices of its pixels, with those near by that its blurred rim colours. */
  readonly pixels: readonly number[];
}

/** Widest stroke that counts as a drawn line, and how far from a curve its own pixels lie. */
const STROKE_PX = 9;
const NEAR_PX = 2.5;
/** Pixels around a curve that its colour is smeared into by the halved chroma of JPEG. */
const RIM_PX = 4;
/** Shortest curve that is looked for: share of the picture's shorter side. */
const SHORTEST_SHARE = 0.1;
/** Longest stretch of a curve that is taken to be drawn though it does not show, in shorter sides of the picture. */
const BRIDGE_SHARE = 0.25;
/** What is drawn is alone: of the thin coloured pixels within this distance of a curve, most must be its own. */
const BESIDE_PX = 14;
const OWN_SHARE = 0.6;
const MOST_CURVES = 6;
const TRIALS = 250;
/** Pixels that the trials are counted on. */
const SAMPLE = 600;
/** Pixels of a scene that is coloured itself are far more than a drawing has. */
const MOST_PIXELS = 30_000;

/** @param spots the plane's connected spots: a curve is one, or hairs and writing have cut it into a few long ones */
export function findCurves({ painted, strength }: Plane, spots: readonly Spot[], width: number, height: number): Curve[] {
  const shortestPx = SHORTEST_SHARE * Math.min(width, height);
  const long = spots.filter((s) => Math.max(s.x1 - s.x0, s.y1 - s.y0) >= shortestPx / 2);
  if (long.length === 0) return [];
  let thin = thinPixels(painted, width, height).filter((i) => {
    const y = Math.floor(i / width);
    const x = i - y * width;
    return long.some((s) => x >= s.x0 && x <= s.x1 && y >= s.y0 && y <= s.y1);
  });
  if (thin.length > MOST_PIXELS) return [];
  const curves: Curve[] = [];
  const random = seededRandom(1, 'burnt-in curves');
  for (let attempt = 0; attempt < MOST_CURVES && thin.length >= shortestPx; attempt++) {
    const found = bestCurve(thin, width, shortestPx, random);
    if (found === null) break;
    const near = thin.filter((i) => found.distance(i) <= NEAR_PX);
    const curve = fitted(near, found, strength, width);
    const own = thin.filter((i) => curve.distance(i) <= NEAR_PX);
    const beside = thin.filter((i) => curve.distance(i) <= BESIDE_PX);
    thin = thin.filter((i) => curve.distance(i) > RIM_PX);
    if (own.length < OWN_SHARE * beside.length || lengthOf(own, width) < shortestPx) continue;
    curves.push({
      kind: curve.kind,
      centrePx: curve.centre,
      radiusPx: curve.radius,
      radiusErrorPx: curve.error,
      pixels: rimOf([...own, ...bridged(own, curve, width, height)], painted, width, height),
    });
  }
  return curves;
}

/** Painted pixels of strokes that are thin across or down. */
function thinPixels(painted: Uint8Array, width: number, height: number): number[] {
  const thin = new Uint8Array(painted.length);
  const runs = (count: number, lines: number, step: number, lineStep: number): void => {
    for (let line = 0; line < lines; line++)
      for (let p = 0, from = 0; p <= count; p++) {
        if (p < count && painted[line * lineStep + p * step] === 1) continue;
        if (p > from && p - from <= STROKE_PX) for (let k = from; k < p; k++) thin[line * lineStep + k * step] = 1;
        from = p + 1;
      }
  };
  runs(width, height, 1, width);
  runs(height, width, width, 1);
  const pixels: number[] = [];
  for (let i = 0; i < thin.length; i++) if (thin[i] === 1) pixels.push(i);
  return pixels;
}

interface Candidate {
  readonly kind: Curve['kind'];
  /** Of a line, the unit vector along it. */
  readonly along: readonly [number, number];
  readonly centre: readonly [number, number];
  readonly radius: number;
  readonly error: number;
  readonly distance: (pixel: number) => number;
}

function circleOf(centre: readonly [number, number], radius: number, error: number, width: number): Candidate {
  const distance = (i: number): number => {
    const y = Math.floor(i / width);
    return Math.abs(Math.hypot(i - y * width + 0.5 - centre[0], y + 0.5 - centre[1]) - radius);
  };
  return { kind: 'circle', along: [1, 0], centre, radius, error, distance };
}

function lineOf(at: readonly [number, number], along: readonly [number, number], width: number): Candidate {
  const distance = (i: number): number => {
    const y = Math.floor(i / width);
    return Math.abs((i - y * width + 0.5 - at[0]) * along[1] - (y + 0.5 - at[1]) * along[0]);
  };
  return { kind: 'line', along, centre: at, radius: 0, error: 0, distance };
}

/** By trials (RANSAC, Fischler & Bolles 1981): lines through two pixels, circles through three, whichever has most pixels on it. */
function bestCurve(thin: readonly number[], width: number, shortestPx: number, random: ReturnType<typeof seededRandom>): Candidate | null {
  const sample = Int32Array.from({ length: Math.min(SAMPLE, thin.length) }, (_, k) =>
    thin.length <= SAMPLE ? thin[k] : thin[random.below(thin.length)],
  );
  const [xs, ys] = [Float64Array.from(sample, (i) => (i % width) + 0.5), Float64Array.from(sample, (i) => Math.floor(i / width) + 0.5)];
  const point = (): readonly [number, number] => {
    const k = random.below(sample.length);
    return [xs[k], ys[k]];
  };
  let best: Candidate | null = null;
  let most = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const [a, b] = [point(), point()];
    const chord = Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
    if (chord < shortestPx / 3) continue;
    const along = [(b[0] - a[0]) / chord, (b[1] - a[1]) / chord] as const;
    let onLine = 0;
    for (let k = 0; k < xs.length; k++) if (Math.abs((xs[k] - a[0]) * along[1] - (ys[k] - a[1]) * along[0]) <= NEAR_PX) onLine++;
    if (onLine > most) {
      most = onLine;
      best = lineOf(a, along, width);
    }
    const circle = through(a, b, point());
    if (circle === null || circle.radius < shortestPx / 3 || circle.radius > 3 * width) continue;
    const { centre, radius } = circle;
    const [inner, outer] = [Math.max(0, radius - NEAR_PX) ** 2, (radius + NEAR_PX) ** 2];
    let onCircle = 0;
    for (let k = 0; k < xs.length; k++) {
      const square = (xs[k] - centre[0]) ** 2 + (ys[k] - centre[1]) ** 2;
      if (square >= inner && square <= outer) onCircle++;
    }
    if (onCircle > most) {
      most = onCircle;
      best = circleOf(centre, radius, 0, width);
    }
  }
  return best;
}

function through(a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]) {
  const [bx, by, cx, cy] = [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]];
  const twice = 2 * (bx * cy - by * cx);
  if (Math.abs(twice) < 1) return null;
  const [b2, c2] = [bx * bx + by * by, cx * cx + cy * cy];
  const [x, y] = [(cy * b2 - by * c2) / twice, (bx * c2 - cx * b2) / twice];
  return { centre: [a[0] + x, a[1] + y] as const, radius: Math.hypot(x, y) };
}

/** The same curve by least squares over its pixels, each as heavy as it is coloured (Gauss-Newton on the distance). */
function fitted(pixels: readonly number[], start: Candidate, strength: Uint8Array, width: number): Candidate {
  if (start.kind === 'line') return start;
  let [cx, cy] = start.centre;
  let radius = start.radius;
  let error = 0;
  for (let round = 0; round < 8; round++) {
    // normal equations of (cx, cy, radius)
    const n = new Float64Array(9);
    const g = new Float64Array(3);
    let [squares, weights] = [0, 0];
    for (const i of pixels) {
      const y = Math.floor(i / width);
      const [dx, dy] = [i - y * width + 0.5 - cx, y + 0.5 - cy];
      const r = Math.hypot(dx, dy);
      const row = [-dx / r, -dy / r, -1];
      const rest = r - radius;
      const w = strength[i];
      for (let a = 0; a < 3; a++) {
        g[a] -= w * row[a] * rest;
        for (let b = 0; b < 3; b++) n[3 * a + b] += w * row[a] * row[b];
      }
      squares += w * rest * rest;
      weights += w;
    }
    const inverse = inverse3(n);
    if (inverse === null) return start;
    const step = [0, 1, 2].map((a) => inverse[3 * a] * g[0] + inverse[3 * a + 1] * g[1] + inverse[3 * a + 2] * g[2]);
    cx += step[0];
    cy += step[1];
    radius += step[2];
    // neighbouring pixels of a stroke are not independent: as many as the stroke is long
    const independent = Math.max(4, lengthOf(pixels, width));
    error = Math.sqrt((squares / weights) * inverse[8] * (weights / independent));
  }
  return circleOf([cx, cy], radius, error, width);
}

function inverse3(m: Float64Array): Float64Array | null {
  const [a, b, c, d, e, f, g, h, i] = m;
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!(Math.abs(det) > 1e-12)) return null;
  const cofactors = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f];
  return Float64Array.from([...cofactors, d * h - e * g, b * g - a * h, a * e - b * d], (v) => v / det);
}

/** Rows or columns that the pixels lie in, whichever are more: the length of what is drawn. */
function lengthOf(pixels: readonly number[], width: number): number {
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const i of pixels) {
    const y = Math.floor(i / width);
    rows.add(y);
    columns.add(i - y * width);
  }
  return Math.max(rows.size, columns.size);
}

/** Pixels of the stretches where gloss or writing has washed the colour out, between others of the same curve. */
function bridged(own: readonly number[], { kind, centre, radius, along }: Candidate, width: number, height: number): number[] {
  const places = own.map((i) => {
    const y = Math.floor(i / width);
    const [dx, dy] = [i - y * width + 0.5 - centre[0], y + 0.5 - centre[1]];
    return kind === 'circle' ? Math.atan2(dy, dx) * radius : dx * along[0] + dy * along[1];
  });
  places.sort((p, q) => p - q);
  const pixels: number[] = [];
  for (let k = 1; k < places.length; k++) {
    const gap = places[k] - places[k - 1];
    if (gap > BRIDGE_SHARE * Math.min(width, height)) continue;
    for (let s = places[k - 1] + 1; s < places[k]; s++) {
      const [x, y] =
        kind === 'circle'
          ? [centre[0] + radius * Math.cos(s / radius), centre[1] + radius * Math.sin(s / radius)]
          : [centre[0] + s * along[0], centre[1] + s * along[1]];
      if (x >= 0 && x < width && y >= 0 && y < height) pixels.push(Math.floor(y) * width + Math.floor(x));
    }
  }
  return pixels;
}

function rimOf(own: readonly number[], painted: Uint8Array, width: number, height: number): number[] {
  const all = new Set<number>();
  for (const i of own) {
    const y = Math.floor(i / width);
    const x = i - y * width;
    for (let ny = Math.max(0, y - RIM_PX); ny <= Math.min(height - 1, y + RIM_PX); ny++)
      for (let nx = Math.max(0, x - RIM_PX); nx <= Math.min(width - 1, x + RIM_PX); nx++) {
        const near = Math.abs(nx - x) <= 2 && Math.abs(ny - y) <= 2;
        if (near || painted[ny * width + nx] === 1) all.add(ny * width + nx);
      }
  }
  return [...all];
}
