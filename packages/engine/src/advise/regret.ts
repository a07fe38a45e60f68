/** How much a plan may come to be regretted: one number with its parts. A scale of ours for comparing plans, no measurement of anybody's regret. */
import { between, type Estimate } from '../estimate.ts';
import { steadyExp, steadyLog } from '../steady-math.ts';
import { ENDS, type End } from './course.ts';
import type { Figures } from './figures.ts';

export const YEARS = [5, 10, 20] as const;
/** What is near weighs more: by year 5 most have been back for a refresh (1.5 to 6 years [P]) and may change the plan then [A]. */
const YEAR_WEIGHT: Readonly<Record<(typeof YEARS)[number], number>> = { 5: 0.5, 10: 0.3, 20: 0.2 };

export interface Regret {
  /** 0 nothing to regret .. 100. */
  readonly value: Estimate;
  /** `value` 0..100, weights together 1: the regret is the sum of their products. */
  readonly parts: readonly { readonly name: PartName; readonly value: number; readonly weight: number; readonly says: string }[];
}

export type PartName = 'reach' | 'alone' | 'tone' | 'cost';

/** The figures of one year at all ends of the band. */
export type YearFigures = Readonly<Record<End, Figures>>;

export interface PartContext {
  readonly dots: number;
}

/** Prices of a session in USD: 400 to 1000 (clinic pages of 2024–25) [P]. */
export const SESSION_USD = { low: 400, value: 700, high: 1000 };
/** Parts: how much each weighs [A]; loss past the edge is what nothing but more ink puts right. */
const WEIGHT: Readonly<Record<PartName, number>> = { reach: 0.6, alone: 0.1, tone: 0.15, cost: 0.15 };
/**
 * Reach goes with the logarithm, from 5 cm² past the edge, the mark for a flag, to 250, the bald top of a head (stages VI to VII) [P]: so another
 * square centimetre always counts. The others have reached 63 % at these [A]; a full head costs about 3000 USD (1500–4500) [P].
 */
const REACH_CM2 = { flag: 5, most: 250 };
const SCALE = { aloneShare: 0.3, costUsd: 3000 };
/** A ratio of 4 is the worst that is told apart. */
const TONE_WORST_LN = steadyLog(4);

/** @param years in the order of YEARS */
export function regretOf(years: readonly YearFigures[], { dots }: PartContext): Regret {
  const names = ['reach', 'alone', 'tone', 'cost'] as const;
  const scoreAt = (name: PartName, end: End): number =>
    100 * YEARS.reduce((sum, year, k) => sum + YEAR_WEIGHT[year] * (dots === 0 ? 0 : score(name, years[k][end], dots)), 0);
  const parts = names.map((name) => ({ name, value: scoreAt(name, 'likely'), weight: WEIGHT[name], says: says(name, years, dots) }));
  const [least, likely, most] = ENDS.map((end) => names.reduce((sum, name) => sum + WEIGHT[name] * scoreAt(name, end), 0));
  return { value: between(likely, Math.min(least, likely), Math.max(likely, most), 'of 100'), parts };
}

/** The mean of several regrets by their probability; `low` and `high` are the caller's to know. */
export function meanRegret(
  of: readonly { readonly regret: Regret; readonly probability: number }[],
  low: number,
  high: number,
  saysOf: Regret,
): Regret {
  const mean = (partOf: (regret: Regret) => number): number =>
    of.reduce((sum, { regret, probability }) => sum + probability * partOf(regret), 0);
  const value = mean((regret) => regret.value.value);
  return {
    value: between(value, Math.min(low, value), Math.max(high, value), 'of 100'),
    parts: saysOf.parts.map((part, k) => ({ ...part, value: mean((regret) => regret.parts[k].value) })),
  };
}

/** 0..1, rising with the loss. */
function score(name: PartName, figures: Figures, dots: number): number {
  switch (name) {
    case 'reach':
      return Math.min(1, steadyLog(1 + missedCm2(figures) / REACH_CM2.flag) / steadyLog(1 + REACH_CM2.most / REACH_CM2.flag));
    case 'alone':
      return filled(figures.lonelyDots / dots / SCALE.aloneShare);
    case 'tone':
      return steadyLog(figures.toneRatio) / TONE_WORST_LN;
    case 'cost':
      return filled((figures.sessions * SESSION_USD.value) / SCALE.costUsd);
  }
}

/** Scalp within the zone that holds no dots when it goes bare is planned for but not inked: it counts a quarter, as the ink that it wants counts as cost [A]. */
function missedCm2({ bareOutsideCm2, undottedInsideCm2 }: Figures): number {
  return bareOutsideCm2 + undottedInsideCm2 / 4;
}

function filled(x: number): number {
  return 1 - steadyExp(-x);
}

function says(name: PartName, years: readonly YearFigures[], dots: number): string {
  if (dots === 0) return 'Nothing is inked, so nothing can be regretted.';
  const each = (of: (figures: Figures) => string): string => {
    const words = years.map((year) => of(year.likely));
    return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
  };
  const when = `in ${YEARS.slice(0, -1).join(', ')} and ${YEARS[YEARS.length - 1]} years`;
  switch (name) {
    case 'reach':
      return `Scalp that goes bare outside the inked zone: ${each((f) => f.bareOutsideCm2.toFixed(0))} cm² ${when}; within it, where dots are missing: ${each((f) => f.undottedInsideCm2.toFixed(0))} cm².`;
    case 'alone':
      return `Dots that then stand at the edge with bare scalp beyond: ${each((f) => f.lonelyDots.toFixed(0))} of ${dots} ${when}.`;
    case 'tone':
      return `Ink and hair within the edge over the hair left in the ring outside, 1 being a match: ${each((f) => f.toneRatio.toFixed(1))} ${when}.`;
    case 'cost':
      return `To follow the loss with ink takes about ${each((f) => f.sessions.toFixed(1))} more sessions ${when}, refreshes not counted.`;
  }
}
