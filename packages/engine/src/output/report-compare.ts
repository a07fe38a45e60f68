/** What else could be done: options side by side, every cell with where it comes from. */
import type { FutureOutlook } from '../advise/outlook.ts';
import type { Basis, CellName, Comparison, OptionRow } from '../compare/option.ts';
import { SOURCES } from '../compare/sources.ts';
import type { Estimate } from '../estimate.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import type { Charts } from './charts/charts.ts';
import { citing } from './report-answers.ts';
import { chartFigure } from './report-chart.ts';
import { hairNotes } from './report-hair.ts';
import { type Html, html, joined } from './report-html.ts';
import { notesList, sentence } from './report-notes.ts';
import { figure, INTERVAL, inWords, number, type Printed, percent } from './report-numbers.ts';

type Cite = ReturnType<typeof citing>;

/** Ids of all publications behind the cells, in the order of the list. */
export function comparedSources({ options }: Comparison): readonly string[] {
  const used = new Set(options.flatMap(({ basis }) => Object.values(basis).flatMap(({ sources }) => sources)));
  return SOURCES.flatMap(({ id }) => (used.has(id) ? [id] : []));
}

export function compareSection(outlook: FutureOutlook, charts: Charts): Html {
  const { comparison, future } = outlook;
  const { options, years, pricesOf } = comparison;
  const cite = citing(comparedSources(comparison));
  const drawn = options.map((row) => ({ ...row, name: row.name.replace('Scalp micropigmentation', 'SMP') }));
  return html`<section aria-labelledby="else">
<h2 id="else">What else could be done</h2>
<p class="lead">Ink is one answer to thinning hair among several, and doing nothing is one of them. There is no score here: what matters most is for the client to say.</p>
<p>Each entry says where it comes from. <em>Study</em>: published work on people or skin. <em>Statement</em>: what clinics, makers or authorities say. <em>Model</em>: computed here, or an assumption of ours; no study has compared these options.</p>
${chartFigure((width) => charts.comparisonChart({ options: drawn }, width), html`Share of the scalp that no longer stands out at talking distance where hair thins, by a model; bands are the ${INTERVAL}. SMP, scalp micropigmentation, is that of this plan, refreshed when that is usually wanted.`)}
${numbersTable(comparison, cite)}
${chartFigure((width) => charts.costChart({ options: drawn, date: pricesOf }, width), html`Cost over ${years} years in US dollars, prices of ${pricesOf}.`)}
${donorPart(comparison)}
<div class="answers options">
${options.map((row) => inWordsOf(row, cite))}</div>
${notesList(
  comparison.notes.filter(({ code }) => code !== 'donor-short'),
  [...hairNotes(outlook), ...future.notes],
)}
</section>`;
}

/** Says of itself what the note `donor-short` says. */
function donorPart({ donor, years }: Comparison): Html {
  const { neededGrafts, neededGraftsAtEnd, supplyGrafts } = donor;
  const short = Math.max(neededGrafts.value, neededGraftsAtEnd.value) > supplyGrafts.value;
  return html`<p>A transplant to half of the healthy density would take about ${inWords(grafts(neededGrafts))} today and ${inWords(grafts(neededGraftsAtEnd))} after ${years} years of untreated loss. The back of the head gives about ${inWords(grafts(supplyGrafts))} in a life${short ? html`: <strong>less than that takes</strong>` : null}.</p>`;
}

function numbersTable({ options, years, pricesOf }: Comparison, cite: Cite): Html {
  const at = (row: OptionRow, year: number): Html => figure(shares(row.coverageByYear[year]));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Options in numbers"><table class="options-table">
<caption><span class="kept">The options in numbers; the smaller figures are the ${INTERVAL}. Costs are US dollars over ${years} years, prices of ${pricesOf}</span></caption>
<thead><tr><th scope="col">Option</th><th scope="col">Looks covered once begun, %</th><th scope="col">After ${years} years, %</th><th scope="col">Visits in ${years} years</th><th scope="col">First result</th><th scope="col">Final result</th><th scope="col">Cost, USD</th></tr></thead>
<tbody>
${options.map((row) => {
  const cell = (name: CellName, shown: Html): Html => html`<td>${shown} ${basisMark(row.basis[name], cite)}</td>`;
  return html`<tr><th scope="row">${row.name}</th>${cell('coverageByYear', at(row, 0))}${cell('coverageByYear', at(row, years))}${cell('sessions', figure(counts(row.sessions)))}${cell('daysToFirst', waiting(row.daysToFirst))}${cell('daysToFinal', waiting(row.daysToFinal))}${cell('cost', figure(counts(row.cost)))}</tr>\n`;
})}</tbody></table></div>`;
}

function inWordsOf({ name, certainty, evidence, risks, reversibility, onStopping, basis }: OptionRow, cite: Cite): Html {
  const entry = (term: string, cell: CellName, told: Html): Html =>
    html`<div><dt>${term}</dt><dd>${told} ${basisMark(basis[cell], cite)}</dd></div>\n`;
  return html`<article class="answer">
<h3>${name}</h3>
<dl>
${entry('Certainty', 'certainty', html`${sentence(certainty)} Evidence: ${sentence(evidence)}`)}${entry(
  'Risks',
  'risks',
  joined(risks.map(sentence), html` `),
)}${entry('Way back', 'reversibility', html`${sentence(reversibility)}`)}${entry('On stopping', 'onStopping', html`${sentence(onStopping)}`)}</dl>
</article>
`;
}

function basisMark({ basis, sources }: Basis, cite: Cite): Html {
  return html`<span class="basis">${basis}${sources.length === 0 ? null : cite(...sources)}</span>`;
}

function shares({ value, low, high }: Estimate): Printed {
  return { value: percent(value), interval: `${percent(low)} to ${percent(high)}`, unit: '' };
}

/** Money, visits and grafts to two figures: more would claim too much. */
function twoFigures(count: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return number(Math.round(count / step) * step);
}

function counts({ value, low, high }: Estimate): Printed {
  return { value: twoFigures(value), interval: low === high ? '' : `${twoFigures(low)} to ${twoFigures(high)}`, unit: '' };
}

function grafts(estimate: Estimate): Printed {
  return { ...counts(estimate), unit: 'grafts' };
}

const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;
const LAST_IN_DAYS = 60;

function waiting(days: Estimate | null): Html {
  if (days === null) return html`none`;
  const { value, low, high } = days;
  const inMonths = value >= LAST_IN_DAYS;
  const told = (count: number): string => number(inMonths ? count / DAYS_PER_MONTH : count);
  const unit = inMonths ? 'months' : 'days';
  return figure({
    value: value === 0 ? 'same day' : `${told(value)}\u00a0${unit}`,
    interval: `${told(low)} to ${told(high)}${value === 0 ? ' days' : ''}`,
    unit: '',
  });
}
