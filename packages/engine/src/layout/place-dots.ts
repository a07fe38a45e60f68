/** The stage `layout`: from a design on the scalp chart to dots, kept clear of the hairs that were found. */

import type { Design } from '../design/design.ts';
import type { DotColumns } from '../document/packed.ts';
import { LIMITS } from '../document/schema.ts';
import { type Surface, surfaceGeometry } from '../head/surface.ts';
import { type Note, warning } from '../note.ts';
import { seededRandom } from '../random.ts';
import { editedLayout, type Touched } from './edit.ts';
import { FOLLICULAR_UNITS, type PairTarget } from './follicle-statistics.ts';
import { LAYOUT_DEFAULTS, type Layout, layOut } from './layout.ts';
import type { Scene } from './scene.ts';
import { handPathMm } from './working-path.ts';

export interface DotLayout {
  readonly dots: DotColumns;
  /** The same on the design's grid, for edits. */
  readonly laid: Layout;
  readonly scene: Scene;
  readonly seed: number;
  readonly target: PairTarget;
  /** Length of each session's path on the chart: the short one of `order`, and that of a hand in rows. */
  readonly pathMm: readonly number[];
  readonly handPathMm: readonly number[];
  readonly notes: readonly Note[];
}

/** Dots keep this far from a hair's root: half a fresh dot and half a follicle's mouth. */
const CLEARANCE_MM = 0.36;
/** Share of the dots in each session: 30, 70 and 100 per cent are in the skin after it. */
const SESSION_SHARE: readonly number[] = [0.3, 0.4, 0.3];
/** More than this is beyond what is done on one head. */
const PLAUSIBLE_DOTS = 30_000;

/** Roots in the photo, px. */
export interface Roots {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
}

/**
 * @param follicles roots found in the photo
 * @param target how dots and hairs shall lie together
 * @param before a layout of the same photo, seed and target: where little has changed, dots elsewhere stay as they are
 */
export function placeDots(
  design: Design,
  surface: Surface,
  follicles: Roots,
  seed: number,
  target: PairTarget = FOLLICULAR_UNITS,
  before: DotLayout | null = null,
): DotLayout {
  const random = seededRandom(seed, 'layout');
  const { scene, notes } = sceneOf(design, surface, follicles);
  const touched = before === null ? null : touchedBetween(before.scene, scene);
  const laid =
    before === null || touched === null
      ? layOut(scene, random, { ...LAYOUT_DEFAULTS, target })
      : editedLayout(scene, before.laid, touched, random.fork('edits'), target).layout;
  const { grid } = design;
  const count = laid.xMm.length;
  if (count > PLAUSIBLE_DOTS)
    notes.push(
      warning('many-dots', `${count} dots are more than is usually done on one head (${PLAUSIBLE_DOTS}); check the zone and the density.`),
    );
  const dots: DotColumns = {
    count,
    xMm: Float32Array.from(laid.xMm, (x) => x + grid.originXMm),
    yMm: Float32Array.from(laid.yMm, (y) => y + grid.originYMm),
    diameterMm: laid.diameterMm,
    tone: laid.tone,
    session: laid.session,
    zone: Uint8Array.from(laid.xMm, (x, i) => design.zoneOfCell[grid.cellAt(x + grid.originXMm, laid.yMm[i] + grid.originYMm)]),
    order: laid.order,
  };
  return {
    dots,
    laid,
    scene,
    seed,
    target,
    pathMm: laid.pathMm,
    handPathMm: handPathMm(laid, laid.session, SESSION_SHARE.length),
    notes: [...notes, ...laid.notes],
  };
}

function sceneOf(design: Design, surface: Surface, follicles: Roots): { readonly scene: Scene; readonly notes: Note[] } {
  const { grid } = design;
  const widthMm = grid.columns * grid.cellMm;
  const heightMm = grid.rows * grid.cellMm;
  const geometry = surfaceGeometry(surface);
  const existingXMm: number[] = [];
  const existingYMm: number[] = [];
  for (let i = 0; i < follicles.xPx.length; i++) {
    const at = geometry.toChart(follicles.xPx[i], follicles.yPx[i]);
    if (at === null) continue;
    const x = at[0] - grid.originXMm;
    const y = at[1] - grid.originYMm;
    if (x < 0 || y < 0 || x >= widthMm || y >= heightMm) continue;
    existingXMm.push(x);
    existingYMm.push(y);
  }
  const wanted = design.newPerCm2.reduce((sum, d) => sum + d, 0) * ((grid.cellMm * grid.cellMm) / 100);
  const notes: Note[] = [];
  if (wanted > LIMITS.dots)
    notes.push(
      warning('dots-capped', `The design asks for ${Math.round(wanted)} dots; ${LIMITS.dots} are planned, the most that a plan holds.`),
    );
  return {
    notes,
    scene: {
      widthMm,
      heightMm,
      cellMm: grid.cellMm,
      columns: grid.columns,
      rows: grid.rows,
      totalPerCm2: design.totalPerCm2,
      newPerCm2: design.newPerCm2,
      existingXMm: Float64Array.from(existingXMm),
      existingYMm: Float64Array.from(existingYMm),
      clearanceMm: CLEARANCE_MM,
      count: Math.min(LIMITS.dots, Math.round(wanted)),
      sessionShare: SESSION_SHARE,
    },
  };
}

/** A change of density below this share is none. */
const SAME_DENSITY = 0.01;
/** From a cell's middle to its corner, in its sides. */
const HALF_DIAGONAL = Math.sqrt(0.5);
/** Of the cells with dots; where more is changed, all is laid anew. */
const MOST_TOUCHED = 0.3;

/** Where two scenes of one grid differ; null where they have little in common. */
function touchedBetween(before: Scene, now: Scene): Touched[] | null {
  if (before.columns !== now.columns || before.rows !== now.rows || before.cellMm !== now.cellMm) return null;
  const touched: Touched[] = [];
  let used = 0;
  for (let i = 0; i < now.newPerCm2.length; i++) {
    const [a, b] = [before.newPerCm2[i], now.newPerCm2[i]];
    if (a > 0 || b > 0) used++;
    if (Math.abs(a - b) <= SAME_DENSITY * Math.max(a, b)) continue;
    touched.push({
      xMm: ((i % now.columns) + 0.5) * now.cellMm,
      yMm: (Math.floor(i / now.columns) + 0.5) * now.cellMm,
      radiusMm: HALF_DIAGONAL * now.cellMm,
    });
  }
  if (touched.length > MOST_TOUCHED * used) return null;
  const roots = (scene: Scene): Set<string> => new Set(Array.from(scene.existingXMm, (x, i) => `${x} ${scene.existingYMm[i]}`));
  const [old, present] = [roots(before), roots(now)];
  for (const root of new Set([...old, ...present])) {
    if (old.has(root) && present.has(root)) continue;
    const [xMm, yMm] = root.split(' ').map(Number);
    touched.push({ xMm, yMm, radiusMm: 0 });
  }
  return touched;
}
