/**
 * The random numbers of the Monte Carlo: sfc32 (Chris Doty-Humphrey, PractRand), made in blocks, as a call for each number would cost more than
 * the number. Started by the project's seeded generator, so that a purpose names a stream. The generator of the public MCML code (ran3)
 * is biased by 4 to 5 deviations on skin and is used nowhere.
 */
import { seededRandom } from '../random.ts';

const BLOCK = 4096;

export interface RandomWords {
  /** Uniform 32-bit words, refilled in place by `refill`. */
  readonly words: Int32Array;
  refill(): void;
}

export function randomWords(seed: number, purpose: string): RandomWords {
  const start = seededRandom(seed, purpose);
  let a = (start.next() * 4294967296) | 0;
  let b = (start.next() * 4294967296) | 0;
  let c = (start.next() * 4294967296) | 0;
  let counter = 1;
  const words = new Int32Array(BLOCK);
  const refill = (): void => {
    let [p, q, r, n] = [a, b, c, counter];
    for (let i = 0; i < BLOCK; i++) {
      const t = (((p + q) | 0) + n) | 0;
      n = (n + 1) | 0;
      p = q ^ (q >>> 9);
      q = (r + (r << 3)) | 0;
      r = (r << 21) | (r >>> 11);
      r = (r + t) | 0;
      words[i] = t;
    }
    [a, b, c, counter] = [p, q, r, n];
  };
  refill();
  return { words, refill };
}

const PER_WORD = 1 / 4294967296;

/** The middle of the word's 2⁻³² wide cell: in (0, 1), never 0, never 1, mean exactly ½. */
export function unit(word: number): number {
  return ((word >>> 0) + 0.5) * PER_WORD;
}

/**
 * Exponential deviates by a ziggurat of 256 layers (Marsaglia & Tsang 2000, J. Stat. Softw. 5(8)): exact, and without a logarithm in 98 of 100
 * draws. The layer is taken from the low 8 bits of a word and the place in it from the other 24, as Doornik (2005) asks: in the original both
 * came from the same bits.
 */
export const ZIGGURAT_TAIL = 7.69711747013105;
const LAYER_AREA = 3.949659822581572e-3;
/** Right ends of the layers, widest first; layer 0 stands for the base with the tail. */
export const ZIGGURAT_X: Float64Array = new Float64Array(257);
export const ZIGGURAT_Y: Float64Array = new Float64Array(257);
/** What 24 bits in the middle of their cell are multiplied with. */
export const ZIGGURAT_STEP: number = 1 / 16777216;

ZIGGURAT_X[0] = LAYER_AREA * Math.exp(ZIGGURAT_TAIL);
ZIGGURAT_X[1] = ZIGGURAT_TAIL;
ZIGGURAT_Y[1] = Math.exp(-ZIGGURAT_TAIL);
for (let i = 2; i < 256; i++) {
  const x = -Math.log(ZIGGURAT_Y[i - 1] + LAYER_AREA / ZIGGURAT_X[i - 1]);
  ZIGGURAT_X[i] = x;
  ZIGGURAT_Y[i] = Math.exp(-x);
}
ZIGGURAT_Y[256] = 1;

/** Azimuths in equal steps: no harmonic below their number is biased. */
const AZIMUTHS = 2048;
/** Bits of a word that are not needed to number an azimuth. */
export const AZIMUTH_SHIFT: number = 32 - Math.log2(AZIMUTHS);
export const AZIMUTH_COS: Float64Array = Float64Array.from({ length: AZIMUTHS }, (_, i) => Math.cos((2 * Math.PI * (i + 0.5)) / AZIMUTHS));
export const AZIMUTH_SIN: Float64Array = Float64Array.from({ length: AZIMUTHS }, (_, i) => Math.sin((2 * Math.PI * (i + 0.5)) / AZIMUTHS));
