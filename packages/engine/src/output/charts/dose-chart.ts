/** How the first refresh depends on the sun. */
import { type Markish, ruleX, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { inLines } from './end-labels.ts';
import {
  axes,
  band,
  course,
  GROUND,
  INK,
  isNarrow,
  type Plane,
  planeOptions,
  pointsIn,
  SOFT,
  strokeOf,
  ticksUpTo,
  WIDE_PX,
} from './frame.ts';
import { plotSvg } from './plot.ts';
import { saidYears } from './words.ts';

/** Beyond this a time is only said to be long: no fade of micropigmentation was measured for more than months. */
const LONGEST_YEARS = 30;

/**
 * Years from the session to the first refresh against the dose of sun on the scalp, with its 80 % band.
 * @param points ascending in dose, SED a year; ends may be infinite
 * @param marks ways of life and their doses, written along the top
 * @returns SVG text, see plotSvg
 */
export function doseChart(
  {
    points,
    marks,
  }: {
    readonly points: readonly { readonly sedPerYear: number; readonly firstRefresh: Estimate }[];
    readonly marks: readonly { readonly sedPerYear: number; readonly label: string }[];
  },
  widthPx: number = WIDE_PX,
): string {
  if (points.length === 0) throw new RangeError('nothing to draw');
  const most = Math.max(1, ...points.map(({ sedPerYear }) => sedPerYear), ...marks.map(({ sedPerYear }) => sedPerYear));
  const highest = Math.max(2, ...points.map(({ firstRefresh }) => Math.min(LONGEST_YEARS, firstRefresh.high)));
  const named = [...marks].sort((a, b) => a.sedPerYear - b.sedPerYear);
  const namesPx = 17 * named.length;
  const plane: Plane = {
    widthPx,
    heightPx: (isNarrow(widthPx) ? 290 : 320) + namesPx,
    marginPx: { left: 34, right: 14, top: 38 + namesPx, bottom: 44 },
    x: [0, most],
    y: [0, highest],
  };
  const drawn = pointsIn(
    plane,
    points.map(({ sedPerYear, firstRefresh }) => ({ ...firstRefresh, at: sedPerYear })),
  );
  const shown: Markish[] = [
    ...axes(plane, {
      xTicks: ticksUpTo(most, isNarrow(widthPx) ? 4 : 8),
      xTitle: 'sun on the scalp, SED a year',
      yTicks: ticksUpTo(highest, 5),
      yTitle: null,
    }),
    text(['Years to a first refresh'], {
      frameAnchor: 'top-left',
      dx: 4 - 34,
      dy: -namesPx - 12,
      fill: INK,
      fontWeight: 600,
      lineAnchor: 'bottom',
    }),
    band(drawn, strokeOf(0).colour, 0.22),
    ...named.flatMap(({ sedPerYear, label }, i) => {
      // the later half is written to the left of its line, so that no name runs over the edge
      const left = sedPerYear > most / 2;
      return [
        ruleX([sedPerYear], { stroke: SOFT, strokeWidth: 1, strokeDasharray: '2 3', insetTop: -17 * (named.length - i) }),
        text([inLines(label, plane.widthPx / 2, 1)], {
          x: sedPerYear,
          y: highest,
          text: (words: string) => words,
          textAnchor: left ? 'end' : 'start',
          lineAnchor: 'bottom',
          dx: left ? -5 : 5,
          dy: -4 - 17 * (named.length - 1 - i),
          fill: SOFT,
          stroke: GROUND,
          strokeWidth: 4,
        }),
      ];
    }),
    course(drawn, strokeOf(0)),
  ];
  const spoken = (marks.length > 0 ? marks : [points[0]!, points.at(-1)!]).map((mark) => {
    const near = points.reduce((best, point) =>
      Math.abs(point.sedPerYear - mark.sedPerYear) < Math.abs(best.sedPerYear - mark.sedPerYear) ? point : best,
    );
    const name = 'label' in mark ? `${mark.label}, ` : '';
    return `${name}${Math.round(mark.sedPerYear)} SED a year: ${saidYears(near.firstRefresh)}.`;
  });
  return plotSvg({
    name: 'dose-chart',
    title: 'Years to a first refresh against the sun on the scalp',
    desc: `Forecast of a model, with 80 % intervals; what lies beyond ${LONGEST_YEARS} years is cut. ${spoken.join(' ')}`,
    widthPx,
    heightPx: plane.heightPx,
    panels: [{ atPx: [0, 0], options: planeOptions(plane, shown) }],
  });
}
