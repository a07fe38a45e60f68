/** What refresh upon refresh adds up to: how much of the skin ink covers. */
import { dot, line, link, type Markish, ruleY, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { DAYS_PER_YEAR } from '../../units.ts';
import { percent } from '../report-numbers.ts';
import { axes, GROUND, INK, isNarrow, type Plane, planeOptions, pointsIn, SOFT, strokeOf, ticksUpTo, WIDE_PX } from './frame.ts';
import { plotSvg } from './plot.ts';
import { inPercent, ordinal, said, saidShare } from './words.ts';

/** What is there once a refresh, made `atDays` after the first session, has healed. */
export interface CycleState {
  readonly atDays: number;
  readonly darkness: Estimate;
  readonly diameterMm: Estimate;
  /** Share of the skin that ink covers, 0..1. */
  readonly coverage: Estimate;
}

/** So soon after the needle it is the first session itself that has healed, not a refresh. */
const FIRST_DAYS = 60;
const WARNING = 'above this\nit may look\npainted';

/**
 * Coverage of the skin by ink in per cent, with its 80 % interval, after each refresh, as steps over the years.
 * @param cycles in order of time; one that lies within 60 days is taken for the first session's own result
 * @param warnAbove share 0..1 above which ink reads as a painted surface
 * @returns SVG text, see plotSvg
 */
export function accumulationChart(cycles: readonly CycleState[], warnAbove: number, widthPx: number = WIDE_PX): string {
  if (cycles.length === 0) throw new RangeError('nothing to draw');
  const sessions = cycles.filter(({ atDays }) => atDays <= FIRST_DAYS).length;
  const covered = cycles.map(({ atDays, coverage }, i) => ({
    ...inPercent(coverage),
    at: atDays / DAYS_PER_YEAR,
    name: atDays <= FIRST_DAYS ? 'session' : ordinal(i + 1 - sessions),
  }));
  const lastYears = Math.max(1, 1.1 * Math.max(...covered.map(({ at }) => at)));
  const most = Math.min(100, 1.15 * Math.max(100 * warnAbove, ...covered.map(({ high }) => high)));
  const plane: Plane = {
    widthPx,
    heightPx: isNarrow(widthPx) ? 280 : 320,
    marginPx: { left: 34, right: 84, top: 38, bottom: 44 },
    x: [0, lastYears],
    y: [0, most],
  };
  const points = pointsIn(plane, covered);
  const { colour } = strokeOf(0);
  const marks: Markish[] = [
    ...axes(plane, {
      xTicks: ticksUpTo(lastYears, isNarrow(widthPx) ? 6 : 10),
      xTitle: isNarrow(widthPx) ? 'years after the session' : 'years after the first session',
      yTicks: ticksUpTo(most, 4),
      yTitle: 'Skin under ink after each refresh, %',
    }),
    ruleY([100 * warnAbove], { stroke: INK, strokeDasharray: '1 3' }),
    line([...points, { ...points.at(-1)!, at: lastYears }], {
      x: 'at',
      y: 'value',
      stroke: colour,
      strokeWidth: 2.25,
      curve: 'step-after',
    }),
    link([...points], {
      x1: 'at',
      x2: 'at',
      y1: 'low',
      y2: 'high',
      stroke: colour,
      strokeWidth: 7,
      strokeOpacity: 0.4,
      strokeLinecap: 'butt',
    }),
    dot([...points], { x: 'at', y: 'value', r: 5, fill: colour, stroke: GROUND, strokeWidth: 1.5 }),
    text([WARNING], {
      x: lastYears,
      y: 100 * warnAbove,
      text: (words: string) => words,
      textAnchor: 'start',
      dx: 6,
      fill: INK,
      lineHeight: 1.15,
    }),
    ...covered.map(({ name, at, high }) =>
      text([name], {
        x: at,
        y: Math.min(high, most),
        text: (words: string) => words,
        textAnchor: at * 20 < lastYears ? 'start' : 'middle',
        lineAnchor: 'bottom',
        dy: -6,
        fill: SOFT,
        stroke: GROUND,
        strokeWidth: 4,
      }),
    ),
  ];
  const spoken = covered.map(({ name, at }, i) => {
    const { coverage, diameterMm } = cycles[i]!;
    const what = name === 'session' ? 'first session' : `${name} refresh, after ${Math.round(10 * at) / 10} years`;
    return `${what}: ${saidShare(coverage)}, dots ${said({ ...diameterMm, unit: 'mm' })} wide`;
  });
  return plotSvg({
    name: 'accumulation-chart',
    title: 'What refreshes add up to: skin covered by ink',
    desc: `Forecast of a model, skin covered by ink once each has healed, with 80 % intervals. Above ${percent(warnAbove)} % it may look painted. ${spoken.join('; ')}.`,
    widthPx,
    heightPx: plane.heightPx,
    panels: [{ atPx: [0, 0], options: planeOptions(plane, marks) }],
  });
}
