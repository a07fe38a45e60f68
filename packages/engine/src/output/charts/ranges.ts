/** Intervals as horizontal bars with their middles marked, in groups under a heading: calendar of refreshes, costs, areas. */
import { axisX, dot, link, type Markish, ruleX, text } from '@observablehq/plot';
import type { Estimate } from '../../estimate.ts';
import { inLines } from './end-labels.ts';
import { GROUND, INK, LINE, planeOptions, SOFT, strokeOf, tickText } from './frame.ts';
import { plotSvg } from './plot.ts';

export interface RangeRow {
  readonly label: string;
  /** In units of the axis; may lie beyond it, and an end may be infinite. */
  readonly estimate: Estimate;
  /** What is written after the bar, or in place of one that lies wholly beyond the axis; may be empty. */
  readonly words: string;
}

export interface RangeGroup {
  readonly heading: string;
  readonly rows: readonly RangeRow[];
}

export interface Ranges {
  readonly name: string;
  readonly title: string;
  readonly desc: string;
  readonly widthPx: number;
  readonly groups: readonly RangeGroup[];
  readonly axis: {
    readonly from: number;
    readonly to: number;
    readonly ticks: readonly number[];
    readonly title: string;
    readonly log: boolean;
  };
  /** Room for the labels of rows, left of the bars, and for the words behind them. */
  readonly labelPx: number;
  readonly wordsPx: number;
}

const HEADING_PX = 24;
const ROW_PX = 18;
const GAP_PX = 14;
const AXIS_PX = 44;
const TOP_PX = 6;

/** @returns SVG text, see plotSvg; its height follows from the number of rows */
export function rangesSvg({ name, title, desc, widthPx, groups, axis, labelPx, wordsPx }: Ranges): string {
  if (groups.length === 0) throw new RangeError('nothing to draw');
  let downPx = 0;
  const placed = groups.map(({ heading, rows }) => {
    const headingAt = downPx + 8;
    const at = rows.map((row, i) => ({ ...row, y: downPx + HEADING_PX + ROW_PX * (i + 0.5) }));
    downPx += HEADING_PX + ROW_PX * rows.length + GAP_PX;
    return { heading, headingAt, rows: at };
  });
  const plane = {
    widthPx,
    heightPx: TOP_PX + downPx + AXIS_PX,
    marginPx: { left: labelPx + 6, right: wordsPx, top: TOP_PX, bottom: AXIS_PX },
    x: [axis.from, axis.to] as const,
    y: [downPx, 0] as const,
  };
  const into = (x: number): number => Math.min(axis.to, Math.max(axis.from, x));
  const { colour } = strokeOf(0);
  const rows = placed.flatMap((group) => group.rows);
  const bars = rows
    .filter(({ estimate }) => estimate.low < axis.to)
    .map(({ y, estimate }) => ({ y, x1: into(estimate.low), x2: into(estimate.high) }));
  const open = rows.filter(({ estimate }) => estimate.low < axis.to && estimate.high > axis.to);
  const marks: Markish[] = [
    ...placed.map(({ headingAt, rows }) =>
      ruleX([...axis.ticks], { y1: headingAt + 11, y2: headingAt + 22 + ROW_PX * rows.length, stroke: LINE, strokeWidth: 1 }),
    ),
    axisX([...axis.ticks], { tickSize: 0, tickPadding: 8, tickFormat: tickText, fill: SOFT, label: null }),
    text([axis.title], { frameAnchor: 'bottom-right', dy: 40, fill: SOFT, lineAnchor: 'bottom' }),
    link(bars, { x1: 'x1', x2: 'x2', y1: 'y', y2: 'y', stroke: colour, strokeWidth: 7, strokeOpacity: 0.4, strokeLinecap: 'butt' }),
    ...open.map(({ y }) =>
      text(['→'], { x: axis.to, y, text: (arrow: string) => arrow, textAnchor: 'start', dx: 2, fill: colour, fontWeight: 600 }),
    ),
    dot(
      rows.filter(({ estimate }) => estimate.value >= axis.from && estimate.value <= axis.to),
      { x: (row: RangeRow) => row.estimate.value, y: 'y', r: 5, fill: colour, stroke: GROUND, strokeWidth: 1.5 },
    ),
    ...placed.map(({ heading, headingAt }) =>
      text([inLines(heading, 0.9 * widthPx, 1)], {
        x: axis.from,
        y: headingAt,
        text: (line: string) => line,
        textAnchor: 'start',
        dx: -labelPx - 2,
        fill: INK,
        stroke: GROUND,
        strokeWidth: 4,
        fontWeight: 600,
      }),
    ),
    text(rows, { x: axis.from, y: 'y', text: 'label', textAnchor: 'start', dx: -labelPx - 2, fill: SOFT }),
    text(rows, {
      x: ({ estimate }: RangeRow) => (estimate.low >= axis.to ? axis.from : into(estimate.high)),
      y: 'y',
      text: 'words',
      textAnchor: 'start',
      dx: 8,
      fill: INK,
      stroke: GROUND,
      strokeWidth: 4,
    }),
  ];
  const options = planeOptions(plane, marks);
  const x = { ...options.x, ...(axis.log ? { type: 'log' as const } : {}) };
  return plotSvg({ name, title, desc, widthPx, heightPx: plane.heightPx, panels: [{ atPx: [0, 0], options: { ...options, x } }] });
}
