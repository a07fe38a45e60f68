/** From linear light to the bytes of a photo: lens, sensor, the phone's sharpening, white balance, sRGB and the loss of JPEG. */
import { srgb8OfLinear } from '../colour/srgb.ts';
import { blur } from '../filters.ts';
import type { Random } from '../random.ts';
import { densityRaster, type Raster, raster } from '../raster.ts';
import { jpegLoss } from './camera-jpeg.ts';

/** Every field may be left out. */
export interface CameraOptions {
  /** Deviation of more blur than the lens's own, px. */
  readonly blurPx?: number | undefined;
  /** Multiple of the usual noise. */
  readonly noise?: number | undefined;
  /** 1 is right; 0.05 is dark. The sensor's noise stays as it is. */
  readonly exposure?: number | undefined;
  /** White balance, −1 cold .. 1 warm. */
  readonly cast?: number | undefined;
  /** 1..100 as in libjpeg; left out, no trace of JPEG. */
  readonly jpegQuality?: number | undefined;
  /** Share of softness at each pixel, 0 in focus, and the blur where it is 1. */
  readonly soft?: { readonly share: Raster<'density'>; readonly sigmaPx: number } | undefined;
}

/** Blur of the lens, and of its depth of field close by. */
const LENS_SIGMA_PX = 0.55;
const LENS_SIGMA_MM = 0.005;
/** Noise of a full pixel, and its part that does not grow with light; the grain of colour is coarser, after a phone's smoothing [by eye]. */
const SHOT_NOISE = 0.008;
const READ_NOISE = 0.0016;
const COLOUR_NOISE = 0.5;
/** Unsharp mask of a phone, on the root of luminance [by eye]. */
const SHARPENING = 0.3;
const SHARPEN_SIGMA_PX = 1.1;
/** Share by which a cast of 1 raises red and lowers blue: about tungsten light taken for daylight, after a phone's own correction [by eye]. */
const CAST = 0.35;

export function photographed(
  width: number,
  height: number,
  light: Float32Array,
  pxPerMm: number,
  random: Random,
  options: CameraOptions = {},
): Raster<'srgb8'> {
  const { blurPx = 0, noise = 1, exposure = 1, cast = 0, jpegQuality, soft } = options;
  const lens = Math.max(LENS_SIGMA_PX, LENS_SIGMA_MM * pxPerMm);
  const sigma = Math.sqrt(lens * lens + blurPx * blurPx);
  const gain = [exposure * (1 + CAST * cast), exposure, exposure * (1 - CAST * cast)];
  const planes = gain.map((g, k) => {
    const plane = densityRaster(width, height);
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = g * light[3 * i + k];
    const sharp = seen(plane, sigma);
    if (soft !== undefined) {
      const dull = seen(raster('density', width, height, sharp), soft.sigmaPx);
      for (let i = 0; i < sharp.length; i++) sharp[i] += (dull[i] - sharp[i]) * soft.share.data[i];
    }
    return sharp;
  });
  addNoise(planes, width, height, noise, random);
  sharpen(planes, width, height);
  const bytes = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++)
    for (let k = 0; k < 3; k++) bytes[3 * i + k] = srgb8OfLinear(Math.min(1, Math.max(0, planes[k][i])));
  if (jpegQuality !== undefined) jpegLoss(bytes, width, height, jpegQuality);
  return raster('srgb8', width, height, bytes);
}

/** Grain of brightness a pixel wide, smeared a little by the demosaicing; grain of colour over two. */
function addNoise([red, green, blue]: readonly Float32Array[], width: number, height: number, noise: number, random: Random): void {
  const half = Math.ceil(width / 2) + 1;
  // two rows of each: the one above and the one below
  const [warm, cold] = [new Float32Array(2 * half), new Float32Array(2 * half)];
  const row = new Float32Array(width + 1);
  for (let y = 0; y < height; y++) {
    if (y % 2 === 0)
      for (const plane of [warm, cold]) {
        plane.copyWithin(0, half);
        for (let x = 0; x < half; x++) plane[half + x] = COLOUR_NOISE * triangular(random);
      }
    const down = y % 2 === 0 ? 0.25 : 0.75;
    for (let x = 0; x <= width; x++) row[x] = triangular(random);
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const grain = 0.75 * row[x] + 0.55 * row[x + 1];
      const c = x >> 1;
      const right = x % 2 === 0 ? 0.25 : 0.75;
      const w =
        (warm[c] * (1 - right) + warm[c + 1] * right) * (1 - down) + (warm[half + c] * (1 - right) + warm[half + c + 1] * right) * down;
      const k =
        (cold[c] * (1 - right) + cold[c + 1] * right) * (1 - down) + (cold[half + c] * (1 - right) + cold[half + c + 1] * right) * down;
      red[i] = noisy(red[i], noise * (grain + w));
      green[i] = noisy(green[i], noise * (grain - 0.3 * (w + k)));
      blue[i] = noisy(blue[i], noise * (grain + 1.2 * k));
    }
  }
}

function noisy(value: number, noise: number): number {
  return value + noise * (READ_NOISE + SHOT_NOISE * Math.sqrt(Math.max(0, value)));
}

/** Mean 0, deviation 1; near enough to normal for noise, and fast. */
function triangular(random: Random): number {
  return 2.45 * (random.next() + random.next() - 1);
}

function sharpen([r, g, b]: readonly Float32Array[], width: number, height: number): void {
  const root = densityRaster(width, height);
  for (let i = 0; i < r.length; i++) root.data[i] = Math.sqrt(Math.max(0, 0.2126 * r[i] + 0.7152 * g[i] + 0.0722 * b[i]));
  const smooth = seen(root, SHARPEN_SIGMA_PX);
  for (let i = 0; i < r.length; i++) {
    const from = root.data[i];
    const to = Math.max(0, from + SHARPENING * (from - smooth[i]));
    const factor = from < 1e-3 ? 1 : (to / from) ** 2;
    r[i] *= factor;
    g[i] *= factor;
    b[i] *= factor;
  }
}

/** Up to this deviation the blur is made of passes of three taps, each of which adds up to 0.5 px² of variance. */
const FINE_BELOW_PX = 1.25;
const MOST_VARIANCE = 0.5;

function seen(plane: Raster<'density'>, sigma: number): Float32Array {
  if (sigma > FINE_BELOW_PX) return blur(plane, sigma).data;
  const { width, height } = plane;
  const passes = Math.ceil((sigma * sigma) / MOST_VARIANCE);
  const side = (sigma * sigma) / passes / 2;
  let from = plane.data;
  for (let k = 0; k < passes; k++) {
    const to = new Float32Array(from.length);
    const row = new Float32Array(width);
    for (let y = 0; y < height; y++) {
      const at = y * width;
      const above = y > 0 ? at - width : at;
      const below = y + 1 < height ? at + width : at;
      for (let x = 0; x < width; x++) row[x] = from[at + x] + side * (from[above + x] + from[below + x] - 2 * from[at + x]);
      for (let x = 0; x < width; x++) to[at + x] = row[x] + side * (row[x > 0 ? x - 1 : 0] + row[x + 1 < width ? x + 1 : x] - 2 * row[x]);
    }
    from = to;
  }
  return from;
}
