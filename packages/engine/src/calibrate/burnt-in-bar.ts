/** The scale bar beside its caption: a straight horizontal stroke of one colour, alone against what lies above and below it. */
import type { Spot, Working } from './burnt-in-planes.ts';

export interface ScaleBar {
  /** Both ends included. */
  readonly box: Spot;
  readonly lengthPx: number;
  /** Upright strokes at its ends: ticks, or the other arm of an L. */
  readonly uprights: readonly Spot[];
}

/** How far from its caption a bar is looked for, in heights of a digit. */
const REACH = 4;
/** How far beyond its caption a backing's rim may lie, which is no bar. */
const RIM = 0.3;
/** Shortest and thickest bars, in heights of a digit: shorter strokes are characters, thicker ones boxes. */
const SHORTEST = 1.3;
const THICKEST = 0.9;
/** A bar's pixels keep to its mean to within this; the lines above and below depart by this, along this share of its length: it may cross hairs. */
const EVEN_LUMA = 22;
const APART_LUMA = 26;
const APART_SHARE = 0.6;
const SAME_SHARE = 0.8;
/** How tall the other arm of an L is at least, in lengths of the bar, to show an end that a hair hides. [A] */
const UPRIGHT_SHARE = 0.15;
/** Two bars as good as one another, by their contrast, and yet of other lengths: then neither is believed. */
const RIVAL = 0.8;

/** Null where no bar stands beside the caption, or more than one could be meant. */
export function barBeside(picture: Working, caption: Spot, digitPx: number): ScaleBar | null {
  const candidates = strokes(picture, caption, digitPx);
  if (candidates.length === 0) return null;
  candidates.sort((p, q) => q.contrast - p.contrast);
  const best = candidates[0];
  if (best.lengthPx === null) return null;
  const { lengthPx } = best;
  const rival = candidates.find(
    (c) => c.contrast > RIVAL * best.contrast && (c.lengthPx === null || Math.abs(c.lengthPx / lengthPx - 1) > 0.03),
  );
  if (rival !== undefined) return null;
  return { box: best.box, lengthPx, uprights: uprightsOf(picture, best.box) };
}

interface Stroke {
  readonly box: Spot;
  /** Null where an end is hidden. */
  readonly lengthPx: number | null;
  readonly contrast: number;
}

function strokes({ width, height, luma }: Working, caption: Spot, digitPx: number): Stroke[] {
  const reach = REACH * digitPx;
  const from = Math.max(2, Math.floor(caption.y0 - reach));
  const to = Math.min(height - 3, Math.ceil(caption.y1 + reach));
  const shortest = Math.max(20, SHORTEST * digitPx);
  const thickest = Math.max(3, THICKEST * digitPx);
  const found: Stroke[] = [];
  for (let y = from; y <= to; y++)
    for (const run of runsOf(luma, width, y, shortest)) {
      if (run.x0 <= 1 || run.x1 >= width - 2) continue;
      if (run.x1 < caption.x0 - reach || run.x0 > caption.x1 + reach) continue;
      // the rim of the caption's own backing
      const beside = y < caption.y0 - RIM * digitPx || y > caption.y1 + RIM * digitPx;
      if (!beside && run.x1 >= caption.x0 && run.x0 <= caption.x1) continue;
      const above = apart(luma, width, y - 2, run);
      if (Math.abs(above) < APART_SHARE) continue;
      let last = y;
      while (last + 1 < height - 2 && last - y < thickest && same(luma, width, last + 1, run) >= SAME_SHARE) last++;
      if (last - y + 1 > thickest) continue;
      const below = apart(luma, width, last + 2, run);
      if (Math.abs(below) < APART_SHARE || above * below < 0) continue;
      if (!ends(luma, width, y, last, run)) continue;
      const [x0, x1] = [endAt(luma, width, y, last, run, -1), endAt(luma, width, y, last, run, 1)];
      const box = { x0: x0 ?? run.x0, y0: y, x1: x1 ?? run.x1, y1: last, area: run.x1 - run.x0 + 1 };
      const twin = found.findIndex((f) => y <= f.box.y1 + 2 && Math.abs(f.box.x0 - run.x0) < 6 && Math.abs(f.box.x1 - run.x1) < 6);
      const lengthPx =
        x0 === null || x1 === null ? null : x0 === run.x0 && x1 === run.x1 ? lengthOf(luma, width, y, last, run) : x1 - x0 + 1;
      const stroke = { box, lengthPx, contrast: contrastOf(luma, width, y, last, run) };
      if (twin < 0) found.push(stroke);
      else if (stroke.contrast > found[twin].contrast) found[twin] = stroke;
    }
  return found;
}

interface Run {
  readonly x0: number;
  readonly x1: number;
  readonly mean: number;
}

/** Stretches of a row that keep to one luma; up to two pixels in a row may stray. */
function runsOf(luma: Uint8Array, width: number, y: number, shortest: number): Run[] {
  const runs: Run[] = [];
  const row = y * width;
  let [from, sum, count, strays] = [0, luma[row], 1, 0];
  for (let x = 1; x <= width; x++) {
    const mean = sum / count;
    if (x < width && Math.abs(luma[row + x] - mean) <= EVEN_LUMA) {
      sum += luma[row + x];
      count++;
      strays = 0;
      continue;
    }
    if (x < width && ++strays <= 2) continue;
    const end = x - (x < width ? strays : strays + 1);
    if (end - from + 1 >= shortest) runs.push({ x0: from, x1: end, mean });
    // go on from the first pixel that strayed
    x = Math.max(end, from) + 1;
    if (x >= width) break;
    [from, sum, count, strays] = [x, luma[row + x], 1, 0];
  }
  return runs;
}

/** Share of a row above or below a run that is lighter than it (positive) or darker (negative), whichever is more. */
function apart(luma: Uint8Array, width: number, y: number, { x0, x1, mean }: Run): number {
  let [lighter, darker] = [0, 0];
  for (let x = x0; x <= x1; x++) {
    const off = luma[y * width + x] - mean;
    if (off > APART_LUMA) lighter++;
    else if (off < -APART_LUMA) darker++;
  }
  return (lighter > darker ? lighter : -darker) / (x1 - x0 + 1);
}

function same(luma: Uint8Array, width: number, y: number, { x0, x1, mean }: Run): number {
  let count = 0;
  for (let x = x0; x <= x1; x++) if (Math.abs(luma[y * width + x] - mean) <= EVEN_LUMA) count++;
  return count / (x1 - x0 + 1);
}

/** A stroke ends where another tone begins; the lines beyond its ends, if any, are upright. */
function ends(luma: Uint8Array, width: number, y0: number, y1: number, { x0, x1, mean }: Run): boolean {
  const y = (y0 + y1) >> 1;
  return [x0 - 3, x1 + 3].every((x) => x < 0 || x >= width || Math.abs(luma[y * width + x] - mean) > APART_LUMA);
}

/**
 * The column of an end, which is the run's own unless the run goes on in a hair as dark as it is: then that of an upright stroke there.
 * Null where nothing shows the end.
 */
function endAt(luma: Uint8Array, width: number, y0: number, y1: number, { x0, x1, mean }: Run, side: -1 | 1): number | null {
  const end = side < 0 ? x0 : x1;
  const apartAt = (x: number, y: number): boolean => Math.abs(luma[y * width + x] - mean) > APART_LUMA;
  let inner = end;
  while (inner > x0 - 1 && inner < x1 + 1 && !(apartAt(inner, y0 - 2) && apartAt(inner, y1 + 2))) inner -= side;
  if (Math.abs(inner - end) <= 2 * (y1 - y0 + 1) + 3) return end;
  const highest = Math.max(0, y0 - 3 - (x1 - x0));
  const counts = new Map<number, number>();
  for (let x = Math.max(3, Math.min(end, inner) - 2); x <= Math.min(width - 4, Math.max(end, inner) + 2); x++) {
    let count = 0;
    for (let y = highest; y < y0 - 2; y++) if (!apartAt(x, y) && apartAt(x - 3, y) && apartAt(x + 3, y)) count++;
    counts.set(x, count);
  }
  const most = Math.max(0, ...counts.values());
  if (most < UPRIGHT_SHARE * (x1 - x0)) return null;
  const columns = [...counts].filter(([, count]) => count >= 0.7 * most).map(([x]) => x);
  return side < 0 ? Math.min(...columns) : Math.max(...columns);
}

/** Length between the half-way points of its ends, on the stroke's middle row. */
function lengthOf(luma: Uint8Array, width: number, y0: number, y1: number, { x0, x1, mean }: Run): number {
  const row = ((y0 + y1) >> 1) * width;
  const beyond = (at: number, step: -1 | 1): number => {
    const outer = luma[row + Math.min(width - 1, Math.max(0, at + 3 * step))];
    let part = 0;
    // the share of bar in the two pixels at and beyond the end
    for (const x of [at, at + step, at + 2 * step])
      part += Math.min(1, Math.max(0, (luma[row + Math.min(width - 1, Math.max(0, x))] - outer) / (mean - outer)));
    return part - 1;
  };
  return x1 - x0 + 1 + beyond(x0, -1) + beyond(x1, 1);
}

function contrastOf(luma: Uint8Array, width: number, y0: number, y1: number, { x0, x1, mean }: Run): number {
  let sum = 0;
  for (let x = x0; x <= x1; x++) sum += Math.abs(luma[(y0 - 2) * width + x] - mean) + Math.abs(luma[(y1 + 2) * width + x] - mean);
  return sum / (2 * (x1 - x0 + 1));
}

function uprightsOf({ width, height, luma }: Working, bar: Spot): Spot[] {
  const mean = luma[((bar.y0 + bar.y1) >> 1) * width + ((bar.x0 + bar.x1) >> 1)];
  const thick = bar.y1 - bar.y0 + 1;
  const uprights: Spot[] = [];
  for (const end of [bar.x0, bar.x1 - thick + 1]) {
    const alike = (y: number): boolean => {
      let count = 0;
      for (let x = end; x < end + thick; x++) if (Math.abs(luma[y * width + Math.min(width - 1, x)] - mean) <= 2 * EVEN_LUMA) count++;
      return 2 * count >= thick;
    };
    let [y0, y1] = [bar.y0, bar.y1];
    while (y0 > 0 && alike(y0 - 1)) y0--;
    while (y1 + 1 < height && alike(y1 + 1)) y1++;
    if (y1 - y0 > bar.y1 - bar.y0 + 2) uprights.push({ x0: end, y0, x1: end + thick - 1, y1, area: thick * (y1 - y0 + 1) });
  }
  return uprights;
}
