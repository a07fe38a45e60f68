/** Rules on where the front edge runs: its height, its own hair behind it, its corners. */
import { between, withError } from '../../estimate.ts';
import { atLeast, atMost, inWords, type Place, type Rule, untold, worst } from './finding.ts';
import { type Front, meetsFront, skinMm } from './front.ts';
import type { PlanSeen } from './seen.ts';

/** The midpoint of the front edge above the glabella: 7 cm is aggressive, 8 usual; past 40 years at least 8.5 [P]. */
const HEIGHT_MM = { aggressive: 70, usual: 80, past40: 85 };
const MATURE_AGE = 40;
/** How far ahead of the client's own hair a line may go: 1 to 1.5 cm [P, low]. */
const LOWERED_MM = 15;
/** Hair so far behind the line is no front edge any more: then the front is bare, and fine hair that a photo does not show may stand there [A]. */
const FRONT_IS_BARE_MM = 40;
/** What this head's full hair covers, at least so much; from half of it on hair is an edge and no stray strands [A]. */
const FULL_QUANTILE = 0.8;
const LEAST_FULL = 0.2;
const OWN_HAIR = 0.5;
const LOOK_AHEAD_MM = 24;
/** Error of the place of the first hair: half a cell of the map and its smoothing [A]. */
const OWN_EDGE_SD_MM = 3;
/**
 * The corner, so far behind the middle: to lie level with it at 50 mm from the midline it falls back by about 30 mm on a mean head, seen upright [computed];
 * 5 mm are left for how the head was held. Nearer the midline less, as a mature line does.
 */
const CORNER = { behindMm: 25, atMm: 50, power: 1.8, leastReachMm: 30 };
const CORNER_SD_MM = 2;
/** Dots this far before the line lie in the recession, and so many are no outliers [A]. */
const FILLED = { beforeMm: 4, dots: 15, fromMidlineMm: 25 };
const MARK_MM = 4;

const NO_DOTS = 'The plan lays no dots.';
const NO_LINE = 'The plan draws no front edge.';
const MENS_FIGURES = 'The figures of this rule are those of men.';

export const tooLowForAge: Rule<PlanSeen> = {
  reason:
    'A low line suits a young face for a few years. The face and the hair behind it go on to age, and ink that was set too low is lasered off.',
  source:
    'Garg 2017 (paper, 431 cases): 8 cm; Shapiro 2013 (surgeons’ text): not too low; forums for 7 to 10 cm (weak); the figure past 40 years is from memory, medium certainty.',
  look(seen) {
    const { front, age, dots } = seen;
    const limit = `Midpoint at least ${HEIGHT_MM.aggressive / 10} cm above the glabella, ${HEIGHT_MM.usual / 10} cm is usual; past ${MATURE_AGE} years at least ${HEIGHT_MM.past40 / 10} cm.`;
    const height = front?.middle.fromGlabellaMm ?? null;
    if (front === null || height === null) return untold(`${NO_LINE} The height is to be taped on the head.`, limit);
    if (seen.isFemale) return untold(MENS_FIGURES, limit);
    if (dots.count === 0) return untold(NO_DOTS, limit);
    if (!meetsFront(dots, front))
      return {
        verdict: 'keeps',
        says: 'The dots stay behind the front edge: the client’s own line is left as it is.',
        measured: height,
        limit,
      };
    const places = middlePlaces(seen, front);
    const said = `The midpoint lies ${inWords(height, 'mm')} above the glabella, over the skin`;
    const unseen = front.middle.visible ? '' : ' This photo does not show that point: tape it on the head.';
    if (age === null) {
      const any = atLeast(height, HEIGHT_MM.aggressive);
      if (any !== 'keeps') return { verdict: any, says: `${said}.${unseen}`, measured: height, limit, places };
      if (height.low >= HEIGHT_MM.past40) return { verdict: 'keeps', says: `${said}, which does at any age.`, measured: height, limit };
      return {
        verdict: 'cannot-tell',
        says: `${said}: enough for a man up to ${MATURE_AGE}. The age was not given: say it with --age, or as "age" in the design file.`,
        measured: height,
        limit,
      };
    }
    const least = age > MATURE_AGE ? HEIGHT_MM.past40 : HEIGHT_MM.aggressive;
    const verdict = atLeast(height, least);
    const says = `${said}; at ${age} years it should be at least ${least} mm.${verdict === 'keeps' ? '' : unseen}`;
    return { verdict, says, measured: height, limit, places: verdict === 'keeps' ? [] : places };
  },
};

export const facialThirds: Rule<PlanSeen> = {
  reason: 'A face reads as three thirds. For an adult man the upper one is a minimum: shorter than the middle third it is a boy’s line.',
  source: 'Classical thirds as surgeons use them on forums (weak).',
  look(seen) {
    const { front, middleThirdMm } = seen;
    const limit = 'Midpoint to glabella at least as long as glabella to the base of the nose.';
    const height = front?.middle.fromGlabellaMm ?? null;
    if (front === null || height === null) return untold(NO_LINE, limit);
    if (seen.isFemale) return untold(MENS_FIGURES, limit);
    if (middleThirdMm === null)
      return untold(
        'A photo of the scalp shows no face: measure from the glabella to the base of the nose and say it with --middle-third-mm.',
        limit,
      );
    const share = between(height.value / middleThirdMm.value, height.low / middleThirdMm.high, height.high / middleThirdMm.low, 'ratio');
    const verdict = atLeast(share, 1);
    return {
      verdict,
      says: `The upper third is ${inWords(height, 'mm')}, ${inWords(share, '', 2)} times the middle third of ${middleThirdMm.value.toFixed(0)} mm.`,
      measured: share,
      limit,
      places: verdict === 'keeps' ? [] : middlePlaces(seen, front),
    };
  },
};

export const loweredLine: Rule<PlanSeen> = {
  reason:
    'Near the client’s own line ink passes for the hair that was there. Far ahead of it a line has to hold alone, also when the hair behind it goes.',
  source: 'Clinics’ pages (practice); the 1 to 1.5 cm are from memory, low certainty.',
  look(seen) {
    const { front } = seen;
    const limit = `No more than ${LOWERED_MM} mm ahead of the client’s own hair.`;
    if (front === null) return untold(NO_LINE, limit);
    const own = ownHairBehindMm(seen, front);
    if (own === 'unseen') return untold('The photo does not show where the client’s own hair begins at the front.', limit);
    if (own > FRONT_IS_BARE_MM)
      return untold(
        `No hair is seen within ${FRONT_IS_BARE_MM} mm behind the line. Look for the fine hairs of the old line on the head.`,
        limit,
      );
    const measured = withError(own, OWN_EDGE_SD_MM, 'mm');
    const verdict = atMost(measured, LOWERED_MM);
    const height = front.middle.fromGlabellaMm;
    // ahead of what a photo shows of the hair may still be where fine hairs of the old line stand: then only a low line is at fault
    const high = height !== null && height.value >= HEIGHT_MM.usual;
    const says =
      own <= 0
        ? `On the midline hair stands ${inWords(withError(-own, OWN_EDGE_SD_MM, 'mm'), 'mm')} before the planned line.`
        : `On the midline hair begins ${inWords(measured, 'mm')} behind the planned line.`;
    return {
      verdict: verdict === 'breaks' && high ? 'doubt' : verdict,
      says:
        verdict === 'breaks' && high
          ? `${says} The line is no lower than usual, and a photo does not show the fine hairs of the old one: look for them.`
          : says,
      measured,
      limit,
      places: verdict === 'keeps' ? [] : middlePlaces(seen, front),
    };
  },
};

export const closedCorners: Rule<PlanSeen> = {
  reason: 'A man’s corners recede. Flattened or filled they look like a cap, and they are the first place where the hair behind them goes.',
  source:
    'Shapiro 2013 (surgeons’ text) and Garg 2017 (paper) for a corner at or above the level of the midpoint; our computation of that level on a head.',
  look(seen) {
    const { front, geometry, dots } = seen;
    const limit = `At ${CORNER.atMm} mm from the midline the line lies at least ${CORNER.behindMm} mm behind its midpoint, and no dots fill the recession.`;
    if (front === null) return untold(NO_LINE, limit);
    if (seen.isFemale) return untold('In women the corners are round and full: the rule is one for men.', limit);
    const [midX, midY] = front.middle.atMm;
    const corners = front.corners.flatMap(({ atMm: [x, y], side }) => {
      const across = Math.abs(x - midX);
      if (across < CORNER.leastReachMm) return [];
      const behind = Math.sign(midY - y) * skinMm(geometry, [x, midY], [x, y]);
      const least = CORNER.behindMm * (across / CORNER.atMm) ** CORNER.power;
      // what is held against the limit is brought to 50 mm from the midline
      const measured = withError((behind * CORNER.behindMm) / least, CORNER_SD_MM, 'mm');
      return [{ side, at: [x, y] as const, measured, verdict: atLeast(measured, CORNER.behindMm) }];
    });
    if (corners.length === 0) return untold('The drawn line does not reach the corners.', limit);
    if (dots.count === 0) return untold(NO_DOTS, limit);
    if (!meetsFront(dots, front))
      return { verdict: 'keeps', says: 'The dots stay behind the front edge: the corners are left as they are.', measured: null, limit };
    const ahead = [...dots.xMm.keys()].filter(
      (i) =>
        dots.yMm[i] > front.yAt(dots.xMm[i]) + FILLED.beforeMm &&
        Math.abs(dots.xMm[i] - midX) > FILLED.fromMidlineMm &&
        dots.xMm[i] > front.line[0][0] &&
        dots.xMm[i] < front.line[front.line.length - 1][0],
    );
    const filled = ahead.length >= FILLED.dots;
    const lowest = corners.reduce((worse, corner) => (corner.measured.value < worse.measured.value ? corner : worse));
    const verdict = filled ? 'breaks' : worst(corners.map((corner) => corner.verdict));
    const flat: readonly Place[] = corners
      .filter((corner) => corner.verdict === 'breaks' || corner.verdict === 'doubt')
      .flatMap(({ at, side }) => seen.mark.circle(at, 2 * MARK_MM, `corner of the ${side}`));
    return {
      verdict,
      says: [
        `The ${lowest.side} corner lies ${inWords(lowest.measured, 'mm')} behind the midpoint, as at ${CORNER.atMm} mm from the midline.`,
        ...(filled ? [`${ahead.length} dots lie before the line, in the recession.`] : []),
      ].join(' '),
      measured: lowest.measured,
      limit,
      places: [...flat, ...(filled ? seen.mark.about(ahead.map(seen.at), 'dots in the recession') : [])],
    };
  },
};

/**
 * On the midline, from before the planned line backwards: where hair begins, on the skin; negative before the line. Read from the map itself, which shows
 * the forehead too.
 */
function ownHairBehindMm({ plan, geometry }: PlanSeen, { middle, yAt }: Front): number | 'unseen' {
  const map = plan.measurement.thinning;
  if (map === undefined) return 'unseen';
  const sorted = map.coverage.filter((v) => v !== null).sort((p, q) => p - q);
  const full = sorted[Math.floor(FULL_QUANTILE * (sorted.length - 1))] ?? 0;
  if (full < LEAST_FULL) return 'unseen';
  const coverageAt = (x: number, y: number): number | null => {
    const [c, r] = [Math.floor((x - map.xMm0) / map.cellMm), Math.floor((y - map.yMm0) / map.cellMm)];
    return c < 0 || r < 0 || c >= map.columns || r >= map.rows ? null : map.coverage[r * map.columns + c];
  };
  const [midX] = middle.atMm;
  const y0 = yAt(midX);
  let known = 0;
  for (let behind = -LOOK_AHEAD_MM; behind <= FRONT_IS_BARE_MM + 8; behind += 2) {
    // a forelock need not stand on the midline
    const seen = [-8, -4, 0, 4, 8].map((dx) => coverageAt(midX + dx, y0 - behind)).filter((v) => v !== null);
    if (seen.length === 0) continue;
    known++;
    if (Math.max(...seen) < OWN_HAIR * full) continue;
    // what is hair from the first place that the photo shows may begin before it: then it is at most so far behind
    if (known === 1 && behind > LOWERED_MM) return 'unseen';
    return Math.sign(behind) * skinMm(geometry, [midX, y0], [midX, y0 - behind]);
  }
  return known === 0 ? 'unseen' : Number.POSITIVE_INFINITY;
}

function middlePlaces(seen: PlanSeen, { line, middle }: Front): readonly Place[] {
  return seen.mark.band(
    line.filter(([x]) => Math.abs(x - middle.atMm[0]) < 20),
    MARK_MM,
    'middle of the front edge',
  );
}
