/** Draws of what differs between people, spread evenly over their distributions, so that a band does not hang on the seed. */
import type { Random } from '../random.ts';
import { FITTED, RATE_SPREAD, RESPONDERS } from './biology.ts';
import { quantile, STANDARD_NORMAL } from './chance.ts';

/** One person: factors of the constants of biology.ts. */
export interface Kinetics {
  readonly anagenFactor: number;
  readonly kenogenFactor: number;
  readonly onsetFactor: number;
  readonly speedSpread: number;
  readonly rateFactor: number;
  /** To finasteride. */
  readonly responds: boolean;
}

/** Log-deviations between people [A], within the ranges that are published for the phases. */
const ANAGEN_SPREAD = 0.15;
const KENOGEN_SPREAD = 0.3;
const ONSET_SPREAD = 0.3;
const SPREAD_OF_SPEED_SPREAD = 0.1;

/** `count` people by Latin hypercube (McKay 1979). */
export function drawKinetics(count: number, random: Random): readonly Kinetics[] {
  const column = (): readonly number[] => shuffled(count, random).map((k) => (k + 0.5) / count);
  const normals = (): readonly number[] => column().map((share) => quantile(STANDARD_NORMAL, share));
  const anagen = normals();
  const kenogen = normals();
  const onset = normals();
  const spread = normals();
  const rate = normals();
  const response = column();
  return anagen.map((z, k) => ({
    anagenFactor: Math.exp(ANAGEN_SPREAD * z),
    kenogenFactor: Math.exp(KENOGEN_SPREAD * kenogen[k]),
    onsetFactor: Math.exp(ONSET_SPREAD * onset[k]),
    speedSpread: FITTED.speedSpread * Math.exp(SPREAD_OF_SPEED_SPREAD * spread[k]),
    rateFactor: Math.exp(RATE_SPREAD * rate[k] - RATE_SPREAD ** 2 / 2),
    responds: response[k] < RESPONDERS,
  }));
}

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = random.below(k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}
