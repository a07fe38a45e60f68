/**
 * Pigment dots in a picture, found and measured in the same way in real photos and in ours: dark spots by a difference of Gaussians on log luminance,
 * the darkest of each neighbourhood, their places by a parabola. Then each dot's depth against a ring of skin, and its full width at half depth.
 */
import { blurred } from './blurred.js';
import { type Box, luminanceOf, type Picture } from './pictures.js';

export interface FoundDot {
  readonly xPx: number;
  readonly yPx: number;
  /** Share of the luminance that the centre lacks against nearby skin. */
  readonly drop: number;
  /** Null where the dip does not come up to half within the ring. */
  readonly diameterPx: number | null;
}

export interface FoundDots {
  readonly dots: readonly FoundDot[];
  /** Where dots were looked for: far enough from the edge for a ring of skin. */
  readonly searched: Box;
}

/** Width of the surround in those of the dot. */
const SURROUND = 2;
/** Least difference of Gaussians, in log units. */
const LEAST_DIP = 0.045;
/** Of two dots nearer than so many deviations of the dot only the darker one is found. */
const APART = 1.8;
/** Ring of nearby skin, in deviations of the dot. */
const RING: readonly [number, number] = [3, 5];
const DIRECTIONS = 24;

/** @param sigmaPx deviation of a dot's dip */
export function findDots(picture: Picture, sigmaPx: number): FoundDots {
  const { width, height } = picture;
  const luminance = luminanceOf(picture);
  const log = luminance.map((v) => Math.log(v + 1e-3));
  const centre = blurred(log, width, height, sigmaPx);
  const dip = blurred(log, width, height, SURROUND * sigmaPx).map((v, i) => v - centre[i]);
  const margin = Math.ceil(RING[1] * sigmaPx) + 1;
  const reach = Math.max(1, Math.round(APART * sigmaPx));
  const dots: FoundDot[] = [];
  for (let y = margin; y < height - margin; y++)
    for (let x = margin; x < width - margin; x++) {
      const i = y * width + x;
      if (dip[i] < LEAST_DIP || !isPeak(dip, width, x, y, reach)) continue;
      const xPx = x + 0.5 + vertex(dip[i - 1], dip[i], dip[i + 1]);
      const yPx = y + 0.5 + vertex(dip[i - width], dip[i], dip[i + width]);
      const measured = measuredDot(luminance, width, xPx, yPx, sigmaPx);
      if (measured !== null) dots.push({ xPx, yPx, ...measured });
    }
  return { dots, searched: { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin } };
}

/** Of equal values the first in reading order is the peak. */
function isPeak(values: Float64Array, width: number, x: number, y: number, reach: number): boolean {
  const v = values[y * width + x];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      if (dx * dx + dy * dy > reach * reach) continue;
      const other = values[(y + dy) * width + x + dx];
      if (other > v || (other === v && (dy < 0 || (dy === 0 && dx < 0)))) return false;
    }
  return true;
}

/** Offset of a parabola's top from the middle one of three values. */
function vertex(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}

function measuredDot(
  luminance: Float64Array,
  width: number,
  xPx: number,
  yPx: number,
  sigmaPx: number,
): Pick<FoundDot, 'drop' | 'diameterPx'> | null {
  const around = (radius: number): number[] =>
    Array.from({ length: DIRECTIONS }, (_, k) => {
      const angle = (2 * Math.PI * k) / DIRECTIONS;
      return valueAt(luminance, width, xPx + radius * Math.cos(angle), yPx + radius * Math.sin(angle));
    });
  const ring = [0, 0.5, 1].flatMap((t) => around(sigmaPx * (RING[0] + t * (RING[1] - RING[0])))).sort((a, b) => a - b);
  const skin = ring[ring.length >> 1];
  const middle = valueAt(luminance, width, xPx, yPx);
  if (middle >= skin) return null;
  const half = (skin + middle) / 2;
  const step = sigmaPx / 8;
  let before = middle;
  for (let radius = step; radius <= RING[1] * sigmaPx; radius += step) {
    const here = around(radius).reduce((sum, v) => sum + v, 0) / DIRECTIONS;
    if (here >= half) return { drop: 1 - middle / skin, diameterPx: 2 * (radius - step + (step * (half - before)) / (here - before || 1)) };
    before = here;
  }
  return { drop: 1 - middle / skin, diameterPx: null };
}

/** Bilinear between pixel centres. */
function valueAt(values: Float64Array, width: number, x: number, y: number): number {
  const [c, r] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [u, v] = [x - 0.5 - c, y - 0.5 - r];
  const i = r * width + c;
  return (values[i] * (1 - u) + values[i + 1] * u) * (1 - v) + (values[i + width] * (1 - u) + values[i + width + 1] * u) * v;
}
