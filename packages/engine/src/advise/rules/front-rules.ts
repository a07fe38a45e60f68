/** Rules on how the front edge looks: waves, sides that differ, a soft rise. */
import { between, type Estimate } from '../../estimate.ts';
import type { Point } from '../../polygon.ts';
import { atLeast, inWords, type Opinion, type Rule, untold } from './finding.ts';
import { type Front, meetsFront } from './front.ts';
import type { PlanSeen } from './seen.ts';

/** Height of the gentle mounds of a natural line: 2–5 mm, one to three of them, 15–30 mm apart [P, medium]. */
const MOUND_MM = 2;
/** From trough to top of a wave, in deviations of it: 2 √2. */
const HEIGHT_PER_SD = 2 * Math.SQRT2;
/** Left and right differ by 1–3 mm in people [P, medium]. */
const SIDES_MM = 1;
/** A rise narrower than this is a drawn border [P]. */
const FEATHER_MM = 3;
/** Error of a line as drawn by a hand on a picture [A]. */
const DRAWN_SD_MM = 0.3;
const DRAWN_STEP_MM = 4;
/** Dots so far behind the line are looked at for their mirror images, which lie so near; by chance a seventh of them have one [computed], half is no chance [A]. */
const FOLDED = { depthMm: 14, nearMm: 0.3, share: 0.5, leastDots: 30 };
/** A stencil may have been folded beside the midpoint. */
const DRAWN_AXIS_MM = 5;
/** The edge between the corners, and the least number of points to judge it by. */
const MIDDLE_MM = 45;
const LEAST_POINTS = 6;
const LEAST_PAIRS = 4;
/** The bow of a line from corner to corner. */
const BOW_DEGREE = 4;
const BAND_MM = 4;
const Z80 = 1.2816;

const NO_DOTS = 'The plan lays no dots.';
const NO_LINE = 'The plan draws no front edge.';
const UNSEEN = 'The dots of the front edge are not in this photo; the line on the template is a guide, which the dots are to break up.';

export const straightLine: Rule<PlanSeen> = {
  reason: 'Hair never begins along a ruler. An edge without mounds and gaps reads as drawn from across a room.',
  source:
    'Shapiro 2013 (surgeons’ text): a natural line is irregular at large and in detail; SMP Clinics (practice) on lines drawn with a ruler; the size of the mounds is from memory, medium certainty.',
  look(seen) {
    const limit = `Mounds of ${MOUND_MM} to 5 mm along the edge, 15 to 30 mm apart.`;
    const traced = tracedEdge(seen, limit);
    if ('verdict' in traced) return traced;
    const { front } = traced;
    // corners are no mounds
    const points = traced.points.filter(({ xMm }) => Math.abs(xMm - front.middle.atMm[0]) < MIDDLE_MM);
    if (points.length < LEAST_POINTS) return untold('The photo shows too little of the middle of the edge.', limit);
    const height = moundsMm(points);
    const verdict = atLeast(height, MOUND_MM);
    return {
      verdict,
      says: `Along ${Math.round(points[points.length - 1].xMm - points[0].xMm)} mm the edge waves by ${inWords(height, 'mm', 1)} from trough to top.`,
      measured: height,
      limit,
      places: verdict === 'keeps' ? [] : seen.mark.band(front.line, BAND_MM, 'front edge'),
    };
  },
};

export const mirrorSymmetry: Rule<PlanSeen> = {
  reason: 'No face is the same left and right. An edge that is shows that somebody folded the stencil.',
  source: 'Practice (medium certainty, from memory): 1 to 3 mm between the sides are natural.',
  look(seen) {
    const limit = `Left and right differ by at least ${SIDES_MM} mm.`;
    const traced = tracedEdge(seen, limit);
    if ('verdict' in traced) return traced;
    const { front, byDots, points } = traced;
    const differ = sidesDifferMm(points, front.middle.atMm[0], byDots ? 0 : DRAWN_AXIS_MM);
    if (differ === null) return untold('The photo shows too little of one side of the edge.', limit);
    const folded = byDots ? foldedShare(seen, front) : 0;
    const byEdge = atLeast(differ, SIDES_MM);
    // where single dots do not repeat, the edge that chance gives them is no stencil folded over: then it takes the likeliest value to doubt
    const byChance = differ.value < SIDES_MM ? 'doubt' : 'keeps';
    const verdict = folded > FOLDED.share ? 'breaks' : byDots ? byChance : byEdge;
    return {
      verdict,
      says:
        folded > FOLDED.share
          ? `${Math.round(100 * Math.min(0.99, folded))} % of the dots along the edge have their mirror image on the other side.`
          : `Folded over at its midpoint, the two sides of the edge lie ${inWords(differ, 'mm', 1)} apart${byDots ? '; single dots do not repeat' : ''}.`,
      measured: differ,
      limit,
      places: verdict === 'keeps' ? [] : seen.mark.band(front.line, BAND_MM, 'front edge, both sides alike'),
    };
  },
};

export const sharpFront: Rule<PlanSeen> = {
  reason:
    'Hair thins out towards the forehead over several millimetres. A border that does not is the first thing that gives ink away, and it cannot be softened later.',
  source:
    'Shapiro 2013 (surgeons’ text, from memory): a transition of 5 to 10 mm; clinics: neutral and soft in the first sessions even if a defined edge is wanted.',
  look(seen) {
    const { front, plan } = seen;
    const limit = `The dots rise to their full density over at least ${FEATHER_MM} mm.`;
    if (front === null) return untold(NO_LINE, limit);
    if (seen.dots.count === 0) return untold(NO_DOTS, limit);
    if (!meetsFront(seen.dots, front)) return { verdict: 'keeps', says: 'The dots stay behind the front edge.', measured: null, limit };
    const { featherMm, style } = plan.design;
    const edge = seen.edge();
    const measured = edge?.featherMm ?? between(featherMm, featherMm, featherMm, 'mm');
    const byDots = atLeast(measured, FEATHER_MM);
    // where the design itself asks for a border, dots that may be one leave no doubt
    const verdict = byDots === 'doubt' && featherMm < FEATHER_MM ? 'breaks' : byDots;
    const asked = style === 'defined' && verdict !== 'keeps' ? ' A defined edge was asked for.' : '';
    return {
      verdict,
      says:
        edge === null
          ? `The design lets the dots rise over ${featherMm} mm; none of them are in this photo to see it by.${asked}`
          : `The dots rise over ${edge.pieces.length === 0 ? `${measured.value.toFixed(0)} mm and more` : inWords(measured, 'mm', 1)}; the design says ${featherMm} mm on the flat chart.${asked}`,
      measured,
      limit,
      places: verdict === 'keeps' ? [] : seen.mark.band(front.line, BAND_MM, 'sharp front edge'),
    };
  },
};

interface EdgePoint {
  readonly xMm: number;
  /** Of the planned line. */
  readonly lineMm: number;
  /** How far the edge lies behind it, mm; one deviation. */
  readonly behindMm: number;
  readonly errorMm: number;
}

interface Traced {
  readonly front: Front;
  readonly byDots: boolean;
  /** From the client's right to the left, and alike on both sides of the midpoint. */
  readonly points: readonly EdgePoint[];
}

/** The edge that the dots make; or the line itself where somebody drew it and no dots speak for it. */
function tracedEdge(seen: PlanSeen, limit: string): Traced | Opinion {
  const { front } = seen;
  if (front === null) return untold(NO_LINE, limit);
  if (seen.dots.count === 0) return untold(NO_DOTS, limit);
  const edge = seen.edge();
  if (edge !== null && edge.pieces.length > 0)
    return { front, byDots: true, points: edge.pieces.map((piece) => ({ ...piece, lineMm: front.yAt(piece.xMm) })) };
  if (edge !== null) return untold('The dots thin out towards the front so slowly that they make no edge.', limit);
  if (!front.drawn) return untold(UNSEEN, limit);
  if (!meetsFront(seen.dots, front)) return { verdict: 'keeps', says: 'The dots stay behind the front edge.', measured: null, limit };
  const [from, to] = [front.line[0][0], front.line[front.line.length - 1][0]];
  const middle = front.middle.atMm[0];
  const points: EdgePoint[] = [];
  for (let k = Math.ceil((from - middle) / DRAWN_STEP_MM - 0.5); middle + (k + 0.5) * DRAWN_STEP_MM <= to; k++) {
    const xMm = middle + (k + 0.5) * DRAWN_STEP_MM;
    points.push({ xMm, lineMm: front.yAt(xMm), behindMm: 0, errorMm: DRAWN_SD_MM });
  }
  return points.length < LEAST_POINTS ? untold('The drawn line is too short to judge.', limit) : { front, byDots: false, points };
}

/** Waves from trough to top: those of the line about its own bow, and those that the dots add to it. */
function moundsMm(points: readonly EdgePoint[]): Estimate {
  const x = points.map(({ xMm }) => xMm);
  const ofLine = residuals(
    x,
    points.map(({ lineMm }) => lineMm),
    BOW_DEGREE,
  );
  const ofDots = residuals(
    x,
    points.map(({ behindMm }) => behindMm),
    1,
  );
  const waves = ofLine.map((ahead, k) => ahead - ofDots[k]);
  const free = points.length - 2;
  return rootOf(dot(waves, waves) / free, meanSquare(points), free, HEIGHT_PER_SD);
}

/**
 * Root mean square between the sides; null where they hardly overlap.
 * @param shiftMm how far the axis may lie from the midpoint, where that makes the sides most alike
 */
function sidesDifferMm(points: readonly EdgePoint[], midX: number, shiftMm: number): Estimate | null {
  const edge = points.map(({ xMm, lineMm, behindMm }): Point => [xMm, lineMm - behindMm]);
  const yAt = (x: number): number | null => {
    const right = edge.findIndex((p) => p[0] >= x - 1e-6);
    if (right < 0) return null;
    if (Math.abs(edge[right][0] - x) < 1e-6) return edge[right][1];
    if (right === 0) return null;
    const [[x0, y0], [x1, y1]] = [edge[right - 1], edge[right]];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  };
  let best: { readonly square: number; readonly pairs: number } | null = null;
  for (let axis = midX - shiftMm; axis <= midX + shiftMm; axis++) {
    const differ = edge.flatMap(([x, y]): number[] => {
      const other = x > axis ? yAt(2 * axis - x) : null;
      return other === null ? [] : [y - other];
    });
    if (differ.length < LEAST_PAIRS) continue;
    const square = dot(differ, differ) / differ.length;
    if (best === null || square < best.square) best = { square, pairs: differ.length };
  }
  return best === null ? null : rootOf(best.square, 2 * meanSquare(points), best.pairs, 1);
}

/** Share of the dots along the edge that have a mirror image, about the axis that gives most. */
function foldedShare({ dots }: PlanSeen, { middle, yAt }: Front): number {
  const edge: Point[] = [];
  for (let i = 0; i < dots.count; i++) if (yAt(dots.xMm[i]) - dots.yMm[i] < FOLDED.depthMm) edge.push([dots.xMm[i], dots.yMm[i]]);
  if (edge.length < FOLDED.leastDots) return 0;
  const sorted = edge.sort((p, q) => p[1] - q[1]);
  let most = 0;
  for (let shift = -DRAWN_AXIS_MM; shift <= DRAWN_AXIS_MM; shift += FOLDED.nearMm) {
    const axis = middle.atMm[0] + shift;
    let paired = 0;
    let from = 0;
    for (const [x, y] of sorted) {
      while (sorted[from][1] < y - FOLDED.nearMm) from++;
      for (let k = from; k < sorted.length && sorted[k][1] <= y + FOLDED.nearMm; k++)
        if (Math.abs(2 * axis - x - sorted[k][0]) <= FOLDED.nearMm) {
          paired++;
          break;
        }
    }
    most = Math.max(most, paired / sorted.length);
  }
  return most;
}

/** Root of a mean square less what errors add to it, with the interval that those errors leave. */
function rootOf(square: number, noise: number, count: number, factor: number): Estimate {
  const real = Math.max(0, square - noise);
  const sd = Math.sqrt((4 * real * noise + 2 * noise * noise) / count);
  const root = (v: number): number => factor * Math.sqrt(Math.max(0, v));
  return between(root(real), root(real - Z80 * sd), root(real + Z80 * sd), 'mm');
}

/** What a polynomial leaves of values (Gram–Schmidt on the powers). */
function residuals(x: readonly number[], values: readonly number[], degree: number): readonly number[] {
  const [from, to] = [x[0], x[x.length - 1]];
  const u = x.map((v) => (2 * (v - from)) / (to - from) - 1);
  let rest = values;
  const basis: (readonly number[])[] = [];
  for (let k = 0; k <= degree; k++) {
    let power = u.map((v) => v ** k);
    for (const b of basis) {
      const along = dot(power, b);
      power = power.map((p, i) => p - along * b[i]);
    }
    const length = Math.sqrt(dot(power, power));
    if (length < 1e-9) continue;
    const one = power.map((p) => p / length);
    basis.push(one);
    const along = dot(rest, one);
    rest = rest.map((r, i) => r - along * one[i]);
  }
  return rest;
}

function meanSquare(points: readonly EdgePoint[]): number {
  return points.reduce((sum, { errorMm }) => sum + errorMm * errorMm, 0) / points.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * b[i], 0);
}
