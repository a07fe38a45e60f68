/** How far two textures are apart to the eye: their mean colours, and their lights and darks rank by rank. */
import { deltaE00, type Lab } from '../../colour/lab.ts';
import { between, type Estimate } from '../../estimate.ts';
import type { Random } from '../../random.ts';

/** Seen colours of a patch by lightness: of each step of L* how many samples, and their sums of L*, a*, b*. */
export type Tally = Float64Array;

export interface Contrast {
  /** CIEDE2000, mean over the ranks of lightness. */
  readonly deltaE00: Estimate;
  /** CIEDE2000 of the mean seen colours. */
  readonly tone: Estimate;
  /** The same as `deltaE00`, of one half of the reference against the other: what the hair differs by from itself. Null where there is too little of it. */
  readonly ownDeltaE00: Estimate | null;
  readonly zoneLab: Lab;
  readonly referenceLab: Lab;
}

const STEP = 0.5;
const STEPS = 220;
/** The eye's blur overshoots a little below black. */
const LOWEST = -5;
const FIELDS = 4;
const DRAWS = 80;
/** Halves of fewer patches say nothing about the whole. */
const LEAST_PATCHES = 6;
const UNIT = 'CIEDE2000';

export function emptyTally(): Tally {
  return new Float64Array(FIELDS * STEPS);
}

export function count(tally: Tally, [L, a, b]: Lab): void {
  const step = Math.min(STEPS - 1, Math.max(0, Math.floor((L - LOWEST) / STEP)));
  const i = FIELDS * step;
  tally[i]++;
  tally[i + 1] += L;
  tally[i + 2] += a;
  tally[i + 3] += b;
}

/**
 * The k-th lightest part of the zone is held against the k-th lightest part of the reference, and CIEDE2000 averaged over all k. In L* alone this is the
 * Wasserstein distance of the two distributions: the least mean change that turns one texture's lights and darks into the other's, wherever they lie. It is 0 only where
 * both hold the same lights and darks, and it is the difference of the means where both have one texture. Which neighbours a dark place has is not asked beyond
 * the eye's own blur: a lattice and a scatter of the same darkness match.
 *
 * Intervals: patches are drawn anew with replacement (block bootstrap), as pixels beside each other are no independent witnesses. A distance
 * cannot be negative, so chance alone makes it too large: the interval is the reflected one, 2θ − q, which reaches 0 where there is nothing but chance.
 */
export function contrastOfTallies({ zone, reference }: Pair, random: Random): Contrast {
  const [allZone, allReference] = [summed(zone, null), summed(reference, null)];
  const [zoneLab, referenceLab] = [meanLab(allZone), meanLab(allReference)];
  const [apart, tone] = [rankDistance(allZone, allReference), deltaE00(zoneLab, referenceLab)];
  const draws = Array.from({ length: DRAWS }, () => [
    summed(zone, drawn(zone.length, random)),
    summed(reference, drawn(reference.length, random)),
  ]);
  return {
    deltaE00: reflected(
      apart,
      draws.map(([z, r]) => rankDistance(z, r)),
    ),
    tone: reflected(
      tone,
      draws.map(([z, r]) => deltaE00(meanLab(z), meanLab(r))),
    ),
    ownDeltaE00: ownDistance(reference, random),
    zoneLab,
    referenceLab,
  };
}

/** A zone and what it is held against, by patches. */
export interface Pair {
  readonly zone: readonly Tally[];
  readonly reference: readonly Tally[];
}

/** Without the steps that hold nothing in any patch: patches are summed up many times over. */
export function trimmed({ zone, reference }: Pair): Pair {
  const holds = (i: number): boolean => [...zone, ...reference].some((tally) => tally[i] > 0);
  const held = Array.from({ length: STEPS }, (_, step) => FIELDS * step).filter(holds);
  const cut = (tally: Tally): Tally => tally.subarray(held[0] ?? 0, (held.at(-1) ?? 0) + FIELDS);
  return { zone: zone.map(cut), reference: reference.map(cut) };
}

/**
 * By how much `deltaE00` is less after than before. The same patches are drawn for both, as the same scalp is seen twice: what the places differ by among
 * themselves falls out, and the interval is much narrower than those of the two contrasts.
 *
 * @param before, after with the same patches in the same order
 */
export function nearerBy(before: Pair, after: Pair, random: Random): Estimate {
  const apart = ({ zone, reference }: Pair, z: readonly number[] | null, r: readonly number[] | null): number =>
    rankDistance(summed(zone, z), summed(reference, r));
  const gains = Array.from({ length: DRAWS }, () => {
    const [z, r] = [drawn(before.zone.length, random), drawn(before.reference.length, random)];
    return apart(before, z, r) - apart(after, z, r);
  }).sort((p, q) => p - q);
  const gain = apart(before, null, null) - apart(after, null, null);
  return between(gain, Math.min(gain, quantile(gains, 0.1)), Math.max(gain, quantile(gains, 0.9)), UNIT);
}

/** Only the two numbers, where no interval is wanted. */
export function plainContrast({ zone, reference }: Pair): { readonly deltaE00: number; readonly tone: number } {
  const [z, r] = [summed(zone, null), summed(reference, null)];
  return { deltaE00: rankDistance(z, r), tone: deltaE00(meanLab(z), meanLab(r)) };
}

/** The estimate with what else may move it, to either side, as if by another cause. */
export function widened(estimate: Estimate, others: readonly number[], floor: number = 0): Estimate {
  const { value, low, high, unit } = estimate;
  const [least, most] = [Math.min(value, ...others), Math.max(value, ...others)];
  const lowest = value - Math.hypot(value - low, value - least);
  return between(value, Math.min(value, Math.max(floor, lowest)), value + Math.hypot(high - value, most - value), unit);
}

function ownDistance(reference: readonly Tally[], random: Random): Estimate | null {
  if (reference.length < LEAST_PATCHES) return null;
  const distances = Array.from({ length: DRAWS }, () => {
    const order = reference.map((_, i) => ({ i, key: random.next() })).sort((p, q) => p.key - q.key);
    const half = Math.floor(order.length / 2);
    const of = (part: typeof order): Tally =>
      summed(
        reference,
        part.map(({ i }) => i),
      );
    return rankDistance(of(order.slice(0, half)), of(order.slice(half)));
  }).sort((p, q) => p - q);
  return between(quantile(distances, 0.5), quantile(distances, 0.1), quantile(distances, 0.9), UNIT);
}

function reflected(value: number, draws: readonly number[]): Estimate {
  const sorted = [...draws].sort((p, q) => p - q);
  const low = Math.max(0, 2 * value - quantile(sorted, 0.9));
  return between(value, Math.min(value, low), Math.max(value, 2 * value - quantile(sorted, 0.1)), UNIT);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))];
}

function drawn(n: number, random: Random): readonly number[] {
  return Array.from({ length: n }, () => random.below(n));
}

function summed(tallies: readonly Tally[], picks: readonly number[] | null): Tally {
  const sum = new Float64Array(tallies[0]?.length ?? 0);
  for (let k = 0; k < (picks ?? tallies).length; k++) {
    const tally = tallies[picks === null ? k : picks[k]];
    for (let i = 0; i < sum.length; i++) sum[i] += tally[i];
  }
  return sum;
}

function meanLab(tally: Tally): Lab {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < tally.length; i++) sums[i % FIELDS] += tally[i];
  return [sums[1] / sums[0], sums[2] / sums[0], sums[3] / sums[0]];
}

function rankDistance(p: Tally, q: Tally): number {
  const [lights, darks] = [layersOf(p), layersOf(q)];
  let [i, k, sum, from] = [0, 0, 0, 0];
  while (i < lights.length && k < darks.length) {
    const to = Math.min(lights[i].upTo, darks[k].upTo);
    if (to > from) sum += (to - from) * deltaE00(lights[i].lab, darks[k].lab);
    from = to;
    if (lights[i].upTo <= to) i++;
    if (darks[k].upTo <= to) k++;
  }
  return sum;
}

/** Steps that hold anything, from the darkest, with the share of all up to and with each. */
function layersOf(tally: Tally): readonly { readonly upTo: number; readonly lab: Lab }[] {
  let total = 0;
  for (let i = 0; i < tally.length; i += FIELDS) total += tally[i];
  const layers: { readonly upTo: number; readonly lab: Lab }[] = [];
  for (let i = 0, below = 0; i < tally.length; i += FIELDS) {
    const n = tally[i];
    if (n === 0) continue;
    below += n;
    layers.push({ upTo: below / total, lab: [tally[i + 1] / n, tally[i + 2] / n, tally[i + 3] / n] });
  }
  return layers;
}
