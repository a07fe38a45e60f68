/**
 * Hairlines to begin from, by age and sex: how high the mid-frontal point lies above the glabella, and how far the temples stand back. Practice values (a method
 * of 431 cases at 8 cm; Garg 2017; Kashiyama 2021 for women's rounder lines), none tested against another; the corners are never closed.
 */
import type { SurfaceGeometry } from '../head/surface.ts';
import type { Point } from '../polygon.ts';
import { smoothstep } from '../smoothstep.ts';
import { distanceOverHeadMm, glabellaMm } from './landmarks.ts';

export const HAIRLINE_TEMPLATES = ['man-under-30', 'man-30-49', 'man-from-50', 'woman'] as const;
export type HairlineTemplate = (typeof HAIRLINE_TEMPLATES)[number];

interface Shape {
  readonly midFrontalMm: number;
  /** How far the frontotemporal corner stands behind a line that only rounds off. */
  readonly cornerMm: number;
  /** How far the line has rounded off at the corners. */
  readonly roundMm: number;
}

const SHAPES: Readonly<Record<HairlineTemplate, Shape>> = {
  'man-under-30': { midFrontalMm: 75, cornerMm: 10, roundMm: 11 },
  'man-30-49': { midFrontalMm: 80, cornerMm: 16, roundMm: 12 },
  'man-from-50': { midFrontalMm: 87, cornerMm: 24, roundMm: 12 },
  woman: { midFrontalMm: 66, cornerMm: 0, roundMm: 16 },
};

/** Beside the midline; the line is drawn a little farther. */
const CORNER_AT_MM = 46;
const REACH_MM = 56;
const STEP_MM = 4;

/** Points on the scalp chart from the client's right to left. */
export function templateHairline(geometry: SurfaceGeometry, template: HairlineTemplate): Point[] {
  const { midFrontalMm, cornerMm, roundMm } = SHAPES[template];
  const middle = midFrontalY(geometry, midFrontalMm);
  const points: Point[] = [];
  for (let x = -REACH_MM; x <= REACH_MM; x += STEP_MM) {
    const side = Math.abs(x) / CORNER_AT_MM;
    points.push([x, middle - cornerMm * smoothstep(0.3, 1.1, side) - roundMm * side * side]);
  }
  return points;
}

/** Chart y on the midline at which a tape to the glabella reads so many mm. */
function midFrontalY(geometry: SurfaceGeometry, aboveMm: number): number {
  const glabella = glabellaMm(geometry);
  // on the chart the rim of the outline lies √2 semi-axes in front of the vertex
  let [near, far] = [(geometry.surface.semiAlongPx / geometry.surface.pxPerMm) * Math.SQRT2, 0];
  for (let i = 0; i < 40; i++) {
    const y = (near + far) / 2;
    if (distanceOverHeadMm(geometry, [0, y], glabella) < aboveMm) near = y;
    else far = y;
  }
  return (near + far) / 2;
}
