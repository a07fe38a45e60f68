/**
 * The contrast of one dot as sums of Gaussians, so that a picture can tilt it, blur it by its lens and average it over pixels without loss:
 *
 *     C(r) = (1 − Σ aₖ exp(−r²/2σₖ²)) · exp(−Σ bₖ exp(−r²/2τₖ²))
 *
 * The first factor is the dot itself, sharp and dark; the second its veil, light that entered millimetres away and was lost in it. Products of many
 * dots then are products of the first factors and one sum of the second (d'Eon & Irving 2011 store skin's spread of light as Gaussians in the same way).
 */

import { cholesky, choleskySolveRows } from './symmetric.ts';

/** Linear-light channels of sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface Gaussian {
  readonly sigmaMm: number;
  /** Height at the centre, per channel. */
  readonly rgb: Rgb;
}

export interface DotGaussians {
  readonly core: readonly Gaussian[];
  readonly veil: readonly Gaussian[];
}

/** Contrast by radius; `rgb` holds three values for each radius. */
export interface RadialContrast {
  readonly rMm: ArrayLike<number>;
  readonly rgb: ArrayLike<number>;
}

export const CORE_SIGMAS_MM: readonly number[] = [0.04, 0.06, 0.085, 0.12, 0.17, 0.24, 0.34, 0.5];
export const VEIL_SIGMAS_MM: readonly number[] = [0.5, 1, 2, 3.5];
/** What lies so many radii of the dip's half depth out, and farther than this, is veil alone. */
const VEIL_FROM_HALF_DEPTHS = 2.6;
const VEIL_FROM_MM = 0.3;
const ROUNDS = 400;
/** Within this radius all rings count alike. */
const CENTRE_MM = 0.005;
/** Keeps heights of neighbouring widths from growing against each other. */
const RIDGE = 1e-5;

/**
 * Fits Gaussians of fixed widths by least squares: the veil with heights of at least 0, then the core with heights of either sign, as a dot has a
 * floor and a rim.
 */
export function gaussiansOf({ rMm, rgb }: RadialContrast): DotGaussians {
  const n = rMm.length;
  const from = Math.max(VEIL_FROM_MM, VEIL_FROM_HALF_DEPTHS * halfDepthMm({ rMm, rgb }));
  const area = Float64Array.from({ length: n }, (_, i) => {
    const inner = i === 0 ? 0 : (rMm[i - 1] + rMm[i]) / 2;
    const outer = i === n - 1 ? rMm[i] : (rMm[i] + rMm[i + 1]) / 2;
    return outer * outer - inner * inner;
  });
  const core: number[][] = [];
  const veil: number[][] = [];
  for (let k = 0; k < 3; k++) {
    const far = Float64Array.from({ length: n }, (_, i) => -Math.log(Math.min(1, Math.max(1e-4, rgb[3 * i + k]))));
    // far out the area decides; a ring of 6 mm must not drown one of 1 mm
    const outside = Float64Array.from({ length: n }, (_, i) => (rMm[i] >= from ? area[i] / rMm[i] : 0));
    const b = nonNegative(rMm, far, outside, VEIL_SIGMAS_MM);
    const near = Float64Array.from({ length: n }, (_, i) => 1 - rgb[3 * i + k] * Math.exp(sumAt(b, VEIL_SIGMAS_MM, rMm[i])));
    // the eye sees the middle of a dot, the mean of many dots its area: rings count by radius, not by its square
    const inside = Float64Array.from({ length: n }, (_, i) => area[i] / (rMm[i] + CENTRE_MM));
    const a = leastSquares(rMm, near, inside, CORE_SIGMAS_MM);
    // the mean of many dots hangs on the area under the dip: the veil makes up for what the fit has lost of it
    let lost = 0;
    for (let i = 0; i < n; i++) {
      const fitted = (1 - sumAt(a, CORE_SIGMAS_MM, rMm[i])) * Math.exp(-sumAt(b, VEIL_SIGMAS_MM, rMm[i]));
      lost += area[i] * (fitted - rgb[3 * i + k]);
    }
    const held = b.reduce((sum, h, s) => sum + 2 * h * VEIL_SIGMAS_MM[s] * VEIL_SIGMAS_MM[s], 0);
    const scale = held > 0 ? Math.max(0, 1 + lost / held) : 1;
    core.push(a);
    veil.push(b.map((h) => h * scale));
  }
  const together = (heights: readonly number[][], sigmas: readonly number[]): Gaussian[] =>
    sigmas.map((sigmaMm, s) => ({ sigmaMm, rgb: [heights[0][s], heights[1][s], heights[2][s]] }));
  return { core: together(core, CORE_SIGMAS_MM), veil: together(veil, VEIL_SIGMAS_MM) };
}

/** The contrast that the Gaussians make, for one channel. */
export function contrastAt({ core, veil }: DotGaussians, rMm: number, channel: 0 | 1 | 2): number {
  let drop = 0;
  for (const { sigmaMm, rgb } of core) drop += rgb[channel] * Math.exp(-(rMm * rMm) / (2 * sigmaMm * sigmaMm));
  let loss = 0;
  for (const { sigmaMm, rgb } of veil) loss += rgb[channel] * Math.exp(-(rMm * rMm) / (2 * sigmaMm * sigmaMm));
  return (1 - drop) * Math.exp(-loss);
}

/** Radius at which the dip of the green channel, the eye's, is half as deep as at the centre. */
export function halfDepthMm({ rMm, rgb }: RadialContrast): number {
  const half = (1 - rgb[1]) / 2;
  for (let i = 1; i < rMm.length; i++) {
    const before = 1 - rgb[3 * (i - 1) + 1];
    const here = 1 - rgb[3 * i + 1];
    if (here <= half && before > here) return rMm[i - 1] + ((before - half) / (before - here)) * (rMm[i] - rMm[i - 1]);
  }
  return rMm[rMm.length - 1];
}

function sumAt(heights: readonly number[], sigmas: readonly number[], r: number): number {
  return heights.reduce((sum, h, k) => sum + h * Math.exp(-(r * r) / (2 * sigmas[k] * sigmas[k])), 0);
}

interface Normal {
  readonly matrix: readonly Float64Array[];
  readonly right: readonly number[];
}

function normalEquations(rMm: ArrayLike<number>, values: Float64Array, weights: Float64Array, sigmas: readonly number[]): Normal {
  const basis = sigmas.map((sigma) => Float64Array.from(values, (_, i) => Math.exp(-(rMm[i] * rMm[i]) / (2 * sigma * sigma))));
  const inner = (u: Float64Array, v: Float64Array): number => u.reduce((sum, a, i) => sum + weights[i] * a * v[i], 0);
  return { matrix: basis.map((u) => Float64Array.from(basis, (v) => inner(u, v))), right: basis.map((u) => inner(u, values)) };
}

/** By cyclic descent: each height in turn is set to its best that is not negative. */
function nonNegative(rMm: ArrayLike<number>, values: Float64Array, weights: Float64Array, sigmas: readonly number[]): number[] {
  const { matrix, right } = normalEquations(rMm, values, weights, sigmas);
  const heights = sigmas.map(() => 0);
  for (let round = 0; round < ROUNDS; round++)
    for (let k = 0; k < heights.length; k++) {
      if (matrix[k][k] <= 0) continue;
      const rest = matrix[k].reduce((sum, v, j) => sum + (j === k ? 0 : v * heights[j]), 0);
      heights[k] = Math.max(0, (right[k] - rest) / matrix[k][k]);
    }
  return heights;
}

/** With a ridge, so that the matrix is positive definite. */
function leastSquares(rMm: ArrayLike<number>, values: Float64Array, weights: Float64Array, sigmas: readonly number[]): number[] {
  const { matrix, right } = normalEquations(rMm, values, weights, sigmas);
  const size = right.length;
  const ridge = (RIDGE * matrix.reduce((sum, row, k) => sum + row[k], 0)) / size;
  const flat = Float64Array.from({ length: size * size }, (_, i) => {
    const [k, j] = [Math.floor(i / size), i % size];
    return matrix[k][j] + (k === j ? ridge : 0);
  });
  const heights = Float64Array.from(right);
  cholesky(flat, size);
  choleskySolveRows(flat, size, heights, 1);
  return Array.from(heights);
}
