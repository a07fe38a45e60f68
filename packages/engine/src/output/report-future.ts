/** This plan against the future: scalp that goes bare past the ink by treatment and speed, the regret in parts, and a zone that reaches further. */
import type { PlanFuture, Scenario } from '../advise/future.ts';
import type { FutureOutlook } from '../advise/outlook.ts';
import type { Regret } from '../advise/regret.ts';
import type { Plan } from '../document/schema.ts';
import type { Estimate } from '../estimate.ts';
import type { Charts } from './charts/charts.ts';
import { chartFigure } from './report-chart.ts';
import { hairNotes, TREATMENT_NAMES, treatmentsFor } from './report-hair.ts';
import { type Html, html } from './report-html.ts';
import { notesList } from './report-notes.ts';
import { figure, INTERVAL, inWords, number, type Printed, printed } from './report-numbers.ts';
import { reachFigure } from './report-reach.ts';

const PART_NAMES: Readonly<Record<Regret['parts'][number]['name'], string>> = {
  reach: 'Reach of the ink',
  alone: 'Dots left alone',
  tone: 'Density against the rest',
  cost: 'Cost of following',
};
/** Year of the columns that are told once. */
const MIDDLE_YEARS = 10;

export function futureSection(plan: Plan, outlook: FutureOutlook, charts: Charts): Html {
  const { future, person } = outlook;
  const notes = notesList(future.notes, hairNotes(outlook));
  if (future.scenarios.length === 0)
    return html`<section aria-labelledby="future"><h2 id="future">This plan against the future</h2>${notes}</section>`;
  const treatments = treatmentsFor(person.sex);
  const scenarios = future.scenarios.filter(({ treatment }) => treatments.includes(treatment));
  const fullest = treatments[treatments.length - 1];
  const drawn = scenarios
    .filter(({ treatment, speed }) => treatment === 'none' || (treatment === fullest && speed === 'average'))
    .map(({ treatment, speed, years }) => ({ name: `${TREATMENT_NAMES[treatment]}, ${speed} loss`, years }));
  return html`<section aria-labelledby="future">
<h2 id="future">This plan against the future</h2>
<p class="lead">Ink stays when hair goes. Here the plan is held against the model of hair loss: which scalp goes bare outside the inked zone, which dots then stand alone, and what it would take to follow. Everything in this section is a model, not evidence.</p>
${chartFigure((width) => charts.reachChart({ scenarios: drawn }, width), html`Scalp outside the inked zone that is not bare today and then is: below about a third of healthy terminal hair. The bars are the ${INTERVAL}.`)}
${scenarioTable(scenarios)}
<h3>What may come to be regretted</h3>
<p>One number compares plans for this head: 0 is nothing to regret, and higher is worse. It is a scale of this program, taken without treatment over slow, average and fast loss; nobody’s regret was measured. For this plan it is ${inWords(coarse(future.regret.value))}. Its parts are told for the average course.</p>
${partsList(future.regret)}
${reachPart(plan, future)}
${notes}
</section>`;
}

function scenarioTable(scenarios: readonly Scenario[]): Html {
  const years = scenarios[0].years.map(({ atYears }) => atYears);
  const middle = years.indexOf(MIDDLE_YEARS);
  const cell = (estimate: Estimate, decimals: number = 0): Html => html`<td>${figure(coarse(estimate, decimals), false)}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The plan by treatment and speed of loss"><table>
<caption><span class="kept">The plan by treatment and speed of loss. Sessions and cost are those of following the loss with ink, refreshes not counted; the smaller figures are the ${INTERVAL}</span></caption>
<thead><tr><th scope="col">Treatment and loss</th>${years.map((year) => html`<th scope="col">Bare past the ink at ${year} years, cm²</th>`)}<th scope="col">Dots alone at ${MIDDLE_YEARS} years</th><th scope="col">More sessions by ${MIDDLE_YEARS} years</th><th scope="col">Their cost, USD</th><th scope="col">Regret of 100</th></tr></thead>
<tbody>
${scenarios.map((scenario, i) => {
  const { lonelyDots, extensionSessions, extensionUsd } = scenario.years[middle];
  const first = scenarios[i - 1]?.treatment === scenario.treatment ? null : html` class="first"`;
  return html`<tr${first}><th scope="row">${TREATMENT_NAMES[scenario.treatment]}, ${scenario.speed}</th>${scenario.years.map(({ bareOutsideInkCm2 }) => cell(bareOutsideInkCm2))}${cell(lonelyDots)}${cell(extensionSessions, 1)}${cell(extensionUsd)}${cell(scenario.regret.value)}</tr>\n`;
})}</tbody></table></div>`;
}

function partsList({ parts }: Regret): Html {
  return html`<dl class="parts">
${parts.map(({ name, value, weight, says }) => html`<div><dt>${PART_NAMES[name]} <span class="interval">${number(value)} of 100, weight ${number(weight, 2)}</span></dt><dd>${says}</dd></div>\n`)}</dl>`;
}

function reachPart(plan: Plan, { reach }: PlanFuture): Html {
  if (reach === null)
    return html`<h3>How far a plan would have to reach</h3>
<p>On the average course without treatment the model finds nothing that would have to be added to this zone.</p>`;
  const { addedCm2, addedDots, untilYears, speed, regretThen } = reach;
  return html`<h3>How far a plan would have to reach</h3>
<p>To hold out the ${speed} course for ${untilYears} years without treatment, the zone would have to grow by ${inWords(coarse(addedCm2))}, which takes about ${inWords(coarse(addedDots))} more. The regret of such a plan is ${inWords(coarse(regretThen.value))}. That is something to talk about before the first dot: ink among hair that may never fall is a price too, and a zone can be widened later.</p>
${reachFigure(plan, reach)}`;
}

/** What is modelled so coarsely carries no more than two figures of hundreds and thousands. */
function coarse({ value, low, high, unit }: Estimate, decimals: number = 0): Printed {
  const twoFigures = (count: number): number => (Math.abs(count) < 100 ? count : Number(count.toPrecision(2)));
  return printed({ value: twoFigures(value), low: twoFigures(low), high: twoFigures(high), unit }, decimals);
}
