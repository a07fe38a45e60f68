/**
 * Every dot at true size: the scalp cut from front to back into gores, as a globe is. Along its middle a gore is true; to the sides it is
 * stretched by what the sheet says.
 */
import type { DotColumns } from '../document/packed.ts';
import { tapeMm } from '../head/develop.ts';
import type { Spot, SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import { INK, type Ink, type Print, type Sheet } from './sheet.ts';

/** Breadth of a gore where it is broadest, and the room that it is given on paper. */
const GORE_MM = 28;
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

/** A gore's middle: the section of the head by a plane through its front-to-back axis, as good as a geodesic. */
interface Middle {
  readonly spots: readonly Spot[];
  /** Length from the level of the head's centre, positive to the face. */
  readonly alongMm: readonly number[];
}

const STEPS = 180;

/** The ellipsoid's point at a roll about the front-to-back axis and a latitude towards the face, both in radians. */
function spotAt([a, b, c]: Spot, roll: number, latitude: number): Spot {
  return [a * Math.sin(roll) * Math.cos(latitude), b * Math.sin(latitude), c * Math.cos(roll) * Math.cos(latitude)];
}

function middleOf(axes: Spot, roll: number): Middle {
  const spots = Array.from({ length: STEPS + 1 }, (_, k) => spotAt(axes, roll, (k / STEPS - 0.5) * Math.PI));
  const alongMm = [0];
  for (let k = 1; k <= STEPS; k++) alongMm.push(alongMm[k - 1] + Math.sqrt(squared(spots[k], spots[k - 1])));
  const centre = alongMm[STEPS / 2];
  return { spots, alongMm: alongMm.map((s) => s - centre) };
}

/** Fermi coordinates: along the middle to the foot of the perpendicular, and along the perpendicular. */
function flattened(geometry: SurfaceGeometry, { spots, alongMm }: Middle, roll: number, spot: Spot): Point {
  let k = 1;
  for (let i = 2; i < STEPS; i++) if (squared(spot, spots[i]) < squared(spot, spots[k])) k = i;
  const [before, here, after] = [squared(spot, spots[k - 1]), squared(spot, spots[k]), squared(spot, spots[k + 1])];
  const t = Math.max(-1, Math.min(1, (before - after) / (2 * (before - 2 * here + after))));
  const [from, to] = t < 0 ? [k, k - 1] : [k, k + 1];
  const part = Math.abs(t);
  const foot = spots[from].map((v, i) => v + (spots[to][i] - v) * part) as unknown as Spot;
  const side = spot[0] * Math.cos(roll) * geometry.surface.semiDepthPx - spot[2] * Math.sin(roll) * geometry.surface.semiAcrossPx;
  return [Math.sign(side) * tapeMm(geometry, foot, spot, 6), alongMm[from] + (alongMm[to] - alongMm[from]) * part];
}

function squared(p: Spot, q: Spot): number {
  return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2;
}

function goresOf(dots: DotColumns, geometry: SurfaceGeometry): Gore[] {
  const { semiAcrossPx, semiAlongPx, semiDepthPx, pxPerMm } = geometry.surface;
  const axes: Spot = [semiAcrossPx / pxPerMm, semiAlongPx / pxPerMm, semiDepthPx / pxPerMm];
  const stepRad = GORE_MM / Math.max(axes[0], axes[2]);
  const byGore = new Map<number, number[]>();
  for (let i = 0; i < dots.count; i++) {
    const [x, , z] = geometry.onHead(dots.xMm[i], dots.yMm[i]);
    const k = Math.round(Math.atan2(x / axes[0], z / axes[2]) / stepRad);
    const same = byGore.get(k);
    if (same === undefined) byGore.set(k, [i]);
    else same.push(i);
  }
  return [...byGore]
    .sort((p, q) => p[0] - q[0])
    .map(([k, members], index) => {
      const roll = k * stepRad;
      const middle = middleOf(axes, roll);
      const flat = (x: number, y: number): Point => flattened(geometry, middle, roll, geometry.onHead(x, y));
      const at = members.map((i) => flat(dots.xMm[i], dots.yMm[i]));
      const ys = at.map((p) => p[1]);
      const minYMm = ys.reduce((a, b) => Math.min(a, b)) - 2;
      const maxYMm = ys.reduce((a, b) => Math.max(a, b)) + 2;
      const edge = (side: -1 | 1): Polygon =>
        Array.from({ length: STEPS - 9 }, (_, n) => {
          const rim = spotAt(axes, roll + (side * stepRad) / 2, ((n + 5) / STEPS - 0.5) * Math.PI);
          return flattened(geometry, middle, roll, rim);
        }).filter(([, y]) => y >= minYMm && y <= maxYMm);
      return {
        number: index + 1,
        xMm: Float64Array.from(at, (p) => p[0]),
        yMm: Float64Array.from(ys),
        diameterMm: Float64Array.from(members, (i) => dots.diameterMm[i]),
        session: Uint8Array.from(members, (i) => dots.session[i]),
        edges: [edge(-1), edge(1)],
        minYMm,
        maxYMm,
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
