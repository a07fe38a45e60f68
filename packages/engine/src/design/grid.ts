/** The scalp chart cut into cells, for densities. */
import type { Point, Polygon } from '../polygon.ts';

export interface ChartGrid {
  /** Chart position of the grid's corner (least x, least y). */
  readonly originXMm: number;
  readonly originYMm: number;
  readonly cellMm: number;
  readonly columns: number;
  readonly rows: number;
  centre(cell: number): Point;
  /** Index of the cell that holds a point; the nearest one for points off the grid. */
  cellAt(xMm: number, yMm: number): number;
}

const CELL_MM = 1;
const MARGIN_CELLS = 2;

/** The grid that covers the polygons with a margin; a single cell where there are none. */
export function gridOver(polygons: readonly Polygon[]): ChartGrid {
  const points = polygons.flat();
  const min = (k: 0 | 1): number =>
    (points.length === 0 ? 0 : Math.floor(Math.min(...points.map((p) => p[k])) / CELL_MM) - MARGIN_CELLS) * CELL_MM;
  const max = (k: 0 | 1): number =>
    (points.length === 0 ? 1 : Math.ceil(Math.max(...points.map((p) => p[k])) / CELL_MM) + MARGIN_CELLS) * CELL_MM;
  const originXMm = min(0);
  const originYMm = min(1);
  const columns = Math.max(1, Math.round((max(0) - originXMm) / CELL_MM));
  const rows = Math.max(1, Math.round((max(1) - originYMm) / CELL_MM));
  const clamp = (v: number, n: number): number => Math.min(n - 1, Math.max(0, Math.floor(v)));
  return {
    originXMm,
    originYMm,
    cellMm: CELL_MM,
    columns,
    rows,
    cellAt: (x, y) => clamp((y - originYMm) / CELL_MM, rows) * columns + clamp((x - originXMm) / CELL_MM, columns),
    centre: (cell) => [originXMm + ((cell % columns) + 0.5) * CELL_MM, originYMm + (Math.floor(cell / columns) + 0.5) * CELL_MM],
  };
}

/** Distance in mm from each cell of a zone to the nearest cell outside: two-pass chamfer with weights 1, √2 (Borgefors 1986). */
export function edgeDistanceMm(grid: ChartGrid, zoneOfCell: Int8Array): Float64Array {
  const { columns, rows, cellMm } = grid;
  const far = 1e9;
  const d = Float64Array.from(zoneOfCell, (z) => (z < 0 ? 0 : far));
  const relax = (x: number, y: number, dx: number, dy: number): void => {
    const i = y * columns + x;
    const nx = x + dx;
    const ny = y + dy;
    const neighbour = nx < 0 || ny < 0 || nx >= columns || ny >= rows ? 0 : d[ny * columns + nx];
    d[i] = Math.min(d[i], neighbour + (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1) * cellMm);
  };
  const before = [
    [-1, 0],
    [0, -1],
    [-1, -1],
    [1, -1],
  ] as const;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) if (d[y * columns + x] > 0) for (const [dx, dy] of before) relax(x, y, dx, dy);
  for (let y = rows - 1; y >= 0; y--)
    for (let x = columns - 1; x >= 0; x--) if (d[y * columns + x] > 0) for (const [dx, dy] of before) relax(x, y, -dx, -dy);
  return d;
}
