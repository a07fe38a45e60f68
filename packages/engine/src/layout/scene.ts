/** What the layout works on: densities on a grid of the scalp chart, and the hairs that are there. */

import { lineOf } from './buckets.ts';

/** Cells from the least x and y, row by row; values belong to cell centres. */
export interface Grid {
  readonly cellMm: number;
  readonly columns: number;
  readonly rows: number;
}

/** Positions on the scalp chart, one entry a point. */
export interface Places {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
}

export interface Scene extends Grid {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Existing and new together. */
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

/** The cell that holds a point; the nearest one for points off the grid. */
export function cellAt({ columns, rows, cellMm }: Grid, xMm: number, yMm: number): number {
  return lineOf(yMm, cellMm, rows) * columns + lineOf(xMm, cellMm, columns);
}

/** Bilinear value of a field of cell centres, in the field's unit; beyond the outermost centres their value holds. */
export function fieldAt({ columns, rows, cellMm }: Grid, field: Float64Array, xMm: number, yMm: number): number {
  const u = clamp(xMm / cellMm - 0.5, columns - 1);
  const v = clamp(yMm / cellMm - 0.5, rows - 1);
  const c = Math.min(columns - 2, Math.floor(u));
  const r = Math.min(rows - 2, Math.floor(v));
  if (c < 0 || r < 0) return lineAt(field, columns, c, r, u, v);
  const fu = u - c;
  const fv = v - r;
  const at = r * columns + c;
  const near = field[at] * (1 - fu) + field[at + 1] * fu;
  const far = field[at + columns] * (1 - fu) + field[at + columns + 1] * fu;
  return near * (1 - fv) + far * fv;
}

/** The same where the grid is a single row or column of cells, or one cell. */
function lineAt(field: Float64Array, columns: number, c: number, r: number, u: number, v: number): number {
  if (c < 0 && r < 0) return field[0];
  if (c < 0) return field[r * columns] * (1 - (v - r)) + field[(r + 1) * columns] * (v - r);
  return field[c] * (1 - (u - c)) + field[c + 1] * (u - c);
}

function clamp(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}

/** Where the density falls off, spacings grow no further than that of this share of the densest place: a feather is a thinned field. */
const SPACING_FLOOR = 0.6;

/** Density of the largest spacing that counts, per cm². */
export function spacingFloorPerCm2(scene: Scene): number {
  let densest = 0;
  for (let i = 0; i < scene.newPerCm2.length; i++)
    if (scene.newPerCm2[i] > 0 && scene.totalPerCm2[i] > densest) densest = scene.totalPerCm2[i];
  return Math.max(1e-6, SPACING_FLOOR * densest);
}

/** Local spacing 1/√density of hairs and dots together, no larger than that of `floorPerCm2`. */
export function spacingMmAt(scene: Scene, floorPerCm2: number, xMm: number, yMm: number): number {
  const total = fieldAt(scene, scene.totalPerCm2, xMm, yMm);
  return 10 / Math.sqrt(total < floorPerCm2 ? floorPerCm2 : total);
}

/** Least distance between dots, as a share of the mean of their spacings: below it real follicular units are next to none. */
export const HARD_CORE = 0.36;
/** Share of a plane that discs laid one after the other at random can cover (Feder 1980), and some room at the zone's edge. */
const JAMMED = 0.547 * 1.15;

/** More dots than this find no place, hairs left out of account. */
export function mostDots(scene: Scene): number {
  const floorPerCm2 = spacingFloorPerCm2(scene);
  let most = 0;
  for (let i = 0; i < scene.newPerCm2.length; i++)
    if (scene.newPerCm2[i] > 0) most += Math.max(floorPerCm2, scene.totalPerCm2[i]) * scene.cellMm * scene.cellMm;
  // a disc about each dot, half the least distance in radius: a share of the spacing's square, of which 100 mm² hold as many as the density
  return Math.ceil((most * JAMMED * 4) / (100 * Math.PI * HARD_CORE * HARD_CORE)) + 1;
}
