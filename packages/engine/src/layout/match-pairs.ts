/**
 * Statistical reconstruction (Yeong & Torquato 1998; of point patterns Tscheschel & Stoyan 2006): dots take small steps that are kept when the
 * histogram of their distances to dots and hairs comes no farther from that of real follicular units, and their density no farther from the
 * wanted one. Histograms are kept by zone, so that none is too even for another that is too loose; a step changes counts, never recounts.
 */
import type { Random } from '../random.ts';
import { addPoint, bucketOf, lineOf, removePoint } from './buckets.ts';
import { densityError } from './density-error.ts';
import type { PairTarget } from './follicle-statistics.ts';
import { type Ground, within } from './ground.ts';
import type { Points } from './points.ts';
import { cellAt, fieldAt, HARD_CORE, spacingMmAt } from './scene.ts';

/** Bins below this distance hold next to nothing. */
const FROM_SPACINGS = 0.3;
/** Longest step, and farthest from the first place, in spacings. */
const STEP = 0.22;
const TETHER = 0.55;
const GOOD_ENOUGH = 0.008;
/** Sweeps over all dots. Where they are few, as about an edit, more are needed and cost next to nothing. */
const SWEEPS = 10;
const MOST_SWEEPS = 30;
const LEAST_STEPS = 4000;
/** A histogram for about so many dots that lie together: enough to fill its bins, few enough to tell the front from the crown. */
const DOTS_A_ZONE = 1500;
/** The front edge reaches so many of the largest spacings behind the feather. */
const FRONT_SPACINGS = 6;
/** Weight of the error of the density against that of the pairs, both by dot. */
const DENSITY_WEIGHT = 1.7;

/** Moves the placed dots of `points` in place. */
export function matchPairs(ground: Ground, points: Points, target: PairTarget, random: Random): void {
  const { scene } = ground;
  const { xMm, yMm, spacingMm, placed, hairsFrom, largestSpacingMm, near } = points;
  if (placed === 0) return;
  const bins = target.g.length;
  const firstBin = Math.min(bins - 1, Math.round(FROM_SPACINGS / target.binSpacings));
  const reach = bins * target.binSpacings;
  const perBin = 1 / target.binSpacings;
  const zones = zonesOf(ground, points);
  const expected = expectedPairs(ground, points, zones, target, firstBin, random);
  const found = foundPairs(points, zones, target);
  const density = densityError(ground, points);

  /** What the step at hand changes in `found`, and the entries that it touches, some twice. */
  const change = new Float64Array(found.length);
  const touched: number[] = [];
  const touch = (k: number, by: number): void => {
    change[k] += by;
    touched.push(k);
  };
  /** Counts the pairs that dot i would lose and win; false where it would come too near to a point. */
  const step = (i: number, x: number, y: number, s: number): boolean => {
    const own = zones.of[i] * bins;
    const radius = Math.max(scene.clearanceMm, 0.5 * reach * (Math.max(s, spacingMm[i]) + largestSpacingMm));
    const c0 = lineOf(Math.min(x, xMm[i]) - radius, near.bucketMm, near.columns);
    const c1 = lineOf(Math.max(x, xMm[i]) + radius, near.bucketMm, near.columns);
    const r1 = lineOf(Math.max(y, yMm[i]) + radius, near.bucketMm, near.rows);
    for (let r = lineOf(Math.min(y, yMm[i]) - radius, near.bucketMm, near.rows); r <= r1; r++)
      for (let c = c0; c <= c1; c++)
        for (let j = near.first[r * near.columns + c]; j >= 0; j = near.next[j]) {
          if (j === i) continue;
          const dxTo = xMm[j] - x;
          const dyTo = yMm[j] - y;
          const d2To = dxTo * dxTo + dyTo * dyTo;
          const sumTo = s + spacingMm[j];
          const least = j >= hairsFrom ? scene.clearanceMm : 0.5 * HARD_CORE * sumTo;
          if (d2To < least * least) return false;
          const dx = xMm[j] - xMm[i];
          const dy = yMm[j] - yMm[i];
          const before = binOf(dx * dx + dy * dy, spacingMm[i] + spacingMm[j], bins, perBin);
          const after = binOf(d2To, sumTo, bins, perBin);
          if (before === after) continue;
          const other = j < hairsFrom ? zones.of[j] * bins : -1;
          if (before < bins) {
            touch(own + before, -1);
            if (other >= 0) touch(other + before, -1);
          }
          if (after < bins) {
            touch(own + after, 1);
            if (other >= 0) touch(other + after, 1);
          }
        }
    return true;
  };
  const applied = new Float64Array(found.length);
  /** By how much the touched histograms come nearer to the target, by dot; keeps the changes aside in `applied`. */
  const pairGain = (): number => {
    let gain = 0;
    for (const k of touched) {
      const by = change[k];
      if (by === 0) continue;
      change[k] = 0;
      applied[k] = by;
      const bin = k % bins;
      if (bin < firstBin || expected[k] < 1) continue;
      const off = found[k] / expected[k] - target.g[bin];
      const d = by / expected[k];
      gain -= zones.dots[(k - bin) / bins] * d * (2 * off + d);
    }
    return gain;
  };

  const startX = xMm.slice(0, placed);
  const startY = yMm.slice(0, placed);
  const sweeps = Math.max(SWEEPS, Math.min(MOST_SWEEPS, Math.ceil(LEAST_STEPS / placed)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 0; i < placed; i++) {
      const x = xMm[i] + (2 * random.next() - 1) * STEP * spacingMm[i];
      const y = yMm[i] + (2 * random.next() - 1) * STEP * spacingMm[i];
      const fromX = x - startX[i];
      const fromY = y - startY[i];
      if (fromX * fromX + fromY * fromY > TETHER * TETHER * spacingMm[i] * spacingMm[i] || !allowed(ground, x, y)) continue;
      const s = spacingMmAt(scene, ground.floorPerCm2, x, y);
      const free = step(i, x, y, s);
      const better = pairGain() - DENSITY_WEIGHT * (free ? density.moved(xMm[i], yMm[i], x, y) : 0) >= 0;
      for (const k of touched) {
        if (free && better) found[k] += applied[k];
        applied[k] = 0;
      }
      touched.length = 0;
      if (!free || !better) continue;
      density.keep();
      if (bucketOf(near, x, y) !== bucketOf(near, xMm[i], yMm[i])) {
        removePoint(near, i, xMm[i], yMm[i]);
        addPoint(near, i, x, y);
      }
      xMm[i] = x;
      yMm[i] = y;
      spacingMm[i] = s;
    }
    if (worstMisfit(found, expected, target, firstBin) < GOOD_ENOUGH) break;
  }
}

/** Root mean square departure from the target in the zone where it is largest. */
function worstMisfit(found: Float64Array, expected: Float64Array, { g }: PairTarget, firstBin: number): number {
  let worst = 0;
  for (let from = 0; from < found.length; from += g.length) {
    let sum = 0;
    for (let b = firstBin; b < g.length; b++) {
      if (expected[from + b] < 1) continue;
      const off = found[from + b] / expected[from + b] - g[b];
      sum += off * off;
    }
    worst = Math.max(worst, sum / (g.length - firstBin));
  }
  return Math.sqrt(worst);
}

/** Whether a dot may lie here at all. */
function allowed({ scene, grid, raisedPerCm2 }: Ground, xMm: number, yMm: number): boolean {
  if (xMm < 0 || yMm < 0 || xMm >= scene.widthMm || yMm >= scene.heightMm) return false;
  return raisedPerCm2[cellAt(grid, xMm, yMm)] > 0;
}

interface Zones {
  /** Zone of each dot, also of those that stand; hairs have none. */
  readonly of: Uint16Array;
  /** Dots in each. */
  readonly dots: readonly number[];
}

/**
 * Front edge, gap-fill and open scalp apart, each cut along the curve that the dots are numbered by; so too what is laid ahead of the front. About
 * an edit there are too few dots to tell zones apart: those that are laid and those that stand count as one.
 */
function zonesOf(ground: Ground, points: Points): Zones {
  const { grid, wantedPerCm2, raisedPerCm2, allPerCm2 } = ground;
  const feather = wantedPerCm2.map((d, i) => (d > 0 && d < 0.8 * raisedPerCm2[i] ? 1 : 0));
  const front = within(grid, feather, FRONT_SPACINGS * points.largestSpacingMm);
  const stands = points.room < points.hairsFrom;
  const kindAt = (cell: number): number => {
    if (wantedPerCm2[cell] === 0) return 0;
    if (stands || front[cell] === 1) return 1;
    return raisedPerCm2[cell] < 0.9 * allPerCm2[cell] ? 2 : 3;
  };
  const kind = Uint8Array.from({ length: points.placed }, (_, i) => kindAt(cellAt(grid, points.xMm[i], points.yMm[i])));
  const size = [0, 0, 0, 0];
  for (const k of kind) size[k]++;
  const parts = size.map((n, k) => (stands && k === 1 ? 1 : Math.max(1, Math.round(n / DOTS_A_ZONE))));
  const start = parts.map((_, k) => parts.slice(0, k).reduce((sum, n) => sum + n, 0));
  const seen = [0, 0, 0, 0];
  const of = new Uint16Array(points.hairsFrom).fill(start[1]);
  const dots: number[] = new Array(start[3] + parts[3]).fill(0);
  kind.forEach((k, i) => {
    of[i] = start[k] + Math.floor((seen[k]++ * parts[k]) / size[k]);
    dots[of[i]]++;
  });
  dots[start[1]] += points.hairsFrom - points.room;
  return { of, dots };
}

/** Calls `visit` for every dot that is laid or stands. */
function eachDot({ placed, room, hairsFrom }: Points, visit: (dot: number) => void): void {
  for (let i = 0; i < placed; i++) visit(i);
  for (let i = room; i < hairsFrom; i++) visit(i);
}

/** Bin of a distance between points whose spacings have the given sum; `bins` beyond the last. */
function binOf(d2Mm2: number, spacingsMm: number, bins: number, perBin: number): number {
  const most = bins * spacingsMm;
  return 4 * perBin * perBin * d2Mm2 < most * most ? Math.min(bins - 1, Math.floor((2 * perBin * Math.sqrt(d2Mm2)) / spacingsMm)) : bins;
}

function foundPairs(points: Points, zones: Zones, target: PairTarget): Float64Array {
  const { xMm, yMm, spacingMm, largestSpacingMm, near } = points;
  const bins = target.g.length;
  const reach = bins * target.binSpacings;
  const found = new Float64Array(zones.dots.length * bins);
  eachDot(points, (i) => {
    const radius = 0.5 * reach * (spacingMm[i] + largestSpacingMm);
    const c1 = lineOf(xMm[i] + radius, near.bucketMm, near.columns);
    const r1 = lineOf(yMm[i] + radius, near.bucketMm, near.rows);
    for (let r = lineOf(yMm[i] - radius, near.bucketMm, near.rows); r <= r1; r++)
      for (let c = lineOf(xMm[i] - radius, near.bucketMm, near.columns); c <= c1; c++)
        for (let j = near.first[r * near.columns + c]; j >= 0; j = near.next[j]) {
          const dx = xMm[j] - xMm[i];
          const dy = yMm[j] - yMm[i];
          const bin = binOf(dx * dx + dy * dy, spacingMm[i] + spacingMm[j], bins, 1 / target.binSpacings);
          if (j !== i && bin < bins) found[zones.of[i] * bins + bin]++;
        }
  });
  return found;
}

/** Pairs that chance alone would put into each bin: for each dot the density at one random place of each ring, times the ring's area. */
function expectedPairs(ground: Ground, points: Points, zones: Zones, target: PairTarget, firstBin: number, random: Random): Float64Array {
  const { scene, grid, allPerCm2 } = ground;
  const bins = target.g.length;
  const width = target.binSpacings;
  const expected = new Float64Array(zones.dots.length * bins);
  const directions = randomDirections(random);
  eachDot(points, (i) => {
    const s = points.spacingMm[i];
    for (let b = firstBin; b < bins; b++) {
      const at = 2 * random.below(DIRECTIONS);
      const r = (b + random.next()) * width * s;
      const x = points.xMm[i] + r * directions[at];
      const y = points.yMm[i] + r * directions[at + 1];
      if (x < 0 || y < 0 || x >= scene.widthMm || y >= scene.heightMm) continue;
      expected[zones.of[i] * bins + b] += (fieldAt(grid, allPerCm2, x, y) * Math.PI * (2 * b + 1) * width * width * s * s) / 100;
    }
  });
  return expected;
}

const DIRECTIONS = 512;

/** Random directions without sine and cosine: points of the disc, brought to length 1. */
function randomDirections(random: Random): Float64Array {
  const out = new Float64Array(2 * DIRECTIONS);
  for (let k = 0; k < DIRECTIONS; ) {
    const x = 2 * random.next() - 1;
    const y = 2 * random.next() - 1;
    const r2 = x * x + y * y;
    if (r2 > 1 || r2 < 1e-6) continue;
    out[2 * k] = x / Math.sqrt(r2);
    out[2 * k + 1] = y / Math.sqrt(r2);
    k++;
  }
  return out;
}
