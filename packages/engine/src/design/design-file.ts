/** The design file (`--design`): what a user drew, version 1. Checked against the photo; every problem has a path. */
import { z } from 'zod';
import { checkedBy, parsedJson } from '../document/checked.ts';
import { LIMITS, type Style, styleSchema } from '../document/schema.ts';
import { type Polygon, selfCrossing, signedArea } from '../polygon.ts';
import { fail, ok, type Result } from '../result.ts';

const point = z.tuple([z.number(), z.number()]);
const line = z.array(point).max(LIMITS.polygonPoints);

const designFileSchema = z.looseObject({
  format: z.literal('stubble-design'),
  version: z.literal(1),
  unit: z.enum(['px', 'mm']),
  zone: line,
  hairline: line.optional(),
  exclude: z.array(line).max(LIMITS.polygons).optional(),
  densityPerCm2: z.number().min(1).max(400).optional(),
  style: styleSchema.optional(),
  age: z.int().min(0).max(130).optional(),
  brush: z
    .array(z.looseObject({ path: line.min(1), radius: z.number().positive(), factor: z.number().min(0).max(4) }))
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
  const json = parsedJson(text);
  if (!json.ok) return json;
  const checked = checkedBy(designFileSchema, json.value);
  if (!checked.ok) return checked;
  const { unit, zone, hairline, exclude = [], densityPerCm2, style, age, brush, follicles } = checked.value;
  const limit =
    unit === 'px'
      ? { x0: 0, y0: 0, x1: photo.width, y1: photo.height }
      : { x0: -CHART_LIMIT_MM, y0: -CHART_LIMIT_MM, x1: CHART_LIMIT_MM, y1: CHART_LIMIT_MM };
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
