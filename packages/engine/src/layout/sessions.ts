/**
 * Which dot is put in when: every session, and the first two together, spread over the whole zone as evenly as their number allows.
 *
 * Labels are first dealt out along the Hilbert curve, which keeps their counts true over any area; then neighbours of different sessions
 * change places as long as that lowers the crowding within the sessions, the sum of (1 − d/d_max)⁸ over near pairs.
 */
import type { Random } from '../random.ts';
import { addPoint, buckets, lineOf } from './buckets.ts';
import type { Places } from './scene.ts';

/** Reach of crowding in spacings of the session's own dots, and of a swap in spacings of all dots. */
const CROWDING_REACH = 1.6;
const SWAP_REACH = 1.7;
const SWEEPS = 12;
/** Sessions of a few per cent would look across the whole head; beyond so many spacings evenness is the deal's. */
const FARTHEST = 4;

export interface Spread extends Places {
  readonly spacingMm: Float64Array;
}

/** Dots that have their session and keep it. */
export interface Dealt extends Spread {
  readonly session: Uint8Array;
}

/**
 * @param dots in the order of the curve
 * @param share of each session, summing to 1
 * @param standing dots of an earlier layout about them
 * @returns session of each dot, from 1
 */
export function sessionsOf(
  dots: Spread,
  widthMm: number,
  heightMm: number,
  share: readonly number[],
  random: Random,
  standing: Dealt | null = null,
): Uint8Array {
  const free = dots.xMm.length;
  const session = dealt(free, share, random);
  if (share.length < 2 || free === 0) return session;
  const label = standing === null ? session.slice() : Uint8Array.from([...session, ...standing.session]);
  const leastShare = Math.min(...share.filter((s) => s > 0));
  const near = nearPairs(
    joined(dots, standing),
    widthMm,
    heightMm,
    Math.max(SWAP_REACH, Math.min(FARTHEST, CROWDING_REACH / Math.sqrt(leastShare))),
  );
  // the first two together are one more class, where there are others beside them
  const classes = share.length > 2 ? share.length + 1 : share.length;
  const together = share.length;
  const reach = share.map((s) => (s > 0 ? CROWDING_REACH / Math.sqrt(s) : 0));
  if (classes > together) reach.push(CROWDING_REACH / Math.sqrt(Math.max(share[0] + share[1], 1e-9)));
  const inBoth = (a: number): boolean => classes > together && a <= 2;
  /** Crowding that each dot would see in each class. */
  const crowding = new Float64Array(label.length * classes);
  const count = (i: number, sign: 1 | -1): void => {
    const a = label[i] - 1;
    for (let n = near.from[i]; n < near.from[i + 1]; n++) {
      const at = near.dot[n] * classes;
      crowding[at + a] += sign * eighth(1 - near.spacings[n] / reach[a]);
      if (inBoth(a + 1)) crowding[at + together] += sign * eighth(1 - near.spacings[n] / reach[together]);
    }
  };
  for (let i = 0; i < label.length; i++) count(i, 1);
  const seenBy = (i: number, a: number): number => crowding[i * classes + a - 1] + (inBoth(a) ? crowding[i * classes + together] : 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let swaps = 0;
    for (let i = 0; i < free; i++)
      for (let n = near.from[i]; n < near.from[i + 1]; n++) {
        const k = near.dot[n];
        const a = label[i];
        const b = label[k];
        if (k < i || k >= free || a === b || near.spacings[n] > SWAP_REACH) continue;
        // each of the two sees the other where it now is; after the swap it would not
        const d = near.spacings[n];
        let mutual = eighth(1 - d / reach[a - 1]) + eighth(1 - d / reach[b - 1]);
        if (inBoth(a) !== inBoth(b)) mutual += eighth(1 - d / reach[together]);
        const gain = seenBy(i, a) + seenBy(k, b) - seenBy(i, b) - seenBy(k, a) + mutual;
        if (gain <= 1e-9) continue;
        count(i, -1);
        count(k, -1);
        label[i] = b;
        label[k] = a;
        count(i, 1);
        count(k, 1);
        swaps++;
      }
    if (swaps === 0) break;
  }
  return label.slice(0, free);
}

function eighth(v: number): number {
  if (v <= 0) return 0;
  const v2 = v * v;
  const v4 = v2 * v2;
  return v4 * v4;
}

/** Labels in their shares within every short run. */
function dealt(count: number, share: readonly number[], random: Random): Uint8Array {
  const session = new Uint8Array(count);
  const given = share.map(() => 0);
  for (let i = 0; i < count; i++) {
    let best = 0;
    let lack = Number.NEGATIVE_INFINITY;
    for (let s = 0; s < share.length; s++) {
      const short = share[s] === 0 ? Number.NEGATIVE_INFINITY : share[s] * (i + 1) - given[s] + (random.next() - 0.5) * 0.2;
      if (short > lack) {
        lack = short;
        best = s;
      }
    }
    given[best]++;
    session[i] = best + 1;
  }
  return session;
}

function joined(dots: Spread, standing: Spread | null): Spread {
  if (standing === null) return dots;
  const both = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b]);
  return {
    xMm: both(dots.xMm, standing.xMm),
    yMm: both(dots.yMm, standing.yMm),
    spacingMm: both(dots.spacingMm, standing.spacingMm),
  };
}

/** Who is near whom: the neighbours of dot i stand from `from[i]` to `from[i + 1]`, with their distances in mean spacings. */
function nearPairs(
  { xMm, yMm, spacingMm }: Spread,
  widthMm: number,
  heightMm: number,
  reach: number,
): { from: Uint32Array; dot: number[]; spacings: number[] } {
  let largest = 0.2;
  for (const s of spacingMm) if (s > largest) largest = s;
  const table = buckets(widthMm, heightMm, largest, xMm.length);
  const { bucketMm, columns, rows, first, next } = table;
  for (let i = 0; i < xMm.length; i++) addPoint(table, i, xMm[i], yMm[i]);
  const from = new Uint32Array(xMm.length + 1);
  const dot: number[] = [];
  const spacings: number[] = [];
  for (let i = 0; i < xMm.length; i++) {
    const radius = 0.5 * reach * (spacingMm[i] + largest);
    const c1 = lineOf(xMm[i] + radius, bucketMm, columns);
    const r1 = lineOf(yMm[i] + radius, bucketMm, rows);
    for (let r = lineOf(yMm[i] - radius, bucketMm, rows); r <= r1; r++)
      for (let c = lineOf(xMm[i] - radius, bucketMm, columns); c <= c1; c++)
        for (let j = first[r * columns + c]; j >= 0; j = next[j]) {
          const dx = xMm[j] - xMm[i];
          const dy = yMm[j] - yMm[i];
          const mean = 0.5 * (spacingMm[i] + spacingMm[j]);
          const d2 = dx * dx + dy * dy;
          if (j === i || d2 >= reach * reach * mean * mean) continue;
          dot.push(j);
          spacings.push(Math.sqrt(d2) / mean);
        }
    from[i + 1] = dot.length;
  }
  return { from, dot, spacings };
}
