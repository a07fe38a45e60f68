/** What the charts have in common: sizes, colours, axes, lines and their bands. */
import { areaY, axisX, axisY, gridY, line, type Markish, type PlotOptions, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { number } from '../report-numbers.ts';
import { NARROW_BELOW_PX } from './plot.ts';

export { NARROW_PX, WIDE_PX } from './chart-style.ts';

export const INK = 'var(--chart-ink, currentColor)';
export const SOFT = 'var(--chart-soft, currentColor)';
export const LINE = 'var(--chart-line, currentColor)';
export const GROUND = 'var(--chart-ground, transparent)';

export interface Stroke {
  readonly colour: string;
  readonly dash: string;
}

/** "Nothing done", wherever it is compared with. */
export const NOTHING: Stroke = { colour: SOFT, dash: '1.5 4' };
const STROKES: readonly Stroke[] = ['none', '9 5', '4 3', '10 3.5 2.5 3.5', '12 3 3 3 3 3', '18 4'].map((dash, i) => ({
  colour: `var(--chart-${i + 1}, currentColor)`,
  dash,
}));

/** Colour and dash together, so that lines are told apart without colour. */
export function strokeOf(index: number): Stroke {
  return STROKES[index % STROKES.length]!;
}

/** Rectangle of a plot and what its edges stand for. */
export interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly marginPx: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
}

export function xPerPx({ widthPx, marginPx, x }: Plane): number {
  return (x[1] - x[0]) / (widthPx - marginPx.left - marginPx.right);
}

export function yPerPx({ heightPx, marginPx, y }: Plane): number {
  return (y[1] - y[0]) / (heightPx - marginPx.top - marginPx.bottom);
}

export function isNarrow(widthPx: number): boolean {
  return widthPx < NARROW_BELOW_PX;
}

export function planeOptions({ widthPx, heightPx, marginPx, x, y }: Plane, marks: readonly Markish[]): PlotOptions {
  return {
    width: widthPx,
    height: heightPx,
    marginLeft: marginPx.left,
    marginRight: marginPx.right,
    marginTop: marginPx.top,
    marginBottom: marginPx.bottom,
    x: { domain: [...x], axis: null },
    y: { domain: [...y], axis: null },
    marks: [...marks],
  };
}

/** 0, step, 2 step … up to `most`, with at most `steps` steps of 1, 2 or 5 times a power of ten, or of 25. */
export function ticksUpTo(most: number, steps: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most / steps));
  const factors = power === 10 ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10];
  const fitting = factors.map((factor) => factor * power).filter((step) => step <= most * 1.0001);
  const step = fitting.find((step) => step * steps >= most * 0.9999) ?? fitting.at(-1)!;
  return Array.from({ length: Math.floor(most / step + 1e-6) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

export function tickText(value: number): string {
  return number(value, Number.isInteger(value) ? 0 : Number.isInteger(Number((value * 10).toPrecision(6))) ? 1 : 2);
}

export interface Axes {
  readonly xTicks: readonly number[];
  readonly xTitle: string | null;
  readonly yTicks: readonly number[];
  readonly yTitle: string | null;
  /** False where a neighbour to the left shows the same scale. */
  readonly yLabelled?: boolean;
}

/** Horizontal lines only, titles outside: the vertical one lies above its axis, so that nothing is turned. */
export function axes(plane: Plane, { xTicks, xTitle, yTicks, yTitle, yLabelled = true }: Axes): readonly Markish[] {
  const { left } = plane.marginPx;
  return [
    gridY([...yTicks], { stroke: LINE, strokeOpacity: 1 }),
    axisX([...xTicks], { tickSize: 0, tickPadding: 8, tickFormat: tickText, fill: SOFT, label: null }),
    ...(yLabelled ? [axisY([...yTicks], { tickSize: 0, tickPadding: 8, tickFormat: tickText, fill: SOFT, label: null })] : []),
    ...(xTitle === null ? [] : [text([xTitle], { frameAnchor: 'bottom-right', dy: 40, fill: SOFT, lineAnchor: 'bottom' })]),
    ...(yTitle === null
      ? []
      : [
          text([yTitle], {
            frameAnchor: 'top-left',
            dx: yLabelled ? 4 - left : 0,
            dy: -12,
            fill: INK,
            fontWeight: 600,
            lineAnchor: 'bottom',
            lineHeight: 1.15,
          }),
        ]),
  ];
}

/** A point of a course: where, and what is believed there. */
export interface Point {
  readonly at: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Cuts what lies outside the plane, so that no mark runs over its edge: a course ends on the right edge where it goes on beyond it, and an
 * interval without an end on the upper one.
 */
export function pointsIn({ x, y }: Plane, points: readonly (Estimate & { readonly at: number })[]): readonly Point[] {
  const into = (v: number): number => Math.min(y[1], Math.max(y[0], v));
  const seen: Point[] = points
    .filter(({ at }) => at >= x[0] && at <= x[1])
    .map(({ at, value, low, high }) => ({ at, value: into(value), low: into(low), high: into(high) }));
  const [last, next] = [seen.at(-1), points.find(({ at }) => at > x[1])];
  if (last === undefined || next === undefined) return seen;
  const share = (x[1] - last.at) / (next.at - last.at);
  const between = (from: number, to: number): number => from + (into(to) - from) * share;
  return [
    ...seen,
    { at: x[1], value: between(last.value, next.value), low: between(last.low, next.low), high: between(last.high, next.high) },
  ];
}

export function band(points: readonly Point[], colour: string, opacity = 0.15): Markish {
  return areaY([...points], { x: 'at', y1: 'low', y2: 'high', fill: colour, fillOpacity: opacity });
}

export function course(points: readonly Point[], { colour, dash }: Stroke, widthPx = 2.25): Markish {
  return line([...points], { x: 'at', y: 'value', stroke: colour, strokeWidth: widthPx, strokeDasharray: dash });
}
