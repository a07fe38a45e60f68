/** Pixels out of what the browser has decoded, or through its colour management: in sRGB, four bytes each. */
import { plainPng } from '@stubble/engine';
import type { DecodedPhoto } from '../planner/api.ts';
import type { Bands } from './decode-tiff.ts';

/** Pixels that are read at once: a canvas as large as the photo would double its memory, and some browsers have none so large. */
const STRIP_PIXELS = 4e6;
const AS_IT_IS: ImageBitmapOptions = { premultiplyAlpha: 'none', imageOrientation: 'from-image' };

/** Colours carried over to sRGB, upright where the file itself says how. Throws where the browser cannot decode it. */
export function managedBitmap(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([bytes], { type }), { ...AS_IT_IS, colorSpaceConversion: 'default' });
}

/** Numbers as they are stored. */
export async function plainJpeg(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedPhoto> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), { ...AS_IT_IS, colorSpaceConversion: 'none' });
  return pixelsOfBitmap(bitmap);
}

/** Takes the bitmap over. */
export function pixelsOfBitmap(bitmap: ImageBitmap): DecodedPhoto {
  const { width, height } = bitmap;
  try {
    const rgba = new Uint8ClampedArray(4 * width * height);
    const rows = stripRows(width, height);
    const context = readableContext(width, rows);
    for (let top = 0; top < height; top += rows) {
      const here = Math.min(rows, height - top);
      context.clearRect(0, 0, width, rows);
      context.drawImage(bitmap, 0, top, width, here, 0, 0, width, here);
      rgba.set(context.getImageData(0, 0, width, here, { colorSpace: 'srgb' }).data, 4 * width * top);
    }
    return { width, height, rgba };
  } finally {
    bitmap.close();
  }
}

function stripRows(width: number, height: number): number {
  return Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
}

function readableContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (context === null) throw new NoRoom();
  return context;
}

/** A canvas that the browser does not give. */
class NoRoom extends Error {}

/** Whether a picture is too large for this browser, by what it threw: a refused canvas or a refused array. */
export function isNoRoom(error: unknown): boolean {
  return error instanceof NoRoom || (error instanceof RangeError && /alloc|array length|memory/i.test(error.message));
}

/**
 * What a library has decoded, which heeds no profile: it goes strip by strip through the browser, which does. Without a profile of lights the
 * numbers are taken for sRGB.
 */
export async function inSrgb({ width, height, channels, bands }: Bands, iccProfile: Uint8Array | null): Promise<DecodedPhoto> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  const profile = isOfLights(iccProfile) ? iccProfile : null;
  const stripSamples = channels * width * stripRows(width, height);
  let pixels = 0;
  for await (const band of bands)
    for (let at = 0; at < band.length; at += stripSamples) {
      const samples = band.subarray(at, at + stripSamples);
      const count = samples.length / channels;
      if (profile === null) spread(samples, channels, rgba.subarray(4 * pixels));
      else {
        const png = plainPng(width, count / width, channels, samples, profile);
        rgba.set(pixelsOfBitmap(await managedBitmap(png, 'image/png')).rgba, 4 * pixels);
      }
      pixels += count;
    }
  if (pixels !== width * height) throw new Error('fewer pixels than announced');
  return { width, height, rgba };
}

/** ICC.1:2010 7.2.6: profiles of inks and of grey say nothing of red, green and blue. */
function isOfLights(profile: Uint8Array | null): boolean {
  return profile !== null && String.fromCharCode(...profile.subarray(16, 20)) === 'RGB ';
}

function spread(samples: Uint8Array, channels: 3 | 4, rgba: Uint8ClampedArray): void {
  if (channels === 4) {
    rgba.set(samples);
    return;
  }
  for (let from = 0, to = 0; from < samples.length; from += 3, to += 4) {
    rgba[to] = samples[from];
    rgba[to + 1] = samples[from + 1];
    rgba[to + 2] = samples[from + 2];
    rgba[to + 3] = 255;
  }
}

const TEST_SIDE = 64;

/** Whether the canvas gives back other pixels than it was given, as browsers do that protect against tracking. */
export async function canvasDisturbs(): Promise<boolean> {
  const given = new ImageData(TEST_SIDE, TEST_SIDE);
  // Every level in every channel, in no order that could be taken for a plain area, which some browsers leave alone.
  for (let i = 0; i < given.data.length; i++) given.data[i] = i % 4 === 3 ? 255 : (i * 167 + (i >> 6) * 59) % 256;
  try {
    const { rgba } = pixelsOfBitmap(await createImageBitmap(given, { premultiplyAlpha: 'none' }));
    return rgba.some((value, i) => value !== given.data[i]);
  } catch {
    return true;
  }
}
