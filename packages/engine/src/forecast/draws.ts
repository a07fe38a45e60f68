/** Values of the parameters within their intervals: the middle, a chance draw, or a place on the way to the pale or the dark end. */
import { type Estimate, Z80 } from '../estimate.ts';
import type { Random } from '../random.ts';
import { LIFE_NAMES, type Life, type LifeDraw } from './priors.ts';

/** The value that lies `z` deviations from the middle: by factors on each side for what is positive, else by steps. */
export function atDeviation({ value, low, high }: Estimate, z: number): number {
  const end = z < 0 ? low : high;
  const far = Math.abs(z) / Z80;
  return low > 0 ? value * (end / value) ** far : Math.max(0, value + (end - value) * far);
}

/** Deviations of every parameter, in the order of the table of priors. */
export type Deviations = readonly number[];

export const MIDDLE: Deviations = LIFE_NAMES.map(() => 0);

export function someDeviations(random: Random): Deviations {
  return LIFE_NAMES.map(() => random.normal());
}

export function lifeAt(life: Life, deviations: Deviations): LifeDraw {
  const made = Object.fromEntries(LIFE_NAMES.map((name, i) => [name, atDeviation(life[name], deviations[i])])) as unknown as LifeDraw;
  return {
    ...made,
    lymphShare: Math.min(0.9, made.lymphShare),
    clumpedTint: Math.min(1, made.clumpedTint),
    palePhase: Math.min(0.9, made.palePhase),
  };
}

/**
 * The likeliest set of parameters of all that lie `z` deviations to one side of the middle, by how much each changes `measure` (the design point of
 * first-order reliability: Hasofer & Lind 1974).
 */
export function towards(life: Life, z: number, measure: (draw: LifeDraw) => number): LifeDraw {
  const slopes = LIFE_NAMES.map((_, i) => {
    const moved = (step: number): number =>
      measure(
        lifeAt(
          life,
          LIFE_NAMES.map((__, k) => (k === i ? step : 0)),
        ),
      );
    return (moved(Z80) - moved(-Z80)) / (2 * Z80);
  });
  const length = Math.hypot(...slopes);
  return lifeAt(life, length === 0 ? MIDDLE : slopes.map((slope) => (z * slope) / length));
}
