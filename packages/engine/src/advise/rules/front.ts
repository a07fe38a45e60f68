/** The planned front edge as the rules read it. */
import type { DotColumns } from '../../document/packed.ts';
import type { Plan } from '../../document/schema.ts';
import type { Estimate } from '../../estimate.ts';
import type { SurfaceGeometry } from '../../head/surface.ts';
import { distance, type Point, type Polygon } from '../../polygon.ts';

export interface Front {
  /** All of it, and the part that the photo shows, from the client's right to the left. */
  readonly line: Polygon;
  readonly shown: Polygon;
  /** Whether somebody drew it. */
  readonly drawn: boolean;
  readonly middle: Landmark;
  readonly corners: readonly (Landmark & { readonly side: 'right' | 'left' })[];
  /** y of the line at an x, held level beyond its ends. */
  yAt(xMm: number): number;
}

export interface Landmark {
  readonly atMm: Point;
  readonly visible: boolean;
  readonly fromGlabellaMm: Estimate | null;
}

/** A plan meets its front where so many dots lie within so much of it, near the middle. */
const MEETS = { withinMm: 30, acrossMm: 45, dots: 20 };

/** Null where the plan draws no line. */
export function frontOf({ hairlineMm, hiddenHairlineMm, landmarks, given }: Plan['design']): Front | null {
  const line: Polygon = [...hairlineMm, ...hiddenHairlineMm.flat()].sort((p, q) => p[0] - q[0]);
  if (line.length < 2) return null;
  const yAt = (x: number): number => {
    const right = line.findIndex((p) => p[0] >= x);
    if (right < 0) return line[line.length - 1][1];
    if (right === 0) return line[0][1];
    const [[x0, y0], [x1, y1]] = [line[right - 1], line[right]];
    return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  };
  const named = (name: string): Landmark | null => landmarks.find((landmark) => landmark.name === name) ?? null;
  const highest = line.reduce((best, p) => (p[1] > best[1] ? p : best));
  return {
    line,
    shown: [...hairlineMm].sort((p, q) => p[0] - q[0]),
    drawn: given !== undefined && 'hairline' in given && given.hairline !== undefined,
    middle: named('mid-frontal point') ?? { atMm: highest, visible: false, fromGlabellaMm: null },
    corners: (['right', 'left'] as const).flatMap((side) => {
      const corner = named(`frontotemporal point, ${side}`);
      return corner === null ? [] : [{ ...corner, side }];
    }),
    yAt,
  };
}

/** Skin along the way from one point of the chart to another, mm: chords of the head between points a few mm apart. */
export function skinMm(geometry: SurfaceGeometry, from: Point, to: Point): number {
  const pieces = Math.max(1, Math.ceil(distance(from, to) / 4));
  let length = 0;
  let last = geometry.onHead(from[0], from[1]);
  for (let k = 1; k <= pieces; k++) {
    const spot = geometry.onHead(from[0] + ((to[0] - from[0]) * k) / pieces, from[1] + ((to[1] - from[1]) * k) / pieces);
    length += Math.sqrt((spot[0] - last[0]) ** 2 + (spot[1] - last[1]) ** 2 + (spot[2] - last[2]) ** 2);
    last = spot;
  }
  return length;
}

/** Whether the plan works at its front edge at all. */
export function meetsFront(dots: DotColumns, { middle, yAt }: Front): boolean {
  let near = 0;
  for (let i = 0; i < dots.count; i++)
    if (Math.abs(dots.xMm[i] - middle.atMm[0]) < MEETS.acrossMm && yAt(dots.xMm[i]) - dots.yMm[i] < MEETS.withinMm) near++;
  return near >= MEETS.dots;
}
