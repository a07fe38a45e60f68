/**
 * Reflectance of skin with a whole square lattice of dots by Monte Carlo: what the product of single contrasts is held against. As in `dot-run.ts`
 * light is followed backwards and every history is priced for all loads; one history is laid on the lattice at several places, which is as good as
 * more histories, since skin is the same everywhere.
 */
import type { Layer } from './layers.ts';
import { EXIT, type Packet, packetTracer } from './monte-carlo.ts';
import { randomWords, unit } from './random-words.ts';

export interface LatticeInput {
  readonly layers: readonly Layer[];
  readonly depthMm: number;
  readonly thicknessMm: number;
  readonly diameterMm: number;
  readonly spacingMm: number;
  readonly opticalLoads: readonly number[];
  readonly photons: number;
  readonly seed: number;
  readonly purpose: string;
}

/** Places of one history on the cell: a grid of so many, squared, shifted at random. */
const PLACES = 3;

/** R / R_skin of the lattice by load, with the standard error by batches. */
export function latticeRun(input: LatticeInput): { readonly ratio: number; readonly standardError: number }[] {
  const { spacingMm, diameterMm, opticalLoads, photons, seed, purpose } = input;
  if (!(diameterMm < spacingMm)) throw new RangeError(`dots of ${diameterMm} mm overlap at a spacing of ${spacingMm} mm`);
  const { packet, trace } = packetTracer(input.layers, seed, purpose, { keep: 'path' });
  const shift = randomWords(seed, `${purpose}/shift`);
  let next = 0;
  const random = (): number => {
    if (next === shift.words.length) {
      shift.refill();
      next = 0;
    }
    return unit(shift.words[next++]);
  };
  const batches = 20;
  const ratios = opticalLoads.map(() => new Float64Array(batches));
  const left = new Float64Array(opticalLoads.length);
  for (let batch = 0; batch < batches; batch++) {
    let returned = 0;
    left.fill(0);
    for (let i = 0; i < photons / batches; i++) {
      trace();
      if (packet.exit !== EXIT.top) continue;
      returned += packet.weight;
      const x0 = random();
      const y0 = random();
      for (let place = 0; place < PLACES * PLACES; place++) {
        const x = ((place % PLACES) + x0) / PLACES;
        const y = (Math.floor(place / PLACES) + y0) / PLACES;
        const inDots = wayInLattice(packet, input, x * spacingMm, y * spacingMm) / input.thicknessMm;
        opticalLoads.forEach((tau, t) => {
          left[t] += (packet.weight * Math.exp(-tau * inDots)) / (PLACES * PLACES);
        });
      }
    }
    ratios.forEach((of, t) => {
      of[batch] = left[t] / returned;
    });
  }
  return ratios.map((of) => {
    const mean = of.reduce((a, b) => a + b, 0) / batches;
    const spread = of.reduce((a, b) => a + (b - mean) ** 2, 0) / (batches - 1);
    return { ratio: mean, standardError: Math.sqrt(spread / batches) };
  });
}

/** Way of a packet in the dots, when it starts at x, y from a dot's centre. */
function wayInLattice(
  { path, corners }: Packet,
  { depthMm, thicknessMm, diameterMm, spacingMm }: LatticeInput,
  x: number,
  y: number,
): number {
  const top = depthMm - thicknessMm / 2;
  const bottom = depthMm + thicknessMm / 2;
  const radius2 = (diameterMm / 2) ** 2;
  // a piece no longer than this touches no other dot than the one nearest to its middle
  const longest = spacingMm - diameterMm;
  let way = 0;
  for (let o = 3; o < 3 * corners; o += 3) {
    const z0 = path[o - 1];
    const dz = path[o + 2] - z0;
    const [from, to] = within(z0, dz, top, bottom);
    if (to <= from) continue;
    const dx = path[o] - path[o - 3];
    const dy = path[o + 1] - path[o - 2];
    const across2 = dx * dx + dy * dy;
    const length = Math.sqrt(across2 + dz * dz);
    const pieces = Math.max(1, Math.ceil((Math.sqrt(across2) * (to - from)) / longest));
    for (let piece = 0; piece < pieces; piece++) {
      const t0 = from + ((to - from) * piece) / pieces;
      const t1 = from + ((to - from) * (piece + 1)) / pieces;
      const tm = (t0 + t1) / 2;
      const px = x + path[o - 3];
      const py = y + path[o - 2];
      const cx = spacingMm * Math.round((px + dx * tm) / spacingMm) - px;
      const cy = spacingMm * Math.round((py + dy * tm) / spacingMm) - py;
      way += length * chord(-cx, -cy, dx, dy, across2, radius2, t0, t1);
    }
  }
  return way;
}

/** Part of 0..1 of a way in z that lies between two depths. */
function within(z0: number, dz: number, top: number, bottom: number): [number, number] {
  if (dz === 0) return z0 > top && z0 < bottom ? [0, 1] : [0, 0];
  const a = (top - z0) / dz;
  const b = (bottom - z0) / dz;
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))];
}

/** Part of t0..t1 of p + t d inside the circle round 0. */
function chord(px: number, py: number, dx: number, dy: number, across2: number, radius2: number, t0: number, t1: number): number {
  const c = px * px + py * py - radius2;
  if (across2 <= 1e-18) return c < 0 ? t1 - t0 : 0;
  const b = px * dx + py * dy;
  const root2 = b * b - across2 * c;
  if (root2 <= 0) return 0;
  const root = Math.sqrt(root2);
  return Math.max(0, Math.min(t1, (root - b) / across2) - Math.max(t0, (-b - root) / across2));
}
