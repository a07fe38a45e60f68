/** A plan as the rules look at it: what several of them ask for, worked out once and only when asked. */
import type { DotColumns } from '../../document/packed.ts';
import type { Plan, SkinType } from '../../document/schema.ts';
import type { Estimate } from '../../estimate.ts';
import { yearsOfPlan } from '../../forecast/outlook.ts';
import type { DotYears } from '../../forecast/years.ts';
import { type SurfaceGeometry, surfaceGeometry } from '../../head/surface.ts';
import { skinTypeOfIta } from '../../measure/skin-type.ts';
import type { Point } from '../../polygon.ts';
import { type HeadGrid, headGrid, showsHead } from '../head-grid.ts';
import { type FutureOutlook, givenPerson } from '../outlook.ts';
import { type Person, personOf } from '../stage.ts';
import { hairToday, type Today } from '../today.ts';
import { type DotDensity, densityOfDots } from './dot-density.ts';
import { type DotEdge, edgeOfDots } from './dot-edge.ts';
import type { RuleName } from './finding.ts';
import { type Front, frontOf } from './front.ts';
import { type Marker, markerOf } from './places.ts';
import { type Spacing, spacingOf } from './spacing.ts';

/** What the rules ask of an outlook. */
export type Foreseen = Pick<FutureOutlook, 'person' | 'future'>;

/** What may be known besides the plan. */
export interface CheckMore {
  /** Of `outlookOf` the plan; left out: the rules on the future look at today's scalp. */
  readonly outlook?: Foreseen | null | undefined;
  /** Glabella to the base of the nose, by calliper. */
  readonly middleThirdMm?: Estimate | null | undefined;
  /** Left out: all. */
  readonly only?: readonly RuleName[] | undefined;
}

export interface PlanSeen {
  readonly plan: Plan;
  readonly dots: DotColumns;
  readonly outlook: Foreseen | null;
  readonly middleThirdMm: Estimate | null;
  readonly geometry: SurfaceGeometry;
  readonly mark: Marker;
  /** Years, as given; null where nobody said. */
  readonly age: number | null;
  readonly isFemale: boolean;
  readonly skinType: { readonly type: SkinType; readonly given: boolean } | null;
  /** Null where the plan draws no front edge. */
  readonly front: Front | null;
  /** Null of a patch, or where the photo holds no map of thinning. */
  hair(): { readonly grid: HeadGrid; readonly today: Today } | null;
  person(): Person;
  spacing(): Spacing;
  density(): DotDensity;
  /** Null where too few dots lie at a front that the photo shows. */
  edge(): DotEdge | null;
  years(): readonly DotYears[];
  at(dot: number): Point;
}

export function planSeen(plan: Plan, dots: DotColumns, { outlook = null, middleThirdMm = null }: CheckMore): PlanSeen {
  const geometry = surfaceGeometry(plan.surface);
  const front = frontOf(plan.design);
  const { ita } = plan.measurement.skin;
  const given = plan.options.skinType;
  return {
    plan,
    dots,
    outlook,
    middleThirdMm,
    geometry,
    mark: markerOf(geometry, plan.photo),
    age: plan.options.person?.ageYears ?? plan.design.age ?? null,
    isFemale: plan.options.person?.sex === 'female',
    skinType: given !== undefined ? { type: given, given: true } : ita === null ? null : { type: skinTypeOfIta(ita.value), given: false },
    front,
    hair: once(() => {
      if (!showsHead(plan) || plan.measurement.thinning === undefined) return null;
      const grid = headGrid(plan);
      return { grid, today: hairToday(plan, grid) };
    }),
    person: once(() => outlook?.person ?? personOf(plan, givenPerson(plan)).person),
    spacing: once(() => spacingOf(geometry, dots)),
    density: once(() => densityOfDots(plan, dots, geometry)),
    edge: once(() => (front === null ? null : edgeOfDots(geometry, dots, front))),
    years: once(() => plan.forecast ?? yearsOfPlan(plan)),
    at: (dot) => [dots.xMm[dot], dots.yMm[dot]],
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
