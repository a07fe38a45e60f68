/** The zone that would reach far enough: today's, and what beside it will have gone bare. */
import type { Plan } from '../document/schema.ts';
import { blurPlane } from '../filters.ts';
import { contains, distance, type Point, type Polygon, signedArea } from '../polygon.ts';
import { CELL_MM, type HeadGrid, sumsWithin } from './head-grid.ts';
import { DENSE_RATIO, type Ink, UNITS_PER_CM2 } from './ink.ts';
import { outlinesOf } from './outline.ts';

export interface WiderZone {
  /** All of it, also where this photo does not show the head. */
  readonly zoneMm: readonly Polygon[];
  /** One outline about what the photo shows; parts that lie apart are joined by a strip. */
  readonly designZone: Polygon;
  /** The plan's ink and what is added. */
  readonly ink: Ink;
  readonly addedCm2: number;
  readonly addedDots: number;
}

/** Terminal hair below which a place wants ink [A]. */
const BARE_BELOW = 0.35;
/** One deviation of the smoothing: specks narrower than about twice this are left out, gaps as narrow are closed. */
const SMOOTH_MM = 6;
/** A rise of 1 in the smoothed field is so many mm, near its edge: √(2π) deviations. */
const MM_PER_FIELD = Math.sqrt(2 * Math.PI) * SMOOTH_MM;
/** A smaller gain is not worth another outline [A]. */
const LEAST_ADDED_CM2 = 3;
/** Dots thin out towards the hair over 2 to 4 cm [P]. */
const BLEND_MM = 30;
const STRIP_MM = 6;
const TRIES = 8;

/**
 * @param today share of healthy terminal hair by cell
 * @param share the same in the year that the zone shall last to
 * @returns null where nothing is to be added
 */
export function widerZone(plan: Plan, grid: HeadGrid, ink: Ink, today: Float64Array, share: Float64Array): WiderZone | null {
  const { skinCm2, behindFrontMm, excluded } = grid;
  const wanted = skinCm2.map((skin, i) =>
    ink.field[i] === 1 || (skin > 0 && behindFrontMm[i] > 0 && excluded[i] === 0 && share[i] < BARE_BELOW) ? 1 : 0,
  );
  const own = grid.skinCm2.map((_, i) => depthIn(plan.design.zoneMm, grid.centre(i)));
  const wider = smoothed(wanted, grid).map((depth, i) => Math.min(depth, behindFrontMm[i], skinCm2[i] > 0 ? depth : -1));
  const view = smoothed(grid.shown, grid);
  const zoneMm = outer(
    own.map((depth, i) => Math.max(depth, wider[i])),
    grid,
  );
  const designZone = joined(
    own.map((depth, i) => Math.max(depth, Math.min(wider[i], view[i]))),
    grid,
  );
  const field = ink.field.map((inked, i) => {
    if (inked === 1 || skinCm2[i] === 0 || excluded[i] === 1) return inked;
    const [x, y] = grid.centre(i);
    return behindFrontMm[i] > 0 && zoneMm.some((zone) => contains(zone, x, y)) ? 1 : 0;
  });
  const added = skinCm2.map((skin, i) => (field[i] === 1 && ink.field[i] === 0 ? skin : 0));
  const addedCm2 = sum(added);
  if (addedCm2 < LEAST_ADDED_CM2 || designZone === null) return null;
  const dots = blendedDots(grid, ink, field, added, today);
  const dotsOfCell = ink.dotsOfCell.map((own, i) => own + dots[i]);
  return { zoneMm, designZone, ink: { ...ink, field, dotsOfCell }, addedCm2, addedDots: sum(dots) };
}

/** Cells that would want ink: how much more or less at the ends of the band than at its middle. */
export function bareCm2(grid: HeadGrid, ink: Ink, share: Float64Array): number {
  return sum(
    grid.skinCm2.map((skin, i) =>
      ink.field[i] === 0 && grid.excluded[i] === 0 && grid.behindFrontMm[i] > 0 && share[i] < BARE_BELOW ? skin : 0,
    ),
  );
}

/**
 * At the density of the nearest zone; fewer among hair that still stands, so that both together are no denser today than a match allows, and fewer near
 * hair that stays. A front edge needs no blend, it has its own feather.
 */
function blendedDots(grid: HeadGrid, ink: Ink, field: Uint8Array, added: Float64Array, today: Float64Array): Float64Array {
  const scalp = grid.skinCm2.map((skin, i) => (grid.behindFrontMm[i] > 0 ? skin : 0));
  const inked = scalp.map((skin, i) => (field[i] === 1 ? skin : 0));
  const near = sumsWithin(grid, inked, added, BLEND_MM);
  const all = sumsWithin(grid, scalp, added, BLEND_MM);
  // at a straight edge half of what is near is inked, a blend's width behind it all
  return added.map((skin, i) => {
    if (skin === 0) return 0;
    const room = Math.min(ink.wantedPerCm2[i], UNITS_PER_CM2 * (DENSE_RATIO - today[i]));
    return skin * room * Math.min(1, Math.max(0, (2 * near[i]) / all[i] - 1));
  });
}

/** About the distance to the edge of a smoothed mask, positive inside, mm. */
function smoothed(mask: ArrayLike<number>, { columns, rows }: HeadGrid): Float64Array {
  return Float64Array.from(blurPlane(Float32Array.from(mask), columns, rows, SMOOTH_MM / CELL_MM), (v) => (v - 0.5) * MM_PER_FIELD);
}

/** Distance to the nearest edge of the polygons, positive inside. */
function depthIn(polygons: readonly Polygon[], at: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (const polygon of polygons)
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++)
      least = Math.min(least, distanceToSegment(at, polygon[j], polygon[i]));
  if (least === Number.POSITIVE_INFINITY) return -1;
  return polygons.some((polygon) => contains(polygon, at[0], at[1])) ? least : -least;
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared));
  return distance([x, y], [ax + t * (bx - ax), ay + t * (by - ay)]);
}

/** Outer outlines in mm, the largest first; islands of hair within are closed over, as in a proposed zone. */
function outer(depth: Float64Array, grid: HeadGrid): readonly Polygon[] {
  const [x0, y0] = grid.centre(0);
  const outlines = outlinesOf(depth, grid.columns, grid.rows)
    .map((line): Polygon => line.map(([c, r]): Point => [rounded(x0 + c * CELL_MM), rounded(y0 + r * CELL_MM)]))
    .filter((line) => signedArea(line) > 0)
    .sort((p, q) => signedArea(q) - signedArea(p));
  return outlines.filter((line, k) => !outlines.slice(0, k).some((larger) => contains(larger, line[0][0], line[0][1])));
}

/** One outline: parts that lie apart are joined by strips, behind the front edge. What cannot be joined is left out, the largest kept; null of nothing. */
function joined(depth: Float64Array, grid: HeadGrid): Polygon | null {
  let field = depth;
  for (let tries = 0; ; tries++) {
    const parts = outer(field, grid);
    if (parts.length < 2 || tries === TRIES) return parts[0] ?? null;
    const [p, q] = nearest(parts[0], parts.slice(1).flat());
    field = field.map((d, i) => Math.max(d, Math.min(STRIP_MM - distanceToSegment(grid.centre(i), p, q), grid.behindFrontMm[i])));
  }
}

function nearest(from: Polygon, to: Polygon): readonly [Point, Point] {
  let best: readonly [Point, Point] = [from[0], to[0]];
  for (const p of from) for (const q of to) if (distance(p, q) < distance(...best)) best = [p, q];
  return best;
}

function rounded(mm: number): number {
  return Math.round(100 * mm) / 100;
}

function sum(values: Float64Array): number {
  return values.reduce((total, v) => total + v, 0);
}
