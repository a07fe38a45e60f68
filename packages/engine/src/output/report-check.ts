/** The rules of good plans in the report: what breaks one, what is in doubt, and where on the head; what is kept and what this photo cannot tell. */
import { type Finding, type FindingVerdict, RULE_TITLES } from '../advise/rules/check-plan.ts';
import type { Plan } from '../document/schema.ts';
import { type Html, html, joined } from './report-html.ts';

/** Breadth of the drawing in its own units, so that lines and figures keep their size on photos of any. */
const DRAWN = 200;
const MARGIN = 6;
const FIGURE_SIZE = 8;

interface Objection extends Finding {
  /** By which the drawing points to it; null where it has no place in the photo. */
  readonly number: number | null;
}

const LABELS = { breaks: { label: 'Broken', style: 'refusal' }, doubt: { label: 'In doubt', style: 'warning' } } as const;

export function checkSection(plan: Plan, findings: readonly Finding[]): Html {
  const of = (verdict: FindingVerdict): readonly Finding[] => findings.filter((finding) => finding.verdict === verdict);
  const [keeps, untold] = [of('keeps'), of('cannot-tell')];
  let placed = 0;
  const objections = [...of('breaks'), ...of('doubt')].map(
    (finding): Objection => ({ ...finding, number: finding.places.length === 0 ? null : ++placed }),
  );
  return html`<section aria-labelledby="check">
<h2 id="check">What a careful practitioner would object to</h2>
<p class="lead">${findings.length} rules of practice, held against this plan. Much in them is custom and of low certainty, so each comes with its reason and its source. A rule counts as broken where all of the interval lies beyond its limit, and as in doubt where only part of it does. Nothing here is a diagnosis.</p>
${
  objections.length === 0
    ? html`<p class="none">No rule is broken or in doubt.</p>`
    : html`${placed === 0 ? null : placesFigure(plan, objections)}
<ul class="notes">
${objections.map(objectionItem)}</ul>`
}
${
  keeps.length === 0
    ? null
    : html`<h3>Kept</h3>
<p>${joined(
        keeps.map(({ rule }) => RULE_TITLES[rule]),
        html`; `,
      )}.</p>`
}
${
  untold.length === 0
    ? null
    : html`<h3>What this plan and its photo cannot tell</h3>
<dl class="missing">
${untold.map(({ rule, says }) => html`<div><dt>${RULE_TITLES[rule]}</dt><dd>${says}</dd></div>\n`)}</dl>`
}
</section>`;
}

function objectionItem({ rule, verdict, says, reason, limit, source, number }: Objection): Html {
  const { label, style } = verdict === 'breaks' ? LABELS.breaks : LABELS.doubt;
  return html`<li class="note ${style}"><strong class="label">${label}</strong> <strong>${number === null ? null : `${number}. `}${RULE_TITLES[rule]}.</strong> <span class="message">${says}</span>
<p class="small">${reason} <em>The rule:</em> ${limit} <em>Source:</em> ${source}</p></li>\n`;
}

/** The head as the photo shows it, with the zone, the front edge and a figure at each fault. */
function placesFigure({ photo, headPx, design }: Plan, objections: readonly Objection[]): Html {
  const placed = objections.filter(({ number }) => number !== null);
  const shapes = placed.flatMap(({ places }) => places.map(({ shapePx }) => shapePx));
  const all = [...headPx, ...design.zonePx.flat(), ...shapes.flat()];
  const limit = (axis: 0 | 1, most: number): readonly [number, number] => {
    const values = all.map((point) => point[axis]);
    return [Math.max(0, Math.min(...values)), Math.min(most, Math.max(...values))];
  };
  const [[left, right], [top, bottom]] = [limit(0, photo.widthPx), limit(1, photo.heightPx)];
  const scale = DRAWN / Math.max(1, right - left, bottom - top);
  const at = (axis: 0 | 1, px: number): string => ((px - (axis === 0 ? left : top)) * scale + MARGIN).toFixed(1);
  const path = (shape: readonly (readonly [number, number])[]): string => `M${shape.map(([x, y]) => `${at(0, x)},${at(1, y)}`).join('L')}Z`;
  const [width, height] = [(right - left) * scale + 2 * MARGIN, (bottom - top) * scale + 2 * MARGIN];
  return html`<figure class="reach-map"><svg viewBox="0 0 ${width.toFixed(0)} ${height.toFixed(0)}" width="${(width / 2).toFixed(0)}mm" role="img" aria-labelledby="check-map-title"><title id="check-map-title">Where on the photo the rules are broken or in doubt</title><path class="seen" d="${path(headPx)}"/>${design.zonePx.map((zone) => html`<path d="${path(zone)}" fill="none" stroke="currentColor" stroke-width="0.6"/>`)}<path class="wider" d="${shapes.map(path).join('')}"/>${figuresAt(placed, at)}</svg>
<figcaption>The head as in the photo, its outline in grey and the zone as a line. The figures are those of the list.</figcaption>
</figure>`;
}

/** Each figure by the largest shape of its fault; those that would fall on one another stand side by side. */
function figuresAt(placed: readonly Objection[], at: (axis: 0 | 1, px: number) => string): readonly Html[] {
  const taken: (readonly [number, number])[] = [];
  return placed.map(({ places, number }) => {
    const { shapePx } = places[0]!;
    const middle = (axis: 0 | 1): number => {
      const values = shapePx.map((point) => point[axis]);
      return Number(at(axis, (Math.min(...values) + Math.max(...values)) / 2));
    };
    let x = middle(0);
    const y = middle(1);
    while (taken.some(([tx, ty]) => Math.abs(tx - x) < FIGURE_SIZE && Math.abs(ty - y) < FIGURE_SIZE)) x += FIGURE_SIZE;
    taken.push([x, y]);
    return html`<text x="${x.toFixed(1)}" y="${(y + FIGURE_SIZE / 3).toFixed(1)}" text-anchor="middle" font-size="${FIGURE_SIZE}" font-weight="600" fill="currentColor">${number}</text>`;
  });
}
