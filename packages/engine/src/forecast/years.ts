/**
 * A dot's years in numbers: darkness, breadth, colour and evenness at each day, when a refresh is usually wanted, and what refreshes add up to. Intervals
 * are Monte Carlo over the parameters' own, seeded; what was measured on the client weighs the draws by how well they foretold it (Bayes, by importance).
 */
import type { DotModel } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { info, type Note, warning } from '../note.ts';
import { seededRandom } from '../random.ts';
import { dotColours } from '../skin/dot-contrast.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { atDeviation, type Deviations, lifeAt, MIDDLE, someDeviations } from './draws.ts';
import { evennessAt } from './evenness.ts';
import { depositAt, depthAtMm, HEALED_DAY, inkAt, seenMm, stillFresh, widthAt } from './forecast.ts';
import { type Course, REFRESH_AT, refreshesOf } from './refresh.ts';
import { darknessOf, type Looks, looksOf } from './seen.ts';

export interface DotDay {
  readonly atDays: number;
  /** Of a dot's middle, seen in a mirror, against the healed dot; never rising after day 42. */
  readonly darkness: Estimate;
  /** All light that the dot takes, against the healed dot: what counts across a room. Spreading of dense ink can raise it. */
  readonly tone: Estimate;
  readonly diameterMm: Estimate;
  /** Of the dot's middle. */
  readonly lab: readonly [number, number, number];
  /** 1 where all dots are equally dark. */
  readonly evenness: Estimate;
}

export interface Refresh {
  readonly atDays: number;
  readonly atYears: Estimate;
  /** Against the first healed result, just before it. */
  readonly darknessBefore: Estimate;
  /** And once it has healed. */
  readonly darkness: Estimate;
  /** Mean of old and new dots, by how dark they are. */
  readonly diameterMm: Estimate;
  /** Share of the skin under ink of any age, once it has healed. */
  readonly coverage: Estimate;
  readonly addedDotsPerCm2: Estimate;
}

export interface DotYears {
  readonly zone: string;
  readonly sunSedPerYear: Estimate;
  readonly depthMm: Estimate;
  /** Before any refresh. */
  readonly dotsPerCm2: number;
  readonly series: readonly DotDay[];
  /** Years from the last session to the first refresh; null where none is wanted within `LONGEST_YEARS`. */
  readonly firstRefresh: Estimate | null;
  readonly refreshCycles: readonly Refresh[];
  readonly notes: readonly Note[];
}

/** Something seen of the client's own dots, in another session or on a test patch. */
export interface Evidence {
  readonly atDays: number;
  /** Darkness then against darkness at `sinceDays`. */
  readonly ratio: number;
  readonly sinceDays: number;
  /** Relative standard error of the ratio. */
  readonly relativeError: number;
}

export interface YearsRequest {
  readonly zone: string;
  /** In the sun that its place gets. */
  readonly model: DotModel;
  readonly dotsPerCm2: number;
  readonly years: number;
  readonly seed: number;
  readonly evidence?: readonly Evidence[];
}

const DRAWS = 250;
/** Beyond this nothing is said. */
export const LONGEST_YEARS = 60;
const DAYS: readonly number[] = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, HEALED_DAY, 60, 90, 180];

interface Draw {
  readonly weight: number;
  readonly course: Course;
}

interface Weighed {
  readonly draws: readonly Draw[];
  readonly middle: Course;
}

export function dotYears({ zone, model, dotsPerCm2, years, seed, evidence = [] }: YearsRequest): DotYears {
  const { draws, middle } = coursesOf(model, seed, evidence);
  const days = [...DAYS, ...Array.from({ length: Math.floor(years) }, (_, i) => Math.round((i + 1) * DAYS_PER_YEAR))];
  const over = (read: (course: Course) => number, unit: string): Estimate => estimateOver(draws, middle, read, unit);
  const series = days.map(
    (atDays): DotDay => ({
      atDays,
      darkness: over((c) => c.darknessAt(atDays), 'ratio'),
      tone: over((c) => c.toneAt(atDays), 'ratio'),
      diameterMm: over((c) => c.diameterMmAt(atDays), 'mm'),
      lab: dotColours(model.skin, depositAt(model, atDays).deposit).centre.lab,
      evenness: over((c) => c.evennessAt(atDays), 'share'),
    }),
  );
  const { firstRefresh, refreshCycles } = refreshes(draws, middle, dotsPerCm2, CYCLES);
  return {
    zone,
    sunSedPerYear: model.sunSedPerYear,
    depthMm: model.depthMm,
    dotsPerCm2,
    series,
    firstRefresh,
    refreshCycles,
    notes: notesOf(firstRefresh, evidence, effectiveDraws(draws)),
  };
}

/** `firstRefresh` of `dotYears` alone, without evidence. */
export function firstRefreshOf(model: DotModel, seed: number): Estimate | null {
  const { draws, middle } = coursesOf(model, seed, []);
  return refreshes(draws, middle, 0, 1).firstRefresh;
}

function coursesOf(model: DotModel, seed: number, evidence: readonly Evidence[]): Weighed {
  const looks = looksOf(model.skin, depositAt(model, HEALED_DAY).deposit);
  const freshRise = freshRiseOf(model);
  const random = seededRandom(seed, 'life');
  const deviations = Array.from({ length: DRAWS }, () => [random.normal(), random.normal(), random.normal(), ...someDeviations(random)]);
  return weighed(deviations, evidence, (z) => courseOf(model, looks, freshRise, z));
}

/** Years from the last session to the first refresh in the likely course; null where none is wanted within `LONGEST_YEARS`. */
export function likelyRefresh(model: DotModel): number | null {
  const looks = looksOf(model.skin, depositAt(model, HEALED_DAY).deposit);
  const [first] = refreshesOf(courseOf(model, looks, freshRiseOf(model), [0, 0, 0, ...MIDDLE]), 0, 1, LONGEST_YEARS);
  return first?.atYears ?? null;
}

/** @param deviations of depth, of the dose of sun, of the breadth, then of every parameter */
function courseOf(model: DotModel, looks: Looks, freshRise: number, [depthZ, sunZ, breadthZ, ...lifeZ]: Deviations): Course {
  const given: DotModel = {
    ...model,
    depthMm: { ...model.depthMm, value: atDeviation(model.depthMm, depthZ) },
    sunSedPerYear: { ...model.sunSedPerYear, value: atDeviation(model.sunSedPerYear, sunZ) },
  };
  const life = lifeAt(model.life, lifeZ);
  const healedInk = inkAt(HEALED_DAY, given, life);
  const healedDepthMm = depthAtMm(model, HEALED_DAY);
  const seen = (look: Looks['middle'], atDays: number): number => {
    const width = widthAt(atDays, given, life);
    const risen = 1 + ((freshRise - 1) * (healedDepthMm - depthAtMm(model, atDays))) / (healedDepthMm - depthAtMm(model, 0));
    return risen * look(inkAt(atDays, given, life) / healedInk / width ** 2, width);
  };
  const [healedMm, freshMm] = [model.healedDiameterMm, model.freshDiameterMm].map((mm) => atDeviation(mm, breadthZ));
  return {
    darknessAt: neverRising((atDays) => seen(looks.middle, atDays)),
    toneAt: (atDays) => seen(looks.tone, atDays),
    diameterMmAt: (atDays) =>
      atDays < HEALED_DAY
        ? healedMm + (freshMm - healedMm) * stillFresh(atDays)
        : seenMm(healedMm, model.depositDiameterMm, widthAt(atDays, given, life)),
    evennessAt: (atDays) => evennessAt(atDays, given, life),
  };
}

/** How much darker the fresh deposit looks for lying higher. */
function freshRiseOf(model: DotModel): number {
  const { deposit } = depositAt(model, 0);
  return darknessOf(model.skin, deposit) / darknessOf(model.skin, { ...deposit, depthMm: depthAtMm(model, HEALED_DAY) });
}

/** Steps of a course from day 42 on: close together at first. */
const STEPS_DAYS: readonly number[] = [
  ...Array.from({ length: 40 }, (_, i) => i / 4),
  ...Array.from({ length: 20 }, (_, i) => 10 + i / 2),
  ...Array.from({ length: LONGEST_YEARS - 19 }, (_, i) => 20 + i),
].map((years) => HEALED_DAY + years * DAYS_PER_YEAR);

/**
 * Where ink lies so densely that the middle of a dot takes all the light there is, spreading alone lets it take more from round about. That is breadth, and told
 * by `tone`; a dot's darkness is the least that it has had since it healed.
 */
function neverRising(raw: (atDays: number) => number): (atDays: number) => number {
  const least: number[] = [];
  return (atDays) => {
    if (atDays <= HEALED_DAY) return raw(atDays);
    let above = least.length > 0 && STEPS_DAYS[least.length - 1] >= atDays ? 1 : Math.max(1, least.length);
    while (above < STEPS_DAYS.length - 1 && STEPS_DAYS[above] < atDays) above++;
    for (let i = least.length; i <= above; i++) least.push(Math.min(least[i - 1] ?? 1, raw(STEPS_DAYS[i])));
    const share = Math.min(1, (atDays - STEPS_DAYS[above - 1]) / (STEPS_DAYS[above] - STEPS_DAYS[above - 1]));
    return least[above - 1] * (1 - share) + least[above] * share;
  };
}

function weighed(deviations: readonly Deviations[], evidence: readonly Evidence[], courseAt: (z: Deviations) => Course): Weighed {
  const courses = deviations.map(courseAt);
  if (evidence.length === 0) return { draws: courses.map((course) => ({ course, weight: 1 })), middle: courseAt([0, 0, 0, ...MIDDLE]) };
  const logLikelihoods = courses.map((course) => {
    const misses = evidence.map(({ atDays, sinceDays, ratio, relativeError }) => {
      const foretold = course.darknessAt(atDays) / course.darknessAt(sinceDays);
      return Math.log(foretold / ratio) / relativeError;
    });
    return -misses.reduce((sum, miss) => sum + miss ** 2, 0) / 2;
  });
  // relative to the best, so that evidence which no course foretold well still leaves one
  const best = Math.max(...logLikelihoods);
  const draws = courses.map((course, i) => ({ course, weight: Math.exp(logLikelihoods[i] - best) }));
  const total = draws.reduce((sum, { weight }) => sum + weight, 0);
  const mean = deviations[0].map((_, k) => deviations.reduce((sum, z, i) => sum + (z[k] * draws[i].weight) / total, 0));
  return { draws, middle: courseAt(mean) };
}

/** How many draws of equal weight would say as much (Kish 1965). */
function effectiveDraws(draws: readonly Draw[]): number {
  const sum = draws.reduce((total, { weight }) => total + weight, 0);
  return sum ** 2 / draws.reduce((total, { weight }) => total + weight ** 2, 0);
}

/** The middle course's value with the 10 % and 90 % quantiles of the draws, widened where the middle lies outside. */
function estimateOver(draws: readonly Draw[], middle: Course, read: (course: Course) => number, unit: string): Estimate {
  const value = read(middle);
  const [low, high] = quantiles(draws.map(({ course, weight }) => [read(course), weight]));
  return between(value, Math.min(value, low), Math.max(value, high), unit);
}

function quantiles(values: readonly (readonly [value: number, weight: number])[]): readonly [number, number] {
  const sorted = [...values].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const at = (share: number): number => {
    let sum = 0;
    for (const [value, weight] of sorted) {
      sum += weight;
      if (sum >= share * total) return value;
    }
    return sorted[sorted.length - 1][0];
  };
  return [at(0.1), at(0.9)];
}

const CYCLES = 3;

function refreshes(
  draws: readonly Draw[],
  middle: Course,
  dotsPerCm2: number,
  count: number,
): Pick<DotYears, 'firstRefresh' | 'refreshCycles'> {
  const likely = refreshesOf(middle, dotsPerCm2, count, LONGEST_YEARS);
  const all = draws.map(({ course, weight }) => ({ weight, cycles: refreshesOf(course, dotsPerCm2, count, LONGEST_YEARS) }));
  const cycleAt = (k: number): Refresh => {
    const over = (read: (cycle: (typeof likely)[number]) => number, missing: number | null, unit: string): Estimate => {
      const value = read(likely[k]);
      const values = all.flatMap(({ cycles, weight }) =>
        k < cycles.length ? [[read(cycles[k]), weight] as const] : missing === null ? [] : [[missing, weight] as const],
      );
      const [low, high] = values.length === 0 ? [value, value] : quantiles(values);
      return between(value, Math.min(value, low), Math.max(value, high), unit);
    };
    return {
      atDays: Math.round(likely[k].atYears * DAYS_PER_YEAR),
      atYears: over((c) => c.atYears, LONGEST_YEARS, 'years'),
      darknessBefore: over((c) => c.darknessBefore, null, 'ratio'),
      darkness: over((c) => c.darkness, null, 'ratio'),
      diameterMm: over((c) => c.diameterMm, null, 'mm'),
      coverage: over((c) => c.coverage, null, 'share'),
      addedDotsPerCm2: over((c) => c.addedDotsPerCm2, null, '1/cm2'),
    };
  };
  const refreshCycles = likely.map((_, k) => cycleAt(k));
  return { firstRefresh: refreshCycles.length === 0 ? null : refreshCycles[0].atYears, refreshCycles };
}

/** Fewer draws than these tell no interval. */
const FEW_DRAWS = 15;

function notesOf(firstRefresh: Estimate | null, evidence: readonly Evidence[], drawsLeft: number): Note[] {
  const notes: Note[] = [
    info(
      'forecast-is-a-model',
      'No fading of scalp micropigmentation was measured for longer than six months. The forecast comes from what is known of tattoos, of light in skin and of practice; its intervals are as wide as that.',
    ),
  ];
  if (firstRefresh === null)
    notes.push(
      info(
        'no-refresh',
        `Darkness stays above ${Math.round(100 * REFRESH_AT)} % of healed for more than ${LONGEST_YEARS} years: such a dot is not renewed, it is removed.`,
      ),
    );
  else if (firstRefresh.high >= LONGEST_YEARS)
    notes.push(info('refresh-open', `The later end of the first refresh lies beyond ${LONGEST_YEARS} years.`));
  if (evidence.length > 0)
    notes.push(
      info('narrowed-by-evidence', 'What was seen of the client’s own dots weighs the possible courses by how well each foretold it.'),
    );
  if (drawsLeft < FEW_DRAWS)
    notes.push(
      warning(
        'evidence-unforeseen',
        'What was seen of the client’s own dots lies at the edge of what the forecast holds possible: its intervals are too narrow now. Look again at the days and the light of the photos.',
      ),
    );
  return notes;
}
