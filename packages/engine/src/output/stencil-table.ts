/** Tables on sheets. */
import type { Plan } from '../document/schema.ts';
import type { Point } from '../polygon.ts';
import { INK, type Sheet } from './sheet.ts';

export interface Column {
  readonly title: string;
  readonly widthMm: number;
  readonly align?: 'left' | 'right';
}

/** From one row to the next. */
export const ROW_MM = 5.6;

/** How a zone is worked: the last columns of every table of zones. */
export const WORK_COLUMNS: readonly Column[] = [
  { title: 'Needle', widthMm: 40 },
  { title: 'Dilution', widthMm: 24 },
  { title: 'Sessions', widthMm: 20 },
];

export function workCells(zone: Plan['design']['zones'][number]): string[] {
  return [zone.needle, zone.dilution, zone.sessions.join(', ')];
}

/** Draws a table and returns the y below it. */
export function table(sheet: Sheet, [x, y]: Point, columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  const width = columns.reduce((sum, c) => sum + c.widthMm, 0);
  const row = (at: number, cells: readonly string[], bold: boolean): void => {
    let left = x;
    columns.forEach(({ widthMm, align = 'left' }, i) => {
      const from: Point = align === 'right' ? [left + widthMm - 3, at] : [left, at];
      sheet.text(from, cells[i], { size: 8.5, bold, align, ink: bold ? INK.grey : INK.black });
      left += widthMm;
    });
  };
  row(
    y,
    columns.map((c) => c.title),
    true,
  );
  sheet.line(
    [
      [x, y + 1.6],
      [x + width, y + 1.6],
    ],
    { widthMm: 0.2, ink: INK.grey },
  );
  rows.forEach((cells, i) => {
    row(y + ROW_MM * (i + 1) + 0.8, cells, false);
  });
  return y + ROW_MM * (rows.length + 1) + 2;
}

/** "62 (48–76)" */
export function ranged({ value, low, high }: { value: number; low: number; high: number }, digits: number = 0): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
