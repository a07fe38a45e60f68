/** Bars of a working picture: strong shafts first, then faint ones beside them. Ridges by the Hessian at two widths (Frangi 1998). */
import { blurPlane } from '../../filters.ts';
import type { Stroke } from './best-bar.ts';
import type { Working } from './darkness.ts';
import { findPatches } from './patches.ts';
import { findStrokes } from './strokes.ts';

/** A straight piece of shaft: axis, width, mean contrast on the axis and on its clearer side, in working pixels. */
export interface Bar {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly width: number;
  readonly contrast: number;
  readonly beside: number;
  readonly faint: boolean;
  readonly score: number;
}

/** A faint shaft is looked for this far to both sides of a place. */
const FAINT_REACH_MM = 0.6;
/** Three hairs a mm² is dense; several tries for each. [A] */
const TRIES_PER_MM2 = 12;
const TRIES_AT_LEAST = 60;
/** Clipped hair is shorter. */
const MAX_LENGTH_MM = 2;

/** How bars are found and kept. [M: chosen on the twelve tuning fields of the dermatoscope set, unless marked A] */
export const RULES = {
  /** Shares of a thick shaft's contrast: where a shaft ends, what it must reach, how far it stands out beside itself. */
  thresholdShare: 0.68,
  seedShare: 0.8,
  dipShare: 0.12,
  /** Between threshold and body: from here a place speaks fully for a shaft. */
  fullShare: 0.8,
  /** Least score of a bar and least length. */
  minScoreMm2: 0.0022,
  minLengthMm: 0.09,
  /** Widest bar over the typical one, how soon wider ones lose favour, weight of what lies beside a bar and of its core. */
  maxWidthRatio: 1.2,
  wideFavour: 1,
  surround: 0.35,
  coreWeight: 0.5,
  /** The typical width is this quantile of slender patches, at most so much. */
  widthQuantile: 0.3,
  maxTypicalMm: 0.095,
  /** Thin pale shafts: deviation of the ridge filter, its least and surely seen answer, least length, score, turn from the neighbours. */
  faintSigmaMm: 0.014,
  faintThreshold: 0.075,
  faintSeed: 0.14,
  faintLengthMm: 0.2,
  faintScore: 25,
  faintAngleDegrees: 90,
  /** How much bluish tone (a shaft under the skin) speaks against one. [A] */
  haloWeight: 1,
  /** Least contrast of a faint bar, its least dip, least dip times length in mm. */
  faintContrast: 0.28,
  faintDip: 0.1,
  faintDipLengthMm: 0.1,
  /** Bars along a stronger one go below this score (in squares of the typical width) or share of its width. */
  sliverScore: 0.5,
  sliverWidth: 0.4,
  /** Shorter ones are specks. */
  soloLengthMm: 0.14,
  /** Gap of gloss or crossing across which bars are joined. [A] */
  joinGapMm: 0.1,
  /** Roots nearer than this share a unit. [A: 0.50 to 0.65 did alike on the tuning fields] */
  linkMm: 0.55,
};
export type Rules = typeof RULES;

/**
 * Bars of the working picture and the contrast of a thick shaft's body (0 where nothing stands out); places in working pixels.
 * Faint ones are sought where no strong one lies.
 */
export function findBars(working: Working, rules: Rules): { bars: Bar[]; core: number } {
  const { contrast, blocked, width, height, pxPerMm } = working;
  const core = coreContrast(working);
  if (core === null) return { bars: [], core: 0 };
  const threshold = rules.thresholdShare * core;
  const seed = rules.seedShare * core;
  let open = 0;
  for (const v of blocked) if (v === 0) open++;
  const maxTries = Math.ceil(TRIES_AT_LEAST + (TRIES_PER_MM2 * open) / pxPerMm ** 2);
  const typicalWidth = typicalWidthPx(contrast, width, height, threshold, seed, pxPerMm, rules);
  const strong = findStrokes(contrast, blocked, width, height, {
    threshold,
    full: threshold + rules.fullShare * (core - threshold),
    seed,
    axisNear: null,
    maxTurn: 0,
    surround: rules.surround,
    coreWeight: rules.coreWeight,
    wideFavour: rules.wideFavour,
    typicalWidth,
    maxWidth: rules.maxWidthRatio * typicalWidth,
    minWidth: Math.max(1, 0.025 * pxPerMm),
    minLength: Math.max(2, rules.minLengthMm * pxPerMm),
    maxLength: MAX_LENGTH_MM * pxPerMm,
    minScore: rules.minScoreMm2 * pxPerMm * pxPerMm,
    maxTries,
  })
    .map((s) => barOf(s, working, false))
    .filter((b) => b.contrast - b.beside >= rules.dipShare * core);
  const faint = faintBars(working, strong, core, maxTries, rules);
  return { bars: [...strong, ...faint], core };
}

function barOf(s: Stroke, { contrast, width, height, pxPerMm }: Working, faint: boolean): Bar {
  const l = Math.hypot(s.x1 - s.x0, s.y1 - s.y0);
  const along = (offset: number): number => {
    let [sum, n] = [0, 0];
    for (let t = 0.5; t < l; t++) {
      const x = Math.floor(s.x0 + ((s.x1 - s.x0) * t - (s.y1 - s.y0) * offset) / l);
      const y = Math.floor(s.y0 + ((s.y1 - s.y0) * t + (s.x1 - s.x0) * offset) / l);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      sum += contrast[y * width + x];
      n++;
    }
    return n > 0 ? sum / n : 0;
  };
  const away = s.width / 2 + 0.02 * pxPerMm + 1;
  return {
    x0: s.x0,
    y0: s.y0,
    x1: s.x1,
    y1: s.y1,
    width: s.width,
    contrast: along(0),
    beside: Math.min(along(away), along(-away)),
    faint,
    score: s.score,
  };
}

/** Quantile of what stands out that a shaft's body reaches; share of the picture that the darkest shafts fill; how far the body lies below. [A] */
const BODY_QUANTILE = 0.85;
const DARKEST_SHARE = 0.0007;
const OF_DARKEST = 0.8;

/** Contrast of the body of a thick shaft: what the darkest hundredth part reaches; null where nothing stands out. */
function coreContrast({ contrast, blocked, noise }: Working): number | null {
  const values: number[] = [];
  let n = 0;
  const floor = Math.max(0.12, 2 * noise);
  for (let i = 0; i < contrast.length; i++) {
    if (blocked[i]) continue;
    n++;
    if (contrast[i] > floor) values.push(contrast[i]);
  }
  if (values.length < DARKEST_SHARE * n) return null;
  const sorted = Float64Array.from(values).sort();
  // where hardly any hair stands, skin texture fills the first figure and the second sees the few shafts
  const darkest = sorted[Math.max(0, sorted.length - 1 - Math.floor(DARKEST_SHARE * n))];
  return Math.max(sorted[Math.floor(BODY_QUANTILE * (sorted.length - 1))], OF_DARKEST * darkest);
}

function typicalWidthPx(
  contrast: Float32Array,
  width: number,
  height: number,
  threshold: number,
  seed: number,
  pxPerMm: number,
  rules: Rules,
): number {
  const widths: number[] = [];
  for (const pixels of findPatches(contrast, width, height, threshold, seed).pixels) {
    if (pixels.length < 8) continue;
    let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
    for (const i of pixels) {
      const x = i % width;
      const y = (i - x) / width;
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    }
    const vx = sxx / n - (sx / n) ** 2 + 1 / 12;
    const vy = syy / n - (sy / n) ** 2 + 1 / 12;
    const vxy = sxy / n - (sx / n) * (sy / n);
    const spread = Math.sqrt(((vx - vy) / 2) ** 2 + vxy * vxy);
    const long = Math.sqrt(12 * ((vx + vy) / 2 + spread));
    const broad = n / long;
    if (long > 3 * broad) widths.push(broad);
  }
  widths.sort((p, q) => p - q);
  const guess = widths.length > 3 ? widths[Math.floor(rules.widthQuantile * (widths.length - 1))] : 0.09 * pxPerMm;
  return Math.min(rules.maxTypicalMm * pxPerMm, Math.max(0.06 * pxPerMm, guess, 1));
}

/** Faint shafts stand out of skin's texture: so many times the deviation of the ridge filter. [M: 0.03–0.05 on the dermatoscope fields, to 0.08 on coarse dark skin] */
const TEXTURE_SHARE = 1.7;

function rootMeanSquare(values: Float32Array, taken: Uint8Array, blocked: Uint8Array): number {
  let [sum, n] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (taken[i] === 1 || blocked[i] === 1) continue;
    sum += values[i] * values[i];
    n++;
  }
  return Math.sqrt(sum / Math.max(1, n));
}

function faintBars(working: Working, strong: readonly Bar[], core: number, maxTries: number, rules: Rules): Bar[] {
  const { width, height, contrast, blocked, pxPerMm } = working;
  const taken = new Uint8Array(width * height);
  for (const b of strong) cover(b, taken, width, height, 1.5 + 0.012 * pxPerMm);
  const clipped = contrast.map((v, i) => Math.min(v - rules.haloWeight * Math.max(0, working.bluish[i]), 0.6 * core) / core);
  const ridge = new Float32Array(width * height);
  for (const sigmaMm of [rules.faintSigmaMm, 2 * rules.faintSigmaMm]) {
    const sigma = Math.max(0.8, sigmaMm * pxPerMm);
    const smooth = blurPlane(clipped, width, height, sigma);
    for (let y = 1; y < height - 1; y++)
      for (let x = 1; x < width - 1; x++) {
        const i = y * width + x;
        if (taken[i] || blocked[i]) continue;
        const c = smooth[i];
        const xx = smooth[i - 1] + smooth[i + 1] - 2 * c;
        const yy = smooth[i - width] + smooth[i + width] - 2 * c;
        const xy = (smooth[i + width + 1] + smooth[i - width - 1] - smooth[i + width - 1] - smooth[i - width + 1]) / 4;
        const low = (xx + yy) / 2 - Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
        ridge[i] = Math.max(ridge[i], -low * sigma * sigma);
      }
  }
  const texture = TEXTURE_SHARE * rootMeanSquare(ridge, taken, blocked);
  const threshold = Math.max(rules.faintThreshold, texture);
  const strokes = findStrokes(ridge, blocked, width, height, {
    threshold,
    full: 2 * threshold,
    axisNear: (x, y) => axisNear(strong, x, y, pxPerMm),
    maxTurn: (rules.faintAngleDegrees * Math.PI) / 180,
    surround: 0.35,
    coreWeight: 0,
    wideFavour: 0.6,
    seed: Math.max(rules.faintSeed, 2 * texture),
    typicalWidth: Math.max(2, 0.03 * pxPerMm),
    maxWidth: Math.max(2, 0.08 * pxPerMm),
    minWidth: Math.max(1, 0.015 * pxPerMm),
    minLength: rules.faintLengthMm * pxPerMm,
    maxLength: FAINT_REACH_MM * pxPerMm,
    minScore: rules.faintScore,
    maxTries,
  });
  return strokes.map((s) => barOf(s, working, true));
}

/** Axis angle of the strong bars near a place; null where there are too few. */
function axisNear(strong: readonly Bar[], x: number, y: number, pxPerMm: number): number | null {
  if (strong.length < 3) return null;
  let [c, s] = [0, 0];
  for (const o of strong) {
    const d2 = ((o.x0 + o.x1 - 2 * x) ** 2 + (o.y0 + o.y1 - 2 * y) ** 2) / 4 / pxPerMm ** 2;
    const a = 2 * Math.atan2(o.y1 - o.y0, o.x1 - o.x0);
    const w = Math.exp(-d2 / 2) * o.score;
    c += w * Math.cos(a);
    s += w * Math.sin(a);
  }
  return Math.atan2(s, c) / 2;
}

function cover(b: Bar, taken: Uint8Array, width: number, height: number, grow: number): void {
  const l = Math.max(1e-6, Math.hypot(b.x1 - b.x0, b.y1 - b.y0));
  const [ux, uy] = [(b.x1 - b.x0) / l, (b.y1 - b.y0) / l];
  const reach = b.width / 2 + grow;
  for (let y = Math.max(0, Math.floor(Math.min(b.y0, b.y1) - reach)); y <= Math.min(height - 1, Math.max(b.y0, b.y1) + reach); y++)
    for (let x = Math.max(0, Math.floor(Math.min(b.x0, b.x1) - reach)); x <= Math.min(width - 1, Math.max(b.x0, b.x1) + reach); x++) {
      const s = (x + 0.5 - b.x0) * ux + (y + 0.5 - b.y0) * uy;
      const t = Math.abs((y + 0.5 - b.y0) * ux - (x + 0.5 - b.x0) * uy);
      if (s >= -grow && s <= l + grow && t <= reach) taken[y * width + x] = 1;
    }
}
