/**
 * The sun that a scalp gets in a year, in standard erythemal doses (SED, 100 J/m²), from where and how a person lives. Carbon itself hardly bleaches; that
 * sun speeds the loss is what practice says, and the dose is only the handle by which it is asked for.
 */
import type { ZoneName } from '../document/schema.ts';
import { between, type Estimate, withRelativeError } from '../estimate.ts';

export interface SunHabits {
  /** Degrees from the equator. */
  readonly latitudeDegrees: number;
  /** By daylight, a year's mean. */
  readonly outdoorHoursPerDay: number;
  /** Share of that time under a hat, 0..1. */
  readonly hat: number;
  /** Share of that time under sunscreen, 0..1. */
  readonly sunscreen: number;
}

/**
 * Yearly dose of level ground, SED: a bell over latitude [A] that gives 5,200 at 50° and 12,600 at 27°. Indoor workers get about 3 % of it (100 to 200 SED in
 * Europe), farm workers in Queensland about a third (4,000 SED on the forehead, Wong 1996).
 */
const AMBIENT = { equatorSed: 18_000, widthDegrees: 45 };
/** Hours of daylight that hold the day's dose. */
const EFFECTIVE_HOURS = 8;
/** An uncovered vertex lies nearly level: 0.8 to 1 of the ground (headforms). */
const VERTEX = 0.85;
/** What is let through: a hat leaves a sixth to a tenth (Wong 1996), sunscreen as people spread it a third [P]. */
const THROUGH = { hat: 0.12, sunscreen: 0.35 };
/** Habits are guesses, and years differ. */
const HABITS_RELATIVE_ERROR = 0.4;
/** Dose by place on the head, of the vertex: the top faces the sky, the front and the slope of the crown less [A, from headforms]. */
const PLACE: Readonly<Record<ZoneName, number>> = { hairline: 0.7, frontal: 0.85, 'mid-scalp': 1, crown: 0.9 };
/** Hair gives a protection factor of 5 to 17 (Parisi 2009). */
const HAIR_FACTOR = 9;

/** Dose of the bare vertex. RangeError for shares outside 0..1 and the like. */
export function yearlyDose({ latitudeDegrees, outdoorHoursPerDay, hat, sunscreen }: SunHabits): Estimate {
  for (const [name, share] of [
    ['hat', hat],
    ['sunscreen', sunscreen],
  ] as const)
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} ${share} is no share`);
  if (!(Math.abs(latitudeDegrees) <= 90)) throw new RangeError(`latitude ${latitudeDegrees}`);
  if (!(outdoorHoursPerDay >= 0 && outdoorHoursPerDay <= 24)) throw new RangeError(`${outdoorHoursPerDay} hours a day`);
  const ambient = AMBIENT.equatorSed * Math.exp(-((latitudeDegrees / AMBIENT.widthDegrees) ** 2));
  const outside = Math.min(1, outdoorHoursPerDay / EFFECTIVE_HOURS);
  const passed = (share: number, through: number): number => 1 - share * (1 - through);
  const dose = ambient * outside * VERTEX * passed(hat, THROUGH.hat) * passed(sunscreen, THROUGH.sunscreen);
  return dose === 0 ? between(0, 0, 0, 'SED/year') : withRelativeError(dose, HABITS_RELATIVE_ERROR, 'SED/year');
}

/** Share of the vertex's dose that reaches the skin of a place through its hair. @param hairCoverage 0..1, 0 where the head is shaved */
export function doseShare(zones: readonly ZoneName[], hairCoverage: number): number {
  const place = zones.length === 0 ? 1 : zones.reduce((sum, zone) => sum + PLACE[zone], 0) / zones.length;
  return place * (1 - hairCoverage * (1 - 1 / HAIR_FACTOR));
}
