/** All that is foreseen beside the dots themselves: whose head it is, its own hair, the plan against both, and what else could be done. */
import { type Comparison, compareOptions } from '../compare/compare.ts';
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { HEALED_DAY } from '../forecast/forecast.ts';
import { firstToRefresh, yearsOfDot, yearsOfPlan } from '../forecast/outlook.ts';
import { presetDot } from '../forecast/presets.ts';
import type { DotYears } from '../forecast/years.ts';
import { rememberedLoss } from '../hairloss/remembered.ts';
import { type HairLoss, type HairLossRequest, LAST_STAGE, type Speed, TREATMENTS, type Treatment } from '../hairloss/terms.ts';
import type { Note } from '../note.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { type PlanFuture, planFuture } from './future.ts';
import { type Person, personOf } from './stage.ts';

export interface FutureOutlook {
  readonly person: Person;
  /** What of the person was read, given or assumed. */
  readonly personNotes: readonly Note[];
  /** That of `loss` and `comparison`. */
  readonly speed: Speed;
  /** The own hair at 0, 1, … 20 years. */
  readonly loss: Readonly<Record<Treatment, HairLoss>>;
  readonly future: PlanFuture;
  readonly comparison: Comparison;
}

const SPEED = 'average';
/** So far the plan is held against the hair; options are compared over half of it, as prices are told for ten years. */
const HAIR_YEARS = 20;
const COMPARED_YEARS = 10;
/** As many as `planFuture` asks for, so that its answers serve here too. */
const FOLLICLES = 2000;
/** A skin type that is neither fair nor dark, where none is given. */
const USUAL_SKIN = 'III';

/**
 * The outlook of a plan. Takes a second or two; the same plan gives the same.
 * @param loss the model of hair loss; some questions are put to it again
 */
export function outlookOf(plan: Plan, dots: DotColumns, loss: (request: HairLossRequest) => HairLoss = rememberedLoss()): FutureOutlook {
  const { person, notes } = personOf(plan, givenPerson(plan));
  const future = planFuture(plan, dots, person, loss, plan.seed);
  const request = hairRequest(person, plan.seed);
  const courses = TREATMENTS.map((treatment) => [treatment, loss({ ...request, treatment })] as const);
  return {
    person,
    personNotes: notes,
    speed: SPEED,
    loss: Object.fromEntries(courses) as FutureOutlook['loss'],
    future,
    comparison: comparisonOf(plan, person, loss),
  };
}

/** What was said of the client; a stage beyond the last of her scale is the last. */
export function givenPerson({ options: { person } }: Plan): Parameters<typeof personOf>[1] {
  if (person === undefined) return {};
  const { sex, ageYears, stage } = person;
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(ageYears === undefined ? {} : { ageYears }),
    ...(stage === undefined ? {} : { stage: Math.min(stage, LAST_STAGE[sex ?? 'male']) }),
  };
}

/** This plan's ink beside what else could be done, over ten years of the average course. */
export function comparisonOf(plan: Plan, person: Person, loss: (request: HairLossRequest) => HairLoss): Comparison {
  const request = hairRequest(person, plan.seed);
  const zones = plan.forecast ?? yearsOfPlan(plan);
  const told = firstToRefresh(zones) ?? zones[0];
  const { dot } = presetDot('tattoo', plan.options.skinType ?? USUAL_SKIN);
  const tattoo = yearsOfDot({ ...dot, sunSedPerYear: plan.dotModel.sunSedPerYear }, COMPARED_YEARS, plan.seed);
  return compareOptions({
    request: { ...request, years: COMPARED_YEARS },
    loss: (treatment) => loss({ ...request, treatment }),
    smpDarkness: yearly((year) => (told === undefined ? NO_INK : refreshedTone(told, year))),
    tattooDarkness: yearly((year) => toneAt(tattoo, year)),
  });
}

const NO_INK = between(0, 0, 0, 'ratio');

function hairRequest({ sex, ageYears, stage, variant }: Person, seed: number): Omit<HairLossRequest, 'treatment'> {
  return {
    sex,
    ageYears: ageYears.value,
    stage: stage.value,
    variant,
    years: HAIR_YEARS,
    speed: SPEED,
    folliclesPerRegion: FOLLICLES,
    seed,
  };
}

function yearly(at: (year: number) => Estimate): readonly Estimate[] {
  return Array.from({ length: COMPARED_YEARS + 1 }, (_, year) => at(year));
}

/** Each refresh brings the scalp back to the tone of the first healed result, from which it fades again. */
function refreshedTone(zone: DotYears, year: number): Estimate {
  const last = zone.refreshCycles.findLast(({ atYears }) => atYears.value <= year)?.atYears.value ?? 0;
  return toneAt(zone, year - last);
}

/** Against the healed dot, years after the session; what has not healed yet counts as healed. */
function toneAt({ series }: DotYears, years: number): Estimate {
  const atDays = Math.max(HEALED_DAY, years * DAYS_PER_YEAR);
  const next = series.findIndex((day) => day.atDays >= atDays);
  if (next <= 0) return series[next === 0 ? 0 : series.length - 1].tone;
  const [before, after] = [series[next - 1], series[next]];
  const share = (atDays - before.atDays) / (after.atDays - before.atDays);
  const mixed = (end: 'value' | 'low' | 'high'): number => before.tone[end] * (1 - share) + after.tone[end] * share;
  return between(mixed('value'), mixed('low'), mixed('high'), 'ratio');
}
