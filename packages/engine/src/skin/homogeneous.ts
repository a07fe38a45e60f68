/**
 * One homogeneous layer, solved in closed form on the discrete streams.
 *
 * Amplitudes G± = √(2µw) n I± of the light that goes down and up make everything symmetric. With their sum U and difference V = G⁺ − G⁻ the
 * equation of transfer is dV/dτ = −P U, dU/dτ = −Q V, where P = M⁻¹ − a E and Q = M⁻¹ − a O; M⁻¹ holds 1/µ, E and O the even and odd Legendre
 * orders of the phase function. Doubling a thin layer converges to the exponential of this pair (a test shows it); here its eigenvectors give
 * that limit at once for any thickness, a half space included. Both faces are then joined by
 *   V_top = A U_top − B U_bottom,  V_bottom = B U_top − A U_bottom,
 *   A = Y diag(k coth kτ) Yᵀ,  B = Y diag(k / sinh kτ) Yᵀ,  Q = L Lᵀ,  Lᵀ P L = V diag(k²) Vᵀ,  Y = L⁻ᵀ V.
 */
import type { Layer } from './layers.ts';
import type { Medium } from './streams.ts';
import { cholesky, choleskySolveRows, eigenSymmetric, transposedSolve } from './symmetric.ts';

/** What lies below a level: V = K U there, and the light that leaves the stack at its far side is `through` · U. */
export interface Below {
  readonly admittance: Float64Array;
  readonly through: Float64Array;
}

export interface LayerSolver {
  /** Replaces what is below a layer by what is below its top. A half space may be given anything. */
  readonly addOnTop: (layer: Layer, medium: Medium, below: Below) => void;
}

/** Even and odd part of the phase function of one medium and anisotropy. */
interface Phase {
  readonly even: Float64Array;
  readonly odd: Float64Array;
}

/** Optical thickness that no result shows. */
const NOTHING = 1e-20;

/** Workspace for layers of at most `most` streams, with phase functions to the order `orders`. */
export function layerSolver(most: number, orders: number): LayerSolver {
  const size = most * most;
  const [p, q, y, a, b, x] = Array.from({ length: 6 }, () => new Float64Array(size));
  const [square, kCoth, kSinh, kTanh] = Array.from({ length: 4 }, () => new Float64Array(most));
  const scratch = new Float64Array(2 * most);
  let phaseG = Number.NaN;
  let phaseMedium: Medium | null = null;
  const phase: Phase = { even: new Float64Array(size), odd: new Float64Array(size) };

  /** Layers of one wavelength mostly share their anisotropy. */
  function setPhase(medium: Medium, g: number): void {
    if (medium === phaseMedium && g === phaseG) return;
    phaseMedium = medium;
    phaseG = g;
    fillPhase(phase, medium, g, orders);
  }

  function fillModes(layer: Layer, medium: Medium, albedo: number): void {
    const n = medium.count;
    setPhase(medium, layer.g);
    for (let i = 0; i < n; i++) {
      const row = i * n;
      for (let j = 0; j < n; j++) {
        p[row + j] = -albedo * phase.even[row + j];
        q[row + j] = -albedo * phase.odd[row + j];
      }
      const steep = 1 / medium.mu[i];
      p[row + i] += steep;
      q[row + i] += steep;
    }
    cholesky(q, n);
    congruence(p, q, n, a, b);
    eigenSymmetric(b, n, y, square, scratch);
    for (let i = 0; i < n; i++) transposedSolve(q, n, y, i * n);
    // without absorption one mode does not decay: its k² is 0 but for rounding
    if (albedo === 1) square[indexOfLeast(square, n)] = 0;
  }

  function addOnTop(layer: Layer, medium: Medium, below: Below): void {
    const n = medium.count;
    const extinction = layer.muAPerMm + layer.muSPerMm;
    const halfSpace = layer.thicknessMm === Number.POSITIVE_INFINITY;
    if (extinction === 0) {
      // nothing comes back from a transparent half space
      if (halfSpace) asTransparent(below, n);
      return;
    }
    // delta-M: the share f = g^N of scattering that goes straight on counts as not scattered (Wiscombe 1977, J. Atmos. Sci. 34:1408)
    const straight = layer.g ** orders;
    const albedo = layer.muSPerMm / extinction;
    const tau = extinction * (1 - albedo * straight) * layer.thicknessMm;
    if (tau < NOTHING) return;
    const scaled = (albedo * (1 - straight)) / (1 - albedo * straight);
    if (scaled === 0) diagonalModes(medium);
    else fillModes(layer, medium, scaled);
    if (halfSpace) {
      for (let i = 0; i < n; i++) kCoth[i] = Math.sqrt(Math.max(0, square[i]));
      weightedSquares(y, kCoth, n, below.admittance);
      below.through.fill(0);
      return;
    }
    for (let i = 0; i < n; i++) {
      const k = Math.sqrt(Math.max(0, square[i]));
      const path = k * tau;
      kCoth[i] = path < 1e-8 ? 1 / tau : k / Math.tanh(path);
      kSinh[i] = path < 1e-8 ? 1 / tau : k / Math.sinh(path);
      kTanh[i] = k * Math.tanh(path / 2);
    }
    join(n, below);
  }

  /** Absorption alone: every stream for itself. */
  function diagonalModes(medium: Medium): void {
    const n = medium.count;
    y.fill(0, 0, n * n);
    for (let i = 0; i < n; i++) {
      square[i] = 1 / medium.mu[i] ** 2;
      y[i * n + i] = Math.sqrt(medium.mu[i]);
    }
  }

  /**
   * K ← A − B (K + A)⁻¹ B, written as X + B (K + A)⁻¹ (K + X) with X = A − B = Y diag(k tanh kτ/2) Yᵀ, which loses nothing when the layer is
   * thin.
   */
  function join(n: number, below: Below): void {
    const { admittance, through } = below;
    weightedSquares(y, kCoth, n, a);
    weightedSquares(y, kSinh, n, b);
    weightedSquares(y, kTanh, n, x);
    for (let i = 0; i < n * n; i++) {
      a[i] += admittance[i];
      admittance[i] += x[i];
    }
    cholesky(a, n);
    choleskySolveRows(a, n, admittance, n);
    choleskySolveRows(a, n, through, 1);
    // row j of `admittance` now is (K + A)⁻¹ times column j of K + X
    for (let i = 0; i < n; i++) {
      const rowI = i * n;
      let onward = 0;
      for (let k = 0; k < n; k++) onward += b[rowI + k] * through[k];
      scratch[i] = onward;
      for (let j = 0; j <= i; j++) {
        const rowJ = j * n;
        let sum = x[rowI + j];
        for (let k = 0; k < n; k++) sum += b[rowI + k] * admittance[rowJ + k];
        a[rowI + j] = sum;
        a[rowJ + i] = sum;
      }
    }
    admittance.set(a.subarray(0, n * n));
    through.set(scratch.subarray(0, n));
  }

  return { addOnTop };
}

function asTransparent({ admittance, through }: Below, n: number): void {
  admittance.fill(0);
  for (let i = 0; i < n; i++) admittance[i * n + i] = 1;
  through.fill(0);
}

/** Henyey–Greenstein (χ_k = g^k) after delta-M, so that streams of conservative layers lose nothing. */
function fillPhase({ even, odd }: Phase, medium: Medium, g: number, orders: number): void {
  const { count: n, mu, legendre } = medium;
  even.fill(0, 0, n * n);
  odd.fill(0, 0, n * n);
  const straight = g ** orders;
  let moment = 1;
  for (let k = 0; k < orders; k++) {
    const target = k % 2 === 0 ? even : odd;
    const chi = (moment - straight) / (1 - straight);
    const row = k * n;
    for (let i = 0; i < n; i++) {
      const left = chi * legendre[row + i];
      for (let j = 0; j <= i; j++) target[i * n + j] += left * legendre[row + j];
    }
    moment *= g;
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      even[j * n + i] = even[i * n + j];
      odd[j * n + i] = odd[i * n + j];
    }
  // Where points of another medium serve, the weights miss the norm by a little: what is missing goes straight on (after Grant & Hunt 1969).
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += even[i * n + j] * legendre[j] * mu[j];
    const missing = (1 - sum / legendre[i]) / mu[i];
    even[i * n + i] += missing;
    odd[i * n + i] += missing;
  }
}

/** out = Lᵀ P L, whole, with L in the lower triangle of `l`. */
function congruence(p: Float64Array, l: Float64Array, n: number, work: Float64Array, out: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = j; k < n; k++) sum += p[i * n + k] * l[k * n + j];
      work[i * n + j] = sum;
    }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += l[k * n + i] * work[k * n + j];
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
}

/** out = Σ_i weight_i y_i y_iᵀ over the rows y_i. */
function weightedSquares(y: Float64Array, weight: Float64Array, n: number, out: Float64Array): void {
  out.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const w = weight[i];
    for (let j = 0; j < n; j++) {
      const left = w * y[row + j];
      for (let k = 0; k <= j; k++) out[j * n + k] += left * y[row + k];
    }
  }
  for (let j = 0; j < n; j++) for (let k = 0; k < j; k++) out[k * n + j] = out[j * n + k];
}

function indexOfLeast(values: Float64Array, n: number): number {
  let least = 0;
  for (let i = 1; i < n; i++) if (values[i] < values[least]) least = i;
  return least;
}
