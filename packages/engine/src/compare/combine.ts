/** Independent doubts, put together. */
import { between, type Estimate } from '../estimate.ts';
import type { End } from './thin-area.ts';

/**
 * A share that follows from several estimates: each is moved to its ends alone, and the moves are added in quadrature, as for independent
 * errors. Kept within 0..1.
 * @param at the share with these ends; monotone in each
 */
export function combinedShare<K extends string>(factors: readonly K[], at: (ends: Readonly<Record<K, End>>) => number): Estimate {
  const all = Object.fromEntries(factors.map((factor) => [factor, 'value'])) as Record<K, End>;
  const value = bounded(at(all));
  let down = 0;
  let up = 0;
  for (const factor of factors) {
    const moved = (['low', 'high'] as const).map((end) => bounded(at({ ...all, [factor]: end })) - value);
    down += Math.min(0, ...moved) ** 2;
    up += Math.max(0, ...moved) ** 2;
  }
  return between(value, Math.max(0, value - Math.sqrt(down)), Math.min(1, value + Math.sqrt(up)), 'share');
}

function bounded(share: number): number {
  return Math.max(0, Math.min(1, share));
}
