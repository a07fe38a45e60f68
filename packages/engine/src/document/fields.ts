/** What the fields of documents are made of: numbers, texts, places and estimates, each within its limits. */
import { z } from 'zod';

/**
 * Limits that a reader enforces before it allocates. What is drawn or printed takes work with its size in mm and px, so that these are bounded too:
 * no photo shows more than 3 m of a scene, no picture has a side of a million pixels, and no dot of ink is a
 * centimetre broad, or finer than a grain of pigment.
 */
export const LIMITS = {
  dots: 100_000,
  polygonPoints: 20_000,
  polygons: 1_000,
  thinningCells: 40_000,
  chartMm: 2_500,
  photoPx: 1_000_000,
  /** A patch from close by lies on a ball of a hundred times its breadth. */
  roundPx: 100_000_000,
  roundMm: 500_000,
  leastDotMm: 0.001,
  dotMm: 10,
  /** A packed column of the most dots, four bytes each. */
  columnCharacters: 533_336,
  /** Of a sentence, and of a list of things of which a plan has a handful. */
  characters: 10_000,
  listed: 1_000,
} as const;

export const finite = z.number();
export const positive = z.number().positive();
const onChartMm = z.number().min(-LIMITS.chartMm).max(LIMITS.chartMm);
/** A head's outline, and the ellipsoid under it, may reach out of the photo. */
export const onPhotoPx = z.number().min(-LIMITS.photoPx).max(LIMITS.photoPx);
export const lengthPx = positive.max(LIMITS.photoPx);
export const roundPx = positive.max(LIMITS.roundPx);
export const text = z.string().max(LIMITS.characters);
export const share = z.number().min(0).max(1);

export const estimateSchema = z
  .looseObject({ value: finite, low: finite, high: finite, unit: text })
  .refine((e) => e.low <= e.value && e.value <= e.high, { message: 'low ≤ value ≤ high does not hold' })
  .describe('A number with its 80 % interval');

export const noteSchema = z.looseObject({ code: text, severity: z.enum(['info', 'warning', 'refusal']), message: text });
export const pointPxSchema = z.tuple([onPhotoPx, onPhotoPx]);
export const pointMmSchema = z.tuple([onChartMm, onChartMm]);
export const polygonPxSchema = z.array(pointPxSchema).min(3).max(LIMITS.polygonPoints);
export const polygonMmSchema = z.array(pointMmSchema).min(3).max(LIMITS.polygonPoints);
export const polylineMmSchema = z.array(pointMmSchema).max(LIMITS.polygonPoints);

/** A table of pairs may reach so far: work grows with the square of it. */
const FARTHEST_SPACINGS = 4;
/** How dots and hairs lie together, as a scene, a measurement and a plan give it. */
export const pairTableSchema = z
  .looseObject({ binSpacings: z.number().min(0.02).max(0.5), g: z.array(z.number().min(0).max(10)).min(8).max(200), source: text })
  .refine(({ binSpacings, g }) => binSpacings * g.length <= FARTHEST_SPACINGS, {
    message: `must end within ${FARTHEST_SPACINGS} spacings`,
    path: ['g'],
  });

/** An estimate whose whole interval lies above 0 and up to a bound. */
const estimateUpTo = (most: number) =>
  estimateSchema.refine((e) => e.low > 0 && e.high <= most, { message: `must lie above 0 and up to ${most}` });

export const depthSchema = estimateSchema.refine((e) => e.low >= 0 && e.high <= LIMITS.dotMm, {
  message: `must lie from 0 to ${LIMITS.dotMm}`,
});
export const diameterSchema = estimateSchema.refine((e) => e.low >= LIMITS.leastDotMm && e.high <= LIMITS.dotMm, {
  message: `must lie from ${LIMITS.leastDotMm} to ${LIMITS.dotMm}`,
});

export const lifeSchema = z
  .looseObject({
    lymphShare: estimateUpTo(1),
    clumpDays: estimateUpTo(3650),
    clumpedTint: estimateUpTo(1),
    drainPerYear: estimateUpTo(10),
    migrationMm2PerYear: estimateUpTo(1),
    sunFloor: estimateUpTo(10),
    sunPower: estimateUpTo(5),
    skinFactor: estimateUpTo(20),
    palePhase: estimateUpTo(1),
  })
  .describe('how ink is lost and spreads, each with its interval: forecast/priors.ts says what they mean and where they come from');
