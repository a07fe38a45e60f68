/** Where a strand runs in the picture: its centreline as short straight pieces. */
import type { Point } from '../polygon.ts';

/** Turns of wavy and coiled hair about its way; both may act together. */
export interface Curl {
  /** The heading swings by this many radians to both sides, once a wave. */
  readonly swing: number;
  readonly wavePx: number;
  readonly phase: number;
  /** Steady turn in radians per px of hair, 0 for none; a coil of radius R px turns by 1 / R. */
  readonly turnPerPx: number;
}

export interface Course {
  readonly xPx: number;
  readonly yPx: number;
  /** Direction and visible length at the root, px. */
  readonly dxPx: number;
  readonly dyPx: number;
  /** Sideways bend of the tip, as a share of the length. */
  readonly bend: number;
  readonly curl?: Curl;
}

/** Joints, root first; one more than there are pieces. */
export interface Centreline {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly lengthPx: number;
}

const PIECE_PX = 6;
const MOST_STRAIGHT_PIECES = 12;
const MOST_PIECES = 240;
const TURN_A_PIECE = 0.25;
/** A coil advances along the strand's way by this share of its length, so that its turns do not fall on each other [by eye]. */
const COIL_ADVANCE = 0.3;

export function centreline(course: Course): Centreline {
  const { xPx, yPx, dxPx, dyPx, bend, curl } = course;
  const lengthPx = Math.sqrt(dxPx * dxPx + dyPx * dyPx);
  const ux = lengthPx === 0 ? 1 : dxPx / lengthPx;
  const uy = lengthPx === 0 ? 0 : dyPx / lengthPx;
  const straight = Math.min(MOST_STRAIGHT_PIECES, Math.round(lengthPx / PIECE_PX));
  if (curl === undefined) {
    const pieces = Math.max(1, straight);
    const x = new Float64Array(pieces + 1);
    const y = new Float64Array(pieces + 1);
    for (let k = 0; k <= pieces; k++) {
      const t = k / pieces;
      const side = bend * lengthPx * t * t;
      x[k] = xPx + dxPx * t - uy * side;
      y[k] = yPx + dyPx * t + ux * side;
    }
    return { x, y, lengthPx };
  }
  const { swing, wavePx, phase, turnPerPx } = curl;
  const turns = lengthPx * (Math.abs(turnPerPx) + (4 * swing) / wavePx);
  const pieces = Math.max(1, Math.min(MOST_PIECES, Math.max(straight, Math.ceil(turns / TURN_A_PIECE))));
  const x = new Float64Array(pieces + 1);
  const y = new Float64Array(pieces + 1);
  const step = lengthPx / pieces;
  const advance = turnPerPx === 0 ? 0 : COIL_ADVANCE;
  x[0] = xPx;
  y[0] = yPx;
  for (let k = 0; k < pieces; k++) {
    const s = (k + 0.5) * step;
    const off = swing * Math.sin(phase + (2 * Math.PI * s) / wavePx) + turnPerPx * s + (2 * bend * s) / Math.max(1e-9, lengthPx);
    const [c, q] = [advance + (1 - advance) * Math.cos(off), (1 - advance) * Math.sin(off)];
    x[k + 1] = x[k] + step * (ux * c - uy * q);
    y[k + 1] = y[k] + step * (uy * c + ux * q);
  }
  return { x, y, lengthPx };
}

/** Where the strand ends, px. */
export function tipOf(course: Course): Point {
  const { x, y } = centreline(course);
  return [x[x.length - 1], y[y.length - 1]];
}
