/** The six weeks after a session: darkness and width of a dot, with the phases by name. */
import { type Markish, ruleX, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { HEALED_DAY } from '../../forecast/forecast.ts';
import {
  axes,
  band,
  course,
  INK,
  isNarrow,
  LINE,
  type Plane,
  planeOptions,
  pointsIn,
  SOFT,
  strokeOf,
  ticksUpTo,
  WIDE_PX,
} from './frame.ts';
import { type Panel, plotSvg } from './plot.ts';
import { nearest, said } from './words.ts';

export interface HealingDay {
  readonly atDays: number;
  readonly darkness: Estimate;
  readonly diameterMm: Estimate;
}

/**
 * Days at which each phase is named. [P] Crusts lie on the dots until days 3 to 10, new skin over them makes them look pale for about a week,
 * and all has settled at four to six weeks.
 */
const PHASES = [
  { words: 'fresh', fromDay: 0, row: 0 },
  { words: 'crusts', fromDay: 3, row: 1 },
  { words: 'pale about day 7', fromDay: 7, row: 0 },
  { words: 'settled', fromDay: 28, row: 0 },
] as const;

/**
 * Day 0 to 42 in two panels over one another: darkness (healed = 1) and width in mm, each with its 80 % band.
 * @param series ascending in time; what lies after day 42 is not drawn
 * @returns SVG text, see plotSvg
 */
export function healingChart(series: readonly HealingDay[], widthPx: number = WIDE_PX): string {
  const healing = series.filter(({ atDays }) => atDays <= HEALED_DAY);
  if (healing.length === 0) throw new RangeError('nothing to draw');
  const narrow = isNarrow(widthPx);
  const panel = (of: (day: HealingDay) => Estimate, title: string, y: number, topPx: number, heightPx: number, last: boolean): Panel => {
    const most = 1.05 * Math.max(...healing.map((day) => of(day).high));
    const plane: Plane = {
      widthPx,
      heightPx: heightPx + topPx + (last ? 44 : 14),
      marginPx: { left: 34, right: 12, top: topPx, bottom: last ? 44 : 14 },
      x: [0, HEALED_DAY],
      y: [0, most],
    };
    const points = pointsIn(
      plane,
      healing.map((day) => ({ ...of(day), at: day.atDays })),
    );
    const stroke = strokeOf(last ? 1 : 0);
    const marks: Markish[] = [
      ...axes(plane, {
        xTicks: last ? [0, 7, 14, 21, 28, 35, 42] : [],
        xTitle: last ? 'days after the session' : null,
        yTicks: ticksUpTo(most, 4),
        yTitle: null,
      }),
      text([title], {
        frameAnchor: 'top-left',
        dx: 4 - 34,
        dy: last ? -12 : -phasesPx(narrow) - 10,
        fill: INK,
        fontWeight: 600,
        lineAnchor: 'bottom',
      }),
      ruleX(PHASES.slice(1), { x: 'fromDay', stroke: LINE, strokeWidth: 1 }),
      ...(last ? [] : phaseNames(plane, narrow)),
      band(points, stroke.colour, 0.22),
      course(points, { ...stroke, dash: 'none' }),
    ];
    return { atPx: [0, y], options: planeOptions(plane, marks) };
  };
  const [top, height] = [phasesPx(narrow) + 34, narrow ? 130 : 160];
  const second = top + height + 14;
  return plotSvg({
    name: 'healing-chart',
    title: 'Six weeks of healing: darkness and width of a dot',
    desc: described(healing),
    widthPx,
    heightPx: second + 30 + height * 0.8 + 44,
    panels: [
      panel(({ darkness }) => darkness, 'Darkness, healed = 1', 0, top, height, false),
      panel(({ diameterMm }) => diameterMm, 'Width of a dot, mm', second, 30, height * 0.8, true),
    ],
  });
}

function phasesPx(narrow: boolean): number {
  return narrow ? 36 : 20;
}

/** In a narrow drawing the second name stands below the others, which else it would touch. */
function phaseNames(plane: Plane, narrow: boolean): readonly Markish[] {
  return PHASES.map(({ words, fromDay, row }) =>
    text([words], {
      x: fromDay,
      y: plane.y[1],
      text: (name: string) => name,
      textAnchor: 'start',
      lineAnchor: 'bottom',
      dx: fromDay === 0 ? 0 : 3,
      dy: narrow && row === 0 ? -22 : -6,
      fill: SOFT,
    }),
  );
}

function described(healing: readonly HealingDay[]): string {
  const at = [0, 7, 14, 28, HEALED_DAY].map((day) => nearest(healing, ({ atDays }) => atDays, day));
  const each = [...new Set(at)].map(
    ({ atDays, darkness, diameterMm }) =>
      `Day ${Math.round(atDays)}: darkness ${said({ ...darkness, unit: '' })}, width ${said({ ...diameterMm, unit: 'mm' })}.`,
  );
  return `Forecast of a model, darkness relative to healed, with 80 % intervals. Phases: fresh, crusts from about day 3, pale about day 7, settled from about day 28. ${each.join(' ')}`;
}
