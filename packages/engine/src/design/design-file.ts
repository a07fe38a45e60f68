/** The design file (`--design`): what a user drew, version 1. Checked against the photo; every problem has a path. */
import { z } from 'zod';
import { checkedBy, parsedDocument, type TextLimits } from '../document/checked.ts';
import { migrated } from '../document/migrations.ts';
import { LIMITS, type Style, styleSchema } from '../document/schema.ts';
import { type Polygon, polylineLength, selfCrossing, signedArea } from '../polygon.ts';
import { fail, ok, type Result } from '../result.ts';

const FORMAT = 'stubble-design';
const VERSION = 1;
/** Every edge of an outline is held against every other: some tenths of a second at so many points. */
const LINE_POINTS = 3_000;
/** In the whole file. */
const POINTS = 12_000;
/** Of all strokes: each is held against every cell of the zone. */
const BRUSH_POINTS = 4_000;
/** In widths and heights of what is drawn on: no hand draws a longer line, and outlines are cut into pieces of 3 mm. */
const LONGEST_LINES = 20;
/** Where strokes and roots may lie, in either unit: far off is outside, and that is enough to know. */
const FAR = 1e6;
const DESIGN_TEXT: TextLimits = { characters: 4e6, values: 100_000, entries: POINTS };

const coordinate = z.number().min(-FAR).max(FAR);
const point = z.tuple([coordinate, coordinate]);
const line = z.array(point).max(LINE_POINTS);

const designFileSchema = z.looseObject({
  unit: z.enum(['px', 'mm']),
  zone: line,
  hairline: line.optional(),
  exclude: z.array(line).max(LIMITS.polygons).optional(),
  densityPerCm2: z.number().min(1).max(400).optional(),
  style: styleSchema.optional(),
  age: z.int().min(0).max(130).optional(),
  brush: z
    .array(z.looseObject({ path: line.min(1), radius: z.number().positive().max(FAR), factor: z.number().min(0).max(4) }))
    .max(LIMITS.polygons)
    .optional(),
  follicles: z.looseObject({ add: line.optional(), remove: line.optional() }).optional(),
});

/** A stroke of the brush on the density; lengths in the file's unit. */
export interface BrushStroke {
  readonly path: Polygon;
  readonly radius: number;
  /** On the wanted density in the middle of the stroke: 0 none, 1 as it was, 2 once more. */
  readonly factor: number;
}

export interface DesignFile {
  readonly unit: 'px' | 'mm';
  /** Left out by the studio, where only something else is drawn: the proposed one. */
  readonly zone?: Polygon;
  readonly hairline?: Polygon;
  readonly exclude: readonly Polygon[];
  readonly densityPerCm2?: number;
  readonly style?: Style;
  readonly age?: number;
  readonly brush?: readonly BrushStroke[];
  /** Roots put right by hand: those to add, and places whose nearest root is to go. */
  readonly follicles?: { readonly add: Polygon; readonly remove: Polygon };
}

/** Chart millimetres beyond which no head reaches. */
const CHART_LIMIT_MM = 300;

/**
 * @param text the file's content
 * @param photo size in pixels, for designs in `px`
 */
export function parseDesignFile(text: string, photo: { readonly width: number; readonly height: number }): Result<DesignFile> {
  const document = parsedDocument(text, FORMAT, DESIGN_TEXT);
  if (!document.ok) return document;
  const current = migrated(document.value, [], VERSION);
  if (!current.ok) return current;
  const checked = checkedBy(designFileSchema, current.value);
  if (!checked.ok) return checked;
  const { unit, zone, hairline, exclude = [], densityPerCm2, style, age, brush, follicles } = checked.value;
  const limit =
    unit === 'px'
      ? { x0: 0, y0: 0, x1: photo.width, y1: photo.height }
      : { x0: -CHART_LIMIT_MM, y0: -CHART_LIMIT_MM, x1: CHART_LIMIT_MM, y1: CHART_LIMIT_MM };
  const strokes = (brush ?? []).reduce((sum, { path }) => sum + path.length, 0);
  if (strokes > BRUSH_POINTS) return fail('brush', `must hold at most ${BRUSH_POINTS} points in all its paths; it holds ${strokes}`);
  const drawn = [zone, ...exclude, ...(hairline === undefined ? [] : [hairline])].reduce((sum, { length }) => sum + length, strokes);
  if (drawn > POINTS) return fail('', `holds ${drawn} points; ${POINTS} is the most`);
  const polygons: readonly (readonly [string, Polygon])[] = [['zone', zone], ...exclude.map((p, i) => [`exclude[${i}]`, p] as const)];
  for (const [path, polygon] of polygons) {
    if (polygon.length < 3) return fail(path, `must hold at least three points; it holds ${polygon.length}`);
    const crossing = selfCrossing(polygon);
    if (crossing >= 0) return fail(`${path}[${crossing}]`, 'the edge that starts here crosses another edge of the polygon');
    if (Math.abs(signedArea(polygon)) < 1e-9) return fail(path, 'encloses no area');
  }
  if (hairline !== undefined && hairline.length < 2) return fail('hairline', `must hold at least two points; it holds ${hairline.length}`);
  for (const [path, points] of [...polygons, ...(hairline === undefined ? [] : [['hairline', hairline] as const])]) {
    const outside = points.findIndex(([x, y]) => x < limit.x0 || y < limit.y0 || x > limit.x1 || y > limit.y1);
    if (outside >= 0) {
      const where = unit === 'px' ? `the photo of ${photo.width} × ${photo.height} px` : 'the scalp chart';
      return fail(`${path}[${outside}]`, `(${points[outside].join(', ')}) lies outside ${where}`);
    }
  }
  const longest = LONGEST_LINES * (limit.x1 - limit.x0 + limit.y1 - limit.y0);
  const inAll = polygons.reduce((sum, [, polygon]) => sum + polylineLength(polygon), 0);
  if (inAll > longest) return fail('', `holds outlines of ${Math.round(inAll)} ${unit} in all; ${longest} ${unit} is the most`);
  return ok({
    unit,
    zone,
    exclude,
    ...(hairline === undefined ? {} : { hairline }),
    ...(densityPerCm2 === undefined ? {} : { densityPerCm2 }),
    ...(style === undefined ? {} : { style }),
    ...(age === undefined ? {} : { age }),
    ...(brush === undefined ? {} : { brush }),
    ...(follicles === undefined ? {} : { follicles: { add: follicles.add ?? [], remove: follicles.remove ?? [] } }),
  });
}
