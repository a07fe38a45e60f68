/** How long the hair in a photo is: the lengths of dark strands that can be followed one by one. */
import { type Estimate, withRelativeError } from '../estimate.ts';
import { blur, mapDensity } from '../filters.ts';
import type { Raster } from '../raster.ts';
import { smoothstep } from '../smoothstep.ts';

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
 * From this share of dark pixels on strands lie over each other and break into pieces that say nothing of their length (synthetic heads: clipped to
 * 0.4–2.5 mm 0.08–0.31, of 12–35 mm 0.31–0.47 unless bald; a stubbly phone photo 0.35).
 */
const TANGLED_SHARE = 0.37;
/** What is said then, mm, and one deviation, relative: no more than that the hair is not clipped. */
const TANGLED = { lengthMm: 20, relative: 0.5 } as const;
/** Of clipped hair the longest pieces are several strands in a row, more of them where it stands densely: followed over true length, by dark share. */
const RUN_ON = { sparse: 1.05, dense: 1.72, sparseShare: 0.11, denseShare: 0.19 } as const;
/** Pieces this long, mm, are of hair left to grow, and are parts of its strands. */
const GROWN = { fromMm: 4.7, toMm: 6.5, broken: 0.62 } as const;
const RELATIVE = 0.3;

/**
 * Visible length of the hair; null where too few single strands are seen.
 *
 * @param logY log luminance of a window, at `pxPerMm`
 * @param inside whether strands are looked for at a pixel
 */
export function hairLength(logY: Raster<'density'>, inside: (x: number, y: number) => boolean, pxPerMm: number): Estimate | null {
  const { width, height } = logY;
  const fine = blur(logY, STRAND_SIGMA_MM * pxPerMm);
  const dip = mapDensity(blur(logY, AROUND_SIGMA_MM * pxPerMm), (v, i) => v - fine.data[i]);
  const rough = blur(
    mapDensity(dip, (v) => Math.abs(v)),
    2.5 * pxPerMm,
  );
  const dark = new Uint8Array(width * height);
  let [seen, darkPixels] = [0, 0];
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (!inside(x, y)) continue;
      seen++;
      if (dip.data[i] < MIN_DIP) continue;
      darkPixels++;
      if (dip.data[i] >= ROUGH_MULTIPLE * rough.data[i]) dark[i] = 1;
    }
  const followed = followedMm(dark, width, height, pxPerMm);
  if (followed === null) return null;
  const darkShare = darkPixels / Math.max(1, seen);
  if (darkShare > TANGLED_SHARE) return withRelativeError(TANGLED.lengthMm, TANGLED.relative, 'mm');
  const clipped = RUN_ON.sparse + (RUN_ON.dense - RUN_ON.sparse) * smoothstep(RUN_ON.sparseShare, RUN_ON.denseShare, darkShare);
  const ratio = clipped + (GROWN.broken - clipped) * smoothstep(GROWN.fromMm, GROWN.toMm, followed);
  return withRelativeError(followed / ratio, RELATIVE, 'mm');
}

/** Length of the longest pieces that can be followed, mm; null of too few. Empties `dark`. */
function followedMm(dark: Uint8Array, width: number, height: number, pxPerMm: number): number | null {
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
