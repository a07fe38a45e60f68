/** A plan's ink on the grid of the head: where it is, how many dots, and how dense it would go on. */
import type { DotColumns } from '../document/packed.ts';
import { type Plan, ZONE_NAMES } from '../document/schema.ts';
import { contains } from '../polygon.ts';
import type { HeadGrid } from './head-grid.ts';

export interface Ink {
  /** 1 where the plan treats the scalp: inside its zone, not in a no-go area, and shown by the photo, as only there dots are laid. */
  readonly field: Uint8Array;
  readonly dotsOfCell: Float64Array;
  /** Density that the nearest zone of the plan aims at, dots per cm² of skin. */
  readonly wantedPerCm2: Float64Array;
}

/** Follicular units of healthy scalp, per cm² (60–100) [M]: a dot stands for a unit. */
export const UNITS_PER_CM2 = 80;
/** Dots and hair over the hair beside them: beyond this the difference shows [A]. */
export const DENSE_RATIO = 1.4;

/** Of a plan that has no dots to go by: mid-scalp, soft [P]. */
const USUAL_PER_CM2 = 70;
/** A design asks for one dot a cm² at the least. */
const LEAST_PER_CM2 = 1;

export function inkOf(plan: Plan, dots: DotColumns, grid: HeadGrid): Ink {
  const cells = grid.skinCm2.length;
  const field = new Uint8Array(cells);
  for (let i = 0; i < cells; i++) {
    const [x, y] = grid.centre(i);
    if (grid.shown[i] === 1 && grid.excluded[i] === 0 && plan.design.zoneMm.some((zone) => contains(zone, x, y))) field[i] = 1;
  }
  const dotsOfCell = new Float64Array(cells);
  const zoneOfCell = new Int8Array(cells).fill(-1);
  for (let d = 0; d < dots.count; d++) {
    const cell = grid.cellAt(dots.xMm[d], dots.yMm[d]);
    if (cell < 0) continue;
    dotsOfCell[cell]++;
    zoneOfCell[cell] = dots.zone[d];
  }
  const target = ZONE_NAMES.map((name) => plan.design.zones.find((zone) => zone.name === name)?.targetPerCm2.value ?? USUAL_PER_CM2);
  const nearest = spread(zoneOfCell, grid);
  return {
    field,
    dotsOfCell,
    wantedPerCm2: Float64Array.from(nearest, (zone) => Math.max(LEAST_PER_CM2, zone < 0 ? USUAL_PER_CM2 : target[zone])),
  };
}

/** The zone of the nearest cell that has one, in steps between neighbours. */
function spread(zoneOfCell: Int8Array, { columns, rows }: HeadGrid): Int8Array {
  const zone = Int8Array.from(zoneOfCell);
  const queue = [...zone.keys()].filter((i) => zone[i] >= 0);
  for (let head = 0; head < queue.length; head++) {
    const i = queue[head];
    const [c, r] = [i % columns, Math.floor(i / columns)];
    for (const [dc, dr] of [
      [0, -1],
      [-1, 0],
      [1, 0],
      [0, 1],
    ] as const) {
      const next = i + dr * columns + dc;
      if (c + dc < 0 || c + dc >= columns || r + dr < 0 || r + dr >= rows || zone[next] >= 0) continue;
      zone[next] = zone[i];
      queue.push(next);
    }
  }
  return zone;
}
