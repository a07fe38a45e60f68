/** One later year of a plan on a head: what has gone bare, which dots stand alone, how ink and hair match, and what it takes to follow. */
import { REFRESH_AT } from '../forecast/refresh.ts';
import { steadyExp, steadyLog } from '../steady-math.ts';
import { bareShare } from './course.ts';
import { type HeadGrid, sumsWithin } from './head-grid.ts';
import { type Ink, UNITS_PER_CM2 } from './ink.ts';

/** Plain figures of a year at one end of the band of loss; areas are those that were not bare today. */
export interface Figures {
  readonly bareOutsideCm2: number;
  /** Of these, what this photo does not show. */
  readonly bareUnseenCm2: number;
  readonly bareInsideCm2: number;
  /** Of these, what the dots that are missing there amount to: a place with half the dots that its zone aims at counts half. */
  readonly undottedInsideCm2: number;
  readonly lonelyDots: number;
  /** Ink and hair within the edge over hair outside it, as dots and units per area; 1 where they match or the ink is the paler. */
  readonly toneRatio: number;
  readonly extensionDots: number;
  readonly sessions: number;
}

/**
 * Bare scalp this near to a dot is seen together with it [A]: about as broad as the band over which practice blends ink into the sides (2 to 4 cm), halved,
 * as it lies on one side.
 */
const NEIGHBOUR_MM = 15;
/** A dot with a mere sliver of untreated scalp beside it does not stand at an edge. */
const SLIVER_CM2 = 0.5;
/** The ring in which ink is held against hair, and how far back from it the ink is looked at. */
const RING_MM = 10;
const BAND_MM = 20;
/** Beyond this nothing matches any more; it also keeps bare rings, which count as reach, from filling the mean. */
const WORST_RATIO = 4;
/** Of the healed ink's darkness, on average over the years of one that is kept up: refreshed at 0.6 [P]. Refreshes are not counted here. */
const INK_KEPT = (1 + REFRESH_AT) / 2;
/** An extension is built up in three sessions as the first treatment was, a small one in one or two; a hand lays up to 14,000 dots in one [P, A]. */
const SESSIONS = { most: 3, dots: 1500, dotsOfOne: 14_000 };

export interface LaterYears {
  /**
   * @param share of healthy terminal hair by cell in that year
   * @param darkHair left of today's dark hair, 0..1: what has not greyed
   */
  at(share: Float64Array, darkHair: number): Figures;
}

/** @param today share of healthy terminal hair by cell */
export function laterYears(grid: HeadGrid, ink: Ink, today: Float64Array): LaterYears {
  const { skinCm2, behindFrontMm, excluded } = grid;
  const cells = skinCm2.length;
  // before the planned front edge hair may go as it likes: the ink is the new hairline
  const counts = skinCm2.map((skin, i) => (behindFrontMm[i] > 0 && excluded[i] === 0 ? skin : 0));
  const outside = counts.map((skin, i) => (ink.field[i] === 0 ? skin : 0));
  const inside = skinCm2.map((skin, i) => (ink.field[i] === 1 ? skin : 0));
  const untreatedNear = sumsWithin(grid, outside, ink.dotsOfCell, NEIGHBOUR_MM);
  const inkNear = sumsWithin(grid, inside, outside, RING_MM);
  const ring = outside.map((skin, i) => (inkNear[i] > 0 ? skin : 0));
  const bandCm2 = sumsWithin(grid, inside, ring, BAND_MM);
  const perBand = (values: Float64Array): Float64Array =>
    sumsWithin(grid, values, ring, BAND_MM).map((v, i) => (ring[i] > 0 ? v / bandCm2[i] : 0));
  const dotsPerCm2 = perBand(ink.dotsOfCell.map((dots, i) => (inside[i] > 0 ? dots : 0)));
  const hairWithin = perBand(inside.map((skin, i) => skin * today[i]));
  const ringCm2 = ring.reduce((sum, skin) => sum + skin, 0);
  const missingPerCm2 = ink.wantedPerCm2.map((wanted, i) => (skinCm2[i] === 0 ? 0 : Math.max(0, wanted - ink.dotsOfCell[i] / skinCm2[i])));

  return {
    at(share, darkHair) {
      const newlyBare = counts.map((skin, i) => (skin === 0 ? 0 : skin * Math.max(0, bareShare(share[i]) - bareShare(today[i]))));
      const bareOutside = newlyBare.map((skin, i) => (ink.field[i] === 0 ? skin : 0));
      const bareNear = sumsWithin(grid, bareOutside, ink.dotsOfCell, NEIGHBOUR_MM);
      let [outsideCm2, unseenCm2, insideCm2, undottedCm2, lonely, dots, misfit] = [0, 0, 0, 0, 0, 0, 0];
      for (let i = 0; i < cells; i++) {
        outsideCm2 += bareOutside[i];
        insideCm2 += newlyBare[i] - bareOutside[i];
        undottedCm2 += ((newlyBare[i] - bareOutside[i]) * missingPerCm2[i]) / ink.wantedPerCm2[i];
        if (grid.shown[i] === 0) unseenCm2 += bareOutside[i];
        lonely += (ink.dotsOfCell[i] * bareNear[i]) / (untreatedNear[i] + SLIVER_CM2);
        dots += newlyBare[i] * missingPerCm2[i];
        if (ring[i] > 0) misfit += ring[i] * steadyLog(ratioAt(i, share[i], darkHair));
      }
      return {
        bareOutsideCm2: outsideCm2,
        bareUnseenCm2: unseenCm2,
        bareInsideCm2: insideCm2,
        undottedInsideCm2: undottedCm2,
        lonelyDots: lonely,
        toneRatio: ringCm2 === 0 ? 1 : steadyExp(misfit / ringCm2),
        extensionDots: dots,
        sessions: SESSIONS.most * (1 - steadyExp(-dots / SESSIONS.dots)) + dots / SESSIONS.dotsOfOne,
      };
    },
  };

  /** Hair inside the edge is taken to thin as that just outside does; so only the ink, which stays, makes a difference in time. */
  function ratioAt(i: number, share: number, darkHair: number): number {
    const left = (share / Math.max(today[i], 0.05)) * darkHair;
    const beyond = UNITS_PER_CM2 * Math.max(0.02, today[i] * left);
    const within = dotsPerCm2[i] * INK_KEPT + UNITS_PER_CM2 * hairWithin[i] * Math.min(1, left);
    return Math.min(WORST_RATIO, Math.max(1, within / beyond));
  }
}
