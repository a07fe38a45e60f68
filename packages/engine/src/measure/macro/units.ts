/** Follicular units: shafts whose roots lie close together. */

/**
 * Single linkage: roots nearer than `linkMm` share a unit.
 * @returns unit of each root, from 0 in order of first appearance
 */
export function unitsOf(rootXMm: Float64Array, rootYMm: Float64Array, linkMm: number): { unit: Int32Array; unitCount: number } {
  const n = rootXMm.length;
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => rootXMm[a] - rootXMm[b]);
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n && rootXMm[order[b]] - rootXMm[order[a]] <= linkMm; b++) {
      const [i, j] = [order[a], order[b]];
      if (Math.hypot(rootXMm[i] - rootXMm[j], rootYMm[i] - rootYMm[j]) <= linkMm) parent[find(j)] = find(i);
    }
  const numbers = new Map<number, number>();
  const unit = Int32Array.from({ length: n }, (_, i) => {
    const root = find(i);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
  return { unit, unitCount: numbers.size };
}
