/** Rules on the other edges and on what comes: the blend into the hair, the reach past bare scalp, loss that goes fast. */
import { between, type Estimate, scaledBy, withError } from '../../estimate.ts';
import { stageShares } from '../../hairloss/stages.ts';
import { contains, distance, type Point } from '../../polygon.ts';
import { CELL_MM, type HeadGrid } from '../head-grid.ts';
import { inkOf } from '../ink.ts';
import type { Today } from '../today.ts';
import { BARE_SHARE, HAIR_SHARE } from './bare.ts';
import { atLeast, atMost, inWords, percentInWords, type Rule, untold } from './finding.ts';
import type { PlanSeen } from './seen.ts';

/** Dots thin out towards the hair over 2–4 cm in a shaved look; between longer hair over 1–2 cm past the thin place [P]. */
const BLEND_MM = { shaved: 20, density: 10 };
/** Depths behind the rim that are looked at, in bins, and the skin that makes a bin count. */
const BLEND_BINS = { mm: 3, count: 14, leastCm2: 2 };
/** So far outside the rim it is looked whether hair stands there. */
const BEYOND_MM = 6;
const RIM_STEP_MM = 2;
const SKIN_STEP_MM = 2;
/** So much of the rim must meet hair, mm, to speak of a blend. */
const LEAST_RIM_MM = 60;
/** Error of the place of the rim and of a head's scale, as a share [A]. */
const BLEND_ERROR = { share: 0.08, mm: 1 };
/** Bare scalp so near outside the zone belongs to what is treated: 10–20 mm [A]; so much of it is a mark for a finding, as in the outlook [A]. */
const REACH = { withinMm: 20, cm2: 5, atYears: 5 };
/** Specks of a cell or two are no place to look at [A]. */
const LEAST_MARK_MM2 = 80;
/** Error of an area that is read off a map of 4 mm cells [A]. */
const AREA_ERROR = 0.25;
/** Fewer than so many of a hundred people of that age are as far on [A]: then it went fast. */
const FAST_SHARE = 0.1;
const Z80 = 1.2816;

export const edgeOfSides: Rule<PlanSeen> = {
  reason:
    'Where dots stop short at the hair, both their density and their tone jump. Thinned out over a few centimetres they lose themselves in it.',
  source: 'Wimpole clinic and others (practice): missing fades make unnatural sides; the widths are practice, medium certainty.',
  look(seen) {
    const { plan } = seen;
    const least = BLEND_MM[plan.mode];
    const limit = `Towards hair that stays, dots thin out over at least ${least} mm${plan.mode === 'density' ? ' (between longer hair)' : ''}.`;
    const hair = seen.hair();
    if (hair === null) return untold('The photo holds no map of the hair beside the zone.', limit);
    const rim = rimOf(seen, hair.grid, hair.today);
    const haired = rim.filter((point) => point.haired);
    if (haired.length * RIM_STEP_MM < LEAST_RIM_MM) return untold('The rim of the zone meets hair in too few places of this photo.', limit);
    const ramp = rampMm(seen, rim);
    if (ramp === null) return untold('The zone is too narrow to tell its rim from its middle.', limit);
    const verdict = atLeast(ramp, least);
    return {
      verdict,
      says: `Towards the hair the dots thin out over ${inWords(ramp, 'mm')}.`,
      measured: ramp,
      limit,
      places:
        verdict === 'keeps'
          ? []
          : seen.mark.about(
              haired.map(({ at }) => at),
              'rim towards the hair',
            ),
    };
  },
};

export const reach: Rule<PlanSeen> = {
  reason:
    'Loss goes on. Ink that ends at today’s bald edge is an island a few years later; treated past the edge, it lies under hair until it is wanted.',
  source: 'Rassman and others 2013 (paper): the instability of the balding process; the course ahead is a model.',
  look(seen) {
    const limit = `No more than ${REACH.cm2} cm² of scalp that is bare within ${REACH.withinMm} mm outside the zone today, or goes bare outside it in ${REACH.atYears} years.`;
    const hair = seen.hair();
    if (seen.dots.count === 0) return untold('The plan lays no dots.', limit);
    if (hair === null) return untold('The photo holds no map of the scalp beside the zone.', limit);
    const { grid, today } = hair;
    const bare = bareBeside(seen, grid, today);
    const bareCm2 = scaledBy(
      between(1, Math.exp(-Z80 * AREA_ERROR), Math.exp(Z80 * AREA_ERROR), 'cm2'),
      sum(bare.map((i) => grid.skinCm2[i])),
    );
    const soon = seen.outlook?.future.scenarios
      .find(({ treatment, speed }) => treatment === 'none' && speed === 'average')
      ?.years.find(({ atYears }) => atYears === REACH.atYears)?.bareOutsideInkCm2;
    const todayVerdict = atMost(bareCm2, REACH.cm2);
    const soonVerdict = soon === undefined ? 'keeps' : atMost(soon, REACH.cm2);
    const byToday = todayVerdict === 'breaks' || soonVerdict === 'keeps' || soon === undefined;
    const verdict = byToday ? todayVerdict : soonVerdict;
    const wider = seen.outlook?.future.reach ?? null;
    const says = [
      `${inWords(bareCm2, 'cm²', 1)} of bare scalp lie close outside the zone today.`,
      ...(soon === undefined
        ? []
        : [`On the average course without treatment ${inWords(soon, 'cm²')} more go bare outside it in ${REACH.atYears} years.`]),
      ...(wider === null || verdict === 'keeps'
        ? []
        : [`A zone that reaches ${wider.untilYears} years would be larger by ${inWords(wider.addedCm2, 'cm²')}.`]),
    ].join(' ');
    const ahead = wider === null ? [] : aheadOf(seen, grid, wider.zoneMm);
    return {
      verdict,
      says,
      measured: byToday || soon === undefined ? bareCm2 : soon,
      limit,
      places: [
        ...(todayVerdict === 'keeps' ? [] : seen.mark.about(bare.map(grid.centre), 'bare scalp outside the zone', LEAST_MARK_MM2)),
        ...(soonVerdict === 'keeps'
          ? []
          : seen.mark.about(ahead.map(grid.centre), 'scalp that a longer reach would take in', LEAST_MARK_MM2)),
      ],
    };
  },
};

export const fastLoss: Rule<PlanSeen> = {
  reason: 'While loss runs fast nobody knows where the edge will be. A plan made now is overtaken before it has healed twice.',
  source:
    'Traquina 2001 (paper): not for very active loss; how common a stage is at an age is a prior of ours put together from several counts.',
  look(seen) {
    const limit = `At least ${100 * FAST_SHARE} in a hundred people of that age are as far on.`;
    const { assumed, sex, ageYears, stage } = seen.person();
    if (assumed.includes('age'))
      return untold(
        'How fast the loss goes is judged by the age, which was not given: say it with --age, or as "age" in the design file.',
        limit,
      );
    if (assumed.includes('stage'))
      return untold('The photo does not show how far the loss has gone: say the stage with --stage, and ask how fast it went.', limit);
    const share = (at: number): number => shareAtLeast(stageShares(sex, ageYears.value), at);
    const measured = between(share(stage.value), share(stage.high), share(stage.low), 'share');
    const scale = sex === 'male' ? 'Norwood' : 'Sinclair';
    const verdict = atLeast(measured, FAST_SHARE);
    return {
      verdict,
      says: `At ${ageYears.value.toFixed(0)} years ${percentInWords(measured)} of ${sex === 'male' ? 'men' : 'women'} have come as far as ${scale} ${inWords(stage, '', 1)}.${verdict === 'keeps' ? '' : ' Ask how the hair was two years ago, and whether it goes on.'}`,
      measured,
      limit,
    };
  },
};

interface RimPoint {
  readonly at: Point;
  readonly haired: boolean;
}

/** The rim of the zone in short steps, and where hair stands beyond it. The planned front is no blend. */
function rimOf({ plan, front }: PlanSeen, grid: HeadGrid, today: Today): readonly RimPoint[] {
  return plan.design.zoneMm.flatMap((zone) =>
    zone.flatMap((from, k): RimPoint[] => {
      const to = zone[(k + 1) % zone.length];
      const steps = Math.max(1, Math.round(distance(from, to) / RIM_STEP_MM));
      const length = Math.max(1e-9, distance(from, to));
      const out: Point = [(to[1] - from[1]) / length, -(to[0] - from[0]) / length];
      return Array.from({ length: steps }, (_, s): RimPoint => {
        const at: Point = [from[0] + ((to[0] - from[0]) * s) / steps, from[1] + ((to[1] - from[1]) * s) / steps];
        const way = contains(zone, at[0] + 0.5 * out[0], at[1] + 0.5 * out[1]) ? -1 : 1;
        const beyond: Point = [at[0] + way * BEYOND_MM * out[0], at[1] + way * BEYOND_MM * out[1]];
        const ahead = front !== null && beyond[1] > front.yAt(beyond[0]);
        const cell = grid.cellAt(beyond[0], beyond[1]);
        return { at, haired: !ahead && cell >= 0 && grid.shown[cell] === 1 && today.shareOfFull[cell] >= HAIR_SHARE };
      });
    }),
  );
}

/** Breadth over which dots rise from the haired rim to the density that they keep: twice the mean shortfall, which is exact for a straight and a smooth rise. */
function rampMm({ plan, dots, geometry }: PlanSeen, rim: readonly RimPoint[]): Estimate | null {
  const binOf = ([x, y]: Point): number => {
    let [least, haired] = [Number.POSITIVE_INFINITY, false];
    for (const point of rim) {
      const square = (point.at[0] - x) ** 2 + (point.at[1] - y) ** 2;
      if (square < least) [least, haired] = [square, point.haired];
    }
    return haired ? Math.floor(Math.sqrt(least) / BLEND_BINS.mm) : -1;
  };
  const count = new Float64Array(BLEND_BINS.count);
  const cm2 = new Float64Array(BLEND_BINS.count);
  for (let i = 0; i < dots.count; i++) {
    const bin = binOf([dots.xMm[i], dots.yMm[i]]);
    if (bin >= 0 && bin < BLEND_BINS.count) count[bin]++;
  }
  for (const zone of plan.design.zoneMm) {
    const [xs, ys] = [zone.map(([x]) => x), zone.map(([, y]) => y)];
    for (let y = Math.min(...ys); y <= Math.max(...ys); y += SKIN_STEP_MM)
      for (let x = Math.min(...xs); x <= Math.max(...xs); x += SKIN_STEP_MM) {
        if (!contains(zone, x, y)) continue;
        const bin = binOf([x, y]);
        if (bin >= 0 && bin < BLEND_BINS.count) cm2[bin] += (geometry.skinPerChart(x, y) * SKIN_STEP_MM ** 2) / 100;
      }
  }
  const bins = cm2.findIndex((area) => area < BLEND_BINS.leastCm2);
  const reached = bins < 0 ? BLEND_BINS.count : bins;
  if (reached < 5) return null;
  const perCm2 = Array.from({ length: reached }, (_, b) => count[b] / cm2[b]);
  // the densest three bins together are what the zone keeps up
  const kept = perCm2.map((_, b) => (b + 2 < reached ? (perCm2[b] + perCm2[b + 1] + perCm2[b + 2]) / 3 : 0));
  const most = Math.max(...kept);
  if (most <= 0) return null;
  const until = kept.indexOf(most) + 1;
  const shortfall = sum(perCm2.slice(0, until).map((density) => Math.max(0, 1 - density / most) * BLEND_BINS.mm));
  const ramp = 2 * shortfall;
  return withError(ramp, Math.sqrt((BLEND_ERROR.share * ramp) ** 2 + BLEND_ERROR.mm ** 2), 'mm', 0);
}

/** Cells of bare scalp in view, not treated, behind the front, near to what is treated. */
function bareBeside(seen: PlanSeen, grid: HeadGrid, today: Today): readonly number[] {
  const { field } = inkOf(seen.plan, seen.dots, grid);
  const steps = Math.ceil(REACH.withinMm / CELL_MM);
  const near = (i: number): boolean => {
    const [c, r] = [i % grid.columns, Math.floor(i / grid.columns)];
    for (let dr = -steps; dr <= steps; dr++)
      for (let dc = -steps; dc <= steps; dc++) {
        if (Math.sqrt(dc * dc + dr * dr) * CELL_MM > REACH.withinMm) continue;
        if (c + dc < 0 || c + dc >= grid.columns || r + dr < 0 || r + dr >= grid.rows) continue;
        if (field[i + dr * grid.columns + dc] === 1) return true;
      }
    return false;
  };
  return [...field.keys()].filter(
    (i) =>
      grid.skinCm2[i] > 0 &&
      field[i] === 0 &&
      grid.excluded[i] === 0 &&
      grid.shown[i] === 1 &&
      grid.behindFrontMm[i] > CELL_MM &&
      today.shareOfFull[i] < BARE_SHARE &&
      near(i),
  );
}

function aheadOf({ plan }: PlanSeen, grid: HeadGrid, zoneMm: readonly (readonly Point[])[]): readonly number[] {
  return [...grid.skinCm2.keys()].filter((i) => {
    const [x, y] = grid.centre(i);
    const within = (zones: readonly (readonly Point[])[]): boolean => zones.some((zone) => contains(zone, x, y));
    return grid.skinCm2[i] > 0 && grid.shown[i] === 1 && within(zoneMm) && !within(plan.design.zoneMm);
  });
}

/** Share of people at a stage or beyond, on a straight line between whole stages. */
function shareAtLeast(shares: readonly number[], stage: number): number {
  const from = (whole: number): number => sum(shares.slice(Math.max(0, whole - 1)));
  const below = Math.floor(stage);
  return from(below) + (from(below + 1) - from(below)) * (stage - below);
}

function sum(values: ArrayLike<number> & Iterable<number>): number {
  let total = 0;
  for (const v of values) total += v;
  return total;
}
