/** A piece of the treated scalp at several days, side by side: the first month, and the years with the ends of their interval. */
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import type { Outlook } from '../forecast/forecast.ts';
import { surfaceGeometry } from '../head/surface.ts';
import type { Raster } from '../raster.ts';
import type { Box } from './box.ts';
import type { Sight, TreatedPhoto } from './render.ts';

export interface StripFrame {
  readonly atDays: number;
  readonly outlook: Outlook;
  readonly picture: Raster<'srgb8'>;
}

const year = (years: number): number => Math.round(years * 365.25);
const FIRST_MONTH: readonly number[] = [0, 3, 7, 14, 30];
const YEARS: readonly number[] = [42, year(1), year(3), year(5), year(10)];
/** Where the ends of the interval are far enough apart to be told from each other. */
const WIDE: readonly number[] = [year(5), year(10)];
/** A piece that shows single dots and how they lie. */
const PIECE = { sideMm: 24, leastPx: 96, mostPx: 320 };

/** Nothing where no dots lie in the photo. */
export function stripOf(
  treated: TreatedPhoto,
  plan: Plan,
  dots: DotColumns,
  sight: Omit<Sight, 'atDays' | 'outlook'> = {},
): readonly StripFrame[] {
  const window = fullestPiece(plan, dots);
  if (window === null) return [];
  const frame = (atDays: number, outlook: Outlook): StripFrame => ({
    atDays,
    outlook,
    picture: treated.at({ ...sight, atDays, outlook }).closeUp(window),
  });
  return [
    ...FIRST_MONTH.map((atDays) => frame(atDays, 'likely')),
    ...WIDE.map((atDays) => frame(atDays, 'most')),
    ...YEARS.map((atDays) => frame(atDays, 'likely')),
    ...WIDE.map((atDays) => frame(atDays, 'least')),
  ];
}

/** The square of the photo in which most dots lie. */
function fullestPiece({ surface, photo }: Plan, dots: DotColumns): Box | null {
  const geometry = surfaceGeometry(surface);
  const side = Math.round(Math.min(PIECE.mostPx, Math.max(PIECE.leastPx, PIECE.sideMm * surface.pxPerMm), photo.widthPx, photo.heightPx));
  const step = Math.max(1, Math.round(side / 3));
  const columns = Math.ceil(photo.widthPx / step);
  const counts = new Map<number, number>();
  for (let i = 0; i < dots.count; i++) {
    const at = geometry.toPhoto(dots.xMm[i], dots.yMm[i]);
    if (at === null || at[0] < 0 || at[1] < 0 || at[0] >= photo.widthPx || at[1] >= photo.heightPx) continue;
    const cell = Math.floor(at[1] / step) * columns + Math.floor(at[0] / step);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  let best: { readonly x: number; readonly y: number; readonly count: number } | null = null;
  for (const cell of counts.keys()) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    let count = 0;
    for (let y = 0; y < 3; y++) for (let x = 0; x < 3; x++) count += counts.get((row + y) * columns + column + x) ?? 0;
    if (best === null || count > best.count) best = { x: column * step, y: row * step, count };
  }
  if (best === null) return null;
  return {
    x: Math.max(0, Math.min(best.x, photo.widthPx - side)),
    y: Math.max(0, Math.min(best.y, photo.heightPx - side)),
    width: side,
    height: side,
  };
}
