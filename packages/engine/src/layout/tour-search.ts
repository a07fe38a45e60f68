/**
 * Makes a tour shorter: exchanges of two, three or four edges in sequence, where every new edge is shorter than what has been gained before
 * it (Lin & Kernighan 1973), with neighbour lists, a queue of points to look at and the tour in an array (Johnson & McGeoch 1997). The moves
 * of segments (Or 1976) are among them. Then come kicks: three short pieces that follow one another take the opposite order (double bridge;
 * Martin, Otto & Felten 1991), points about them are looked at again, and what has become longer is undone.
 */
import type { Random } from '../random.ts';
import { TourArray } from './tour-array.ts';

/** Most edges exchanged at once. */
const EDGES = 4;
/** How many continuations are followed after one and after two removed edges: at first, and after kicks. After three, all. */
const BREADTH_FIRST: readonly number[] = [8, 5];
const BREADTH_KICKED: readonly number[] = [5, 3];
/** Longest of a kick's three pieces, in points. */
const PIECE = 16;
/** Gains below this share of the ground's extent are rounding. */
const ROUNDING = 1e-12;

/**
 * @param x, y at least eight points in an order in which near ones stand near each other
 * @param near the nearest neighbours of every point, equally many, one list behind the other
 * @param tour closed; changed in place
 */
export function shortenTour(x: Float64Array, y: Float64Array, near: Int32Array, tour: Int32Array, kicks: number, random: Random): void {
  const search = new TourSearch(x, y, near, tour);
  search.settleAll();
  for (let k = 0; k < kicks; k++) search.kick(random);
}

class TourSearch {
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly near: Int32Array;
  private readonly nearMm: Float64Array;
  private readonly count: number;
  private readonly width: number;
  private readonly leastGain: number;
  private readonly tour: TourArray;
  /** Points to look at, from `head` on and round. */
  private readonly queue: Int32Array;
  private readonly queued: Uint8Array;
  private head = 0;
  private waiting = 0;
  private breadth = BREADTH_FIRST;
  private gained = 0;

  /**
   * The exchange on trial, an alternating ring: the first removed edge joins points end[0] and end[1], the first new one end[1] and end[2],
   * the second removed one end[2] and end[3], and so on; the last new edge leads back to end[0].
   */
  private readonly end = new Int32Array(2 * EDGES);
  /** 1 for the end of a removed edge that comes second in the tour. */
  private readonly second = new Uint8Array(2 * EDGES);
  /** Removed edges in the order of the tour: the place of the first point, and which of `end` the two points are. */
  private readonly gap = new Int32Array(EDGES);
  private readonly gapFirst = new Int32Array(EDGES);
  private readonly gapSecond = new Int32Array(EDGES);
  /** Place in this order of the edge that an end belongs to. */
  private readonly rank = new Int32Array(2 * EDGES);
  /** Continuations of each level, the best first: a point, whether its edge leads onward in the tour, and the gain without that edge. */
  private readonly option = new Int32Array(EDGES * BREADTH_FIRST[0]);
  private readonly optionOnward = new Uint8Array(EDGES * BREADTH_FIRST[0]);
  private readonly optionGain = new Float64Array(EDGES * BREADTH_FIRST[0]);

  constructor(x: Float64Array, y: Float64Array, near: Int32Array, tour: Int32Array) {
    this.x = x;
    this.y = y;
    this.near = near;
    this.tour = new TourArray(tour);
    this.count = x.length;
    this.width = near.length / x.length;
    this.nearMm = new Float64Array(near.length);
    this.queue = new Int32Array(x.length);
    this.queued = new Uint8Array(x.length);
    let extent = 0;
    for (let i = 0; i < this.count; i++) {
      extent = Math.max(extent, Math.abs(x[i] - x[0]), Math.abs(y[i] - y[0]));
      for (let n = i * this.width; n < (i + 1) * this.width; n++) this.nearMm[n] = this.between(i, near[n]);
    }
    this.leastGain = ROUNDING * extent;
  }

  settleAll(): void {
    for (let p = 0; p < this.count; p++) this.lookAt(this.tour.at(p));
    while (this.waiting > 0) {
      this.tour.forget();
      this.settleNext();
    }
    this.breadth = BREADTH_KICKED;
  }

  kick(random: Random): void {
    const { tour, count } = this;
    const longest = Math.min(PIECE, Math.floor((count - 1) / 4));
    const b = 1 + random.below(longest);
    const c = b + 1 + random.below(longest);
    const length = c + 1 + random.below(longest);
    const first = random.below(count);
    const point = (k: number): number => tour.at((first + k + count) % count);
    /** First and last points of the three pieces between their neighbours. */
    const [z, a0, a1, b0, b1, c0, c1, d] = [
      point(-1),
      point(0),
      point(b - 1),
      point(b),
      point(c - 1),
      point(c),
      point(length - 1),
      point(length),
    ];
    this.gained = this.between(z, a0) + this.between(a1, b0) + this.between(b1, c0) + this.between(c1, d);
    this.gained -= this.between(z, c0) + this.between(c1, b0) + this.between(b1, a0) + this.between(a1, d);
    tour.forget();
    const kept = tour.remember(first, length);
    let place = tour.write(first, kept + c, length - c, 1);
    place = tour.write(place, kept + b, c - b, 1);
    tour.write(place, kept, b, 1);
    for (const i of [z, a0, a1, b0, b1, c0, c1, d]) this.lookAt(i);
    while (this.waiting > 0) this.settleNext();
    if (this.gained < -this.leastGain) tour.undo();
  }

  private settleNext(): void {
    const i = this.queue[this.head];
    this.head = this.head + 1 < this.count ? this.head + 1 : 0;
    this.waiting--;
    this.queued[i] = 0;
    while (this.improveAt(i));
  }

  private lookAt(i: number): void {
    if (this.queued[i] === 1) return;
    this.queued[i] = 1;
    const last = this.head + this.waiting++;
    this.queue[last < this.count ? last : last - this.count] = i;
  }

  /** Makes one exchange that begins with an edge of this point, if one gains. */
  private improveAt(i: number): boolean {
    const next = this.tour.neighbour(i, true);
    this.open(0, i, next, 1);
    if (this.follow(1, this.between(i, next))) return true;
    const previous = this.tour.neighbour(i, false);
    this.open(0, i, previous, 0);
    return this.follow(1, this.between(i, previous));
  }

  /**
   * Looks for the rest of an exchange of which so many edges are removed, and makes it.
   * @param gain length of the removed edges less that of the new ones
   */
  private follow(removed: number, gain: number): boolean {
    const { near, nearMm, option, optionOnward, optionGain, width, leastGain } = this;
    const from = this.end[2 * removed - 1];
    const next = this.tour.neighbour(from, true);
    const previous = this.tour.neighbour(from, false);
    const base = removed * BREADTH_FIRST[0];
    const breadth = removed + 1 < EDGES ? this.breadth[removed - 1] : 0;
    let options = 0;
    for (let n = from * width; n < (from + 1) * width; n++) {
      const left = gain - nearMm[n];
      if (left <= leastGain) break;
      const i = near[n];
      if (i === next || i === previous) continue;
      for (let onward = 1; onward >= 0; onward--) {
        const j = this.tour.neighbour(i, onward === 1);
        const g = left + this.between(i, j);
        if (breadth === 0) {
          if (this.advance(removed, i, j, onward, g)) return true;
          continue;
        }
        if (options === breadth && g <= optionGain[base + breadth - 1]) continue;
        let o = base + (options < breadth ? options++ : breadth - 1);
        for (; o > base && optionGain[o - 1] < g; o--) {
          option[o] = option[o - 1];
          optionOnward[o] = optionOnward[o - 1];
          optionGain[o] = optionGain[o - 1];
        }
        option[o] = i;
        optionOnward[o] = onward;
        optionGain[o] = g;
      }
    }
    for (let o = base; o < base + options; o++) {
      const i = option[o];
      if (this.advance(removed, i, this.tour.neighbour(i, optionOnward[o] === 1), optionOnward[o], optionGain[o])) return true;
    }
    return false;
  }

  /** Removes one edge more: closes the ring if that makes a shorter tour, else follows it. */
  private advance(removed: number, i: number, j: number, onward: number, gain: number): boolean {
    const closed = gain - this.between(j, this.end[0]);
    // nothing follows where even the shortest new edge would be too long
    const follows = removed + 1 < EDGES && gain - this.nearMm[j * this.width] > this.leastGain;
    if ((closed <= this.leastGain && !follows) || !this.open(removed, i, j, onward)) return false;
    if (closed > this.leastGain && this.isTour(removed + 1)) {
      this.exchange(removed + 1);
      this.gained += closed;
      return true;
    }
    if (follows && this.follow(removed + 1, gain)) return true;
    this.shut(removed);
    return false;
  }

  /** Enters the edge from i onward or back to j as the next removed one; false if it is removed already. */
  private open(removed: number, i: number, j: number, onward: number): boolean {
    const { gap, gapFirst, gapSecond, second } = this;
    const at = this.tour.placeOf(onward === 1 ? i : j);
    let r = removed;
    while (r > 0 && gap[r - 1] > at) r--;
    if (r > 0 && gap[r - 1] === at) return false;
    for (let q = removed; q > r; q--) {
      gap[q] = gap[q - 1];
      gapFirst[q] = gapFirst[q - 1];
      gapSecond[q] = gapSecond[q - 1];
    }
    const e = 2 * removed;
    this.end[e] = i;
    this.end[e + 1] = j;
    gap[r] = at;
    gapFirst[r] = e + 1 - onward;
    gapSecond[r] = e + onward;
    second[e] = 1 - onward;
    second[e + 1] = onward;
    return true;
  }

  /** Takes the last removed edge back. */
  private shut(removed: number): void {
    const { gap, gapFirst, gapSecond } = this;
    let r = 0;
    while (gapFirst[r] >> 1 !== removed) r++;
    for (; r < removed; r++) {
      gap[r] = gap[r + 1];
      gapFirst[r] = gapFirst[r + 1];
      gapSecond[r] = gapSecond[r + 1];
    }
  }

  /** Whether the pieces between the removed edges make one ring with the new edges. */
  private isTour(removed: number): boolean {
    const { gapFirst, gapSecond, rank, second } = this;
    for (let r = 0; r < removed; r++) {
      rank[gapFirst[r]] = r;
      rank[gapSecond[r]] = r;
    }
    let e = 0;
    let pieces = 0;
    do {
      // through the piece to its other end, and over a new edge
      const r = rank[e];
      e = joined(second[e] === 1 ? gapFirst[r + 1 < removed ? r + 1 : 0] : gapSecond[r > 0 ? r - 1 : removed - 1], removed);
      pieces++;
    } while (e !== 0);
    return pieces === removed;
  }

  /** Makes the exchange that `isTour` has just found good: the longest piece stays, the others are written behind it anew. */
  private exchange(removed: number): void {
    const { gap, gapFirst, gapSecond, rank, second, count } = this;
    let stays = 0;
    let longest = 0;
    for (let r = 0; r < removed; r++) {
      const length = r > 0 ? gap[r] - gap[r - 1] : gap[0] - gap[removed - 1] + count;
      if (length <= longest) continue;
      longest = length;
      stays = r;
    }
    const first = (gap[stays] + 1) % count;
    const past = this.tour.remember(first, count - longest);
    let place = first;
    let e = joined(gapFirst[stays], removed);
    for (let piece = 1; piece < removed; piece++) {
      const r = rank[e];
      const onward = second[e] === 1;
      const other = onward ? (r + 1 < removed ? r + 1 : 0) : r > 0 ? r - 1 : removed - 1;
      const wraps = onward ? other < r : other > r;
      const length = (onward ? gap[other] - gap[r] : gap[r] - gap[other]) + (wraps ? count : 0);
      const start = past + ((gap[r] + (onward ? 1 : 0) - first + count) % count);
      place = this.tour.write(place, start, length, onward ? 1 : -1);
      e = joined(onward ? gapFirst[other] : gapSecond[other], removed);
    }
    for (let k = 0; k < 2 * removed; k++) this.lookAt(this.end[k]);
  }

  private between(a: number, b: number): number {
    const dx = this.x[a] - this.x[b];
    const dy = this.y[a] - this.y[b];
    return Math.sqrt(dx * dx + dy * dy);
  }
}

/** The end that a new edge joins to this one. */
function joined(end: number, removed: number): number {
  if (end === 0) return 2 * removed - 1;
  if (end === 2 * removed - 1) return 0;
  return end % 2 === 0 ? end - 1 : end + 1;
}
