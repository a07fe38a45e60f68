/** From the tallies of a region's people to its years: the mean of all with the 80 % band between people, relative to today. */
import { between, type Estimate } from '../estimate.ts';
import { agedShare, VISIBLE_UM } from './biology.ts';
import { lyingCoverage, stubbleCoverage } from './looks.ts';
import type { Tally } from './tally.ts';
import type { HairLossYear } from './terms.ts';

export interface RegionState {
  readonly ageYears: number;
  readonly years: number;
  /** Hairs on a square millimetre that one follicle of a tally stands for. */
  readonly perMm2: number;
  /** Terminal hairs left today, of the healthy density. */
  readonly terminalLeft: number;
}

type Sums = { readonly [K in 'all' | 'visible' | 'terminal' | 'growing' | 'diameter' | 'squared' | 'growth' | 'units']: number };
type Figure = (now: Sums, today: Sums, atYears: number) => number;

/**
 * @param untreated one tally a person, all with the same number of follicles
 * @param treated the same people under treatment; null: the untreated are the answer
 */
export function seriesOf(state: RegionState, untreated: readonly Tally[], treated: readonly Tally[] | null): readonly HairLossYear[] {
  const { ageYears, perMm2, terminalLeft } = state;
  const aged = (atYears: number): number => agedShare(ageYears + atYears);
  const left = (atYears: number): number => aged(atYears) / aged(0);
  const lying = (sums: Sums, atYears: number): number => lyingCoverage((perMm2 * aged(atYears) * sums.diameter) / 1e3);
  const stubble = (sums: Sums, atYears: number): number =>
    stubbleCoverage((perMm2 * aged(atYears) * sums.diameter) / 1e3, (perMm2 * aged(atYears) * sums.squared) / 1e6);
  const counted =
    (name: keyof Sums): Figure =>
    (now, today, atYears) =>
      left(atYears) * ratio(now[name], today[name]);

  // without a treatment nothing grows back in this model: a rise would be chance in the sample
  const falling = (figure: Figure, today: number = 1, unit: string = 'relative'): readonly Estimate[] => {
    const none = fallen(bandsOf(figure, today, state.years, untreated, null));
    const bands = treated === null ? none : bandsOf(figure, today, state.years, treated, untreated).map((band, k) => above(band, none[k]));
    return bands.map((b) => toEstimate(b, unit));
  };
  const free = (figure: Figure, today: number = 1, unit: string = 'relative'): readonly Estimate[] =>
    bandsOf(figure, today, state.years, treated ?? untreated, null).map((b) => toEstimate(b, unit));

  const visibleCount = falling(counted('visible'));
  const coverage = falling((now, today, t) => ratio(lying(now, t), lying(today, 0)));
  const shavedCoverage = falling((now, today, t) => ratio(stubble(now, t), stubble(today, 0)));
  const hairMass = falling(counted('growth'));
  const terminalOfHealthy = falling((now, today, t) => terminalLeft * left(t) * ratio(now.terminal, today.terminal), terminalLeft, 'share');
  const allHairCount = falling(counted('all'));
  const unitCount = falling(counted('units'));
  const terminalShare = free((now, today) => ratio(ratio(now.terminal, now.visible), ratio(today.terminal, today.visible)));
  const meanDiameterUm = free((now) => ratio(now.diameter, now.visible), VISIBLE_UM, 'um');
  const anagenShare = free((now) => ratio(now.growing, now.all), 0.5, 'share');
  return visibleCount.map((visible, atYears) => ({
    atYears,
    visibleCount: visible,
    coverage: coverage[atYears],
    shavedCoverage: shavedCoverage[atYears],
    hairMass: hairMass[atYears],
    terminalShare: terminalShare[atYears],
    meanDiameterUm: meanDiameterUm[atYears],
    terminalOfHealthy: terminalOfHealthy[atYears],
    allHairCount: allHairCount[atYears],
    unitCount: unitCount[atYears],
    anagenShare: anagenShare[atYears],
  }));
}

interface Band {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A figure in each year: of all people's hair together, and the 10 and 90 % quantiles between people, widened to hold it where they do not.
 * People in whose sample no such hair is left today tell nothing.
 * @param unknown the figure where no one tells anything
 * @param least people below whom nobody may fall
 */
function bandsOf(
  figure: Figure,
  unknown: number,
  years: number,
  tallies: readonly Tally[],
  least: readonly Tally[] | null,
): readonly Band[] {
  const everyone = Array.from({ length: years + 1 }, (_, t) => together(tallies, t));
  return everyone.map((now, t) => {
    const own = (tally: Tally): number => figure(at(tally, t), at(tally, 0), t);
    const each = tallies.map((tally, k) => (least === null ? own(tally) : Math.max(own(tally), own(least[k])))).filter(Number.isFinite);
    const all = figure(now, everyone[0], t);
    const value = Number.isFinite(all) ? all : unknown;
    if (each.length < 2) return { value, low: value, high: value };
    each.sort((a, b) => a - b);
    return { value, low: Math.min(value, shareOf(each, 0.1)), high: Math.max(value, shareOf(each, 0.9)) };
  });
}

function fallen(bands: readonly Band[]): readonly Band[] {
  const out: Band[] = [];
  for (const band of bands) {
    const before = out.at(-1) ?? band;
    out.push({
      value: Math.min(before.value, band.value),
      low: Math.min(before.low, band.low),
      high: Math.min(before.high, band.high),
    });
  }
  return out;
}

function above(band: Band, least: Band): Band {
  return { value: Math.max(band.value, least.value), low: Math.max(band.low, least.low), high: Math.max(band.high, least.high) };
}

function toEstimate({ value, low, high }: Band, unit: string): Estimate {
  return between(value, low, high, unit);
}

/** NaN where there is nothing to compare with. */
function ratio(part: number, whole: number): number {
  return part / whole;
}

function at(tally: Tally, step: number): Sums {
  return {
    all: tally.all[step],
    visible: tally.visible[step],
    terminal: tally.terminal[step],
    growing: tally.growing[step],
    diameter: tally.diameter[step],
    squared: tally.squared[step],
    growth: tally.growth[step],
    units: tally.units[step],
  };
}

/** Sums of the mean person. */
function together(tallies: readonly Tally[], step: number): Sums {
  const mean = (name: keyof Sums): number => tallies.reduce((sum, tally) => sum + tally[name][step], 0) / tallies.length;
  return {
    all: mean('all'),
    visible: mean('visible'),
    terminal: mean('terminal'),
    growing: mean('growing'),
    diameter: mean('diameter'),
    squared: mean('squared'),
    growth: mean('growth'),
    units: mean('units'),
  };
}

function shareOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.min(Math.floor(place), sorted.length - 2);
  return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - below);
}
