/**
 * How far the density of points is from the wanted one, at the scale of a few spacings: every point is shared out to the four nodes of a grid about
 * it by nearness, and the error is the sum over the nodes of (points − wanted)². Steps change few nodes, so the change is quick to tell.
 */
import { lineOf } from './buckets.ts';
import type { Ground } from './ground.ts';
import type { Points } from './points.ts';

export interface DensityError {
  /** Change of the error by moving a point. */
  moved(xMm: number, yMm: number, toXMm: number, toYMm: number): number;
  /** Takes the move that was last asked for. */
  keep(): void;
}

/** Distance of the nodes in the largest spacings. */
const NODE_SPACINGS = 1.1;

export function densityError(ground: Ground, points: Points): DensityError {
  const { grid, allPerCm2 } = ground;
  const nodeMm = NODE_SPACINGS * points.largestSpacingMm;
  const columns = Math.ceil((grid.columns * grid.cellMm) / nodeMm) + 2;
  const rows = Math.ceil((grid.rows * grid.cellMm) / nodeMm) + 2;
  const off = new Float64Array(columns * rows);
  // less what is wanted: cells are even within, so their share in each node is an integral of its tent
  const across = shares(grid.columns, grid.cellMm, nodeMm);
  const down = shares(grid.rows, grid.cellMm, nodeMm);
  const cellCm2 = (grid.cellMm * grid.cellMm) / 100;
  const line = new Float64Array(columns);
  for (let r = 0; r < grid.rows; r++) {
    line.fill(0);
    for (let c = 0; c < grid.columns; c++) {
      const dots = allPerCm2[r * grid.columns + c] * cellCm2;
      if (dots > 0) for (let k = 0; k < across.width; k++) line[across.from[c] + k] += dots * across.share[c * across.width + k];
    }
    for (let k = 0; k < down.width; k++) {
      const share = down.share[r * down.width + k];
      if (share > 0) for (let c = 0; c < columns; c++) off[(down.from[r] + k) * columns + c] -= share * line[c];
    }
  }
  const nodes = new Int32Array(8);
  const by = new Float64Array(8);
  let used = 0;
  const put = (xMm: number, yMm: number, amount: number): void => {
    const u = xMm / nodeMm;
    const v = yMm / nodeMm;
    const c = lineOf(u, 1, columns - 1);
    const r = lineOf(v, 1, rows - 1);
    const fu = u - c;
    const fv = v - r;
    for (let k = 0; k < 4; k++) {
      const node = (r + (k >> 1)) * columns + c + (k & 1);
      const part = amount * ((k & 1) === 1 ? fu : 1 - fu) * (k >> 1 === 1 ? fv : 1 - fv);
      let at = 0;
      while (at < used && nodes[at] !== node) at++;
      if (at === used) {
        nodes[at] = node;
        by[at] = 0;
        used++;
      }
      by[at] += part;
    }
  };
  const keep = (): void => {
    for (let k = 0; k < used; k++) off[nodes[k]] += by[k];
  };
  const { xMm, yMm, placed, room } = points;
  for (let i = 0; i < xMm.length; i++) {
    if (i >= placed && i < room) continue;
    used = 0;
    put(xMm[i], yMm[i], 1);
    keep();
  }
  return {
    moved(x, y, toX, toY) {
      used = 0;
      put(x, y, -1);
      put(toX, toY, 1);
      let change = 0;
      for (let k = 0; k < used; k++) change += by[k] * (2 * off[nodes[k]] + by[k]);
      return change;
    },
    keep,
  };
}

/** For each cell of a line, its shares in the nodes from `from` on: the integrals of their tents over the cell, which sum to 1. */
function shares(cells: number, cellMm: number, nodeMm: number): { from: Int32Array; share: Float64Array; width: number } {
  const width = Math.ceil(cellMm / nodeMm) + 2;
  const from = new Int32Array(cells);
  const share = new Float64Array(cells * width);
  /** Integral of a tent of breadth 1 from −1 to t. */
  const upTo = (t: number): number => (t <= -1 ? 0 : t <= 0 ? ((1 + t) * (1 + t)) / 2 : t < 1 ? 1 - ((1 - t) * (1 - t)) / 2 : 1);
  for (let i = 0; i < cells; i++) {
    const a = (i * cellMm) / nodeMm;
    const b = ((i + 1) * cellMm) / nodeMm;
    from[i] = Math.floor(a);
    for (let k = 0; k < width; k++) share[i * width + k] = ((upTo(b - from[i] - k) - upTo(a - from[i] - k)) * nodeMm) / cellMm;
  }
  return { from, share, width };
}
