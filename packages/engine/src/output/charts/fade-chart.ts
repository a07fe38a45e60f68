/** Darkness of each zone over the years, and when a first refresh is wanted. */
import { dot, link, type Markish, ruleY, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { HEALED_DAY } from '../../forecast/forecast.ts';
import { DAYS_PER_YEAR } from '../../units.ts';
import { endLabels, textWidthPx } from './end-labels.ts';
import {
  axes,
  band,
  course,
  GROUND,
  INK,
  isNarrow,
  type Plane,
  type Point,
  planeOptions,
  pointsIn,
  SOFT,
  strokeOf,
  ticksUpTo,
  WIDE_PX,
  yPerPx,
} from './frame.ts';
import { plotSvg } from './plot.ts';
import { nearest, said, saidYears } from './words.ts';

export interface ZoneFading {
  readonly zone: string;
  /** Days after the needle, ascending; darkness is 1 when healed. */
  readonly series: readonly { readonly atDays: number; readonly darkness: Estimate }[];
  /** Years from the session to the first refresh, an end may be infinite; null where none is foreseen. */
  readonly firstRefresh: Estimate | null;
}

/** Darker than so many times healed is not drawn: it would flatten the years for the sake of a week. */
const DARKEST = 2;

/**
 * Darkness relative to healed against years after the session, one line a zone, and a dot on the threshold for each first refresh. The zone that
 * fades most and the one that fades least have their 80 % band and, along the threshold, the interval of that refresh: those of all would hide
 * each other (refreshCalendar has them). The weeks of healing are one stroke from fresh to healed (healingChart has them).
 * @param refreshAt share of the healed darkness at which a refresh is usually wanted
 * @returns SVG text, see plotSvg
 */
export function fadeChart(
  { zones, refreshAt, years }: { readonly zones: readonly ZoneFading[]; readonly refreshAt: number; readonly years: number },
  widthPx: number = WIDE_PX,
): string {
  const begun = zones.every(({ series }) => series.length > 0 && series[0]!.atDays <= years * DAYS_PER_YEAR);
  if (zones.length === 0 || !begun || !(years > 0)) throw new RangeError('nothing to draw');
  const widest = Math.max(...zones.map(({ zone }) => textWidthPx(zone, true)));
  const highest = 1.04 * Math.max(...zones.flatMap(({ series }) => series.map(({ darkness }) => darkness.value)));
  const plane: Plane = {
    widthPx,
    heightPx: isNarrow(widthPx) ? 320 : 380,
    marginPx: { left: 34, right: Math.min(widest, isNarrow(widthPx) ? 92 : 140) + 22, top: 38, bottom: 44 },
    x: [0, years],
    y: [0, Math.min(DARKEST, Math.max(1.2, highest))],
  };
  const lines = zones.map(({ zone, series, firstRefresh }, i) => {
    const points = pointsIn(
      plane,
      series
        .filter(({ atDays }, k) => k === 0 || atDays >= HEALED_DAY)
        .map(({ atDays, darkness }) => ({ ...darkness, at: atDays / DAYS_PER_YEAR })),
    );
    return { zone, firstRefresh, points, stroke: strokeOf(i), end: points.at(-1)!.value };
  });
  const byEnd = [...lines].sort((a, b) => a.end - b.end);
  const banded = [...new Set([byEnd[0]!, byEnd.at(-1)!])];
  const marks: Markish[] = [
    ...axes(plane, {
      xTicks: ticksUpTo(years, isNarrow(widthPx) ? 5 : 10),
      xTitle: 'years after the session',
      yTicks: ticksUpTo(plane.y[1], 4),
      yTitle: 'Darkness, healed = 1',
    }),
    ...banded.map(({ points, stroke }) => band(points, stroke.colour, 0.17)),
    ...thresholdMarks(plane, refreshAt, byEnd.at(-1)!.end < refreshAt),
    ...banded.flatMap(({ firstRefresh, stroke }, i) =>
      intervalMarks(plane, refreshAt, firstRefresh, stroke.colour, banded.length < 2 ? 0 : i === 0 ? -1 : 1),
    ),
    ...lines.map(({ points, stroke }) => course(points, stroke)),
    freshMark(
      plane,
      lines.map(({ points }) => points[0]!).reduce((top, point) => (point.value > top.value ? point : top)),
    ),
    ...lines.flatMap(({ firstRefresh, stroke }) => refreshMark(plane, refreshAt, firstRefresh, stroke.colour)),
    ...endLabels(
      lines.map(({ zone, end, stroke }) => ({ name: zone, value: end, colour: stroke.colour })),
      plane,
    ),
  ];
  return plotSvg({
    name: 'fade-chart',
    title: 'Darkness over the years, by zone',
    desc: described(zones, years),
    widthPx,
    heightPx: plane.heightPx,
    panels: [{ atPx: [0, 0], options: planeOptions(plane, marks) }],
  });
}

function thresholdMarks(plane: Plane, refreshAt: number, above: boolean): readonly Markish[] {
  return [
    ruleY([refreshAt], { stroke: INK, strokeWidth: 1, strokeDasharray: '1 3' }),
    text([isNarrow(plane.widthPx) ? 'refresh usually\nwanted' : 'refresh usually wanted'], {
      x: plane.x[1],
      y: refreshAt,
      text: (words: string) => words,
      textAnchor: 'end',
      lineAnchor: above ? 'bottom' : 'top',
      dy: above ? -11 : 11,
      fill: INK,
      stroke: GROUND,
      strokeWidth: 4,
    }),
  ];
}

function freshMark(plane: Plane, { at, value }: Point): Markish {
  return text([at < HEALED_DAY / DAYS_PER_YEAR ? 'fresh' : ''], {
    x: at,
    y: Math.min(value, plane.y[1]),
    text: (words: string) => words,
    textAnchor: 'start',
    dx: 8,
    dy: 4,
    fill: SOFT,
  });
}

/** The interval of a first refresh, on the threshold or one bar above or below it. What goes on beyond the years shown ends in an arrow. */
function intervalMarks(
  plane: Plane,
  refreshAt: number,
  firstRefresh: Estimate | null,
  colour: string,
  place: -1 | 0 | 1,
): readonly Markish[] {
  const last = plane.x[1];
  if (firstRefresh === null || firstRefresh.low >= last) return [];
  const { low, high } = firstRefresh;
  const y = refreshAt + place * 6 * yPerPx(plane);
  const bar = link([0], {
    x1: low,
    x2: Math.min(high, last),
    y1: y,
    y2: y,
    stroke: colour,
    strokeWidth: 5,
    strokeOpacity: 0.55,
    strokeLinecap: 'butt',
  });
  const arrow = text(['→'], { x: last, y, text: (sign: string) => sign, textAnchor: 'start', dx: 1, fill: colour, fontWeight: 600 });
  return high > last ? [bar, arrow] : [bar];
}

function refreshMark(plane: Plane, refreshAt: number, firstRefresh: Estimate | null, colour: string): readonly Markish[] {
  if (firstRefresh === null || firstRefresh.value > plane.x[1]) return [];
  return [dot([0], { x: firstRefresh.value, y: refreshAt, r: 4.5, fill: colour, stroke: GROUND, strokeWidth: 1.5 })];
}

function described(zones: readonly ZoneFading[], years: number): string {
  const each = zones.map(({ zone, series, firstRefresh }) => {
    const fresh = series[0]!.darkness;
    const late = nearest(series, ({ atDays }) => atDays, years * DAYS_PER_YEAR);
    const when = Math.round((10 * late.atDays) / DAYS_PER_YEAR) / 10;
    return `${zone}: fresh ${said({ ...fresh, unit: '' })} times as dark as healed, after ${when} years ${said({ ...late.darkness, unit: '' })}; time to the first refresh: ${saidYears(firstRefresh)}.`;
  });
  return `Forecast of a model, with 80 % intervals. ${each.join(' ')}`;
}
