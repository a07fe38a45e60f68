/** The plan against the future: the scalp and its plan run forward with no treatment and with each, at each speed, and a plan that reaches further. */
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import { between, type Estimate } from '../estimate.ts';
import { type HairLossRequest, SPEEDS, type Speed, TREATMENTS, type Treatment } from '../hairloss/terms.ts';
import { info, type Note, refusal, warning } from '../note.ts';
import type { Polygon } from '../polygon.ts';
import { type Course, courseFrom, ENDS, type End, type TerminalLoss } from './course.ts';
import type { Figures } from './figures.ts';
import { type HeadGrid, headGrid, showsHead } from './head-grid.ts';
import { DENSE_RATIO, type Ink, inkOf } from './ink.ts';
import { bareCm2, widerZone } from './reach.ts';
import { meanRegret, type Regret, regretOf, SESSION_USD, YEARS, type YearFigures } from './regret.ts';
import type { Person } from './stage.ts';
import { hairToday } from './today.ts';
import { figuresOf } from './years.ts';

export interface PlanFuture {
  readonly person: Person;
  readonly scenarios: readonly Scenario[];
  /** Without treatment, over the speeds by their probability. */
  readonly regret: Regret;
  /** Null where nothing is to be added. */
  readonly reach: Reach | null;
  readonly notes: readonly Note[];
}

export interface Scenario {
  readonly treatment: Treatment;
  readonly speed: Speed;
  /** At 5, 10 and 20 years. */
  readonly years: readonly FutureYear[];
  readonly regret: Regret;
}

/** Areas are of skin that was not bare today and then is: below about 35 % of healthy terminal hair. */
export interface FutureYear {
  readonly atYears: number;
  readonly bareOutsideInkCm2: Estimate;
  readonly bareInsideInkCm2: Estimate;
  readonly lonelyDots: Estimate;
  /** Ink and hair within the edge over hair in the ring outside, as dots and units per area; 1 is a match. What has greyed is no dark hair. */
  readonly toneMismatch: Estimate;
  readonly extensionDots: Estimate;
  readonly extensionSessions: Estimate;
  readonly extensionUsd: Estimate;
}

export interface Reach {
  readonly zoneMm: readonly Polygon[];
  readonly addedCm2: Estimate;
  readonly addedDots: Estimate;
  readonly untilYears: number;
  readonly speed: Speed;
  readonly regretThen: Regret;
  /** For the zone of a design file of unit `mm`: what this photo shows of it, in one outline. */
  readonly designZone: Polygon;
}

/** What is needed of the model of hair loss; `hairLoss` is one. */
type Loss = TerminalLoss & { readonly notes: readonly Note[] };

/** Follicles asked for in each region: twelve and more outlooks in a few seconds. */
const FOLLICLES = 2000;
const LONGEST_YEARS = YEARS[YEARS.length - 1];
/** How fast an unknown client loses hair [A]. */
const SPEED_PROBABILITY: Readonly<Record<Speed, number>> = { slow: 0.25, average: 0.5, fast: 0.25 };
/** A trace of ink may be seen for 20 years and more [P], and the average course is the likeliest: so far a plan should reach. */
const REACH = { untilYears: 20, speed: 'average' } as const;
/** Mark for a warning: so much past the edge at 5 years [A]. */
const FLAG_REACH_CM2 = 5;

/**
 * @param loss the model of hair loss; asked for each speed with each treatment, and for the ends of the stage
 * @param seed of the model
 */
export function planFuture(
  plan: Plan,
  dots: DotColumns,
  person: Person,
  loss: (request: HairLossRequest) => Loss,
  seed: number,
): PlanFuture {
  if (!showsHead(plan)) return noFuture(person);
  const grid = headGrid(plan);
  const today = hairToday(plan, grid);
  const ask = (speed: Speed, treatment: Treatment, stage: number = person.stage.value): Loss =>
    loss({
      sex: person.sex,
      ageYears: person.ageYears.value,
      stage,
      variant: person.variant,
      years: LONGEST_YEARS,
      speed,
      treatment,
      folliclesPerRegion: FOLLICLES,
      seed,
    });
  const likeliest = ask(REACH.speed, 'none');
  const course = courseFrom(grid, today, likeliest);
  const ink = inkOf(plan, dots, grid);
  const asPlanned = figuresOf(grid, person, course, ink);
  const area = areaErrorOf(plan);

  const scenarios = TREATMENTS.flatMap((treatment) =>
    SPEEDS.map((speed) => {
      const losing = treatment === 'none' && speed === REACH.speed ? likeliest : ask(speed, treatment);
      const years = asPlanned(losing);
      return {
        losing,
        years,
        scenario: {
          treatment,
          speed,
          years: years.map((year, k) => futureYear(year, YEARS[k], area)),
          regret: regretOf(years, { dots: dots.count }),
        },
      };
    }),
  );
  const untreated = scenarios.filter(({ scenario }) => scenario.treatment === 'none');
  const stageEnds = [person.stage.low, person.stage.high].map((stage) => {
    const there = stage === person.stage.value ? likeliest : ask(REACH.speed, 'none', stage);
    return { losing: there, course: courseFrom(grid, today, there) };
  });
  const headline = (of: Ink, count: number): Regret => {
    const figures = figuresOf(grid, person, course, of);
    const regrets = untreated.map(({ losing, scenario }) => ({
      regret: regretOf(figures(losing), { dots: count }),
      probability: SPEED_PROBABILITY[scenario.speed],
    }));
    const ends = stageEnds.map((end) => regretOf(figuresOf(grid, person, end.course, of)(end.losing), { dots: count }).value.value);
    // a tenth of all that can happen lies below the middle of the slow course, and a tenth above that of the fast one: they have a quarter each
    const values = [...regrets.map(({ regret }) => regret.value.value), ...ends];
    const average = regrets[SPEEDS.indexOf(REACH.speed)].regret;
    return meanRegret(regrets, Math.min(...values), Math.max(...values), average);
  };
  const regret = headline(ink, dots.count);
  const reach = dots.count === 0 ? null : reachOf(plan, grid, ink, course, likeliest, dots.count, headline);
  const average = untreated[SPEEDS.indexOf(REACH.speed)];
  return {
    person,
    scenarios: scenarios.map(({ scenario }) => scenario),
    regret,
    reach,
    notes: [...notesOn(dots, average.years, reach), ...likeliest.notes],
  };
}

function noFuture(person: Person): PlanFuture {
  const note = refusal(
    'future-of-a-patch',
    'This picture does not show where on a head the scalp lies, or its scale is not that of a head: the plan is not held against the future.',
  );
  return { person, scenarios: [], regret: regretOf([], { dots: 0 }), reach: null, notes: [note] };
}

function futureYear(year: YearFigures, atYears: number, area: AreaError): FutureYear {
  const band = (of: (figures: Figures) => number, unit: string): Estimate => {
    const values = ENDS.map((end) => of(year[end]));
    return between(values[1], Math.min(...values), Math.max(...values), unit);
  };
  const sessions = band((f) => f.sessions, 'sessions');
  return {
    atYears,
    bareOutsideInkCm2: wider(
      band((f) => f.bareOutsideCm2, 'cm2'),
      area,
    ),
    bareInsideInkCm2: wider(
      band((f) => f.bareInsideCm2, 'cm2'),
      area,
    ),
    lonelyDots: band((f) => f.lonelyDots, 'dots'),
    toneMismatch: band((f) => f.toneRatio, 'ratio'),
    extensionDots: band((f) => f.extensionDots, 'dots'),
    extensionSessions: sessions,
    extensionUsd: between(sessions.value * SESSION_USD.value, sessions.low * SESSION_USD.low, sessions.high * SESSION_USD.high, 'USD'),
  };
}

/** What the scale leaves open in areas, as factors: that of the plan's own zone. */
interface AreaError {
  readonly low: number;
  readonly high: number;
}

function areaErrorOf({ zoneAreaCm2: { value, low, high } }: Plan): AreaError {
  return value > 0 ? { low: low / value, high: high / value } : { low: 1, high: 1 };
}

function wider({ value, low, high, unit }: Estimate, area: AreaError): Estimate {
  return between(value, low * area.low, high * area.high, unit);
}

function reachOf(
  plan: Plan,
  grid: HeadGrid,
  ink: Ink,
  course: Course,
  losing: TerminalLoss,
  count: number,
  headline: (ink: Ink, count: number) => Regret,
): Reach | null {
  const share = (end: End): Float64Array => course.shareAt(losing, REACH.untilYears, end);
  const zone = widerZone(plan, grid, ink, course.today, share('likely'));
  if (zone === null) return null;
  const [least, likely, most] = ENDS.map((end) => bareCm2(grid, ink, share(end)));
  const area = areaErrorOf(plan);
  const band = (value: number, unit: string): Estimate =>
    likely === 0
      ? between(value, value, value, unit)
      : wider(between(value, value * Math.min(1, least / likely), value * Math.max(1, most / likely), unit), area);
  return {
    zoneMm: zone.zoneMm,
    addedCm2: band(zone.addedCm2, 'cm2'),
    addedDots: band(zone.addedDots, 'dots'),
    untilYears: REACH.untilYears,
    speed: REACH.speed,
    regretThen: headline(zone.ink, count + zone.addedDots),
    designZone: zone.designZone,
  };
}

function notesOn(dots: DotColumns, years: readonly YearFigures[], reach: Reach | null): readonly Note[] {
  const notes: Note[] = [
    info(
      'future-is-a-model',
      'How this head goes on is a model of pattern hair loss with wide bands, not evidence about this client, and no diagnosis.',
    ),
  ];
  if (dots.count === 0) notes.push(info('future-without-ink', 'The plan lays no dots, so there is nothing to regret.'));
  const [at5, , at20] = years.map((year) => year.likely);
  if (at5.bareOutsideCm2 > FLAG_REACH_CM2) {
    notes.push(
      warning(
        'loss-passes-edge',
        `On the average course without treatment ${at5.bareOutsideCm2.toFixed(0)} cm² of scalp go bare outside the inked zone within 5 years.`,
      ),
    );
  }
  if (at5.toneRatio > DENSE_RATIO) {
    notes.push(
      warning(
        'ink-outlasts-hair',
        `In 5 years the inked zone may be ${at5.toneRatio.toFixed(1)} times as dense as the hair in the ring about it: beyond ${DENSE_RATIO} that shows.`,
      ),
    );
  }
  if (at20.bareUnseenCm2 > 1) {
    notes.push(
      info(
        'future-unseen',
        `Of the scalp that goes bare outside the zone in 20 years, ${at20.bareUnseenCm2.toFixed(0)} of ${at20.bareOutsideCm2.toFixed(0)} cm² lie where this photo does not show it: what grows there today is assumed.`,
      ),
    );
  }
  if (reach !== null) {
    notes.push(
      info(
        'reach-among-hair',
        'The wider zone lies in part among hair that still stands: a plan made from it lays dots there only under the brush, or later, when that hair has thinned. What this photo does not show of it needs a photo from another side.',
      ),
    );
  }
  return notes;
}
