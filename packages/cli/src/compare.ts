/** `stubble compare`: scalp micropigmentation beside nothing, medicines, a transplant, a tattoo, a hair system and shampoos. */
import {
  between,
  type Comparison,
  compareOptions,
  type DotYears,
  type Estimate,
  hairLoss,
  info,
  type OptionRow,
  ok,
  presetDot,
  type Result,
  USUAL_DOT,
  yearsOfDot,
} from '@stubble/engine';
import type { Answer } from './answer.ts';
import type { HairLossFlags } from './hairloss-options.ts';
import { notesText } from './text.ts';

export type CompareFlags = HairLossFlags;

export async function compare(_: string, flags: CompareFlags): Promise<Result<Answer>> {
  const { sex, age: ageYears, stage, variant, years, speed, stopAtYears, follicles: folliclesPerRegion, seed } = flags;
  const request = {
    ...{ sex, ageYears, stage, years, speed, folliclesPerRegion, seed },
    ...(variant === undefined ? {} : { variant }),
    ...(stopAtYears === undefined ? {} : { stopAtYears }),
  };
  const compared = compareOptions({
    request,
    loss: (treatment) => hairLoss({ ...request, treatment }),
    smpDarkness: darknessByYear(yearsOfDot({ type: TYPE, ...USUAL_DOT }, years, seed), years, true),
    tattooDarkness: darknessByYear(yearsOfDot(presetDot('tattoo', TYPE).dot, years, seed), years, false),
  });
  const notes = flags.treatment === 'none' ? compared.notes : [ALL_TREATMENTS, ...compared.notes];
  return ok({ json: { ...compared, notes }, text: text({ ...compared, notes }) });
}

const ALL_TREATMENTS = info(
  'all-treatments',
  'the comparison holds the course without and with medicines, so --treatment changes nothing in it',
);

/** A usual dot of micropigmentation and one of an ordinary tattoo, in skin of this type [A]. */
const TYPE = 'III';

/**
 * Darkness against healed at years 0, 1, …; year 0 is the healed result.
 * @param refreshed back to 1 each time the forecast wants a refresh, or left alone
 */
function darknessByYear(dot: DotYears, years: number, refreshed: boolean): Estimate[] {
  const alone = [between(1, 1, 1, 'ratio'), ...dot.series.filter(({ atDays }) => atDays >= 365).map(({ darkness }) => darkness)];
  const period = refreshed ? (dot.firstRefresh?.value ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  return Array.from({ length: years + 1 }, (_, year) => {
    const since = year < period ? year : year % period;
    const [before, after] = [alone[Math.floor(since)], alone[Math.ceil(since)]];
    const at = (end: 'value' | 'low' | 'high'): number => before[end] + (after[end] - before[end]) * (since - Math.floor(since));
    return between(at('value'), at('low'), at('high'), 'ratio');
  });
}

function text({ options, years, pricesOf, notes }: Comparison): string {
  const shown = [...[0, 1, 2, 5, 10, 15, 20, 30, 40].filter((year) => year < years), years];
  const cited = [...new Set(options.flatMap(({ sources }) => sources))];
  const heads = ['', ...shown.map((year) => (year === 0 ? 'begun' : `${year} y`)), `USD, ${years} y`, 'visits', 'first seen', 'finished'];
  const lines = options.map((row) => [
    row.name,
    ...shown.map((year) => percents(row.coverageByYear[year])),
    counted(row.cost),
    counted(row.sessions),
    waiting(row.daysToFirst),
    waiting(row.daysToFinal),
  ]);
  return [
    `Share of the scalp, in %, that no longer stands out where hair thins (80 % interval); costs in prices of ${pricesOf}`,
    '',
    columns([heads, ...lines]),
    ...options.map((row) => `\n${inWords(row, cited)}`),
    '',
    'Sources',
    ...cited.map((source, k) => `  ${k + 1}. ${source}`),
    '',
    notesText(notes),
  ].join('\n');
}

/** The first column to the left, numbers to the right. */
function columns(lines: readonly (readonly string[])[]): string {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const padded = (text: string, column: number): string => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return lines.map((line) => `  ${line.map(padded).join('  ')}`.trimEnd()).join('\n');
}

function inWords(row: OptionRow, cited: readonly string[]): string {
  const numbers = row.sources.map((source) => cited.indexOf(source) + 1).join(', ');
  return [
    row.name,
    `  certainty    ${row.certainty}`,
    `  evidence     ${row.evidence}`,
    ...row.risks.map((risk, k) => `  ${k === 0 ? 'risks        ' : '             '}${risk}`),
    `  way back     ${row.reversibility}`,
    `  on stopping  ${row.onStopping}`,
    `  sources      ${numbers === '' ? 'our own estimates' : numbers}`,
  ].join('\n');
}

const percents = ({ value, low, high }: Estimate): string => ranged([value, low, high].map((v) => (v * 100).toFixed(0)));
const counted = ({ value, low, high }: Estimate): string =>
  ranged([value, low, high].map((v) => rounded(v).replace(/\B(?=(\d{3})+$)/g, ',')));

/** Money and visits to two figures: more would claim too much. */
function rounded(count: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return String(Math.round(count / step) * step);
}

function waiting(days: Estimate | null): string {
  if (days === null) return '–';
  const { value, low, high } = days;
  if (value === 0) return high > 1 ? `same day (to ${high} days)` : 'same day';
  if (value < 60) return `${ranged([value, low, high].map(String))} days`;
  return `${ranged([value, low, high].map((d) => (d / 30.44).toFixed(0)))} months`;
}

function ranged([value, low, high]: readonly string[]): string {
  return low === high ? value : `${value} (${low}–${high})`;
}
