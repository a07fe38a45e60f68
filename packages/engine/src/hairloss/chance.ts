/** Chance in bulk: quantiles from tables instead of twelve draws a normal, and a tape of chances that a follicle and its treated twin both read. */
import type { Random } from '../random.ts';

const SIZE = 1024;
/** Steps in which a density is summed up. */
const STEPS = 8192;

/** Values of a quantile function at the middles of SIZE equal shares. */
export type Quantiles = Float64Array;

/** Quantiles of any density on an interval, by summing it up; it need not be normalised. */
export function quantilesOf(density: (x: number) => number, low: number, high: number): Quantiles {
  const step = (high - low) / STEPS;
  const upTo = new Float64Array(STEPS + 1);
  for (let k = 0; k < STEPS; k++) upTo[k + 1] = upTo[k] + density(low + (k + 0.5) * step);
  const out = new Float64Array(SIZE);
  for (let i = 0, k = 0; i < SIZE; i++) {
    const share = ((i + 0.5) / SIZE) * upTo[STEPS];
    while (upTo[k + 1] < share) k++;
    out[i] = low + (k + (share - upTo[k]) / (upTo[k + 1] - upTo[k])) * step;
  }
  return out;
}

export const STANDARD_NORMAL: Quantiles = quantilesOf((x) => Math.exp((-x * x) / 2), -4, 4);

/** Log-normal of mean 1. */
export function logNormalQuantiles(variation: number): Quantiles {
  const sigma = Math.sqrt(Math.log(1 + variation ** 2));
  return STANDARD_NORMAL.map((z) => Math.exp(sigma * z - sigma ** 2 / 2));
}

/** @param share in [0, 1) */
export function quantile(table: Quantiles, share: number): number {
  return table[(share * SIZE) | 0];
}

/**
 * Uniform numbers in [0, 1) that can be read in any order and again; `rewind` begins another tape. A number hangs on its tape and its place alone, so
 * that people who differ in one thing meet the same chances otherwise (counter-based: Salmon 2011, with the mixer of MurmurHash3).
 */
export interface Tape {
  at(place: number): number;
  rewind(): void;
}

export function tapeOf(random: Random): Tape {
  let key = 0;
  return {
    at(place) {
      let x = (key + Math.imul(place + 1, 0x9e3779b9)) | 0;
      x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
      x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
      return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
    },
    rewind() {
      key = random.below(4294967296) | 0;
    },
  };
}
