/**
 * Every dot at true size: the scalp cut from front to back into gores, as a globe is. Along its middle a gore is true; to the sides it is
 * stretched by what the sheet says.
 */
import type { DotColumns } from '../document/packed.ts';
import { lengthOnSkin } from '../head/develop.ts';
import type { SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import { INK, type Ink, type Print, type Sheet } from './sheet.ts';

/** Breadth of a gore on the chart, and the room that it is given on paper. */
const GORE_CHART_MM = 26;
const SLOT_MM = 34;
/** Sheets share this much with the next below. */
const OVERLAP_MM = 10;
const SESSION_INK: readonly Ink[] = [INK.black, INK.blue, INK.red];

interface Gore {
  readonly number: number;
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  readonly diameterMm: Float64Array;
  readonly session: Uint8Array;
  readonly edges: readonly [Polygon, Polygon];
  readonly minYMm: number;
  readonly maxYMm: number;
  /** Largest departure of a length on paper from that on the skin, as a share. */
  readonly worstStretch: number;
}

export function goreSheets(print: Print, dots: DotColumns, geometry: SurfaceGeometry, session: number | null): void {
  const gores = goresOf(dots, geometry);
  const title = session === null ? 'Dot sheets, true size' : `Dot sheets of session ${session}, true size`;
  if (gores.length === 0) {
    const sheet = print.sheet(title);
    sheet.text([sheet.left, sheet.top], 'This plan has no dots here.');
    return;
  }
  let placed = 0;
  while (placed < gores.length) {
    let sheet = print.sheet(title);
    const fits = Math.max(1, Math.floor((sheet.right - sheet.left) / SLOT_MM));
    const row = gores.slice(placed, placed + fits);
    const top = Math.min(...row.map((g) => g.minYMm));
    const bottom = Math.max(...row.map((g) => g.maxYMm));
    const heightMm = sheet.bottom - sheet.top - 16;
    for (let from = top; from < bottom; from += heightMm - OVERLAP_MM) {
      if (from > top) sheet = print.sheet(`${title} (continued)`);
      drawRow(sheet, row, from, heightMm);
      if (from + heightMm >= bottom) break;
    }
    placed += fits;
  }
}

function drawRow(sheet: Sheet, row: readonly Gore[], from: number, heightMm: number): void {
  const { left, top } = sheet;
  const worst = Math.max(...row.map((g) => g.worstStretch));
  sheet.text(
    [left, top],
    `Gores from the client’s right to the left, front at the foot. Worst stretch on this sheet ${(100 * worst).toFixed(1)} %. Session 1 black, 2 blue, 3 red.`,
    { size: 7.5, ink: INK.grey },
  );
  const y0 = top + 12;
  row.forEach((gore, k) => {
    const middle = left + (k + 0.5) * SLOT_MM;
    sheet.text([middle, top + 6], `Gore ${gore.number}, ${(100 * gore.worstStretch).toFixed(1)} %`, {
      size: 8,
      bold: true,
      align: 'centre',
    });
    sheet.line(
      [
        [middle, y0 - 3],
        [middle, y0],
      ],
      { widthMm: 0.2 },
    );
    sheet.line(
      [
        [middle, y0 + heightMm],
        [middle, y0 + heightMm + 3],
      ],
      { widthMm: 0.2 },
    );
    for (const edge of gore.edges)
      sheet.line(
        edge.filter(([, y]) => y >= from && y <= from + heightMm).map(([x, y]) => [middle + x, y0 + y - from]),
        { widthMm: 0.15, ink: INK.pale },
      );
    SESSION_INK.forEach((ink, s) => {
      const shown = Array.from(gore.xMm.keys()).filter(
        (i) => (gore.session[i] - 1) % SESSION_INK.length === s && gore.yMm[i] >= from && gore.yMm[i] <= from + heightMm,
      );
      if (shown.length > 0)
        sheet.dots(
          shown.map((i) => middle + gore.xMm[i]),
          shown.map((i) => y0 + gore.yMm[i] - from),
          shown.map((i) => gore.diameterMm[i]),
          ink,
        );
    });
  });
}

/** A gore's own flattening: along its middle by length on the skin, to the sides by length on the skin across. */
function flattening(geometry: SurfaceGeometry, middleXMm: number, minYMm: number, maxYMm: number): (x: number, y: number) => Point {
  const first = Math.floor(minYMm);
  const along = [0];
  for (let y = first; y < maxYMm + 1; y++)
    along.push(along[along.length - 1] + lengthOnSkin(geometry, [middleXMm, y], [middleXMm, y + 1], 2));
  return (x, y) => {
    const step = Math.max(0, Math.min(along.length - 2, Math.floor(y) - first));
    const rest = Math.sign(y - first - step) * lengthOnSkin(geometry, [middleXMm, first + step], [middleXMm, y], 1);
    return [Math.sign(x - middleXMm) * lengthOnSkin(geometry, [middleXMm, y], [x, y]), along[step] + rest];
  };
}

function goresOf(dots: DotColumns, geometry: SurfaceGeometry): Gore[] {
  const byGore = new Map<number, number[]>();
  for (let i = 0; i < dots.count; i++) {
    const k = Math.round(dots.xMm[i] / GORE_CHART_MM);
    const same = byGore.get(k);
    if (same === undefined) byGore.set(k, [i]);
    else same.push(i);
  }
  const used = [...byGore].sort((p, q) => p[0] - q[0]);
  return used.map(([k, members], index) => {
    const middleXMm = k * GORE_CHART_MM;
    const ys = members.map((i) => dots.yMm[i]);
    const minYMm = ys.reduce((a, b) => Math.min(a, b)) - 2;
    const maxYMm = ys.reduce((a, b) => Math.max(a, b)) + 2;
    const flat = flattening(geometry, middleXMm, minYMm, maxYMm);
    const at = members.map((i) => flat(dots.xMm[i], dots.yMm[i]));
    // all gores start at the length of their middle before the chart's centre, so that neighbours lie side by side as on the head
    const start = Math.sign(minYMm) * lengthOnSkin(geometry, [middleXMm, 0], [middleXMm, Math.floor(minYMm)], 32);
    const edge = (side: -1 | 1): Polygon =>
      Array.from({ length: Math.ceil((maxYMm - minYMm) / 4) + 1 }, (_, n) => {
        const [x, y] = flat(middleXMm + (side * GORE_CHART_MM) / 2, Math.min(maxYMm, minYMm + 4 * n));
        return [x, y + start];
      });
    return {
      number: index + 1,
      xMm: Float64Array.from(at, (p) => p[0]),
      yMm: Float64Array.from(at, (p) => p[1] + start),
      diameterMm: Float64Array.from(members, (i) => dots.diameterMm[i]),
      session: Uint8Array.from(members, (i) => dots.session[i]),
      edges: [edge(-1), edge(1)],
      minYMm: flat(middleXMm, minYMm)[1] + start,
      maxYMm: flat(middleXMm, maxYMm)[1] + start,
      worstStretch: members.reduce((worst, i) => Math.max(worst, stretchAt(geometry, flat, dots.xMm[i], dots.yMm[i])), 0),
    };
  });
}

/** |σ − 1| for the larger departure of the two singular values of the map from skin to paper, by differences. */
function stretchAt(geometry: SurfaceGeometry, flat: (x: number, y: number) => Point, x: number, y: number): number {
  const h = 0.5;
  const [tx, ty] = [
    difference(geometry.onHead(x - h, y), geometry.onHead(x + h, y)),
    difference(geometry.onHead(x, y - h), geometry.onHead(x, y + h)),
  ];
  const [px, py] = [difference(flat(x - h, y), flat(x + h, y)), difference(flat(x, y - h), flat(x, y + h))];
  const inner = (u: readonly number[], v: readonly number[]): number => u.reduce((sum, a, k) => sum + a * v[k], 0);
  // an orthonormal pair in the skin, e1 along tx, and what the map makes of it
  const lx = Math.sqrt(inner(tx, tx));
  const along = inner(tx, ty) / lx;
  const across = Math.sqrt(Math.max(1e-12, inner(ty, ty) - along ** 2));
  const q1 = px.map((v) => v / lx);
  const q2 = py.map((v, k) => (v - along * q1[k]) / across);
  const [a, b, c] = [inner(q1, q1), inner(q1, q2), inner(q2, q2)];
  const root = Math.sqrt(((a - c) / 2) ** 2 + b * b);
  const [large, small] = [Math.sqrt((a + c) / 2 + root), Math.sqrt(Math.max(0, (a + c) / 2 - root))];
  return Math.max(Math.abs(large - 1), Math.abs(1 - small));
}

function difference(from: readonly number[], to: readonly number[]): number[] {
  return to.map((v, k) => v - from[k]);
}
