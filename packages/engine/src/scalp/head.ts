/**
 * The head against everything else: a first ellipse by search, then a closed star-shaped outline by dynamic programming in polar
 * coordinates around it, with colours learnt from the picture itself. Works without the person model; uses it where it is there.
 */
import { labOfLinear } from '../colour/lab.ts';
import { blur, luminance, mapDensity } from '../filters.ts';
import type { Point, Polygon } from '../polygon.ts';
import { densityRaster, type Raster, sampleDensity } from '../raster.ts';
import { closedPath } from './closed-path.ts';
import { type Ellipse, ellipseRadius, fitEllipse, onEllipse } from './ellipse.ts';

export interface HeadOutline {
  /** Outline in overview pixels, clipped to the picture by nothing: parts outside the frame follow the ellipse. */
  readonly outline: Polygon;
  readonly ellipse: Ellipse;
  /** 0..1: how much of the outline lies inside the frame. */
  readonly visibleShare: number;
  /** 0..1: mean step of colour across the visible outline; low means a doubtful outline. */
  readonly edgeStrength: number;
}

/** Planes that tell a head from what is around it; all in comparable units (a CIELAB step of about one). */
interface Planes {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly Raster<'density'>[];
}

const ANGLES = 120;
const RADII = 72;
/** The outline may lie between these multiples of the ellipse. */
const INNER = 0.72;
const OUTER = 1.32;

/**
 * @param overview the photo in linear light, its longer side about 320 px
 * @param person probability of a person, any size, or null
 */
export function findHead(overview: Raster<'linear'>, person: Raster<'density'> | null): HeadOutline {
  const planes = headPlanes(overview, person);
  const mask = person === null ? null : resample(person, overview.width, overview.height);
  let ellipse = searchEllipse(planes, mask);
  let outline: Polygon = [];
  let edges: Float64Array = new Float64Array(ANGLES);
  for (let round = 0; round < 4; round++) {
    const odds = headOdds(planes, ellipse, mask);
    const radii = traceOutline(planes, odds, ellipse);
    outline = Array.from(radii, (r, i) => onEllipse(ellipse, (i / ANGLES) * 2 * Math.PI, r));
    edges = outlineEdges(planes, ellipse, radii);
    const inFrame = outline.map((p) => (isInside(planes, p, 2) ? 1 : 0));
    const weights = inFrame.map((w, i) => w * (0.15 + edges[i]));
    ellipse = headlike(fitEllipse(outline, weights, ellipse, 0.01));
  }
  const visible = outline.filter((p) => isInside(planes, p, 1)).length / ANGLES;
  let strength = 0;
  for (let i = 0; i < ANGLES; i++) if (isInside(planes, outline[i], 1)) strength += edges[i];
  return { outline, ellipse, visibleShare: visible, edgeStrength: visible === 0 ? 0 : strength / (visible * ANGLES) };
}

/** Heads are 1.0 to 1.5 times as long as broad in any view from above; a fit outside that is pulled back. */
function headlike(e: Ellipse): Ellipse {
  const ratio = e.a / e.b;
  const limit = 1.5;
  if (ratio > limit) return { ...e, a: e.b * limit };
  if (ratio < 1 / limit) return { ...e, b: e.a * limit };
  return e;
}

function headPlanes(overview: Raster<'linear'>, person: Raster<'density'> | null): Planes {
  const { width, height } = overview;
  const L = densityRaster(width, height);
  const a = densityRaster(width, height);
  const b = densityRaster(width, height);
  for (let i = 0, j = 0; i < L.data.length; i++, j += 3) {
    const lab = labOfLinear(overview.data[j], overview.data[j + 1], overview.data[j + 2]);
    L.data[i] = lab[0];
    a.data[i] = lab[1];
    b.data[i] = lab[2];
  }
  const logY = mapDensity(luminance(overview), (y) => Math.log(y + 0.01));
  const smooth = blur(logY, 2);
  const texture = blur(
    mapDensity(logY, (v, i) => Math.min(1, Math.abs(v - smooth.data[i]))),
    4,
  );
  const planes = [
    mapDensity(blur(L, 1.2), (v) => 0.7 * v),
    mapDensity(blur(a, 1.2), (v) => 1.5 * v),
    mapDensity(blur(b, 1.2), (v) => 1.2 * v),
    mapDensity(texture, (v) => 120 * v),
  ];
  if (person !== null) planes.push(mapDensity(blur(resample(person, width, height), 1.5), (v) => 45 * v));
  return { width, height, planes };
}

function resample(image: Raster<'density'>, width: number, height: number): Raster<'density'> {
  const out = densityRaster(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      out.data[y * width + x] = sampleDensity(image, ((x + 0.5) * image.width) / width, ((y + 0.5) * image.height) / height);
    }
  return out;
}

function isInside(planes: Planes, [x, y]: Point, margin: number): boolean {
  return x >= margin && y >= margin && x < planes.width - margin && y < planes.height - margin;
}

function indexAt(planes: Planes, [x, y]: Point): number {
  return Math.floor(y) * planes.width + Math.floor(x);
}

/** Step between two places over all planes, squashed to 0..1. */
function step(planes: Planes, p: Point, q: Point): number {
  const i = indexAt(planes, p);
  const j = indexAt(planes, q);
  let sum = 0;
  for (const plane of planes.planes) sum += (plane.data[i] - plane.data[j]) ** 2;
  const d = Math.sqrt(sum);
  return d / (d + 22);
}

/** Exhaustive search over head-like ellipses, then a local refinement; deterministic. */
function searchEllipse(planes: Planes, mask: Raster<'density'> | null): Ellipse {
  const side = Math.min(planes.width, planes.height);
  let best: Ellipse = { cx: planes.width / 2, cy: planes.height / 2, a: side * 0.45, b: side * 0.45, angle: 0 };
  let bestScore = Number.NEGATIVE_INFINITY;
  const consider = (e: Ellipse, samples: number): void => {
    const score = scoreEllipse(planes, mask, e, samples);
    if (score > bestScore) {
      bestScore = score;
      best = e;
    }
  };
  for (let iy = 0; iy < 9; iy++)
    for (let ix = 0; ix < 9; ix++)
      for (const half of [0.26, 0.31, 0.36, 0.41, 0.46, 0.51, 0.56])
        for (const ratio of [1, 1.13, 1.27, 1.4])
          for (let k = 0; k < (ratio === 1 ? 1 : 8); k++) {
            const b = half * side;
            const cx = planes.width * (0.3 + 0.05 * ix);
            const cy = planes.height * (0.3 + 0.05 * iy);
            consider({ cx, cy, a: b * ratio, b, angle: (k * Math.PI) / 8 }, 40);
          }
  bestScore = Number.NEGATIVE_INFINITY;
  const coarse = best;
  consider(coarse, 90);
  for (let size = 0.04; size > 0.004; size *= 0.6) {
    for (let round = 0; round < 2; round++) {
      const from = best;
      const d = size * side;
      for (const s of [-1, 1]) {
        consider({ ...from, cx: from.cx + s * d }, 90);
        consider({ ...best, cy: best.cy + s * d }, 90);
        consider({ ...best, a: best.a + s * d }, 90);
        consider({ ...best, b: best.b + s * d }, 90);
        consider({ ...best, a: best.a + s * d, b: best.b + s * d }, 90);
        consider({ ...best, angle: best.angle + s * size * 3 }, 90);
      }
    }
  }
  return headlike(best);
}

function scoreEllipse(planes: Planes, mask: Raster<'density'> | null, e: Ellipse, samples: number): number {
  let edge = 0;
  let count = 0;
  let inside = 0;
  let person = 0;
  for (let k = 0; k < samples; k++) {
    const t = (k / samples) * 2 * Math.PI;
    const within = onEllipse(e, t, 0.93);
    const without = onEllipse(e, t, 1.07);
    if (mask !== null) {
      const deep = onEllipse(e, t, 0.6);
      if (isInside(planes, deep, 0)) {
        person += mask.data[indexAt(planes, deep)];
        inside++;
      }
    }
    if (!isInside(planes, within, 0) || !isInside(planes, without, 0)) continue;
    count++;
    edge += step(planes, within, without);
  }
  // what lies outside the frame counts as a faint edge: a head mostly in the frame is the likelier reading
  const personTerm = inside === 0 ? 0 : 0.25 * (person / inside);
  const fullness = e.b / Math.min(planes.width, planes.height);
  return (edge + 0.15 * (samples - count)) / samples + personTerm + 0.45 * Math.min(fullness, 0.48);
}

/** Log odds of head against surroundings, from colour histograms learnt inside and outside the present ellipse. */
function headOdds(planes: Planes, e: Ellipse, mask: Raster<'density'> | null): Raster<'density'> {
  const { width, height } = planes;
  const bins = 14;
  const [L, a, b] = planes.planes;
  const bin = (i: number): number => {
    const l = clampBin((L.data[i] / 70) * bins, bins);
    const u = clampBin(((a.data[i] + 45) / 150) * bins, bins);
    const v = clampBin(((b.data[i] + 45) / 130) * bins, bins);
    return (l * bins + u) * bins + v;
  };
  const head = new Float64Array(bins ** 3).fill(0.02);
  const around = new Float64Array(bins ** 3).fill(0.02);
  let headTotal = 0.02 * bins ** 3;
  let aroundTotal = headTotal;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const r = ellipseRadius(e, x + 0.5, y + 0.5);
      if (r > 0.9 && r < 1.12) continue;
      const i = y * width + x;
      if (r <= 0.9) {
        head[bin(i)]++;
        headTotal++;
      } else {
        around[bin(i)]++;
        aroundTotal++;
      }
    }
  const odds = densityRaster(width, height);
  for (let i = 0; i < odds.data.length; i++) {
    const k = bin(i);
    const colour = Math.log(head[k] / headTotal / (around[k] / aroundTotal));
    const person = mask === null ? 0 : 2.4 * (mask.data[i] - 0.5);
    odds.data[i] = Math.max(-3, Math.min(3, colour)) + person;
  }
  return blur(odds, 1);
}

function clampBin(value: number, bins: number): number {
  return Math.max(0, Math.min(bins - 1, Math.floor(value)));
}

/**
 * Radii (multiples of the ellipse, one an angle) of the closed outline that best parts head from surroundings: region odds summed along
 * each ray, the colour step at the outline, and smoothness, minimised by dynamic programming around the circle.
 */
function traceOutline(planes: Planes, odds: Raster<'density'>, e: Ellipse): Float64Array {
  const radius = (k: number): number => INNER + ((OUTER - INNER) * k) / (RADII - 1);
  const cost = new Float64Array(ANGLES * RADII);
  for (let i = 0; i < ANGLES; i++) {
    const t = (i / ANGLES) * 2 * Math.PI;
    let gain = 0; // head evidence gathered so far along the ray, surroundings counted against
    let out = 0;
    const along = new Float64Array(RADII);
    for (let k = 0; k < RADII; k++) {
      const p = onEllipse(e, t, radius(k));
      along[k] = isInside(planes, p, 0) ? odds.data[indexAt(planes, p)] : 0;
      out += along[k];
    }
    for (let k = 0; k < RADII; k++) {
      gain += along[k];
      const within = onEllipse(e, t, radius(k) - 0.035);
      const without = onEllipse(e, t, radius(k) + 0.035);
      const visible = isInside(planes, within, 0) && isInside(planes, without, 0);
      const edge = visible ? step(planes, within, without) : 0;
      const region = (out - 2 * gain) / RADII; // Σ outside − Σ inside
      const shape = 9 * (radius(k) - 1) ** 2;
      cost[i * RADII + k] = 0.4 * region - 2.4 * edge + shape;
    }
  }
  return closedPath(cost, ANGLES, RADII, 3, 0.06).map(radius);
}

function outlineEdges(planes: Planes, e: Ellipse, radii: Float64Array): Float64Array {
  return Float64Array.from(radii, (r, i) => {
    const t = (i / ANGLES) * 2 * Math.PI;
    const within = onEllipse(e, t, r - 0.04);
    const without = onEllipse(e, t, r + 0.04);
    return isInside(planes, within, 0) && isInside(planes, without, 0) ? step(planes, within, without) : 0;
  });
}
