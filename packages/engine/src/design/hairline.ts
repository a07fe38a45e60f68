/**
 * The front edge: where it runs on the chart, which part of it the photo shows, how it feathers, and its landmarks.
 */

import type { Calibration } from '../calibrate/calibrate.ts';
import type { DesignRecord, Style } from '../document/schema.ts';
import { withError } from '../estimate.ts';
import { HEAD } from '../head/anthropometry.ts';
import { chartPoint, type SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import type { Random } from '../random.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { hairlineShape } from '../scalp/zone.ts';
import { smoothstep } from '../smoothstep.ts';
import type { DesignFile } from './design-file.ts';
import { distanceOverHeadMm, glabellaMm, tragusMm } from './landmarks.ts';

export interface Hairline {
  /** From the client's right to the left; what the photo shows, and what it does not. */
  readonly visible: Polygon;
  readonly hidden: readonly Polygon[];
  readonly landmarks: DesignRecord['landmarks'];
  /** Depth of a chart point behind the smooth line, mm; negative before it. */
  depthMm(xMm: number, yMm: number): number;
  /** Depth behind the irregular edge that the dots follow. */
  featherDepthMm(xMm: number, yMm: number): number;
  /** True for points so near to a planned, visible front that the feather and not the blend shapes the edge. */
  isFront(xMm: number, yMm: number): boolean;
}

/** Gentle mounds and small gaps of a natural front: amplitude and period (practice values, medium confidence), scaled by style. */
const MOUNDS = { amplitudeMm: 2.5, periodMm: 22 };
const GAPS = { amplitudeMm: 1.4, periodMm: 3.5 };
const IRREGULARITY: Readonly<Record<Style, number>> = { soft: 1, broken: 1.7, defined: 0.3 };
/** The frontotemporal points lie on the verticals through the outer corners of the eyes. */
const FRONTOTEMPORAL_AT_MM = 50;
/** Lateral reach of a hairline that the program plans. */
const HAIRLINE_REACH_MM = HEAD.breadthMm * 0.4;
const STEP_MM = 2;
/** Depth behind the front that all places count as where nobody knows where the front is: mid-scalp. */
const UNKNOWN_DEPTH_MM = 75;

export function hairlineOf(
  scalp: Scalp,
  file: DesignFile | null,
  geometry: SurfaceGeometry,
  calibration: Calibration,
  shown: (xMm: number, yMm: number) => Point | null,
  style: Style,
  random: Random,
): Hairline {
  // the scalp stage speaks in nominal millimetres; lengths on the head scale with the calibration
  const nominal = scalp.surface.pxPerMm / geometry.surface.pxPerMm;
  const given = file?.hairline;
  const drawn = given === undefined ? null : file?.unit === 'px' ? given.map((p) => chartPoint(geometry, p)) : given;
  const shape = hairlineShape(scalp.front.midFrontalXMm, scalp.front.midFrontalYMm);
  const yAt = drawn === null ? (x: number): number => shape(x / nominal) * nominal : interpolated(drawn);
  const [from, to] =
    drawn === null ? [-HAIRLINE_REACH_MM, HAIRLINE_REACH_MM] : [Math.min(...drawn.map((p) => p[0])), Math.max(...drawn.map((p) => p[0]))];

  // a drawn line is where the user put it; a proposed one shows only where the photo shows bare forehead before it
  const seen = drawn !== null || (file?.zone === undefined && scalp.front.seen);
  const visible: Point[] = [];
  const hidden: Point[][] = [];
  const known = drawn !== null || scalp.front.known;
  for (let x = from; known && x <= to + 1e-9; x += STEP_MM) {
    const p: Point = [x, yAt(x)];
    if (seen && shown(p[0], p[1]) !== null) visible.push(p);
    else {
      const last = hidden.at(-1)?.at(-1);
      if (last !== undefined && x - last[0] < 1.5 * STEP_MM) hidden.at(-1)?.push(p);
      else hidden.push([p]);
    }
  }
  const irregularity = valueNoise(random, MOUNDS, GAPS, IRREGULARITY[style]);
  const slope = (x: number): number => {
    const d = (yAt(x + 0.5) - yAt(x - 0.5)) / 1;
    return 1 / Math.sqrt(1 + d * d);
  };
  const depthMm = (x: number, y: number): number => (known ? (yAt(x) - y) * slope(x) : UNKNOWN_DEPTH_MM);
  const midX = drawn === null ? scalp.front.midFrontalXMm * nominal : (from + to) / 2;
  return {
    visible,
    hidden: hidden.filter((line) => line.length > 1),
    landmarks: known
      ? landmarksOf([midX, yAt(midX)], (side) => {
          const x = Math.min(to, Math.max(from, midX + side * FRONTOTEMPORAL_AT_MM));
          return [x, yAt(x)];
        })
      : [],
    depthMm,
    featherDepthMm: (x, y) => depthMm(x, y) - irregularity(x),
    isFront: (x, y) => seen && visible.length > 1 && x > visible[0][0] - 1 && x < visible[visible.length - 1][0] + 1 && depthMm(x, y) < 12,
  };

  function landmarksOf(middle: Point, temporal: (side: -1 | 1) => Point): DesignRecord['landmarks'] {
    const glabella = glabellaMm(geometry);
    const scaleError = calibration.standardErrorPxPerMm / calibration.pxPerMm.value;
    const row = (name: string, at: Point, side: -1 | 1): DesignRecord['landmarks'][number] => {
      const fromGlabella = distanceOverHeadMm(geometry, at, glabella);
      const fromTragus = distanceOverHeadMm(geometry, at, tragusMm(geometry, side));
      return {
        name,
        atMm: [at[0], at[1]],
        visible: seen && shown(at[0], at[1]) !== null,
        fromGlabellaMm: withError(fromGlabella, Math.sqrt(HEAD.glabellaBeyondOutlineSdMm ** 2 + (scaleError * fromGlabella) ** 2), 'mm', 0),
        fromTragusMm: withError(fromTragus, Math.sqrt(HEAD.tragusSdMm ** 2 + (scaleError * fromTragus) ** 2), 'mm', 0),
      };
    };
    return [
      row('mid-frontal point', middle, 1),
      row('frontotemporal point, right', temporal(-1), -1),
      row('frontotemporal point, left', temporal(1), 1),
    ];
  }
}

/** Share 0..1 of the wanted density: nothing before the irregular edge, all of it a feather's width behind. */
export function featherAt(hairline: Hairline, featherMm: number, xMm: number, yMm: number): number {
  if (!hairline.isFront(xMm, yMm)) return 1;
  return smoothstep(0, featherMm, hairline.featherDepthMm(xMm, yMm) - 0.5);
}

function interpolated(line: Polygon): (x: number) => number {
  const sorted = [...line].sort((p, q) => p[0] - q[0]);
  return (x) => {
    const right = sorted.findIndex((p) => p[0] >= x);
    if (right < 0) return sorted[sorted.length - 1][1];
    if (right === 0) return sorted[0][1];
    const [x0, y0] = sorted[right - 1];
    const [x1, y1] = sorted[right];
    return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  };
}

/** Smooth one-dimensional noise in mm: two octaves of random heights at the given periods, never before the line (only back from it). */
function valueNoise(random: Random, broad: typeof MOUNDS, fine: typeof GAPS, factor: number): (xMm: number) => number {
  const octave = ({ amplitudeMm, periodMm }: typeof MOUNDS): ((x: number) => number) => {
    const knots = Float64Array.from({ length: 400 }, () => random.next());
    return (x) => {
      const t = x / periodMm + 200;
      const i = Math.min(398, Math.max(0, Math.floor(t)));
      return 2 * amplitudeMm * (knots[i] + (knots[i + 1] - knots[i]) * smoothstep(0, 1, t - i));
    };
  };
  const mounds = octave(broad);
  const gaps = octave(fine);
  return (x) => factor * (mounds(x) + gaps(x));
}
