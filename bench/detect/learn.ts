/** Logistic regression with a ridge, and how well it tells two kinds apart on what it has not seen. */
import type { Random } from '@stubble/engine';

export type Row = readonly number[];

/** Weight of the ridge for each row, on figures in their deviations. */
const RIDGE = 0.02;
const ROUNDS = 25;

/** @returns a score that is the higher the more a row looks like one of `yes` */
export function learned(no: readonly Row[], yes: readonly Row[]): (row: Row) => number {
  const rows = [...no, ...yes];
  const size = rows[0].length;
  const mean = Float64Array.from({ length: size }, (_, k) => rows.reduce((sum, r) => sum + r[k], 0) / rows.length);
  const deviation = mean.map((m, k) => Math.sqrt(rows.reduce((sum, r) => sum + (r[k] - m) ** 2, 0) / rows.length) || 1);
  // figures and their squares: what is told by being neither high nor low
  const expanded = (row: Row): Float64Array => {
    const out = new Float64Array(2 * size + 1);
    for (let k = 0; k < size; k++) {
      const z = Math.max(-4, Math.min(4, (row[k] - mean[k]) / deviation[k]));
      out[k] = z;
      out[size + k] = (z * z - 1) / 2;
    }
    out[2 * size] = 1;
    return out;
  };
  const x = rows.map(expanded);
  const weights = new Float64Array(2 * size + 1);
  const scoreOf = (features: Float64Array): number => features.reduce((sum, f, k) => sum + f * weights[k], 0);
  for (let round = 0; round < ROUNDS; round++) newton(x, no.length, weights, scoreOf);
  return (row) => scoreOf(expanded(row));
}

/** One step of Newton, the matrix solved by Gauss and Jordan. */
function newton(x: readonly Float64Array[], noCount: number, weights: Float64Array, scoreOf: (f: Float64Array) => number): void {
  const n = weights.length;
  const matrix = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n + 1);
    row[i] = i === n - 1 ? 1e-6 : RIDGE * x.length;
    row[n] = -row[i] * weights[i];
    return row;
  });
  x.forEach((features, r) => {
    const p = 1 / (1 + Math.exp(-scoreOf(features)));
    const curve = Math.max(1e-6, p * (1 - p));
    const off = (r < noCount ? 0 : 1) - p;
    for (let i = 0; i < n; i++) {
      const row = matrix[i];
      const f = features[i];
      row[n] += off * f;
      for (let j = 0; j < n; j++) row[j] += curve * f * features[j];
    }
  });
  for (let i = 0; i < n; i++) {
    const pivot = matrix[i];
    for (let j = i + 1; j <= n; j++) pivot[j] /= pivot[i];
    for (let r = 0; r < n; r++) {
      const factor = matrix[r][i];
      if (r !== i && factor !== 0) for (let j = i + 1; j <= n; j++) matrix[r][j] -= factor * pivot[j];
    }
  }
  for (let i = 0; i < n; i++) weights[i] += matrix[i][n];
}

export interface Auc {
  readonly value: number;
  /** 80 % interval over resampled tiles. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 400;

/** Chance that a row of `yes` scores above one of `no` (Mann & Whitney), with its interval by the bootstrap. */
export function aucOf(no: readonly number[], yes: readonly number[], random: Random): Auc {
  const of = (a: readonly number[], b: readonly number[]): number =>
    b.reduce((sum, y) => sum + a.reduce((s, n) => s + (y > n ? 1 : y === n ? 0.5 : 0), 0), 0) / (a.length * b.length);
  const again = (values: readonly number[]): readonly number[] => values.map(() => values[random.below(values.length)]);
  const drawn = Array.from({ length: RESAMPLES }, () => of(again(no), again(yes))).sort((p, q) => p - q);
  return { value: of(no, yes), low: drawn[Math.floor(0.1 * RESAMPLES)], high: drawn[Math.floor(0.9 * RESAMPLES)] };
}
