/**
 * Light on a stack of plane layers, by adding (van de Hulst 1980; Prahl 1995): what the whole stack reflects and lets through, specular reflection
 * included. Layers are added from the bottom up, each one solved whole (`homogeneous.ts`). Any indices: every boundary reflects after Fresnel, with
 * total reflection.
 */
import { type Below, layerSolver } from './homogeneous.ts';
import type { Layer } from './layers.ts';
import { fewIndices, fresnel, type Medium, type Streams, streamsFor } from './streams.ts';
import { cholesky, choleskySolveRows, solveRowsRight } from './symmetric.ts';

export interface StackOptions {
  /** Streams in each hemisphere, even, 4 to 64. */
  readonly streams?: number;
  /** Refractive index above the first layer, and below the last one. */
  readonly nAbove?: number;
  readonly nBelow?: number;
}

/** Totals as a share of what falls in from above; the specular reflection is in UR1 and URU. */
export interface Totals {
  /** Reflected and let through, of light that falls straight down. */
  readonly UR1: number;
  readonly UT1: number;
  /** The same of diffuse light. */
  readonly URU: number;
  readonly UTU: number;
}

/** Enough for colour: on skin the reflectance is within 0.0002 of that with 64. */
export const DEFAULT_STREAMS = 8;

/** One stack. For many use `stackSolver`, which keeps its workspace. */
export function lightOnStack(layers: readonly Layer[], options: StackOptions = {}): Totals {
  return stackSolver(options)(layers);
}

/** A function that solves stacks one after another; its workspace stays for stacks of the same indices, e.g. for all wavelengths of one skin. */
export function stackSolver({
  streams = DEFAULT_STREAMS,
  nAbove = 1,
  nBelow = 1,
}: StackOptions = {}): (layers: readonly Layer[]) => Totals {
  if (!(streams >= 2 && streams % 2 === 0)) throw new RangeError(`the number of streams must be even, it is ${streams}`);
  let key = '';
  let work: Work | null = null;
  return (layers) => {
    const wanted = layers.map((layer) => `${layer.n}${layer.muSPerMm > 0 ? 's' : ''}`).join();
    if (work === null || wanted !== key) {
      work = workFor(layers, streams, nAbove, nBelow);
      key = wanted;
    }
    return totals(layers, work, nAbove, nBelow);
  };
}

interface Work {
  readonly streams: Streams;
  /** Index that stands for one of the stack. */
  readonly indices: ReadonlyMap<number, number>;
  readonly below: Below;
  readonly solver: ReturnType<typeof layerSolver>;
  /** Two matrices, the first with a row to spare. */
  readonly rows: Float64Array;
  readonly square: Float64Array;
  readonly reflected: Float64Array;
}

function workFor(layers: readonly Layer[], asked: number, nAbove: number, nBelow: number): Work {
  const all = [nAbove, ...layers.map((layer) => layer.n), nBelow];
  const indices = fewIndices(all, [...all.slice(0, 2), ...all.slice(-2)]);
  const [above, ...within] = all.map((n) => indices.get(n) ?? n);
  const scattering = layers.flatMap((layer, k) => (layer.muSPerMm > 0 ? [within[k]] : []));
  // light comes from above, and whatever scatters turns it into every direction
  const lit = Math.max(...scattering, Math.min(above, Math.max(...within)));
  const streams = streamsFor(asked, lit, [above, ...within]);
  const most = streams.root.length;
  return {
    streams,
    indices,
    below: { admittance: new Float64Array(most * most), through: new Float64Array(most) },
    solver: layerSolver(most, asked),
    rows: new Float64Array((most + 1) * most),
    square: new Float64Array(most * most),
    reflected: new Float64Array(most),
  };
}

function totals(layers: readonly Layer[], work: Work, nAbove: number, nBelow: number): Totals {
  const { streams, indices, below, solver } = work;
  const mediumOf = (n: number): Medium => streams.medium(indices.get(n) ?? n);
  let medium = mediumOf(nBelow);
  // open space: nothing comes back, and all that arrives has left
  openSpace(below, medium, streams);
  for (let k = layers.length - 1; k >= 0; k--) {
    const layer = layers[k];
    const own = mediumOf(layer.n);
    if (own !== medium && layer.thicknessMm !== Number.POSITIVE_INFINITY) addBoundary(work, own, medium);
    medium = own;
    solver.addOnTop(layer, medium, below);
  }
  const above = mediumOf(nAbove);
  if (above !== medium) addBoundary(work, above, medium);
  return summed(work, above);
}

function openSpace({ admittance, through }: Below, { count }: Medium, { root }: Streams): void {
  admittance.fill(0, 0, count * count);
  for (let i = 0; i < count; i++) {
    admittance[i * count + i] = 1;
    // U holds what comes back as well: nothing here
    through[i] = root[i];
  }
}

/**
 * Adds the boundary from `upper` to `lower`. On amplitudes that come and go, G⁻ = R G⁺, it is diagonal:
 * R ← r + t (1 − R r)⁻¹ R t, with r = 1 for streams that only one of the media carries.
 */
function addBoundary(work: Work, upper: Medium, lower: Medium): void {
  const { rows, square, reflected, below } = work;
  const m = lower.count;
  const through = m * m;
  for (let i = 0; i < m; i++) reflected[i] = fresnel(lower.mu[i], lower.n, upper.n);
  turnOver(below, m, work, 2);
  // x = R (1 − r R)⁻¹, which equals (1 − R r)⁻¹ R as R is symmetric; the row below it: through (1 − r R)⁻¹
  rows.set(below.admittance.subarray(0, m * m));
  rows.set(below.through.subarray(0, m), through);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) square[i * m + j] = -reflected[i] * below.admittance[i * m + j];
    square[i * m + i] += 1;
  }
  solveRowsRight(square, m, rows, m + 1);
  const n = upper.count;
  const both = Math.min(m, n);
  const R = below.admittance;
  R.fill(0, 0, n * n);
  below.through.fill(0, 0, n);
  for (let i = 0; i < both; i++) {
    const passed = 1 - reflected[i];
    for (let j = 0; j < both; j++) R[i * n + j] = passed * rows[i * m + j] * (1 - reflected[j]);
    R[i * n + i] += reflected[i];
    below.through[i] = passed * rows[through + i];
  }
  for (let i = both; i < n; i++) R[i * n + i] = 1;
  turnOver(below, n, work, 1);
}

/**
 * K → R = 2 (1 + K)⁻¹ − 1 and back again, as the map is its own inverse.
 * `through` goes from U to G⁺ = ½ (1 + K) U by twice (1 + K)⁻¹, and from G⁺ to U by once (1 + R)⁻¹.
 */
function turnOver({ admittance, through }: Below, n: number, { square, rows }: Work, scale: 1 | 2): void {
  rows.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) square[i * n + j] = admittance[i * n + j];
    square[i * n + i] += 1;
    rows[i * n + i] = 1;
  }
  cholesky(square, n);
  choleskySolveRows(square, n, rows, n);
  choleskySolveRows(square, n, through, 1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) admittance[i * n + j] = 2 * rows[i * n + j];
    admittance[i * n + i] -= 1;
    through[i] *= scale;
  }
}

function summed(work: Work, above: Medium): Totals {
  const { below } = work;
  const { root } = work.streams;
  const n = above.count;
  turnOver(below, n, work, 2);
  const { admittance: R, through } = below;
  let UR1 = 0;
  let URU = 0;
  let UTU = 0;
  let incident = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += R[i * n + j] * root[j];
    URU += root[i] * sum;
    UR1 += root[i] * R[i * n];
    UTU += through[i] * root[i];
    incident += root[i] * root[i];
  }
  // diffuse light from a denser medium comes at angles too, that no stream has: the first boundary reflects them whole
  const whole = above.n ** 2;
  const beyond = n === root.length ? Math.max(0, whole - incident) : 0;
  // few streams let a thin, forward layer reflect a trifle below nothing
  return {
    UR1: Math.max(0, UR1 / root[0]),
    UT1: Math.max(0, through[0] / root[0]),
    URU: Math.max(0, (URU + beyond) / (incident + beyond)),
    UTU: Math.max(0, UTU / (incident + beyond)),
  };
}
