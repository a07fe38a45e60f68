/**
 * Follicles as automata: anagen, catagen and telogen (the hair is there), kenogen (the pore is empty), and so on; from its onset each cycle leaves
 * a smaller hair. Independent automata with times from means and variances: Halloy, Bernard, Loussouarn & Goldbeter 2000.
 */
import type { Random } from '../random.ts';
import {
  ANAGEN_FACTOR,
  ANAGEN_YEARS,
  anagenOfSize,
  BORN_UM,
  CATAGEN_YEARS,
  type Drug,
  FLOOR_UM,
  KENOGEN_FACTOR,
  KENOGEN_SHARE,
  KENOGEN_YEARS,
  LATE_DROPOUT,
  LEAST_ANAGEN_YEARS,
  LOG_SHRINK,
  ONSET_FACTOR,
  ONSET_MEAN_YEARS,
  RECOVERABLE_UM,
  REVERSIBLE_FACTOR,
  REVERSIBLE_YEARS,
  TELOGEN_DEVIATION_YEARS,
  TELOGEN_YEARS,
  UNIT_SHARES,
  UNIT_TIMES,
  VISIBLE_UM,
} from './biology.ts';
import { quantile, STANDARD_NORMAL, type Tape, tapeOf } from './chance.ts';
import { addHair, type Hair, type Tally } from './tally.ts';
import type { Sex } from './terms.ts';

/** The kinetics of one person (factors of the constants of biology.ts) and how far a region has come. */
export interface Course {
  readonly sex: Sex;
  readonly anagenFactor: number;
  readonly kenogenFactor: number;
  readonly onsetFactor: number;
  readonly speedSpread: number;
  /** Years of loss at clock speed behind the region; negative: still to come before its onset, at that speed. */
  readonly elapsedYears: number;
  /** Speed of the loss from today on. */
  readonly pace: number;
  /** Follicles that can be lost at all. */
  readonly susceptibleShare: number;
}

export interface Therapy {
  readonly drug: Drug;
  /** Infinity: it goes on. */
  readonly stopAtYears: number;
  /** Where the treated twins are summed up. */
  readonly tally: Tally;
}

interface Follicle extends Hair {
  bornUm: number;
  diameterUm: number;
  /** Size to which a medicine can bring it back. */
  reachUm: number;
  /** Of the shrinking, against one step of LOG_SHRINK a cycle. */
  speed: number;
  /** In years from today, as all of these. */
  onsetYears: number;
  startYears: number;
  anagenEndYears: number;
  shedYears: number;
  nextYears: number;
  /** When nothing can bring it back any more. */
  finalYears: number;
  place: number;
}

/** Every cycle takes its chances from places of its own, so that twins stay alike as long as they live alike. */
const CHANCES_A_CYCLE = 6;
const FIRST_CYCLE_PLACE = 12;
const BACK_PLACE = 5;
const LENGTHENED_PLACE = 6;
const WOKEN_PLACE = 7;
const FINAL_PLACE = 9;
/** Pores that a medicine wakes start within this time [A]. */
const WOKEN_WITHIN_YEARS = 0.5;
/** The automata run this long before the onset, so that none of them keeps step with another. */
const WARM_UP_YEARS = { least: 4, spread: 8 } as const;

/**
 * Follows whole units of together `count` follicles or up to three more from health to the end of the tally.
 * @param therapies each begins today for a twin of every follicle, which has the same past and the same chances; their tallies are as long as `tally`
 * @returns how many follicles were followed
 */
export function follow(course: Course, count: number, tally: Tally, random: Random, therapies: readonly Therapy[] = []): number {
  const tape = tapeOf(random);
  const steps = tally.all.length;
  const lastYears = (steps - 1) * tally.stepYears;
  const shown = new Uint8Array(steps);
  const shownTreated = therapies.map(() => new Uint8Array(steps));
  const follicle = unborn();
  const twin = unborn();
  let done = 0;
  while (done < count) {
    tape.rewind();
    const size = unitSize(tape.at(0));
    shown.fill(0);
    for (const treated of shownTreated) treated.fill(0);
    for (let k = 0; k < size; k++, done++) {
      tape.rewind();
      beBorn(follicle, course, k === 0, tape);
      while (follicle.nextYears <= 0) beginCycle(follicle, course, null, tape);
      therapies.forEach(({ drug, stopAtYears, tally: treated }, t) => {
        // each goes back to where its untreated twin is, at a moment of its own
        const backYears = stopAtYears + drug.lostWithinYears * tape.at(BACK_PLACE);
        copy(follicle, twin);
        addHair(twin, twin.diameterUm, treated, shownTreated[t], 0, treated.stepYears / 2);
        treat(twin, drug, tape);
        live(twin, course, drug, tape, treated, shownTreated[t], treated.stepYears, backYears);
        if (backYears < lastYears) {
          copy(follicle, twin);
          live(twin, course, null, tape, treated, shownTreated[t], Math.max(backYears, treated.stepYears), Number.POSITIVE_INFINITY);
        }
      });
      live(follicle, course, null, tape, tally, shown, 0, Number.POSITIVE_INFINITY);
    }
    for (let s = 0; s < steps; s++) {
      tally.units[s] += shown[s];
      for (let t = 0; t < therapies.length; t++) therapies[t].tally.units[s] += shownTreated[t][s];
    }
  }
  return done;
}

function unborn(): Follicle {
  return {
    bornUm: 0.5,
    diameterUm: 0.5,
    reachUm: 0.5,
    speed: 0.5,
    onsetYears: 0.5,
    startYears: 0.5,
    anagenEndYears: 0.5,
    shedYears: 0.5,
    nextYears: 0.5,
    finalYears: 0.5,
    place: 0,
  };
}

function copy(from: Follicle, to: Follicle): void {
  to.bornUm = from.bornUm;
  to.diameterUm = from.diameterUm;
  to.reachUm = from.reachUm;
  to.speed = from.speed;
  to.onsetYears = from.onsetYears;
  to.startYears = from.startYears;
  to.anagenEndYears = from.anagenEndYears;
  to.shedYears = from.shedYears;
  to.nextYears = from.nextYears;
  to.finalYears = from.finalYears;
  to.place = from.place;
}

function unitSize(share: number): number {
  let left = share;
  for (let k = 0; k < UNIT_SHARES.length; k++) {
    left -= UNIT_SHARES[k];
    if (left < 0) return k + 1;
  }
  return UNIT_SHARES.length;
}

function beBorn(follicle: Follicle, course: Course, isFirst: boolean, tape: Tape): void {
  const times = isFirst ? UNIT_TIMES[course.sex].first : UNIT_TIMES[course.sex].other;
  const { mean, deviation, least, most } = BORN_UM;
  follicle.bornUm = Math.max(least, Math.min(most, mean + deviation * quantile(STANDARD_NORMAL, tape.at(0))));
  follicle.diameterUm = follicle.bornUm;
  follicle.reachUm = follicle.bornUm;
  follicle.finalYears = Number.POSITIVE_INFINITY;
  follicle.speed = Math.exp(course.speedSpread * quantile(STANDARD_NORMAL, tape.at(1))) / times;
  const onsetYears = ONSET_MEAN_YEARS * course.onsetFactor * times * quantile(ONSET_FACTOR, tape.at(2)) - course.elapsedYears;
  if (tape.at(3) >= course.susceptibleShare) follicle.onsetYears = Number.POSITIVE_INFINITY;
  else follicle.onsetYears = onsetYears > 0 ? onsetYears / course.pace : onsetYears;
  follicle.nextYears = -Math.max(0, course.elapsedYears) - WARM_UP_YEARS.least - WARM_UP_YEARS.spread * tape.at(4);
  follicle.startYears = follicle.nextYears;
  follicle.place = FIRST_CYCLE_PLACE;
}

function beginCycle(follicle: Follicle, course: Course, drug: Drug | null, tape: Tape): void {
  const { place, bornUm } = follicle;
  const startYears = follicle.nextYears;
  const sinceYears = startYears - follicle.startYears;
  follicle.place = place + CHANCES_A_CYCLE;
  follicle.startYears = startYears;
  if (startYears >= follicle.onsetYears) {
    const unblocked = drug === null ? 1 : 1 - drug.blocked;
    const speed = follicle.speed * anagenOfSize(follicle.diameterUm / bornUm) * unblocked * (startYears > 0 ? course.pace : 1);
    let diameterUm = Math.max(FLOOR_UM, follicle.diameterUm * Math.exp(speed * quantile(LOG_SHRINK, tape.at(place))));
    follicle.reachUm = diameterUm + Math.max(0, follicle.reachUm - diameterUm) * 0.5 ** ((unblocked * sinceYears) / REVERSIBLE_YEARS);
    if (diameterUm >= VISIBLE_UM) follicle.finalYears = Number.POSITIVE_INFINITY;
    else if (follicle.finalYears === Number.POSITIVE_INFINITY)
      follicle.finalYears = startYears + REVERSIBLE_YEARS * quantile(REVERSIBLE_FACTOR, tape.at(FINAL_PLACE));
    if (drug !== null && comesBack(follicle, diameterUm, startYears)) diameterUm += drug.recovered * (follicle.reachUm - diameterUm);
    follicle.diameterUm = diameterUm;
    if (diameterUm < LATE_DROPOUT.belowUm && tape.at(place + 1) < LATE_DROPOUT.chance * unblocked) {
      follicle.anagenEndYears = startYears;
      follicle.shedYears = startYears;
      follicle.nextYears = Number.POSITIVE_INFINITY;
      return;
    }
  }
  const ratio = follicle.diameterUm / bornUm;
  const meanAnagenYears = Math.max(LEAST_ANAGEN_YEARS, ANAGEN_YEARS * course.anagenFactor * anagenOfSize(ratio));
  const anagenYears = meanAnagenYears * quantile(ANAGEN_FACTOR, tape.at(place + 2)) * (drug === null ? 1 : drug.anagenFactor);
  const telogenYears = Math.max(0.1, TELOGEN_YEARS + TELOGEN_DEVIATION_YEARS * quantile(STANDARD_NORMAL, tape.at(place + 3)));
  follicle.anagenEndYears = startYears + anagenYears;
  follicle.shedYears = follicle.anagenEndYears + CATAGEN_YEARS + telogenYears;
  follicle.nextYears = follicle.shedYears;
  if (tape.at(place + 4) < KENOGEN_SHARE.none + (KENOGEN_SHARE.full - KENOGEN_SHARE.none) * ratio) {
    const meanYears = (KENOGEN_YEARS.none + (KENOGEN_YEARS.full - KENOGEN_YEARS.none) * ratio) * course.kenogenFactor;
    follicle.nextYears += meanYears * quantile(KENOGEN_FACTOR, tape.at(place + 5)) * (drug === null ? 1 : drug.kenogenFactor);
  }
}

/**
 * Diameter as seen. The medicines' own ramps (0.55 and 0.6 y in the reference model) are over at the first yearly step, so that a treated hair
 * shows its full effect from there.
 */
function shownUm(follicle: Follicle, drug: Drug | null): number {
  const { diameterUm, reachUm, startYears } = follicle;
  if (drug === null || !comesBack(follicle, diameterUm, Math.max(0, startYears))) return diameterUm;
  return diameterUm + drug.boosted * (reachUm - diameterUm);
}

function comesBack({ finalYears }: Follicle, diameterUm: number, atYears: number): boolean {
  return diameterUm > RECOVERABLE_UM && atYears < finalYears;
}

/** The first day of a medicine: what it does to the running cycle. */
function treat(follicle: Follicle, drug: Drug, tape: Tape): void {
  const { reachUm, diameterUm, anagenEndYears } = follicle;
  if (anagenEndYears > 0) {
    if (comesBack(follicle, diameterUm, 0)) follicle.diameterUm += drug.thickened * (reachUm - diameterUm);
    if (tape.at(LENGTHENED_PLACE) >= drug.lengthened) return;
    const longerYears = 0.4 * anagenEndYears + 0.3;
    follicle.anagenEndYears += longerYears;
    follicle.shedYears += longerYears;
    follicle.nextYears += longerYears;
  } else if (follicle.shedYears <= 0 && follicle.nextYears < 100 && tape.at(WOKEN_PLACE) < drug.woken)
    follicle.nextYears = Math.min(follicle.nextYears, WOKEN_WITHIN_YEARS * tape.at(WOKEN_PLACE + 1));
}

/** Cycle after cycle, summed up from `fromYears` until `toYears`, which is left out. */
function live(
  follicle: Follicle,
  course: Course,
  drug: Drug | null,
  tape: Tape,
  tally: Tally,
  shown: Uint8Array,
  fromYears: number,
  toYears: number,
): void {
  const endYears = Math.min(toYears, (tally.all.length - 0.5) * tally.stepYears);
  for (;;) {
    addHair(follicle, shownUm(follicle, drug), tally, shown, fromYears, endYears);
    if (follicle.nextYears >= endYears) return;
    beginCycle(follicle, course, drug, tape);
  }
}
