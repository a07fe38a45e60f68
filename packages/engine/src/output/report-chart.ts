/** A chart in the report, drawn for a broad page and for a small screen; style decides which is seen. */
import { NARROW_PX, WIDE_PX } from './charts/chart-style.ts';
import { type Html, html, trusted } from './report-html.ts';

/** @param draw SVG text of the chart for a width */
export function chartFigure(draw: (widthPx: number) => string, caption: Html): Html {
  return html`<figure class="chart"><div class="chart-frame">${trusted(draw(WIDE_PX))}${trusted(draw(NARROW_PX))}</div><figcaption>${caption}</figcaption></figure>`;
}
