/**
 * Van de Hulst's doubling as the literature writes it, for one layer in its own medium: a thin layer by the diamond scheme (Wiscombe 1976), doubled until
 * thick enough. Slow and plain: what the closed form of `homogeneous.ts` must agree with.
 */
import { radauPoints } from './quadrature.ts';

type Matrix = number[][];

/** Total reflection and transmission of light that falls straight down; n = 1 throughout. */
export function doubled(muA: number, muS: number, g: number, thickness: number, streams: number): { UR1: number; UT1: number } {
  const { at: mu, weight } = radauPoints(streams, 0, 1);
  const straight = g ** streams;
  const albedo0 = muS / (muA + muS);
  const albedo = (albedo0 * (1 - straight)) / (1 - albedo0 * straight);
  const tau = (muA + muS) * (1 - albedo0 * straight) * thickness;
  const redistribution = (sign: 1 | -1): Matrix =>
    table(streams, (i, j) => {
      let sum = 0;
      for (let k = 0; k < streams; k++) {
        const chi = (g ** k - straight) / (1 - straight);
        sum += (2 * k + 1) * chi * legendre(k, mu[i]) * legendre(k, mu[j]) * (k % 2 === 1 ? sign : 1);
      }
      return sum;
    });
  const doublings = Math.max(0, Math.ceil(Math.log2(tau / 1e-4)));
  const step = tau / 2 ** doublings / 2;
  const forward = redistribution(1);
  const backward = redistribution(-1);
  const A = table(streams, (i, j) => (step / mu[i]) * ((i === j ? 1 : 0) - (albedo / 2) * forward[i][j] * weight[j]));
  const B = table(streams, (i, j) => (step / mu[i]) * (albedo / 2) * backward[i][j] * weight[j]);
  const one = table(streams, (i, j) => (i === j ? 1 : 0));
  const X = times(inverse(plus(one, plus(A, B, -1))), plus(one, plus(B, A, -1)));
  const Y = times(inverse(plus(one, plus(A, B))), plus(one, plus(A, B), -1));
  let R = scaled(plus(X, Y, -1), 0.5);
  let T = scaled(plus(X, Y), 0.5);
  for (let d = 0; d < doublings; d++) {
    const between = times(T, inverse(plus(one, times(R, R), -1)));
    [R, T] = [plus(R, times(between, times(R, T))), times(between, T)];
  }
  // stream 0 is straight down: it carries radiance 1/(2 µ w) for unit flux
  const flux = (M: Matrix): number => M.reduce((sum, row, i) => sum + (2 * mu[i] * weight[i] * row[0]) / (2 * mu[0] * weight[0]), 0);
  return { UR1: flux(R), UT1: flux(T) };
}

function legendre(order: number, x: number): number {
  let before = 0;
  let value = 1;
  for (let k = 0; k < order; k++) [before, value] = [value, ((2 * k + 1) * x * value - k * before) / (k + 1)];
  return value;
}

function table(n: number, entry: (i: number, j: number) => number): Matrix {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => entry(i, j)));
}

function plus(a: Matrix, b: Matrix, factor = 1): Matrix {
  return table(a.length, (i, j) => a[i][j] + factor * b[i][j]);
}

function scaled(a: Matrix, factor: number): Matrix {
  return table(a.length, (i, j) => factor * a[i][j]);
}

function times(a: Matrix, b: Matrix): Matrix {
  return table(a.length, (i, j) => a[i].reduce((sum, v, k) => sum + v * b[k][j], 0));
}

function inverse(a: Matrix): Matrix {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const scale = 1 / rows[k][k];
    rows[k] = rows[k].map((v) => v * scale);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i][k];
      rows[i] = rows[i].map((v, j) => v - factor * rows[k][j]);
    }
  }
  return rows.map((row) => row.slice(n));
}
