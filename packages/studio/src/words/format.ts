/** Numbers as people read them: no more digits than the interval carries, the interval always beside the number. */
import type { Estimate } from '@stubble/engine';

/** Needles, dots and depths stay in millimetres for every reader (pass 'mm'): nobody dials a throw in inches. */
export type LengthUnit = 'mm' | 'inch';

export interface Printed {
  readonly value: string;
  readonly interval: string;
  readonly unit: string;
}

interface Shown {
  /** What the number is multiplied with for the reader. */
  readonly factor: number;
  readonly unit: string;
}

const MM_PER_INCH = 25.4;
const CM2_PER_INCH2 = 6.4516;

/** Unit strings of the plan, and how a reader of either system sees them. Unknown units are printed as they stand. */
const SHOWN: Readonly<Record<string, Readonly<Record<LengthUnit, Shown>>>> = {
  mm: { mm: { factor: 1, unit: 'mm' }, inch: { factor: 1 / MM_PER_INCH, unit: 'in' } },
  mm2: { mm: { factor: 0.01, unit: 'cm²' }, inch: { factor: 0.01 / CM2_PER_INCH2, unit: 'in²' } },
  cm2: { mm: { factor: 1, unit: 'cm²' }, inch: { factor: 1 / CM2_PER_INCH2, unit: 'in²' } },
  '1/cm2': { mm: { factor: 1, unit: '/cm²' }, inch: { factor: CM2_PER_INCH2, unit: '/in²' } },
};

const PLAIN_UNITS: Readonly<Record<string, string>> = {
  '1': '',
  share: '',
  ratio: '',
  um: 'µm',
  deg: '°',
  degrees: '°',
  h: 'h',
  parts: '',
  'SED/year': 'SED a year',
  'of 100': 'of 100',
  'points of 100': 'of 100',
  stage: '',
  deltaE00: 'ΔE00',
  dE00: 'ΔE00',
  CIEDE2000: 'ΔE00',
  'g/m2': 'g/m²',
  '1/year': 'a year',
  'mm2/year': 'mm² a year',
};

const MOST_DECIMALS = 4;

function shownAs(unit: string, system: LengthUnit): Shown {
  return SHOWN[unit]?.[system] ?? { factor: 1, unit: PLAIN_UNITS[unit] ?? unit };
}

/** Decimals at which the interval spans at least some eight steps and no positive end is rounded to nothing. */
function decimalsOf(value: number, low: number, high: number): number {
  const width = high - low;
  let decimals = width > 0 ? Math.ceil(Math.log10(8 / width)) : value === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(value)));
  for (const end of [low, value]) if (end !== 0) decimals = Math.max(decimals, -Math.floor(Math.log10(Math.abs(end))));
  return Math.min(MOST_DECIMALS, Math.max(0, decimals));
}

/** 12345.6 → "12,346"; a true minus sign. */
export function number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = fixed.split('.');
  const sign = value < 0 && Number(fixed) !== 0 ? '−' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

export function printed(estimate: Estimate, system: LengthUnit): Printed {
  if (estimate.unit === 'share') return printedShare(estimate);
  const { factor, unit } = shownAs(estimate.unit, system);
  const [value, low, high] = [estimate.value * factor, estimate.low * factor, estimate.high * factor];
  const decimals = decimalsOf(value, low, high);
  return { value: number(value, decimals), interval: `${number(low, decimals)}–${number(high, decimals)}`, unit };
}

/** Counts and prices without more figures than their interval carries; the unit is said beside them. */
export function rough({ value, low, high }: Estimate): Estimate {
  const width = high - low;
  const step = width > 0 ? Math.max(1, 10 ** Math.floor(Math.log10(width / 20))) : 1;
  const rounded = (v: number): number => Math.round(v / step) * step;
  return { value: rounded(value), low: rounded(low), high: rounded(high), unit: '1' };
}

/** A share 0..1 in whole percent; what would round to the whole or to nothing is only ever "over 99" or "under 1". */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded >= 100 && share <= 1) return 'over 99';
  if (rounded <= 0 && share > 0) return 'under 1';
  return number(rounded);
}

function printedShare({ value, low, high }: Estimate): Printed {
  return { value: percent(value), interval: `${percent(low)}–${percent(high)}`, unit: '%' };
}

/** "18.1 px/mm (17.4–18.8)". */
export function estimateText(estimate: Estimate, system: LengthUnit): string {
  const { value, interval, unit } = printed(estimate, system);
  return `${withUnit(value, unit)} (${interval})`;
}

export function withUnit(value: string, unit: string): string {
  if (unit === '') return value;
  return unit === '°' || unit.startsWith('/') ? `${value}${unit}` : `${value}\u00a0${unit}`;
}

/** Half the 80 % interval over the value, in whole percent. */
export function spreadPercent({ value, low, high }: Estimate): number {
  return Math.round(((high - low) / 2 / value) * 100);
}

/** A length for a field: millimetres as the reader's unit, and back. */
export function shownLength(mm: number, system: LengthUnit): number {
  return system === 'mm' ? mm : mm / MM_PER_INCH;
}

export function mmOfShown(shown: number, system: LengthUnit): number {
  return system === 'mm' ? shown : shown * MM_PER_INCH;
}

/** Dots on an area for a field, and back. */
export function shownDensity(perCm2: number, system: LengthUnit): number {
  return system === 'mm' ? perCm2 : perCm2 * CM2_PER_INCH2;
}

export function perCm2OfShown(shown: number, system: LengthUnit): number {
  return system === 'mm' ? shown : shown / CM2_PER_INCH2;
}

export function densityUnit(system: LengthUnit): string {
  return system === 'mm' ? '/cm²' : '/in²';
}

export function lengthUnit(system: LengthUnit): string {
  return system === 'mm' ? 'mm' : 'in';
}
