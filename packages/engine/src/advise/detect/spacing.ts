/** The first tell: marks that lie more evenly than follicles, in rows, or in clumps as chance makes them. */
import { between, type Estimate, Z80 } from '../../estimate.ts';
import { type Arrangement, arrangementOf, BIN_SPACINGS, neighboursWithin } from './arrangement.ts';
import { MOST_MARKS } from './periodicity.ts';
import type { Marks, OwnHair, TellScore } from './terms.ts';

/** Fewer marks show no arrangement. */
export const LEAST_MARKS = 50;

/**
 * What counts as a departure of 1. Distances: heads differ by about so much (four untreated wide fields: 0.72–0.80 and 0.17–0.26) [M]. Neighbours and order:
 * twice what this estimator scatters by on fields of 600 units [M], as nobody has measured how heads differ in them [A].
 */
const SCALE = { nearest: 0.04, cv: 0.03, neighbours: 0.15, order: 0.05 };
/** n times the highest peak of the spectrum that fields without rows reach: 30 fields each of four sizes, follicles and white noise alike [M]. */
const PEAK_BY_CHANCE = 16;
/** Bond order of follicular units by this estimator, four and six neighbours: of fields with their pair correlation [M]. */
const ORDER = { psi4: 0.44, psi6: 0.4 };
/** Scatter of the figures over windows with n marks, times √n [M]: 60 fields each of 50, 130, 260 and 590 units. */
const SAMPLING = { nearest: 0.2, cv: 0.16, neighbours: 1.5, order: 0.27 };
/** The 95 % point of χ² with four degrees over its mean: what chance makes of the sum of squares in one window of twenty. */
const BEYOND_CHANCE = 2.4;
/** A departure that is as good as seen: scores 0.63 [A]. */
const SEEN_AT = 6;
/** Neighbours are compared from this distance on: nearer than it real scalps hold next to nothing. */
const FROM_BIN = Math.round(0.3 / BIN_SPACINGS);

/**
 * Distances of units of which only a share stands, in spacings of what stands [M: fields with the follicles' pair correlation, thinned at random]: so dots look
 * that lie among hair which is not in the list.
 */
const THINNED = [
  { share: 1, nearest: 0.79, cv: 0.19 },
  { share: 0.85, nearest: 0.75, cv: 0.194 },
  { share: 0.7, nearest: 0.71, cv: 0.205 },
  { share: 0.5, nearest: 0.655, cv: 0.232 },
  { share: 0.3, nearest: 0.594, cv: 0.31 },
] as const;

/** Departures in their scales. */
interface Departure {
  readonly of: Readonly<Record<keyof typeof SCALE, number>>;
  readonly share: number;
}

export function spacingTell(marks: Marks, own: OwnHair): TellScore {
  const source = `${own.patternSource}; even spacing as a sign: Nguyen et al. 2022 (Skin Appendage Disord 8:412)`;
  const seen = arrangementOf(marks, own.places, marks.window, LEAST_MARKS);
  if (seen === null)
    return { tell: 'spacing', score: null, says: `Fewer than ${LEAST_MARKS} marks: their arrangement cannot be judged.`, source };
  const departure = THINNED.filter(({ share }) => share === 1 || share >= marks.leastShare - 0.1)
    .map((thinned) => departureFrom(seen, own, thinned))
    .reduce((least, next) => (size(next) < size(least) ? next : least));
  return { tell: 'spacing', score: scoreOf(departure, samplingOf(seen, own)), says: sentence(seen, own, departure), source };
}

function departureFrom(seen: Arrangement, own: OwnHair, { share, nearest, cv }: (typeof THINNED)[number]): Departure {
  // the own pattern, thinned as the published one would be
  const ownNearest = own.nearestSpacings.value * (nearest / THINNED[0].nearest);
  const ownCv = own.nearestCv.value * (cv / THINNED[0].cv);
  return {
    share,
    of: {
      nearest: (seen.nearestMean - ownNearest) / SCALE.nearest,
      cv: (seen.nearestCv - ownCv) / SCALE.cv,
      neighbours: share === 1 ? neighboursOff(seen, own) / SCALE.neighbours : 0,
      order: rows(seen) / SCALE.order,
    },
  };
}

/** Rows near by, or the same over the field. */
function rows({ psi4, psi6, repeats, count }: Arrangement): number {
  return Math.max(0, (psi4 || 0) - ORDER.psi4, (psi6 || 0) - ORDER.psi6, repeats - PEAK_BY_CHANCE / Math.min(MOST_MARKS, count));
}

function neighboursOff({ neighbours }: Arrangement, { g }: OwnHair): number {
  const wanted = neighboursWithin(g);
  let sum = 0;
  for (let bin = FROM_BIN; bin < wanted.length; bin++) sum += (neighbours[bin] - wanted[bin]) ** 2;
  return Math.sqrt(sum / (wanted.length - FROM_BIN));
}

/** What chance and the error of the own pattern make of each departure. */
function samplingOf({ count }: Arrangement, own: OwnHair): Departure['of'] {
  const root = Math.sqrt(count);
  const errorOf = ({ low, high }: Estimate): number => (high - low) / (2 * Z80);
  return {
    nearest: Math.hypot(SAMPLING.nearest / root, errorOf(own.nearestSpacings)) / SCALE.nearest,
    cv: Math.hypot(SAMPLING.cv / root, errorOf(own.nearestCv)) / SCALE.cv,
    neighbours: SAMPLING.neighbours / root / SCALE.neighbours,
    order: SAMPLING.order / root / SCALE.order,
  };
}

/** Only what chance would not make of so few marks counts; the high end is what they may hide. */
function scoreOf(departure: Departure, sampling: Departure['of']): Estimate {
  const chance2 = sum2(sampling);
  const size2 = sum2(departure.of);
  const error = Math.sqrt(
    Math.max(
      chance2 / 4,
      Object.entries(departure.of).reduce((sum, [k, z]) => sum + (z * sampling[k as keyof typeof SCALE]) ** 2, 0) / Math.max(size2, 1e-9),
    ),
  );
  const value = Math.sqrt(Math.max(0, size2 - BEYOND_CHANCE * chance2));
  const high = Math.max(value, Math.sqrt(Math.max(0, size2 - chance2)) + Z80 * error);
  return between(seenShare(value), seenShare(Math.max(0, value - Z80 * error)), seenShare(high), 'share');
}

function seenShare(departure: number): number {
  return 1 - Math.exp(-departure / SEEN_AT);
}

function size({ of }: Departure): number {
  return Math.sqrt(sum2(of));
}

function sum2(of: Departure['of']): number {
  return Object.values(of).reduce((sum, z) => sum + z * z, 0);
}

function sentence({ nearestMean, nearestCv }: Arrangement, own: OwnHair, { of, share }: Departure): string {
  const figures = `The nearest neighbour lies at ${nearestMean.toFixed(2)} of the local spacing with a scatter of ${percent(nearestCv)}; follicles lie at ${own.nearestSpacings.value.toFixed(2)} with ${percent(own.nearestCv.value)}`;
  const among = share === 1 ? '' : ', and marks among hair that is not listed lie nearer';
  if (of.order > 3) return `${figures}${among}. The marks stand in rows.`;
  if (of.cv > 2) return `${figures}${among}. Clumps and holes show.`;
  if (of.cv < -2) return `${figures}${among}. The marks lie too evenly.`;
  return `${figures}${among}.`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
