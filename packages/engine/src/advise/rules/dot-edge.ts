/**
 * The front edge that the dots themselves make: in pieces along the line, where their density begins and over how much it rises. The rise of a piece is a
 * smooth step; its start is each piece's own, its breadth that of all, by the likelihood of a Poisson pattern whose full density is free. Starts are averaged
 * over and not chosen: the best start of a sharp edge is always the outermost dot, which would make every edge sharp.
 */
import type { DotColumns } from '../../document/packed.ts';
import { between, type Estimate } from '../../estimate.ts';
import type { SurfaceGeometry } from '../../head/surface.ts';
import { smoothstep } from '../../smoothstep.ts';
import { steadyExp, steadyLog } from '../../steady-math.ts';
import { type Front, skinMm } from './front.ts';

export interface DotEdge {
  /** Breadth of the rise from nothing to the full density, on the skin. */
  readonly featherMm: Estimate;
  /** None where the rise is so broad that it has no place. */
  readonly pieces: readonly EdgePiece[];
}

export interface EdgePiece {
  readonly xMm: number;
  /** Where the dots begin, behind the planned line, on the skin; one standard error. */
  readonly behindMm: number;
  readonly errorMm: number;
}

/** Breadth of a piece on the chart: several to a mound of 15–30 mm [P], each with a dozen dots and more. */
const PIECE_MM = 6;
const LEAST_DOTS = 10;
/** Fewer pieces than these make no edge. */
const LEAST_PIECES = 4;
/** Depths on the skin that are looked at. */
const DEPTHS_MM = { from: -6, to: 24 };
/** A dot ahead of the edge is an outlier and not the edge: density ahead, as a share of the full one. */
const AHEAD = 0.01;
const FEATHERS_MM: readonly number[] = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18];
const STARTS_MM: readonly number[] = Array.from({ length: 49 }, (_, k) => -4 + 0.5 * k);
/** Loss of log-likelihood at the ends of an 80 % interval: half of χ² of 1, 0.8. */
const LOSS_80 = 0.821;
/** Dots keep a distance: their counts in pieces of this size scatter with about half of the variance of dots by chance [A]. */
const EVENNESS = 0.5;
/** Half a step of the grid of starts is the least that it tells apart. */
const LEAST_ERROR_MM = 0.25;

export function edgeOfDots(geometry: SurfaceGeometry, dots: DotColumns, front: Front): DotEdge | null {
  if (front.shown.length < 2) return null;
  // pieces lie alike on both sides of the midpoint, so that sides can be held against one another
  const piecesTo = (x: number): number => Math.max(0, Math.floor((x - front.middle.atMm[0]) / PIECE_MM));
  const piecesBefore = Math.max(0, Math.floor((front.middle.atMm[0] - front.shown[0][0]) / PIECE_MM));
  const from = front.middle.atMm[0] - piecesBefore * PIECE_MM;
  const count = piecesBefore + piecesTo(front.shown[front.shown.length - 1][0]);
  const depths = Array.from({ length: count }, (): number[] => []);
  // the way back over the skin is longer than that on the chart; it changes slowly along the line
  const stretch = Array.from({ length: count }, (_, k) => {
    const x = from + (k + 0.5) * PIECE_MM;
    const y = front.yAt(x);
    const slope = (front.yAt(x + 2) - front.yAt(x - 2)) / 4;
    return skinMm(geometry, [x, y], [x, y - 10]) / 10 / Math.sqrt(1 + slope * slope);
  });
  for (let i = 0; i < dots.count; i++) {
    const piece = Math.floor((dots.xMm[i] - from) / PIECE_MM);
    if (piece < 0 || piece >= count) continue;
    const depth = (front.yAt(dots.xMm[i]) - dots.yMm[i]) * stretch[piece];
    if (depth > DEPTHS_MM.from && depth < DEPTHS_MM.to) depths[piece].push(depth);
  }
  const full = [...depths.keys()].filter((k) => depths[k].length >= LEAST_DOTS);
  if (full.length < LEAST_PIECES) return null;
  // by feather, by piece, by start
  const logs = FEATHERS_MM.map((feather) => full.map((k) => STARTS_MM.map((start) => logLikelihood(depths[k], start, feather))));
  const totals = logs.map((pieces) => pieces.reduce((sum, starts) => sum + logOfSum(starts), 0));
  const best = totals.indexOf(Math.max(...totals));
  const likely = FEATHERS_MM.filter((_, k) => totals[k] > totals[best] - LOSS_80);
  return {
    featherMm: between(FEATHERS_MM[best], likely[0], likely[likely.length - 1], 'mm'),
    pieces: (best === FEATHERS_MM.length - 1 ? [] : full).map((k, at) => {
      const total = logOfSum(logs[best][at]);
      const weights = logs[best][at].map((log) => steadyExp(log - total));
      const behindMm = weights.reduce((sum, weight, s) => sum + weight * STARTS_MM[s], 0);
      const variance = weights.reduce((sum, weight, s) => sum + weight * (STARTS_MM[s] - behindMm) ** 2, 0);
      return { xMm: from + (k + 0.5) * PIECE_MM, behindMm, errorMm: Math.max(LEAST_ERROR_MM, Math.sqrt(EVENNESS * variance)) };
    }),
  };
}

function logOfSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + steadyLog(logs.reduce((sum, log) => sum + steadyExp(log - most), 0));
}

function logLikelihood(depths: readonly number[], start: number, feather: number): number {
  const density = (depth: number): number => AHEAD + (1 - AHEAD) * smoothstep(start, start + feather, depth);
  // the step is half full on average over its breadth
  const length = DEPTHS_MM.to - DEPTHS_MM.from;
  const area = AHEAD * length + (1 - AHEAD) * Math.max(1, DEPTHS_MM.to - start - feather / 2);
  return depths.reduce((sum, depth) => sum + steadyLog(density(depth)), 0) - depths.length * steadyLog(area);
}
