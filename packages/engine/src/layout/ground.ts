/**
 * What dots are laid on: the scene on cells fine enough for single dots, with the feather raised and the hairs' chance evened out.
 *
 * Where the density falls off, dots are laid at a raised density, also a little beyond the zone, and thinned out afterwards. So hair thins:
 * by follicles missing from a regular field, and not by ever wider spacings. Laying out at the wanted density itself would crowd the foremost
 * bins by 20–60 %, as nothing beyond the front pushes back.
 */
import { blur } from '../filters.ts';
import { raster } from '../raster.ts';
import { hilbertBits, hilbertIndex } from './hilbert.ts';
import { cellAt, fieldAt, type Grid, type Places, type Scene } from './scene.ts';

export interface Ground {
  readonly scene: Scene;
  /** The scene's cells, or an equal part of them where those are larger than a spacing. */
  readonly grid: Grid;
  /** Cells in which dots may be laid, along a Hilbert curve: what is next to each other there is so on the scalp. */
  readonly curve: Uint32Array;
  /** Dots to lay, evened out against the hairs that stand: what the counts follow; sums to `count`. */
  readonly layPerCm2: Float64Array;
  /** As the scene has it: before thinning, and what is wanted in the end. Of a place's dots `wantedPerCm2 / raisedPerCm2` stay. */
  readonly raisedPerCm2: Float64Array;
  readonly wantedPerCm2: Float64Array;
  /** Raised dots and the hairs and dots that are really there: what pairs are expected by. */
  readonly allPerCm2: Float64Array;
  readonly floorPerCm2: number;
  /** Dots to lay before the feather is thinned. */
  readonly count: number;
}

/** The raised field goes on beyond the zone for so many of the largest spacings: as far as pairs are matched. */
const BEYOND_SPACINGS = 3;
/** Hairs count for the density around them with this deviation, in the largest spacings. */
const EVEN_OUT_SPACINGS = 1.2;
/** Evening out changes the wanted density of a place by at most this share. */
const EVEN_OUT_SHARE = 0.3;
const MOST_CELLS = 4e6;
/** Laid beyond what stays, where a feather is thinned. */
const SURPLUS = 0.003;

/** @param standing dots of an earlier layout that stay as they are */
export function groundOf(scene: Scene, standing: Places, floorPerCm2: number): Ground {
  const grid = fineGrid(scene);
  const cells = grid.columns * grid.rows;
  const cellCm2 = (grid.cellMm * grid.cellMm) / 100;
  const total = refined(scene, scene.totalPerCm2, grid);
  const added = refined(scene, scene.newPerCm2, grid);
  const asked = added.reduce((sum, d) => sum + d, 0) * cellCm2;
  const scale = asked > 0 ? scene.count / asked : 0;
  const near = within(grid, added, (BEYOND_SPACINGS * 10) / Math.sqrt(floorPerCm2));
  const wantedPerCm2 = added.map((d) => d * scale);
  const raisedPerCm2 = wantedPerCm2.map((d, i) => (near[i] === 1 ? d + Math.max(0, floorPerCm2 - total[i]) : d));
  // hairs by density and hairs that were found: a photo may show none where the density says that there are some
  const hairs = total.map((t, i) => Math.max(0, t - added[i]));
  const found = new Float64Array(cells);
  const count = (xMm: Float64Array, yMm: Float64Array): void => {
    for (let i = 0; i < xMm.length; i++) found[cellAt(grid, xMm[i], yMm[i])] += 1 / cellCm2;
  };
  count(scene.existingXMm, scene.existingYMm);
  count(standing.xMm, standing.yMm);
  const seen = shareSeen(hairs, found, near);
  const real = hairs.map((h) => h * seen);
  const excess = blurred(
    grid,
    found.map((f, i) => f - real[i]),
    (EVEN_OUT_SPACINGS * 10) / Math.sqrt(floorPerCm2),
  );
  const layPerCm2 = raisedPerCm2.map((d, i) => {
    const most = EVEN_OUT_SHARE * d;
    return d - Math.max(-most, Math.min(most, excess[i]));
  });
  // a dry run of the thinning: of what is laid just a little more than asked for shall be left, so that there is a choice everywhere
  let stays = 0;
  let thins = false;
  for (let i = 0; i < cells; i++) {
    if (raisedPerCm2[i] <= 0) continue;
    stays += (layPerCm2[i] * wantedPerCm2[i] * cellCm2) / raisedPerCm2[i];
    thins ||= wantedPerCm2[i] < raisedPerCm2[i];
  }
  if (stays > 0) for (let i = 0; i < cells; i++) layPerCm2[i] *= ((thins ? 1 + SURPLUS : 1) * scene.count) / stays;
  return {
    scene,
    grid,
    curve: alongCurve(grid, layPerCm2),
    layPerCm2,
    raisedPerCm2,
    wantedPerCm2,
    allPerCm2: raisedPerCm2.map((d, i) => d + real[i]),
    floorPerCm2,
    count: Math.round(layPerCm2.reduce((sum, d) => sum + d, 0) * cellCm2),
  };
}

/** The scene's grid, each cell cut into equal parts until none is broader than the densest spacing. */
function fineGrid(scene: Scene): Grid {
  let densest = 1;
  for (let i = 0; i < scene.newPerCm2.length; i++)
    if (scene.newPerCm2[i] > 0 && scene.totalPerCm2[i] > densest) densest = scene.totalPerCm2[i];
  const most = Math.max(1, Math.floor(Math.sqrt(MOST_CELLS / (scene.columns * scene.rows))));
  const parts = Math.min(most, Math.max(1, Math.ceil((scene.cellMm * Math.sqrt(densest)) / 12)));
  return { cellMm: scene.cellMm / parts, columns: scene.columns * parts, rows: scene.rows * parts };
}

function refined(scene: Scene, field: Float64Array, grid: Grid): Float64Array {
  if (grid.columns === scene.columns) return field;
  return Float64Array.from({ length: grid.columns * grid.rows }, (_, i) =>
    fieldAt(scene, field, ((i % grid.columns) + 0.5) * grid.cellMm, (Math.floor(i / grid.columns) + 0.5) * grid.cellMm),
  );
}

/** Cells in which dots may be laid, along the curve. */
function alongCurve({ columns, rows }: Grid, layPerCm2: Float64Array): Uint32Array {
  const bits = hilbertBits(Math.max(columns, rows));
  // one number holds place on the curve and cell, both exactly, so that a plain numeric sort does
  const keys: number[] = [];
  for (let cell = 0; cell < columns * rows; cell++)
    if (layPerCm2[cell] > 0) keys.push(hilbertIndex(cell % columns, Math.floor(cell / columns), bits) * columns * rows + cell);
  return Uint32Array.from(Float64Array.from(keys).sort(), (key) => key % (columns * rows));
}

/** 1 for cells within about a distance of one where the field is above 0 (a square about each), else 0. */
export function within({ columns, rows, cellMm }: Grid, field: Float64Array, distanceMm: number): Uint8Array {
  const reach = Math.ceil(distanceMm / cellMm);
  const across = new Uint8Array(columns * rows);
  const out = new Uint8Array(columns * rows);
  for (let r = 0; r < rows; r++)
    for (let c = 0, last = -Infinity, ahead = 0; c < columns; c++) {
      for (; ahead < Math.min(columns, c + reach + 1); ahead++) if (field[r * columns + ahead] > 0) last = ahead;
      if (last >= c - reach) across[r * columns + c] = 1;
    }
  for (let c = 0; c < columns; c++)
    for (let r = 0, last = -Infinity, ahead = 0; r < rows; r++) {
      for (; ahead < Math.min(rows, r + reach + 1); ahead++) if (across[ahead * columns + c] === 1) last = ahead;
      if (last >= r - reach) out[r * columns + c] = 1;
    }
  return out;
}

/** Share of the hairs that the density speaks of that are in the list, about the zone: 0 where a photo shows none. */
function shareSeen(hairs: Float64Array, found: Float64Array, near: Uint8Array): number {
  let byDensity = 0;
  let byList = 0;
  for (let i = 0; i < hairs.length; i++)
    if (near[i] === 1) {
      byDensity += hairs[i];
      byList += found[i];
    }
  return byDensity > 0 ? Math.min(1.5, byList / byDensity) : 0;
}

function blurred({ columns, rows, cellMm }: Grid, field: Float64Array, sigmaMm: number): Float32Array {
  return blur(raster('density', columns, rows, Float32Array.from(field)), sigmaMm / cellMm).data;
}
