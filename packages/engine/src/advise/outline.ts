/** Outlines of where a field on a grid is above 0: marching squares (Lorensen & Cline 1987 in the plane), walked along so that none crosses itself. */
import type { Point, Polygon } from '../polygon.ts';

/** Outlines pass no nearer than this to a point of the grid, in parts of a cell: so no two of their points fall together. */
const CLEAR = 0.08;

/**
 * @param values row by row at the middles of the cells; what lies on the rim counts as outside
 * @returns closed outlines in columns and rows, the middle of cell (c, r) being (c, r); inner edges too, turning the other way
 */
export function outlinesOf(values: Float64Array, columns: number, rows: number): readonly Polygon[] {
  const at = (c: number, r: number): number => (c <= 0 || r <= 0 || c >= columns - 1 || r >= rows - 1 ? -1 : values[r * columns + c]);
  // an edge is named by its first point and its way: 2 (r · columns + c), one more when it goes down
  const next = new Map<number, number>();
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < columns; c++) {
      const corner = [at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1)];
      const edge = [2 * (r * columns + c), 2 * (r * columns + c + 1) + 1, 2 * ((r + 1) * columns + c), 2 * (r * columns + c) + 1];
      const inside = corner.map((v) => v > 0);
      // going round the square, an outline enters where inside ends and leaves where it begins again
      const ends = [0, 1, 2, 3].filter((k) => inside[k] && !inside[(k + 1) % 4]);
      const begins = [0, 1, 2, 3].filter((k) => !inside[k] && inside[(k + 1) % 4]);
      if (ends.length === 1) next.set(edge[ends[0]], edge[begins[0]]);
      if (ends.length === 2) {
        const joined = corner.reduce((sum, v) => sum + v, 0) > 0;
        for (const k of ends) next.set(edge[k], edge[(k + (joined ? 1 : 3)) % 4]);
      }
    }
  const point = (edge: number): Point => {
    const down = edge % 2 === 1;
    const [c, r] = [((edge - (edge % 2)) / 2) % columns, Math.floor((edge - (edge % 2)) / 2 / columns)];
    const [from, to] = [at(c, r), down ? at(c, r + 1) : at(c + 1, r)];
    const t = Math.min(1 - CLEAR, Math.max(CLEAR, from / (from - to)));
    return down ? [c, r + t] : [c + t, r];
  };
  const outlines: Polygon[] = [];
  for (const start of next.keys()) {
    const outline: Point[] = [];
    for (let edge = start; next.has(edge); ) {
      outline.push(point(edge));
      const to = next.get(edge)!;
      next.delete(edge);
      edge = to;
    }
    if (outline.length >= 3) outlines.push(outline);
  }
  return outlines;
}
