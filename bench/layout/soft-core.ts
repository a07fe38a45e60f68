/**
 * Follicles as they might have grown, made by a process that shares nothing with the product's layout: weighted sample elimination (Yuksel 2015,
 * Computer Graphics Forum 34:25), then a jitter that loosens the too even result to about the scatter of real follicular units.
 */
import type { Random } from '@stubble/engine';

export interface Points {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
}

/** Samples drawn for each one that is kept. */
const POOL = 4;
/** Twice the largest radius at which discs can cover the plane, in spacings: 2·√(1/(2√3)). */
const REACH = 2 * Math.sqrt(1 / (2 * Math.sqrt(3)));
/** Deviation of the jitter in spacings, each way; gives nearest-neighbour distances of CV 0.19 to 0.2. */
const JITTER = 0.11;

export interface Density {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly most: number;
  /** Points per cm². */
  at(xMm: number, yMm: number): number;
  spacingMm(xMm: number, yMm: number): number;
}

/** `count` points of the density. */
export function softCoreField(density: Density, count: number, random: Random): Points {
  const pool = drawn(density, POOL * count, random);
  const kept = eliminated(pool, density, count);
  const move = (at: number, s: number): number => at + JITTER * s * random.normal();
  const s = Float64Array.from(kept, (i) => density.spacingMm(pool.xMm[i], pool.yMm[i]));
  return {
    xMm: Float64Array.from(kept, (i, k) => within(move(pool.xMm[i], s[k]), density.widthMm)),
    yMm: Float64Array.from(kept, (i, k) => within(move(pool.yMm[i], s[k]), density.heightMm)),
  };
}

/** Independent points of the density. */
export function drawn({ widthMm, heightMm, most, at }: Density, count: number, random: Random): Points {
  const xMm = new Float64Array(count);
  const yMm = new Float64Array(count);
  for (let k = 0; k < count; ) {
    const x = random.next() * widthMm;
    const y = random.next() * heightMm;
    if (random.next() * most >= at(x, y)) continue;
    xMm[k] = x;
    yMm[k++] = y;
  }
  return { xMm, yMm };
}

function within(at: number, length: number): number {
  return Math.max(0, Math.min(length * (1 - 1e-9), at));
}

/** Takes the most crowded point away until `count` are left. */
function eliminated({ xMm, yMm }: Points, density: Density, count: number): Uint32Array {
  const all = xMm.length;
  const s = Float64Array.from(xMm, (x, i) => density.spacingMm(x, yMm[i]));
  const bucketMm = REACH * s.reduce((a, b) => Math.max(a, b), 0);
  const columns = Math.ceil(density.widthMm / bucketMm);
  const rows = Math.ceil(density.heightMm / bucketMm);
  const buckets: number[][] = Array.from({ length: columns * rows }, () => []);
  for (let i = 0; i < all; i++) buckets[Math.floor(yMm[i] / bucketMm) * columns + Math.floor(xMm[i] / bucketMm)].push(i);
  const near = (i: number, visit: (j: number, crowding: number) => void): void => {
    const c = Math.floor(xMm[i] / bucketMm);
    const r = Math.floor(yMm[i] / bucketMm);
    for (let row = Math.max(0, r - 1); row <= Math.min(rows - 1, r + 1); row++)
      for (let column = Math.max(0, c - 1); column <= Math.min(columns - 1, c + 1); column++)
        for (const j of buckets[row * columns + column]) {
          const dx = xMm[j] - xMm[i];
          const dy = yMm[j] - yMm[i];
          const reach = 0.5 * REACH * (s[i] + s[j]);
          const d2 = dx * dx + dy * dy;
          if (j !== i && d2 < reach * reach) visit(j, (1 - Math.sqrt(d2) / reach) ** 8);
        }
  };
  const weight = new Float64Array(all);
  for (let i = 0; i < all; i++)
    near(i, (_, crowding) => {
      weight[i] += crowding;
    });
  const heap = new Heap(weight);
  for (let left = all; left > count; left--) {
    const i = heap.takeTop();
    near(i, (j, crowding) => {
      if (!heap.holds(j)) return;
      weight[j] -= crowding;
      heap.lowered(j);
    });
  }
  return heap.members();
}

/** Indices with the heaviest on top; weights only fall. */
class Heap {
  readonly #weight: Float64Array;
  readonly #at: Uint32Array;
  readonly #place: Int32Array;
  #size: number;

  constructor(weight: Float64Array) {
    this.#weight = weight;
    this.#size = weight.length;
    this.#at = Uint32Array.from(weight.keys());
    this.#place = Int32Array.from(weight.keys());
    for (let k = this.#size >> 1; k >= 0; k--) this.#sink(k);
  }

  holds(index: number): boolean {
    return this.#place[index] >= 0;
  }

  lowered(index: number): void {
    this.#sink(this.#place[index]);
  }

  takeTop(): number {
    const top = this.#at[0];
    this.#place[top] = -1;
    this.#size--;
    if (this.#size > 0) {
      this.#put(0, this.#at[this.#size]);
      this.#sink(0);
    }
    return top;
  }

  members(): Uint32Array {
    return this.#at.slice(0, this.#size).sort();
  }

  #put(k: number, index: number): void {
    this.#at[k] = index;
    this.#place[index] = k;
  }

  #sink(from: number): void {
    const index = this.#at[from];
    let k = from;
    for (;;) {
      let child = 2 * k + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#weight[this.#at[child + 1]] > this.#weight[this.#at[child]]) child++;
      if (this.#weight[this.#at[child]] <= this.#weight[index]) break;
      this.#put(k, this.#at[child]);
      k = child;
    }
    this.#put(k, index);
  }
}
