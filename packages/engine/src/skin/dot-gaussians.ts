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

/** Contrast by radius; `rgb` holds three values for each radius. `rMm` is never changed: what hangs on it alone is kept. */
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
  const { area, core: coreShapes, veil: veilShapes, coreFit } = ringsOf(rMm);
  const from = Math.max(VEIL_FROM_MM, VEIL_FROM_HALF_DEPTHS * halfDepthMm({ rMm, rgb }));
  // far out the area decides; a ring of 6 mm must not drown one of 1 mm
  const outside = Float64Array.from({ length: n }, (_, i) => (rMm[i] >= from ? area[i] / rMm[i] : 0));
  const veilFit = normalMatrix(veilShapes, outside);
  const core: number[][] = [];
  const veil: number[][] = [];
  for (let k = 0; k < 3; k++) {
    const far = Float64Array.from({ length: n }, (_, i) => -Math.log(Math.min(1, Math.max(1e-4, rgb[3 * i + k]))));
    const b = nonNegative(veilFit, veilShapes, outside, far);
    const faded = sumOf(b, veilShapes);
    const near = Float64Array.from({ length: n }, (_, i) => 1 - rgb[3 * i + k] * Math.exp(faded[i]));
    const a = leastSquares(coreFit, coreShapes, near);
    const dip = sumOf(a, coreShapes);
    // the mean of many dots hangs on the area under the dip: the veil makes up for what the fit has lost of it
    let lost = 0;
    for (let i = 0; i < n; i++) lost += area[i] * ((1 - dip[i]) * Math.exp(-faded[i]) - rgb[3 * i + k]);
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

/** What hangs on the distances alone. */
interface Rings {
  readonly area: Float64Array;
  /** Each Gaussian of height 1 by distance. */
  readonly core: Shapes;
  readonly veil: Shapes;
  readonly coreFit: CoreFit;
}
type Shapes = readonly Float64Array[];

interface CoreFit {
  readonly weights: Float64Array;
  /** Cholesky factor of the normal matrix with its ridge. */
  readonly factor: Float64Array;
}

/** All dots of a picture are told at the same distances. */
const known = new WeakMap<object, Rings>();

function ringsOf(rMm: ArrayLike<number>): Rings {
  const made = known.get(rMm) ?? newRings(rMm);
  known.set(rMm, made);
  return made;
}

function newRings(rMm: ArrayLike<number>): Rings {
  const n = rMm.length;
  const area = Float64Array.from({ length: n }, (_, i) => {
    const inner = i === 0 ? 0 : (rMm[i - 1] + rMm[i]) / 2;
    const outer = i === n - 1 ? rMm[i] : (rMm[i] + rMm[i + 1]) / 2;
    return outer * outer - inner * inner;
  });
  const shapes = (sigmas: readonly number[]): Shapes =>
    sigmas.map((sigma) => Float64Array.from(area, (_, i) => Math.exp(-(rMm[i] * rMm[i]) / (2 * sigma * sigma))));
  const core = shapes(CORE_SIGMAS_MM);
  // the eye sees the middle of a dot, the mean of many dots its area: rings count by radius, not by its square
  const weights = area.map((ring, i) => ring / (rMm[i] + CENTRE_MM));
  return { area, core, veil: shapes(VEIL_SIGMAS_MM), coreFit: { weights, factor: ridgedFactor(normalMatrix(core, weights)) } };
}

function sumOf(heights: readonly number[], shapes: Shapes): Float64Array {
  return shapes[0].map((_, i) => {
    let sum = 0;
    for (let k = 0; k < heights.length; k++) sum += heights[k] * shapes[k][i];
    return sum;
  });
}

function inner(u: Float64Array, v: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += weights[i] * u[i] * v[i];
  return sum;
}

function normalMatrix(shapes: Shapes, weights: Float64Array): Shapes {
  return shapes.map((u) => Float64Array.from(shapes, (v) => inner(u, v, weights)));
}

/** By cyclic descent: each height in turn is set to its best that is not negative. */
function nonNegative(matrix: Shapes, shapes: Shapes, weights: Float64Array, values: Float64Array): number[] {
  const right = shapes.map((u) => inner(u, values, weights));
  const heights = right.map(() => 0);
  for (let round = 0; round < ROUNDS; round++)
    for (let k = 0; k < heights.length; k++) {
      if (matrix[k][k] <= 0) continue;
      let rest = 0;
      for (let j = 0; j < heights.length; j++) if (j !== k) rest += matrix[k][j] * heights[j];
      heights[k] = Math.max(0, (right[k] - rest) / matrix[k][k]);
    }
  return heights;
}

/** The ridge keeps the matrix positive definite. */
function ridgedFactor(matrix: Shapes): Float64Array {
  const size = matrix.length;
  const ridge = (RIDGE * matrix.reduce((sum, row, k) => sum + row[k], 0)) / size;
  const factor = Float64Array.from({ length: size * size }, (_, i) => {
    const [k, j] = [Math.floor(i / size), i % size];
    return matrix[k][j] + (k === j ? ridge : 0);
  });
  cholesky(factor, size);
  return factor;
}

function leastSquares({ weights, factor }: CoreFit, shapes: Shapes, values: Float64Array): number[] {
  const heights = Float64Array.from(shapes, (u) => inner(u, values, weights));
  choleskySolveRows(factor, heights.length, heights, 1);
  return Array.from(heights);
}
