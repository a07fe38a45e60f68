/**
 * Contrast of single dots by Monte Carlo. Light is followed backwards: packets start straight down at the viewed point, and by reciprocity the
 * weight that leaves again is what the point sends to an observer above under diffuse light (geometry d/0, surface gloss excluded). Every
 * history is priced for all tissues (absorption), all dots of a grid and all optical loads, so that contrasts share their noise.
 */
import { type DotGrid, dotPaths } from './dot-paths.ts';
import type { Layer } from './layers.ts';
import { EXIT, packetTracer } from './monte-carlo.ts';

export interface DotRunInput {
  /** Stacks that differ in absorption alone. */
  readonly tissues: readonly (readonly Layer[])[];
  readonly grid: DotGrid;
  /** Absorption optical thickness of a deposit, straight through: load (g/m²) × mass absorption (m²/g). */
  readonly opticalLoads: readonly number[];
  readonly photons: number;
  readonly seed: number;
  /** Names the stream of random numbers: one per wavelength and chunk makes the sum independent of who computes what. */
  readonly purpose: string;
}

/** Sums, so that runs of other streams can be added. */
export interface DotRun {
  photons: number;
  /** Weight that came back from bare skin, by tissue. */
  readonly returned: Float64Array;
  /** Of it, what each dot would have taken: ((ring × depth) × tissue) × optical load. */
  readonly taken: Float64Array;
}

/** Ways in a dot are counted in classes even in the logarithm, shared linearly between neighbours: within 6·10⁻⁴ of exact, each. */
const SHORTEST = 0.005;
const CLASS_LN = 0.15;
const CLASSES = 66;

export function dotRun({ tissues, grid, opticalLoads, photons, seed, purpose }: DotRunInput): DotRun {
  const { packet, entered, trace } = packetTracer(clearest(tissues), seed, purpose, { keep: 'path' });
  const paths = dotPaths(grid);
  const { lengthMm, touched, cellOf } = paths;
  const count = tissues.length;
  const layers = tissues[0].length;
  const muA = Float64Array.from(tissues.flatMap((tissue) => tissue.map((l) => l.muAPerMm)));
  const weights = new Float64Array(count);
  const returned = new Float64Array(count);
  const cells = grid.rings.length * grid.depthMm.length;
  const share = new Float64Array(cells * CLASSES * count);
  for (let i = 0; i < photons; i++) {
    trace();
    if (packet.exit !== EXIT.top) continue;
    for (let m = 0; m < count; m++) {
      let absorption = 0;
      for (let k = 0; k < layers; k++) absorption += muA[m * layers + k] * packet.lengthMm[k];
      weights[m] = entered * packet.boost * Math.exp(-absorption);
      returned[m] += weights[m];
    }
    paths.follow(packet);
    for (let t = 0; t < paths.touchedCount; t++) {
      const place = touched[t];
      const inDot = lengthMm[place] / grid.thicknessMm;
      // shorter ways take in proportion to their length
      const scale = Math.min(1, inDot / SHORTEST);
      const at = Math.min(CLASSES - 1.001, Math.max(0, Math.log(inDot / SHORTEST) / CLASS_LN));
      const low = Math.floor(at);
      const upper = (at - low) * scale;
      const lower = scale - upper;
      const o = (cellOf[place] * CLASSES + low) * count;
      for (let m = 0; m < count; m++) {
        share[o + m] += weights[m] * lower;
        share[o + count + m] += weights[m] * upper;
      }
    }
  }
  return { photons, returned, taken: takenByLoad(share, grid, count, opticalLoads) };
}

/** The least absorbing stack, by which roulette is played: no tissue's packet then weighs more than roulette took it for. */
function clearest(tissues: readonly (readonly Layer[])[]): Layer[] {
  return tissues[0].map((layer, k) => ({ ...layer, muAPerMm: Math.min(...tissues.map((t) => t[k].muAPerMm)) }));
}

function takenByLoad(share: Float64Array, grid: DotGrid, tissues: number, opticalLoads: readonly number[]): Float64Array {
  const depths = grid.depthMm.length;
  const loads = opticalLoads.length;
  const takes = opticalLoads.map((tau) =>
    Float64Array.from({ length: CLASSES }, (_, k) => -Math.expm1(-tau * SHORTEST * Math.exp(CLASS_LN * k))),
  );
  const cells = grid.rings.length * depths;
  const taken = new Float64Array(cells * tissues * loads);
  for (let cell = 0; cell < cells; cell++) {
    const { azimuths } = grid.rings[Math.floor(cell / depths)];
    for (let k = 0; k < CLASSES; k++) {
      const o = (cell * CLASSES + k) * tissues;
      for (let m = 0; m < tissues; m++) {
        const weight = share[o + m] / azimuths;
        if (weight === 0) continue;
        for (let t = 0; t < loads; t++) taken[(cell * tissues + m) * loads + t] += weight * takes[t][k];
      }
    }
  }
  return taken;
}

/** Adds a run of the same input but another stream. */
export function addRun(sum: DotRun, run: DotRun): void {
  sum.photons += run.photons;
  for (let i = 0; i < sum.returned.length; i++) sum.returned[i] += run.returned[i];
  for (let i = 0; i < sum.taken.length; i++) sum.taken[i] += run.taken[i];
}

/** R / R_skin of the dot of a ring at a depth. */
export function contrastOf(run: DotRun, input: DotRunInput, ring: number, depth: number, tissue: number, load: number): number {
  const cell = ring * input.grid.depthMm.length + depth;
  const at = (cell * input.tissues.length + tissue) * input.opticalLoads.length + load;
  return 1 - run.taken[at] / run.returned[tissue];
}
