/** The map of thinning in the report: coverage by hair on the scalp chart, as a drawing with a legend, and what was left out of it. */
import type { Plan } from '../document/schema.ts';
import { type Html, html } from './report-html.ts';
import { number } from './report-numbers.ts';

type Thinning = NonNullable<Plan['measurement']['thinning']>;

/** Bare to full in one hue, dark to light, told apart in print and by every kind of colour vision (steps even in lightness). */
const STEPS: readonly { readonly upTo: number; readonly colour: string; readonly words: string }[] = [
  { upTo: 0.05, colour: '#0b3c49', words: 'under 5 %' },
  { upTo: 0.12, colour: '#1b5a6b', words: '5 to 12 %' },
  { upTo: 0.25, colour: '#357d93', words: '12 to 25 %' },
  { upTo: 0.45, colour: '#63a1b7', words: '25 to 45 %' },
  { upTo: 0.7, colour: '#9cc6d4', words: '45 to 70 %' },
  { upTo: 1.01, colour: '#d9eaef', words: '70 % and more' },
];

export function thinningSection({ measurement, design }: Plan): Html | null {
  const { thinning, excluded } = measurement;
  if (thinning === undefined) return null;
  const left =
    excluded === undefined
      ? null
      : html`<p>Left out of coverage and counts: gloss on ${number(100 * excluded.glossShare, 1)} % of the scalp in view, deep shadow on ${number(100 * excluded.shadowShare, 1)} %, and ${excluded.moles.length === 0 ? 'no spot that looks like a mole' : excluded.moles.length === 1 ? 'one spot that looks like a mole' : `${excluded.moles.length} spots that look like moles`}. Where skin tilts by more than 60° nothing is measured.</p>`;
  return html`<section aria-labelledby="thinning">
<h2 id="thinning">Map of thinning</h2>
<figure class="thinning">${drawing(thinning, design.hairlineMm)}
<figcaption>Share of the scalp that hair hides, on the scalp chart: the head spread flat at true area, the face below${design.hairlineMm.length < 2 ? '' : '; the dashed line is the planned front edge, and what lies below it is forehead'}. Cells are ${number(thinning.cellMm, 1)} mm wide.</figcaption>
<ul class="legend">${STEPS.map(({ colour, words }) => html`<li><span class="swatch" style="background:${colour}"></span>${words}</li>`)}</ul>
</figure>
${left}
</section>`;
}

/** One path a step: runs of cells of a row that belong to it. */
function drawing({ cellMm, columns, rows, xMm0, yMm0, coverage }: Thinning, hairlineMm: Plan['design']['hairlineMm']): Html {
  const paths = STEPS.map(() => '');
  const stepOf = (value: number): number => STEPS.findIndex(({ upTo }) => value < upTo);
  const seen = { left: columns, right: 0, top: rows, bottom: 0 };
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; ) {
      const value = coverage[r * columns + c];
      if (value === null) {
        c++;
        continue;
      }
      const step = stepOf(value);
      let end = c + 1;
      for (
        let next = coverage[r * columns + end];
        end < columns && next !== null && stepOf(next) === step;
        next = coverage[r * columns + end]
      )
        end++;
      paths[step] += `M${c} ${r}h${end - c}v1h${c - end}z`;
      seen.left = Math.min(seen.left, c);
      seen.right = Math.max(seen.right, end);
      seen.top = Math.min(seen.top, r);
      seen.bottom = Math.max(seen.bottom, r + 1);
      c = end;
    }
  const inCells = ([x, y]: readonly [number, number]): string => `${((x - xMm0) / cellMm).toFixed(2)},${((y - yMm0) / cellMm).toFixed(2)}`;
  const front = hairlineMm.length < 2 ? '' : hairlineMm.map(inCells).join(' ');
  const [width, height] = [Math.max(1, seen.right - seen.left), Math.max(1, seen.bottom - seen.top)];
  return html`<svg viewBox="${seen.left} ${seen.top} ${width} ${height}" width="${(width * cellMm).toFixed(0)}mm" role="img" aria-labelledby="thinning-title" shape-rendering="crispEdges"><title id="thinning-title">Map of the coverage by hair</title>${STEPS.map(({ colour }, k) => html`<path fill="${colour}" d="${paths[k]}"/>`)}${front === '' ? null : html`<polyline points="${front}" fill="none" stroke="#ffffff" stroke-width="0.5" stroke-dasharray="1.4 0.9"/>`}</svg>`;
}
