/**
 * How a pattern of dots among hairs lies: distances to the nearest neighbour, pair correlation and counts in windows, each against the density
 * that the scene asks for at that place. The inhomogeneous pair correlation is that of Baddeley, Møller & Waagepetersen (2000, Statistica
 * Neerlandica 54:329), with distances in local spacings so that one curve holds for thin and for dense places.
 */
import type { Random } from '../random.ts';
import { addPoint, type Buckets, buckets, lineOf } from './buckets.ts';
import { FOLLICULAR_UNITS, type PairTarget } from './follicle-statistics.ts';
import { fieldAt, type Places, type Scene, spacingFloorPerCm2, spacingMmAt } from './scene.ts';

const BIN = FOLLICULAR_UNITS.binSpacings;
const BINS = FOLLICULAR_UNITS.g.length;
const REACH = BINS * BIN;
/** Nearer than this real scalps hold next to nothing. */
const MISFIT_FROM = 0.3;
/** Places looked at on each ring for the expected number of pairs. */
const PLACES_A_RING = 4;

/** Dots come first, hairs after them. */
export interface Pattern extends Places {
  readonly scene: Scene;
  readonly dotCount: number;
  /** Local spacing of the density of dots and hairs together, floored. */
  readonly spacingMm: Float64Array;
  readonly largestSpacingMm: number;
  readonly buckets: Buckets;
}

/** Which dots are looked at: one entry a dot, 0 leaves it out. It still is a neighbour of the others. */
export type Mask = Uint8Array;

export function patternOf(scene: Scene, dots: Places): Pattern {
  const dotCount = dots.xMm.length;
  const all = dotCount + scene.existingXMm.length;
  const x = new Float64Array(all);
  const y = new Float64Array(all);
  x.set(dots.xMm);
  y.set(dots.yMm);
  x.set(scene.existingXMm, dotCount);
  y.set(scene.existingYMm, dotCount);
  const floorPerCm2 = spacingFloorPerCm2(scene);
  const largestSpacingMm = 10 / Math.sqrt(floorPerCm2);
  const sorted = buckets(scene.widthMm, scene.heightMm, Math.max(0.3, largestSpacingMm), all);
  const spacingMm = new Float64Array(all);
  for (let i = 0; i < all; i++) {
    spacingMm[i] = spacingMmAt(scene, floorPerCm2, x[i], y[i]);
    addPoint(sorted, i, x[i], y[i]);
  }
  return { scene, dotCount, xMm: x, yMm: y, spacingMm, largestSpacingMm, buckets: sorted };
}

/** Greatest density of dots and hairs where dots are wanted. */
export function densestPerCm2(scene: Scene): number {
  let densest = 0;
  for (let i = 0; i < scene.newPerCm2.length; i++) if (scene.newPerCm2[i] > 0) densest = Math.max(densest, scene.totalPerCm2[i]);
  return densest;
}

export interface Nearest {
  readonly count: number;
  /** Of the distances in local spacings. */
  readonly min: number;
  readonly q01: number;
  readonly mean: number;
  /** Standard deviation over mean. */
  readonly cv: number;
}

/** Distance of each dot to the nearest dot or hair. */
export function nearestDistances(pattern: Pattern, only?: Mask): Nearest {
  const { dotCount, spacingMm } = pattern;
  const distances = new Float64Array(dotCount);
  let count = 0;
  for (let i = 0; i < dotCount; i++) {
    if (only !== undefined && only[i] === 0) continue;
    const distanceMm = nearestMm(pattern, i);
    if (distanceMm < Number.POSITIVE_INFINITY) distances[count++] = distanceMm / spacingMm[i];
  }
  const sorted = distances.subarray(0, count).sort();
  if (count === 0) return { count, min: Number.NaN, q01: Number.NaN, mean: Number.NaN, cv: Number.NaN };
  const mean = sorted.reduce((sum, d) => sum + d, 0) / count;
  const variance = sorted.reduce((sum, d) => sum + (d - mean) * (d - mean), 0) / count;
  return { count, min: sorted[0], q01: sorted[Math.floor(0.01 * count)], mean, cv: Math.sqrt(variance) / mean };
}

export interface PairCorrelation {
  readonly g: Float64Array;
  /** Pairs that chance alone would make, in each bin; a pair of two dots counts for both. */
  readonly expectedPairs: Float64Array;
}

/**
 * Pair correlation g(u) of a dot and any other dot or hair, u = distance over the mean of both local spacings, in the bins of
 * `FOLLICULAR_UNITS`.
 * @param random draws the places at which the density is read for the number of pairs that chance alone would make
 */
export function pairCorrelation(pattern: Pattern, random: Random, only?: Mask): PairCorrelation {
  const { dotCount, xMm, yMm, spacingMm, largestSpacingMm, scene } = pattern;
  const found = new Float64Array(BINS);
  const expected = new Float64Array(BINS);
  for (let i = 0; i < dotCount; i++) {
    if (only !== undefined && only[i] === 0) continue;
    const s = spacingMm[i];
    const binOf = (xj: number, yj: number, sj: number): number => {
      const dx = xj - xMm[i];
      const dy = yj - yMm[i];
      return Math.floor(Math.sqrt(dx * dx + dy * dy) / (0.5 * (s + sj) * BIN));
    };
    const reachMm = 0.5 * REACH * (s + largestSpacingMm);
    visitNear(pattern, i, reachMm, (j) => {
      const bin = binOf(xMm[j], yMm[j], spacingMm[j]);
      if (bin < BINS) found[bin]++;
    });
    // rings of this dot's own spacing carry the places; each counts in the bin that its own spacing puts it in
    const rings = Math.ceil(reachMm / (BIN * s));
    for (let ring = 0; ring < rings; ring++) {
      let [ux, uy] = direction(random);
      const placeMm2 = (Math.PI * (2 * ring + 1) * BIN * BIN * s * s) / PLACES_A_RING;
      const r = Math.sqrt(ring * ring + random.next() * (2 * ring + 1)) * BIN * s;
      for (let turn = 0; turn < PLACES_A_RING; turn++) {
        [ux, uy] = [-uy, ux];
        const px = xMm[i] + r * ux;
        const py = yMm[i] + r * uy;
        if (px < 0 || py < 0 || px >= scene.widthMm || py >= scene.heightMm) continue;
        const perCm2 = fieldAt(scene, scene.totalPerCm2, px, py);
        const bin = binOf(px, py, spacingAt(pattern, perCm2));
        if (bin < BINS) expected[bin] += (perCm2 * placeMm2) / 100;
      }
    }
  }
  return { g: found.map((pairs, bin) => (expected[bin] > 0 ? pairs / expected[bin] : 0)), expectedPairs: expected };
}

/** Root mean square difference of a pair correlation from the target, over u from 0.3. */
export function pairMisfit({ g }: Pick<PairCorrelation, 'g'>, target: PairTarget = FOLLICULAR_UNITS): number {
  return rootMeanSquare(target, (bin) => g[bin] - target.g[bin]);
}

/** What the misfit would be by chance alone, had the pattern been drawn from the target: pairs as independent as in a random pattern. */
export function misfitByChance({ expectedPairs }: PairCorrelation, target: PairTarget = FOLLICULAR_UNITS): number {
  return rootMeanSquare(target, (bin) => Math.sqrt((2 * target.g[bin]) / Math.max(1, expectedPairs[bin])));
}

export interface CountErrors {
  readonly windows: number;
  readonly meanCount: number;
  /** Root mean square of (count − wanted)/wanted. */
  readonly relative: number;
  /** Mean of (count − wanted)²/wanted; 1 for a random pattern. */
  readonly fano: number;
}

/**
 * Dots and hairs in square windows against the integral of the density, windows overlapping by half.
 * @param leastNewPerCm2 windows count where dots are wanted throughout and at least this many on average
 */
export function countErrors({ scene, xMm, yMm }: Pattern, windowMm: number, leastNewPerCm2: number): CountErrors {
  const halfMm = windowMm / 2;
  const columns = Math.floor(scene.widthMm / halfMm);
  const rows = Math.floor(scene.heightMm / halfMm);
  const counts = new Float64Array(columns * rows);
  for (let i = 0; i < xMm.length; i++) {
    const c = Math.floor(xMm[i] / halfMm);
    const r = Math.floor(yMm[i] / halfMm);
    if (c < columns && r < rows) counts[r * columns + c]++;
  }
  const { wanted, added } = integrals(scene, halfMm, columns, rows);
  const sums = { windows: 0, count: 0, relative: 0, fano: 0 };
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < columns; c++) {
      const at = [r * columns + c, r * columns + c + 1, (r + 1) * columns + c, (r + 1) * columns + c + 1];
      const sum = (values: Float64Array): number => values[at[0]] + values[at[1]] + values[at[2]] + values[at[3]];
      const addedHere = sum(added);
      if (Number.isNaN(addedHere) || addedHere * 100 < leastNewPerCm2 * windowMm * windowMm) continue;
      const off = sum(counts) - sum(wanted);
      sums.windows++;
      sums.count += sum(counts);
      sums.relative += (off * off) / (sum(wanted) * sum(wanted));
      sums.fano += (off * off) / sum(wanted);
    }
  const { windows } = sums;
  return { windows, meanCount: sums.count / windows, relative: Math.sqrt(sums.relative / windows), fano: sums.fano / windows };
}

/** Points wanted in squares: all together, and the new ones (not a number where some place of the square wants none). */
function integrals(scene: Scene, sideMm: number, columns: number, rows: number): { wanted: Float64Array; added: Float64Array } {
  const wanted = new Float64Array(columns * rows);
  const added = new Float64Array(columns * rows);
  const steps = Math.max(2, Math.ceil((2 * sideMm) / scene.cellMm));
  const stepMm = sideMm / steps;
  const stepCm2 = (stepMm * stepMm) / 100;
  for (let square = 0; square < columns * rows; square++) {
    const x0 = (square % columns) * sideMm;
    const y0 = Math.floor(square / columns) * sideMm;
    for (let k = 0; k < steps * steps; k++) {
      const x = x0 + ((k % steps) + 0.5) * stepMm;
      const y = y0 + (Math.floor(k / steps) + 0.5) * stepMm;
      const fresh = fieldAt(scene, scene.newPerCm2, x, y);
      wanted[square] += fieldAt(scene, scene.totalPerCm2, x, y) * stepCm2;
      added[square] += fresh > 0 ? fresh * stepCm2 : Number.NaN;
    }
  }
  return { wanted, added };
}

/** Over the bins that hold more than next to nothing. */
function rootMeanSquare(target: PairTarget, value: (bin: number) => number): number {
  const first = Math.round(MISFIT_FROM / target.binSpacings);
  let sum = 0;
  for (let bin = first; bin < target.g.length; bin++) sum += value(bin) * value(bin);
  return Math.sqrt(sum / (target.g.length - first));
}

function spacingAt({ largestSpacingMm }: Pattern, perCm2: number): number {
  return perCm2 > 0 ? Math.min(largestSpacingMm, 10 / Math.sqrt(perCm2)) : largestSpacingMm;
}

function nearestMm(pattern: Pattern, i: number): number {
  const { xMm, yMm, spacingMm, scene } = pattern;
  const farthestMm = scene.widthMm + scene.heightMm;
  for (let radiusMm = spacingMm[i]; ; radiusMm *= 2) {
    let least2 = Number.POSITIVE_INFINITY;
    visitNear(pattern, i, radiusMm, (j) => {
      const dx = xMm[j] - xMm[i];
      const dy = yMm[j] - yMm[i];
      const d2 = dx * dx + dy * dy;
      if (d2 < least2) least2 = d2;
    });
    // buckets reach farther than asked for; only what lies within the radius is sure to be the nearest
    if (least2 <= radiusMm * radiusMm || radiusMm > farthestMm) return Math.sqrt(least2);
  }
}

/** Calls `visit` for every other point in the buckets within the radius of point i; some lie farther off. */
function visitNear({ buckets: sorted, xMm, yMm }: Pattern, i: number, radiusMm: number, visit: (j: number) => void): void {
  const { bucketMm, columns, rows, first, next } = sorted;
  const c1 = lineOf(xMm[i] + radiusMm, bucketMm, columns);
  const r1 = lineOf(yMm[i] + radiusMm, bucketMm, rows);
  for (let r = lineOf(yMm[i] - radiusMm, bucketMm, rows); r <= r1; r++)
    for (let c = lineOf(xMm[i] - radiusMm, bucketMm, columns); c <= c1; c++)
      for (let j = first[r * columns + c]; j >= 0; j = next[j]) if (j !== i) visit(j);
}

/** A random direction without sine and cosine: a point of the disc, brought to length 1. */
function direction(random: Random): [number, number] {
  for (;;) {
    const x = 2 * random.next() - 1;
    const y = 2 * random.next() - 1;
    const r2 = x * x + y * y;
    if (r2 > 1 || r2 < 1e-6) continue;
    const r = Math.sqrt(r2);
    return [x / r, y / r];
  }
}
