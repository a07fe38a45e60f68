/** The stage `layout`: from a design on the scalp chart to dots, kept clear of the hairs that were found. */

import type { Design } from '../design/design.ts';
import type { DotColumns } from '../document/packed.ts';
import { LIMITS } from '../document/schema.ts';
import { type Surface, surfaceGeometry } from '../head/surface.ts';
import { type Note, warning } from '../note.ts';
import type { Random } from '../random.ts';
import { layOut } from './layout.ts';
import { handPathMm } from './working-path.ts';

export interface DotLayout {
  readonly dots: DotColumns;
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

/** @param follicles roots found in the photo, px */
export function placeDots(
  design: Design,
  surface: Surface,
  follicles: { readonly xPx: Float64Array; readonly yPx: Float64Array },
  random: Random,
): DotLayout {
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
  const laid = layOut(
    {
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
    random,
  );
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
  return { dots, pathMm: laid.pathMm, handPathMm: handPathMm(laid, laid.session, SESSION_SHARE.length), notes: [...notes, ...laid.notes] };
}
