/**
 * Bytes to pixels: upright, in sRGB, opaque; nothing else of the file goes on. By the browser's own decoders where it has them, else by libraries that are
 * loaded only then. In a worker, since decoders are given bytes from strangers.
 */
import { heicPixels, KIND_NAMES, notDecoded, type PhotoFormat, type PictureHeader } from '@stubble/engine';
import type { DecodedPhoto } from '../planner/api.ts';
import { inSrgb, isNoRoom, managedBitmap, pixelsOfBitmap, plainJpeg } from './canvas-pixels.ts';
import { tiffBands } from './decode-tiff.ts';
import { loadLibheif } from './load-libheif.ts';
import { takeOrientation, turnedUpright } from './orientation.ts';
import { words } from './words.ts';

export type Decoded =
  | { readonly ok: true; readonly photo: DecodedPhoto; readonly transparent: boolean }
  | { readonly ok: false; readonly problem: string };

/** Changes the bytes: the mark of the orientation is taken out of them. */
export async function decodePhoto(bytes: Uint8Array<ArrayBuffer>, format: PhotoFormat, header: PictureHeader): Promise<Decoded> {
  const refused = (problem: string): Decoded => ({ ok: false, problem });
  try {
    const photo = await DECODERS[format](bytes, format, header);
    if (!isSizeOf(photo, format, header)) return refused(notDecoded(format));
    return { ok: true, photo, transparent: layOnWhite(photo.rgba) };
  } catch (error) {
    if (error instanceof MissingPart) return refused(words.noPart(KIND_NAMES[format]));
    return refused(isNoRoom(error) ? words.noMemory : notDecoded(format));
  }
}

/** What reads one format comes in a file of its own, which may fail to load. */
class MissingPart extends Error {}

async function part<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new MissingPart();
  }
}

type Decoder = (bytes: Uint8Array<ArrayBuffer>, format: PhotoFormat, header: PictureHeader) => Promise<DecodedPhoto>;

const byBrowser: Decoder = async (bytes, format) => {
  const orientation = takeOrientation(format, bytes);
  return turnedUpright(pixelsOfBitmap(await managedBitmap(bytes, `image/${format}`)), orientation);
};

const DECODERS: Readonly<Record<PhotoFormat, Decoder>> = {
  jpeg: byBrowser,
  png: byBrowser,
  webp: byBrowser,
  avif: byBrowser,
  async tiff(bytes, _, header) {
    const library = await part(() => import('geotiff'));
    const bands = await tiffBands(library, bytes, header, plainJpeg);
    return turnedUpright(await inSrgb(bands, header.iccProfile), header.orientation);
  },
  async heic(bytes, _, { iccProfile }) {
    const pixels = await heicPixels(await part(loadLibheif), bytes);
    if (pixels === null) throw new Error('no picture in it');
    const { width, height, rgba } = pixels;
    return inSrgb({ width, height, channels: 4, bands: once(new Uint8Array(rgba.buffer)) }, iccProfile);
  },
};

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** The header's size, perhaps turned; anything else was decoded from something that was not checked. */
function isSizeOf({ width, height }: DecodedPhoto, format: PhotoFormat, { widthPx, heightPx }: PictureHeader): boolean {
  // of these two it is that of the largest picture in the file
  if (format === 'heic' || format === 'avif') return width * height <= widthPx * heightPx;
  return (width === widthPx && height === heightPx) || (width === heightPx && height === widthPx);
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
