/** Plane filters on density rasters and the step from bytes to linear light. Edges are held; nothing is done in place. */
import { LINEAR_OF_SRGB8 } from './colour/srgb.ts';
import { densityRaster, type Raster, raster } from './raster.ts';

/**
 * The photo at another scale in linear light: area average when it shrinks, nearest pixel when it grows.
 * @param scale overview pixels per photo pixel, at most 1
 */
export function linearOverview(photo: Raster<'srgb8'>, scale: number): Raster<'linear'> {
  const { width, height } = linearOverviewSize(photo, scale);
  const out = new Float32Array(width * height * 3);
  const { data } = photo;
  for (let y = 0; y < height; y++) {
    const y0 = Math.floor((y * photo.height) / height);
    const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * photo.height) / height));
    for (let x = 0; x < width; x++) {
      const x0 = Math.floor((x * photo.width) / width);
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * photo.width) / width));
      let r = 0;
      let g = 0;
      let b = 0;
      for (let py = y0; py < y1; py++) {
        let i = (py * photo.width + x0) * 3;
        for (let px = x0; px < x1; px++, i += 3) {
          r += LINEAR_OF_SRGB8[data[i]];
          g += LINEAR_OF_SRGB8[data[i + 1]];
          b += LINEAR_OF_SRGB8[data[i + 2]];
        }
      }
      const n = (y1 - y0) * (x1 - x0);
      const o = (y * width + x) * 3;
      out[o] = r / n;
      out[o + 1] = g / n;
      out[o + 2] = b / n;
    }
  }
  return raster('linear', width, height, out);
}

/** Pixels of the overview of something as large as that. */
export function linearOverviewSize(
  of: { readonly width: number; readonly height: number },
  scale: number,
): { readonly width: number; readonly height: number } {
  if (!(scale > 0 && scale <= 1)) throw new RangeError(`overview scale ${scale} is not in (0, 1]`);
  return { width: Math.max(1, Math.round(of.width * scale)), height: Math.max(1, Math.round(of.height * scale)) };
}

/** Luminance Y of linear sRGB (Rec. 709 weights). */
export function luminance(image: Raster<'linear'>): Raster<'density'> {
  const out = densityRaster(image.width, image.height);
  for (let i = 0, j = 0; i < out.data.length; i++, j += 3) {
    out.data[i] = 0.2126 * image.data[j] + 0.7152 * image.data[j + 1] + 0.0722 * image.data[j + 2];
  }
  return out;
}

/** A new raster from one function of each value. */
export function mapDensity(image: Raster<'density'>, f: (value: number, index: number) => number): Raster<'density'> {
  const out = densityRaster(image.width, image.height);
  for (let i = 0; i < out.data.length; i++) out.data[i] = f(image.data[i], i);
  return out;
}

/**
 * Gaussian blur as three box passes (Wells 1986): fast for any width, deviation within a few per cent.
 * @param sigma in pixels; 0 copies
 */
export function blur(image: Raster<'density'>, sigma: number): Raster<'density'> {
  const { width, height } = image;
  const values = Float32Array.from(image.data);
  if (sigma > 0) {
    const scratch = new Float32Array(values.length);
    for (const radius of boxRadii(sigma)) {
      boxRows(values, scratch, width, height, radius);
      boxColumns(scratch, values, width, height, radius);
    }
  }
  return raster('density', width, height, values);
}

/** Blur of `image` where `weight` counts: normalised convolution (Knutsson & Westin 1993); `fallback` where no weight reaches. */
export function maskedBlur(image: Raster<'density'>, weight: Raster<'density'>, sigma: number, fallback: number = 0): Raster<'density'> {
  const value = blur(
    mapDensity(image, (v, i) => v * weight.data[i]),
    sigma,
  );
  const total = blur(weight, sigma);
  return mapDensity(value, (v, i) => (total.data[i] > 1e-4 ? v / total.data[i] : fallback));
}

function boxRadii(sigma: number): number[] {
  // widths of three odd boxes whose variances add up to σ² as nearly as integers allow
  const ideal = Math.sqrt(4 * sigma * sigma + 1);
  const lower = Math.max(1, Math.floor((ideal - 1) / 2) * 2 + 1);
  const upper = lower + 2;
  const lowerCount = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4));
  return [0, 1, 2].map((i) => ((i < lowerCount ? lower : upper) - 1) / 2);
}

function boxRows(from: Float32Array, to: Float32Array, width: number, height: number, radius: number): void {
  const n = 2 * radius + 1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const last = row + width - 1;
    let sum = from[row] * (radius + 1);
    for (let i = 1; i <= radius; i++) sum += from[Math.min(row + i, last)];
    for (let x = 0; x < width; x++) {
      to[row + x] = sum / n;
      sum += from[Math.min(row + x + radius + 1, last)] - from[Math.max(row + x - radius, row)];
    }
  }
}

function boxColumns(from: Float32Array, to: Float32Array, width: number, height: number, radius: number): void {
  const n = 2 * radius + 1;
  const sums = new Float64Array(width);
  for (let x = 0; x < width; x++) sums[x] = from[x] * (radius + 1);
  for (let i = 1; i <= radius; i++) {
    const row = Math.min(i, height - 1) * width;
    for (let x = 0; x < width; x++) sums[x] += from[row + x];
  }
  for (let y = 0; y < height; y++) {
    const add = Math.min(y + radius + 1, height - 1) * width;
    const drop = Math.max(y - radius, 0) * width;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      to[row + x] = sums[x] / n;
      sums[x] += from[add + x] - from[drop + x];
    }
  }
}

/** True Gaussian blur of a plane, for deviations of a few pixels where three boxes are too coarse; edges held. */
export function blurPlane(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp((-0.5 * (i - reach) ** 2) / sigma ** 2));
  const total = kernel.reduce((sum, v) => sum + v, 0);
  const along = (from: Float32Array, count: number, lines: number, step: number, lineStep: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++)
      for (let p = 0; p < count; p++) {
        let sum = 0;
        for (let k = -reach; k <= reach; k++)
          sum += kernel[k + reach] * from[line * lineStep + Math.min(count - 1, Math.max(0, p + k)) * step];
        to[line * lineStep + p * step] = sum / total;
      }
    return to;
  };
  return along(along(values, width, height, 1, width), height, width, width, 1);
}
