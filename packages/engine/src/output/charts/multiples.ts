/** Panels of one scale side by side. */
import { type Markish, text } from '@observablehq/plot';
import { axes, type Plane, planeOptions, SOFT, ticksUpTo } from './frame.ts';
import type { Panel } from './plot.ts';

export interface Multiple {
  readonly title: string;
  readonly marks: (plane: Plane) => readonly Markish[];
}

export interface Grid {
  readonly widthPx: number;
  readonly columns: number;
  /** Height of a panel's plot, without its title and axis. */
  readonly plotPx: number;
  readonly titleLines: number;
  /** Room right of the last panel of each row, for labels. */
  readonly labelPx: number;
  readonly x: readonly [from: number, to: number];
  readonly xTitle: string;
  readonly y: readonly [from: number, to: number];
  /** What the panels show, written once above the first. */
  readonly yTitle: string;
}

const LEFT_PX = 34;
const RIGHT_PX = 10;
const GAP_PX = 26;
const HEADER_PX = 22;
const AXIS_PX = 36;
const TITLE_PX = 16;

/** Row by row; scales are written at the left edge only, and the title of the x axis under the last panel. */
export function multiples(panels: readonly Multiple[], grid: Grid): { readonly panels: readonly Panel[]; readonly heightPx: number } {
  const { widthPx, columns, plotPx, titleLines, labelPx, x, y, xTitle, yTitle } = grid;
  const plotWidthPx = (widthPx - LEFT_PX - labelPx - RIGHT_PX - (columns - 1) * GAP_PX) / columns;
  const topPx = 18 + TITLE_PX * titleLines;
  const rowPx = topPx + plotPx + AXIS_PX;
  const drawn = panels.map(({ title, marks }, i): Panel => {
    const column = i % columns;
    const last = column === columns - 1 || i === panels.length - 1;
    const left = column === 0 ? LEFT_PX : GAP_PX;
    const right = last ? labelPx + RIGHT_PX : 0;
    const bottom = i === panels.length - 1 ? AXIS_PX + 8 : AXIS_PX;
    const header = i === 0 ? HEADER_PX : 0;
    const plane: Plane = {
      widthPx: left + plotWidthPx + right,
      heightPx: header + topPx + plotPx + bottom,
      marginPx: { left, right, top: header + topPx, bottom },
      x,
      y,
    };
    const framed = axes(plane, {
      xTicks: ticksUpTo(x[1], plotWidthPx < 150 ? 2 : 4),
      xTitle: i === panels.length - 1 ? xTitle : null,
      yTicks: ticksUpTo(y[1], 4),
      yTitle: title,
      yLabelled: column === 0,
    });
    const atX = column === 0 ? 0 : LEFT_PX + column * (plotWidthPx + GAP_PX) - GAP_PX;
    const headed = text([yTitle], { frameAnchor: 'top-left', dx: 4 - LEFT_PX, dy: -topPx - 4, fill: SOFT, lineAnchor: 'bottom' });
    return {
      atPx: [atX, HEADER_PX - header + Math.floor(i / columns) * rowPx],
      options: planeOptions(plane, [...framed, ...(i === 0 ? [headed] : []), ...marks(plane)]),
    };
  });
  return { panels: drawn, heightPx: HEADER_PX + Math.ceil(panels.length / columns) * rowPx + 8 };
}
