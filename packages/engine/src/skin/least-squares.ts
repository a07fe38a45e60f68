/** Most probable parameters of a model whose errors are normal: Gauss–Newton steps, damped after Levenberg and Marquardt, with a normal prior. */
import { cholesky, choleskySolveRows } from './symmetric.ts';

export interface Fit {
  readonly at: Float64Array;
  /** Derivative of each predicted value by each parameter, a row for each value. */
  readonly slopes: Float64Array;
}

export interface Prior {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
}

const STEP = 1e-4;
const MOST_STEPS = 40;
/** A step that gains less (in squared deviations) moves no parameter by a hundredth of its error. */
const GAIN = 1e-4;

/** @param residuals (predicted − measured) / error at the given parameters, always of the same length */
export function mostProbable(residuals: (at: Float64Array) => Float64Array, prior: Prior, start: Float64Array): Fit {
  const n = start.length;
  let at = start;
  let found = residuals(at);
  let badness = badnessOf(found, at, prior);
  let damping = 1e-3;
  let slopes = slopesOf(residuals, at, found);
  for (let step = 0; step < MOST_STEPS && damping < 1e8; step++) {
    const { normal, gradient } = normalEquations(slopes, found, at, prior);
    for (let k = 0; k < n; k++) normal[k * n + k] *= 1 + damping;
    cholesky(normal, n);
    choleskySolveRows(normal, n, gradient, 1);
    const tried = at.map((v, k) => v - Math.max(-1, Math.min(1, gradient[k])));
    const triedFound = residuals(tried);
    const triedBadness = badnessOf(triedFound, tried, prior);
    if (!(triedBadness < badness)) {
      damping = Math.max(damping, 1e-6) * 10;
      continue;
    }
    const gained = badness - triedBadness;
    [at, found, badness] = [tried, triedFound, triedBadness];
    damping /= 10;
    slopes = slopesOf(residuals, at, found);
    if (gained < GAIN) break;
  }
  return { at, slopes };
}

/**
 * Standard deviation of each parameter when the errors are `inflation` times those that the residuals were divided by (one factor for each value):
 * from the curvature at the fit.
 */
export function deviations({ at, slopes }: Fit, inflation: ArrayLike<number>, prior: Prior): Float64Array {
  const n = at.length;
  const wider = slopes.map((v, i) => v / inflation[Math.floor(i / n)]);
  const { normal } = normalEquations(wider, new Float64Array(wider.length / n), at, prior);
  const inverse = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  cholesky(normal, n);
  choleskySolveRows(normal, n, inverse, n);
  return at.map((_, k) => Math.sqrt(inverse[k * n + k]));
}

function badnessOf(residuals: Float64Array, at: Float64Array, { mean, sd }: Prior): number {
  return residuals.reduce((sum, r) => sum + r * r, 0) + at.reduce((sum, v, k) => sum + ((v - mean[k]) / sd[k]) ** 2, 0);
}

function slopesOf(residuals: (at: Float64Array) => Float64Array, at: Float64Array, found: Float64Array): Float64Array {
  const n = at.length;
  const slopes = new Float64Array(found.length * n);
  for (let k = 0; k < n; k++) {
    const moved = at.slice();
    moved[k] += STEP;
    residuals(moved).forEach((r, i) => {
      slopes[i * n + k] = (r - found[i]) / STEP;
    });
  }
  return slopes;
}

function normalEquations(
  slopes: Float64Array,
  found: Float64Array,
  at: Float64Array,
  { mean, sd }: Prior,
): { normal: Float64Array; gradient: Float64Array } {
  const n = at.length;
  const normal = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  for (let i = 0; i < found.length; i++)
    for (let k = 0; k < n; k++) {
      gradient[k] += slopes[i * n + k] * found[i];
      for (let l = 0; l < n; l++) normal[k * n + l] += slopes[i * n + k] * slopes[i * n + l];
    }
  for (let k = 0; k < n; k++) {
    normal[k * n + k] += 1 / sd[k] ** 2;
    gradient[k] += (at[k] - mean[k]) / sd[k] ** 2;
  }
  return { normal, gradient };
}
