/** Whether a pattern has rows: bond order of six neighbours, and the power at long waves. */
import type { Pattern } from '@stubble/engine';
import { Delaunay } from 'd3-delaunay';
import type { Points } from './soft-core.ts';

export interface Lattice {
  /** Mean over dots of |mean of e^(6iθ) over the Delaunay neighbours|. */
  readonly psi6: number;
  /** Share of dots at which that exceeds 0.8. */
  readonly over08: number;
  readonly sixNeighbours: number;
  /** |mean over dots and neighbours|: one lattice direction over the whole head. */
  readonly global: number;
}

/** Of the dots at full density; in a feather holes make the neighbours. */
export function latticeOf({ dotCount, xMm, yMm, spacingMm }: Pattern, plateauPerCm2: number): Lattice {
  const triangles = new Delaunay(interleaved(xMm, yMm));
  const onHull = new Set(triangles.hull);
  const widestMm = 10 / Math.sqrt(0.8 * plateauPerCm2);
  const sums = { dots: 0, psi6: 0, over08: 0, six: 0, re: 0, im: 0 };
  for (let i = 0; i < dotCount; i++) {
    if (spacingMm[i] > widestMm || onHull.has(i)) continue;
    let [re, im, n] = [0, 0, 0];
    for (const j of triangles.neighbors(i)) {
      const angle = 6 * Math.atan2(yMm[j] - yMm[i], xMm[j] - xMm[i]);
      re += Math.cos(angle);
      im += Math.sin(angle);
      n++;
    }
    const psi6 = Math.hypot(re, im) / n;
    sums.dots++;
    sums.psi6 += psi6;
    sums.over08 += psi6 > 0.8 ? 1 : 0;
    sums.six += n === 6 ? 1 : 0;
    sums.re += re / n;
    sums.im += im / n;
  }
  const { dots } = sums;
  return {
    psi6: sums.psi6 / dots,
    over08: sums.over08 / dots,
    sixNeighbours: sums.six / dots,
    global: Math.hypot(sums.re, sums.im) / dots,
  };
}

/**
 * Mean radial power of a square of even density at 0.1 to 0.4 waves a spacing, 1 for a random pattern: waves that fit the square a whole
 * number of times, averaged on rings of one wave's breadth and then over the rings.
 */
export function lowFrequencyPower({ xMm, yMm }: Points, sideMm: number, spacingMm: number): number {
  const most = Math.floor((0.4 * sideMm) / spacingMm);
  const least = Math.ceil((0.1 * sideMm) / spacingMm);
  const breadth = 2 * most + 1;
  const re = new Float64Array((most + 1) * breadth);
  const im = new Float64Array((most + 1) * breadth);
  const [cy, sy] = [new Float64Array(breadth), new Float64Array(breadth)];
  for (let i = 0; i < xMm.length; i++) {
    for (let n = -most; n <= most; n++) {
      cy[n + most] = Math.cos((2 * Math.PI * n * yMm[i]) / sideMm);
      sy[n + most] = Math.sin((2 * Math.PI * n * yMm[i]) / sideMm);
    }
    for (let m = 0; m <= most; m++) {
      const c = Math.cos((2 * Math.PI * m * xMm[i]) / sideMm);
      const s = Math.sin((2 * Math.PI * m * xMm[i]) / sideMm);
      for (let n = 0; n < breadth; n++) {
        re[m * breadth + n] += c * cy[n] - s * sy[n];
        im[m * breadth + n] += c * sy[n] + s * cy[n];
      }
    }
  }
  const power = new Float64Array(most + 1);
  const waves = new Float64Array(most + 1);
  for (let m = 0; m <= most; m++)
    for (let n = -most; n <= most; n++) {
      const ring = Math.round(Math.hypot(m, n));
      if (ring < least || ring > most) continue;
      const at = m * breadth + n + most;
      power[ring] += (re[at] * re[at] + im[at] * im[at]) / xMm.length;
      waves[ring]++;
    }
  let sum = 0;
  for (let ring = least; ring <= most; ring++) sum += power[ring] / waves[ring];
  return sum / (most - least + 1);
}

export function interleaved(xMm: Float64Array, yMm: Float64Array): Float64Array {
  const flat = new Float64Array(2 * xMm.length);
  for (let i = 0; i < xMm.length; i++) {
    flat[2 * i] = xMm[i];
    flat[2 * i + 1] = yMm[i];
  }
  return flat;
}
