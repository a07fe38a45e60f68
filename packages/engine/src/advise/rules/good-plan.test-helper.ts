/** A plan that a careful practitioner has nothing to say against, to be spoilt in one thing at a time. */
import type { DotColumns } from '../../document/packed.ts';
import { samplePlan } from '../../document/sample-plan.test-helper.ts';
import type { Plan } from '../../document/schema.ts';
import { between, withRelativeError } from '../../estimate.ts';
import { yearsOfPlan } from '../../forecast/outlook.ts';
import { surfaceGeometry } from '../../head/surface.ts';
import { contains, type Point, type Polygon, signedArea } from '../../polygon.ts';
import { seededRandom } from '../../random.ts';
import { smoothstep } from '../../smoothstep.ts';
import { FRONT_MM, headOfStage, oval } from '../head-plan.test-helper.ts';
import type { CheckMore } from './seen.ts';

export interface Checked {
  readonly plan: Plan;
  readonly dots: DotColumns;
  readonly more: CheckMore;
}

export const ZONE: Polygon = oval(0, 24, 64, 84);
export const NO_GO: Polygon = [
  [-24, 4],
  [-18, 4],
  [-18, 10],
  [-24, 10],
];
export const PER_CM2 = 48;

export const frontYMm = (x: number): number => 86 - 30 * (Math.abs(x) / 50) ** 1.8;

/** How far the dots begin behind the planned line: mounds of 5 mm that are not the same on both sides. */
function moundMm(x: number): number {
  return 3 + 2.5 * Math.sin((2 * Math.PI * x) / 26);
}

export interface Pattern {
  readonly perCm2: number;
  readonly featherMm: number;
  readonly mound: (x: number) => number;
  readonly blendMm: number;
  readonly leastSpacings: number;
  readonly zone: Polygon;
  readonly seed: number;
}

export const GOOD_PATTERN: Pattern = {
  perCm2: PER_CM2,
  featherMm: 7,
  mound: moundMm,
  blendMm: 28,
  leastSpacings: 0.5,
  zone: ZONE,
  seed: 1,
};

/** Dots thrown at a density, none nearer to another than a part of the spacing; in three sessions by chance. */
export function thrown(pattern: Partial<Pattern> = {}): DotColumns {
  const { perCm2, featherMm, mound, blendMm, leastSpacings, zone, seed } = { ...GOOD_PATTERN, ...pattern };
  const random = seededRandom(seed, 'thrown');
  const geometry = surfaceGeometry(samplePlan().surface);
  const leastMm = (leastSpacings * 10) / Math.sqrt(perCm2);
  const rim = zone.filter(([x, y]) => y < frontYMm(x) - 1);
  const kept: Point[] = [];
  const buckets = new Map<number, Point[]>();
  const bucketOf = (x: number, y: number): number => Math.floor(y / 2) * 1000 + Math.floor(x / 2);
  const share = ([x, y]: Point): number => {
    if (
      !contains(zone, x, y) ||
      contains(NO_GO, x + 2, y) ||
      contains(NO_GO, x - 2, y) ||
      contains(NO_GO, x, y + 2) ||
      contains(NO_GO, x, y - 2)
    )
      return 0;
    const slope = frontYMm(x + 0.5) - frontYMm(x - 0.5);
    const depth = (frontYMm(x) - y) / Math.sqrt(1 + slope * slope);
    const toRim = rim.reduce((least, [rx, ry]) => Math.min(least, Math.sqrt((rx - x) ** 2 + (ry - y) ** 2)), 1e9);
    const blend = depth < 16 ? 1 : smoothstep(0, blendMm, toRim);
    return (smoothstep(0, featherMm, depth - mound(x)) * blend * geometry.skinPerChart(x, y)) / 1.6;
  };
  // a third more than stay: the hard core turns so many away
  const tries = Math.round(perCm2 * 1.6 * 1.28 * 1.56 * 100 * 1.3);
  for (let k = 0; k < tries; k++) {
    const at: Point = [-64 + 128 * random.next(), -66 + 156 * random.next()];
    if (random.next() > share(at)) continue;
    let free = true;
    for (let dr = -2; dr <= 2; dr += 2)
      for (let dc = -2; dc <= 2; dc += 2)
        for (const [x, y] of buckets.get(bucketOf(at[0] + dc, at[1] + dr)) ?? [])
          if ((x - at[0]) ** 2 + (y - at[1]) ** 2 < leastMm * leastMm) free = false;
    if (!free) continue;
    kept.push(at);
    const key = bucketOf(at[0], at[1]);
    buckets.set(key, [...(buckets.get(key) ?? []), at]);
  }
  return dotsAt(kept, seed);
}

export function dotsAt(places: readonly Point[], seed: number = 1): DotColumns {
  const random = seededRandom(seed, 'traits');
  const count = places.length;
  const chance = places.map(() => random.next());
  return {
    count,
    xMm: Float32Array.from(places, (p) => p[0]),
    yMm: Float32Array.from(places, (p) => p[1]),
    diameterMm: Float32Array.from(places, () => 0.28 * (1 + 0.1 * random.normal())),
    tone: Float32Array.from(places, () => 1 + 0.05 * random.normal()),
    session: Uint8Array.from(chance, (c) => (c < 0.3 ? 1 : c < 0.7 ? 2 : 3)),
    zone: Uint8Array.from(places, ([x, y]) => [15, 50, 100, 1e9].findIndex((limit) => frontYMm(x) - y < limit)),
    order: Uint32Array.from(places, (_, i) => i),
  };
}

export function goodPlan(): Checked {
  const dots = thrown();
  const head = headOfStage(3);
  const geometry = surfaceGeometry(head.surface);
  const map = head.measurement.thinning!;
  // the photo shows the forehead too, and no hair on it
  const coverage = map.coverage.map((value, k) => {
    const x = map.xMm0 + ((k % map.columns) + 0.5) * map.cellMm;
    const y = map.yMm0 + (Math.floor(k / map.columns) + 0.5) * map.cellMm;
    return y > frontYMm(x) + 1 && geometry.cosTiltAtChart(x, y) > 0.2 ? 0 : value;
  });
  const areaCm2 = Math.abs(signedArea(ZONE)) / 80;
  const corner = (side: 'left' | 'right', x: number): Plan['design']['landmarks'][number] => ({
    name: `frontotemporal point, ${side}`,
    atMm: [x, frontYMm(x)],
    visible: true,
    fromGlabellaMm: between(112, 104, 120, 'mm'),
    fromTragusMm: between(120, 110, 130, 'mm'),
  });
  const plan: Plan = {
    ...head,
    mode: 'shaved',
    options: { ...head.options, person: { sex: 'male', ageYears: 45, stage: 3 }, skinType: 'III' },
    measurement: {
      ...head.measurement,
      thinning: { ...map, coverage },
      hairLengthMm: between(1, 0.7, 1.4, 'mm'),
      excluded: { glossShare: 0, shadowShare: 0, moles: [] },
    },
    design: {
      ...head.design,
      hairlineMm: FRONT_MM.map(([x, y]) => [x, y]),
      featherMm: 7,
      zoneMm: [ZONE.map(([x, y]) => [x, y])],
      zonePx: [
        ZONE.map(([x, y]) => {
          const [px, py] = geometry.toPhoto(x, y)!;
          return [px, py];
        }),
      ],
      excludeMm: [NO_GO.map(([x, y]) => [x, y])],
      landmarks: [
        {
          name: 'mid-frontal point',
          atMm: [0, 86],
          visible: true,
          fromGlabellaMm: between(92, 88, 96, 'mm'),
          fromTragusMm: between(170, 160, 180, 'mm'),
        },
        corner('right', -50),
        corner('left', 50),
      ],
      zones: head.design.zones.map((zone, k) => ({
        ...zone,
        dots: dots.zone.reduce((sum, z) => sum + (z === k ? 1 : 0), 0),
        dotsPerCm2: between(PER_CM2, 40, 56, '1/cm2'),
      })),
    },
    dotModel: { ...head.dotModel, healedDiameterMm: between(0.28, 0.26, 0.31, 'mm') },
    recipes: head.recipes.map((recipe) => ({
      ...recipe,
      depthMm: between(0.2, 0.15, 0.26, 'mm'),
      waterParts: between(18, 12, 27, 'parts'),
    })),
    zoneAreaCm2: withRelativeError(areaCm2, 0.06, 'cm2'),
  };
  return {
    plan: { ...plan, forecast: yearsOfPlan(plan).map((zone) => ({ ...zone })) as unknown as NonNullable<Plan['forecast']> },
    dots,
    more: { middleThirdMm: between(70, 68, 72, 'mm') },
  };
}

/** The photo's pixel of a chart point. */
export function pxOf({ plan }: Checked, xMm: number, yMm: number): Point {
  return surfaceGeometry(plan.surface).toPhoto(xMm, yMm)!;
}
