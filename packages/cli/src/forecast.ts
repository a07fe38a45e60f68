/** `stubble forecast [PLAN]`: dots through the years, of a plan or of a kind. */
import {
  DAYS_PER_YEAR,
  type DotYears,
  dayAfter,
  info,
  type Note,
  ok,
  presetDot,
  type Result,
  sunDose,
  USUAL_DOT,
  yearsOfDot,
  yearsOfPlan,
} from '@stubble/engine';
import type { Answer } from './answer.ts';
import { loadPlan } from './inputs.ts';
import { estimateText, notesText, rows } from './text.ts';
import { type ForecastFlags, sunOf } from './year-options.ts';

export async function forecast(planPath: string, flags: ForecastFlags): Promise<Result<Answer>> {
  if (planPath === '') return ok(imagined(flags));
  const loaded = await loadPlan(planPath);
  if (!loaded.ok) return loaded;
  const { plan, notes } = loaded.value;
  const sun = sunOf(flags);
  const sunned = sun === undefined ? plan : { ...plan, dotModel: { ...plan.dotModel, sunSedPerYear: sunDose(sun) } };
  return ok(answerOf(yearsOfPlan(sunned, flags.years, flags.seen, flags.skinKind), flags, notes));
}

function imagined({
  preset,
  type = 'III',
  depthMm,
  diameterMm,
  loadGPerM2,
  years,
  seed,
  seen,
  skinKind,
  date,
  ...sunFlags
}: ForecastFlags): Answer {
  const sun = sunOf(sunFlags);
  const chosen = preset === undefined ? null : presetDot(preset, type);
  const dot = chosen?.dot ?? {
    type,
    depthMm: depthMm ?? USUAL_DOT.depthMm,
    diameterMm: diameterMm ?? USUAL_DOT.diameterMm,
    loadGPerM2: loadGPerM2 ?? USUAL_DOT.loadGPerM2,
    ...(sun === undefined ? {} : { sunSedPerYear: sunDose(sun) }),
  };
  const zone = yearsOfDot(skinKind === undefined ? dot : { ...dot, skinKind }, years, seed, seen, preset ?? 'dot');
  return answerOf([zone], { seen, ...(date === undefined ? {} : { date }) }, chosen === null ? [] : [info('preset', chosen.says)]);
}

function answerOf(zones: readonly DotYears[], { seen, date }: Pick<ForecastFlags, 'seen' | 'date'>, before: readonly Note[]): Answer {
  const said = new Set<string>();
  const notes = [...before, ...zones.flatMap((zone) => zone.notes)].filter(({ message }) => said.size !== said.add(message).size);
  return {
    json: { zones: zones.map(({ notes: _, ...zone }) => ({ ...zone, ...datesOf(date, zone.firstRefresh) })), evidence: seen, notes },
    text: [...zones.map(zoneText), notesText(notes)].join('\n\n'),
  };
}

const DAY_NAMES: Readonly<Record<number, string>> = { 0: 'fresh', 7: 'day 7', 42: 'healed, day 42' };

function zoneText({ zone, sunSedPerYear, series, firstRefresh, refreshCycles }: DotYears): string {
  const shown = series.filter(({ atDays }) => atDays in DAY_NAMES || atDays >= 365);
  return [
    `${zone}: ${estimateText(sunSedPerYear)} of sun where it lies`,
    rows(
      shown.map(({ atDays, darkness, diameterMm }) => [
        DAY_NAMES[atDays] ?? yearsText(Math.round(atDays / 365.25)),
        `darkness ${figures(darkness)}, ${figures(diameterMm)} mm wide`,
      ]),
    ),
    `  first refresh: ${firstRefresh === null ? 'none is wanted' : `${figures(firstRefresh, 1)} years after the last session`}`,
    ...refreshCycles.map(
      ({ atYears, coverage }, i) =>
        `  refresh ${i + 1} at ${figures(atYears, 1)} years: ink then covers ${figures(coverage, 3)} of the skin`,
    ),
  ].join('\n');
}

function yearsText(years: number): string {
  return years === 1 ? '1 year' : `${years} years`;
}

/** Calendar days of a span of years after a day. */
function datesOf(date: string | undefined, years: DotYears['firstRefresh']): object {
  if (date === undefined || years === null) return {};
  const on = (span: number): string => dayAfter(date, span * DAYS_PER_YEAR);
  return { firstRefreshDate: { value: on(years.value), low: on(years.low), high: on(years.high) } };
}

function figures({ value, low, high }: DotYears['sunSedPerYear'], digits = 2): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
