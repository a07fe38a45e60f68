/** The plan in tables: sessions, zones, hairline landmarks. */

import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { HAND_BAND_MM } from '../layout/working-path.ts';
import { cited } from './report-answers.ts';
import { type Child, type Html, html } from './report-html.ts';
import { figure, INTERVAL, number, percent, printedAlike } from './report-numbers.ts';

interface Column {
  readonly head: string;
  /** Words are set left, numbers right. */
  readonly words?: true;
}

/** A wide table scrolls inside its own frame (reachable by keyboard), never the page. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  foot: readonly Child[] | null = null,
): Html {
  const style = (i: number): Html | null => (columns[i]!.words ? html` class="words"` : null);
  const cells = (row: readonly Child[]): Html[] =>
    row.map((cell, i) => (i === 0 ? html`<th scope="row"${style(i)}>${cell}</th>` : html`<td${style(i)}>${cell}</td>`));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption><span class="kept">${caption}; the smaller figures are the ${INTERVAL}</span></caption>
<thead><tr>${columns.map(({ head }, i) => html`<th scope="col"${style(i)}>${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody>
${foot === null ? null : html`<tfoot><tr>${cells(foot)}</tr></tfoot>`}</table></div>`;
}

function figures(estimates: readonly Estimate[]): readonly Html[] {
  return printedAlike(estimates).map((one) => figure(one));
}

/** The same hand does all sessions, so their errors go together: ends add up, they do not cancel. */
export function totalHours(sessions: Plan['sessions']): Estimate {
  const sum = (end: 'value' | 'low' | 'high'): number => sessions.reduce((total, { hours }) => total + hours[end], 0);
  return between(sum('value'), sum('low'), sum('high'), sessions[0]?.hours.unit ?? 'h');
}

export function sessionsSection({ sessions }: Plan): Html {
  const total = sessions.reduce((sum, { dots }) => sum + dots, 0);
  const hours = figures([...sessions.map((session) => session.hours), totalHours(sessions)]);
  let soFar = 0;
  const metres = (mm: number): string => `${number(mm / 1000, 1)} m`;
  const rows = sessions.map(({ session, dots, pathMm, handPathMm }, i) => {
    soFar += dots;
    const share = soFar === total ? 'all' : `${percent(soFar / total)} %`;
    return [session, number(dots), number(soFar), share, hours[i]!, metres(handPathMm ?? pathMm)];
  });
  return html`<section aria-labelledby="sessions">
<h2 id="sessions">Sessions</h2>
<p>The published way is to build up over three sessions, to about 30 %, then 70 %, then all of the planned density, with at least a week between them and without bleeding.${cited('liu')} The first session is also the test: how much of it stays decides the shade and the density of the next. Pigment can be added later; it cannot be taken away with the needle. The hand goes to and fro in rows through bands of ${HAND_BAND_MM} mm.</p>
${table(
  'Sessions of this plan',
  [{ head: 'Session' }, { head: 'Dots' }, { head: 'Dots so far' }, { head: 'Of the plan' }, { head: 'Hours' }, { head: 'Way of the hand' }],
  rows,
  ['Together', number(total), '', '', hours.at(-1)!, metres(sessions.reduce((sum, s) => sum + (s.handPathMm ?? s.pathMm), 0))],
)}
</section>`;
}

export function zonesSection({ design }: Plan): Html {
  const areas = figures(design.zones.map((zone) => zone.areaCm2));
  const densities = figures(design.zones.map((zone) => zone.dotsPerCm2));
  const targets = figures(design.zones.map((zone) => zone.targetPerCm2));
  const rows = design.zones.map((zone, i) => [
    zone.name,
    areas[i]!,
    densities[i]!,
    targets[i]!,
    number(zone.dots),
    zone.needle,
    zone.dilution,
    zone.sessions.join(', '),
  ]);
  return html`<section aria-labelledby="zones">
<h2 id="zones">Zones</h2>
<p>Density is what the needle adds, between the hairs that are there; the target counts both. Needle and dilution are where to begin, not a rule: the healed first session decides.</p>
${table(
  'Zones of this plan',
  [
    { head: 'Zone', words: true },
    { head: 'Area' },
    { head: 'Dots per cm²' },
    { head: 'Target per cm²' },
    { head: 'Dots' },
    { head: 'Needle', words: true },
    { head: 'Dilution', words: true },
    { head: 'Sessions' },
  ],
  rows,
)}
</section>`;
}

const STYLES: Readonly<Record<Plan['design']['style'], string>> = {
  soft: 'soft: the density rises slowly, there is no line',
  defined: 'defined: a short feather and a clear edge',
  broken: 'broken: soft, with gaps and single dots ahead of the line',
};

export function hairlineSection({ design }: Plan): Html {
  const hidden = design.landmarks.filter(({ visible }) => !visible).length;
  const glabella = figures(design.landmarks.map((landmark) => landmark.fromGlabellaMm));
  const tragus = figures(design.landmarks.map((landmark) => landmark.fromTragusMm));
  const rows = design.landmarks.map(({ name, atMm, visible }, i) => [
    html`${name}${visible ? null : html` <span class="unseen">not visible in this photo</span>`}`,
    glabella[i]!,
    tragus[i]!,
    `${number(atMm[0])}, ${number(atMm[1])}`,
  ]);
  const age = design.age === undefined ? '' : `, drawn for an age of ${design.age}`;
  return html`<section aria-labelledby="hairline">
<h2 id="hairline">Hairline</h2>
<p>The hairline was ${design.origin === 'given' ? 'given' : 'proposed'}${age}. Its style is ${STYLES[design.style]}; the feather is ${number(design.featherMm, 1)} mm wide. Distances are meant for a tape on the skin: from the glabella (between the brows) and from the tragus of the same ear.</p>
${
  design.landmarks.length === 0
    ? html`<p class="none">This plan holds no landmarks of a hairline.</p>`
    : table(
        'Landmarks of the hairline',
        [{ head: 'Landmark', words: true }, { head: 'From glabella' }, { head: 'From tragus' }, { head: 'On the chart, mm' }],
        rows,
      )
}
${hidden === 0 ? null : html`<p>Landmarks marked as not visible are planned on the scalp chart only. Mark them on the head and agree on them in the mirror before the first dot.</p>`}
</section>`;
}
