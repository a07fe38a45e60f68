/** The dots as a drawing at true size, for a plotter or a projector: one group a session, one circle a dot, and the outlines they keep to. */
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import type { Polygon } from '../polygon.ts';
import { decimal, inWorkingOrder } from './exported.ts';

const MARGIN_MM = 5;
const LINE_MM = 0.2;
/** Black, blue and red, as on the dot sheets of the print. */
const SESSION_COLOURS: readonly string[] = ['#1a1a1f', '#1a529e', '#b8381f'];

const WORDS =
  'Simulation plan, no picture of a result. Millimetres on the scalp chart, face at the foot: true at the middle of the chart, ' +
  'stretched towards its edge, where the head turns away. Circles have the diameter of the healed dots.';

export function dotsSvg(plan: Plan, dots: DotColumns): string {
  const { zoneMm, excludeMm, hairlineMm, hiddenHairlineMm } = plan.design;
  const order = inWorkingOrder(dots);
  const { leftMm, topMm, widthMm, heightMm } = sheetOf([...zoneMm, ...excludeMm, hairlineMm, ...hiddenHairlineMm], dots);
  const sessions = [...new Set(order.map((i) => dots.session[i]))].map((session) => {
    const places = order.filter((i) => dots.session[i] === session);
    const circles = places.map(
      (i) => `<circle cx="${decimal(dots.xMm[i])}" cy="${decimal(dots.yMm[i])}" r="${decimal(dots.diameterMm[i] / 2)}"/>`,
    );
    const colour = SESSION_COLOURS[(session - 1) % SESSION_COLOURS.length];
    return group(`session-${session}`, `Session ${session}, ${places.length} dots`, `fill="${colour}"`, circles);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${decimal(widthMm)}mm" height="${decimal(heightMm)}mm" viewBox="${[leftMm, topMm, widthMm, heightMm].map(decimal).join(' ')}">`,
    `<title>Simulation plan ${plan.sha256.slice(0, 12)}, ${dots.count} dots</title>`,
    `<desc>${WORDS}</desc>`,
    outlines('zones', 'Zone', closed(zoneMm), 'stroke="#77777c"'),
    outlines('excluded', 'Left out', closed(excludeMm), 'stroke="#b8381f"'),
    outlines('hairline', 'Hairline', open([hairlineMm]), 'stroke="#1a1a1f"'),
    outlines('hairline-hidden', 'Hairline that the photo does not show', open(hiddenHairlineMm), 'stroke="#1a1a1f" stroke-dasharray="2"'),
    ...sessions,
    '</svg>',
    '',
  ].join('\n');
}

function closed(polygons: readonly Polygon[]): readonly string[] {
  return open(polygons).map((path) => `${path}Z`);
}

function open(lines: readonly Polygon[]): readonly string[] {
  return lines.filter((line) => line.length > 1).map((line) => `M${line.map(([x, y]) => `${decimal(x)} ${decimal(y)}`).join('L')}`);
}

function outlines(id: string, title: string, paths: readonly string[], style: string): string {
  const drawn = paths.map((path) => `<path d="${path}"/>`);
  return group(id, title, `fill="none" stroke-width="${LINE_MM}" ${style}`, drawn);
}

function group(id: string, title: string, style: string, shapes: readonly string[]): string {
  return [`<g id="${id}" ${style}>`, `<title>${title}</title>`, ...shapes, '</g>'].join('\n');
}

interface SheetMm {
  readonly leftMm: number;
  readonly topMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Whole millimetres that hold all lines, all dots and the origin of the chart, with a margin. */
function sheetOf(lines: readonly Polygon[], dots: DotColumns): SheetMm {
  let [minX, maxX, minY, maxY] = [0, 0, 0, 0];
  const include = (x: number, y: number): void => {
    [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
    [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
  };
  for (const line of lines) for (const [x, y] of line) include(x, y);
  for (let i = 0; i < dots.count; i++) include(dots.xMm[i], dots.yMm[i]);
  const [leftMm, topMm] = [Math.floor(minX - MARGIN_MM), Math.floor(minY - MARGIN_MM)];
  return { leftMm, topMm, widthMm: Math.ceil(maxX + MARGIN_MM) - leftMm, heightMm: Math.ceil(maxY + MARGIN_MM) - topMm };
}
