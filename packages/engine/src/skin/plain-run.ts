/** Totals of a stack by Monte Carlo: what every other way of computing them is held against. */
import type { Layer } from './layers.ts';
import { EXIT, packetTracer } from './monte-carlo.ts';

/** A mean over packets with its standard error. */
export interface Mean {
  readonly mean: number;
  readonly standardError: number;
}

export interface PlainRun {
  /** What the first boundary throws back, computed and not sampled. */
  readonly specular: number;
  /** Of light straight down, what comes back without `specular`, and what leaves below. */
  readonly reflectance: Mean;
  readonly transmittance: Mean;
  /** By layer. */
  readonly absorbed: readonly Mean[];
  /** What roulette took less what it gave, per packet: 0 in the mean. With it the balance of a run is exact. */
  readonly roulette: Mean;
  readonly scatteringsPerPacket: number;
}

/** Reflectance, transmittance and absorption of a stack under light that comes straight down. */
export function plainRun(layers: readonly Layer[], photons: number, seed: number): PlainRun {
  const { packet, entered, trace } = packetTracer(layers, seed, 'monte-carlo/plain', { keep: 'absorption' });
  const reflectance = summing();
  const transmittance = summing();
  const roulette = summing();
  const absorbed = layers.map(() => summing());
  let scatterings = 0;
  for (let i = 0; i < photons; i++) {
    trace();
    const out = packet.exit === EXIT.lost ? 0 : packet.weight;
    reflectance.add(packet.exit === EXIT.top ? out : 0);
    transmittance.add(packet.exit === EXIT.bottom ? out : 0);
    let missing = entered - out;
    for (let k = 0; k < absorbed.length; k++) {
      absorbed[k].add(packet.absorbed[k]);
      missing -= packet.absorbed[k];
    }
    roulette.add(missing);
    scatterings += packet.scatterings;
  }
  return {
    specular: 1 - entered,
    reflectance: reflectance.mean(photons),
    transmittance: transmittance.mean(photons),
    absorbed: absorbed.map((a) => a.mean(photons)),
    roulette: roulette.mean(photons),
    scatteringsPerPacket: scatterings / photons,
  };
}

function summing(): { add(value: number): void; mean(count: number): Mean } {
  let sum = 0;
  let squares = 0;
  return {
    add(value) {
      sum += value;
      squares += value * value;
    },
    mean(count) {
      const mean = sum / count;
      return { mean, standardError: Math.sqrt(Math.max(0, squares / count - mean * mean) / count) };
    },
  };
}
