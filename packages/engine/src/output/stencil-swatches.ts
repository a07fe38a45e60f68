/** Densities at true size, to hold beside the skin. */
import type { Plan } from '../document/schema.ts';
import { dotTraits } from '../layout/dot-traits.ts';
import { layOut } from '../layout/layout.ts';
import { seededRandom } from '../random.ts';
import { INK, type Print } from './sheet.ts';

const SIDE_MM = 30;
const GAP_MM = 8;

export function swatchSheet(print: Print, plan: Plan): void {
  const sheet = print.sheet('Density swatches, true size');
  const { left, right } = sheet;
  let y = sheet.paragraph(
    [left, sheet.top],
    'Squares of 30 mm with dots of the healed size at the full density of a zone, as they stand after each session. Hold them beside the skin. Spacing and size are true, the colour is that of your printer.',
    right - left,
    { size: 8.5 },
  );
  y += 6;
  const sessions = plan.sessions.map((s) => s.session);
  const share = plan.sessions.map((s) => (plan.dots.count === 0 ? 1 / sessions.length : s.dots / plan.dots.count));
  sessions.forEach((n, k) => {
    sheet.text([left + k * (SIDE_MM + GAP_MM), y], n === sessions.length ? `after session ${n}: all` : `after session ${n}`, {
      size: 8.5,
      bold: true,
    });
  });
  y += 4;
  for (const zone of plan.design.zones) {
    const target = zone.targetPerCm2.value;
    const random = seededRandom(plan.seed, `swatch/${zone.name}`);
    const field = new Float64Array(SIDE_MM * SIDE_MM).fill(target);
    const laid = layOut(
      {
        widthMm: SIDE_MM,
        heightMm: SIDE_MM,
        cellMm: 1,
        columns: SIDE_MM,
        rows: SIDE_MM,
        totalPerCm2: field,
        newPerCm2: field,
        existingXMm: new Float64Array(0),
        existingYMm: new Float64Array(0),
        clearanceMm: 0,
        count: Math.round((target * SIDE_MM ** 2) / 100),
        sessionShare: share,
      },
      random,
    );
    const { diameterMm } = dotTraits(laid.xMm.length, random.fork('traits'));
    sessions.forEach((n, k) => {
      const x0 = left + k * (SIDE_MM + GAP_MM);
      const kept = Array.from(laid.xMm.keys()).filter((i) => laid.session[i] <= n);
      sheet.rectangle([x0, y], SIDE_MM, SIDE_MM, { ink: INK.pale, widthMm: 0.15 });
      sheet.dots(
        kept.map((i) => x0 + laid.xMm[i]),
        kept.map((i) => y + laid.yMm[i]),
        kept.map((i) => diameterMm[i]),
        INK.black,
      );
    });
    const x = left + sessions.length * (SIDE_MM + GAP_MM);
    sheet.text([x, y + 5], zone.name, { bold: true, size: 10 });
    sheet.text([x, y + 10], `${target.toFixed(0)} per cm² in all`, { size: 8.5 });
    sheet.text([x, y + 14.5], zone.needle, { size: 8.5 });
    sheet.text([x, y + 19], `dilution ${zone.dilution}`, { size: 8.5 });
    y += SIDE_MM + 7;
  }
}
