/** A plan's detectability: healed, in five years, and after two refreshes; zone by zone, so that a picture can show where it is worst. */
import { colourOfReflectance } from '../../colour/reflectance.ts';
import type { DotColumns } from '../../document/packed.ts';
import type { DotYears, Plan, ZoneName } from '../../document/schema.ts';
import { between, type Estimate } from '../../estimate.ts';
import { HEALED_DAY } from '../../forecast/forecast.ts';
import { yearsOfPlan } from '../../forecast/outlook.ts';
import type { Places } from '../../layout/scene.ts';
import { info, type Note, warning } from '../../note.ts';
import { hairReflectance, NATURAL_HAIR } from '../../skin/hair-tone.ts';
import { skinColour } from '../../skin/skin-colour.ts';
import { DAYS_PER_YEAR } from '../../units.ts';
import type { Window } from './arrangement.ts';
import { scoreOf, tellsOf, worstOf } from './detectability.ts';
import { frontTell } from './front.ts';
import { ownHair } from './own-hair.ts';
import { colourOf, dayOf, frontOf, type Hand, handOf, traitsOf, type ZoneDots, zonesOf } from './plan-marks.ts';
import { refreshed } from './refreshed.ts';
import { LEAST_MARKS } from './spacing.ts';
import { type Detectability, type Front, type Marks, TELLS, type Tell, type TellScore } from './terms.ts';

export interface ZoneDetectability {
  readonly zone: ZoneName;
  readonly score: Estimate;
  readonly tells: readonly TellScore[];
}

export interface PlanDetectability extends Detectability {
  readonly zones: readonly ZoneDetectability[];
}

export interface DetectabilityOfPlan {
  /** Healed; null for a plan of too few dots. */
  readonly now: PlanDetectability | null;
  readonly fiveYears: PlanDetectability | null;
  /** Null too where the forecast foresees no second refresh. */
  readonly afterTwoRefreshes: PlanDetectability | null;
  readonly notes: readonly Note[];
}

const FIVE_YEARS = 5;
/** Fewest follicles that a share of dots among them is told from. */
const LEAST_SHARE = 0.3;

const NOWHERE: Window = { x0Mm: 0, y0Mm: 0, x1Mm: 0, y1Mm: 0, inside: () => false };
const TOO_FEW: DetectabilityOfPlan = {
  now: null,
  fiveYears: null,
  afterTwoRefreshes: null,
  notes: [
    warning(
      'too-few-dots',
      `A plan of fewer than ${LEAST_MARKS} dots shows no arrangement: how easily it is told from own hair is not judged.`,
    ),
  ],
};

/**
 * @param dots the plan's, unpacked
 * @param hairs own follicles on the chart where they are known; a stored plan does not hold them, and its dots then count as a part of dots and hairs
 */
export function detectabilityOfPlan(plan: Plan, dots: DotColumns, hairs: Places | null = null): DetectabilityOfPlan {
  if (dots.count < LEAST_MARKS) return TOO_FEW;
  const { measurement } = plan;
  const own = ownHair({
    ...(hairs === null ? {} : { places: hairs }),
    shaftUm: measurement.shaftWidthUm,
    unitShares: measurement.hairsPerUnit?.shares ?? null,
    pattern: measurement.pattern ?? null,
    ...(measurement.hairLab == null
      ? { hairLab: colourOfReflectance(hairReflectance(NATURAL_HAIR['dark-brown'])).lab, besideLab: skinColour(plan.dotModel.skin).lab }
      : { hairLab: measurement.hairLab, besideLab: measurement.skin.lab }),
  });
  const hand = handOf(plan, dots);
  const front = frontOf(plan);
  const years = (plan.forecast ?? yearsOfPlan(plan)) as readonly DotYears[];
  const zones = zonesOf(plan, hand, years, front);
  if (zones.length === 0) return TOO_FEW;
  const edge = frontOfDots(hand, front);
  const atDay = (days: number): PlanDetectability =>
    together(zones, (zone) => tellsOf(marksAt(plan, hand, zone, days, hairs !== null), own, null), edge);
  const later = zones.map((zone) => refreshed(plan, hand, zone, leastShare(plan, zone.zone, hairs !== null)));
  const second = later.every((marks) => marks !== null);
  const notes: Note[] = [
    info(
      'detectability-is-a-model',
      'The score weighs published signs by our own judgement; no study of lookers stands behind the weights. It is of a close look, as in a mirror at arm’s length or nearer.',
    ),
  ];
  if (second)
    notes.push(
      info(
        'refresh-among-old',
        'Refreshes are reckoned as planned around the dots that are there. A hand that puts new dots without regard to the old ones makes more clumps.',
      ),
    );
  else
    notes.push(
      info('no-second-refresh', 'The forecast foresees no second refresh in some zone: the state after two of them is not judged.'),
    );
  return {
    now: atDay(HEALED_DAY),
    fiveYears: atDay(HEALED_DAY + FIVE_YEARS * DAYS_PER_YEAR),
    afterTwoRefreshes: second ? together(zones, (_, k) => tellsOf(later[k] as Marks, own, null), edge) : null,
    notes,
  };
}

function marksAt(plan: Plan, hand: Hand, zone: ZoneDots, days: number, hairsKnown: boolean): Marks {
  const { diameterError } = dayOf(zone.years, days);
  return {
    ...zone.places,
    ...traitsOf(hand, zone, days, plan.dotModel.healedDiameterMm.value),
    window: zone.window,
    diameterError,
    leastShare: leastShare(plan, zone.zone, hairsKnown),
    colour: colourOf(plan, zone.zone, [[days, 1]]),
  };
}

function leastShare(plan: Plan, zone: ZoneName, hairsKnown: boolean): number {
  const row = plan.design.zones.find(({ name }) => name === zone);
  if (hairsKnown || row === undefined) return 1;
  return Math.min(1, Math.max(LEAST_SHARE, row.dotsPerCm2.value / row.targetPerCm2.value));
}

/** The front edge is that of all dots, whatever their zone. */
function frontOfDots({ places, dots }: Hand, front: Front | null): TellScore {
  return frontTell(
    { ...places, diameterMm: dots.diameterMm, darkness: dots.tone, window: NOWHERE, diameterError: 0, leastShare: 1, colour: null },
    front,
  );
}

/** A tell of the plan is the mean of its zones by their dots. */
function together(
  zones: readonly ZoneDots[],
  tellsIn: (zone: ZoneDots, k: number) => readonly TellScore[],
  front: TellScore,
): PlanDetectability {
  const inZones = zones.map((zone, k) => ({
    zone: zone.zone,
    share: zone.share,
    tells: tellsIn(zone, k).filter(({ tell }) => tell !== 'front'),
  }));
  const tells = TELLS.map((tell) => (tell === 'front' ? front : meanOf(tell, inZones)));
  const worst = [
    ...inZones.map(({ zone, tells: mine }) => worstOf(mine, zone as ZoneName | null)),
    worstOf([front], 'hairline' as ZoneName | null),
  ].reduce((most, next) => (next !== null && next.counts > (most?.counts ?? 0) ? next : most), null);
  return {
    score: scoreOf(tells),
    tells,
    worst: worst === null ? null : { tell: worst.tell, zone: worst.zone },
    zones: inZones.map(({ zone, tells: mine }) => ({ zone, score: scoreOf(mine), tells: mine })),
  };
}

function meanOf(tell: Tell, inZones: readonly { readonly share: number; readonly tells: readonly TellScore[] }[]): TellScore {
  const all = inZones.map(({ share, tells }) => ({ share, tell: tells.find((one) => one.tell === tell) as TellScore }));
  const seen = all.filter((one): one is { share: number; tell: TellScore & { score: Estimate } } => one.tell.score !== null);
  if (seen.length === 0) return all[0].tell;
  const total = seen.reduce((sum, { share }) => sum + share, 0);
  const mean = (end: 'value' | 'low' | 'high'): number => seen.reduce((sum, one) => sum + (one.share * one.tell.score[end]) / total, 0);
  // what is said is said of the zone that counts most
  const most = seen.reduce((best, next) => (next.share * next.tell.score.value > best.share * best.tell.score.value ? next : best));
  return { ...most.tell, score: between(mean('value'), mean('low'), mean('high'), 'share') };
}
