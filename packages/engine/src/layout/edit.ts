/**
 * A layout after a gesture: a hair added or taken away, or a stroke of the brush on the density. What lies within reach of the gesture is laid anew
 * between the dots and hairs about it; every other dot keeps its place, session, size and tone, and its neighbours in the path.
 */
import type { Random } from '../random.ts';
import { dotTraits } from './dot-traits.ts';
import type { PairTarget } from './follicle-statistics.ts';
import { LAYOUT_DEFAULTS, type Layout, laidDots, notesOn } from './layout.ts';
import { cellAt, fieldAt, type Grid, type Places, type Scene, spacingFloorPerCm2, spacingMmAt } from './scene.ts';
import { sessionsOf } from './sessions.ts';
import { mendedPath } from './working-path.ts';

export interface Touched {
  readonly xMm: number;
  readonly yMm: number;
  /** What a brush covers about the point; 0 for a hair. */
  readonly radiusMm: number;
}

export interface Edited {
  readonly layout: Layout;
  /** Which dot of the earlier layout each dot is, −1 for a new one. Dots that stay come first, in their earlier order. */
  readonly from: Int32Array;
}

/** Dots are laid anew within so many of the largest spacings; with a spacing's breadth of cell that stays below five of the local ones. */
const REACH_SPACINGS = 2.5;
/** The dots laid anew may be more or fewer than their density says by this share, so that the whole count is right. */
const COUNT_SLACK = 0.15;
/** Dots and hairs so many spacings farther out are looked at. */
const AROUND_SPACINGS = 4;

/**
 * @param scene after the gesture; its `count` says how many dots there shall be in all
 * @param layout before the gesture
 * @param touched all places that the gesture changed
 */
export function editedLayout(
  scene: Scene,
  layout: Layout,
  touched: readonly Touched[],
  random: Random,
  target: PairTarget = LAYOUT_DEFAULTS.target,
): Edited {
  if (touched.length === 0) return { layout, from: Int32Array.from(layout.xMm.keys()) };
  const floorPerCm2 = spacingFloorPerCm2(scene);
  const spacingMm = 10 / Math.sqrt(floorPerCm2);
  const reachMm = Math.max(REACH_SPACINGS * spacingMm, scene.clearanceMm);
  const window = windowOf(scene, touched, reachMm, AROUND_SPACINGS * spacingMm);
  const stays = where(layout, (x, y) => !window.anew(x, y));
  const around = stays.filter((i) => window.holds(layout.xMm[i], layout.yMm[i]));
  const standing = window.local(layout, around);
  const share = scene.count / Math.max(1e-9, integral(scene, scene.newPerCm2));
  const wanted = window.wanted * share;
  // what is missing from the whole count is laid here, unless that would be seen
  const slack = 2 + COUNT_SLACK * wanted;
  const count = Math.max(0, Math.round(Math.max(wanted - slack, Math.min(wanted + slack, scene.count - stays.length))));
  const laid = laidDots({ ...window.scene, count }, standing, floorPerCm2, target, random.fork('edit'));
  const session = sessionsOf(laid, window.scene.widthMm, window.scene.heightMm, scene.sessionShare, random.fork('edit sessions'), {
    ...standing,
    spacingMm: Float64Array.from(around, (i) => spacingMmAt(scene, floorPerCm2, layout.xMm[i], layout.yMm[i])),
    session: Uint8Array.from(around, (i) => layout.session[i]),
  });
  const traits = dotTraits(laid.xMm.length, random.fork('edit traits'));
  const places = {
    xMm: joined(
      Float64Array,
      layout.xMm,
      stays,
      laid.xMm.map((x) => x + window.xMm),
    ),
    yMm: joined(
      Float64Array,
      layout.yMm,
      stays,
      laid.yMm.map((y) => y + window.yMm),
    ),
  };
  const sessions = joined(Uint8Array, layout.session, stays, session);
  const before = joined(Int32Array, layout.order, stays, new Int32Array(laid.xMm.length).fill(-1));
  return {
    layout: {
      ...places,
      session: sessions,
      diameterMm: joined(Float32Array, layout.diameterMm, stays, traits.diameterMm),
      tone: joined(Float32Array, layout.tone, stays, traits.tone),
      ...mendedPath(places, sessions, scene.sessionShare.length, before),
      notes: notesOn(count - laid.xMm.length, count),
    },
    from: joined(Int32Array, Int32Array.from(layout.xMm.keys()), stays, new Int32Array(laid.xMm.length).fill(-1)),
  };
}

interface Window {
  /** Its corner in the whole scene. */
  readonly xMm: number;
  readonly yMm: number;
  /** Dots wanted where they are laid anew. */
  readonly wanted: number;
  /** The part of the scene about the gesture, with new dots only where they are laid anew. */
  readonly scene: Scene;
  holds(xMm: number, yMm: number): boolean;
  anew(xMm: number, yMm: number): boolean;
  local(places: Places, which: Int32Array): Places;
}

function windowOf(scene: Scene, touched: readonly Touched[], reachMm: number, aroundMm: number): Window {
  const parts = Math.max(1, Math.ceil((3 * scene.cellMm) / aroundMm));
  const cellMm = scene.cellMm / parts;
  const from = (at: 'xMm' | 'yMm'): number =>
    Math.max(0, Math.floor((Math.min(...touched.map((t) => t[at] - t.radiusMm)) - reachMm - aroundMm) / scene.cellMm));
  const to = (at: 'xMm' | 'yMm', lines: number): number =>
    Math.min(lines, Math.ceil((Math.max(...touched.map((t) => t[at] + t.radiusMm)) + reachMm + aroundMm) / scene.cellMm));
  const [c0, r0] = [from('xMm'), from('yMm')];
  const grid: Grid = {
    cellMm,
    columns: Math.max(1, to('xMm', scene.columns) - c0) * parts,
    rows: Math.max(1, to('yMm', scene.rows) - r0) * parts,
  };
  const [xMm, yMm] = [c0 * scene.cellMm, r0 * scene.cellMm];
  const [widthMm, heightMm] = [Math.min(grid.columns * cellMm, scene.widthMm - xMm), Math.min(grid.rows * cellMm, scene.heightMm - yMm)];
  const centre = (i: number): [number, number] => [
    xMm + ((i % grid.columns) + 0.5) * cellMm,
    yMm + (Math.floor(i / grid.columns) + 0.5) * cellMm,
  ];
  const cells = grid.columns * grid.rows;
  const field = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: cells }, (_, i) => fieldAt(scene, values, ...centre(i)));
  const dirty = Uint8Array.from({ length: cells }, (_, i) => {
    const [x, y] = centre(i);
    return touched.some((t) => (t.xMm - x) * (t.xMm - x) + (t.yMm - y) * (t.yMm - y) <= (t.radiusMm + reachMm) * (t.radiusMm + reachMm))
      ? 1
      : 0;
  });
  const newPerCm2 = field(scene.newPerCm2).map((d, i) => (dirty[i] === 1 ? d : 0));
  const holds = (x: number, y: number): boolean => x >= xMm && y >= yMm && x < xMm + widthMm && y < yMm + heightMm;
  const local = (places: Places, which: Int32Array): Places => ({
    xMm: Float64Array.from(which, (i) => places.xMm[i] - xMm),
    yMm: Float64Array.from(which, (i) => places.yMm[i] - yMm),
  });
  const hairs = { xMm: scene.existingXMm, yMm: scene.existingYMm };
  const seen = local(hairs, where(hairs, holds));
  return {
    xMm,
    yMm,
    wanted: integral(grid, newPerCm2),
    scene: {
      ...scene,
      ...grid,
      widthMm,
      heightMm,
      totalPerCm2: field(scene.totalPerCm2),
      newPerCm2,
      existingXMm: seen.xMm,
      existingYMm: seen.yMm,
    },
    holds,
    anew: (x, y) => holds(x, y) && dirty[cellAt(grid, x - xMm, y - yMm)] === 1,
    local,
  };
}

/** Numbers of the points for which it holds. */
function where({ xMm, yMm }: Places, holds: (xMm: number, yMm: number) => boolean): Int32Array {
  const out = new Int32Array(xMm.length);
  let n = 0;
  for (let i = 0; i < xMm.length; i++) if (holds(xMm[i], yMm[i])) out[n++] = i;
  return out.slice(0, n);
}

/** Dots of a field. */
function integral({ cellMm }: Grid, perCm2: Float64Array): number {
  let sum = 0;
  for (const d of perCm2) sum += d;
  return (sum * cellMm * cellMm) / 100;
}

/** The chosen entries of a column, then more. */
function joined<T extends Float64Array | Float32Array | Uint8Array | Int32Array>(
  kind: { new (length: number): T },
  column: ArrayLike<number>,
  which: Int32Array,
  more: ArrayLike<number>,
): T {
  const out = new kind(which.length + more.length);
  for (let k = 0; k < which.length; k++) out[k] = column[which[k]];
  for (let k = 0; k < more.length; k++) out[which.length + k] = more[k];
  return out;
}
