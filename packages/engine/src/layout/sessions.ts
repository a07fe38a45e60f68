/**
 * Which dot is put in when: every session, and the first two together, spread over the whole zone as evenly as their number allows.
 *
 * Labels are first dealt out along the Hilbert curve, which keeps their counts true over any area; then neighbours of different sessions
 * change places as long as that lowers the crowding within the sessions, the sum of (1 − d/d_max)⁸ over near pairs.
 */
import type { Random } from '../random.ts';
import { neighbours } from './neighbours.ts';

/** Reach of crowding in spacings of the session's own dots, and of a swap in spacings of all dots. */
const CROWDING_REACH = 1.3;
const SWAP_REACH = 1.7;
const SWEEPS = 8;

/**
 * @param dots in the order of the curve
 * @param share of each session, summing to 1
 * @returns session of each dot, from 1
 */
export function sessionsOf(
  dots: { readonly xMm: Float64Array; readonly yMm: Float64Array; readonly spacingMm: Float64Array; readonly count: number },
  widthMm: number,
  heightMm: number,
  share: readonly number[],
  random: Random,
): Uint8Array {
  const session = dealt(dots.count, share, random);
  if (share.length < 2 || dots.count < 2) return session;
  const near = nearDots(dots, widthMm, heightMm, Math.min(...share.filter((s) => s > 0)));
  const reachOf = share.map((s) => (s > 0 ? CROWDING_REACH / Math.sqrt(s) : 0));
  const reachTogether = CROWDING_REACH / Math.sqrt(share[0] + share[1]);
  const together = share.length > 2;
  /** Crowding that dot i would see as one of session `a`, dot `but` left out. */
  const crowding = (i: number, a: number, but: number): number => {
    let sum = 0;
    for (let n = near.from[i]; n < near.from[i + 1]; n++) {
      const j = near.dot[n];
      if (j === but) continue;
      const d = near.spacings[n];
      if (session[j] === a) sum += eighth(1 - d / reachOf[a - 1]);
      if (together && a <= 2 && session[j] <= 2) sum += eighth(1 - d / reachTogether);
    }
    return sum;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let swaps = 0;
    for (let i = 0; i < dots.count; i++)
      for (let n = near.from[i]; n < near.from[i + 1]; n++) {
        const k = near.dot[n];
        const a = session[i];
        const b = session[k];
        if (k < i || a === b || near.spacings[n] > SWAP_REACH) continue;
        const gain = crowding(i, a, k) + crowding(k, b, i) - crowding(i, b, k) - crowding(k, a, i);
        if (gain <= 1e-9) continue;
        session[i] = b;
        session[k] = a;
        swaps++;
      }
    if (swaps === 0) break;
  }
  return session;
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
      const short = share[s] === 0 ? Number.NEGATIVE_INFINITY : share[s] * (i + 1) - given[s] + (random.next() - 0.5) * 0.6;
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

/** Who is near whom: the neighbours of dot i stand from `from[i]` to `from[i + 1]`, with their distances in mean spacings. */
function nearDots(
  { xMm, yMm, spacingMm, count }: Parameters<typeof sessionsOf>[0],
  widthMm: number,
  heightMm: number,
  leastShare: number,
): { from: Uint32Array; dot: number[]; spacings: number[] } {
  // sessions of a few per cent would look across the whole head; beyond four spacings evenness is the deal's
  const reach = Math.min(4, CROWDING_REACH / Math.sqrt(leastShare));
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, spacingMm[i]);
  const buckets = neighbours(widthMm, heightMm, largest, count);
  for (let i = 0; i < count; i++) buckets.add(i, xMm[i], yMm[i]);
  const from = new Uint32Array(count + 1);
  const dot: number[] = [];
  const spacings: number[] = [];
  for (let i = 0; i < count; i++) {
    buckets.near(xMm[i], yMm[i], 0.5 * reach * (spacingMm[i] + largest), (j) => {
      if (j === i) return true;
      const dx = xMm[j] - xMm[i];
      const dy = yMm[j] - yMm[i];
      const mean = 0.5 * (spacingMm[i] + spacingMm[j]);
      if (dx * dx + dy * dy < reach * reach * mean * mean) {
        dot.push(j);
        spacings.push(Math.sqrt(dx * dx + dy * dy) / mean);
      }
      return true;
    });
    from[i + 1] = dot.length;
  }
  return { from, dot, spacings };
}
