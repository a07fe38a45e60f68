/** Roots put right by hand. What was detected and what was corrected are kept apart: the measurement's own stay as they are. */
import type { Point } from '../polygon.ts';

interface Roots {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
}

/** Nearer than this a root is the one that was meant, mm. */
const MEANT_WITHIN_MM = 0.8;

/**
 * @param add places of roots that were missed, px
 * @param remove places whose nearest root is none
 */
export function correctedRoots({ xPx, yPx }: Roots, add: readonly Point[], remove: readonly Point[], pxPerMm: number): Roots {
  const gone = new Set<number>();
  for (const [x, y] of remove) {
    let nearest = -1;
    let least = (MEANT_WITHIN_MM * pxPerMm) ** 2;
    for (let i = 0; i < xPx.length; i++) {
      const squared = (xPx[i] - x) ** 2 + (yPx[i] - y) ** 2;
      if (squared < least && !gone.has(i)) {
        least = squared;
        nearest = i;
      }
    }
    if (nearest >= 0) gone.add(nearest);
  }
  const kept = Array.from(xPx.keys()).filter((i) => !gone.has(i));
  return {
    xPx: Float64Array.from([...kept.map((i) => xPx[i]), ...add.map(([x]) => x)]),
    yPx: Float64Array.from([...kept.map((i) => yPx[i]), ...add.map(([, y]) => y)]),
  };
}
