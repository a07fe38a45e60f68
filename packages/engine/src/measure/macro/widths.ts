/** Width of a shaft as the picture shows it: full width at half depth across its axis. */
import type { Bar } from './bars.ts';
import type { Working } from './darkness.ts';

/** Cross-sections over the middle part, away from root and tip. */
const SECTIONS = 9;
const MIDDLE_SHARE = 0.7;
/** A side that does not fall to half depth within this many bar widths runs into a neighbour: the bar's own edge is taken. [A] */
const REACH_WIDTHS = 1.1;
/** Blur of the pixels themselves, full width at half depth, taken off in quadrature. [A: area sampling and one step of interpolation] */
const PIXEL_BLUR_PX = 1.2;

/** Median full width in working pixels. */
export function seenWidthPx(bar: Bar, working: Working): number {
  const length = Math.max(1e-6, Math.hypot(bar.x1 - bar.x0, bar.y1 - bar.y0));
  const [ux, uy] = [(bar.x1 - bar.x0) / length, (bar.y1 - bar.y0) / length];
  const widths: number[] = [];
  for (let k = 0; k < SECTIONS; k++) {
    const s = length * (0.5 + MIDDLE_SHARE * ((k + 0.5) / SECTIONS - 0.5));
    const [x, y] = [bar.x0 + s * ux, bar.y0 + s * uy];
    let peak = 0;
    for (let t = -bar.width / 3; t <= bar.width / 3; t += 0.5) peak = Math.max(peak, contrastAt(working, x - t * uy, y + t * ux));
    if (peak <= 0) continue;
    widths.push(side(working, x, y, -uy, ux, bar.width, peak) + side(working, x, y, uy, -ux, bar.width, peak));
  }
  if (widths.length === 0) return bar.width;
  widths.sort((p, q) => p - q);
  const seen = widths[widths.length >> 1];
  return Math.sqrt(Math.max(seen * seen - PIXEL_BLUR_PX * PIXEL_BLUR_PX, 0.25 * seen * seen));
}

/** From the axis to half depth on one side. */
function side(working: Working, x: number, y: number, nx: number, ny: number, width: number, peak: number): number {
  let before = contrastAt(working, x, y);
  for (let t = 0.5; t <= REACH_WIDTHS * width + 1; t += 0.5) {
    const here = contrastAt(working, x + t * nx, y + t * ny);
    if (here < peak / 2 && before >= peak / 2) return t - (0.5 * (peak / 2 - here)) / Math.max(1e-6, before - here);
    before = here;
  }
  return width / 2;
}

/** Bilinear, 0 outside. */
function contrastAt({ contrast, width, height }: Working, x: number, y: number): number {
  const [fx, fy] = [x - 0.5, y - 0.5];
  const x0 = Math.floor(fx);
  const y0 = Math.floor(fy);
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return 0;
  const [u, v] = [fx - x0, fy - y0];
  const i = y0 * width + x0;
  return (contrast[i] * (1 - u) + contrast[i + 1] * u) * (1 - v) + (contrast[i + width] * (1 - u) + contrast[i + width + 1] * u) * v;
}
