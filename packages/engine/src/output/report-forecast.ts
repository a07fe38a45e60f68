/** What happens over the years, from the dot model of the plan: figures, a chart drawn by hand, and the same as a table. */
import type { DotModel } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { HEALED_DAY } from '../forecast/forecast.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { type Html, html } from './report-html.ts';
import { figure, INTERVAL, number, type Printed, percent, printed, printedAlike, printedShare } from './report-numbers.ts';

/** Share of the healed darkness below which a refresh is usually wanted: practice value, low confidence (docs/model.md). */
const REFRESH_AT = 0.6;
const HEALED_YEARS = HEALED_DAY / DAYS_PER_YEAR;
const HORIZON_YEARS = 10;
const TABLE_YEARS = [1, 2, 3, 5, 7, 10];
/** Beyond this a time is only said to be long: no fade of micropigmentation was measured for more than months. */
const LONGEST_YEARS = 30;

/** Darkness relative to the healed dot, t years after healing: exp(−k t), the interval that of k alone. */
export function darknessAt(model: DotModel, years: number): Estimate {
  const { value, low, high } = model.fadePerYear;
  return between(Math.exp(-value * years), Math.exp(-high * years), Math.exp(-low * years), 'share');
}

/** Years from healed to the refresh threshold, −ln 0.6 / k; an end is infinite where k may be nought. */
export function yearsToRefresh(model: DotModel): Estimate {
  const years = (k: number): number => (k > 0 ? -Math.log(REFRESH_AT) / k : Number.POSITIVE_INFINITY);
  const { value, low, high } = model.fadePerYear;
  return between(years(value), years(high), years(low), 'years');
}

/** Fresh darkness relative to healed. */
function freshDarkness({ healedOverFreshDarkness: { value, low, high } }: DotModel): Estimate {
  return between(1 / value, 1 / high, 1 / low, 'ratio');
}

/**
 * Full width of a spreading Gaussian dot: w² = w₀² + 16 ln 2 · δ t, from σ² = σ₀² + 2 δ t and w = 2 √(2 ln 2) σ.
 * The errors of w₀ and δ are independent: each is carried alone, and the two are added in quadrature.
 */
export function diameterAt(model: DotModel, years: number): Estimate {
  const width = (start: number, spread: number): number => Math.sqrt(Math.max(0, start ** 2 + 16 * Math.LN2 * spread * years));
  const start = model.healedDiameterMm;
  const spread = model.spreadMm2PerYear;
  const value = width(start.value, spread.value);
  const low = value - Math.hypot(value - width(start.low, spread.value), value - width(start.value, spread.low));
  const high = value + Math.hypot(width(start.high, spread.value) - value, width(start.value, spread.high) - value);
  return between(value, Math.max(0, low), high, 'mm');
}

function yearsWords(years: number): string {
  return years > LONGEST_YEARS ? `more than ${LONGEST_YEARS}` : number(years, 1);
}

/** Years from healed to the first refresh, with words where an end runs away. */
export function printedRefresh(model: DotModel): Printed {
  const { value, low, high } = yearsToRefresh(model);
  return { value: yearsWords(value), interval: `${yearsWords(low)} to ${yearsWords(high)}`, unit: 'years' };
}

const LEFT = 52;
const RIGHT = 500;
const TOP = 22;
const BOTTOM = 262;

function chart(model: DotModel): Html {
  const fresh = freshDarkness(model);
  const most = Math.min(4, Math.max(1.2, Math.ceil(fresh.high * 5) / 5));
  const x = (years: number): string => (LEFT + ((RIGHT - LEFT) * Math.min(years, HORIZON_YEARS)) / HORIZON_YEARS).toFixed(1);
  const y = (darkness: number): string => (BOTTOM - ((BOTTOM - TOP) * Math.min(darkness, most)) / most).toFixed(1);
  const steps = Array.from({ length: 41 }, (_, i) => {
    const after = ((HORIZON_YEARS - HEALED_YEARS) * i) / 40;
    return { at: x(HEALED_YEARS + after), darkness: darknessAt(model, after) };
  });
  const upper = steps.map(({ at, darkness }) => `${at},${y(darkness.high)}`);
  const lower = steps.map(({ at, darkness }) => `${at},${y(darkness.low)}`).reverse();
  const line = steps.map(({ at, darkness }) => `${at},${y(darkness.value)}`);
  const rows = Array.from({ length: Math.floor(most / 0.2 + 0.01) + 1 }, (_, i) => i / 5).filter(
    (d) => most <= 2.05 || Number.isInteger(Math.round(d * 5) / 2.5),
  );
  const refresh = yearsToRefresh(model);
  const inside = refresh.value <= HORIZON_YEARS;
  const threshold = y(REFRESH_AT);
  return html`<figure class="chart">
<svg viewBox="0 0 520 312" role="img" aria-labelledby="chart-title chart-text">
<title id="chart-title">Darkness of the dots over ten years</title>
<desc id="chart-text">Forecast, relative to healed. Fresh dots start ${printed(fresh).value} times as dark and fall to 1 within six weeks, then fade to ${percent(darknessAt(model, 5).value)} percent after five years and ${percent(darknessAt(model, 10).value)} percent after ten. The table below holds the same figures with their intervals.</desc>
${rows.map((d) => html`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(d)}" y2="${y(d)}"/>${Math.round(d * 5) % 2 === 0 || most <= 1.45 ? html`<text x="${LEFT - 9}" y="${y(d)}" dy="0.35em" text-anchor="end">${d.toFixed(1)}</text>` : null}`)}
${[0, 2, 4, 6, 8, 10].map((t) => html`<text x="${x(t)}" y="${BOTTOM + 22}" text-anchor="middle">${t}</text>`)}
<text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 44}" text-anchor="middle">years after the last session</text>
<polygon class="band" points="${[...upper, ...lower].join(' ')}"/>
<line class="threshold" x1="${LEFT}" x2="${RIGHT}" y1="${threshold}" y2="${threshold}"/>
<line class="spread" x1="${x(0)}" x2="${x(0)}" y1="${y(fresh.low)}" y2="${y(fresh.high)}"/>
<polyline class="heal" points="${x(0)},${y(fresh.value)} ${line[0]!}"/>
<polyline class="fade" points="${line.join(' ')}"/>
<circle class="mark" cx="${x(0)}" cy="${y(fresh.value)}" r="4.5"/><text class="label" x="${LEFT + 12}" y="${y(fresh.value)}" dy="0.35em">fresh</text>
<circle class="mark" cx="${x(HEALED_YEARS)}" cy="${y(1)}" r="4.5"/><text class="label" x="${LEFT + 18}" y="${y(1)}" dy="-0.5em">healed</text>
${inside ? html`<circle class="mark open" cx="${x(HEALED_YEARS + refresh.value)}" cy="${threshold}" r="4.5"/>` : null}
<text class="label" x="${RIGHT}" y="${threshold}" dy="-0.55em" text-anchor="end">refresh usually wanted</text>
</svg>
<figcaption>Forecast: darkness of a dot relative to healed, left alone without a refresh. The band is the ${INTERVAL}; the bar at the left is that of the fresh dots.</figcaption>
</figure>`;
}

function table(model: DotModel): Html {
  const whens = ['Fresh', 'Healed, six weeks', ...TABLE_YEARS.map((years) => `${years} ${years === 1 ? 'year' : 'years'}`)];
  const darkness = printedAlike([freshDarkness(model), ...TABLE_YEARS.map((years) => darknessAt(model, years))]);
  const diameters = printedAlike([
    model.freshDiameterMm,
    model.healedDiameterMm,
    ...TABLE_YEARS.map((years) => ({ ...diameterAt(model, years), unit: model.healedDiameterMm.unit })),
  ]);
  const one = html`<span class="figure"><span class="value">1</span> <span class="interval">by definition</span></span>`;
  const shown = [figure(darkness[0]!), one, ...darkness.slice(1).map((value) => figure(value))];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Forecast by year"><table>
<caption><span class="kept">Forecast by year, a dot left alone; the smaller figures are the ${INTERVAL}</span></caption>
<thead><tr><th scope="col">When</th><th scope="col">Darkness, relative to healed</th><th scope="col">Dot diameter</th></tr></thead>
<tbody>
${whens.map((when, i) => html`<tr><th scope="row">${when}</th><td>${shown[i]!}</td><td>${figure(diameters[i]!)}</td></tr>\n`)}</tbody></table></div>`;
}

export function forecastSection(model: DotModel): Html {
  const loss = model.healedOverFreshDarkness;
  const drop = between(1 - loss.value, 1 - loss.high, 1 - loss.low, 'share');
  const k = model.fadePerYear;
  const yearly = between(1 - Math.exp(-k.value), 1 - Math.exp(-k.low), 1 - Math.exp(-k.high), 'share');
  return html`<section aria-labelledby="years">
<h2 id="years">What happens over the years</h2>
<p class="lead">The dots lose darkness twice: quickly while the skin heals, then slowly for years. They also grow a little wider. None of this was measured on this scalp yet; the healed result of the first session is the first real evidence, and the forecast should be set right by it.</p>
<dl class="facts">
<div><dt>Darkness lost from fresh to healed</dt><dd>${figure(printedShare(drop))}</dd></div>
<div><dt>Lost each year after that, of what is left</dt><dd>${figure(printedShare(yearly))}</dd></div>
<div><dt>Healed until a first refresh is usually wanted</dt><dd>${figure(printedRefresh(model))}</dd></div>
<div><dt>Dot diameter, healed and after five years</dt><dd>${figure(printed(model.healedDiameterMm))}<br>${figure(printed(diameterAt(model, 5)))}</dd></div>
</dl>
${chart(model)}
${table(model)}
<p>“Usually wanted” means at 60 % of the healed darkness, a rule of practice. Sun, oily skin, rubbing and the skin’s own answer all move the date, which is why the interval is wide; how much the sun does is the least certain of them. A refresh puts new dots among wider old ones, so coverage rises with each; a faint trace may stay for decades.</p>
</section>`;
}
