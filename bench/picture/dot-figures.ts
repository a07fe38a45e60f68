/** What a field of found dots is like: depth, scatter of width, and how they lie. */
import { type FoundDot, findDots } from './dot-detector.js';
import type { Box, Picture } from './pictures.js';

export interface DotFigures {
  readonly count: number;
  readonly perPx2: number;
  readonly drop: readonly [low: number, median: number, high: number];
  readonly diameterPx: number;
  readonly diameterCv: number;
  /** Distance to the nearest neighbour times the root of the density. */
  readonly nearest: number;
  readonly nearestCv: number;
}

/** @param sigmaPx deviation of a dot's dip */
export function dotFigures(picture: Picture, sigmaPx: number): DotFigures {
  const { dots, searched } = findDots(picture, sigmaPx);
  const perPx2 = dots.length / (searched.width * searched.height);
  const distances = dots.flatMap((dot, i) => nearestPx(dots, i, edgePx(dot, searched)));
  const drops = dots.map((d) => d.drop).sort((a, b) => a - b);
  const widths = dots.flatMap((d) => (d.diameterPx === null ? [] : [d.diameterPx]));
  const at = (share: number): number => drops[Math.floor(share * (drops.length - 1))] ?? Number.NaN;
  return {
    count: dots.length,
    perPx2,
    drop: [at(0.1), at(0.5), at(0.9)],
    diameterPx: mean(widths),
    diameterCv: deviation(widths) / mean(widths),
    nearest: mean(distances) * Math.sqrt(perPx2),
    nearestCv: deviation(distances) / mean(distances),
  };
}

/** Nothing where the edge is nearer than the neighbour: a nearer one may lie outside (Hanisch 1984). */
function nearestPx(dots: readonly FoundDot[], i: number, edge: number): number[] {
  let nearest = Number.POSITIVE_INFINITY;
  for (let j = 0; j < dots.length; j++)
    if (j !== i) nearest = Math.min(nearest, Math.hypot(dots[j].xPx - dots[i].xPx, dots[j].yPx - dots[i].yPx));
  return nearest <= edge ? [nearest] : [];
}

function edgePx({ xPx, yPx }: FoundDot, { x, y, width, height }: Box): number {
  return Math.min(xPx - x, x + width - xPx, yPx - y, y + height - yPx);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / values.length);
}
