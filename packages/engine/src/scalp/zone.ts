/**
 * Where one would treat: thinned or bare scalp that the photo shows no steeper than 60°, behind a mature hairline, closed over islands of
 * hair (a forelock), with a smooth edge. Also: which way the client faces, and where the front edge lies.
 *
 * Lengths are nominal millimetres on the scalp chart: the head is taken as 154 mm broad until the photo is calibrated.
 */

import { blur } from '../filters.ts';
import { MAX_TILT_DEGREES, type SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import { type Raster, sampleDensity } from '../raster.ts';
import { closedPath } from './closed-path.ts';
import type { Ellipse } from './ellipse.ts';
import { quantile } from './hair.ts';

/** Coverage in overview pixels together with the way from the chart to it. */
export interface ScalpView {
  readonly geometry: SurfaceGeometry;
  readonly coverage: Raster<'density'>;
  readonly inside: Raster<'density'>;
}

const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);

/** The fringe's own coverage: what this head's full hair looks like in this photo. */
export function fringeCoverage({ geometry, coverage, inside }: ScalpView): number {
  const values: number[] = [];
  forEachOverviewPixel(coverage, 3, (x, y, i) => {
    const cos = geometry.cosTilt(x, y);
    if (inside.data[i] > 0 && cos > 0.3 && cos < 0.7) values.push(coverage.data[i]);
  });
  return quantile(values, 0.8);
}

/**
 * Direction of the face in the photo, degrees clockwise from +x: the midline is where hair mirrors itself best, and the face is on the side
 * where the rim bears least hair. `strength` 0..1 says how one-sided the rim is: 0 is hair (or none) all round.
 */
export function faceDirection(
  { geometry, coverage, inside }: ScalpView,
  fringe: number,
  ellipse: Ellipse,
): { degrees: number; strength: number } {
  const [cx, cy] = geometry.surface.centrePx;
  const full = Math.max(fringe, 0.3);
  const haired = (c: number): number => Math.min(1, Math.max(0, (c / full - 0.25) / 0.35));
  const places: { x: number; y: number; c: number }[] = [];
  let sx = 0;
  let sy = 0;
  let total = 0;
  let count = 0;
  forEachOverviewPixel(coverage, 6, (x, y, i) => {
    const cos = geometry.cosTilt(x, y);
    if (inside.data[i] === 0 || cos < 0.2) return;
    const c = haired(coverage.data[i]);
    places.push({ x: x - cx, y: y - cy, c });
    if (cos < 0.33 || cos > 0.75) return;
    const d = Math.sqrt((x - cx) ** 2 + (y - cy) ** 2);
    sx += (1 - c) * ((x - cx) / d);
    sy += (1 - c) * ((y - cy) / d);
    total += c;
    count++;
  });
  if (count === 0 || total === 0) return { degrees: 90, strength: 0 };
  // a rim cut off by the frame counts as bare: that is where faces leave the picture
  const bareX = sx / count;
  const bareY = sy / count;
  const elongation = Math.abs(ellipse.a / ellipse.b - 1);
  const longAngle = ellipse.a >= ellipse.b ? ellipse.angle : ellipse.angle + Math.PI / 2;
  const longX = Math.cos(longAngle);
  const longY = Math.sin(longAngle);
  let best = 90;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let angle = 0; angle < 360; angle += 3) {
    const ux = Math.cos((angle * Math.PI) / 180);
    const uy = Math.sin((angle * Math.PI) / 180);
    let differs = 0;
    let pairs = 0;
    for (const { x, y, c } of places) {
      const along = 2 * (x * ux + y * uy);
      const mx = cx + along * ux - x;
      const my = cy + along * uy - y;
      if (!shows({ geometry, coverage, inside }, [mx, my])) continue;
      differs += Math.abs(c - haired(coverage.data[Math.floor(my) * coverage.width + Math.floor(mx)]));
      pairs++;
    }
    // a long outline lies along the midline, and people hold a head straight in the frame
    const long = elongation * (2 * (ux * longX + uy * longY) ** 2 - 1);
    const offAxis = Math.abs(((angle + 45) % 90) - 45);
    const straight = 0.03 * uy - 0.008 * Math.min(offAxis, 25);
    const score = 1.5 * (bareX * ux + bareY * uy) - (pairs === 0 ? 1 : differs / pairs) + 0.6 * long + straight;
    if (score > bestScore) {
      bestScore = score;
      best = angle;
    }
  }
  return { degrees: best, strength: Math.min(1, Math.sqrt(bareX * bareX + bareY * bareY)) };
}

/** The front edge on the chart: y for each x, and whether the photo shows bare forehead before it. */
export interface FrontEdge {
  readonly midFrontalXMm: number;
  readonly midFrontalYMm: number;
  readonly seen: boolean;
  /** Whether it is known on which side the front is at all. */
  readonly known: boolean;
  yAtMm(xMm: number): number;
}

/** Recession of a mature hairline at 50 mm from the midline, and the power with which it falls back (about Norwood II). */
const RECESSION_MM = 30;
const RECESSION_AT_MM = 50;
const RECESSION_POWER = 1.8;

export function hairlineShape(midFrontalXMm: number, midFrontalYMm: number): (xMm: number) => number {
  return (xMm) => midFrontalYMm - RECESSION_MM * (Math.abs(xMm - midFrontalXMm) / RECESSION_AT_MM) ** RECESSION_POWER;
}

/** A front edge that only the chart knows: nothing in the picture is cut off by it. */
export function unknownFront(defaultYMm: number): FrontEdge {
  return { midFrontalXMm: 0, midFrontalYMm: defaultYMm, seen: false, known: false, yAtMm: () => Number.POSITIVE_INFINITY };
}

/** Half width of the strips beside the midline in which a forelock is looked for, and the windows before and after a candidate edge. */
const STRIP_MM = 8;
const WINDOW_MM = 10;
/** Coverage of the fringe below which a head counts as bare. */
export const BALD_FRINGE = 0.35;
/** A front edge that is not seen lies at most this far before that of a mature hairline: lower ones are rare in adults. */
const LOWEST_MM = 25;
/** Hair hangs over the edge that its roots make. */
const HANGS_OVER_MM = 4;

/**
 * Walks along the midline to the face: the sharpest fall of coverage from hair to bare forehead is the front edge. Without one, the edge of a
 * mature hairline at `defaultYMm`; it counts as not seen where the photo ends, or hair still stands, before it.
 */
export function frontEdge(view: ScalpView, fringe: number, defaultYMm: number): FrontEdge {
  const soft = blur(view.coverage, 2 * view.geometry.surface.pxPerMm);
  const profile: number[] = [];
  for (let y = 0; y < 150; y++) {
    // a forelock need not stand on the midline: the most covered of three strips speaks
    let most: number | null = null;
    for (const centre of [-STRIP_MM, 0, STRIP_MM]) {
      let sum = 0;
      let seen = 0;
      for (let x = centre - STRIP_MM; x <= centre + STRIP_MM; x += 2) {
        const p = view.geometry.toPhoto(x, y);
        if (p === null || !shows(view, p)) continue;
        seen++;
        sum += sampleDensity(soft, p[0], p[1]);
      }
      if (seen > STRIP_MM - 2) most = Math.max(most ?? 0, sum / seen);
    }
    if (most === null) break;
    profile.push(most);
  }
  const mean = (from: number, to: number): number => {
    let sum = 0;
    for (let y = from; y < to; y++) sum += profile[y];
    return sum / (to - from);
  };
  let edge: number | null = null;
  let fall = 0.12 * Math.max(fringe, 0.5);
  for (let y = 35; y + WINDOW_MM < profile.length; y++) {
    const before = mean(y - WINDOW_MM, y);
    const after = mean(y + 1, y + WINDOW_MM);
    if (before > 0.4 * Math.max(fringe, 0.4) && before - after > fall) {
      fall = before - after;
      edge = y;
    }
  }
  if (edge !== null) return at(forelockX(edge), edge - HANGS_OVER_MM, true);
  const end = profile.length;
  // on a bare head what reads as hair near the rim is shade
  const hairAtEnd = fringe >= BALD_FRINGE && end > WINDOW_MM && mean(end - WINDOW_MM, end) > 0.4 * fringe;
  return hairAtEnd
    ? at(0, Math.max(defaultYMm, Math.min(end + HANGS_OVER_MM, defaultYMm + LOWEST_MM)), false)
    : at(0, defaultYMm, end > defaultYMm);

  /** Where across the head the last hair before the edge stands: heads are seldom held quite straight. */
  function forelockX(yMm: number): number {
    let sum = 0;
    let weight = 0;
    for (let y = yMm - 18; y < yMm; y += 2)
      for (let x = -24; x <= 24; x += 2) {
        const p = view.geometry.toPhoto(x, y);
        if (p === null || !shows(view, p)) continue;
        const w = Math.max(0, sampleDensity(soft, p[0], p[1]) - 0.5 * profile[y]);
        sum += w * x;
        weight += w;
      }
    return weight === 0 ? 0 : sum / weight;
  }

  function at(midFrontalXMm: number, midFrontalYMm: number, seen: boolean): FrontEdge {
    return { midFrontalXMm, midFrontalYMm, seen, known: true, yAtMm: hairlineShape(midFrontalXMm, midFrontalYMm) };
  }
}

/** True where the photo shows this point of the head, inside the frame and the outline. */
function shows(view: ScalpView, [x, y]: Point): boolean {
  const { width, height, data } = view.inside;
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  return data[Math.floor(y) * width + Math.floor(x)] > 0;
}

/** Coverage below which scalp is seen through the hair: a share of what this head's full hair covers, within limits. */
const SHOWS_THROUGH = { least: 0.4, ofFringe: 0.95, most: 0.7 };
const ANGLES = 144;
const RADII = 96;

/**
 * Zone as a closed outline in overview pixels, or null where too little is thin. The outline is the star-shaped curve around the middle of the
 * thin area that best parts thin from full.
 */
export function proposeZone(view: ScalpView, fringe: number, front: FrontEdge): Polygon | null {
  const { geometry, coverage, inside } = view;
  const threshold = Math.min(SHOWS_THROUGH.most, Math.max(SHOWS_THROUGH.least, SHOWS_THROUGH.ofFringe * fringe));
  const soft = blur(coverage, 3 * geometry.surface.pxPerMm);
  const allowed = (x: number, y: number): boolean => {
    if (!shows(view, [x, y]) || geometry.cosTilt(x, y) < COS_MAX_TILT) return false;
    const at = geometry.toChart(x, y);
    return at !== null && at[1] <= front.yAtMm(at[0]);
  };
  let sx = 0;
  let sy = 0;
  let weight = 0;
  forEachOverviewPixel(coverage, 2, (x, y, i) => {
    if (inside.data[i] === 0 || !allowed(x, y)) return;
    const thin = Math.max(0, threshold - soft.data[i]);
    sx += thin * x;
    sy += thin * y;
    weight += thin;
  });
  const MIN_WEIGHT_MM2 = 60;
  if ((weight * 4) / geometry.surface.pxPerMm ** 2 < MIN_WEIGHT_MM2) return null;
  const cx = sx / weight;
  const cy = sy / weight;
  const reachPx = 1.15 * Math.max(geometry.surface.semiAlongPx, geometry.surface.semiAcrossPx);
  const cost = new Float64Array(ANGLES * RADII);
  for (let k = 0; k < ANGLES; k++) {
    const ux = Math.cos((k / ANGLES) * 2 * Math.PI);
    const uy = Math.sin((k / ANGLES) * 2 * Math.PI);
    let sum = 0;
    for (let r = 0; r < RADII; r++) {
      const d = ((r + 0.5) / RADII) * reachPx;
      const x = cx + d * ux;
      const y = cy + d * uy;
      const area = (r + 0.5) / RADII;
      const gain = allowed(x, y) ? Math.max(-0.5, Math.min(0.35, threshold - sampleDensity(soft, x, y))) : -0.6;
      sum -= gain * area;
      cost[k * RADII + r] = sum;
    }
  }
  const rows = closedPath(cost, ANGLES, RADII, 4, 0.012);
  return Array.from(rows, (r, k): Point => {
    const d = ((r + 1) / RADII) * reachPx;
    return [cx + d * Math.cos((k / ANGLES) * 2 * Math.PI), cy + d * Math.sin((k / ANGLES) * 2 * Math.PI)];
  });
}

function forEachOverviewPixel(image: Raster<'density'>, step: number, visit: (x: number, y: number, index: number) => void): void {
  for (let y = 0; y < image.height; y += step) for (let x = 0; x < image.width; x += step) visit(x + 0.5, y + 0.5, y * image.width + x);
}
