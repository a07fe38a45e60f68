/**
 * What a field of dots leaves of the light that a photo's scalp sends back: the product of the dots' contrasts, as the lens and the pixels of that
 * photo would see it. Dots lie tilted with the skin; their veils, millimetres wide and faint, are added up on coarser grids.
 */
import { blur } from '../filters.ts';
import type { Point } from '../polygon.ts';
import { densityRaster, type Raster, sampleDensity } from '../raster.ts';
import { CORE_SIGMAS_MM, type DotGaussians, VEIL_SIGMAS_MM } from '../skin/dot-gaussians.ts';
import type { Box } from './hair-over-dots.ts';

/** What a lens and a sensor smear, one deviation in photo pixels, and the variance of a pixel's own square. */
const LENS_PX = 0.6;
const SMEAR_PX2 = LENS_PX * LENS_PX + 1 / 12;
/** A Gaussian is followed so many deviations out. */
const REACH = 3.4;
/** Fainter parts of a core show in no picture of 8 bits: a Gaussian is followed to where it is so faint. */
const FAINTEST = 4e-4;
/** Cells of a veil's grid in its deviations. */
const CELL_SIGMAS = 0.4;

/** Where a dot is seen, and how steeply. */
export interface SeenDot {
  /** Pixels of the photo. */
  readonly at: Point;
  readonly cosTilt: number;
  /** Unit vector along which the skin is foreshortened. */
  readonly tilt: Point;
  /** What kinds of dot it lies between, with their shares. */
  readonly blend: readonly { readonly kind: number; readonly share: number }[];
}

/** R/R₀ in linear light, three channels a pixel of the window. */
export function contrastOfDots(dots: readonly SeenDot[], kinds: readonly DotGaussians[], pxPerMm: number, box: Box): Float32Array {
  const contrast = veilOf(dots, kinds, pxPerMm, box);
  const sigmas = CORE_SIGMAS_MM.length;
  const heights = new Float64Array(3 * sigmas);
  let drop = new Float32Array(0);
  for (const dot of dots) {
    heights.fill(0);
    for (const { kind, share } of dot.blend)
      kinds[kind].core.forEach(({ rgb }, s) => {
        for (let k = 0; k < 3; k++) heights[3 * s + k] += share * rgb[k];
      });
    // Gaussians add up before they dim, as some are negative
    let broadest = sigmas - 1;
    while (broadest >= 0 && faint(heights, broadest)) broadest--;
    if (broadest < 0) continue;
    const around = window(dot.at, reachPx(CORE_SIGMAS_MM[broadest] * pxPerMm), box);
    const [width, height] = [around.x1 - around.x0 + 1, around.y1 - around.y0 + 1];
    if (width <= 0 || height <= 0) continue;
    if (drop.length < 3 * width * height) drop = new Float32Array(3 * width * height);
    drop.fill(0, 0, 3 * width * height);
    for (let s = 0; s <= broadest; s++)
      if (!faint(heights, s)) addGaussian(drop, around, dot, CORE_SIGMAS_MM[s] * pxPerMm, heights, 3 * s, box);
    for (let y = around.y0, o = 0; y <= around.y1; y++)
      for (let x = around.x0, i = 3 * (y * box.width + x); x <= around.x1; x++, o += 3, i += 3) {
        contrast[i] *= Math.max(0, 1 - drop[o]);
        contrast[i + 1] *= Math.max(0, 1 - drop[o + 1]);
        contrast[i + 2] *= Math.max(0, 1 - drop[o + 2]);
      }
  }
  return contrast;
}

function faint(heights: Float64Array, s: number): boolean {
  return Math.abs(heights[3 * s]) < FAINTEST && Math.abs(heights[3 * s + 1]) < FAINTEST && Math.abs(heights[3 * s + 2]) < FAINTEST;
}

interface Around {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Pixels of the box, counted from its corner, within reach of a place of the photo. */
function window([x, y]: Point, reach: number, box: Box): Around {
  const cx = x - box.x - 0.5;
  const cy = y - box.y - 0.5;
  return {
    x0: Math.max(0, Math.ceil(cx - reach)),
    x1: Math.min(box.width - 1, Math.floor(cx + reach)),
    y0: Math.max(0, Math.ceil(cy - reach)),
    y1: Math.min(box.height - 1, Math.floor(cy + reach)),
  };
}

function reachPx(sigmaPx: number): number {
  return REACH * Math.sqrt(sigmaPx * sigmaPx + SMEAR_PX2);
}

/** exp(−q/2) for q in 0..REACH², by table. */
const TABLE_STEPS = 256;
const GAUSS = Float32Array.from({ length: Math.ceil(REACH * REACH * TABLE_STEPS) + 2 }, (_, i) => Math.exp(-0.5 * (i / TABLE_STEPS)));

/** A Gaussian on the tilted skin, as the camera sees it: shortened along the tilt, smeared by lens and pixel, its volume kept. */
function addGaussian(
  drop: Float32Array,
  around: Around,
  { at, cosTilt, tilt: [tx, ty] }: SeenDot,
  sigmaPx: number,
  heights: Float64Array,
  from: number,
  box: Box,
): void {
  const across = sigmaPx * sigmaPx;
  const along = across * cosTilt * cosTilt;
  const [va, vl] = [across + SMEAR_PX2, along + SMEAR_PX2];
  const xx = (tx * tx) / vl + (ty * ty) / va;
  const xy = tx * ty * (1 / vl - 1 / va);
  const yy = (ty * ty) / vl + (tx * tx) / va;
  const height = Math.sqrt((across * along) / (va * vl));
  const [r, g, b] = [heights[from] * height, heights[from + 1] * height, heights[from + 2] * height];
  const cx = at[0] - box.x - 0.5;
  const cy = at[1] - box.y - 0.5;
  const strongest = Math.max(Math.abs(r), Math.abs(g), Math.abs(b));
  if (strongest <= FAINTEST) return;
  const most = Math.min(REACH * REACH, 2 * Math.log(strongest / FAINTEST));
  const own = window(at, Math.sqrt(most * va), box);
  const width = around.x1 - around.x0 + 1;
  for (let y = own.y0; y <= own.y1; y++) {
    const dy = y - cy;
    for (let x = own.x0, i = 3 * ((y - around.y0) * width + own.x0 - around.x0); x <= own.x1; x++, i += 3) {
      const dx = x - cx;
      const q = xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy;
      if (q >= most) continue;
      const e = GAUSS[Math.round(q * TABLE_STEPS)];
      drop[i] += r * e;
      drop[i + 1] += g * e;
      drop[i + 2] += b * e;
    }
  }
}

/** The dots' veils: for each width a coarse grid takes up what lies under the Gaussians, and is blurred by them. */
function veilOf(dots: readonly SeenDot[], kinds: readonly DotGaussians[], pxPerMm: number, box: Box): Float32Array {
  const levels = VEIL_SIGMAS_MM.map((sigmaMm, s) => veilLevel(dots, kinds, s, sigmaMm * pxPerMm, box));
  const contrast = new Float32Array(box.width * box.height * 3);
  // each level is read where the next finer one has its cells, so that single pixels read the finest alone
  for (let s = levels.length - 1; s > 0; s--)
    for (let k = 0; k < 3; k++) {
      const [fine, coarse] = [levels[s - 1].rgb[k], levels[s].rgb[k]];
      const ratio = levels[s - 1].cellPx / levels[s].cellPx;
      for (let y = 0, o = 0; y < fine.height; y++)
        for (let x = 0; x < fine.width; x++, o++) {
          const at = (v: number): number => (v + 0.5 - levels[s - 1].margin) * ratio + levels[s].margin;
          fine.data[o] += sampleDensity(coarse, at(x), at(y));
        }
    }
  const { rgb, cellPx, margin } = levels[0];
  const dims = rgb.map((level) => level.data.some((v) => v > 0));
  if (!dims.includes(true)) return contrast.fill(1);
  for (const level of rgb) for (let i = 0; i < level.data.length; i++) level.data[i] = Math.exp(-level.data[i]);
  // bilinear, row by row: one row of cells between two, then along it
  const { width, height } = rgb[0];
  const row = new Float32Array(3 * width);
  for (let y = 0, i = 0; y < box.height; y++) {
    const v = Math.min(height - 1.001, (y + 0.5) / cellPx + margin - 0.5);
    const r = Math.floor(v);
    for (let k = 0; k < 3; k++) {
      const { data } = rgb[k];
      for (let c = 0, o = r * width; c < width; c++, o++) row[3 * c + k] = data[o] * (r + 1 - v) + data[o + width] * (v - r);
    }
    for (let x = 0; x < box.width; x++, i += 3) {
      const u = Math.min(width - 1.001, (x + 0.5) / cellPx + margin - 0.5);
      const c = Math.floor(u);
      const o = 3 * c;
      const t = u - c;
      contrast[i] = row[o] * (1 - t) + row[o + 3] * t;
      contrast[i + 1] = row[o + 1] * (1 - t) + row[o + 4] * t;
      contrast[i + 2] = row[o + 2] * (1 - t) + row[o + 5] * t;
    }
  }
  return contrast;
}

interface VeilLevel {
  readonly rgb: readonly Raster<'density'>[];
  readonly cellPx: number;
  /** Cells beyond the box on each side. */
  readonly margin: number;
}

function veilLevel(dots: readonly SeenDot[], kinds: readonly DotGaussians[], s: number, sigmaPx: number, box: Box): VeilLevel {
  const cellPx = Math.max(1, CELL_SIGMAS * sigmaPx);
  const margin = Math.ceil((REACH * sigmaPx) / cellPx) + 1;
  const width = Math.ceil(box.width / cellPx) + 2 * margin;
  const height = Math.ceil(box.height / cellPx) + 2 * margin;
  const rgb = [0, 1, 2].map(() => densityRaster(width, height));
  for (const { at, cosTilt, blend } of dots) {
    const u = (at[0] - box.x) / cellPx + margin - 0.5;
    const v = (at[1] - box.y) / cellPx + margin - 0.5;
    const [c, r] = [Math.floor(u), Math.floor(v)];
    if (c < 0 || r < 0 || c + 1 >= width || r + 1 >= height) continue;
    const [fu, fv] = [u - c, v - r];
    // what lies under the Gaussian, on skin that is seen foreshortened, in cells
    const volume = (2 * Math.PI * sigmaPx * sigmaPx * cosTilt) / (cellPx * cellPx);
    for (let k = 0; k < 3; k++) {
      let amount = 0;
      for (const { kind, share } of blend) amount += share * kinds[kind].veil[s].rgb[k];
      amount *= volume;
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
