/** How long the hair in a photo is: the lengths of dark strands that can be followed one by one. */
import { blur, mapDensity } from '../filters.ts';
import type { Raster } from '../raster.ts';

/** Breadths of a strand as seen, and of what it lies on. */
const STRAND_SIGMA_MM = 0.06;
const AROUND_SIGMA_MM = 0.45;
/** Least dip in log luminance, and least multiple of the local roughness. */
const MIN_DIP = 0.04;
const ROUGH_MULTIPLE = 1.3;
/** What is broader than this share of its length is a tangle and not one strand. */
const MAX_BREADTH = 0.35;
const BREADTH_ALLOWANCE_MM = 0.25;
const MIN_LENGTH_MM = 0.5;
const MIN_STRANDS = 60;
/** Strands break where others cross them: of all followed length, a tenth lies in pieces as long as the hair. */
const LONGEST_SHARE = 0.9;

/**
 * Visible length of the hair in mm; null where too few single strands are seen.
 *
 * @param logY log luminance of a window, at `pxPerMm`
 * @param inside whether strands are looked for at a pixel
 */
export function hairLengthMm(logY: Raster<'density'>, inside: (x: number, y: number) => boolean, pxPerMm: number): number | null {
  const { width, height } = logY;
  const fine = blur(logY, STRAND_SIGMA_MM * pxPerMm);
  const dip = mapDensity(blur(logY, AROUND_SIGMA_MM * pxPerMm), (v, i) => v - fine.data[i]);
  const rough = blur(
    mapDensity(dip, (v) => Math.abs(v)),
    2.5 * pxPerMm,
  );
  const dark = new Uint8Array(width * height);
  for (let i = 0; i < dark.length; i++)
    if (dip.data[i] >= MIN_DIP && dip.data[i] >= ROUGH_MULTIPLE * rough.data[i] && inside(i % width, Math.floor(i / width))) dark[i] = 1;
  const lengths: number[] = [];
  for (const { longMm, broadMm } of pieces(dark, width, height, pxPerMm))
    if (longMm > MIN_LENGTH_MM && broadMm < MAX_BREADTH * longMm + BREADTH_ALLOWANCE_MM) lengths.push(longMm);
  if (lengths.length < MIN_STRANDS) return null;
  lengths.sort((p, q) => p - q);
  const total = lengths.reduce((sum, v) => sum + v, 0);
  let upTo = 0;
  for (const length of lengths) {
    upTo += length;
    if (upTo >= LONGEST_SHARE * total) return length;
  }
  return null;
}

/** Connected dark pieces; of a bar of length ℓ the variance along it is ℓ²/12. Empties `dark`. */
function pieces(dark: Uint8Array, width: number, height: number, pxPerMm: number): { longMm: number; broadMm: number }[] {
  const found: { longMm: number; broadMm: number }[] = [];
  const stack = new Int32Array(dark.length);
  for (let start = 0; start < dark.length; start++) {
    if (dark[start] === 0) continue;
    let top = 0;
    stack[top++] = start;
    dark[start] = 0;
    let [n, x1, y1, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
    while (top > 0) {
      const i = stack[--top];
      const x = i % width;
      const y = (i - x) / width;
      n++;
      x1 += x;
      y1 += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const j = v * width + u;
          if (dark[j] === 0) continue;
          dark[j] = 0;
          stack[top++] = j;
        }
    }
    if (n < 4) continue;
    const vx = xx / n - (x1 / n) ** 2 + 1 / 12;
    const vy = yy / n - (y1 / n) ** 2 + 1 / 12;
    const vxy = xy / n - (x1 / n) * (y1 / n);
    const spread = Math.sqrt(((vx - vy) / 2) ** 2 + vxy * vxy);
    const along = (vx + vy) / 2 + spread;
    const across = Math.max(0, (vx + vy) / 2 - spread);
    found.push({ longMm: Math.sqrt(12 * along) / pxPerMm, broadMm: Math.sqrt(12 * across) / pxPerMm });
  }
  return found;
}
