/** The numbers that a client is told, each with its interval where it has one. */
import type { Estimate, Plan } from '@stubble/engine';
import { type LengthUnit, number, percent, printed, withUnit } from '../words/format.ts';
import { words } from './words.ts';

export interface ToldNumber {
  readonly name: string;
  readonly value: string;
  /** The interval, or why there is none. */
  readonly more: string;
}

const texts = words.takeHome;
const YEARS = 5;
/** Share of the healed darkness at which a refresh is usually wanted, as the report takes it (docs/model.md). */
const REFRESH_AT = 0.6;
/** Beyond this a time is only said to be long: no fade of micropigmentation was measured for more than months. */
const LONGEST_YEARS = 30;

export function toldNumbers(plan: Plan, unit: LengthUnit): readonly ToldNumber[] {
  const { dotModel, zoneAreaCm2, dots, sessions } = plan;
  const { value, low, high } = dotModel.fadePerYear;
  const left = (fade: number): number => Math.exp(-fade * YEARS);
  const hours = (end: 'value' | 'low' | 'high'): number => sessions.reduce((sum, session) => sum + session.hours[end], 0);
  return [
    estimated(texts.area, zoneAreaCm2, unit),
    { name: texts.dots, value: number(dots.count), more: texts.decided },
    { name: texts.sessions, value: number(sessions.length), more: texts.decided },
    estimated(texts.hours, { value: hours('value'), low: hours('low'), high: hours('high'), unit: 'h' }, unit),
    // a dot stays in millimetres for every reader
    estimated(texts.diameter, dotModel.healedDiameterMm, 'mm'),
    share(texts.healedShare, dotModel.healedOverFreshDarkness),
    share(texts.yearsShare, { value: left(value), low: left(high), high: left(low), unit: 'share' }),
    { name: texts.refresh, value: years(value), more: texts.range(years(high), years(low)) },
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

/** From healed to the refresh, −ln 0.6 / k. */
function years(fadePerYear: number): string {
  const time = fadePerYear > 0 ? -Math.log(REFRESH_AT) / fadePerYear : Number.POSITIVE_INFINITY;
  return time > LONGEST_YEARS ? texts.moreThan(LONGEST_YEARS) : number(time, 1);
}
