/**
 * First places for the dots. Cells are walked along the curve and given their whole numbers of dots by carrying the remainder on, which
 * keeps counts true at every scale; each dot takes the roomiest of a few free places about its cell (Mitchell 1991, best candidate).
 */
import type { Random } from '../random.ts';
import { addPoint, lineOf } from './buckets.ts';
import type { Ground } from './ground.ts';
import type { Points } from './points.ts';
import { cellAt, fieldAt, HARD_CORE, spacingMmAt } from './scene.ts';

/**
 * Free places looked at before the roomiest is taken: on open scalp, where more make a lattice and fewer make clumps, and among hairs, where the
 * few holes have to be found, also a little beyond the cell.
 */
const PLACES = 5;
const PLACES_AMONG_HAIRS = 30;
const BEYOND_AMONG_HAIRS = 0.8;
/** Tries for each place, in the cell and then in rings about it. */
const TRIES = 6;
const RINGS = 6;

/** Fills `points` in the order of the curve. Dots that find no place are left out. */
export function takeFirstPlaces(ground: Ground, points: Points, random: Random): void {
  const { grid, curve, layPerCm2, count } = ground;
  const cellCm2 = (grid.cellMm * grid.cellMm) / 100;
  const phase = random.next() * 0.999;
  let sum = 0;
  let given = 0;
  curve.forEach((cell, k) => {
    sum += layPerCm2[cell] * cellCm2;
    const upTo = k === curve.length - 1 ? count : Math.min(count, Math.floor(sum + phase));
    for (; given < upTo; given++) placeNear(ground, points, cell, random);
  });
}

function placeNear(ground: Ground, points: Points, cell: number, random: Random): void {
  const { grid } = ground;
  const x0 = ((cell % grid.columns) + 0.5) * grid.cellMm;
  const y0 = (Math.floor(cell / grid.columns) + 0.5) * grid.cellMm;
  // squared: as long as hairs are few, counts by cell are worth more
  const open = ground.raisedPerCm2[cell] / ground.allPerCm2[cell];
  const hairShare = (1 - open) * (1 - open);
  const places = PLACES + (PLACES_AMONG_HAIRS - PLACES) * hairShare;
  for (let ring = 0; ring <= RINGS; ring++) {
    const reach = grid.cellMm / 2 + (ring + BEYOND_AMONG_HAIRS * hairShare) * points.largestSpacingMm;
    let bestX = 0;
    let bestY = 0;
    let bestRoom = -1;
    for (let attempt = 0, found = 0; attempt < TRIES * places && found < places; attempt++) {
      const x = x0 + (2 * random.next() - 1) * reach;
      const y = y0 + (2 * random.next() - 1) * reach;
      const room = roomAt(ground, points, x, y, random);
      if (room < 0) continue;
      found++;
      if (room > bestRoom) {
        bestRoom = room;
        bestX = x;
        bestY = y;
      }
    }
    if (bestRoom >= 0) {
      const i = points.placed++;
      points.xMm[i] = bestX;
      points.yMm[i] = bestY;
      points.spacingMm[i] = spacingMmAt(ground.scene, ground.floorPerCm2, bestX, bestY);
      addPoint(points.near, i, bestX, bestY);
      return;
    }
  }
}

/** Square of the distance to the nearest point in spacings, −1 where no dot may lie; thin places are free in proportion to their density. */
function roomAt(ground: Ground, points: Points, x: number, y: number, random: Random): number {
  const { scene, grid, raisedPerCm2 } = ground;
  if (x < 0 || y < 0 || x >= scene.widthMm || y >= scene.heightMm) return -1;
  const here = raisedPerCm2[cellAt(grid, x, y)];
  if (here <= 0 || random.next() * here >= fieldAt(grid, raisedPerCm2, x, y)) return -1;
  const spacing = spacingMmAt(scene, ground.floorPerCm2, x, y);
  const { near, xMm, yMm, spacingMm, hairsFrom } = points;
  const { bucketMm, columns, rows, first, next } = near;
  const reach = Math.max(scene.clearanceMm, points.largestSpacingMm);
  let room = reach * reach;
  const c0 = lineOf(x - reach, bucketMm, columns);
  const c1 = lineOf(x + reach, bucketMm, columns);
  const r1 = lineOf(y + reach, bucketMm, rows);
  for (let r = lineOf(y - reach, bucketMm, rows); r <= r1; r++)
    for (let c = c0; c <= c1; c++)
      for (let j = first[r * columns + c]; j >= 0; j = next[j]) {
        const dx = xMm[j] - x;
        const dy = yMm[j] - y;
        const d2 = dx * dx + dy * dy;
        if (d2 >= reach * reach) continue;
        const least = j >= hairsFrom ? scene.clearanceMm : 0.5 * HARD_CORE * (spacing + spacingMm[j]);
        if (d2 < least * least) return -1;
        if (d2 < room) room = d2;
      }
  return room / (spacing * spacing);
}
