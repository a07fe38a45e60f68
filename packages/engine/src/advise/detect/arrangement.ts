/**
 * How marks lie among each other and among own follicles: distances to the nearest, neighbours within a distance, and whether they stand in rows.
 * All in local spacings 1/√density of what stands there together, so that thin and dense places count alike; marks near the edge of what was looked at
 * count only where the edge cannot have hidden what is asked for.
 */
import type { Places } from '../../layout/scene.ts';
import { type Near, nearOf } from './near.ts';
import { periodicity } from './periodicity.ts';

/** What was looked at: marks outside are left out, and nothing is said of what lies there. */
export interface Window {
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly x1Mm: number;
  readonly y1Mm: number;
  inside(xMm: number, yMm: number): boolean;
}

export interface Arrangement {
  /** Marks within the window. */
  readonly count: number;
  /** Marks and own follicles, per cm². */
  readonly perCm2: number;
  /** Distance of a mark to the nearest mark or follicle, local spacings. */
  readonly nearestMean: number;
  readonly nearestCv: number;
  /** Marks or follicles within 0.05, 0.1 … 1.6 spacings of a mark: the sum of the pair correlation (Ripley's K over the spacing's square). */
  readonly neighbours: Float64Array;
  /** Mean bond order among marks alone: |mean of e^(4iθ)| over the four nearest, |mean of e^(6iθ)| over the six nearest. */
  readonly psi4: number;
  readonly psi6: number;
  /** How far marks alone repeat in some direction, 0..1 (`periodicity.ts`). */
  readonly repeats: number;
}

export const BIN_SPACINGS = 0.05;
export const BINS = 32;
/** Density is read in a disc of so many spacings: some 28 points. */
const LOCAL_SPACINGS = 3;
/** Area is looked at on a grid of so many places a spacing. */
const PROBES_A_SPACING = 3;
const MOST_PROBES = 60_000;
const RING = 12;

/**
 * @param others own follicles, which are neighbours of marks and not marks
 * @returns null where too few marks lie within the window to speak of distances
 */
export function arrangementOf(marks: Places, others: Places, window: Window, least: number): Arrangement | null {
  const mine = within(marks, window);
  const own = within(others, window);
  const count = mine.xMm.length;
  if (count < least) return null;
  const all = { xMm: joined(mine.xMm, own.xMm), yMm: joined(mine.yMm, own.yMm) };
  const probes = probesOf(window, all.xMm.length);
  if (probes.xMm.length === 0) return null;
  const areaMm2 = probes.xMm.length * probes.eachMm2;
  const together = spaced(all, probes, areaMm2);
  const alone = own.xMm.length === 0 ? together : spaced(mine, probes, areaMm2);
  const { spacingMm } = together;
  const distances: number[] = [];
  for (let i = 0; i < count; i++) {
    const [nearest] = nearestOf(together, i, 1);
    if (nearest !== undefined && ringInside(window, all.xMm[i], all.yMm[i], nearest.mm)) distances.push(nearest.mm / spacingMm[i]);
  }
  if (distances.length < least / 2) return null;
  const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
  const variance = distances.reduce((sum, d) => sum + (d - mean) ** 2, 0) / distances.length;
  return {
    count,
    perCm2: (100 * all.xMm.length) / areaMm2,
    nearestMean: mean,
    nearestCv: Math.sqrt(variance) / mean,
    neighbours: neighboursOf(together, count, probes),
    psi4: bondOrder(alone, count, 4, window),
    psi6: bondOrder(alone, count, 6, window),
    repeats: periodicity(mine, Math.sqrt(areaMm2 / count)),
  };
}

interface Spaced extends Places {
  readonly spacingMm: Float64Array;
  readonly meanMm: number;
  readonly near: Near;
}

/** Places with the spacing of the density about each. */
function spaced(places: Places, probes: Probes, areaMm2: number): Spaced {
  const count = places.xMm.length;
  const meanMm = Math.sqrt(areaMm2 / count);
  const reachMm = LOCAL_SPACINGS * meanMm;
  const near = nearOf(places, meanMm);
  const area = nearOf(probes, meanMm);
  const spacingMm = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let [points, seen] = [0, 0];
    near(places.xMm[i], places.yMm[i], reachMm, () => points++);
    area(places.xMm[i], places.yMm[i], reachMm, () => seen++);
    spacingMm[i] = Math.sqrt((Math.max(1, seen) * probes.eachMm2) / points);
  }
  return { ...places, spacingMm, meanMm, near };
}

interface Neighbour {
  readonly j: number;
  readonly mm: number;
}

/** The nearest of point i, in order; fewer where the field holds fewer. */
function nearestOf({ xMm, yMm, meanMm, near }: Spaced, i: number, wanted: number): readonly Neighbour[] {
  const best: Neighbour[] = [];
  for (let reachMm = (wanted === 1 ? 1.2 : 2) * meanMm; ; reachMm *= 2) {
    best.length = 0;
    near(xMm[i], yMm[i], reachMm, (j, mm) => {
      if (j === i || (best.length === wanted && mm >= best[wanted - 1].mm)) return;
      if (best.length === wanted) best.pop();
      let place = best.length;
      while (place > 0 && best[place - 1].mm > mm) place--;
      best.splice(place, 0, { j, mm });
    });
    if (best.length >= wanted || reachMm > 16 * meanMm) return best;
  }
}

/** Pairs found over pairs that the density alone would make, summed over discs (Baddeley, Møller & Waagepetersen 2000, inhomogeneous K). */
function neighboursOf({ xMm, yMm, spacingMm, near }: Spaced, count: number, probes: Probes): Float64Array {
  const found = new Float64Array(BINS);
  const expected = new Float64Array(BINS);
  const area = nearOf(probes, spacingMm[0]);
  for (let i = 0; i < count; i++) {
    const farMm = BINS * BIN_SPACINGS * spacingMm[i];
    near(xMm[i], yMm[i], 1.5 * farMm, (j, mm) => {
      const bin = Math.floor(mm / (0.5 * (spacingMm[i] + spacingMm[j]) * BIN_SPACINGS));
      if (j !== i && bin < BINS) found[bin]++;
    });
    area(xMm[i], yMm[i], farMm, (_, mm) => {
      const bin = Math.floor(mm / (spacingMm[i] * BIN_SPACINGS));
      if (bin < BINS) expected[bin] += probes.eachMm2 / spacingMm[i] ** 2;
    });
  }
  const g = Array.from(found, (pairs, bin) => (expected[bin] > 0 ? pairs / expected[bin] : 0));
  return neighboursWithin(g);
}

/** Neighbours within the end of each bin, from a pair correlation in bins of `BIN_SPACINGS`. */
export function neighboursWithin(g: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(g.length);
  for (let bin = 0, total = 0; bin < g.length; bin++) {
    total += g[bin] * Math.PI * (2 * bin + 1) * BIN_SPACINGS ** 2;
    sum[bin] = total;
  }
  return sum;
}

function bondOrder(field: Spaced, count: number, fold: number, window: Window): number {
  let [sum, dots] = [0, 0];
  for (let i = 0; i < count; i++) {
    const bonds = nearestOf(field, i, fold);
    if (bonds.length < fold || !ringInside(window, field.xMm[i], field.yMm[i], bonds[fold - 1].mm)) continue;
    let [re, im] = [0, 0];
    for (const { j } of bonds) {
      const angle = fold * Math.atan2(field.yMm[j] - field.yMm[i], field.xMm[j] - field.xMm[i]);
      re += Math.cos(angle);
      im += Math.sin(angle);
    }
    sum += Math.sqrt(re * re + im * im) / fold;
    dots++;
  }
  return dots === 0 ? Number.NaN : sum / dots;
}

interface Probes extends Places {
  readonly eachMm2: number;
}

function probesOf({ x0Mm, y0Mm, x1Mm, y1Mm, inside }: Window, points: number): Probes {
  const boxMm2 = (x1Mm - x0Mm) * (y1Mm - y0Mm);
  const stepMm = Math.max(Math.sqrt(boxMm2 / points) / PROBES_A_SPACING, Math.sqrt(boxMm2 / MOST_PROBES));
  const columns = Math.max(1, Math.round((x1Mm - x0Mm) / stepMm));
  const rows = Math.max(1, Math.round((y1Mm - y0Mm) / stepMm));
  const [dx, dy] = [(x1Mm - x0Mm) / columns, (y1Mm - y0Mm) / rows];
  const places: (readonly [number, number])[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const [x, y] = [x0Mm + (c + 0.5) * dx, y0Mm + (r + 0.5) * dy];
      if (inside(x, y)) places.push([x, y]);
    }
  return { xMm: Float64Array.from(places, (p) => p[0]), yMm: Float64Array.from(places, (p) => p[1]), eachMm2: dx * dy };
}

/** Whether a circle about a place lies inside, looked at in twelve places (border method, Ripley 1988). */
function ringInside({ inside }: Window, xMm: number, yMm: number, radiusMm: number): boolean {
  for (let k = 0; k < RING; k++)
    if (!inside(xMm + radiusMm * Math.cos((2 * k * Math.PI) / RING), yMm + radiusMm * Math.sin((2 * k * Math.PI) / RING))) return false;
  return true;
}

function within({ xMm, yMm }: Places, { inside }: Window): Places {
  const kept = Array.from(xMm.keys()).filter((i) => inside(xMm[i], yMm[i]));
  return { xMm: Float64Array.from(kept, (i) => xMm[i]), yMm: Float64Array.from(kept, (i) => yMm[i]) };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
