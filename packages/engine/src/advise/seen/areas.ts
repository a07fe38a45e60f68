/** Which places of a photo are held against each other: the thinned scalp of the zone, and the client's own fuller hair nearest to it. */
import type { Plan } from '../../document/schema.ts';
import { MAX_TILT_DEGREES, type SurfaceGeometry, surfaceGeometry } from '../../head/surface.ts';
import { info, type Note, warning } from '../../note.ts';
import { contains, fillPolygon } from '../../polygon.ts';
import { type Box, boxAround } from '../../render/box.ts';
import { degrees, MM2_PER_CM2 } from '../../units.ts';
import { headGrid, showsHead } from '../head-grid.ts';
import { hairToday } from '../today.ts';

export interface SeenAreas {
  /** Of the photo, px: the head. Null where there is none. */
  readonly box: Box | null;
  /** Cells of `cellPx` from the corner of the box: 0 neither, n > 0 the zone's n-th patch, n < 0 the reference's. */
  readonly patchOfCell: Int32Array;
  readonly columns: number;
  readonly cellPx: number;
  readonly zonePatches: number;
  readonly referencePatches: number;
  /** The hair beside the zone; null where the photo shows none. */
  readonly reference: Reference | null;
  readonly notes: readonly Note[];
}

export interface Reference {
  /** As seen, not as it lies on the skin: what is tilted counts less. */
  readonly seenCm2: number;
  /** Mean tilt against the line of sight, and that of the zone. */
  readonly tiltDegrees: number;
  readonly zoneTiltDegrees: number;
  /** Mean share of this head's own full hair, and the farthest that it lies from the zone. */
  readonly shareOfFull: number;
  readonly reachMm: number;
}

/** Places are told apart by a millimetre. */
const CELL_MM = 1;
/** Patches that are drawn again together: texture and light are much alike within one. */
const PATCH_MM = 10;
/** Hair from this share of full on counts as not thinned [A]: outside the zone it is what the zone is held against, within it it needs nothing. */
const FULL_FROM = 0.7;
/** The zone is drawn by hand or by a map of 3 mm: what lies nearer than so to its edge is neither. */
const MARGIN_MM = 4;
/** So much of the nearest hair is looked at, or as much as the zone where that is less; less than the least says nothing [A]. */
const WANTED_CM2 = 15;
const LEAST_CM2 = 2;
/** Hair that lies farther off is in another light and is no longer seen together with the zone [A]. */
const FARTHEST_MM = 60;
/** From here on it is said that hair seen aslant hides more scalp: 1.6 times as deep at 57° as at 18° (`today.ts`). */
const TILT_APART_DEGREES = 20;
const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);

export function seenAreas(plan: Plan): SeenAreas {
  const picture = { width: plan.photo.widthPx, height: plan.photo.heightPx };
  const box = boxAround([plan.headPx], picture);
  const nothing = (code: string, message: string): SeenAreas => ({
    box,
    patchOfCell: new Int32Array(0),
    columns: 0,
    cellPx: 1,
    zonePatches: 0,
    referencePatches: 0,
    reference: null,
    notes: [info(code, message)],
  });
  if (box === null || !showsHead(plan))
    return nothing('no-hair-beside', 'No whole head is in view, so the zone cannot be held against the hair beside it.');
  const cells = cellsOf(plan, box);
  const hair = hairOf(plan, cells);
  const zone = zoneCells(cells, hair);
  if (zone.length === 0)
    return nothing('no-zone-in-view', 'No scalp to be treated is in view, so nothing is held against the hair beside it.');
  const found = referenceCells(plan, cells, hair, zone);
  const cellCm2 = (cells.cellPx / plan.surface.pxPerMm) ** 2 / MM2_PER_CM2;
  if (found.cells.length * cellCm2 < LEAST_CM2)
    return nothing(
      'no-hair-beside',
      'No hair that is full enough lies beside the zone in this photo, so there is nothing that the zone could match.',
    );
  const patchOfCell = new Int32Array(cells.columns * cells.rows);
  const zonePatches = number(patchOfCell, zone, cells, 1);
  const referencePatches = number(patchOfCell, found.cells, cells, -1);
  const [tiltDegrees, zoneTiltDegrees] = [meanTilt(cells, found.cells), meanTilt(cells, zone)];
  const reference = {
    seenCm2: found.cells.length * cellCm2,
    tiltDegrees,
    zoneTiltDegrees,
    shareOfFull: found.shareOfFull,
    reachMm: found.reachMm,
  };
  const notes: Note[] = [];
  if (!hair.fullSeen)
    notes.push(
      warning('reference-not-full', 'The regions that loss spares are not in view: the hair beside the zone may itself have thinned.'),
    );
  if (Math.abs(tiltDegrees - zoneTiltDegrees) > TILT_APART_DEGREES)
    notes.push(
      warning(
        'reference-tilted',
        `The hair beside the zone lies at ${tiltDegrees.toFixed(0)}° to the line of sight, the zone at ${zoneTiltDegrees.toFixed(0)}°: hair seen aslant hides more scalp, and part of the contrast is that.`,
      ),
    );
  return { box, patchOfCell, columns: cells.columns, cellPx: cells.cellPx, zonePatches, referencePatches, reference, notes };
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly cellPx: number;
  readonly box: Box;
  readonly geometry: SurfaceGeometry;
  /** 1 on the head, tilted less than 60° and free of moles and of areas that are not to be touched. */
  readonly seen: Uint8Array;
  /** Photo pixels of the middle of a cell. */
  at(cell: number): readonly [number, number];
}

function cellsOf(plan: Plan, box: Box): Cells {
  const cellPx = Math.max(1, CELL_MM * plan.surface.pxPerMm);
  const [columns, rows] = [Math.ceil(box.width / cellPx), Math.ceil(box.height / cellPx)];
  const geometry = surfaceGeometry(plan.surface);
  const seen = new Uint8Array(columns * rows);
  const at = (cell: number): readonly [number, number] => [
    box.x + ((cell % columns) + 0.5) * cellPx,
    box.y + (Math.floor(cell / columns) + 0.5) * cellPx,
  ];
  fillPolygon(seen, columns, rows, fromCorner(plan.headPx, box), 1, 1 / cellPx);
  const moles = plan.measurement.excluded?.moles ?? [];
  for (let i = 0; i < seen.length; i++) {
    if (seen[i] === 0) continue;
    const [x, y] = at(i);
    const chart = geometry.cosTilt(x, y) < COS_MAX_TILT ? null : geometry.toChart(x, y);
    const untouched =
      chart !== null &&
      x < plan.photo.widthPx &&
      y < plan.photo.heightPx &&
      !moles.some(({ xPx, yPx, radiusPx }) => (x - xPx) ** 2 + (y - yPx) ** 2 < radiusPx ** 2) &&
      !plan.design.excludeMm.some((area) => contains(area, chart[0], chart[1]));
    if (!untouched) seen[i] = 0;
  }
  return { columns, rows, cellPx, box, geometry, seen, at };
}

function fromCorner(polygon: Plan['headPx'], box: Box): readonly (readonly [number, number])[] {
  return polygon.map(([x, y]) => [x - box.x, y - box.y]);
}

function zoneMask({ design }: Plan, { columns, rows, cellPx, box }: Cells): Uint8Array {
  const mask = new Uint8Array(columns * rows);
  for (const polygon of design.zonePx) fillPolygon(mask, columns, rows, fromCorner(polygon, box), 1, 1 / cellPx);
  return mask;
}

interface Hair {
  /** By cell: of full hair; not a number where no hair is looked for or none is seen. */
  readonly share: Float64Array;
  readonly fullSeen: boolean;
  readonly inZone: Uint8Array;
}

function hairOf(plan: Plan, cells: Cells): Hair {
  const grid = headGrid(plan);
  const { shareOfFull, fullSeen } = hairToday(plan, grid);
  const share = Float64Array.from(cells.seen, (seen, i) => {
    const chart = seen === 0 ? null : cells.geometry.toChart(...cells.at(i));
    const place = chart === null ? -1 : grid.cellAt(chart[0], chart[1]);
    // a face is shaded where it turns away, which passes for hair
    return place < 0 || !(grid.behindFrontMm[place] > 0) ? Number.NaN : shareOfFull[place];
  });
  return { share, fullSeen, inZone: zoneMask(plan, cells) };
}

function zoneCells({ seen }: Cells, { share, inZone }: Hair): readonly number[] {
  return [...seen.keys()].filter((i) => inZone[i] === 1 && seen[i] === 1 && !(share[i] >= FULL_FROM));
}

interface Found {
  readonly cells: readonly number[];
  readonly shareOfFull: number;
  readonly reachMm: number;
}

/** The nearest full hair first: light falls off over a head, so a ring about the zone is lit and tilted most as the zone is. */
function referenceCells(plan: Plan, { columns, cellPx, seen }: Cells, { share, inZone }: Hair, zone: readonly number[]): Found {
  const cellMm = cellPx / plan.surface.pxPerMm;
  const edge = [...inZone.keys()].filter((i) => inZone[i] === 1 && [i - 1, i + 1, i - columns, i + columns].some((j) => inZone[j] !== 1));
  const candidates: { readonly cell: number; readonly farMm: number }[] = [];
  for (let i = 0; i < seen.length; i++) {
    if (seen[i] === 0 || inZone[i] === 1 || !(share[i] >= FULL_FROM)) continue;
    const [x, y] = [i % columns, Math.floor(i / columns)];
    let nearest = Number.POSITIVE_INFINITY;
    for (const j of edge) nearest = Math.min(nearest, (x - (j % columns)) ** 2 + (y - Math.floor(j / columns)) ** 2);
    const farMm = Math.sqrt(nearest) * cellMm;
    if (farMm >= MARGIN_MM && farMm <= FARTHEST_MM) candidates.push({ cell: i, farMm });
  }
  candidates.sort((p, q) => p.farMm - q.farMm || p.cell - q.cell);
  const enough = (cm2: number): number => Math.ceil((cm2 * MM2_PER_CM2) / cellMm ** 2);
  const taken = candidates.slice(0, Math.max(enough(LEAST_CM2), Math.min(zone.length, enough(WANTED_CM2))));
  return {
    cells: taken.map(({ cell }) => cell),
    shareOfFull: taken.reduce((sum, { cell }) => sum + share[cell], 0) / Math.max(1, taken.length),
    reachMm: taken.length === 0 ? 0 : taken[taken.length - 1].farMm,
  };
}

/** Writes the number of its patch into each cell, from 1, times the sign. @returns how many there are */
function number(patchOfCell: Int32Array, chosen: readonly number[], { geometry, at }: Cells, sign: 1 | -1): number {
  const numbers = new Map<string, number>();
  for (const cell of chosen) {
    const chart = geometry.toChart(...at(cell)) ?? [0, 0];
    const key = chart.map((mm) => Math.floor(mm / PATCH_MM)).join();
    const known = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, known);
    patchOfCell[cell] = sign * known;
  }
  return numbers.size;
}

function meanTilt({ geometry, at }: Cells, chosen: readonly number[]): number {
  const sum = chosen.reduce((total, cell) => total + Math.acos(Math.min(1, geometry.cosTilt(...at(cell)))), 0);
  return degrees(sum / chosen.length);
}
