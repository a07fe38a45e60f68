/** The client's own hair in the years ahead: whose head it is, how much of it hair covers, region by region, with and without medicines. */
import type { FutureOutlook } from '../advise/outlook.ts';
import type { Person } from '../advise/stage.ts';
import { hairCover } from '../compare/thin-area.ts';
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { type HairLoss, type Region, type RegionLoss, type Sex, TREATMENTS, type Treatment } from '../hairloss/terms.ts';
import type { Charts } from './charts/charts.ts';
import type { RegionCourses } from './charts/course-charts.ts';
import { chartFigure } from './report-chart.ts';
import { type Html, html } from './report-html.ts';
import { notesList } from './report-notes.ts';
import { figure, INTERVAL, number, printed } from './report-numbers.ts';

export const TREATMENT_NAMES: Readonly<Record<Treatment, string>> = {
  none: 'No treatment',
  finasteride: 'Finasteride',
  minoxidil: 'Minoxidil',
  both: 'Both medicines',
};

const PLACES: readonly { readonly name: RegionCourses['name']; readonly title: string; readonly regions: readonly Region[] }[] = [
  { name: 'front', title: 'Front', regions: ['hairline', 'temples', 'forelock', 'lateral-front'] },
  { name: 'top', title: 'Top', regions: ['mid-scalp'] },
  { name: 'crown', title: 'Crown', regions: ['vertex'] },
];
const TABLE_YEARS = [1, 5, 10];

/** For women no effect of finasteride is shown, so its rows would only repeat others. */
export function treatmentsFor(sex: Sex): readonly Treatment[] {
  return sex === 'female' ? ['none', 'minoxidil'] : TREATMENTS;
}

/** The most that is done for hair in these figures. */
function fullestFor(sex: Sex): Treatment {
  return sex === 'female' ? 'minoxidil' : 'both';
}

export function hairSection({ options }: Plan, outlook: FutureOutlook, charts: Charts): Html {
  const { person, loss } = outlook;
  const treatments = treatmentsFor(person.sex);
  const groups = PLACES.map(({ name, regions }) => ({
    name,
    courses: treatments.map((treatment) => ({
      treatment: TREATMENT_NAMES[treatment],
      series: yearsOf(loss[treatment]).map((atYears) => ({ atYears, coverage: covered(placeOf(loss[treatment], regions), atYears) })),
    })),
  }));
  const fullest = fullestFor(person.sex);
  return html`<section aria-labelledby="hair">
<h2 id="hair">Your own hair in the years ahead</h2>
<p class="lead">Dots stay where they were put while the hair around them changes. What follows is a model of pattern hair loss on its average course, fitted to counts of many people. It is not evidence about this head, and no promise either way.</p>
<dl class="facts">
${facts(person, options)}</dl>
${chartFigure((width) => charts.progressionChart({ groups }, width), html`Share of the scalp that lying hair covers where hair thins first, without treatment and with medicines that are taken all the time; the band is the ${INTERVAL} without treatment.`)}
${table(loss.none, loss[fullest], TREATMENT_NAMES[fullest])}
<p>Hair that goes suddenly, in patches, with pain, redness or scars is another matter: show it to a doctor before any ink. Whether a medicine suits, and what it may do besides, is a doctor’s matter too.</p>
${notesList(hairNotes(outlook).filter(({ code }) => !TOLD_IN_PROSE.includes(code)))}
</section>`;
}

/** All notes that this section says, in a list or in its own words. */
export function hairNotes({ person, personNotes, loss }: FutureOutlook): HairLoss['notes'] {
  return [...personNotes, ...loss.none.notes, ...loss[fullestFor(person.sex)].notes];
}

const TOLD_IN_PROSE: readonly string[] = ['model', 'see-a-doctor', 'medicine'];

function facts({ sex, ageYears, stage, assumed }: Person, { person }: Plan['options']): readonly Html[] {
  const from = (name: Person['assumed'][number], known: string): string => (assumed.includes(name) ? 'assumed' : known);
  const exact = ({ value, low, high, unit }: Estimate): Html =>
    low === high ? html`<span class="value">${number(value)} ${unit}</span>` : figure(printed({ value, low, high, unit }));
  const scale = sex === 'male' ? 'Norwood' : 'Sinclair';
  return [
    html`<div><dt>Sex, ${from('sex', 'given')}</dt><dd><span class="value">${sex}</span></dd></div>\n`,
    html`<div><dt>Age, ${from('age', 'given')}</dt><dd>${exact(ageYears)}</dd></div>\n`,
    html`<div><dt>Stage of loss (${scale}), ${from('stage', person?.stage === undefined ? 'read from this photo' : 'given')}</dt><dd>${figure(printed({ ...stage, unit: '' }, 1))}</dd></div>\n`,
  ];
}

function table(none: HairLoss, fullest: HairLoss, fullestName: string): Html {
  const inHundred = ({ value, low, high }: Estimate): Html =>
    figure({ value: number(100 * value), interval: `${number(100 * low)} to ${number(100 * high)}`, unit: '' });
  const cells = (loss: HairLoss, regions: readonly Region[], year: number): Html => {
    const here = placeOf(loss, regions);
    return html`<td>${inHundred(counted(here, year))}</td><td>${inHundred(covered(here, year))}</td>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Own hair by year"><table>
<caption><span class="kept">Own hair by year, in per cent: hairs that can be seen against today’s, and scalp that lying hair covers, today’s being that of the stage; the smaller figures are the ${INTERVAL}</span></caption>
<thead><tr><th scope="col">Where and when</th><th scope="col">Hairs seen, no treatment</th><th scope="col">Scalp covered, no treatment</th><th scope="col">Hairs seen, ${fullestName.toLowerCase()}</th><th scope="col">Scalp covered, ${fullestName.toLowerCase()}</th></tr></thead>
<tbody>
${PLACES.flatMap(({ title, regions }) => {
  const today = html`<tr class="first"><th scope="row">${title}, today</th><td></td><td><span class="value">${number(100 * covered(placeOf(none, regions), 0).value)}</span></td><td></td><td></td></tr>\n`;
  return [
    today,
    ...TABLE_YEARS.map(
      (year) =>
        html`<tr><th scope="row">${title}, ${year} ${year === 1 ? 'year' : 'years'}</th>${cells(none, regions, year)}${cells(fullest, regions, year)}</tr>\n`,
    ),
  ];
})}</tbody></table></div>`;
}

function yearsOf({ regions }: HairLoss): readonly number[] {
  return regions[0].series.map(({ atYears }) => atYears);
}

function placeOf({ regions }: HairLoss, names: readonly Region[]): readonly RegionLoss[] {
  return regions.filter(({ region }) => names.includes(region));
}

type End = 'value' | 'low' | 'high';

function ends(of: (end: End) => number): Estimate {
  return between(of('value'), of('low'), of('high'), 'share');
}

/** The ends are those of the loss alone, as all of these compare one head with itself. */
function covered(here: readonly RegionLoss[], year: number): Estimate {
  return ends((end) => hairCover(here, 'value', (region) => here.find((one) => one.region === region)!.series[year].coverage[end]));
}

/** Against today's, each region by the hairs that it has today. */
function counted(here: readonly RegionLoss[], year: number): Estimate {
  const hairs = here.map(({ areaCm2, hairsPerCm2Today }) => areaCm2 * hairsPerCm2Today.value);
  const all = hairs.reduce((sum, count) => sum + count, 0);
  return ends((end) => here.reduce((sum, { series }, i) => sum + (hairs[i] * series[year].visibleCount[end]) / all, 0));
}
