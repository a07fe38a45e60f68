/**
 * One seeded generator for the whole engine: sfc32 (Chris Doty-Humphrey, PractRand). Integers only, so the same seed gives the
 * same numbers in every JavaScript engine.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [0, n). */
  below(n: number): number;
  /** Near normal, mean 0 and deviation 1: sum of twelve uniforms less six (exact arithmetic everywhere, unlike Box-Muller). */
  normal(): number;
  /** An independent stream for one purpose, so that a change in one stage does not shift the numbers of another. */
  fork(purpose: string): Random;
}

/** @param seed any finite integer; `purpose` names the stream (see `fork`). */
export function seededRandom(seed: number, purpose: string = ''): Random {
  let a = 0x9e3779b9 ^ (seed | 0);
  let b = 0x243f6a88 ^ Math.floor(seed / 4294967296);
  let c = hash(purpose);
  let counter = 1;
  const step = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) step();
  const next = (): number => step() / 4294967296;
  return {
    next,
    below: (n) => Math.floor(next() * n),
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
    fork: (other) => seededRandom(seed, `${purpose}/${other}`),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
