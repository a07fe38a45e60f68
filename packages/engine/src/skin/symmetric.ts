/** Small dense matrices by rows in Float64Array, worked on in place: what adding needs, for some 4 to 200 rows. */

/** A = L Lᵀ of a symmetric positive definite matrix: L in the lower triangle, what lies above is left as it was. */
export function cholesky(a: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    const rowJ = j * n;
    let pivot = a[rowJ + j];
    for (let k = 0; k < j; k++) pivot -= a[rowJ + k] * a[rowJ + k];
    // rounding may push the last pivots of a nearly singular matrix to zero
    const root = Math.sqrt(pivot > 1e-300 ? pivot : 1e-300);
    const inverse = 1 / root;
    a[rowJ + j] = root;
    for (let i = j + 1; i < n; i++) {
      const rowI = i * n;
      let sum = a[rowI + j];
      for (let k = 0; k < j; k++) sum -= a[rowI + k] * a[rowJ + k];
      a[rowI + j] = sum * inverse;
    }
  }
}

/** Each of the `rows` rows b ← (L Lᵀ)⁻¹ b. */
export function choleskySolveRows(l: Float64Array, n: number, b: Float64Array, rows: number): void {
  for (let r = 0; r < rows; r++) {
    const at = r * n;
    for (let i = 0; i < n; i++) {
      const rowI = i * n;
      let sum = b[at + i];
      for (let k = 0; k < i; k++) sum -= l[rowI + k] * b[at + k];
      b[at + i] = sum / l[rowI + i];
    }
    transposedSolve(l, n, b, at);
  }
}

/** The row of b at `at` ← L⁻ᵀ of it. */
export function transposedSolve(l: Float64Array, n: number, b: Float64Array, at: number): void {
  for (let i = n - 1; i >= 0; i--) {
    const rowI = i * n;
    const value = b[at + i] / l[rowI + i];
    b[at + i] = value;
    for (let k = 0; k < i; k++) b[at + k] -= l[rowI + k] * value;
  }
}

/** Each of the `rows` rows b ← b A⁻¹, by Gauss elimination with pivoting of the columns of A, which is destroyed. */
export function solveRowsRight(a: Float64Array, n: number, b: Float64Array, rows: number): void {
  // on columns: x A = b
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let j = k + 1; j < n; j++) if (Math.abs(a[k * n + j]) > Math.abs(a[k * n + pivot])) pivot = j;
    if (pivot !== k) {
      swapColumns(a, n, n, k, pivot);
      swapColumns(b, n, rows, k, pivot);
    }
    const inverse = 1 / a[k * n + k];
    for (let j = k + 1; j < n; j++) {
      const factor = a[k * n + j] * inverse;
      if (factor === 0) continue;
      for (let i = k; i < n; i++) a[i * n + j] -= factor * a[i * n + k];
      for (let r = 0; r < rows; r++) b[r * n + j] -= factor * b[r * n + k];
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let k = n - 1; k >= 0; k--) {
      let sum = b[r * n + k];
      for (let i = k + 1; i < n; i++) sum -= b[r * n + i] * a[i * n + k];
      b[r * n + k] = sum / a[k * n + k];
    }
  }
}

function swapColumns(a: Float64Array, n: number, rows: number, j: number, k: number): void {
  for (let i = 0; i < rows; i++) {
    const kept = a[i * n + j];
    a[i * n + j] = a[i * n + k];
    a[i * n + k] = kept;
  }
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to three diagonals, then QL steps with implicit shifts (Bowdler,
 * Martin, Reinsch & Wilkinson 1968, Numer. Math. 11:293). The matrix is destroyed.
 * @param vectors takes one eigenvector a row
 * @param values takes the eigenvalues
 * @param work 2n values of scratch
 */
export function eigenSymmetric(a: Float64Array, n: number, vectors: Float64Array, values: Float64Array, work: Float64Array): void {
  tridiagonal(a, n, vectors, values, work);
  for (let l = 0; l < n; l++) {
    for (let step = 0; step < 60; step++) {
      let m = l;
      while (m < n - 1 && Math.abs(work[m]) > 1.1e-16 * (Math.abs(values[m]) + Math.abs(values[m + 1]))) m++;
      if (m === l) break;
      qlStep(n, l, m, vectors, values, work);
    }
  }
}

/** One implicit QL step on rows l..m; work[i] couples i and i + 1. */
function qlStep(n: number, l: number, m: number, vectors: Float64Array, values: Float64Array, work: Float64Array): void {
  const lean = (values[l + 1] - values[l]) / (2 * work[l]);
  const length = Math.sqrt(lean * lean + 1);
  let g = values[m] - values[l] + work[l] / (lean + (lean >= 0 ? length : -length));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * work[i];
    const b = c * work[i];
    const r = Math.sqrt(f * f + g * g);
    work[i + 1] = r;
    if (r === 0) {
      values[i + 1] -= p;
      work[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = values[i + 1] - p;
    const t = (values[i] - g) * s + 2 * c * b;
    p = s * t;
    values[i + 1] = g + p;
    g = c * t - b;
    const low = i * n;
    const high = low + n;
    for (let k = 0; k < n; k++) {
      const upper = vectors[high + k];
      const lower = vectors[low + k];
      vectors[high + k] = s * lower + c * upper;
      vectors[low + k] = c * lower - s * upper;
    }
  }
  values[l] -= p;
  work[l] = g;
  work[m] = 0;
}

/** A = Q T Qᵀ: diagonal of T in `diagonal`, what couples k and k + 1 in `beside`, Qᵀ in `turned`. The vectors of the reflections stay in A. */
function tridiagonal(a: Float64Array, n: number, turned: Float64Array, diagonal: Float64Array, beside: Float64Array): void {
  for (let k = 0; k < n - 2; k++) {
    // reflect column k, below the diagonal, onto its first entry; by symmetry it stands in row k
    const rowK = k * n;
    diagonal[k] = a[rowK + k];
    let square = 0;
    for (let j = k + 1; j < n; j++) square += a[rowK + j] * a[rowK + j];
    let rest = square - a[rowK + k + 1] * a[rowK + k + 1];
    if (rest <= 0) rest = 0;
    if (rest === 0) {
      beside[k] = a[rowK + k + 1];
      for (let j = k + 1; j < n; j++) a[rowK + j] = 0;
      continue;
    }
    const first = a[rowK + k + 1];
    const length = Math.sqrt(square);
    const target = first > 0 ? -length : length;
    beside[k] = target;
    const scale = 1 / Math.sqrt(square - first * target);
    a[rowK + k + 1] = first - target;
    for (let j = k + 1; j < n; j++) a[rowK + j] *= scale;
    // now v = row k has vᵀv = 2: the reflection is 1 − v vᵀ
    let along = 0;
    for (let i = k + 1; i < n; i++) {
      const rowI = i * n;
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += a[rowI + j] * a[rowK + j];
      beside[n + i] = sum;
      along += sum * a[rowK + i];
    }
    for (let i = k + 1; i < n; i++) beside[n + i] -= 0.5 * along * a[rowK + i];
    for (let i = k + 1; i < n; i++) {
      const rowI = i * n;
      const v = a[rowK + i];
      const q = beside[n + i];
      for (let j = k + 1; j < n; j++) a[rowI + j] -= v * beside[n + j] + q * a[rowK + j];
    }
  }
  if (n > 1) {
    diagonal[n - 2] = a[(n - 2) * n + n - 2];
    beside[n - 2] = a[(n - 2) * n + n - 1];
  }
  diagonal[n - 1] = a[n * n - 1];
  beside[n - 1] = 0;
  turned.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) turned[i * n + i] = 1;
  for (let k = n - 3; k >= 0; k--) {
    const rowK = k * n;
    for (let i = k + 1; i < n; i++) {
      const rowI = i * n;
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += turned[rowI + j] * a[rowK + j];
      for (let j = k + 1; j < n; j++) turned[rowI + j] -= sum * a[rowK + j];
    }
  }
}
