/** All points of a layout in one table: dots to lay, which may move, then dots that stay as they are, then hairs. */
import { addPoint, type Buckets, buckets } from './buckets.ts';
import type { Ground } from './ground.ts';
import { type Places, spacingMmAt } from './scene.ts';

export interface Points extends Places {
  readonly spacingMm: Float64Array;
  /** Room for dots to lay; `placed` of them have a place. */
  readonly room: number;
  placed: number;
  /** The first hair. */
  readonly hairsFrom: number;
  readonly largestSpacingMm: number;
  readonly near: Buckets;
}

/** @param standing dots of an earlier layout */
export function pointsOn(ground: Ground, standing: Places): Points {
  const { scene, floorPerCm2, count: room } = ground;
  const hairsFrom = room + standing.xMm.length;
  const all = hairsFrom + scene.existingXMm.length;
  const xMm = new Float64Array(all);
  const yMm = new Float64Array(all);
  const spacingMm = new Float64Array(all);
  xMm.set(standing.xMm, room);
  yMm.set(standing.yMm, room);
  xMm.set(scene.existingXMm, hairsFrom);
  yMm.set(scene.existingYMm, hairsFrom);
  const largestSpacingMm = 10 / Math.sqrt(floorPerCm2);
  const near = buckets(scene.widthMm, scene.heightMm, Math.max(0.2, largestSpacingMm), all);
  for (let i = room; i < all; i++) {
    spacingMm[i] = spacingMmAt(scene, floorPerCm2, xMm[i], yMm[i]);
    addPoint(near, i, xMm[i], yMm[i]);
  }
  return { xMm, yMm, spacingMm, room, placed: 0, hairsFrom, largestSpacingMm, near };
}
