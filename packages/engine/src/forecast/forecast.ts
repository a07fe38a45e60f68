/**
 * The stage `forecast`: a plan's dot through time as its picture needs it. The healed dot (day 42) is the reference: its load and breadth are those of the
 * recipe, and everything before and after is relative to it.
 */
import type { DotModel, Plan, RecipeRecord, SkinKind, ZoneName } from '../document/schema.ts';
import { between, type Estimate, scaledBy, Z80 } from '../estimate.ts';
import type { Deposit } from '../skin/dot-contrast.ts';
import type { Skin } from '../skin/tissue.ts';
import { smoothstep } from '../smoothstep.ts';
import { lifeAt, MIDDLE, towards } from './draws.ts';
import { breadthRatio, depthLeftMm, HEALED_DAY, paleShare, tintAt, tintingShare } from './kinetics.ts';
import { AVERAGE_SUN, type LifeDraw, lifeOf } from './priors.ts';
import { doseShare } from './sun.ts';

export { HEALED_DAY } from './kinetics.ts';

/** Practice values of the dot as it is seen, until a client's own are known. */
const SEEN_MM = { fresh: between(0.4, 0.3, 0.5, 'mm'), healed: between(0.28, 0.2, 0.4, 'mm') };

/** Halo and crust make a fresh dot broad; lines of permanent make-up lose a quarter of their width in five to seven days (practice). */
const HEALING_DAYS = 5;

/** Within the interval of a forecast: the pale end, the middle, the dark end. */
export const OUTLOOKS = ['least', 'likely', 'most'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

export interface DotState {
  /** What tints, relative to the healed dot of the likely course. */
  readonly ink: number;
  /** The same by area of the dot at its middle: ink is spread over the dot. */
  readonly centre: number;
  /** Width relative to the healed dot. */
  readonly widthRatio: number;
  /** Share of the ink that cells have gathered since day 42: it tints neutral, and half as much. */
  readonly gatheredShare: number;
  /** Redness of the skin round about, 1 under the needle. */
  readonly redness: number;
  /** Share of the dots that bear a crust. */
  readonly crusted: number;
}

/** Redness goes within two to five days; crusts form in the first and fall on days 3 to 10 (practice, medium confidence). */
const REDNESS_DAYS = 1.6;
const CRUST = { formedByDay: 1.5, fallsFromDay: 3, goneByDay: 10 };

/** State of a dot `atDays` after the needle (≥ 0). `least` and `most` are the ends of the 80 % interval. */
export function dotStateAt(atDays: number, model: DotModel, outlook: Outlook = 'likely'): DotState {
  if (!(atDays >= 0)) throw new RangeError(`atDays ${atDays} is before the needle`);
  const likely = lifeAt(model.life, MIDDLE);
  const draw =
    outlook === 'likely' ? likely : towards(model.life, outlook === 'least' ? -Z80 : Z80, (life) => faintness(atDays, model, life));
  const ink = inkAt(atDays, model, draw) / inkAt(HEALED_DAY, model, likely);
  const widthRatio = widthAt(atDays, model, draw);
  return {
    ink,
    centre: ink / widthRatio ** 2,
    widthRatio,
    gatheredShare: gatheredSince(HEALED_DAY, atDays, draw),
    redness: Math.exp(-atDays / REDNESS_DAYS),
    crusted: Math.min(1, atDays / CRUST.formedByDay) * (1 - smoothstep(CRUST.fallsFromDay, CRUST.goneByDay, atDays)),
  };
}

/** What makes a dot paler to the eye: less ink, and half as much the area that it spreads over. */
function faintness(atDays: number, model: DotModel, life: LifeDraw): number {
  return Math.log(inkAt(atDays, model, life)) - Math.log(widthAt(atDays, model, life));
}

/** All ink that tints and that new skin does not hide, of what the needle left. */
export function inkAt(atDays: number, { depthMm, sunSedPerYear }: DotModel, life: LifeDraw): number {
  return tintingShare(depthMm.value, atDays, life, sunSedPerYear.value) * (1 - paleShare(atDays, life));
}

/** Width against that of day 42. */
export function widthAt(atDays: number, model: DotModel, life: LifeDraw): number {
  const fresh = model.freshDiameterMm.value / model.healedDiameterMm.value;
  return atDays < HEALED_DAY
    ? 1 + (fresh - 1) * stillFresh(atDays)
    : breadthRatio(model.depositDiameterMm, model.depthMm.value, atDays, life, model.sunSedPerYear.value);
}

/** Breadth of a dot as it is seen in the likely course: the light in skin adds its own to that of the ink. From day 42 on. */
export function seenDiameterMm(model: DotModel, atDays: number): number {
  return seenMm(model.healedDiameterMm.value, model.depositDiameterMm, widthAt(atDays, model, lifeAt(model.life, MIDDLE)));
}

/** @param widthRatio of the ink against day 42 */
export function seenMm(healedMm: number, depositMm: number, widthRatio: number): number {
  return Math.sqrt(healedMm ** 2 + depositMm ** 2 * (widthRatio ** 2 - 1));
}

/** 1 under the needle, 0 from day 42. */
export function stillFresh(atDays: number): number {
  const end = Math.exp(-HEALED_DAY / HEALING_DAYS);
  return atDays >= HEALED_DAY ? 0 : (Math.exp(-atDays / HEALING_DAYS) - end) / (1 - end);
}

/** Clumps have about half the tint of fine ink (`skin/pigment.ts`): the share that explains how much tint was lost to gathering. */
const CLUMP_TINT = 0.55;
function gatheredSince(fromDay: number, atDays: number, life: LifeDraw): number {
  const kept = tintAt(Math.max(fromDay, atDays), life) / tintAt(fromDay, life);
  return Math.min(1, (1 - kept) / (1 - CLUMP_TINT));
}

/** What a dot at another depth keeps of its ink up to a day, in the likely course. */
export function keptShare(model: DotModel, depthMm: number, atDays: number): number {
  return tintingShare(depthMm, atDays, lifeAt(model.life, MIDDLE), model.sunSedPerYear.value);
}

/**
 * The healed dot and how it will age, for the dot model of a plan.
 * @param recipe what most of the dots are made by
 * @param sunSedPerYear of the bare vertex
 */
export function dotModelFor(
  skin: Skin,
  { depthMm, diameterMm, loadGPerM2 }: Pick<RecipeRecord, 'depthMm' | 'diameterMm' | 'loadGPerM2'>,
  sunSedPerYear: Estimate = AVERAGE_SUN,
  skinKind: SkinKind = 'usual',
): DotModel {
  return {
    skin: { ...skin },
    depthMm,
    depositDiameterMm: diameterMm.value,
    loadGPerM2,
    freshDiameterMm: SEEN_MM.fresh,
    healedDiameterMm: SEEN_MM.healed,
    sunSedPerYear,
    life: lifeOf(skinKind),
  };
}

/** The plan's dot as its recipe makes it in some zones, in the sun that they get; the plan's own where no recipe names the first of them. */
export function modelInZones({ dotModel, recipes, mode, measurement }: ForZones, zones: readonly ZoneName[]): DotModel {
  const recipe = recipes.find((one) => one.zones.includes(zones[0]));
  const hairCoverage = mode === 'density' ? (measurement.hairCoverage?.value ?? 0) : 0;
  return {
    ...dotModel,
    ...(recipe === undefined ? {} : { depthMm: recipe.depthMm, depositDiameterMm: recipe.diameterMm.value, loadGPerM2: recipe.loadGPerM2 }),
    sunSedPerYear: scaledBy(dotModel.sunSedPerYear, doseShare(zones, hairCoverage)),
  };
}

type ForZones = Pick<Plan, 'dotModel' | 'recipes' | 'mode' | 'measurement'>;

/**
 * A fresh deposit fills the needle's track up to the surface; what lies in the epidermis is shed, and its centre sinks: by so large a share of the depth it
 * lies higher under the needle, and by no more than so much where it lies deep [A].
 */
const FRESH_RISE = { share: 0.15, mostMm: 0.03 };

/** Depth of a dot's ink at a day, below the surface. */
export function depthAtMm({ depthMm: { value } }: DotModel, atDays: number): number {
  return depthLeftMm(value, atDays) - Math.min(FRESH_RISE.mostMm, FRESH_RISE.share * value) * stillFresh(atDays);
}

/** The deposit of a dot of tone 1 at a day, in the skin it lies in. */
export function depositAt(
  model: DotModel,
  atDays: number,
  outlook: Outlook = 'likely',
): { readonly skin: Skin; readonly deposit: Deposit } {
  const { centre, widthRatio, gatheredShare } = dotStateAt(atDays, model, outlook);
  return {
    skin: model.skin,
    deposit: {
      kind: 'fine',
      depthMm: depthAtMm(model, atDays),
      diameterMm: model.depositDiameterMm * widthRatio,
      loadGPerM2: (model.loadGPerM2.value * centre) / (1 - gatheredShare * (1 - CLUMP_TINT)),
      gatheredShare,
    },
  };
}
