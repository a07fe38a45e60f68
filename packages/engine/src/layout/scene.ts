/** What the layout works on: densities on a grid of the scalp chart, and the hairs that are there. */
export interface Scene {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly cellMm: number;
  readonly columns: number;
  readonly rows: number;
  /** Existing and new together, row by row from the least x and y; values belong to cell centres. */
  readonly totalPerCm2: Float64Array;
  /** What is to be added; 0 where nothing may be placed. */
  readonly newPerCm2: Float64Array;
  readonly existingXMm: Float64Array;
  readonly existingYMm: Float64Array;
  /** Least distance of a new dot from an existing hair. */
  readonly clearanceMm: number;
  readonly count: number;
  /** Share of the dots in each session; sums to 1. */
  readonly sessionShare: readonly number[];
}

/** Bilinear value of a field of cell centres, in the field's unit; beyond the outermost centres their value holds. */
export function fieldAt(scene: Scene, field: Float64Array, xMm: number, yMm: number): number {
  const { columns, rows, cellMm } = scene;
  const u = clamp(xMm / cellMm - 0.5, columns - 1);
  const v = clamp(yMm / cellMm - 0.5, rows - 1);
  const c = Math.min(columns - 2, Math.floor(u));
  const r = Math.min(rows - 2, Math.floor(v));
  if (c < 0 || r < 0) return field[Math.max(0, r) * columns + Math.max(0, c)];
  const fu = u - c;
  const fv = v - r;
  const at = r * columns + c;
  const near = field[at] * (1 - fu) + field[at + 1] * fu;
  const far = field[at + columns] * (1 - fu) + field[at + columns + 1] * fu;
  return near * (1 - fv) + far * fv;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
