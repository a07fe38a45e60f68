/** Length of the working paths over the Held-Karp estimate of the shortest tour of the same dots. */
import type { Layout, Scene } from '@stubble/engine';
import { heldKarpLength } from '../held-karp.ts';
import type { Points } from './soft-core.ts';

export interface PathRatio {
  readonly path: string;
  readonly dots: number;
  readonly lengthMm: number;
  readonly heldKarpMm: number;
}

/** Breadth of the rows that a hand or a plotter would take, in spacings: the best for such patterns. */
const ROW_SPACINGS = 1.6;

/** Of the path of each session. */
export function sessionPaths({ xMm, yMm, session, order, pathMm }: Layout, label: string): PathRatio[] {
  return pathMm.map((_, k) => {
    const dots = Array.from(session.keys()).filter((i) => session[i] === k + 1);
    dots.sort((a, b) => order[a] - order[b]);
    const path = pathMm.length === 1 ? label : `${label}, session ${k + 1}`;
    const walk = pick({ xMm, yMm }, dots);
    return { path, dots: dots.length, lengthMm: lengthMm(walk), heldKarpMm: heldKarpLength(walk.xMm, walk.yMm) };
  });
}

/** All dots to and fro in rows. */
export function inRows(scene: Scene, { xMm, yMm }: Points, heldKarpMm: number): PathRatio {
  const areaMm2 = scene.newPerCm2.reduce((sum, d) => sum + (d > 0 ? 1 : 0), 0) * scene.cellMm * scene.cellMm;
  const rowMm = ROW_SPACINGS * Math.sqrt(areaMm2 / xMm.length);
  const row = (i: number): number => Math.floor(yMm[i] / rowMm);
  const dots = Array.from(xMm.keys()).sort((a, b) => row(a) - row(b) || (row(a) % 2 === 0 ? xMm[a] - xMm[b] : xMm[b] - xMm[a]));
  return { path: 'whole, rows', dots: dots.length, lengthMm: lengthMm(pick({ xMm, yMm }, dots)), heldKarpMm };
}

function lengthMm({ xMm, yMm }: Points): number {
  let sum = 0;
  for (let k = 1; k < xMm.length; k++) sum += Math.hypot(xMm[k] - xMm[k - 1], yMm[k] - yMm[k - 1]);
  return sum;
}

function pick({ xMm, yMm }: Points, dots: readonly number[]): Points {
  return { xMm: Float64Array.from(dots, (i) => xMm[i]), yMm: Float64Array.from(dots, (i) => yMm[i]) };
}
