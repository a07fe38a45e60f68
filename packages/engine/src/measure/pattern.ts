/**
 * How the follicular units of this client lie: distances to the nearest one and the pair correlation, both in local spacings 1/√density, so that
 * one figure holds for thin and for dense places. Untreated scalps are alike in them, so they also tell whether a detector made the pattern up.
 */
import type { MeasurementRecord } from '../document/schema.ts';
import { type Estimate, withError } from '../estimate.ts';
import { FOLLICULAR_UNITS, type PairTarget } from '../layout/follicle-statistics.ts';
import { type Note, warning } from '../note.ts';

export interface MeasuredPattern {
  readonly count: number;
  readonly perCm2: number;
  /** Mean distance to the nearest unit in local spacings: NN·√λ. Chance gives 0.5, untreated scalps 0.72–0.80. */
  readonly nearestSpacings: Estimate;
  /** Deviation of that distance over its mean. Chance gives 0.52, untreated scalps 0.17–0.26. */
  readonly nearestCv: Estimate;
  /** Pair correlation in the layout's bins; null below 150 units. */
  readonly pairs: PairTarget | null;
}

/** In the units of the places, mm. */
export interface PatternBounds {
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly x1Mm: number;
  readonly y1Mm: number;
}

/** The layout's own bins, so that it can take the table as its target. */
const BIN_SPACINGS = FOLLICULAR_UNITS.binSpacings;
const BINS = FOLLICULAR_UNITS.g.length;
const LEAST_FOR_PAIRS = 150;
const LEAST_FOR_NEAREST = 30;
/** Density is read in a disc of so many spacings about each place: some 28 units. */
const LOCAL_SPACINGS = 3;
/** Places a spacing at which the area is looked at. */
const PROBES_A_SPACING = 3;
const MOST_PROBES = 60_000;
/** Of detected fields of untreated scalps (four wide fields, 0.72–0.80 and 0.17–0.26), with room for a detector's habits: phone photos 0.60–0.69 and 0.26–0.35. */
const USUAL = {
  macro: { spacings: { low: 0.65, high: 0.85 }, cv: { low: 0.15, high: 0.35 } },
  head: { spacings: { low: 0.58, high: 0.85 }, cv: { low: 0.15, high: 0.38 } },
} as const;

/**
 * @param xMm, yMm places of units on the skin, all inside
 * @param inside the area that was looked at
 * @returns null below thirty units
 */
export function measuredPattern(
  xMm: ArrayLike<number>,
  yMm: ArrayLike<number>,
  inside: (xMm: number, yMm: number) => boolean,
  bounds: PatternBounds,
): MeasuredPattern | null {
  const count = xMm.length;
  if (count < LEAST_FOR_NEAREST) return null;
  const probes = probesOf(inside, bounds, count);
  if (probes.x.length === 0) return null;
  const perCm2 = (100 * count) / probes.areaMm2;
  const meanSpacingMm = 10 / Math.sqrt(perCm2);
  const units = gridOf(xMm, yMm, bounds, meanSpacingMm);
  const area = gridOf(probes.x, probes.y, bounds, meanSpacingMm);

  // local spacings, and the share of the disc about each unit that was looked at
  const reachMm = LOCAL_SPACINGS * meanSpacingMm;
  const spacingMm = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let [near, seen] = [0, 0];
    visit(units, xMm[i], yMm[i], reachMm, () => near++);
    visit(area, xMm[i], yMm[i], reachMm, () => seen++);
    spacingMm[i] = Math.sqrt((Math.max(1, seen) * probes.eachMm2) / near);
  }

  // nearest distances of the units whose nearest is sure to lie inside: border method (Ripley 1988), so that none is measured to nothing
  const distances: number[] = [];
  for (let i = 0; i < count; i++) {
    let least = Number.POSITIVE_INFINITY;
    visit(units, xMm[i], yMm[i], reachMm, (j, d) => {
      if (j !== i && d < least) least = d;
    });
    if (least < reachMm && ringInside(inside, xMm[i], yMm[i], least)) distances.push(least / spacingMm[i]);
  }
  if (distances.length < LEAST_FOR_NEAREST) return null;
  const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
  const deviation = Math.sqrt(distances.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (distances.length - 1));
  const cv = deviation / mean;
  // two neighbours often share one distance, which leaves some three independent ones in five
  const independent = 0.6 * distances.length;
  return {
    count,
    perCm2,
    nearestSpacings: withError(mean, deviation / Math.sqrt(independent), 'spacings', 0),
    nearestCv: withError(cv, cv * Math.sqrt((0.5 + cv * cv) / independent), 'share', 0),
    pairs: count < LEAST_FOR_PAIRS ? null : pairsOf(),
  };

  /** Inhomogeneous pair correlation (Baddeley, Møller & Waagepetersen 2000): pairs found over pairs that the density alone would make. */
  function pairsOf(): PairTarget {
    const found = new Float64Array(BINS);
    const expected = new Float64Array(BINS);
    for (let i = 0; i < count; i++) {
      const farMm = BINS * BIN_SPACINGS * spacingMm[i];
      const bin = (d: number, otherMm: number): number => Math.floor(d / (0.5 * (spacingMm[i] + otherMm) * BIN_SPACINGS));
      visit(units, xMm[i], yMm[i], 1.4 * farMm, (j, d) => {
        const k = bin(d, spacingMm[j]);
        if (j !== i && k < BINS) found[k]++;
      });
      visit(area, xMm[i], yMm[i], farMm, (_, d) => {
        const k = bin(d, spacingMm[i]);
        if (k < BINS) expected[k] += probes.eachMm2 / spacingMm[i] ** 2;
      });
    }
    return {
      binSpacings: BIN_SPACINGS,
      g: Array.from(found, (n, k) => (expected[k] > 0 ? Math.min(10, Math.round((1000 * n) / expected[k]) / 1000) : 0)),
      source: `${count} follicular units of this client, measured in the photo`,
    };
  }
}

/** What the pattern says about itself; empty where it is like that of untreated hair. */
export function patternNotes({ nearestSpacings, nearestCv }: MeasuredPattern, subject: 'head' | 'macro' = 'macro'): Note[] {
  const usual = USUAL[subject];
  const { value: spacings } = nearestSpacings;
  const { value: cv } = nearestCv;
  const even = spacings > usual.spacings.high || cv < usual.cv.low;
  const uneven = spacings < usual.spacings.low || cv > usual.cv.high;
  if (!even && !uneven) return [];
  const figures = `(distance to the nearest ${spacings.toFixed(2)} spacings, usual ${usual.spacings.low} to ${usual.spacings.high}; spread ${cv.toFixed(2)}, usual ${usual.cv.low} to ${usual.cv.high})`;
  const meaning = even
    ? 'They lie more evenly than hair does: close neighbours may have been taken for one, or dots of an earlier micropigmentation are there already.'
    : 'They lie less evenly than hair does: single hairs may have been counted twice, skin texture counted as hair, or scars, transplanted rows or an earlier micropigmentation lie in the area.';
  return [
    warning(
      'pattern-unlike-hair',
      `The marks found do not lie as untreated follicles do ${figures}. ${meaning} Look at the marks before relying on the count.`,
    ),
  ];
}

interface Probes {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly eachMm2: number;
  readonly areaMm2: number;
}

/** A lattice of places inside the area, fine against the spacing. */
function probesOf(inside: (xMm: number, yMm: number) => boolean, { x0Mm, y0Mm, x1Mm, y1Mm }: PatternBounds, count: number): Probes {
  const boxMm2 = Math.max(1e-9, (x1Mm - x0Mm) * (y1Mm - y0Mm));
  const wanted = Math.min(MOST_PROBES, Math.max(4000, PROBES_A_SPACING ** 2 * count));
  const stepMm = Math.sqrt(boxMm2 / wanted);
  const x: number[] = [];
  const y: number[] = [];
  for (let v = y0Mm + stepMm / 2; v < y1Mm; v += stepMm)
    for (let u = x0Mm + stepMm / 2; u < x1Mm; u += stepMm) {
      if (!inside(u, v)) continue;
      x.push(u);
      y.push(v);
    }
  return { x: Float64Array.from(x), y: Float64Array.from(y), eachMm2: stepMm ** 2, areaMm2: x.length * stepMm ** 2 };
}

interface Grid {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly bounds: PatternBounds;
  readonly cellMm: number;
  readonly columns: number;
  readonly rows: number;
  readonly members: readonly (readonly number[])[];
}

function gridOf(x: ArrayLike<number>, y: ArrayLike<number>, bounds: PatternBounds, cellMm: number): Grid {
  const columns = Math.max(1, Math.ceil((bounds.x1Mm - bounds.x0Mm) / cellMm));
  const rows = Math.max(1, Math.ceil((bounds.y1Mm - bounds.y0Mm) / cellMm));
  const members = Array.from({ length: columns * rows }, (): number[] => []);
  for (let i = 0; i < x.length; i++) {
    const c = Math.min(columns - 1, Math.max(0, Math.floor((x[i] - bounds.x0Mm) / cellMm)));
    const r = Math.min(rows - 1, Math.max(0, Math.floor((y[i] - bounds.y0Mm) / cellMm)));
    members[r * columns + c].push(i);
  }
  return { x, y, bounds, cellMm, columns, rows, members };
}

/** Calls `found` for every member within the reach. */
function visit(grid: Grid, xMm: number, yMm: number, reachMm: number, found: (index: number, distanceMm: number) => void): void {
  const { bounds, cellMm, columns, rows, members, x, y } = grid;
  const line = (v: number, from: number, lines: number): number => Math.min(lines - 1, Math.max(0, Math.floor((v - from) / cellMm)));
  const c1 = line(xMm + reachMm, bounds.x0Mm, columns);
  const r1 = line(yMm + reachMm, bounds.y0Mm, rows);
  for (let r = line(yMm - reachMm, bounds.y0Mm, rows); r <= r1; r++)
    for (let c = line(xMm - reachMm, bounds.x0Mm, columns); c <= c1; c++)
      for (const i of members[r * columns + c]) {
        const d = Math.sqrt((x[i] - xMm) ** 2 + (y[i] - yMm) ** 2);
        if (d <= reachMm) found(i, d);
      }
}

/** Whether a circle about a place lies inside, looked at in twelve places. */
function ringInside(inside: (xMm: number, yMm: number) => boolean, xMm: number, yMm: number, radiusMm: number): boolean {
  for (let k = 0; k < 12; k++)
    if (!inside(xMm + radiusMm * Math.cos((k * Math.PI) / 6), yMm + radiusMm * Math.sin((k * Math.PI) / 6))) return false;
  return true;
}

/** What the plan keeps of a pattern. */
export function patternRecord(pattern: MeasuredPattern | null): MeasurementRecord['pattern'] {
  if (pattern === null) return null;
  const { count, nearestSpacings, nearestCv, pairs } = pattern;
  return { count, nearestSpacings, nearestCv, pairs: pairs === null ? null : { ...pairs, g: [...pairs.g] } };
}
