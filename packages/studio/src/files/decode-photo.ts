/** Bytes to pixels by the browser's own decoder: upright, in sRGB, opaque. Nothing else of the file goes on. */

import type { PhotoFormat, PictureHeader } from '@stubble/engine';
import type { DecodedPhoto } from '../planner/api.ts';
import { takeOrientation, turnedUpright } from './orientation.ts';
import { words } from './words.ts';

/** Pixels that are read at once: a canvas as large as the photo would double its memory, and some browsers have none so large. */
const STRIP_PIXELS = 4e6;

export type Decoded =
  | { readonly ok: true; readonly photo: DecodedPhoto; readonly transparent: boolean }
  | { readonly ok: false; readonly problem: string };

/** Changes the bytes: the mark of the orientation is taken out of them. */
export async function decodePhoto(bytes: Uint8Array<ArrayBuffer>, format: PhotoFormat, header: PictureHeader): Promise<Decoded> {
  const orientation = takeOrientation(format, bytes);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${format}` }), {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'default',
    });
  } catch {
    return { ok: false, problem: words.notDecoded(format) };
  }
  try {
    if (!isSizeOf(bitmap, header)) return { ok: false, problem: words.notDecoded(format) };
    const photo = turnedUpright(readPixels(bitmap), orientation);
    return { ok: true, photo, transparent: layOnWhite(photo.rgba) };
  } catch {
    return { ok: false, problem: words.noMemory };
  } finally {
    bitmap.close();
  }
}

/** The header's size, perhaps turned; anything else was decoded from something that was not checked. */
function isSizeOf({ width, height }: ImageBitmap, { widthPx, heightPx }: PictureHeader): boolean {
  return (width === widthPx && height === heightPx) || (width === heightPx && height === widthPx);
}

function readPixels(bitmap: ImageBitmap): DecodedPhoto {
  const { width, height } = bitmap;
  const rgba = new Uint8ClampedArray(4 * width * height);
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
  const context = readableContext(width, rows);
  for (let top = 0; top < height; top += rows) {
    const here = Math.min(rows, height - top);
    context.clearRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, top, width, here, 0, 0, width, here);
    rgba.set(context.getImageData(0, 0, width, here, { colorSpace: 'srgb' }).data, 4 * width * top);
  }
  return { width, height, rgba };
}

function readableContext(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  return context;
}

/** As viewers show it. Says whether anything was see-through. */
function layOnWhite(rgba: Uint8ClampedArray): boolean {
  let transparent = false;
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3];
    if (alpha === 255) continue;
    transparent = true;
    for (let c = i; c < i + 3; c++) rgba[c] = (rgba[c] * alpha + 255 * (255 - alpha)) / 255;
    rgba[i + 3] = 255;
  }
  return transparent;
}

/** Asked of the pixels, since most black-and-white photos are saved as colour. */
export function isGrey(rgba: Uint8ClampedArray): boolean {
  for (let i = 0; i < rgba.length; i += 4) if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) return false;
  return true;
}

const TEST_SIDE = 64;
let disturbed: Promise<boolean> | undefined;

/** Whether the canvas gives back other pixels than it was given, as browsers do that protect against tracking. Tried once. */
export function canvasDisturbs(): Promise<boolean> {
  disturbed ??= tried();
  return disturbed;
}

async function tried(): Promise<boolean> {
  const given = new ImageData(TEST_SIDE, TEST_SIDE);
  // Every level in every channel, in no order that could be taken for a plain area, which some browsers leave alone.
  for (let i = 0; i < given.data.length; i++) given.data[i] = i % 4 === 3 ? 255 : (i * 167 + (i >> 6) * 59) % 256;
  try {
    const bitmap = await createImageBitmap(given, { premultiplyAlpha: 'none' });
    const context = readableContext(TEST_SIDE, TEST_SIDE);
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const back = context.getImageData(0, 0, TEST_SIDE, TEST_SIDE).data;
    return back.some((value, i) => value !== given.data[i]);
  } catch {
    return true;
  }
}
