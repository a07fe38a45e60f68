/** The forecasts that are asked for: of a plan, zone by zone, and of a dot that somebody has in mind. */
import {
  type DotModel,
  type MeasurementRecord,
  type Mode,
  type Plan,
  type RecipeRecord,
  type SkinKind,
  type SkinType,
  type SunOption,
  ZONE_NAMES,
  type ZoneName,
} from '../document/schema.ts';
import { between, type Estimate, scaledBy } from '../estimate.ts';
import { type Skin, skinOfType } from '../skin/tissue.ts';
import { dotModelFor, HEALED_DAY, keptShare, modelInZones } from './forecast.ts';
import { AVERAGE_SUN, lifeOf } from './priors.ts';
import { type SunHabits, yearlyDose } from './sun.ts';
import { type DotYears, dotYears, type Evidence, firstRefreshOf } from './years.ts';

export interface Forecast {
  /** Of what most of the dots are made by, in the sun of the bare vertex. */
  readonly dotModel: DotModel;
  readonly zones: readonly DotYears[];
}

/** The stage `forecast`. @param targetPerCm2 dots and hairs wanted together; where hair covers, there are fewer dots by as much */
export function forecast(
  { skin, recipes }: { readonly skin: Skin; readonly recipes: readonly RecipeRecord[] },
  given: {
    readonly mode: Mode;
    readonly measurement: MeasurementRecord;
    readonly targetPerCm2: Readonly<Record<ZoneName, number>>;
    readonly sun: SunOption | undefined;
    readonly skinKind: SkinKind | undefined;
    readonly seed: number;
  },
): Forecast {
  const dotModel = dotModelFor(skin, recipes[recipes.length - 1], sunOf(given.sun), given.skinKind);
  const plan = { dotModel, recipes: [...recipes], mode: given.mode, measurement: given.measurement };
  const bare = given.mode === 'density' ? 1 - (given.measurement.hairCoverage?.value ?? 0) : 1;
  const zones = ZONE_NAMES.map((zone) =>
    dotYears({
      zone,
      model: modelInZones(plan, [zone]),
      dotsPerCm2: bare * given.targetPerCm2[zone],
      years: PLAN_YEARS,
      seed: given.seed,
    }),
  );
  return { dotModel, zones };
}

/** Yearly dose of the bare vertex: said, or from habits, or that of a usual client. */
export function sunOf(sun: SunOption | undefined): Estimate {
  if (sun === undefined) return AVERAGE_SUN;
  return 'sedPerYear' in sun
    ? between(sun.sedPerYear as number, sun.sedPerYear as number, sun.sedPerYear as number, 'SED/year')
    : yearlyDose(sun as SunHabits);
}

type ForYears = Pick<Plan, 'dotModel' | 'recipes' | 'mode' | 'measurement' | 'seed'> & {
  readonly design: { readonly zones: readonly Pick<Plan['design']['zones'][number], 'name' | 'dotsPerCm2'>[] };
};

/** Years ahead that a plan looks. */
export const PLAN_YEARS = 10;

/** Every zone of a plan through the years, from the front edge back. */
export function yearsOfPlan(
  plan: ForYears,
  years: number = PLAN_YEARS,
  evidence: readonly Evidence[] = [],
  skinKind?: SkinKind,
): readonly DotYears[] {
  const { dotModel } = plan;
  const given =
    skinKind === undefined
      ? plan
      : { ...plan, dotModel: { ...dotModel, life: { ...dotModel.life, skinFactor: lifeOf(skinKind).skinFactor } } };
  return plan.design.zones.map(({ name, dotsPerCm2 }) =>
    dotYears({ zone: name, model: modelInZones(given, [name]), dotsPerCm2: dotsPerCm2.value, years, seed: plan.seed, evidence }),
  );
}

/** Of a plan's zones the one that wants a refresh first; null where none does. */
export function firstToRefresh(zones: readonly DotYears[]): DotYears | null {
  let first: DotYears | null = null;
  for (const zone of zones)
    if (zone.firstRefresh !== null && (first?.firstRefresh == null || zone.firstRefresh.value < first.firstRefresh.value)) first = zone;
  return first;
}

/** Yearly doses of the bare vertex, from a head that is always covered to outdoor work in strong sun. */
const DOSES_SED: readonly number[] = [0, 30, 75, 150, 300, 500, 800, 1200, 1600, 2000];

export interface SunPoint {
  readonly sedPerYear: number;
  readonly firstRefresh: Estimate;
}

/** The first refresh of the zone that wants it first, by the sun that the client gets; doses at which none is wanted are left out. */
export function refreshBySun(plan: ForYears & { readonly forecast?: readonly DotYears[] | undefined }): readonly SunPoint[] {
  const first = firstToRefresh(plan.forecast ?? yearsOfPlan(plan));
  const zone = plan.design.zones.find(({ name }) => name === first?.zone);
  if (zone === undefined) return [];
  return DOSES_SED.flatMap((sedPerYear) => {
    const dotModel = { ...plan.dotModel, sunSedPerYear: between(sedPerYear, sedPerYear, sedPerYear, 'SED/year') };
    const firstRefresh = firstRefreshOf(modelInZones({ ...plan, dotModel }, [zone.name]), plan.seed);
    return firstRefresh === null ? [] : [{ sedPerYear, firstRefresh }];
  });
}

export interface ImaginedDot {
  readonly type: SkinType;
  readonly depthMm: number;
  /** Of the dot as it is seen at day 42. */
  readonly diameterMm: number;
  /** What the needle leaves, as the load to which it would heal at `USUAL_DEPTH_MM`. */
  readonly loadGPerM2: number;
  /** Where the dot lies; the average of an uncovered vertex where left out. */
  readonly sunSedPerYear?: Estimate;
  readonly skinKind?: SkinKind;
}

export const USUAL_DEPTH_MM = 0.15;
/** Breadth of the ink in a dot that is seen 0.28 mm wide: the light in skin makes up the rest. */
const INK_OF_SEEN = 0.75;
const USUAL_DOTS_PER_CM2 = 70;

/** One dot of a known depth and dose through the years, among 70 like it on a cm². */
export function yearsOfDot(
  dot: ImaginedDot,
  years: number,
  seed: number,
  evidence: readonly Evidence[] = [],
  zone: string = 'dot',
): DotYears {
  return dotYears({ zone, model: modelOfDot(dot), dotsPerCm2: USUAL_DOTS_PER_CM2, years, seed, evidence });
}

export function modelOfDot(dot: ImaginedDot): DotModel {
  const exact = (value: number, unit: string): Estimate => between(value, value, value, unit);
  const recipe = {
    depthMm: exact(dot.depthMm, 'mm'),
    diameterMm: exact(dot.diameterMm * INK_OF_SEEN, 'mm'),
    loadGPerM2: exact(dot.loadGPerM2, 'g/m2'),
  };
  const usual = dotModelFor(skinOfType(dot.type), recipe, dot.sunSedPerYear ?? AVERAGE_SUN, dot.skinKind);
  const kept = keptShare(usual, dot.depthMm, HEALED_DAY) / keptShare(usual, USUAL_DEPTH_MM, HEALED_DAY);
  const scale = dot.diameterMm / usual.healedDiameterMm.value;
  return {
    ...usual,
    loadGPerM2: exact(dot.loadGPerM2 * kept, 'g/m2'),
    freshDiameterMm: scaledBy(usual.freshDiameterMm, scale),
    healedDiameterMm: exact(dot.diameterMm, 'mm'),
  };
}
