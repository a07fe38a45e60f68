/** Marks as the eye takes them: where two lie so close that no lighter gap is left between them, they are one. */
import type { Marks } from './terms.ts';

/** Two equal Gaussians show one dip and not two when their centres are nearer than two deviations: 0.85 of the width at half depth. */
const ONE_BELOW = 2 / (2 * Math.sqrt(2 * Math.LN2));

export interface Seen {
  readonly marks: Marks;
  /** Share of the marks that have run together with others. */
  readonly mergedShare: number;
}

export function seenMarks(marks: Marks): Seen {
  const { xMm, yMm, diameterMm, darkness } = marks;
  const count = xMm.length;
  const group = Int32Array.from({ length: count }, (_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (group[at] !== at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  };
  const order = Array.from(group).sort((p, q) => xMm[p] - xMm[q] || p - q);
  let broadest = 0;
  for (let i = 0; i < count; i++) broadest = Math.max(broadest, diameterMm[i]);
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count && xMm[order[b]] - xMm[order[a]] < ONE_BELOW * broadest; b++) {
      const [i, j] = [order[a], order[b]];
      const reachMm = (ONE_BELOW * (diameterMm[i] + diameterMm[j])) / 2;
      if ((xMm[i] - xMm[j]) ** 2 + (yMm[i] - yMm[j]) ** 2 < reachMm ** 2) group[rootOf(i)] = rootOf(j);
    }
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const root = rootOf(i);
    const list = members.get(root);
    if (list === undefined) members.set(root, [i]);
    else list.push(i);
  }
  const groups = [...members.values()];
  const areaOf = (i: number): number => diameterMm[i] ** 2;
  const mean = (of: ArrayLike<number>): Float64Array =>
    Float64Array.from(groups, (g) => g.reduce((sum, i) => sum + areaOf(i) * of[i], 0) / g.reduce((sum, i) => sum + areaOf(i), 0));
  return {
    marks: {
      ...marks,
      xMm: mean(xMm),
      yMm: mean(yMm),
      diameterMm: Float64Array.from(groups, (g) => Math.sqrt(g.reduce((sum, i) => sum + areaOf(i), 0))),
      darkness: mean(darkness),
    },
    mergedShare: count === 0 ? 0 : groups.reduce((sum, g) => sum + (g.length > 1 ? g.length : 0), 0) / count,
  };
}
