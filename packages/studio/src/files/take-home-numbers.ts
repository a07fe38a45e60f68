/** The numbers that a client is told, each with its interval where it has one. */
import type { DotYears, Estimate, Plan } from '@stubble/engine';
import { dayAt, healedOverFresh, toldZone } from '../state/years.ts';
import { type LengthUnit, number, percent, printed, withUnit } from '../words/format.ts';
import { words } from './words.ts';

export interface ToldNumber {
  readonly name: string;
  readonly value: string;
  /** The interval, or why there is none. */
  readonly more: string;
}

const texts = words.takeHome;
const FIVE_YEARS_DAYS = 1826;
/** Beyond this a time is only said to be long: no fade of micropigmentation was measured for more than months. */
const LONGEST_YEARS = 30;

/** @param zones the plan's forecast; what is told of it is the zone that wants a refresh first */
export function toldNumbers(plan: Plan, zones: readonly DotYears[], unit: LengthUnit): readonly ToldNumber[] {
  const { dotModel, zoneAreaCm2, dots, sessions } = plan;
  const hours = (end: 'value' | 'low' | 'high'): number => sessions.reduce((sum, session) => sum + session.hours[end], 0);
  return [
    estimated(texts.area, zoneAreaCm2, unit),
    { name: texts.dots, value: number(dots.count), more: texts.decided },
    { name: texts.sessions, value: number(sessions.length), more: texts.decided },
    estimated(texts.hours, { value: hours('value'), low: hours('low'), high: hours('high'), unit: 'h' }, unit),
    // a dot stays in millimetres for every reader
    estimated(texts.diameter, dotModel.healedDiameterMm, 'mm'),
    ...foretold(toldZone(zones)),
  ];
}

function foretold(zone: DotYears | null): readonly ToldNumber[] {
  if (zone === null) return [];
  return [
    share(texts.healedShare, healedOverFresh(zone)),
    share(texts.yearsShare, dayAt(zone, FIVE_YEARS_DAYS).darkness),
    refresh(zone.firstRefresh),
  ];
}

function estimated(name: string, estimate: Estimate, unit: LengthUnit): ToldNumber {
  const shown = printed(estimate, unit);
  const [low, high] = shown.interval.split('–');
  return { name, value: withUnit(shown.value, shown.unit), more: texts.range(low, high) };
}

function share(name: string, { value, low, high }: Estimate): ToldNumber {
  return { name, value: `${percent(value)}\u00a0%`, more: texts.range(percent(low), percent(high)) };
}

function refresh(firstRefresh: Estimate | null): ToldNumber {
  const years = (time: number): string => (time > LONGEST_YEARS ? texts.moreThan(LONGEST_YEARS) : number(time, 1));
  if (firstRefresh === null) return { name: texts.refresh, value: texts.moreThan(LONGEST_YEARS), more: texts.open };
  return {
    name: texts.refresh,
    value: years(firstRefresh.value),
    more: texts.range(years(firstRefresh.low), years(firstRefresh.high)),
  };
}
