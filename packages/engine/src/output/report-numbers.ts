/** Numbers as people read them: no more digits than the interval carries, the interval always beside the number. */
import type { Estimate } from '../estimate.ts';
import { type Html, html } from './report-html.ts';

/** Unit strings of files, and how they are printed. An unknown unit is printed as it stands. */
const PRINTED_UNITS: Readonly<Record<string, string>> = {
  '1': '',
  share: '',
  ratio: '',
  '1/cm2': '/cm²',
  'per cm2': '/cm²',
  perCm2: '/cm²',
  cm2: 'cm²',
  mm2: 'mm²',
  'mm2/year': 'mm² a year',
  'mm2/a': 'mm² a year',
  '1/year': 'a year',
  'per year': 'a year',
  '1/a': 'a year',
  'g/m2': 'g/m²',
  um: 'µm',
  deg: '°',
  degrees: '°',
  h: 'hours',
  deltaE00: 'ΔE00',
  CIEDE2000: 'ΔE00',
  'px/mm': 'px/mm',
};

const MOST_DECIMALS = 4;

/** Decimals at which the interval spans at least some eight steps and no positive end is rounded to nothing. */
function decimalsOf({ value, low, high }: Estimate): number {
  const width = high - low;
  let decimals = width > 0 ? Math.ceil(Math.log10(8 / width)) : value === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(value)));
  for (const end of [low, value]) if (end !== 0) decimals = Math.max(decimals, -Math.floor(Math.log10(Math.abs(end))));
  return Math.min(MOST_DECIMALS, Math.max(0, decimals));
}

/** 12345.6 → "12,346"; a true minus sign; "−0" is 0. */
export function number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = fixed.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(fixed) !== 0 ? '−' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

export function printedUnit(unit: string): string {
  return PRINTED_UNITS[unit] ?? unit;
}

export interface Printed {
  readonly value: string;
  readonly interval: string;
  readonly unit: string;
}

export function printed(estimate: Estimate, decimals: number = decimalsOf(estimate)): Printed {
  return {
    value: number(estimate.value, decimals),
    interval: `${number(estimate.low, decimals)} to ${number(estimate.high, decimals)}`,
    unit: printedUnit(estimate.unit),
  };
}

/** A column of one quantity: all with the decimals of the finest. */
export function printedAlike(estimates: readonly Estimate[]): readonly Printed[] {
  const decimals = Math.max(0, ...estimates.map(decimalsOf));
  return estimates.map((estimate) => printed(estimate, decimals));
}

/** A share 0..1 in whole percent; what would round to the whole or to nothing is only ever "over 99" or "under 1". */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded >= 100 && share <= 1) return 'over 99';
  if (rounded <= 0 && share > 0) return 'under 1';
  return number(rounded);
}

export function printedShare(estimate: Estimate): Printed {
  return { value: percent(estimate.value), interval: `${percent(estimate.low)} to ${percent(estimate.high)}`, unit: '%' };
}

/** The number with its unit and, smaller, its 80 % interval: for table cells and sentences. */
export function figure({ value, interval, unit }: Printed, withUnit = true): Html {
  const after = withUnit && unit !== '' ? (unit === '°' ? unit : `\u00a0${unit}`) : '';
  return html`<span class="figure"><span class="value">${value}${after}</span> <span class="interval">${interval}</span></span>`;
}

/** "80 % interval" never breaks over a line. */
export const INTERVAL: Html = html`<span class="nb">80 % interval</span>`;

/** The same inside a sentence: "4.6 years (80 % interval 2.6 to 8.5)". */
export function inWords({ value, interval, unit }: Printed): Html {
  return html`<span class="nb">${value}${unit === '' ? '' : `\u00a0${unit}`}</span> (${INTERVAL} <span class="nb">${interval}</span>)`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "2026-03-14" → "14 March 2026", without the reader's clock or locale. */
export function writtenDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}
