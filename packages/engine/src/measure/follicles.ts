/**
 * Roots of clipped hair in a photo that resolves them (tier T1, from 6 px/mm). A root is where a mark begins: dark ahead along the way the hair
 * lies, free behind. For stubble too short to lie anywhere that is the spot itself, by a difference of Gaussians on log luminance.
 */
import { mapDensity } from '../filters.ts';
import { densityRaster, type Raster, raster } from '../raster.ts';
import { quantile } from '../scalp/hair.ts';
import { smoothstep } from '../smoothstep.ts';
import { glossLevel, grainOf, hairyPlaces, leastContrast, sureContrast } from './mark-noise.ts';
import { cellOf, type Directions, dipOf, directions, likenessMm, MIN_CONTRAST, momentOf, sides, valueAt } from './marks.ts';

export interface Detections {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  /** Full width of the mark across its narrow side. */
  readonly widthPx: Float64Array;
  /** Step of log luminance between the skin about a root and its mark, less what lies behind it. */
  readonly contrast: Float64Array;
}

export interface CountedRoots {
  readonly roots: Detections;
  /** Whether the marks are darker or lighter than the skin, or some are this and some that (grey among dark hair). */
  readonly tone: 'dark' | 'light' | 'mixed';
  /** Roots there are for one that was found: marks too faint to tell from the skin, less those counted twice. */
  readonly perAreaCorrection: number;
  /** One deviation of the corrected count by the detector alone; chance and scale come on top. */
  readonly relativeSd: number;
}

/** Breadth of a shaft as a phone sees it, and of the skin that it is compared with. */
const CENTRE_MM = 0.1;
/** Broad marks, as wet, soft-focused or denoised stubble shows them, are taken whole: up to 0.19 mm, which suits dots of 0.3–0.5 mm. */
const CENTRE_MOST_MM = 0.19;
const CENTRE_OF_HALF_BREADTH = 0.85;
const CENTRE_LESS_MM = 0.03;
/** Closest two follicular units are told apart: hairs of one unit stand within 0.3 mm, next units from 0.5 mm (FDU fields, valley at 0.48). */
const SEPARATION_MM = 0.42;
/** Way along a hair that is looked at before and behind its root, and share of what lies behind that counts against it. */
const LOOK_MM = 0.6;
const BEHIND_FROM_MM = 0.2;
const BEHIND_SHARE = 0.7;
/** Hairs lie within this angle of their neighbourhood's direction (deviation 10–17°, four wide fields). */
const FAN = 0.3;
/** A mark shorter than this has no direction; from the second on it fully has one. */
const SHORT_MM = 0.35;
const LONG_MM = 0.75;
/** A weaker mark on the shaft of a stronger one, this far along it and this dark all the way, is the same hair. */
const SHAFT_MOST_MM = 2.2;
const SHAFT_DARKNESS = 0.5;
/** Detector against synthetic heads, one deviation: of the count, and what is added for each px/mm below 9 (docs/model.md). */
const DETECTOR_SD = 0.1;
const FINE_FROM_PX_PER_MM = 9;
const COARSE_SD_A_PX_PER_MM = 0.05;
/** Roots for one found among hair, by the length at which marks are like themselves: medians of synthetic heads of 0.5–1.2 and 1.3–2.5 mm. */
const OVERLOOKED = { short: 1.045, long: 1.35, shortMm: 0.6, longMm: 0.88 } as const;
/** Peaks to the other side for one mark: where marks are taken for sure to find where hair stands, and where they are listed on bare skin. */
const SURE_SHARE = 0.35;
const SURE_ON_BARE_SHARE = 0.25;
/** Among hair a mark has at least this share of the middle sure one's contrast. */
const SHARE_OF_SURE = 0.3;
/** On bare skin: dark blotches for one light one, roots for one found (what stands there is thin and faint), and one deviation of both. */
const BLOTCHES_A_LIGHT_ONE = 0.7;
const OVERLOOKED_ON_BARE = 1.6;
const BARE_SD = 0.45;
/** Where next to no hair is left, few true marks stand against all that skin: one deviation more, fading out between these densities. */
const SPARSE_SD = 0.35;
const SPARSE_PER_CM2 = { from: 6, to: 20 } as const;
/** Light marks are believed when they stand out this many times more than dark ones: gloss is light too. */
const LIGHT_OVER_DARK = 3;
/**
 * Light marks that weigh at least this much of the dark ones and lie stretched as they do are of hair too: its sheen and the gaps, from the second
 * on grey hair among dark. Grains of gloss on skin are round (1.1).
 */
const SHEEN_FROM = 0.45;
const MIXED_FROM = 0.85;
const LIGHT_IS_HAIR_ELONGATED = 1.4;
/** There is no other side then on which grain could be counted: marks must stand out more. */
const SHEEN_STRICTER = 1.6;
const SHEEN_SD = 0.2;

/**
 * @param logY log luminance of a window of the photo
 * @param inside 1 where roots are looked for, same size
 * @param pxPerMm of this window
 * @returns positions in window pixels; no roots where `inside` is empty
 */
export function countedRoots(logY: Raster<'density'>, inside: Raster<'density'>, pxPerMm: number): CountedRoots {
  const window = windowOf(inside, Math.ceil(3 * pxPerMm));
  if (window === null) return NOTHING;
  const logLight = cropped(logY, window);
  const within = cropped(inside, window);
  let dip = dipOf(logLight, pxPerMm, CENTRE_MM);
  const [dark, lightMarks] = sides(dip);
  const balance = momentOf(lightMarks, within) / Math.max(1e-12, momentOf(dark, within));
  const leading = balance > LIGHT_OVER_DARK ? 'light' : 'dark';
  const way = directions(leading === 'dark' ? dark : lightMarks, pxPerMm);
  const lagOf = (marks: Raster<'density'>, axis: 'along' | 'across'): number => likenessMm(marks, way, within, pxPerMm, axis);
  const elongated = lagOf(lightMarks, 'along') / lagOf(lightMarks, 'across');
  const sheen = leading === 'dark' && balance > SHEEN_FROM && elongated > LIGHT_IS_HAIR_ELONGATED;
  const tone = sheen && balance > MIXED_FROM ? 'mixed' : leading;
  const centreMm = CENTRE_OF_HALF_BREADTH * lagOf(leading === 'dark' ? dark : lightMarks, 'across') - CENTRE_LESS_MM;
  if (centreMm > CENTRE_MM) dip = dipOf(logLight, pxPerMm, Math.min(CENTRE_MOST_MM, centreMm));
  const [darker, lighter] = sides(dip);
  const marks = tone === 'mixed' ? mapDensity(dip, Math.abs) : tone === 'dark' ? darker : lighter;
  const lengthMm = 2 * lagOf(marks, 'along');
  const strength = rootStrength(marks, way, within, pxPerMm, lengthMm);
  const reachPx = Math.max(1, Math.round(SEPARATION_MM * pxPerMm));
  const gloss = sheen ? null : glossLevel(dip, leading, pxPerMm);
  const all = peaks(strength, reachPx).filter((i) => gloss === null || strength.data[i] >= gloss(i));
  const other = tone === 'dark' ? lighter : darker;
  const noise = sheen ? [] : peaks(other, reachPx).filter((i) => within.data[i] > 0);
  const grain = grainOf(dip, within, pxPerMm);
  const strengths = (places: readonly number[]): number[] => places.map((i) => strength.data[i]);
  const otherStrengths = (places: readonly number[]): number[] => places.map((i) => other.data[i]);
  const least = leastContrast(strengths(all), otherStrengths(noise), grain) * (sheen ? SHEEN_STRICTER : 1);
  // among hair a faint mark is a hair; on bare skin it is rather a blotch, and as many blotches are light as dark
  const sureFrom = sureContrast(strengths(all), otherStrengths(noise), least, SURE_SHARE);
  const sure = all.filter((i) => strength.data[i] >= sureFrom);
  const hairy = hairyPlaces(sure, within, pxPerMm);
  const bare = (i: number): boolean => hairy(i) < 0.5;
  const bareFrom = sureContrast(strengths(all.filter(bare)), otherStrengths(noise.filter(bare)), least, SURE_ON_BARE_SHARE);
  const leastOnBare = Math.min(bareFrom, sureFrom);
  const middleSure = quantile(strengths(sure.filter((i) => !bare(i))), 0.5);
  const leastAmongHair = Math.min(leastOnBare, Math.max(least, SHARE_OF_SURE * middleSure));
  const leastAt = (i: number): number => leastOnBare + hairy(i) * (leastAmongHair - leastOnBare);
  const clear = all.filter((i) => strength.data[i] >= leastAt(i));
  const found = lengthMm < SHORT_MM ? clear : oneToAShaft(clear, strength, marks, way, pxPerMm, lengthMm);
  const { width } = marks;
  const coarse = COARSE_SD_A_PX_PER_MM * Math.max(0, FINE_FROM_PX_PER_MM - pxPerMm);
  const amongHair = found.reduce((sum, i) => sum + hairy(i), 0) * (tone === 'mixed' ? 1 : overlooked(lengthMm));
  const marksOnBare = found.reduce((sum, i) => sum + 1 - hairy(i), 0);
  const falseOnBare = BLOTCHES_A_LIGHT_ONE * noise.reduce((sum, i) => sum + (other.data[i] >= leastAt(i) ? 1 - hairy(i) : 0), 0);
  const onBare = OVERLOOKED_ON_BARE * Math.max(0, marksOnBare - falseOnBare);
  const there = Math.max(1, amongHair + onBare);
  const perCm2 = there / (within.data.reduce((sum, v) => sum + v, 0) / (100 * pxPerMm ** 2));
  const sparseSd = SPARSE_SD * (1 - smoothstep(SPARSE_PER_CM2.from, SPARSE_PER_CM2.to, perCm2));
  const bareSd = BARE_SD * Math.sqrt(onBare ** 2 + (OVERLOOKED_ON_BARE * falseOnBare) ** 2);
  return {
    roots: {
      xPx: Float64Array.from(found, (i) => (i % width) + 0.5 + window.x0),
      yPx: Float64Array.from(found, (i) => Math.floor(i / width) + 0.5 + window.y0),
      widthPx: Float64Array.from(found, (i) => breadthPx(marks, way, i, pxPerMm)),
      contrast: Float64Array.from(found, (i) => strength.data[i]),
    },
    tone,
    perAreaCorrection: there / Math.max(1, found.length),
    relativeSd: Math.sqrt((sheen ? SHEEN_SD : DETECTOR_SD) ** 2 + coarse ** 2 + sparseSd ** 2 + (bareSd / there) ** 2),
  };
}

/** Roots among hair for one that is found: short stubble hides hardly any, from 1.3 mm on it lies over its neighbours. */
function overlooked(lengthMm: number): number {
  return OVERLOOKED.short + (OVERLOOKED.long - OVERLOOKED.short) * smoothstep(OVERLOOKED.shortMm, OVERLOOKED.longMm, lengthMm);
}

const NONE: Detections = {
  xPx: new Float64Array(0),
  yPx: new Float64Array(0),
  widthPx: new Float64Array(0),
  contrast: new Float64Array(0),
};
const NOTHING: CountedRoots = { roots: NONE, tone: 'dark', perAreaCorrection: 1, relativeSd: 1 };

interface Window {
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window that holds all of `inside` and a margin. */
function windowOf(inside: Raster<'density'>, margin: number): Window | null {
  const { width, height, data } = inside;
  let [x0, y0, x1, y1] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] === 0) continue;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      y1 = y;
    }
  if (x1 < 0) return null;
  x0 = Math.max(0, x0 - margin);
  y0 = Math.max(0, y0 - margin);
  return { x0, y0, width: Math.min(width, x1 + 1 + margin) - x0, height: Math.min(height, y1 + 1 + margin) - y0 };
}

function cropped(image: Raster<'density'>, { x0, y0, width, height }: Window): Raster<'density'> {
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y0 + y) * image.width + x0;
    out.set(image.data.subarray(from, from + width), y * width);
  }
  return raster('density', width, height, out);
}

/** How clearly a mark begins at each place: its mean ahead, the best of a fan, less what lies behind; 0 off the ridges. */
function rootStrength(
  marks: Raster<'density'>,
  way: Directions,
  inside: Raster<'density'>,
  pxPerMm: number,
  lengthMm: number,
): Raster<'density'> {
  const { width, height, data } = marks;
  const out = densityRaster(width, height);
  const share = BEHIND_SHARE * Math.min(1, Math.max(0, (lengthMm - SHORT_MM) / (LONG_MM - SHORT_MM)));
  const look = Math.min(LOOK_MM, Math.max(0, 0.7 * (lengthMm - SHORT_MM))) * pxPerMm;
  const steps = Math.max(1, Math.round(look / Math.max(1, 0.12 * pxPerMm)));
  const mean = (x: number, y: number, ux: number, uy: number, from: number): number => {
    let sum = 0;
    for (let k = 1; k <= steps; k++) sum += valueAt(marks, x + ux * (from + (look * k) / steps), y + uy * (from + (look * k) / steps));
    return sum / steps;
  };
  const [c, s] = [Math.cos(FAN), Math.sin(FAN)];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const v = data[i];
      if (v < MIN_CONTRAST || inside.data[i] === 0) continue;
      if (share === 0) {
        out.data[i] = v;
        continue;
      }
      const k = cellOf(way, x, y);
      const [ux, uy] = [way.x[k], way.y[k]];
      const across = acrossStep(ux, uy, width);
      if (data[i - across] > v || data[i + across] > v) continue;
      const ahead = Math.max(
        mean(x, y, ux, uy, 0),
        mean(x, y, ux * c - uy * s, uy * c + ux * s, 0),
        mean(x, y, ux * c + uy * s, uy * c - ux * s, 0),
      );
      out.data[i] = Math.max(0, (v + steps * ahead) / (steps + 1) - share * mean(x, y, -ux, -uy, BEHIND_FROM_MM * pxPerMm));
    }
  return out;
}

/** Index step to the neighbour most nearly across a direction. */
function acrossStep(ux: number, uy: number, width: number): number {
  const DIAGONAL = 0.924; // cos 22.5°
  if (Math.abs(ux) > DIAGONAL) return width;
  if (Math.abs(uy) > DIAGONAL) return 1;
  return ux * uy > 0 ? width - 1 : width + 1;
}

/** Places with the largest value within `reach` pixels; of equal ones the first in reading order. */
function peaks({ width, height, data }: Raster<'density'>, reach: number): number[] {
  const found: number[] = [];
  const isPeak = (px: number, py: number, v: number): boolean => {
    for (let dy = -reach; dy <= reach; dy++) {
      const y = py + dy;
      if (y < 0 || y >= height) continue;
      const span = Math.floor(Math.sqrt(reach * reach - dy * dy));
      for (let x = Math.max(0, px - span); x <= Math.min(width - 1, px + span); x++) {
        const other = data[y * width + x];
        if (other > v || (other === v && (dy < 0 || (dy === 0 && x < px)))) return false;
      }
    }
    return true;
  };
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const v = data[i];
      if (v < MIN_CONTRAST || data[i - 1] > v || data[i + 1] > v || data[i - width] > v || data[i + width] > v) continue;
      if (isPeak(x, y, v)) found.push(i);
    }
  return found;
}

/** Of marks that lie along one dark shaft only the strongest, its root, is kept. */
function oneToAShaft(
  clear: readonly number[],
  strength: Raster<'density'>,
  marks: Raster<'density'>,
  way: Directions,
  pxPerMm: number,
  lengthMm: number,
): number[] {
  const { width, data } = marks;
  const reach = Math.min(SHAFT_MOST_MM, 2 * lengthMm) * pxPerMm;
  const cell = Math.ceil(reach);
  const columns = Math.ceil(width / cell);
  const kept = new Map<number, number[]>();
  const found: number[] = [];
  const onShaft = (i: number, j: number): boolean => {
    const [x, y, xj, yj] = [i % width, Math.floor(i / width), j % width, Math.floor(j / width)];
    const [dx, dy] = [x - xj, y - yj];
    const apart = Math.sqrt(dx * dx + dy * dy);
    const k = cellOf(way, xj, yj);
    if (apart > reach || Math.abs(dx * way.x[k] + dy * way.y[k]) < Math.cos(FAN) * apart) return false;
    const least = SHAFT_DARKNESS * Math.min(data[i], data[j]);
    for (let step = 1; step < apart; step++) if (valueAt(marks, xj + (dx * step) / apart, yj + (dy * step) / apart) < least) return false;
    return true;
  };
  for (const i of [...clear].sort((p, q) => strength.data[q] - strength.data[p] || p - q)) {
    const [c, r] = [Math.floor((i % width) / cell), Math.floor(i / width / cell)];
    let own = true;
    for (let k = 0; k < 9 && own; k++)
      for (const j of kept.get((r + Math.floor(k / 3) - 1) * columns + c + (k % 3) - 1) ?? []) if (onShaft(i, j)) own = false;
    if (!own) continue;
    found.push(i);
    const here = kept.get(r * columns + c);
    if (here === undefined) kept.set(r * columns + c, [i]);
    else here.push(i);
  }
  return found.sort((p, q) => p - q);
}

/** Full width at half depth of the parabola across the mark. */
function breadthPx(marks: Raster<'density'>, way: Directions, i: number, pxPerMm: number): number {
  const [x, y] = [i % marks.width, Math.floor(i / marks.width)];
  const k = cellOf(way, x, y);
  const step = Math.max(1, Math.round(CENTRE_MM * pxPerMm));
  const v = marks.data[i];
  const bend = 2 * v - valueAt(marks, x - way.y[k] * step, y + way.x[k] * step) - valueAt(marks, x + way.y[k] * step, y - way.x[k] * step);
  return 2 * step * Math.sqrt(v / Math.max(0.1 * v, bend));
}
