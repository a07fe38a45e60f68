/** What happens to the dots over the years: figures, pictures, charts, and the same as tables. */
import type { DotModel } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { HEALED_DAY } from '../forecast/forecast.ts';
import { firstToRefresh, type SunPoint } from '../forecast/outlook.ts';
import { LIFE_NAMES, LIFE_PRIORS } from '../forecast/priors.ts';
import { REFRESH_AT } from '../forecast/refresh.ts';
import type { DotDay, DotYears } from '../forecast/years.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import type { Charts } from './charts/charts.ts';
import { chartFigure } from './report-chart.ts';
import { type Html, html } from './report-html.ts';
import { figure, INTERVAL, number, type Printed, percent, printed, printedAlike, printedShare } from './report-numbers.ts';
import { type StripPicture, stripFigure } from './report-strip.ts';

const TABLE_DAYS: readonly number[] = [0, 7, HEALED_DAY, ...[1, 2, 3, 5, 7, 10].map((years) => Math.round(years * DAYS_PER_YEAR))];
const HORIZON_YEARS = 10;
const CALENDAR_YEARS = 25;
/** Beyond this a time is only said to be long: no fade of micropigmentation was measured for more than months. */
const LONGEST_YEARS = 30;
/** Ink on more of the skin than this reads as a painted surface on fair skin, whatever its shade: practice, low confidence. */
const COVERAGE_WARNING = 0.1;

function yearsWords(years: number): string {
  return years > LONGEST_YEARS ? `more than ${LONGEST_YEARS}` : number(years, 1);
}

/** Years from the last session to the first refresh of a plan, in the zone that wants it first; with words where an end runs away. */
export function printedRefresh(zones: readonly DotYears[]): Printed {
  return printedYears(firstToRefresh(zones)?.firstRefresh ?? null);
}

function printedYears(years: Estimate | null): Printed {
  if (years === null) return { value: `more than ${LONGEST_YEARS}`, interval: 'open', unit: 'years' };
  return { value: yearsWords(years.value), interval: `${yearsWords(years.low)} to ${yearsWords(years.high)}`, unit: 'years' };
}

function dayAt({ series }: DotYears, atDays: number): DotDay {
  return series.reduce((best, day) => (Math.abs(day.atDays - atDays) < Math.abs(best.atDays - atDays) ? day : best));
}

function dayName(atDays: number): string {
  if (atDays === 0) return 'Fresh';
  if (atDays === HEALED_DAY) return 'Healed, six weeks';
  if (atDays < HEALED_DAY) return `Day ${atDays}`;
  const years = Math.round(atDays / DAYS_PER_YEAR);
  return `${years} ${years === 1 ? 'year' : 'years'}`;
}

function dayTable(zone: DotYears): Html {
  const days = TABLE_DAYS.map((atDays) => dayAt(zone, atDays));
  const columns = (['darkness', 'tone', 'evenness'] as const).map((name) => printedAlike(days.map((day) => day[name])));
  const diameters = printedAlike(days.map(({ diameterMm }) => diameterMm));
  const one = html`<span class="figure"><span class="value">1</span> <span class="interval">by definition</span></span>`;
  const cell = (column: readonly Printed[], i: number): Html => figure(column[i]!);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Forecast by year"><table>
<caption><span class="kept">A dot of the ${zone.zone} left alone, the zone that wants a refresh first; the smaller figures are the ${INTERVAL}</span></caption>
<thead><tr><th scope="col">When</th><th scope="col">Darkness, relative to healed</th><th scope="col">Tone from afar, relative to healed</th><th scope="col">Dot diameter</th><th scope="col">Evenness</th><th scope="col">L* a* b* of its middle</th></tr></thead>
<tbody>
${days.map(
  ({ atDays, lab }, i) =>
    html`<tr><th scope="row">${dayName(TABLE_DAYS[i]!)}</th><td>${atDays === HEALED_DAY ? one : cell(columns[0]!, i)}</td><td>${atDays === HEALED_DAY ? one : cell(columns[1]!, i)}</td><td>${cell(diameters, i)}</td><td>${cell(columns[2]!, i)}</td><td class="nb">${lab.map((v) => number(v)).join(' ')}</td></tr>\n`,
)}</tbody></table></div>`;
}

function refreshTable(zones: readonly DotYears[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Refresh calendar"><table>
<caption><span class="kept">Refreshes by zone, in years after the last session; what they add up to</span></caption>
<thead><tr><th scope="col">Zone</th><th scope="col">Sun where it lies, SED a year</th><th scope="col">First</th><th scope="col">Second</th><th scope="col">Skin under ink then</th></tr></thead>
<tbody>
${zones.map(({ zone, sunSedPerYear, firstRefresh, refreshCycles }) => {
  const second = refreshCycles[1];
  return html`<tr><th scope="row">${zone}</th><td>${figure(printed(sunSedPerYear), false)}</td><td>${figure(printedYears(firstRefresh), false)}</td><td>${second === undefined ? 'open' : figure(printedYears(second.atYears), false)}</td><td>${second === undefined ? null : figure(printedShare(second.coverage))}</td></tr>\n`;
})}</tbody></table></div>`;
}

/** Each as this plan has it: what was said of the skin is in it. */
function priorsTable(life: DotModel['life']): Html {
  return html`<details><summary>What the forecast is made from</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Parameters of the forecast"><table>
<thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col" class="words">Basis</th></tr></thead>
<tbody>
${LIFE_NAMES.map((name) => {
  const { says, source } = LIFE_PRIORS[name];
  return html`<tr><th scope="row">${says}</th><td>${figure(printed(life[name]))}</td><td class="words">${source}</td></tr>\n`;
})}</tbody></table></div></details>`;
}

/** Ways of life by the dose that an uncovered vertex then gets: a hat at all times, the usual client, work outdoors in strong sun. */
const LIVES = [
  { sedPerYear: 30, label: 'always under a hat' },
  { sedPerYear: 300, label: 'usual' },
  { sedPerYear: 1500, label: 'outdoors in strong sun' },
] as const;

function sunFigure({ zone }: DotYears, points: readonly SunPoint[], charts: Charts): Html | null {
  if (points.length === 0) return null;
  return html`<h3>What the sun does</h3>
${chartFigure((width) => charts.doseChart({ points, marks: LIVES }, width), html`First refresh of the ${zone} by the sunburning dose that a bare vertex gets in a year, in units of 100 J/m² (SED); the band is the ${INTERVAL}. Nobody has measured it: its size is an assumption.`)}`;
}

/**
 * @param zones of the plan, from the front edge back
 * @param life what they were forecast from
 * @param strip the same scalp at days and years, drawn
 * @param bySun the first refresh by the client's sun
 */
export function forecastSection(
  zones: readonly DotYears[],
  life: DotModel['life'],
  { charts, strip, bySun }: { readonly charts: Charts; readonly strip: readonly StripPicture[]; readonly bySun: readonly SunPoint[] },
): Html {
  const zone = firstToRefresh(zones) ?? zones[0];
  if (zone === undefined)
    return html`<section aria-labelledby="years"><h2 id="years">What happens over the years</h2><p>No dots are planned.</p></section>`;
  const fresh = dayAt(zone, 0).darkness;
  const drop = between(1 - 1 / fresh.value, 1 - 1 / fresh.low, 1 - 1 / fresh.high, 'share');
  const five = dayAt(zone, 5 * DAYS_PER_YEAR);
  return html`<section aria-labelledby="years">
<h2 id="years">What happens over the years</h2>
<p class="lead">A dot loses darkness quickly while the skin heals, then slowly for years, and grows wider. None of this was measured on this scalp yet; the healed result of the first session is the first real evidence, and the forecast should be set right by it.</p>
<dl class="facts">
<div><dt>Darkness lost from fresh to healed</dt><dd>${figure(printedShare(drop))}</dd></div>
<div><dt>Darkness after five years, of healed</dt><dd>${figure(printedShare(five.darkness))}</dd></div>
<div><dt>Last session until a first refresh is usually wanted</dt><dd>${figure(printedRefresh(zones))}</dd></div>
<div><dt>Dot diameter, healed and after five years</dt><dd>${figure(printed(dayAt(zone, HEALED_DAY).diameterMm))}<br>${figure(printed(five.diameterMm))}</dd></div>
</dl>
<h3>The first month</h3>
${stripFigure(strip, 'days')}
${chartFigure((width) => charts.healingChart(zone.series, width), html`Darkness and width of a dot in the first six weeks. Right after the crusts have gone the dots look pale and patchy; that is not the result.`)}
<h3>The years</h3>
${stripFigure(strip, 'years')}
${chartFigure((width) => charts.fadeChart({ zones, refreshAt: REFRESH_AT, years: HORIZON_YEARS }, width), html`Darkness of the dots relative to healed, left alone without a refresh; the bands are the ${INTERVAL}.`)}
${dayTable(zone)}
<h3>Refreshes, and what they add up to</h3>
${chartFigure((width) => charts.refreshCalendar({ zones: zones.map(({ zone: name, refreshCycles }) => ({ zone: name, refreshes: refreshCycles.map(({ atYears }) => atYears) })), years: CALENDAR_YEARS }, width), html`When refreshes are usually wanted, by zone; the bars are the ${INTERVAL}.`)}
${refreshTable(zones)}
${zone.refreshCycles.length === 0 ? null : chartFigure((width) => charts.accumulationChart([healedCycle(zone), ...zone.refreshCycles], COVERAGE_WARNING, width), html`Skin under ink of any age, in the ${zone.zone}. Old dots stay, wider and paler, so each refresh leaves more; on fair skin a tenth already reads as a painted surface.`)}
<p>“Usually wanted” means at ${percent(REFRESH_AT)} % of the healed darkness, seen in a mirror: a rule of practice. Sun, oily skin, rubbing and the skin’s own answer all move the date, which is why the interval is wide; how much the sun does is the least certain of them. A faint trace may stay for decades.</p>
${sunFigure(zone, bySun, charts)}
${priorsTable(life)}
</section>`;
}

/** The first healed result as the first entry of what refreshes add up to. */
function healedCycle(zone: DotYears): Pick<DotYears['refreshCycles'][number], 'atDays' | 'darkness' | 'diameterMm' | 'coverage'> {
  const { darkness, diameterMm } = dayAt(zone, HEALED_DAY);
  const dots = zone.dotsPerCm2;
  const covered = (mm: number): number => 1 - Math.exp((-dots * Math.PI * mm ** 2) / 400);
  return {
    atDays: HEALED_DAY,
    darkness,
    diameterMm,
    coverage: between(covered(diameterMm.value), covered(diameterMm.low), covered(diameterMm.high), 'share'),
  };
}
