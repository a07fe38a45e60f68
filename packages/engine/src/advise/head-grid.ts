/** The whole hair-bearing scalp on the scalp chart, cell by cell, also where the photo does not show it. */
import type { Plan, View } from '../document/schema.ts';
import { blurPlane } from '../filters.ts';
import { headAngles, regionAt } from '../hairloss/head-map.ts';
import { REGIONS } from '../hairloss/terms.ts';
import { HEAD } from '../head/anthropometry.ts';
import { MAX_TILT_DEGREES, type Spot, surfaceGeometry } from '../head/surface.ts';
import { contains, type Point, type Polygon } from '../polygon.ts';
import { MM2_PER_CM2 } from '../units.ts';

export interface HeadGrid {
  readonly columns: number;
  readonly rows: number;
  /** Chart position of the middle of a cell. */
  centre(cell: number): Point;
  /** The cell that holds a chart point; −1 off the grid. */
  cellAt(xMm: number, yMm: number): number;
  /** Skin of each cell; 0 where no scalp hair grows, and all else of the cell then means nothing. */
  readonly skinCm2: Float64Array;
  /** By region in the order of REGIONS: how far a cell belongs to it, 0..1, passing over within a blend; together 1. */
  readonly shareOfRegion: readonly Float32Array[];
  /** 1 where this photo shows the cell no steeper than 60°: only there can a plan made from it lay dots. */
  readonly shown: Uint8Array;
  /** Depth behind the planned front edge, negative before it; infinite where the plan draws none. */
  readonly behindFrontMm: Float64Array;
  /** 1 in the plan's no-go areas. */
  readonly excluded: Uint8Array;
}

export const CELL_MM = 4;
/** In units of the outline's half axes; the nape lies at 1.7, the chart ends at 2. */
const REACH = 1.85;
/** Deviation of the blend between regions: a border is about a centimetre broad, as in the map of regions [A]. */
const BLEND_MM = 5;
/** From the vertical to the camera, towards the face: how pictures of a kind are taken [A]. */
const CAMERA_DEGREES: Readonly<Record<View, number>> = { top: 0, macro: 0, front: 57, crown: -45 };
const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);

/** Half axes of heads, of children and giants too, mm; what lies outside is a patch from close by or a wrong scale. */
const HALF_AXES_MM = { least: 45, most: 180 };

/** Whether a plan shows a head, and so tells where on it things lie. */
export function showsHead({ surface, measurement }: Pick<Plan, 'surface' | 'measurement'>): boolean {
  const axes = [surface.semiAcrossPx, surface.semiAlongPx, surface.semiDepthPx].map((px) => px / surface.pxPerMm);
  return measurement.subject !== 'macro' && axes.every((mm) => mm >= HALF_AXES_MM.least && mm <= HALF_AXES_MM.most);
}

/** @param plan that shows a head */
export function headGrid(plan: Pick<Plan, 'surface' | 'photo' | 'options' | 'design'>): HeadGrid {
  const geometry = surfaceGeometry(plan.surface);
  const { semiAcrossPx, semiAlongPx, pxPerMm } = plan.surface;
  const half = (semiPx: number): number => Math.ceil((REACH * semiPx) / pxPerMm / CELL_MM);
  const [halfColumns, halfRows] = [half(semiAcrossPx), half(semiAlongPx)];
  const [columns, rows] = [2 * halfColumns, 2 * halfRows];
  const cells = columns * rows;
  const centre = (cell: number): Point => [
    ((cell % columns) - halfColumns + 0.5) * CELL_MM,
    (Math.floor(cell / columns) - halfRows + 0.5) * CELL_MM,
  ];
  const skinCm2 = new Float64Array(cells);
  const shown = new Uint8Array(cells);
  const excluded = new Uint8Array(cells);
  const behindFrontMm = new Float64Array(cells);
  const inRegion = REGIONS.map(() => new Float32Array(cells));
  const frontYMm = frontOf(plan.design);
  for (let i = 0; i < cells; i++) {
    const [x, y] = centre(i);
    behindFrontMm[i] = frontYMm(x) - y;
    const { alphaDegrees, betaDegrees } = headAngles(fromTragi(geometry.onHead(x, y), plan.options.view));
    const region = regionAt(alphaDegrees, betaDegrees);
    if (region === null) continue;
    inRegion[REGIONS.indexOf(region)][i] = 1;
    skinCm2[i] = (geometry.skinPerChart(x, y) * CELL_MM ** 2) / MM2_PER_CM2;
    if (plan.design.excludeMm.some((area) => contains(area, x, y))) excluded[i] = 1;
    const at = geometry.toPhoto(x, y);
    const inFrame = at !== null && at[0] >= 0 && at[1] >= 0 && at[0] < plan.photo.widthPx && at[1] < plan.photo.heightPx;
    if (inFrame && geometry.cosTiltAtChart(x, y) >= COS_MAX_TILT) shown[i] = 1;
  }
  return {
    columns,
    rows,
    centre,
    cellAt(xMm, yMm) {
      const [c, r] = [Math.floor(xMm / CELL_MM) + halfColumns, Math.floor(yMm / CELL_MM) + halfRows];
      return c < 0 || r < 0 || c >= columns || r >= rows ? -1 : r * columns + c;
    },
    skinCm2,
    shareOfRegion: blended(inRegion, columns, rows),
    shown,
    behindFrontMm,
    excluded,
  };
}

/** Cells within a distance of one another on the chart, as steps in columns and rows. */
export function stepsWithin(radiusMm: number): readonly (readonly [columns: number, rows: number])[] {
  const reach = Math.floor(radiusMm / CELL_MM);
  const steps: (readonly [number, number])[] = [];
  for (let r = -reach; r <= reach; r++)
    for (let c = -reach; c <= reach; c++) if ((c * c + r * r) * CELL_MM ** 2 <= radiusMm ** 2) steps.push([c, r]);
  return steps;
}

/** Sum over the cells within a distance of each; only cells with `at` above 0 are asked. */
export function sumsWithin(grid: HeadGrid, values: Float64Array, at: ArrayLike<number>, radiusMm: number): Float64Array {
  const { columns, rows } = grid;
  const steps = stepsWithin(radiusMm);
  const sums = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (!(at[i] > 0)) continue;
    const [c, r] = [i % columns, Math.floor(i / columns)];
    for (const [dc, dr] of steps) {
      if (c + dc >= 0 && c + dc < columns && r + dr >= 0 && r + dr < rows) sums[i] += values[i + dr * columns + dc];
    }
  }
  return sums;
}

/** From the ellipsoid's own frame to that of the point midway between the tragi: the camera looks down one axis of the ellipsoid, not always down the head. */
function fromTragi([left, ahead, near]: Spot, view: View): Spot {
  const tilt = (CAMERA_DEGREES[view] * Math.PI) / 180;
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return [left, ahead * cos + near * sin, near * cos - ahead * sin + HEAD.tragusBelowMm];
}

/** The planned front edge as y for each x; where it is not drawn it goes on level. */
function frontOf({ hairlineMm, hiddenHairlineMm }: Plan['design']): (xMm: number) => number {
  const line: Polygon = [...hairlineMm, ...hiddenHairlineMm.flat()].sort((p, q) => p[0] - q[0]);
  if (line.length < 2) return () => Number.POSITIVE_INFINITY;
  return (x) => {
    const right = line.findIndex((p) => p[0] >= x);
    if (right < 0) return line[line.length - 1][1];
    if (right === 0) return line[0][1];
    const [[x0, y0], [x1, y1]] = [line[right - 1], line[right]];
    return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  };
}

function blended(inRegion: readonly Float32Array[], columns: number, rows: number): readonly Float32Array[] {
  const soft = inRegion.map((plane) => blurPlane(plane, columns, rows, BLEND_MM / CELL_MM));
  for (let i = 0; i < columns * rows; i++) {
    const all = soft.reduce((sum, plane) => sum + plane[i], 0);
    for (const plane of soft) plane[i] = all > 0 ? plane[i] / all : 0;
  }
  return soft;
}
