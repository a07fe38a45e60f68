/** Hair roots put right by hand. */
import type { Planned } from '../planner/api.ts';
import type { Inputs, Point } from '../state/inputs.ts';
import { distance } from './curve.ts';

/** Two marks nearer than this, in pixels of the photo, mean the same root. */
const SAME_PX = 0.75;

export type FoundRoots = Planned['follicles'];

export interface NearRoot {
  readonly at: Point;
  /** Index in `add` where a hand put it there, else null: the program found it. */
  readonly added: number | null;
}

/** The nearest root that still stands, within reach; an added one is also among the found ones once it is planned with, and is preferred. */
export function nearestRoot(found: FoundRoots | null, { add, remove }: Inputs['follicles'], to: Point, reachPx: number): NearRoot | null {
  let best: NearRoot | null = null;
  let bestPx = reachPx;
  add.forEach((at, added) => {
    const px = distance(at, to);
    if (px <= bestPx) [best, bestPx] = [{ at, added }, px];
  });
  if (found === null) return best;
  for (let i = 0; i < found.xPx.length; i++) {
    const px = Math.hypot(found.xPx[i] - to[0], found.yPx[i] - to[1]);
    if (px > bestPx - (best === null ? 0 : SAME_PX)) continue;
    const at: Point = [found.xPx[i], found.yPx[i]];
    if (!remove.some((gone) => distance(gone, at) < SAME_PX)) [best, bestPx] = [{ at, added: null }, px];
  }
  return best;
}

export function withoutRoot({ add, remove }: Inputs['follicles'], root: NearRoot): Inputs['follicles'] {
  if (root.added !== null) return { add: add.filter((_, i) => i !== root.added), remove };
  return { add, remove: [...remove, root.at] };
}

/** Adding a root where one was taken away takes that back. */
export function withRoot({ add, remove }: Inputs['follicles'], at: Point, reachPx: number): Inputs['follicles'] {
  const back = remove.findIndex((gone) => distance(gone, at) <= reachPx);
  if (back >= 0) return { add, remove: remove.filter((_, i) => i !== back) };
  return { add: [...add, at], remove };
}
