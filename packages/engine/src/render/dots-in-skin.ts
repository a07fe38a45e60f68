/**
 * What a field of dots leaves of the light that a photo's scalp sends back: the product of the dots' contrasts, as the lens and the pixels of that
 * photo would see it. Dots lie tilted with the skin; their veils, millimetres wide and faint, are added up on coarser grids.
 *
 * Any window can be asked for, and agrees with the same pixels of a larger one.
 */
import { blur } from '../filters.ts';
import type { Point } from '../polygon.ts';
import { densityRaster, fillRow, type Raster } from '../raster.ts';
import { CORE_SIGMAS_MM, type DotGaussians, VEIL_SIGMAS_MM } from '../skin/dot-gaussians.ts';
import type { Box } from './box.ts';

/** A Gaussian is followed so many deviations out. */
const REACH = 3.4;
/** Fainter parts of a core show in no picture of 8 bits. */
const FAINTEST = 6e-4;
/** Cells of a veil's grid in its deviations. */
const CELL_SIGMAS = 0.4;
/** Points of a profile per pixel of radius. */
const PER_PX = 4;
/** Profiles are made for so many tilts from 0 to 90 degrees of cosine. */
const TILTS = 8;
/** Width of a dot by which its outline is shaped, where lens and tilt pull two ways. */
const SHAPED_MM = 0.11;

/** Where a dot is seen, and how. */
export interface SeenDot {
  /** Pixels of the picture. */
  readonly at: Point;
  readonly cosTilt: number;
  /** M Mᵀ of the map from a round dot on the skin to the picture: [xx, xy, yy], determinant cos². */
  readonly spread: readonly [number, number, number];
  /** Which of the kinds. */
  readonly kind: number;
}

export interface DotField {
  /**
   * R/R₀ in linear light, three channels a pixel of the window, which lies in the field's box.
   * @param into is filled from its start and returned, where it is given
   */
  contrastIn(window: Box, into?: Float32Array): Float32Array;
}

/**
 * How a mark on tilted skin is seen.
 * @param tilt unit vector along which the skin is foreshortened to `cosTilt`
 * @param oblong the mark is e^oblong times as long as a round one of its area, and as much less broad
 * @param direction of its length, radians
 */
export function seenSpread(cosTilt: number, tilt: Point, oblong: number = 0, direction: number = 0): SeenDot['spread'] {
  const [c, s] = [Math.cos(direction), Math.sin(direction)];
  const [long, broad] = [Math.exp(2 * oblong), Math.exp(-2 * oblong)];
  const [exx, exy, eyy] = [long * c * c + broad * s * s, (long - broad) * c * s, long * s * s + broad * c * c];
  // T = I − (1 − cos) t t' on both sides
  const less = 1 - cosTilt;
  const [txx, txy, tyy] = [1 - less * tilt[0] * tilt[0], -less * tilt[0] * tilt[1], 1 - less * tilt[1] * tilt[1]];
  const [axx, axy, ayx, ayy] = [txx * exx + txy * exy, txx * exy + txy * eyy, txy * exx + tyy * exy, txy * exy + tyy * eyy];
  return [axx * txx + axy * txy, axx * txy + axy * tyy, ayx * txy + ayy * tyy];
}

/**
 * @param kindOf contrast of each kind of dot, asked for once
 * @param pxPerMm of the picture
 * @param smearPx2 variance of what lens and pixel smear, in pixels of the picture
 * @param box where dots may show
 */
export function dotField(
  dots: readonly SeenDot[],
  kindOf: (kind: number) => DotGaussians,
  pxPerMm: number,
  smearPx2: number,
  box: Box,
): DotField {
  const known = new Map<number, DotGaussians>();
  const gaussians = (kind: number): DotGaussians => {
    const made = known.get(kind) ?? kindOf(kind);
    known.set(kind, made);
    return made;
  };
  const veil = veilOf(dots, gaussians, pxPerMm, box);
  const profiles = new Map<number, Profile>();
  const profileFor = ({ kind, cosTilt }: SeenDot): Profile => {
    const tilt = Math.max(1, Math.round(cosTilt * TILTS));
    const key = kind * (TILTS + 1) + tilt;
    const made = profiles.get(key) ?? profileOf(gaussians(kind), tilt / TILTS, pxPerMm, smearPx2);
    profiles.set(key, made);
    return made;
  };
  const sorted = [...dots].sort((p, q) => p.at[1] - q.at[1]);
  const farthestPx = REACH * Math.sqrt((CORE_SIGMAS_MM[CORE_SIGMAS_MM.length - 1] * pxPerMm) ** 2 + smearPx2);
  return {
    contrastIn(window, contrast = new Float32Array(3 * window.width * window.height)) {
      veil(window, contrast);
      for (let d = firstBelow(sorted, window.y - farthestPx); d < sorted.length; d++) {
        const dot = sorted[d];
        if (dot.at[1] > window.y + window.height + farthestPx) break;
        if (dot.at[0] < window.x - farthestPx || dot.at[0] > window.x + window.width + farthestPx) continue;
        dim(contrast, window, dot, profileFor(dot), pxPerMm, smearPx2);
      }
      return contrast;
    },
  };
}

function firstBelow(sorted: readonly SeenDot[], y: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle].at[1] < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a dot leaves of the light, by the radius of the circle of the same area in pixels. */
interface Profile {
  /** Three channels a step of 1 / PER_PX px; the last is 1. */
  readonly rgb: Float32Array;
  readonly reachPx: number;
}

/** A Gaussian on tilted skin, smeared by lens and pixel, keeps its volume and grows in area. */
function profileOf({ core }: DotGaussians, cosTilt: number, pxPerMm: number, smearPx2: number): Profile {
  const seen = core.map(({ sigmaMm, rgb }) => {
    const across = (sigmaMm * pxPerMm) ** 2;
    const area = Math.sqrt((across + smearPx2) * (across * cosTilt * cosTilt + smearPx2));
    const height = (across * cosTilt) / area;
    return { area, rgb: rgb.map((v) => v * height) };
  });
  const steps = Math.ceil(PER_PX * REACH * Math.sqrt(Math.max(...seen.map(({ area }) => area)))) + 1;
  const drop = new Float64Array(3 * (steps + 1));
  for (const { area, rgb } of seen)
    for (let i = 0; i < steps; i++) {
      const e = Math.exp((-0.5 * (i / PER_PX) ** 2) / area);
      for (let k = 0; k < 3; k++) drop[3 * i + k] += rgb[k] * e;
    }
  let last = steps - 1;
  while (last > 0 && [0, 1, 2].every((k) => Math.abs(drop[3 * last + k]) < FAINTEST)) last--;
  const rgb = new Float32Array(3 * (last + 2)).fill(1);
  for (let i = 0; i < 3 * (last + 1); i++) rgb[i] = Math.max(0, 1 - drop[i]);
  return { rgb, reachPx: last / PER_PX };
}

function dim(
  contrast: Float32Array,
  window: Box,
  { at, spread }: SeenDot,
  { rgb, reachPx }: Profile,
  pxPerMm: number,
  smearPx2: number,
): void {
  if (reachPx === 0) return;
  // q = d' Q d with det Q = 1 is the square of the radius of the circle of the same area
  const size = (SHAPED_MM * pxPerMm) ** 2;
  const [vxx, vxy, vyy] = [size * spread[0] + smearPx2, size * spread[1], size * spread[2] + smearPx2];
  const root = Math.sqrt(vxx * vyy - vxy * vxy);
  const [xx, xy, yy] = [vyy / root, -vxy / root, vxx / root];
  const cx = at[0] - window.x - 0.5;
  const cy = at[1] - window.y - 0.5;
  const most = reachPx * reachPx;
  const halfHeight = reachPx * Math.sqrt(xx);
  const y1 = Math.min(window.height - 1, Math.floor(cy + halfHeight));
  for (let y = Math.max(0, Math.ceil(cy - halfHeight)); y <= y1; y++) {
    const dy = y - cy;
    // xx dx² + 2 xy dx dy + yy dy² ≤ most
    const middle = (-xy * dy) / xx;
    const left = most - (yy - (xy * xy) / xx) * dy * dy;
    if (left <= 0) continue;
    const half = Math.sqrt(left / xx);
    const x1 = Math.min(window.width - 1, Math.floor(cx + middle + half));
    const rest = yy * dy * dy;
    for (let x = Math.max(0, Math.ceil(cx + middle - half)), i = 3 * (y * window.width + x); x <= x1; x++, i += 3) {
      const dx = x - cx;
      const place = PER_PX * Math.sqrt(Math.max(0, dx * (xx * dx + 2 * xy * dy) + rest));
      const step = place | 0;
      const t = place - step;
      const o = 3 * step;
      contrast[i] *= rgb[o] + (rgb[o + 3] - rgb[o]) * t;
      contrast[i + 1] *= rgb[o + 1] + (rgb[o + 4] - rgb[o + 1]) * t;
      contrast[i + 2] *= rgb[o + 2] + (rgb[o + 5] - rgb[o + 2]) * t;
    }
  }
}

/** The dots' veils: for each width a coarse grid takes up what lies under the Gaussians, and is blurred by them. */
function veilOf(
  dots: readonly SeenDot[],
  kindOf: (kind: number) => DotGaussians,
  pxPerMm: number,
  box: Box,
): (window: Box, contrast: Float32Array) => void {
  const levels = VEIL_SIGMAS_MM.map((sigmaMm, s) => veilLevel(dots, kindOf, s, sigmaMm * pxPerMm, box));
  // each level is read where the next finer one has its cells, so that single pixels read the finest alone
  for (let s = levels.length - 1; s > 0; s--) {
    const [finer, coarser] = [levels[s - 1], levels[s]];
    const cells = coarser.cellPx / finer.cellPx;
    const beyond = coarser.margin * cells - finer.margin;
    for (let k = 0; k < 3; k++) {
      const { data, width, height } = finer.rgb[k];
      const row = new Float32Array(width);
      for (let y = 0, o = 0; y < height; y++) {
        fillRow(row, coarser.rgb[k], y + beyond, cells, beyond);
        for (let x = 0; x < width; x++, o++) data[o] += row[x];
      }
    }
  }
  const { rgb, cellPx, margin } = levels[0];
  for (const level of rgb) for (let i = 0; i < level.data.length; i++) level.data[i] = Math.exp(-level.data[i]);
  return (window, contrast) => {
    const row = new Float32Array(window.width);
    for (let y = 0; y < window.height; y++)
      for (let k = 0; k < 3; k++) {
        fillRow(row, rgb[k], window.y - box.y + y + margin * cellPx, cellPx, window.x - box.x + margin * cellPx);
        for (let x = 0, i = 3 * y * window.width + k; x < window.width; x++, i += 3) contrast[i] = row[x];
      }
  };
}

interface VeilLevel {
  readonly rgb: readonly Raster<'density'>[];
  readonly cellPx: number;
  /** Cells beyond the box on each side. */
  readonly margin: number;
}

function veilLevel(dots: readonly SeenDot[], kindOf: (kind: number) => DotGaussians, s: number, sigmaPx: number, box: Box): VeilLevel {
  const cellPx = Math.max(1, CELL_SIGMAS * sigmaPx);
  const margin = Math.ceil((REACH * sigmaPx) / cellPx) + 1;
  const width = Math.ceil(box.width / cellPx) + 2 * margin;
  const height = Math.ceil(box.height / cellPx) + 2 * margin;
  const rgb = [0, 1, 2].map(() => densityRaster(width, height));
  for (const { at, cosTilt, kind } of dots) {
    const u = (at[0] - box.x) / cellPx + margin - 0.5;
    const v = (at[1] - box.y) / cellPx + margin - 0.5;
    const [c, r] = [Math.floor(u), Math.floor(v)];
    if (c < 0 || r < 0 || c + 1 >= width || r + 1 >= height) continue;
    const [fu, fv] = [u - c, v - r];
    // what lies under the Gaussian, on skin that is seen foreshortened, in cells
    const volume = (2 * Math.PI * sigmaPx * sigmaPx * cosTilt) / (cellPx * cellPx);
    const { rgb: heights } = kindOf(kind).veil[s];
    for (let k = 0; k < 3; k++) {
      const amount = heights[k] * volume;
      const { data } = rgb[k];
      data[r * width + c] += amount * (1 - fu) * (1 - fv);
      data[r * width + c + 1] += amount * fu * (1 - fv);
      data[(r + 1) * width + c] += amount * (1 - fu) * fv;
      data[(r + 1) * width + c + 1] += amount * fu * fv;
    }
  }
  // sharing out to four cells has smeared by a sixth of a cell's square already
  const sigma = Math.sqrt(Math.max(0, (sigmaPx / cellPx) ** 2 - 1 / 6));
  return { rgb: rgb.map((level) => blur(level, sigma)), cellPx, margin };
}
