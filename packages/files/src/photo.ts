/** A photo from disk: upright, in 8-bit sRGB, without its metadata; or one sentence that says why not. */
import { createHash } from 'node:crypto';
import {
  type CheckedPhoto,
  checkPhoto,
  fail,
  KIND_NAMES,
  type Note,
  notDecoded,
  ok,
  PHOTO_LIMITS,
  type PhotoFormat,
  type Raster,
  type Result,
  raster,
  warning,
} from '@stubble/engine';
import { type Decoding, decodedApart } from './decoder.ts';
import { readBytes } from './read.ts';

export interface DecodedPhoto {
  readonly photo: Raster<'srgb8'>;
  readonly sourceFormat: PhotoFormat;
  /** Of the oriented sRGB bytes, row by row: what a plan knows its photo by. */
  readonly pixelsSha256: string;
  readonly notes: Note[];
}

/** Reads a file of one of the formats that `checkPhoto` knows. */
export async function readPhoto(path: string): Promise<Result<DecodedPhoto>> {
  const read = await readBytes(path, PHOTO_LIMITS.fileBytes);
  return read.ok ? decodePhoto(read.value, path) : read;
}

/** The same for bytes that are already there, as from a case file, whose reader holds its own limit of size; problems carry `path`. */
export async function decodePhoto(bytes: Uint8Array, path: string): Promise<Result<DecodedPhoto>> {
  const checked = checkPhoto(bytes, path);
  if (!checked.ok) return checked;
  const { format, header } = checked.value;
  const decoding = await decodedApart(bytes, format, header.widthPx * header.heightPx, PHOTO_LIMITS.pixels);
  if (decoding.is !== 'decoded') return fail(path, problemOf(decoding.is, format));
  const { width, height, rgb } = decoding;
  const pixelsSha256 = createHash('sha256').update(rgb).digest('hex');
  return ok({
    photo: raster('srgb8', width, height, rgb),
    sourceFormat: format,
    pixelsSha256,
    notes: notesOn(checked.value, decoding),
  });
}

function problemOf(is: Exclude<Decoding['is'], 'decoded'>, format: PhotoFormat): string {
  const named = KIND_NAMES[format];
  switch (is) {
    case 'damaged':
      return notDecoded(format);
    case 'too-costly':
      return `is ${named} that takes more time or memory to decode than any photo of its size`;
    case 'missing-library':
      return `is ${named}, and the library that reads it, libheif-js, is not installed`;
  }
}

function notesOn({ notes }: CheckedPhoto, { isTransparent, isIrregular, rgb }: Extract<Decoding, { is: 'decoded' }>): Note[] {
  const more: Note[] = [];
  if (isIrregular)
    more.push(
      warning('photo-header-irregular', 'The header of the picture file is irregular; look whether the photo was read as it should be.'),
    );
  if (isTransparent) more.push(warning('photo-transparent', 'Parts of the picture are transparent; they were laid on white.'));
  if (isGrey(rgb)) more.push(warning('photo-grey', 'The photo is black and white; the colour of the skin cannot be read from it.'));
  return [...notes, ...more];
}

/** Asked of the pixels, since most black-and-white photos are saved as colour; a colour photo answers at its first coloured pixel. */
function isGrey(rgb: Uint8Array): boolean {
  for (let i = 0; i < rgb.length; i += 3) if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return false;
  return true;
}
