/** The true-size print that a practitioner works from. */
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { newPrint, type Paper, type Printed } from './sheet.ts';
import { coverSheet } from './stencil-cover.ts';
import { goreSheets } from './stencil-gores.ts';
import { templateSheets } from './stencil-hairline.ts';
import { mapSheet } from './stencil-map.ts';
import { swatchSheet } from './stencil-swatches.ts';

export interface StencilOptions {
  readonly paper: Paper;
  /** Only the dots of one session, from 1; null: all. */
  readonly session: number | null;
  /** Adds the sheets with every dot. */
  readonly dots: boolean;
  /** What the bars of 100 mm of an earlier print measured; left out: nothing is corrected. */
  readonly printed?: Printed | null;
}

/** A PDF; the same plan and options give the same bytes. */
export async function stencilPdf(
  plan: Plan,
  dots: DotColumns,
  { paper, session, dots: withDots, printed = null }: StencilOptions,
): Promise<Uint8Array> {
  const corrected = printed === null ? '' : ` · corrected for bars of ${printed.acrossMm} × ${printed.alongMm} mm`;
  const identity = `Plan ${plan.sha256.slice(0, 12)}${plan.date === null ? '' : ` · ${plan.date}`} · ${plan.app}${corrected}`;
  const print = await newPrint(paper, `Plan ${plan.sha256.slice(0, 12)}`, identity, printed);
  const geometry = surfaceGeometry(plan.surface);
  const shown = session === null ? dots : onlySession(dots, session);
  coverSheet(print, plan, session);
  templateSheets(print, plan, geometry);
  mapSheet(print, plan, geometry, shown, session);
  swatchSheet(print, plan);
  if (withDots) goreSheets(print, shown, geometry, session);
  return print.save();
}

function onlySession(dots: DotColumns, session: number): DotColumns {
  const kept: number[] = [];
  for (let i = 0; i < dots.count; i++) if (dots.session[i] === session) kept.push(i);
  return {
    count: kept.length,
    xMm: Float32Array.from(kept, (i) => dots.xMm[i]),
    yMm: Float32Array.from(kept, (i) => dots.yMm[i]),
    diameterMm: Float32Array.from(kept, (i) => dots.diameterMm[i]),
    tone: Float32Array.from(kept, (i) => dots.tone[i]),
    session: Uint8Array.from(kept, (i) => dots.session[i]),
    zone: Uint8Array.from(kept, (i) => dots.zone[i]),
    order: Uint32Array.from(kept, (i) => dots.order[i]),
  };
}
