/**
 * Dots where follicles would be: as many as asked for, at the asked densities, clear of the hairs that are there and of each other.
 *
 * Cells are walked along a Hilbert curve and given their whole numbers of dots by carrying the remainder on, which keeps counts true
 * at every scale. Within its cell's surroundings a dot takes, of a few random places that keep the distances, the one with the most
 * room: less even than a lattice, as follicles are, and less uneven than chance. Only + − × ÷ √ are used, so that every JavaScript
 * engine makes the same dots.
 */
import { type Note, warning } from '../note.ts';
import type { Random } from '../random.ts';
import { hilbertBits, hilbertIndex } from './hilbert.ts';
import { type Neighbours, neighbours } from './neighbours.ts';
import { fieldAt, type Scene } from './scene.ts';
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
const PLACES = 5;
/** Tries for a place in the cell's surroundings, and in rings about it after that. */
const TRIES = 24;
const RINGS = 6;

/** Lays out the scene. Dots that fit nowhere are left out, with a note. */
export function layOut(scene: Scene, random: Random): Layout {
  const cells = cellsAlongCurve(scene);
  const wanted = quotas(cells.weights, scene.count, random);
  const field = dotField(scene);
  let missing = 0;
  for (let k = 0; k < cells.order.length; k++) for (let n = 0; n < wanted[k]; n++) if (!placeNear(field, cells.order[k], random)) missing++;
  const xMm = field.xMm.slice(0, field.count);
  const yMm = field.yMm.slice(0, field.count);
  const session = sessions(field.count, scene.sessionShare, random);
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

/** Cells that hold new dots in the order of the curve, and how many dots each should hold, in arbitrary units. */
function cellsAlongCurve({ columns, rows, newPerCm2 }: Scene): { order: Uint32Array; weights: Float64Array } {
  const bits = hilbertBits(Math.max(columns, rows));
  const used: { cell: number; index: number }[] = [];
  for (let cell = 0; cell < columns * rows; cell++)
    if (newPerCm2[cell] > 0) used.push({ cell, index: hilbertIndex(cell % columns, Math.floor(cell / columns), bits) });
  used.sort((a, b) => a.index - b.index);
  return { order: Uint32Array.from(used, (u) => u.cell), weights: Float64Array.from(used, (u) => newPerCm2[u.cell]) };
}

/** Whole numbers with the sum `count` in proportion to the weights; the remainder is carried on along the curve. */
function quotas(weights: Float64Array, count: number, random: Random): Uint32Array {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const result = new Uint32Array(weights.length);
  if (total === 0) return result;
  const phase = random.next();
  let sum = 0;
  let before = 0;
  for (let k = 0; k < weights.length; k++) {
    sum += weights[k];
    const upTo = k === weights.length - 1 ? count : Math.floor((sum / total) * count + phase * 0.999);
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
    const reach = cellMm * (ring === 0 ? 0.75 : 0.5 + ring);
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
  const spacingMm = 10 / Math.sqrt(Math.max(field.floorPerCm2, fieldAt(scene, scene.totalPerCm2, xMm, yMm)));
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

/** Not `**`, whose last digit differs between engines. */
function squared(dx: number, dy: number): number {
  return dx * dx + dy * dy;
}

/** Sessions in their shares within every short run of the curve, so that each alone covers the whole zone; shuffled within the run. */
function sessions(count: number, share: readonly number[], random: Random): Uint8Array {
  const session = new Uint8Array(count);
  const given = share.map(() => 0);
  for (let i = 0; i < count; i++) {
    let best = 0;
    let lack = Number.NEGATIVE_INFINITY;
    for (let s = 0; s < share.length; s++) {
      const short = share[s] * (i + 1) - given[s] + (random.next() - 0.5) * 0.6;
      if (short > lack) {
        lack = short;
        best = s;
      }
    }
    given[best]++;
    session[i] = best + 1;
  }
  return session;
}
