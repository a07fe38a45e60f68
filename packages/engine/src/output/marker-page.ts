/** A page of the printed square that `calibrate` reads the scale from: stickers to cut out, true to size. */
import { INK, newPrint, type Paper, type Sheet } from './sheet.ts';

/** Sides of the square that fit a head and a page. A smaller one is too few pixels on a photo of a whole head, a larger one does not lie flat. */
export const MARKER_SIDE_MM = { least: 8, most: 60 } as const;

/** Code 0 of ARUCO_MIP_36h12 (see calibrate/marker-codes.ts): 6 × 6 cells, row by row, the highest bit first; 1 is white. */
const CODE = 0xd2b63a09d;
const CODE_CELLS = 6;
/** With the black rim. */
const CELLS = CODE_CELLS + 2;
/** White around the square, which the reader needs: 1.25 cells, so that one cell is left by careless scissors. */
const QUIET_CELLS = 1.25;
const GAP_MM = 4;
/** More than these are not needed. */
const MOST_STICKERS = 12;

export interface MarkerPageOptions {
  /** Outer side of the black square. */
  readonly sideMm: number;
  readonly paper: Paper;
}

/** A PDF of one page; the same options give the same bytes. Throws for a side out of `MARKER_SIDE_MM`. */
export async function markerPdf({ sideMm, paper }: MarkerPageOptions): Promise<Uint8Array> {
  if (!(sideMm >= MARKER_SIDE_MM.least && sideMm <= MARKER_SIDE_MM.most)) throw new RangeError(`marker of ${sideMm} mm`);
  const name = `Scale marker, ${sideMm} mm`;
  const print = await newPrint(paper, name, `${name} · ARUCO_MIP_36h12 number 0`);
  const sheet = print.sheet(name);
  const { left, right, top, bottom } = sheet;
  const y = sheet.paragraph(
    [left, top],
    `Print at 100 % without scaling on matt paper, and check both bars of 100 mm and that the black square is ${sideMm} mm wide. Cut along the dashed line: the white rim belongs to the marker. Lay it flat on the scalp at the middle of what is to be measured, not over hair that lifts it, all of it in view and in even light, and photograph from straight above. Then: stubble measure PHOTO --marker-mm ${sideMm}. If the printed square measures otherwise, give that number instead.`,
    right - left,
    { size: 9 },
  );
  const stickerMm = (sideMm * (CELLS + 2 * QUIET_CELLS)) / CELLS;
  const step = stickerMm + GAP_MM;
  const firstY = y + 4;
  const columns = Math.max(1, Math.floor((right - left + GAP_MM) / step));
  const rows = Math.max(1, Math.floor((bottom - firstY + GAP_MM) / step));
  for (let k = 0; k < Math.min(MOST_STICKERS, columns * rows); k++)
    sticker(sheet, left + (k % columns) * step, firstY + Math.floor(k / columns) * step, stickerMm, sideMm);
  return print.save();
}

function sticker(sheet: Sheet, x: number, y: number, stickerMm: number, sideMm: number): void {
  sheet.rectangle([x, y], stickerMm, stickerMm, { ink: INK.grey, widthMm: 0.15, dashMm: [1.5, 1.5] });
  const [left, top] = [x + (stickerMm - sideMm) / 2, y + (stickerMm - sideMm) / 2];
  sheet.rectangle([left, top], sideMm, sideMm, { fill: BLACK });
  const cellMm = sideMm / CELLS;
  const lap = 0.2 * cellMm;
  for (let row = 0; row < CODE_CELLS; row++)
    for (let column = 0; column < CODE_CELLS; column++) {
      if (!isWhite(column, row)) continue;
      const at = [left + (column + 1) * cellMm, top + (row + 1) * cellMm] as const;
      // white neighbours overlap, or a hairline of ink would show between them
      sheet.rectangle(at, cellMm + (isWhite(column + 1, row) ? lap : 0), cellMm, { fill: WHITE });
      if (isWhite(column, row + 1)) sheet.rectangle(at, cellMm, cellMm + lap, { fill: WHITE });
    }
}

const BLACK = [0, 0, 0] as const;
const WHITE = [1, 1, 1] as const;

function isWhite(column: number, row: number): boolean {
  if (column >= CODE_CELLS || row >= CODE_CELLS) return false;
  // 36 bits are more than the bit operators take
  return Math.floor(CODE / 2 ** (CODE_CELLS ** 2 - 1 - row * CODE_CELLS - column)) % 2 === 1;
}
