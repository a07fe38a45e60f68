/**
 * The directions in which light is followed. A stream keeps κ = n sin θ through every layer (Snell), so that one list of streams serves a
 * stack of any indices: a medium carries those with κ < n, and beyond that a boundary reflects them whole. Reflection has a corner at each
 * critical angle, so each interval of κ between two neighbouring indices has points of its own: for a single tissue in air one half on
 * either side of the critical angle, as Prahl does (1995, in: Welch & van Gemert, Optical-Thermal Response, chapter 5). Unlike his, the
 * points are spread in the cosine of the thinnest medium that an interval reaches, for tissue that of air outside: there Fresnel's law has
 * no root left, and 8 streams come nearer than 16.
 */
import { gaussPoints, radauPoints } from './quadrature.ts';

/** The streams as one medium carries them, steepest first; the first one is straight down. */
export interface Medium {
  readonly n: number;
  readonly count: number;
  /** Cosine to the vertical. */
  readonly mu: Float64Array;
  /** √(w/µ) · √(2k+1) · P_k(µ), row k of `count` values for each Legendre order k below the number of streams asked for. */
  readonly legendre: Float64Array;
}

export interface Streams {
  /** √(2 µ w) n of each stream, which is the same in every medium: a flux is this times an amplitude. */
  readonly root: Float64Array;
  readonly medium: (n: number) => Medium;
}

interface Interval {
  readonly low: number;
  readonly high: number;
  /** Index of the medium in whose cosine the points are spread: the lowest there, so that every other medium's cosine is smooth in it. */
  readonly index: number;
}

/** Indices closer than this are one. */
const SAME_INDEX = 1e-6;
/** More indices than this are taken as the nearest of so many: a gradient in steps. */
const MOST_INDICES = 24;

/**
 * @param asked streams of a medium without inner boundaries, even
 * @param lit streams beyond this κ carry no light
 * @param indices of all layers and of both surroundings
 */
export function streamsFor(asked: number, lit: number, indices: readonly number[]): Streams {
  const intervals = intervalsOf(lit, indices);
  const kappa: number[] = [];
  const square: number[] = [];
  intervals.forEach((interval, k) => {
    const muLow = cosineOf(interval.high, interval.index);
    const muHigh = cosineOf(interval.low, interval.index);
    const n = intervals.length === 1 ? asked : k === 0 || intervals.length === 2 ? asked / 2 : innerCount(asked, muHigh - muLow);
    const points = k === 0 ? radauPoints(n, muLow, muHigh) : gaussPoints(n, muLow, muHigh);
    points.at.forEach((mu, i) => {
      kappa.push(interval.index * Math.sqrt((1 - mu) * (1 + mu)));
      square.push(2 * mu * points.weight[i] * interval.index ** 2);
    });
  });
  const media = new Map<number, Medium>();
  return {
    root: Float64Array.from(square, Math.sqrt),
    medium: (n) => {
      const known = media.get(n);
      if (known !== undefined) return known;
      const made = mediumOf(n, asked, kappa, square);
      media.set(n, made);
      return made;
    },
  };
}

/** A narrow interval needs fewer points for the same polynomials. */
function innerCount(asked: number, width: number): number {
  return Math.min(asked / 2, 3 + Math.ceil((asked / 2) * width));
}

function intervalsOf(lit: number, indices: readonly number[]): Interval[] {
  const breaks = [...new Set(indices)].filter((n) => n < lit).sort((a, b) => a - b);
  const ends = [0, ...breaks, lit];
  return ends.slice(1).map((high, k) => ({ low: ends[k], high, index: Math.min(...indices.filter((n) => n >= high)) }));
}

/**
 * For each index the one that stands for it: itself, but for indices that are nearly the same or very many.
 * @param kept never replaced: the surroundings and what touches them
 */
export function fewIndices(all: readonly number[], kept: readonly number[]): ReadonlyMap<number, number> {
  const left = [...new Set(all)].sort((a, b) => a - b);
  for (;;) {
    const gaps = left.slice(1).map((n, k) => n - left[k]);
    const narrowest = Math.min(...gaps);
    if (!(narrowest < SAME_INDEX || left.length > MOST_INDICES)) break;
    const k = gaps.indexOf(narrowest);
    left.splice(kept.includes(left[k + 1]) ? k : k + 1, 1);
  }
  return new Map(all.map((n) => [n, left.reduce((best, at) => (Math.abs(at - n) < Math.abs(best - n) ? at : best))]));
}

function cosineOf(kappa: number, n: number): number {
  return Math.sqrt(Math.max(0, (1 - kappa / n) * (1 + kappa / n)));
}

function mediumOf(n: number, orders: number, kappa: readonly number[], square: readonly number[]): Medium {
  const mu = Float64Array.from(kappa.filter((k) => k < n).map((k) => cosineOf(k, n)));
  const count = mu.length;
  const legendre = new Float64Array(orders * count);
  for (let i = 0; i < count; i++) {
    const scale = Math.sqrt(square[i] / 2) / (n * mu[i]);
    let before = 0;
    let value = 1;
    for (let k = 0; k < orders; k++) {
      legendre[k * count + i] = scale * Math.sqrt(2 * k + 1) * value;
      [before, value] = [value, ((2 * k + 1) * mu[i] * value - k * before) / (k + 1)];
    }
  }
  return { n, count, mu, legendre };
}

/** Reflection of unpolarised light at a boundary (Fresnel), for light that arrives with cosine `mu` in `n1`; 1 beyond the critical angle. */
export function fresnel(mu: number, n1: number, n2: number): number {
  if (n1 === n2) return 0;
  const square = 1 - (n1 / n2) ** 2 * (1 - mu * mu);
  if (square <= 0) return 1;
  const mu2 = Math.sqrt(square);
  const s = (n1 * mu - n2 * mu2) / (n1 * mu + n2 * mu2);
  const p = (n1 * mu2 - n2 * mu) / (n1 * mu2 + n2 * mu);
  return (s * s + p * p) / 2;
}
