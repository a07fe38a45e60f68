/** The years ahead, computed apart from the planner, so that pictures and plans do not wait for them. */
import './no-eval.ts';
import {
  between,
  type Charts,
  comparisonOf,
  type DotYears,
  givenPerson,
  type HairLoss,
  type HairLossRequest,
  HEALED_DAY,
  loadCharts,
  type Person,
  PLAN_YEARS,
  type Plan,
  PRESETS,
  personOf,
  planFuture,
  presetDot,
  REFRESH_AT,
  type Refresh,
  rememberedLoss,
  SPEEDS,
  surfaceGeometry,
  yearsOfDot,
  yearsOfPlan,
} from '@stubble/engine';
import { expose } from 'comlink';
import type { Polygon } from '../state/inputs.ts';
import { dayAt } from '../state/years.ts';
import type { Drawing, Foreseen, Foresight, PresetSeen } from './foresight-api.ts';
import { hairCourses } from './hair-courses.ts';

const CALENDAR_YEARS = 25;
/** Ink on more of the skin than this reads as a painted surface on fair skin: practice, low confidence. */
const PAINTED_SHARE = 0.1;
/** As many as give the answer in a few seconds. */
const FOLLICLES = 2000;
const FUTURE_YEARS = 20;

let charts: Promise<Charts> | null = null;
let generation = 0;

const foresight: Foresight = {
  async draw(drawing, widthPx) {
    charts ??= loadCharts();
    return drawn(await charts, drawing, widthPx);
  },
  async years(basis, evidence) {
    return yearsOfPlan(basis, PLAN_YEARS, evidence);
  },
  async presets(type) {
    return PRESETS.map((preset): PresetSeen => {
      const { dot, says } = presetDot(preset, type);
      return { preset, says, years: yearsOfDot(dot, PLAN_YEARS, 1, [], preset) };
    });
  },
  async future(plan, dots, onShare) {
    const mine = ++generation;
    const { person, notes } = personOf(plan, givenPerson(plan));
    const requests = requestsOf(person, plan.seed);
    for (const [done, request] of requests.entries()) {
      onShare?.(done / (requests.length + 2));
      await breath();
      if (mine !== generation) return null;
      losing(request);
    }
    const future = planFuture(plan, dots, person, losing, plan.seed);
    onShare?.((requests.length + 1) / (requests.length + 2));
    await breath();
    if (mine !== generation) return null;
    const comparison = comparisonOf(plan, person, losing);
    const hair = Object.fromEntries(SPEEDS.map((speed) => [speed, hairCourses(person, speed, losing, FUTURE_YEARS, plan.seed)]));
    return {
      person,
      personNotes: notes,
      hair: hair as Foreseen['hair'],
      future,
      reachPx: future.reach === null ? null : inPhoto(plan, future.reach.designZone),
      comparison,
    };
  },
};

/**
 * What the plan's future will ask for: each is computed with a breath before it, in which a later call can take over. One medicine stands for all: they are
 * followed together.
 */
function requestsOf({ sex, ageYears, stage, variant }: Person, seed: number): readonly HairLossRequest[] {
  const base = { sex, ageYears: ageYears.value, variant, years: FUTURE_YEARS, seed };
  return [
    ...SPEEDS.flatMap((speed) => (['none', 'both'] as const).map((treatment) => ({ ...base, stage: stage.value, speed, treatment }))),
    ...[stage.low, stage.high].map((end) => ({ ...base, stage: end, speed: 'average' as const, treatment: 'none' as const })),
  ];
}

/** People asked about before are remembered: another zone on the same head needs no new ones. */
const remembered = rememberedLoss();

function losing(request: HairLossRequest): HairLoss {
  return remembered({ ...request, folliclesPerRegion: FOLLICLES });
}

function inPhoto({ surface }: Plan, zoneMm: Polygon): Polygon | null {
  const { toPhoto } = surfaceGeometry(surface);
  const seen = zoneMm.flatMap(([xMm, yMm]): Polygon => {
    const at = toPhoto(xMm, yMm);
    return at === null ? [] : [[at[0], at[1]]];
  });
  return seen.length < 3 ? null : seen;
}

function drawn(of: Charts, drawing: Drawing, widthPx: number): string {
  switch (drawing.chart) {
    case 'fade':
      return of.fadeChart({ zones: drawing.zones, refreshAt: REFRESH_AT, years: PLAN_YEARS }, widthPx);
    case 'healing':
      return of.healingChart(drawing.zone.series, widthPx);
    case 'refreshes': {
      const zones = drawing.zones.map(({ zone, refreshCycles }) => ({ zone, refreshes: refreshCycles.map(({ atYears }) => atYears) }));
      return of.refreshCalendar({ zones, years: CALENDAR_YEARS }, widthPx);
    }
    case 'accumulation':
      return of.accumulationChart([healedCycle(drawing.zone), ...drawing.zone.refreshCycles], PAINTED_SHARE, widthPx);
    case 'progression':
      return of.progressionChart({ groups: drawing.groups }, widthPx);
    case 'comparison':
      return of.comparisonChart({ options: drawing.options }, widthPx);
    case 'cost':
      return of.costChart({ options: drawing.options, date: drawing.pricesOf }, widthPx);
    case 'reach':
      return of.reachChart({ scenarios: drawing.scenarios }, widthPx);
  }
}

/** What the sessions themselves leave, as the first entry of what refreshes add up to. */
function healedCycle(zone: DotYears): Pick<Refresh, 'atDays' | 'darkness' | 'diameterMm' | 'coverage'> {
  const { darkness, diameterMm } = dayAt(zone, HEALED_DAY);
  // dots overlap as chance has it
  const covered = (mm: number): number => 1 - Math.exp((-zone.dotsPerCm2 * Math.PI * mm ** 2) / 400);
  const { value, low, high } = diameterMm;
  return { atDays: HEALED_DAY, darkness, diameterMm, coverage: between(covered(value), covered(low), covered(high), 'share') };
}

function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

expose(foresight);
