/** The scalp from above: zones, and how dense the dots lie in each square centimetre. */
import type { DotColumns } from '../document/packed.ts';
import { type Plan, ZONE_NAMES } from '../document/schema.ts';
import type { SurfaceGeometry } from '../head/surface.ts';
import type { Point, Polygon } from '../polygon.ts';
import { INK, type Ink, type Print } from './sheet.ts';
import { ROW_MM, table, WORK_COLUMNS, workCells } from './stencil-table.ts';

const CELL_MM = 10;
const ZONE_INK: readonly Ink[] = [
  [0.93, 0.8, 0.72],
  [0.94, 0.89, 0.7],
  [0.78, 0.88, 0.76],
  [0.75, 0.83, 0.93],
];
const TABLE_MM = 52;

export function mapSheet(print: Print, plan: Plan, geometry: SurfaceGeometry, dots: DotColumns, session: number | null): void {
  const sheet = print.sheet(session === null ? 'Zone map' : `Zone map, session ${session}`);
  const { left, right, top, bottom } = sheet;
  const outline = headOutline(plan);
  const everything = [...outline, ...plan.design.zoneMm.flat(), ...plan.design.hairlineMm, ...plan.design.hiddenHairlineMm.flat()];
  const [minX, maxX] = extent(everything, 0);
  const [minY, maxY] = extent(everything, 1);
  const scale = Math.min((right - left) / (maxX - minX), (bottom - TABLE_MM - top - 8) / (maxY - minY));
  const middle = (left + right) / 2;
  const on = ([x, y]: readonly [number, number]): Point => [middle + (x - (minX + maxX) / 2) * scale, top + 8 + (y - minY) * scale];

  sheet.text(
    [left, top],
    `Scale 1 : ${(1 / scale).toFixed(2)}. Seen from above, face down the page. Numbers: dots per cm² of skin, squares of 1 cm.`,
    {
      size: 8.5,
      ink: INK.grey,
    },
  );
  for (const { cell, perCm2, zone } of cells(dots, geometry)) {
    const [x, y] = on(cell);
    sheet.rectangle([x, y], CELL_MM * scale, CELL_MM * scale, { fill: ZONE_INK[zone] });
    sheet.text([x + (CELL_MM * scale) / 2, y + (CELL_MM * scale) / 2 + 1], perCm2.toFixed(0), { size: 6.5, align: 'centre' });
  }
  sheet.polygon(outline.map(on), { ink: INK.pale, widthMm: 0.3 });
  for (const zone of plan.design.zoneMm) sheet.polygon(zone.map(on), { ink: INK.grey, widthMm: 0.3 });
  for (const hole of plan.design.excludeMm) sheet.polygon(hole.map(on), { ink: INK.red, widthMm: 0.3 });
  sheet.line(plan.design.hairlineMm.map(on), { widthMm: 0.6 });
  for (const line of plan.design.hiddenHairlineMm) sheet.line(line.map(on), { widthMm: 0.6, dashMm: [2.4, 1.6] });

  const y = bottom - TABLE_MM + 10;
  plan.design.zones.forEach((zone, i) => {
    sheet.rectangle([left, y + ROW_MM * (i + 1) - 2.2], 4, 4, { fill: ZONE_INK[ZONE_NAMES.indexOf(zone.name)] });
  });
  table(
    sheet,
    [left + 6, y],
    [
      { title: 'Zone', widthMm: 24 },
      { title: 'Dots per cm², mean', widthMm: 34, align: 'right' },
      { title: 'Full target', widthMm: 24, align: 'right' },
      ...WORK_COLUMNS,
    ],
    plan.design.zones.map((zone) => [zone.name, zone.dotsPerCm2.value.toFixed(0), zone.targetPerCm2.value.toFixed(0), ...workCells(zone)]),
  );
}

/** The outline of the head on the chart: skin that is seen edge-on. */
function headOutline({ surface }: Plan): Polygon {
  const across = (Math.SQRT2 * surface.semiAcrossPx) / surface.pxPerMm;
  const along = (Math.SQRT2 * surface.semiAlongPx) / surface.pxPerMm;
  return Array.from({ length: 180 }, (_, i): Point => [across * Math.cos((i * Math.PI) / 90), along * Math.sin((i * Math.PI) / 90)]);
}

function extent(points: Polygon, axis: 0 | 1): readonly [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const p of points) {
    min = Math.min(min, p[axis]);
    max = Math.max(max, p[axis]);
  }
  return [min, max];
}

/** Squares with their density on the skin and the zone that most of their dots belong to. */
function cells(dots: DotColumns, geometry: SurfaceGeometry): { cell: Point; perCm2: number; zone: number }[] {
  const counts = new Map<string, { cell: Point; zones: number[] }>();
  for (let i = 0; i < dots.count; i++) {
    const cell: Point = [Math.floor(dots.xMm[i] / CELL_MM) * CELL_MM, Math.floor(dots.yMm[i] / CELL_MM) * CELL_MM];
    const key = cell.join();
    const entry = counts.get(key) ?? { cell, zones: ZONE_NAMES.map(() => 0) };
    entry.zones[dots.zone[i]]++;
    counts.set(key, entry);
  }
  return [...counts.values()].map(({ cell, zones }) => {
    const count = zones.reduce((a, b) => a + b, 0);
    const skinCm2 = (geometry.skinPerChart(cell[0] + CELL_MM / 2, cell[1] + CELL_MM / 2) * CELL_MM ** 2) / 100;
    return { cell, perCm2: count / skinCm2, zone: zones.indexOf(Math.max(...zones)) };
  });
}
