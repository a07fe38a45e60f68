/** First page: what to do, in numbers. */
import type { Plan } from '../document/schema.ts';
import { INK, type Print, type Sheet } from './sheet.ts';
import { ranged, table, WORK_COLUMNS, workCells } from './stencil-table.ts';

const MODES: Readonly<Record<Plan['mode'], string>> = {
  density: 'Density: the hair stays, dots darken the scalp under it.',
  shaved: 'Shaved: the hair is clipped short, dots continue it.',
};

export function coverSheet(print: Print, plan: Plan, session: number | null): void {
  const sheet = print.sheet('Treatment plan');
  const { left, right } = sheet;
  const width = right - left;
  let y = sheet.top;
  y = sheet.paragraph([left, y], `${MODES[plan.mode]} ${plan.modeReason}`, width, { size: 9.5 }) + 2;
  if (session !== null) y = sheet.paragraph([left, y], `Dots of session ${session} only.`, width, { bold: true }) + 2;

  y = heading(sheet, y, 'Zones');
  y = table(
    sheet,
    [left, y],
    [
      { title: 'Zone', widthMm: 22 },
      { title: 'Area, cm²', widthMm: 30 },
      { title: 'Dots', widthMm: 16, align: 'right' },
      { title: 'Dots per cm²', widthMm: 20, align: 'right' },
      ...WORK_COLUMNS,
    ],
    plan.design.zones.map((zone) => [
      zone.name,
      ranged(zone.areaCm2, 1),
      String(zone.dots),
      zone.dotsPerCm2.value.toFixed(0),
      ...workCells(zone),
    ]),
  );
  y = sheet.paragraph(
    [left, y],
    'Dots per cm² of skin, on average over the zone: what is added between the hairs that are there. Needle and dilution are starting points from practice; the pigment is matched to shaved stubble.',
    width,
    { size: 7.5, ink: INK.grey },
  );

  y = heading(sheet, y + 4, 'Sessions');
  let done = 0;
  y = table(
    sheet,
    [left, y],
    [
      { title: 'Session', widthMm: 20 },
      { title: 'Dots', widthMm: 18, align: 'right' },
      { title: 'In the skin after it', widthMm: 36, align: 'right' },
      { title: 'Hours of work', widthMm: 36 },
      { title: 'Way by hand, m', widthMm: 28, align: 'right' },
      { title: 'shortest, m', widthMm: 24, align: 'right' },
    ],
    plan.sessions.map(({ session: n, dots, hours, pathMm, handPathMm }) => {
      done += dots;
      const share = plan.dots.count === 0 ? 0 : (100 * done) / plan.dots.count;
      return [String(n), String(dots), `${share.toFixed(0)} %`, ranged(hours, 1), metres(handPathMm), metres(pathMm)];
    }),
  );

  y = heading(sheet, y + 4, 'Hairline');
  y = table(
    sheet,
    [left, y],
    [
      { title: 'Landmark', widthMm: 52 },
      { title: 'From glabella, mm', widthMm: 38 },
      { title: 'From tragus, mm', widthMm: 38 },
      { title: 'In this photo', widthMm: 30 },
    ],
    plan.design.landmarks.map((mark) => [
      mark.name,
      ranged(mark.fromGlabellaMm),
      ranged(mark.fromTragusMm),
      mark.visible ? 'visible' : 'not visible',
    ]),
  );
  y = sheet.paragraph(
    [left, y],
    'Distances are taped over the skin. In brackets the interval in which four of five such heads lie: measure the client before drawing.',
    width,
    { size: 7.5, ink: INK.grey },
  );

  y = heading(sheet, y + 4, 'To keep in mind');
  const notes = [...plan.notes].filter((note) => note.severity !== 'info');
  if (notes.length === 0) y = sheet.paragraph([left, y], 'No warnings.', width);
  for (const [i, note] of notes.entries()) {
    if (y > sheet.bottom - 12) {
      sheet.paragraph([left, y], `${notes.length - i} more in the report.`, width, { ink: INK.grey });
      break;
    }
    y = sheet.paragraph([left, y], `${note.severity === 'refusal' ? 'Not done: ' : ''}${note.message}`, width, { size: 8.5 }) + 1.2;
  }
}

function metres(mm: number | undefined): string {
  return mm === undefined ? '–' : (mm / 1000).toFixed(1);
}

function heading(sheet: Sheet, y: number, text: string): number {
  sheet.text([sheet.left, y], text, { size: 11, bold: true });
  return y + 6.5;
}
