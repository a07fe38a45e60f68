/**
 * Statistical reconstruction (Yeong & Torquato 1998): dots take small steps that are kept when the histogram of their distances comes no
 * farther from that of real follicular units. Zone by zone, so that none is too even for another that is too loose.
 */
import type { Random } from '../random.ts';
import { BIN, PAIR_CORRELATION } from './follicle-statistics.ts';
import { neighbours } from './neighbours.ts';
import { fieldAt, type Scene } from './scene.ts';

const BINS = PAIR_CORRELATION.length;
const REACH = BINS * BIN;
/** Bins below this hold next to nothing. */
const FIRST_BIN = 6;
/** Longest step, and farthest from the first place, in spacings. */
const STEP = 0.22;
const TETHER = 0.55;
const GOOD_ENOUGH = 0.008;
const SWEEPS = 8;
/** Zones by how much of the density is new, and by how far it has risen to the densest: feather, gap-fill, open. */
const ZONES = 3;
const FEATHER_BELOW = 0.8;
const OPEN_FROM = 0.9;

export interface Movable {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  readonly spacingMm: Float64Array;
  readonly count: number;
}

/**
 * Moves the dots in place.
 * @param spacingAt local spacing anywhere, mm
 * @param hardCore least distance between dots as a share of the mean of their spacings
 */
export function matchPairs(
  scene: Scene,
  dots: Movable,
  spacingAt: (xMm: number, yMm: number) => number,
  hardCore: number,
  random: Random,
): void {
  const hairs = scene.existingXMm.length;
  const all = dots.count + hairs;
  if (dots.count === 0) return;
  const x = new Float64Array(all);
  const y = new Float64Array(all);
  const s = new Float64Array(all);
  let largest = 0;
  for (let i = 0; i < all; i++) {
    x[i] = i < dots.count ? dots.xMm[i] : scene.existingXMm[i - dots.count];
    y[i] = i < dots.count ? dots.yMm[i] : scene.existingYMm[i - dots.count];
    s[i] = i < dots.count ? dots.spacingMm[i] : spacingAt(x[i], y[i]);
    largest = Math.max(largest, s[i]);
  }
  const near = neighbours(scene.widthMm, scene.heightMm, largest, all);
  for (let i = 0; i < all; i++) near.add(i, x[i], y[i]);
  const zone = zonesOf(scene, dots);
  const expected = expectedPairs(scene, dots, zone, random);
  const found = new Float64Array(ZONES * BINS);
  const bin = (i: number, j: number, xi: number, yi: number, si: number): number => {
    const dx = x[j] - xi;
    const dy = y[j] - yi;
    const d2 = dx * dx + dy * dy;
    const mean = 0.5 * (si + s[j]);
    return j === i || d2 >= REACH * REACH * mean * mean ? BINS : Math.floor(Math.sqrt(d2) / (mean * BIN));
  };
  for (let i = 0; i < dots.count; i++)
    near.near(x[i], y[i], REACH * largest, (j) => {
      const b = bin(i, j, x[i], y[i], s[i]);
      if (b < BINS) found[zone[i] * BINS + b]++;
      return true;
    });
  const change = new Float64Array(ZONES * BINS);
  const applied = new Float64Array(ZONES * BINS);
  const touched: number[] = [];
  const count = (i: number, xi: number, yi: number, si: number, by: 1 | -1): void => {
    near.near(xi, yi, 0.5 * REACH * (si + largest), (j) => {
      const b = bin(i, j, xi, yi, si);
      if (b >= BINS) return true;
      const own = zone[i] * BINS + b;
      change[own] += by;
      touched.push(own);
      if (j < dots.count) {
        const other = zone[j] * BINS + b;
        change[other] += by;
        touched.push(other);
      }
      return true;
    });
  };
  const misfit = (k: number, pairs: number): number => {
    const b = k % BINS;
    if (b < FIRST_BIN || expected[k] < 1) return 0;
    const off = pairs / expected[k] - PAIR_CORRELATION[b];
    return off * off;
  };
  const worst = (): number => {
    let most = 0;
    for (let z = 0; z < ZONES; z++) {
      let sum = 0;
      for (let b = FIRST_BIN; b < BINS; b++) sum += misfit(z * BINS + b, found[z * BINS + b]);
      most = Math.max(most, sum / (BINS - FIRST_BIN));
    }
    return Math.sqrt(most);
  };
  const startX = dots.xMm.slice(0, dots.count);
  const startY = dots.yMm.slice(0, dots.count);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 0; i < dots.count; i++) {
      const xi = x[i] + (2 * random.next() - 1) * STEP * s[i];
      const yi = y[i] + (2 * random.next() - 1) * STEP * s[i];
      const ox = xi - startX[i];
      const oy = yi - startY[i];
      if (ox * ox + oy * oy > TETHER * TETHER * s[i] * s[i] || !allowed(scene, xi, yi)) continue;
      const si = spacingAt(xi, yi);
      let free = true;
      near.near(xi, yi, Math.max(scene.clearanceMm, hardCore * largest), (j) => {
        const dx = x[j] - xi;
        const dy = y[j] - yi;
        const least = j >= dots.count ? scene.clearanceMm : 0.5 * hardCore * (si + s[j]);
        if (j !== i && dx * dx + dy * dy < least * least) free = false;
        return free;
      });
      if (!free) continue;
      touched.length = 0;
      count(i, x[i], y[i], s[i], -1);
      count(i, xi, yi, si, 1);
      let gain = 0;
      for (const k of touched) {
        if (change[k] === 0) continue;
        gain += misfit(k, found[k]) - misfit(k, found[k] + change[k]);
        // each bin counts once; its change is kept aside for the acceptance below
        applied[k] = change[k];
        change[k] = 0;
      }
      if (gain >= 0) {
        for (const k of touched) {
          found[k] += applied[k];
          applied[k] = 0;
        }
        near.move(i, x[i], y[i], xi, yi);
        x[i] = xi;
        y[i] = yi;
        s[i] = si;
      } else for (const k of touched) applied[k] = 0;
    }
    if (worst() < GOOD_ENOUGH) break;
  }
  dots.xMm.set(x.subarray(0, dots.count));
  dots.yMm.set(y.subarray(0, dots.count));
  dots.spacingMm.set(s.subarray(0, dots.count));
}

/** Whether a dot may lie here at all. */
function allowed(scene: Scene, xMm: number, yMm: number): boolean {
  return xMm >= 0 && yMm >= 0 && xMm < scene.widthMm && yMm < scene.heightMm && fieldAt(scene, scene.newPerCm2, xMm, yMm) > 0;
}

function zonesOf(scene: Scene, dots: Movable): Uint8Array {
  let densest = 0;
  for (let i = 0; i < scene.newPerCm2.length; i++) if (scene.newPerCm2[i] > 0) densest = Math.max(densest, scene.totalPerCm2[i]);
  return Uint8Array.from({ length: dots.count }, (_, i) => {
    const total = fieldAt(scene, scene.totalPerCm2, dots.xMm[i], dots.yMm[i]);
    if (total < FEATHER_BELOW * densest) return 0;
    return fieldAt(scene, scene.newPerCm2, dots.xMm[i], dots.yMm[i]) < OPEN_FROM * total ? 1 : 2;
  });
}

/** Pairs that chance alone would put into each bin: for each dot the density at one random place of each ring, times the ring's area. */
function expectedPairs(scene: Scene, dots: Movable, zone: Uint8Array, random: Random): Float64Array {
  const expected = new Float64Array(ZONES * BINS);
  for (let i = 0; i < dots.count; i++) {
    const s = dots.spacingMm[i];
    for (let b = FIRST_BIN; b < BINS; b++) {
      const [ux, uy] = direction(random);
      const r = (b + random.next()) * BIN * s;
      const x = dots.xMm[i] + r * ux;
      const y = dots.yMm[i] + r * uy;
      if (x < 0 || y < 0 || x >= scene.widthMm || y >= scene.heightMm) continue;
      const ringMm2 = Math.PI * (2 * b + 1) * BIN * BIN * s * s;
      expected[zone[i] * BINS + b] += (fieldAt(scene, scene.totalPerCm2, x, y) * ringMm2) / 100;
    }
  }
  return expected;
}

/** A random direction without sine and cosine: a point of the disc, brought to length 1. */
function direction(random: Random): readonly [number, number] {
  for (;;) {
    const x = 2 * random.next() - 1;
    const y = 2 * random.next() - 1;
    const r2 = x * x + y * y;
    if (r2 > 1 || r2 < 1e-6) continue;
    const r = Math.sqrt(r2);
    return [x / r, y / r];
  }
}
