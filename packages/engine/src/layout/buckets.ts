/** Points in buckets, for finding who is near. */
export interface Neighbours {
  add(index: number, xMm: number, yMm: number): void;
  /** Takes a point from where it was last added or moved to. */
  move(index: number, fromXMm: number, fromYMm: number, toXMm: number, toYMm: number): void;
  /** Calls `visit` for every point in the buckets within `radiusMm`; ends early when it returns false. Some lie farther off. */
  near(xMm: number, yMm: number, radiusMm: number, visit: (index: number) => boolean): void;
}

/** @param capacity the largest index, plus 1 */
export function neighbours(widthMm: number, heightMm: number, bucketMm: number, capacity: number): Neighbours {
  const columns = Math.max(1, Math.ceil(widthMm / bucketMm));
  const rows = Math.max(1, Math.ceil(heightMm / bucketMm));
  const first = new Int32Array(columns * rows).fill(-1);
  const next = new Int32Array(capacity).fill(-1);
  const clamp = (v: number, n: number): number => Math.max(0, Math.min(n - 1, Math.floor(v / bucketMm)));
  const bucketOf = (xMm: number, yMm: number): number => clamp(yMm, rows) * columns + clamp(xMm, columns);
  const add = (index: number, bucket: number): void => {
    next[index] = first[bucket];
    first[bucket] = index;
  };
  return {
    add: (index, xMm, yMm) => add(index, bucketOf(xMm, yMm)),
    move(index, fromXMm, fromYMm, toXMm, toYMm) {
      const from = bucketOf(fromXMm, fromYMm);
      const to = bucketOf(toXMm, toYMm);
      if (from === to) return;
      if (first[from] === index) first[from] = next[index];
      else {
        let i = first[from];
        while (next[i] !== index) i = next[i];
        next[i] = next[index];
      }
      add(index, to);
    },
    near(xMm, yMm, radiusMm, visit) {
      const c1 = clamp(xMm + radiusMm, columns);
      const r1 = clamp(yMm + radiusMm, rows);
      for (let r = clamp(yMm - radiusMm, rows); r <= r1; r++)
        for (let c = clamp(xMm - radiusMm, columns); c <= c1; c++)
          for (let i = first[r * columns + c]; i >= 0; i = next[i]) if (!visit(i)) return;
    },
  };
}
