/** One number for a layout, to compare engines by. */
import { seededRandom } from '../random.ts';
import { layOut } from './layout.ts';

/** Lays out a feathered field of 60 × 50 mm with 400 hairs and hashes every bit of it (FNV-1a). */
export function layoutHash(): string {
  const random = seededRandom(11, 'scene');
  const [columns, rows] = [60, 50];
  const newPerCm2 = Float64Array.from({ length: columns * rows }, (_, i) => 80 * Math.min(1, (i % columns) / 14));
  const hairs = 400;
  const laid = layOut(
    {
      widthMm: columns,
      heightMm: rows,
      cellMm: 1,
      columns,
      rows,
      totalPerCm2: newPerCm2.map((d) => d + 13),
      newPerCm2,
      existingXMm: Float64Array.from({ length: hairs }, () => random.next() * columns),
      existingYMm: Float64Array.from({ length: hairs }, () => random.next() * rows),
      clearanceMm: 0.36,
      count: 1900,
      sessionShare: [0.3, 0.4, 0.3],
    },
    seededRandom(3, 'layout'),
  );
  let h = 0x811c9dc5;
  for (const column of [laid.xMm, laid.yMm, laid.session, laid.order, Float64Array.from(laid.pathMm), laid.diameterMm, laid.tone])
    for (const byte of new Uint8Array(column.buffer)) h = Math.imul(h ^ byte, 0x01000193);
  return `${laid.xMm.length} ${(h >>> 0).toString(16)}`;
}
