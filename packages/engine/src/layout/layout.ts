/**
 * Dots where follicles would be: as many as asked for, at the asked densities, clear of the hairs that are there and of each other.
 *
 * Cells are walked along a Hilbert curve and given their whole numbers of dots by carrying the remainder on, hairs included, which keeps
 * counts true at every scale. Each dot takes the roomiest of a few free places about its cell; then small steps bring the distances
 * between dots and hairs to those of real follicular units. Only + − × ÷ √ are used, so that every JavaScript engine makes the same dots.
 */
import { type Note, warning } from '../note.ts';
import type { Random } from '../random.ts';
import { hilbertBits, hilbertIndex } from './hilbert.ts';
import { matchPairs } from './match-pairs.ts';
import { type Neighbours, neighbours } from './neighbours.ts';
import { fieldAt, type Scene } from './scene.ts';
import { sessionsOf } from './sessions.ts';
import { workingPath } from './working-path.ts';

export interface Layout {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  /** From 1. */
  readonly session: Uint8Array;
  /** Place in the path of its session, from 0. */
  readonly order: Uint32Array;
  /** Length of each session's path. */
  readonly pathMm: readonly number[];
  readonly notes: readonly Note[];
}

/** Least distance between dots, as a share of the mean of their spacings (`docs/model.md`, follicle statistics). */
const HARD_CORE = 0.36;
/** Where the density falls off, spacings grow no further than that of this share of the densest place: a feather is a thinned field. */
const SPACING_FLOOR = 0.6;
/** Valid places looked at before the roomiest is taken; more make a lattice, fewer make clumps. */
const PLACES = 8;
/** Tries for a place in the cell's surroundings, and in rings about it after that. */
const TRIES = 32;
const RINGS = 6;

/** Lays out the scene. Dots that fit nowhere are left out, with a note. */
export function layOut(scene: Scene, random: Random): Layout {
  const cells = cellsAlongCurve(scene);
  const wanted = quotas(cells, scene.count, random);
  const field = dotField(scene);
  let missing = 0;
  for (let k = 0; k < cells.order.length; k++) for (let n = 0; n < wanted[k]; n++) if (!placeNear(field, cells.order[k], random)) missing++;
  matchPairs(scene, field, (x, y) => spacingAt(field, x, y), HARD_CORE, random.fork('pairs'));
  const xMm = field.xMm.slice(0, field.count);
  const yMm = field.yMm.slice(0, field.count);
  const session = sessionsOf(field, scene.widthMm, scene.heightMm, scene.sessionShare, random.fork('sessions'));
  const { order, pathMm } = workingPath(xMm, yMm, session, scene.sessionShare.length);
  const notes =
    missing === 0
      ? []
      : [
          warning(
            'dots-do-not-fit',
            `${missing} of ${scene.count} dots found no place that is clear of hairs and of each other; they are left out.`,
          ),
        ];
  return { xMm, yMm, session, order, pathMm, notes };
}

interface Cells {
  /** In the order of the curve. */
  readonly order: Uint32Array;
  /** New dots wanted in a cell. */
  readonly wanted: Float64Array;
  /** The cell's part of all hairs that stand in these cells, by the density left for them, less those that stand in it. */
  readonly lacking: Float64Array;
}

/** Cells that hold new dots, along the curve. */
function cellsAlongCurve({ columns, rows, cellMm, newPerCm2, totalPerCm2, existingXMm, existingYMm }: Scene): Cells {
  const bits = hilbertBits(Math.max(columns, rows));
  const used: { cell: number; index: number }[] = [];
  for (let cell = 0; cell < columns * rows; cell++)
    if (newPerCm2[cell] > 0) used.push({ cell, index: hilbertIndex(cell % columns, Math.floor(cell / columns), bits) });
  used.sort((a, b) => a.index - b.index);
  const standing = new Uint32Array(columns * rows);
  for (let i = 0; i < existingXMm.length; i++) {
    const c = Math.min(columns - 1, Math.floor(existingXMm[i] / cellMm));
    standing[Math.min(rows - 1, Math.floor(existingYMm[i] / cellMm)) * columns + c]++;
  }
  const cellCm2 = (cellMm * cellMm) / 100;
  const room = used.map(({ cell }) => Math.max(0, totalPerCm2[cell] - newPerCm2[cell]));
  const rooms = room.reduce((sum, r) => sum + r, 0);
  const hairs = used.reduce((sum, { cell }) => sum + standing[cell], 0);
  return {
    order: Uint32Array.from(used, (u) => u.cell),
    wanted: Float64Array.from(used, (u) => newPerCm2[u.cell] * cellCm2),
    lacking: Float64Array.from(used, ({ cell }, k) => (rooms === 0 ? 0 : (hairs * room[k]) / rooms - standing[cell])),
  };
}

/** What hairs lack or have too much of is made up for by the dots of the next cells, and forgotten over about so many. */
const MEMORY_CELLS = 150;

/** Whole numbers of dots with the sum `count`; the remainder is carried on along the curve. */
function quotas({ wanted, lacking }: Cells, count: number, random: Random): Uint32Array {
  const total = wanted.reduce((sum, w) => sum + w, 0);
  const result = new Uint32Array(wanted.length);
  if (total === 0) return result;
  const phase = random.next() * 0.999;
  let sum = 0;
  let lack = 0;
  let before = 0;
  for (let k = 0; k < wanted.length; k++) {
    sum += wanted[k];
    lack += lacking[k] - lack / MEMORY_CELLS;
    const left = wanted.length - 1 - k;
    const upTo = left === 0 ? count : Math.floor((sum / total) * count + lack * Math.min(1, left / MEMORY_CELLS) + phase);
    result[k] = Math.max(0, Math.min(count, upTo) - before);
    before += result[k];
  }
  return result;
}

interface DotField {
  readonly scene: Scene;
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  readonly spacingMm: Float64Array;
  count: number;
  readonly dots: Neighbours;
  readonly hairs: Neighbours;
  readonly largestSpacingMm: number;
  readonly floorPerCm2: number;
}

function dotField(scene: Scene): DotField {
  const { widthMm, heightMm, count } = scene;
  let densest = 0;
  for (let i = 0; i < scene.newPerCm2.length; i++) if (scene.newPerCm2[i] > 0) densest = Math.max(densest, scene.totalPerCm2[i]);
  const floorPerCm2 = Math.max(1e-6, SPACING_FLOOR * densest);
  const largestSpacingMm = 10 / Math.sqrt(floorPerCm2);
  const hairs = neighbours(widthMm, heightMm, Math.max(0.5, scene.clearanceMm), scene.existingXMm.length);
  for (let i = 0; i < scene.existingXMm.length; i++) hairs.add(i, scene.existingXMm[i], scene.existingYMm[i]);
  return {
    scene,
    xMm: new Float64Array(count),
    yMm: new Float64Array(count),
    spacingMm: new Float64Array(count),
    count: 0,
    dots: neighbours(widthMm, heightMm, Math.max(0.3, largestSpacingMm), count),
    hairs,
    largestSpacingMm,
    floorPerCm2,
  };
}

/** Puts one dot in or about a cell; false where there is no room. */
function placeNear(field: DotField, cell: number, random: Random): boolean {
  const { scene } = field;
  const { cellMm, columns } = scene;
  const x0 = ((cell % columns) + 0.5) * cellMm;
  const y0 = (Math.floor(cell / columns) + 0.5) * cellMm;
  for (let ring = 0; ring <= RINGS; ring++) {
    const reach = cellMm * (ring === 0 ? 1.2 : 0.5 + ring);
    let best: Place | null = null;
    let found = 0;
    for (let attempt = 0; attempt < TRIES && found < PLACES; attempt++) {
      const place = placeAt(field, x0 + (2 * random.next() - 1) * reach, y0 + (2 * random.next() - 1) * reach, random);
      if (place === null) continue;
      found++;
      if (best === null || place.room > best.room) best = place;
    }
    if (best !== null) {
      const i = field.count++;
      field.xMm[i] = best.xMm;
      field.yMm[i] = best.yMm;
      field.spacingMm[i] = best.spacingMm;
      field.dots.add(i, best.xMm, best.yMm);
      return true;
    }
  }
  return false;
}

interface Place {
  readonly xMm: number;
  readonly yMm: number;
  readonly spacingMm: number;
  /** Distance to the nearest dot or hair, in spacings. */
  readonly room: number;
}

/** The place with its room, or null where a dot may not lie; thin places are taken in proportion to their density. */
function placeAt(field: DotField, xMm: number, yMm: number, random: Random): Place | null {
  const { scene } = field;
  if (xMm < 0 || yMm < 0 || xMm >= scene.widthMm || yMm >= scene.heightMm) return null;
  const wanted = fieldAt(scene, scene.newPerCm2, xMm, yMm);
  const here = scene.newPerCm2[Math.floor(yMm / scene.cellMm) * scene.columns + Math.floor(xMm / scene.cellMm)];
  if (wanted <= 0 || random.next() * here >= wanted) return null;
  const spacingMm = spacingAt(field, xMm, yMm);
  let room2 = 4 * field.largestSpacingMm * field.largestSpacingMm;
  let free = true;
  const reach = field.largestSpacingMm;
  field.hairs.near(xMm, yMm, Math.max(scene.clearanceMm, 0.8 * spacingMm), (i) => {
    const d2 = squared(scene.existingXMm[i] - xMm, scene.existingYMm[i] - yMm);
    if (d2 < scene.clearanceMm * scene.clearanceMm) free = false;
    if (d2 < room2) room2 = d2;
    return free;
  });
  if (!free) return null;
  field.dots.near(xMm, yMm, reach, (i) => {
    const d2 = squared(field.xMm[i] - xMm, field.yMm[i] - yMm);
    const least = HARD_CORE * 0.5 * (spacingMm + field.spacingMm[i]);
    if (d2 < least * least) free = false;
    if (d2 < room2) room2 = d2;
    return free;
  });
  return free ? { xMm, yMm, spacingMm, room: Math.sqrt(room2) / spacingMm } : null;
}

/** Spacing of the density at a place, no larger than that of the floor. */
function spacingAt(field: DotField, xMm: number, yMm: number): number {
  return 10 / Math.sqrt(Math.max(field.floorPerCm2, fieldAt(field.scene, field.scene.totalPerCm2, xMm, yMm)));
}

/** Not `**`, whose last digit differs between engines. */
function squared(dx: number, dy: number): number {
  return dx * dx + dy * dy;
}
