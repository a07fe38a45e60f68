/** The front edge at true size, in strips that lie on the forehead. */
import type { Plan } from '../document/schema.ts';
import { developed } from '../head/develop.ts';
import type { SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import { distance } from '../polygon.ts';
import { INK, type Print, type Sheet } from './sheet.ts';
import { ranged } from './stencil-table.ts';

/** Strips share this much with the next, with marks to lay one on the other. */
const OVERLAP_MM = 20;
const TICK_MM = 10;
const STEP_MM = 2;

/** A point of the line laid flat. */
interface Place {
  readonly flat: Point;
  readonly chart: Point;
  readonly lengthMm: number;
  readonly hidden: boolean;
}

export function templateSheets(print: Print, plan: Plan, geometry: SurfaceGeometry): void {
  const places = lineOf(plan, geometry);
  let sheet = print.sheet('Hairline template, true size');
  const width = sheet.right - sheet.left;
  let y = sheet.paragraph(
    [sheet.left, sheet.top],
    places.length < 2
      ? 'This plan has no hairline.'
      : `Cut out along the line and lay it on the forehead: lengths and turns are those of the skin. Marks every 10 mm from the client’s right. The dashed part is not visible in this photo. From the line the density rises over ${plan.design.featherMm.toFixed(0)} mm to the dotted line; dots follow the line loosely, with small gaps.`,
    width,
    { size: 8.5 },
  );
  if (places.length < 2) return;
  const total = places[places.length - 1].lengthMm;
  const strips = Math.max(1, Math.ceil((total - OVERLAP_MM) / (width - OVERLAP_MM - 6)));
  const pieceMm = (total - OVERLAP_MM) / strips + OVERLAP_MM;
  for (let k = 0; k < strips; k++) {
    const from = k * (pieceMm - OVERLAP_MM);
    const strip = places.filter((p) => p.lengthMm >= from - 1e-6 && p.lengthMm <= from + pieceMm + STEP_MM / 2);
    if (strip.length < 2) continue;
    const heightMm = drawnHeight(strip, plan.design.featherMm) + 40;
    if (y + heightMm > sheet.bottom) {
      sheet = print.sheet('Hairline template, true size (continued)');
      y = sheet.top;
    }
    drawStrip(sheet, y + 4, strip, plan, strips > 1 ? `Strip ${k + 1} of ${strips}` : null);
    y += heightMm;
  }
}

/** Seen and unseen parts in one line from the client's right to the left. */
function lineOf(plan: Plan, geometry: SurfaceGeometry): readonly Place[] {
  const { hairlineMm, hiddenHairlineMm } = plan.design;
  const parts = [{ line: hairlineMm, hidden: false }, ...hiddenHairlineMm.map((line) => ({ line, hidden: true }))];
  const points = parts
    .flatMap(({ line, hidden }) => line.map((chart): { chart: Point; hidden: boolean } => ({ chart, hidden })))
    .sort((p, q) => p.chart[0] - q.chart[0]);
  const flat = developed(
    geometry,
    points.map((p) => p.chart),
  );
  let lengthMm = 0;
  return points.map(({ chart, hidden }, i) => {
    if (i > 0) lengthMm += distance(flat[i - 1], flat[i]);
    return { flat: flat[i], chart, hidden, lengthMm };
  });
}

function drawnHeight(strip: readonly Place[], featherMm: number): number {
  const ys = strip.map((p) => p.flat[1]);
  return Math.max(...ys) - Math.min(...ys) + featherMm;
}

function drawStrip(sheet: Sheet, top: number, strip: readonly Place[], plan: Plan, label: string | null): void {
  const { featherMm, landmarks } = plan.design;
  const xs = strip.map((p) => p.flat[0]);
  const shiftX = (sheet.left + sheet.right) / 2 - (Math.min(...xs) + Math.max(...xs)) / 2;
  const shiftY = top + featherMm + 6 - Math.min(...strip.map((p) => p.flat[1]));
  const on = ([x, y]: Point): Point => [x + shiftX, y + shiftY];
  /** Off the line, positive towards the back of the head. */
  const beside = (i: number, mm: number): Point => {
    const [ax, ay] = strip[Math.max(0, i - 1)].flat;
    const [bx, by] = strip[Math.min(strip.length - 1, i + 1)].flat;
    const length = Math.max(1e-9, Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2));
    const [x, y] = strip[i].flat;
    return on([x + ((by - ay) / length) * mm, y - ((bx - ax) / length) * mm]);
  };
  if (label !== null) sheet.text([sheet.left, top], label, { size: 9, bold: true });
  for (const run of runs(strip)) sheet.line(run.points.map(on), run.hidden ? { widthMm: 0.5, dashMm: [3, 2] } : { widthMm: 0.5 });
  sheet.line(
    strip.map((_, i) => beside(i, featherMm)),
    { widthMm: 0.3, dashMm: [0.4, 1.2], ink: INK.grey },
  );
  let nextTick = Math.ceil(strip[0].lengthMm / TICK_MM) * TICK_MM;
  strip.forEach((place, i) => {
    if (place.lengthMm + STEP_MM / 2 < nextTick) return;
    sheet.line([beside(i, 0), beside(i, -3)], { widthMm: 0.2 });
    sheet.text(beside(i, -6.5), String(nextTick), { size: 6.5, ink: INK.grey, align: 'centre' });
    nextTick += TICK_MM;
  });
  let row = 0;
  const below = Math.max(...strip.map((_, i) => beside(i, -8)[1])) + 6;
  for (const mark of landmarks) {
    const i = strip.reduce((best, p, k) => (distance(p.chart, mark.atMm) < distance(strip[best].chart, mark.atMm) ? k : best), 0);
    if (distance(strip[i].chart, mark.atMm) > STEP_MM) continue;
    const at = beside(i, 0);
    sheet.line([beside(i, -5), beside(i, featherMm + 3)], { widthMm: 0.25, ink: INK.red });
    sheet.circle(at, 1.1, { widthMm: 0.3, ink: INK.red });
    sheet.text(beside(i, featherMm + 5), String(row + 1), { size: 8, bold: true, ink: INK.red, align: 'centre' });
    sheet.text(
      [sheet.left, below + row * 5],
      `${row + 1}  ${mark.name}: ${ranged(mark.fromGlabellaMm)} mm from the glabella, ${ranged(mark.fromTragusMm)} mm from the tragus${mark.visible ? '' : '; not visible in this photo'}`,
      { size: 8.5 },
    );
    row++;
  }
}

/** Neighbouring places of one kind, joined to the next so that no gap shows. */
function runs(strip: readonly Place[]): { hidden: boolean; points: Polygon }[] {
  const result: { hidden: boolean; points: Point[] }[] = [];
  for (const place of strip) {
    const last = result.at(-1);
    if (last !== undefined && last.hidden === place.hidden) last.points.push(place.flat);
    else
      result.push({ hidden: place.hidden, points: last === undefined ? [place.flat] : [last.points[last.points.length - 1], place.flat] });
  }
  return result;
}
