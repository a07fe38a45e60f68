/** A small piece of the photo in linear light, its pixels by brightness. */
import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import type { Raster } from '../raster.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Patch {
  /** Mean of the darkest and of the brightest pixels, and of the middle half. */
  readonly darkest: Rgb;
  readonly brightest: Rgb;
  readonly middle: Rgb;
  /** Mean of the pixels that dark hair covering this share leaves free, without glints. */
  between(coverage: number): Rgb;
}

/** Side of a patch, and the most pixels looked at along it. */
const SIDE_MM = 2;
const MOST_ACROSS = 24;
/** More than a patch can hold: twice across, both ways. */
const MOST_PIXELS = 4096;
const TAIL = 0.04;
/** Glints lie above this share of the pixels. */
const GLINTS_FROM = 0.88;

/** Cut off at the photo's edge. */
export function patchAt(photo: Raster<'srgb8'>, xPx: number, yPx: number, pxPerMm: number): Patch {
  const half = Math.max(1, (SIDE_MM * pxPerMm) / 2);
  const [left, right] = [Math.max(0, Math.floor(xPx - half)), Math.min(photo.width - 1, Math.floor(xPx + half))];
  const [top, bottom] = [Math.max(0, Math.floor(yPx - half)), Math.min(photo.height - 1, Math.floor(yPx + half))];
  const step = Math.max(1, Math.floor((right - left + 1) / MOST_ACROSS));
  // luminance in 2⁻²⁰ with the pixel's number behind it: numbers sort faster than objects
  const keys = new Float64Array(MOST_PIXELS);
  const places = new Uint32Array(MOST_PIXELS);
  let count = 0;
  for (let y = top; y <= bottom; y += step)
    for (let x = left; x <= right; x += step) {
      const at = (y * photo.width + x) * 3;
      const [r, g, b] = [LINEAR_OF_SRGB8[photo.data[at]], LINEAR_OF_SRGB8[photo.data[at + 1]], LINEAR_OF_SRGB8[photo.data[at + 2]]];
      places[count] = at;
      keys[count] = Math.floor((0.2126 * r + 0.7152 * g + 0.0722 * b) * 2 ** 20) * MOST_PIXELS + count;
      count++;
    }
  const sorted = keys.subarray(0, count).sort();
  const mean = (from: number, to: number): Rgb => {
    const first = Math.min(count - 1, Math.floor(from * count));
    const last = Math.min(count, Math.max(first + 1, Math.ceil(to * count)));
    let [red, green, blue] = [0, 0, 0];
    for (let k = first; k < last; k++) {
      const at = places[sorted[k] % MOST_PIXELS];
      red += LINEAR_OF_SRGB8[photo.data[at]];
      green += LINEAR_OF_SRGB8[photo.data[at + 1]];
      blue += LINEAR_OF_SRGB8[photo.data[at + 2]];
    }
    const n = last - first;
    return [red / n, green / n, blue / n];
  };
  return {
    darkest: mean(0, TAIL),
    brightest: mean(1 - TAIL, 1),
    middle: mean(0.25, 0.75),
    between: (coverage) => mean(Math.min(0.6, 0.2 + 1.5 * coverage), GLINTS_FROM),
  };
}
