/**
 * The plan as a document, version 3. Every surface (command line, studio, clinic) only reads and writes this.
 *
 * Objects are loose: a field that this version does not know is kept as it is and written back.
 * Lengths on the head are millimetres on the scalp chart (`head/surface.ts`), lengths in the photo are pixels of the oriented photo.
 */
import { z } from 'zod';
import {
  depthSchema,
  diameterSchema,
  estimateSchema,
  finite,
  LIMITS,
  lengthPx,
  lifeSchema,
  noteSchema,
  onPhotoPx,
  pairTableSchema,
  pointMmSchema,
  pointPxSchema,
  polygonMmSchema,
  polygonPxSchema,
  polylineMmSchema,
  positive,
  roundPx,
  share,
  text,
} from './fields.ts';

export { estimateSchema, LIMITS, pairTableSchema } from './fields.ts';

export const PLAN_FORMAT = 'stubble-plan';
export const PLAN_VERSION = 3;

/** The zones of a scalp, from the front edge back. */
export const ZONE_NAMES = ['hairline', 'frontal', 'mid-scalp', 'crown'] as const;
export type ZoneName = (typeof ZONE_NAMES)[number];

export const viewSchema = z.enum(['top', 'front', 'crown', 'macro']);
export const modeSchema = z.enum(['density', 'shaved']);
export const styleSchema = z.enum(['soft', 'defined', 'broken']);
export const faceSchema = z.enum(['bottom', 'top', 'left', 'right']).describe('where the face lies in the picture');
export const skinKindSchema = z.enum(['usual', 'oily', 'dry', 'scar']);
export const sexSchema = z.enum(['male', 'female']);
export const skinTypeSchema = z.enum(['I', 'II', 'III', 'IV', 'V', 'VI']);

const optionsSchema = z
  .looseObject({
    view: viewSchema,
    face: faceSchema.optional(),
    mode: modeSchema.optional(),
    style: styleSchema,
    skinType: skinTypeSchema.optional(),
    hairLengthMm: z.number().min(0).optional(),
    sun: z
      .union([
        z.looseObject({ sedPerYear: z.number().min(0).max(20_000) }),
        z.looseObject({
          latitudeDegrees: z.number().min(-90).max(90),
          outdoorHoursPerDay: z.number().min(0).max(24),
          hat: share,
          sunscreen: share,
        }),
      ])
      .optional()
      .describe('erythemal dose of the bare vertex in a year, or the habits that it follows from; left out: that of a usual client'),
    skinKind: skinKindSchema.optional().describe('how fast this skin loses ink'),
    person: z
      .looseObject({
        sex: sexSchema.optional(),
        ageYears: z.number().min(15).max(90).optional(),
        stage: z.number().min(1).max(7).optional(),
      })
      .optional()
      .describe('whose head it is; what is left out is estimated or assumed, and said'),
    distanceM: z.number().min(0.2).max(10).optional().describe('from where the scalp shall no longer stand out; left out: 1 m'),
    pairTarget: pairTableSchema
      .optional()
      .describe('how dots and hairs shall lie together: the client’s own pattern; left out: that of published donor fields'),
    scale: z.discriminatedUnion('method', [
      z.looseObject({ method: z.literal('px-per-mm'), pxPerMm: positive }),
      z.looseObject({ method: z.literal('two-points'), points: z.tuple([pointPxSchema, pointPxSchema]), lengthMm: positive }),
      z.looseObject({ method: z.literal('head-breadth'), headBreadthMm: positive }),
      z.looseObject({ method: z.literal('circumference'), circumferenceMm: positive }),
      z.looseObject({ method: z.literal('marker'), sideMm: positive }),
      z.looseObject({ method: z.literal('prior') }),
    ]),
  })
  .describe('What the user asked for; everything else was proposed');

const surfaceSchema = z
  .looseObject({
    centrePx: pointPxSchema,
    semiAcrossPx: roundPx,
    semiAlongPx: roundPx,
    semiDepthPx: roundPx,
    frontDegrees: finite,
    pxPerMm: positive,
  })
  .refine((s) => Math.max(s.semiAcrossPx, s.semiAlongPx, s.semiDepthPx) <= LIMITS.roundMm * s.pxPerMm, {
    message: `reaches farther than ${LIMITS.roundMm} mm`,
  })
  .describe('Ellipsoid under the head outline; see head/surface.ts');

const calibreSharesSchema = z
  .looseObject({ vellusLike: estimateSchema, intermediate: estimateSchema, terminal: estimateSchema })
  .describe('shares of shafts below 30 µm, up to 60 µm and above');

const thinningMapSchema = z
  .looseObject({
    cellMm: positive,
    columns: z.int().min(1),
    rows: z.int().min(1),
    xMm0: finite,
    yMm0: finite,
    coverage: z.array(share.nullable()).max(LIMITS.thinningCells),
  })
  .refine((map) => map.coverage.length === map.columns * map.rows, { message: 'coverage must hold columns × rows values' })
  .describe('hair coverage on the scalp chart, row by row from (xMm0, yMm0); null where the photo does not show it');

const patternSchema = z
  .looseObject({
    count: z.int().min(0),
    nearestSpacings: estimateSchema.describe('mean distance to the nearest neighbour × √density'),
    nearestCv: estimateSchema,
    pairs: pairTableSchema.nullable().describe('pair correlation, in the form of a scene’s target; null for too few units'),
  })
  .describe('how the client’s own follicular units lie');

const measurementSchema = z.looseObject({
  subject: z.enum(['head', 'macro']).optional(),
  tier: z.enum(['T0', 'T1', 'T2', 'T3']),
  pxPerMm: estimateSchema.nullable().describe('null where nothing in the photo or the request gives a scale'),
  zoneAreaMm2: estimateSchema.nullable(),
  marker: z
    .looseObject({ cornersPx: z.array(pointPxSchema).length(4), tiltDegrees: finite })
    .optional()
    .describe('the printed marker that gave the scale: corners of its black square, clockwise from its own top left'),
  skin: z.looseObject({ lab: z.tuple([finite, finite, finite]), ita: estimateSchema.nullable() }),
  hairCoverage: estimateSchema.nullable().describe('null where the photo cannot be measured'),
  hairsPerCm2: estimateSchema.nullable(),
  follicularUnitsPerCm2: estimateSchema.nullable(),
  shaftWidthUm: estimateSchema.nullable(),
  contrastDeltaE00: estimateSchema.nullable(),
  hairLab: z.tuple([finite, finite, finite]).nullable().optional().describe('of hair by itself, unmixed from the skin beside it'),
  hairLengthMm: estimateSchema.nullable().optional().describe('as seen in the photo; null where it cannot be read'),
  calibreShares: calibreSharesSchema.nullable().optional(),
  hairsPerUnit: z
    .looseObject({ mean: estimateSchema, shares: z.array(share).max(LIMITS.listed) })
    .nullable()
    .optional()
    .describe('shares of units of 1, 2, 3, 4 and more hairs'),
  direction: z
    .looseObject({ degrees: finite, spreadDegrees: z.number().min(0) })
    .nullable()
    .optional()
    .describe('of shafts, root to tip'),
  pattern: patternSchema.nullable().optional(),
  pigmentLikeMarks: z.int().min(0).optional().describe('marks that look more like dots of pigment than like hair: a guess'),
  excluded: z
    .looseObject({
      glossShare: share,
      shadowShare: share,
      moles: z.array(z.looseObject({ xPx: onPhotoPx, yPx: onPhotoPx, radiusPx: lengthPx })).max(LIMITS.polygonPoints),
    })
    .optional()
    .describe('what was left out of coverage and counts'),
  thinning: thinningMapSchema.optional(),
  corrected: z
    .looseObject({
      added: z.int().min(0),
      removed: z.int().min(0),
      hairsPerCm2: estimateSchema.nullable(),
      follicularUnitsPerCm2: estimateSchema.nullable(),
    })
    .optional()
    .describe('counts after corrections by hand; what was found stays as it is'),
  notes: z.array(noteSchema).max(LIMITS.listed),
});

const zoneSchema = z.looseObject({
  name: z.enum(ZONE_NAMES),
  areaCm2: estimateSchema,
  dots: z.int().min(0),
  dotsPerCm2: estimateSchema,
  targetPerCm2: estimateSchema,
  needle: text,
  dilution: text,
  sessions: z.array(z.int().min(1)).max(LIMITS.listed),
});

const landmarkSchema = z.looseObject({
  name: text,
  atMm: pointMmSchema,
  visible: z.boolean().describe('false: not visible in this photo, planned on the scalp chart only'),
  fromGlabellaMm: estimateSchema,
  fromTragusMm: estimateSchema.describe('to the tragus of the same side; on the midline to either'),
});

const designSchema = z.looseObject({
  origin: z.enum(['proposed', 'given']),
  given: z
    .looseObject({ unit: z.enum(['px', 'mm']) })
    .optional()
    .describe('what was drawn, as in a design file'),
  style: styleSchema,
  featherMm: positive.max(LIMITS.chartMm),
  age: z.int().min(0).max(130).optional(),
  zonePx: z.array(polygonPxSchema).max(LIMITS.polygons),
  zoneMm: z.array(polygonMmSchema).max(LIMITS.polygons),
  excludeMm: z.array(polygonMmSchema).max(LIMITS.polygons),
  hairlineMm: polylineMmSchema.describe('visible part, from the client’s right to left'),
  hiddenHairlineMm: z.array(polylineMmSchema).max(LIMITS.polygons).describe('not visible in this photo'),
  landmarks: z.array(landmarkSchema).max(LIMITS.listed),
  zones: z.array(zoneSchema).max(LIMITS.listed),
});

const columnSchema = z
  .looseObject({ type: z.enum(['f32', 'u32', 'u16', 'u8']), base64: z.string().max(LIMITS.columnCharacters) })
  .describe('Little-endian values, base64');

const dotsSchema = z
  .looseObject({
    count: z.int().min(0).max(LIMITS.dots),
    columns: z.looseObject({
      xMm: columnSchema,
      yMm: columnSchema,
      diameterMm: columnSchema.describe('healed, full width at half depth of the dip'),
      tone: columnSchema.describe('darkness relative to the mean dot'),
      session: columnSchema,
      zone: columnSchema.describe('0 hairline, 1 frontal, 2 mid-scalp, 3 crown'),
      order: columnSchema.describe('place in the path of its session, from 0'),
    }),
  })
  .describe('One entry a dot, positions on the scalp chart');

const skinSchema = z
  .looseObject({ melanin: share, blood: share, saturation: share, scattering: positive })
  .describe('of the light’s way through this skin: melanosome fraction of the living epidermis, blood fraction of the dermis');

const labSchema = z.tuple([finite, finite, finite]);

const dotYearsSchema = z
  .looseObject({
    zone: text,
    sunSedPerYear: estimateSchema.describe('where the zone lies, through its hair'),
    depthMm: estimateSchema,
    dotsPerCm2: z.number().min(0),
    series: z
      .array(
        z.looseObject({
          atDays: z.number().min(0),
          darkness: estimateSchema.describe('of a dot’s middle in the mirror, against healed; left alone, without a refresh'),
          tone: estimateSchema.describe('all light that a dot takes, against healed'),
          diameterMm: estimateSchema,
          lab: labSchema,
          evenness: estimateSchema,
        }),
      )
      .max(LIMITS.listed),
    firstRefresh: estimateSchema.nullable().describe('years from the last session; null where none is wanted'),
    refreshCycles: z
      .array(
        z.looseObject({
          atDays: z.number().min(0),
          atYears: estimateSchema,
          darknessBefore: estimateSchema,
          darkness: estimateSchema,
          diameterMm: estimateSchema,
          coverage: estimateSchema,
          addedDotsPerCm2: estimateSchema,
        }),
      )
      .max(LIMITS.listed),
    notes: z.array(noteSchema).max(LIMITS.listed),
  })
  .describe('a zone’s dots through the years');

const dotModelSchema = z.looseObject({
  skin: skinSchema,
  depthMm: depthSchema.describe('of the deposit’s centre below the surface'),
  depositDiameterMm: z.number().min(LIMITS.leastDotMm).max(LIMITS.dotMm).describe('of the healed deposit; the dip that is seen is wider'),
  loadGPerM2: estimateSchema.describe('carbon of the healed deposit of tone 1'),
  freshDiameterMm: diameterSchema,
  healedDiameterMm: diameterSchema.describe('of the dip as it is seen, full width at half depth'),
  sunSedPerYear: estimateSchema
    .refine((e) => e.low >= 0 && e.high <= 100_000, { message: 'must lie from 0 to 100000' })
    .describe('erythemal dose of the bare vertex, standard doses of 100 J/m²'),
  life: lifeSchema,
});

const recipeSchema = z
  .looseObject({
    zones: z.array(z.enum(ZONE_NAMES)).max(LIMITS.listed),
    hair: text,
    points: z.int().min(1),
    wireMm: positive,
    throwMm: estimateSchema,
    dwellS: positive,
    depthMm: depthSchema,
    diameterMm: diameterSchema,
    loadGPerM2: estimateSchema,
    waterParts: estimateSchema.describe('parts of water to one part of pigment'),
    stubbleLab: labSchema.describe('what is matched: skin under the client’s own stubble at full density'),
    healedLab: labSchema.describe('the same skin under the planned dots, healed'),
    deltaE00: z.number().min(0),
    depthErrors: z
      .array(z.looseObject({ offMm: finite, lab: labSchema, deltaL: finite, deltaB: finite }))
      .max(LIMITS.listed)
      .describe('the middle of a healed dot where the same ink lies deeper or shallower'),
  })
  .describe('How a healed dot comes to match the stubble: a model, to be replaced by the client’s own healed dots');

const leastSchema = z
  .looseObject({
    distanceM: positive.describe('from where the scalp shall no longer stand out'),
    thresholdDeltaE00: positive.describe('from where on it does'),
    beforeDeltaE00: estimateSchema.describe('mean difference of the zone from full hair, as mixed by the eye'),
    afterDeltaE00: estimateSchema.describe('the same with the healed dots'),
    shade: positive.describe('ink of a dot against that which matches a day’s stubble'),
    ceilingPerCm2: positive.describe('density at which coverage or gaps would leave what practice holds safe'),
    limitedBy: z.enum(['nothing', 'practice', 'coverage', 'gap']).describe('what keeps the dots from doing more'),
    shareOfUsual: z.number().min(0).describe('dots against those that practice lays in such a zone'),
  })
  .describe('The fewest dots, and the shade, that were found to do');

export const planSchema = z
  .looseObject({
    format: z.literal(PLAN_FORMAT),
    version: z.literal(PLAN_VERSION),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('of the canonical JSON of everything but this field'),
    app: text,
    seed: z.int(),
    date: z.iso.date().nullable(),
    stages: z.array(z.looseObject({ name: text, version: z.int().min(1) })).max(LIMITS.listed),
    photo: z.looseObject({
      widthPx: z.int().min(1).max(LIMITS.photoPx),
      heightPx: z.int().min(1).max(LIMITS.photoPx),
      pixelsSha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('of the oriented sRGB bytes, row by row'),
    }),
    options: optionsSchema,
    mode: modeSchema,
    modeReason: text,
    scale: z.looseObject({ pxPerMm: estimateSchema, method: text, standardErrorPxPerMm: z.number().min(0) }),
    headPx: polygonPxSchema,
    surface: surfaceSchema,
    measurement: measurementSchema,
    design: designSchema,
    dots: dotsSchema,
    sessions: z
      .array(
        z.looseObject({
          session: z.int().min(1),
          dots: z.int().min(0),
          hours: estimateSchema.describe('of needling by hand, without pauses'),
          pathMm: z.number().min(0).describe('length of the path in the order of the dots'),
          handPathMm: z.number().min(0).optional().describe('length of the path of a hand that works in rows'),
        }),
      )
      .max(LIMITS.listed),
    dotModel: dotModelSchema,
    recipes: z.array(recipeSchema).max(LIMITS.listed),
    forecast: z
      .array(dotYearsSchema)
      .max(LIMITS.listed)
      .optional()
      .describe('by zone, from the front edge back; left out of plans of version 2 and older'),
    least: leastSchema.optional().describe('left out where the density was given, or no hair is there to be matched'),
    zoneAreaCm2: estimateSchema,
    notes: z.array(noteSchema).max(LIMITS.listed),
  })
  .describe('Stubble plan, version 3');

export type Plan = z.infer<typeof planSchema>;
export type PlanOptions = Plan['options'];
export type View = z.infer<typeof viewSchema>;
export type Face = z.infer<typeof faceSchema>;
export type Mode = z.infer<typeof modeSchema>;
export type Style = z.infer<typeof styleSchema>;
export type SkinKind = z.infer<typeof skinKindSchema>;
export type SunOption = NonNullable<PlanOptions['sun']>;
export type SkinType = z.infer<typeof skinTypeSchema>;
export type ScaleOption = PlanOptions['scale'];
export type MeasurementRecord = Plan['measurement'];
export type DesignRecord = Plan['design'];
export type DotModel = Plan['dotModel'];
export type DotYears = NonNullable<Plan['forecast']>[number];
export type RecipeRecord = Plan['recipes'][number];
export type LeastRecord = NonNullable<Plan['least']>;
