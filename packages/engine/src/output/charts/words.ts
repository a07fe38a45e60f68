/** Figures in words for those who do not see a chart. */
import { between, type Estimate } from '../../estimate.ts';
import { number, percent, printed } from '../report-numbers.ts';

/** "4.6 years (2.6 to 8.5)"; an end that runs away is said to be open. */
export function said(estimate: Estimate): string {
  if (!Number.isFinite(estimate.low)) return 'no end in sight';
  if (!Number.isFinite(estimate.value)) return `no end in sight (from ${numberSaid(estimate.low)})`;
  if (!Number.isFinite(estimate.high)) {
    const unit = printed({ ...estimate, high: estimate.value }).unit;
    return `${numberSaid(estimate.value)}${unit === '' ? '' : ` ${unit}`} (from ${numberSaid(estimate.low)}, the other end open)`;
  }
  const { value, interval, unit } = printed(estimate);
  const middle = `${value}${unit === '' ? '' : ` ${unit}`}`;
  return estimate.low === estimate.high ? middle : `${middle} (${interval})`;
}

/** No forecast is told farther than this [A]: a later end is open. */
const LONGEST_YEARS = 50;

/** A time in years; null is said as one that is not foreseen. */
export function saidYears(estimate: Estimate | null): string {
  if (estimate === null) return 'not foreseen';
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((v) =>
    v > LONGEST_YEARS ? Number.POSITIVE_INFINITY : v,
  ) as [number, number, number];
  return said({ value, low, high, unit: 'years' });
}

function numberSaid(value: number): string {
  return number(value, value < 10 ? 1 : 0);
}

/** A share 0..1, or a figure in per cent, in words: "35 % (20 to 52)". */
export function saidShare(estimate: Estimate): string {
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((v) => (estimate.unit === '%' ? v / 100 : v)) as [
    number,
    number,
    number,
  ];
  return `${percent(value)} % (${percent(low)} to ${percent(high)})`;
}

/** Shares 0..1 to per cent, for an axis; what is in per cent already stays so. */
export function inPercent(estimate: Estimate): Estimate {
  if (estimate.unit === '%') return estimate;
  return between(100 * estimate.value, 100 * estimate.low, 100 * estimate.high, '%');
}

/** "1st", "2nd", "11th". */
export function ordinal(n: number): string {
  const ending = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

/** The entry nearest to a time, of a course in order of time. */
export function nearest<T>(entries: readonly T[], atOf: (entry: T) => number, at: number): T {
  return entries.reduce((best, entry) => (Math.abs(atOf(entry) - at) < Math.abs(atOf(best) - at) ? entry : best));
}
