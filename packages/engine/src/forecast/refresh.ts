/**
 * When a refresh is usually wanted, and what refreshes add up to: each puts so many new dots among the old ones that the scalp is as dark as when it first
 * healed, and the old ones stay, wider and paler.
 */
import { DAYS_PER_YEAR, MM2_PER_CM2 } from '../units.ts';
import { HEALED_DAY } from './kinetics.ts';

/** Share of the healed darkness at which a refresh is usually wanted: practice, 50 to 70 %, low confidence. */
export const REFRESH_AT = 0.6;

/** A dot left alone. */
export interface Course {
  darknessAt(atDays: number): number;
  toneAt(atDays: number): number;
  diameterMmAt(atDays: number): number;
  evennessAt(atDays: number): number;
}

export interface Cycle {
  readonly atYears: number;
  readonly darknessBefore: number;
  readonly darkness: number;
  readonly diameterMm: number;
  readonly coverage: number;
  readonly addedDotsPerCm2: number;
}

/** Dots that were put in together: how many for each dot of the first time, and when. */
interface Layer {
  readonly share: number;
  readonly fromDay: number;
}

const STEP_DAYS = DAYS_PER_YEAR / 8;

/** The refreshes of one course, as far as they lie within `longestYears`. */
export function refreshesOf(course: Course, dotsPerCm2: number, count: number, longestYears: number): readonly Cycle[] {
  const layers: Layer[] = [{ share: 1, fromDay: 0 }];
  const cycles: Cycle[] = [];
  const darkness = (day: number): number => layers.reduce((sum, { share, fromDay }) => sum + share * course.darknessAt(day - fromDay), 0);
  let from = HEALED_DAY;
  while (cycles.length < count) {
    const day = firstBelow(darkness, from, longestYears * DAYS_PER_YEAR);
    if (day === null) break;
    const darknessBefore = darkness(day);
    const added = 1 - darknessBefore;
    layers.push({ share: added, fromDay: day });
    from = day + HEALED_DAY;
    const seen = layers.map(({ share, fromDay }) => ({
      share,
      dark: course.darknessAt(from - fromDay),
      mm: course.diameterMmAt(from - fromDay),
    }));
    const inked = seen.reduce((sum, { share, mm }) => sum + (share * dotsPerCm2 * Math.PI * mm ** 2) / 4 / MM2_PER_CM2, 0);
    const weight = seen.reduce((sum, { share, dark }) => sum + share * dark, 0);
    cycles.push({
      atYears: day / DAYS_PER_YEAR,
      darknessBefore,
      darkness: weight,
      diameterMm: seen.reduce((sum, { share, dark, mm }) => sum + share * dark * mm, 0) / weight,
      // dots overlap as chance has it
      coverage: 1 - Math.exp(-inked),
      addedDotsPerCm2: added * dotsPerCm2,
    });
  }
  return cycles;
}

function firstBelow(darkness: (day: number) => number, fromDay: number, lastDay: number): number | null {
  let before = fromDay;
  for (let day = fromDay; day <= lastDay; before = day, day += STEP_DAYS) {
    if (darkness(day) > REFRESH_AT) continue;
    let [low, high] = [before, day];
    for (let round = 0; round < 12; round++) {
      const middle = (low + high) / 2;
      if (darkness(middle) > REFRESH_AT) low = middle;
      else high = middle;
    }
    return high;
  }
  return null;
}
