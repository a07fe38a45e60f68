/** The zone of a plan and the zone that would reach further, drawn on the scalp chart. */
import type { Reach } from '../advise/future.ts';
import type { Plan } from '../document/schema.ts';
import { type Html, html } from './report-html.ts';

type Points = readonly (readonly [number, number])[];

const MARGIN_MM = 6;

/** The face below, as on the map of thinning. */
export function reachFigure({ design, measurement: { thinning } }: Plan, { zoneMm, untilYears }: Reach): Html {
  const seen = thinning === undefined ? { path: '', corners: [] } : seenCells(thinning);
  const front = design.hairlineMm.length < 2 ? [] : design.hairlineMm;
  const all: Points = [...seen.corners, ...design.zoneMm.flat(), ...zoneMm.flat(), ...front];
  const [left, right, top, bottom] = [
    Math.min(...all.map(([x]) => x)) - MARGIN_MM,
    Math.max(...all.map(([x]) => x)) + MARGIN_MM,
    Math.min(...all.map(([, y]) => y)) - MARGIN_MM,
    Math.max(...all.map(([, y]) => y)) + MARGIN_MM,
  ];
  return html`<figure class="reach-map"><svg viewBox="${left.toFixed(0)} ${top.toFixed(0)} ${(right - left).toFixed(0)} ${(bottom - top).toFixed(0)}" width="${(right - left).toFixed(0)}mm" role="img" aria-labelledby="reach-map-title"><title id="reach-map-title">The planned zone and the zone that would reach further, on the scalp chart</title>${seen.path === '' ? null : html`<path class="seen" d="${seen.path}"/>`}<path class="wider" d="${outline(zoneMm)}"/><path class="now" d="${outline(design.zoneMm)}"/>${front.length === 0 ? null : html`<polyline class="front" points="${front.map(inMm).join(' ')}"/>`}</svg>
<figcaption>The zone on the scalp chart, the face below. Outside what this photo shows, the wider zone is drawn from the model alone.</figcaption>
<ul class="legend"><li><span class="swatch now"></span>planned zone</li><li><span class="swatch wider"></span>would reach ${untilYears} years</li>${seen.path === '' ? null : html`<li><span class="swatch seen"></span>scalp that the photo shows</li>`}</ul>
</figure>`;
}

function inMm([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function outline(polygons: readonly Points[]): string {
  return polygons.map((points) => `M${points.map(inMm).join('L')}Z`).join('');
}

/** Cells that were measured, as runs of their rows, in mm. */
function seenCells({ cellMm, columns, rows, xMm0, yMm0, coverage }: NonNullable<Plan['measurement']['thinning']>): {
  readonly path: string;
  readonly corners: Points;
} {
  let path = '';
  const corners: [number, number][] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const from = c;
      while (c < columns && coverage[r * columns + c] !== null) c++;
      if (c === from) continue;
      const [x, y, width] = [xMm0 + from * cellMm, yMm0 + r * cellMm, (c - from) * cellMm];
      path += `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${cellMm.toFixed(1)}h${(-width).toFixed(1)}z`;
      corners.push([x, y], [x + width, y + cellMm]);
    }
  return { path, corners };
}
