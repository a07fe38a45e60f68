/** What is darker (or lighter) than the skin round it, at the resolution at which shafts are looked for. */
import { LINEAR_OF_SRGB8 } from '../../colour/srgb.ts';
import { blurPlane } from '../../filters.ts';
import type { Raster } from '../../raster.ts';

/**
 * The picture at working resolution. Planes are `width × height`, rows from the top; a place (x, y) of them lies at
 * (x · photoPxPerPx, y · photoPxPerPx) of the photo.
 */
export interface Working {
  readonly width: number;
  readonly height: number;
  readonly pxPerMm: number;
  readonly photoPxPerPx: number;
  /** 0..1, how much less light comes than from skin; of hair lighter than skin how much more, relative to the sum. */
  readonly contrast: Float32Array;
  /** Red less blue contrast: above zero where a shaft shines bluish through skin. */
  readonly bluish: Float32Array;
  /** 1 where nothing is looked for. */
  readonly blocked: Uint8Array;
  /** Deviation of the contrast of bare skin. */
  readonly noise: number;
}

/** Shafts of 80–110 µm as seen get 7–10 px, the thinnest 3: finer only costs time. [M: tune half of the dermatoscope fields] */
const WORKING_PX_PER_MM = 90;
/** Coarse photos are enlarged so that a shaft has two pixels and more. [A] */
const ENLARGED_BELOW_PX_PER_MM = 30;
/** Skin is read in cells of this size, from windows of cells this wide: wider than a unit with its halo. [M] */
const CELL_MM = 0.3;
const WINDOW_CELLS = 3;
/** Hair covers less than half of a window even in dense clipped hair; this quantile of its light is skin without gloss. [A] */
const SKIN_QUANTILE = 0.65;

/** Steps of the square root of light in which windows are counted. */
const BINS = 128;

interface Planes {
  readonly width: number;
  readonly height: number;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly blocked: Uint8Array;
}

/**
 * @param masked photo-sized, 1 = not looked at
 * @param lighter look for hair that is lighter than skin
 */
export function workingContrast(photo: Raster<'srgb8'>, masked: Uint8Array, pxPerMm: number, lighter: boolean): Working {
  const shrink = Math.max(1, Math.round(pxPerMm / WORKING_PX_PER_MM));
  const grow = shrink === 1 && pxPerMm < ENLARGED_BELOW_PX_PER_MM ? (pxPerMm < ENLARGED_BELOW_PX_PER_MM / 2 ? 3 : 2) : 1;
  const photoPxPerPx = shrink / grow;
  const planes = shrink > 1 || grow === 1 ? shrunk(photo, masked, shrink) : enlarged(shrunk(photo, masked, 1), grow);
  const { width, height, blocked } = planes;
  const perMm = pxPerMm / photoPxPerPx;
  const red = contrastOf(planes.red, planes, perMm, lighter);
  const green = contrastOf(planes.green, planes, perMm, lighter);
  const blue = contrastOf(planes.blue, planes, perMm, lighter);
  const contrast = new Float32Array(width * height);
  const bluish = new Float32Array(width * height);
  for (let i = 0; i < contrast.length; i++) {
    // vessels spare red, shafts under the skin spare blue: a shaft above it darkens all
    contrast[i] = blocked[i] ? 0 : Math.max(0, Math.min(red[i], (red[i] + green[i] + blue[i]) / 3, 0.5 * (blue[i] + green[i]) + 0.05));
    bluish[i] = blocked[i] ? 0 : red[i] - blue[i];
  }
  return { width, height, pxPerMm: perMm, photoPxPerPx, contrast, bluish, blocked, noise: noiseOf(green, blocked) };
}

function shrunk(photo: Raster<'srgb8'>, masked: Uint8Array, shrink: number): Planes {
  const width = Math.max(1, Math.floor(photo.width / shrink));
  const height = Math.max(1, Math.floor(photo.height / shrink));
  const n = width * height;
  const [red, green, blue, blocked] = [new Float32Array(n), new Float32Array(n), new Float32Array(n), new Uint8Array(n)];
  const share = 1 / (shrink * shrink);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [r, g, b, stop] = [0, 0, 0, 0];
      for (let v = 0; v < shrink; v++) {
        const first = (y * shrink + v) * photo.width + x * shrink;
        for (let p = first; p < first + shrink; p++) {
          r += LINEAR_OF_SRGB8[photo.data[3 * p]];
          g += LINEAR_OF_SRGB8[photo.data[3 * p + 1]];
          b += LINEAR_OF_SRGB8[photo.data[3 * p + 2]];
          stop |= masked[p];
        }
      }
      const i = y * width + x;
      red[i] = r * share;
      green[i] = g * share;
      blue[i] = b * share;
      blocked[i] = stop;
    }
  return { width, height, red, green, blue, blocked };
}

/** Bilinear, values at pixel centres. */
function enlarged(from: Planes, grow: number): Planes {
  const width = from.width * grow;
  const height = from.height * grow;
  const plane = (values: Float32Array): Float32Array => {
    const out = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      const fy = Math.min(from.height - 1, Math.max(0, (y + 0.5) / grow - 0.5));
      const y0 = Math.floor(fy);
      const below = Math.min(from.height - 1, y0 + 1) * from.width;
      for (let x = 0; x < width; x++) {
        const fx = Math.min(from.width - 1, Math.max(0, (x + 0.5) / grow - 0.5));
        const x0 = Math.floor(fx);
        const x1 = Math.min(from.width - 1, x0 + 1);
        const [u, v] = [fx - x0, fy - y0];
        const above = y0 * from.width;
        out[y * width + x] =
          (values[above + x0] * (1 - u) + values[above + x1] * u) * (1 - v) + (values[below + x0] * (1 - u) + values[below + x1] * u) * v;
      }
    }
    return out;
  };
  const blocked = new Uint8Array(width * height);
  for (let i = 0; i < blocked.length; i++)
    blocked[i] = from.blocked[Math.floor(Math.floor(i / width) / grow) * from.width + Math.floor((i % width) / grow)];
  return { width, height, red: plane(from.red), green: plane(from.green), blue: plane(from.blue), blocked };
}

/** 1 − light / skin; of lighter hair 1 − skin / light, so that both lie in 0..1. */
function contrastOf(light: Float32Array, { width, height, blocked }: Planes, pxPerMm: number, lighter: boolean): Float32Array {
  const cellPx = Math.max(2, Math.round(CELL_MM * pxPerMm));
  const columns = Math.ceil(width / cellPx);
  const rows = Math.ceil(height / cellPx);
  const counts = new Int32Array(columns * rows * BINS);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (blocked[i]) continue;
      const cell = Math.floor(y / cellPx) * columns + Math.floor(x / cellPx);
      counts[cell * BINS + Math.min(BINS - 1, Math.floor(Math.sqrt(light[i]) * BINS))]++;
    }
  const skin = new Float32Array(columns * rows);
  const window = new Int32Array(BINS);
  let fallback = 0;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      window.fill(0);
      let total = 0;
      for (let v = Math.max(0, r - WINDOW_CELLS); v <= Math.min(rows - 1, r + WINDOW_CELLS); v++)
        for (let u = Math.max(0, c - WINDOW_CELLS); u <= Math.min(columns - 1, c + WINDOW_CELLS); u++)
          for (let k = 0, j = (v * columns + u) * BINS; k < BINS; k++) {
            window[k] += counts[j + k];
            total += counts[j + k];
          }
      if (total > 0) fallback = lightAt(window, (lighter ? 1 - SKIN_QUANTILE : SKIN_QUANTILE) * total);
      skin[r * columns + c] = fallback;
    }
  const smooth = blurPlane(skin, columns, rows, 1);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const fy = Math.min(rows - 1, Math.max(0, (y + 0.5) / cellPx - 0.5));
    const r0 = Math.floor(fy);
    const r1 = Math.min(rows - 1, r0 + 1);
    for (let x = 0; x < width; x++) {
      const fx = Math.min(columns - 1, Math.max(0, (x + 0.5) / cellPx - 0.5));
      const c0 = Math.floor(fx);
      const c1 = Math.min(columns - 1, c0 + 1);
      const [u, v] = [fx - c0, fy - r0];
      const level =
        (smooth[r0 * columns + c0] * (1 - u) + smooth[r0 * columns + c1] * u) * (1 - v) +
        (smooth[r1 * columns + c0] * (1 - u) + smooth[r1 * columns + c1] * u) * v;
      const here = light[y * width + x];
      out[y * width + x] = lighter ? 1 - (level + 1e-3) / (here + 1e-3) : 1 - (here + 1e-3) / (level + 1e-3);
    }
  }
  return out;
}

/** Light below which `rank` pixels of the window lie. */
function lightAt(window: Int32Array, rank: number): number {
  let below = 0;
  for (let k = 0; k < BINS; k++) {
    if (below + window[k] >= rank && window[k] > 0) return ((k + (rank - below) / window[k]) / BINS) ** 2;
    below += window[k];
  }
  return 1;
}

/** From the median absolute value: hair is the smaller part of the picture. */
function noiseOf(plane: Float32Array, blocked: Uint8Array): number {
  const values: number[] = [];
  for (let i = 0; i < plane.length; i += 7) if (!blocked[i]) values.push(plane[i]);
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const median = sorted[sorted.length >> 1];
  const away = sorted.map((v) => Math.abs(v - median)).sort();
  return 1.4826 * away[away.length >> 1];
}
