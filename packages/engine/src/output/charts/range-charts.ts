/** What is drawn as ranges: when refreshes fall due, what the options cost, what loss outside the ink is to be expected. */
import type { Estimate } from '../../estimate.ts';
import { number, writtenDate } from '../report-numbers.ts';
import { textWidthPx } from './end-labels.ts';
import { isNarrow, ticksUpTo, WIDE_PX } from './frame.ts';
import { rangesSvg } from './ranges.ts';
import { ordinal, said, saidYears } from './words.ts';

const NEVER: Estimate = { value: Number.POSITIVE_INFINITY, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY, unit: 'years' };

/**
 * A calendar of refreshes, a group a zone and a bar a refresh.
 * @param zones refreshes in years after the session, in order; ends may be infinite. What lies wholly beyond `years` is said, not drawn.
 * @returns SVG text, see plotSvg
 */
export function refreshCalendar(
  {
    zones,
    years,
  }: { readonly zones: readonly { readonly zone: string; readonly refreshes: readonly Estimate[] }[]; readonly years: number },
  widthPx: number = WIDE_PX,
): string {
  const spoken = zones.map(
    ({ zone, refreshes }) => `${zone}: ${refreshes.length === 0 ? 'none foreseen' : refreshes.map(saidYears).join('; ')}.`,
  );
  return rangesSvg({
    name: 'refresh-calendar',
    title: 'When refreshes are usually wanted, by zone',
    desc: `Forecast of a model, in years after the session, with 80 % intervals; a bar that ends in an arrow goes on beyond ${number(years)} years. ${spoken.join(' ')}`,
    widthPx,
    groups: zones.map(({ zone, refreshes }) => ({
      heading: zone,
      rows:
        refreshes.length === 0
          ? [{ label: '', estimate: NEVER, words: 'none foreseen' }]
          : refreshes.map((estimate, i) => ({
              label: ordinal(i + 1),
              estimate,
              words: estimate.low >= years ? `after more than ${number(years)} years` : '',
            })),
    })),
    axis: { from: 0, to: years, ticks: ticksUpTo(years, isNarrow(widthPx) ? 6 : 10), title: 'years after the session', log: false },
    labelPx: 34,
    wordsPx: 20,
  });
}

/** A span of prices wider than this factor is drawn in logarithms: the cheap options would else be lost at the left edge. */
const WIDEST_LINEAR = 25;

/**
 * What each option costs, as given, with the middle marked; linear unless the prices span much more than one order of magnitude.
 * @param options costs of one unit, e.g. EUR; `date` (YYYY-MM-DD) of the prices
 * @returns SVG text, see plotSvg
 */
export function costChart(
  { options, date }: { readonly options: readonly { readonly name: string; readonly cost: Estimate }[]; readonly date: string },
  widthPx: number = WIDE_PX,
): string {
  const unit = options[0]?.cost.unit ?? '';
  const finite = options.flatMap(({ cost: { value, low, high } }) => [low, value, high]).filter(Number.isFinite);
  const most = Math.max(1, ...finite);
  const least = Math.min(...finite);
  const log = least > 0 && most > WIDEST_LINEAR * least;
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? writtenDate(date) : date;
  const from = log ? 10 ** Math.floor(Math.log10(least)) : 0;
  const to = log ? most * 1.05 : most * 1.02;
  const decades = Array.from({ length: log ? Math.ceil(Math.log10(to / from)) + 1 : 0 }, (_, i) => from * 10 ** i).filter(
    (tick) => tick <= to,
  );
  return rangesSvg({
    name: 'cost-chart',
    title: `What the options cost${unit === '' ? '' : `, in ${unit}`}`,
    desc: `Prices of ${day}, middle and 80 % interval${log ? ', on a logarithmic scale' : ''}. ${options.map(({ name, cost }) => `${name}: ${said(cost)}.`).join(' ')}`,
    widthPx,
    groups: options.map(({ name, cost }) => ({
      heading: name,
      rows: [{ label: '', estimate: cost, words: Number.isFinite(cost.value) ? roundFigure(cost.value) : 'no end known' }],
    })),
    axis: {
      from,
      to,
      ticks: log ? decades : ticksUpTo(most, isNarrow(widthPx) ? 4 : 8),
      title: `${unit === '' ? '' : `${unit}, `}prices of ${day}`,
      log,
    },
    labelPx: 0,
    wordsPx: 18 + textWidthPx(roundFigure(most)),
  });
}

/** No more figures than such a middle deserves. */
function roundFigure(value: number): string {
  return number(Number(value.toPrecision(3)), value !== 0 && Math.abs(value) < 10 ? 1 : 0);
}

/**
 * Skin that is predicted to lose its hair outside the inked edge, in cm², by scenario and year.
 * @returns SVG text, see plotSvg
 */
export function reachChart(
  {
    scenarios,
  }: {
    readonly scenarios: readonly {
      readonly name: string;
      readonly years: readonly { readonly atYears: number; readonly bareOutsideInkCm2: Estimate }[];
    }[];
  },
  widthPx: number = WIDE_PX,
): string {
  const areas = scenarios.flatMap(({ years }) => years.map(({ bareOutsideInkCm2 }) => bareOutsideInkCm2));
  const most = Math.max(1, ...areas.flatMap(({ value, high }) => [value, high]).filter(Number.isFinite));
  const spoken = scenarios.map(
    ({ name, years }) =>
      `${name}: ${years.map(({ atYears, bareOutsideInkCm2 }) => `after ${number(atYears)} years ${said({ ...bareOutsideInkCm2, unit: 'cm2' })}`).join(', ')}.`,
  );
  return rangesSvg({
    name: 'reach-chart',
    title: 'Predicted loss outside the inked edge',
    desc: `Forecast of a model, with 80 % intervals. ${spoken.join(' ')}`,
    widthPx,
    groups: scenarios.map(({ name, years }) => ({
      heading: name,
      rows: years.map(({ atYears, bareOutsideInkCm2 }) => ({
        label: `${number(atYears)} years`,
        estimate: bareOutsideInkCm2,
        words: Number.isFinite(bareOutsideInkCm2.value) ? roundFigure(bareOutsideInkCm2.value) : '',
      })),
    })),
    axis: {
      from: 0,
      to: most * 1.02,
      ticks: ticksUpTo(most, isNarrow(widthPx) ? 4 : 8),
      title: 'cm² of bare skin outside the ink',
      log: false,
    },
    labelPx: 64,
    wordsPx: 44,
  });
}
