/** A photo from disk: upright, in 8-bit sRGB, without its metadata; or one sentence that says why not. */
import { createHash } from 'node:crypto';
import {
  fail,
  info,
  isPhotoFormat,
  kindOfBytes,
  kindOfName,
  type Note,
  ok,
  type PhotoFormat,
  type PictureHeader,
  type Raster,
  type Result,
  raster,
  readHeader,
  warning,
} from '@stubble/engine';
import { KIND_NAMES } from './picture-kind.ts';
import { readBytes } from './read.ts';

export interface DecodedPhoto {
  readonly photo: Raster<'srgb8'>;
  readonly sourceFormat: PhotoFormat;
  /** Of the oriented sRGB bytes, row by row: what a plan knows its photo by. */
  readonly pixelsSha256: string;
  readonly notes: Note[];
}

/**
 * What is read at most. 100 megapixels are 300 MB of bytes, what an 8 GB machine bears beside the planning; a phone's 12 to 50
 * megapixels lie well below. The smallest side is a practice value: nothing can be measured on fewer pixels. Encoders write some 10
 * scans; each one is a pass over all pixels, so that many empty ones would cost a multiple of any photo's time. 80 MB of PNG in the
 * usual chunks of 8 kB are 10,000 parts; millions of empty ones took 5 s (PNG) or gigabytes (JPEG) to decode.
 */
export const PHOTO_LIMITS = { fileBytes: 80e6, pixels: 100e6, smallestSidePx: 64, jpegScans: 32, parts: 50_000 } as const;

/** Reads a JPEG, PNG or WebP file. */
export async function readPhoto(path: string): Promise<Result<DecodedPhoto>> {
  const read = await readBytes(path, PHOTO_LIMITS.fileBytes);
  return read.ok ? decodePhoto(read.value, path) : read;
}

/** The same for bytes that are already there, as from a case file, whose reader holds its own limit of size; problems carry `path`. */
export async function decodePhoto(bytes: Uint8Array, path: string): Promise<Result<DecodedPhoto>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = checkedFormat(buffer, path);
  if (!format.ok) return format;
  const header = checkedHeader(format.value, buffer, path);
  if (!header.ok) return header;
  const notes = notesOn(header.value);
  const pixels = await decodePixels(buffer, notes);
  if (pixels === null) return fail(path, `is damaged: its pixels cannot be decoded although it begins as ${KIND_NAMES[format.value]}`);
  if (isGrey(pixels.data))
    notes.push(warning('photo-grey', 'The photo is black and white; the colour of the skin cannot be read from it.'));
  const pixelsSha256 = createHash('sha256').update(pixels.data).digest('hex');
  return ok({ photo: pixels, sourceFormat: format.value, pixelsSha256, notes });
}

/** A name that claims another kind than the bytes are is refused: a file that is not what it says is not the one that was meant. */
function checkedFormat(bytes: Buffer, path: string): Result<PhotoFormat> {
  if (bytes.length === 0) return fail(path, 'is empty');
  const kind = kindOfBytes(bytes);
  if (kind === null) return fail(path, 'is not a picture; JPEG, PNG and WebP can be read');
  if (!isPhotoFormat(kind)) return fail(path, `is ${KIND_NAMES[kind]}; JPEG, PNG and WebP can be read`);
  const claimed = kindOfName(path);
  if (claimed !== null && claimed !== kind)
    return fail(path, `is mislabelled: it holds ${KIND_NAMES[kind]}, but its name says ${KIND_NAMES[claimed]}`);
  return ok(kind);
}

function checkedHeader(format: PhotoFormat, bytes: Buffer, path: string): Result<PictureHeader> {
  const header = readHeader(format, bytes);
  if (header === null)
    return fail(path, `is damaged or cut short: it begins as ${KIND_NAMES[format]}, but its size in pixels cannot be read`);
  const { widthPx, heightPx } = header;
  const size = `${widthPx} × ${heightPx} pixels`;
  const { pixels, smallestSidePx } = PHOTO_LIMITS;
  if (widthPx * heightPx > pixels)
    return fail(path, `has too many pixels: ${size}, where ${pixels / 1e6} megapixels is the most that is read`);
  if (Math.min(widthPx, heightPx) < smallestSidePx)
    return fail(path, `is too small: ${size}, where ${smallestSidePx} pixels is the shortest side that is read`);
  if (!header.complete) return fail(path, 'is cut short: its end is missing');
  if (header.scans > PHOTO_LIMITS.jpegScans)
    return fail(path, `is built of ${header.scans} scans, where ${PHOTO_LIMITS.jpegScans} is the most that is read`);
  if (header.parts > PHOTO_LIMITS.parts)
    return fail(path, `is built of ${header.parts} parts, where ${PHOTO_LIMITS.parts} is the most that is read`);
  return ok(header);
}

function notesOn(header: PictureHeader): Note[] {
  const notes: Note[] = [];
  if (header.animated) notes.push(info('photo-animated', 'The picture is animated; only its first frame was read.'));
  if (header.printColours)
    notes.push(warning('photo-print-colours', 'The photo was saved in print colours (CMYK); skin colours read from it are less certain.'));
  return notes;
}

/**
 * First words of libjpeg's warnings about headers, not pixels, as some cameras and editors cause them. All its other warnings mean lost or
 * invented pixels, and those refuse the photo.
 */
const HARMLESS_COMPLAINTS = [
  'Invalid SOS parameters',
  'Warning: unknown JFIF revision',
  'Unknown Adobe color transform',
  'Corrupt JPEG data: bad ICC',
];

async function decodePixels(bytes: Buffer, notes: Note[]): Promise<Raster<'srgb8'> | null> {
  try {
    return await decodeWith('warning', bytes, notes);
  } catch (error) {
    if (!(error instanceof Error && HARMLESS_COMPLAINTS.some((words) => error.message.includes(words)))) return null;
  }
  try {
    const pixels = await decodeWith('error', bytes, notes);
    notes.push(
      warning('photo-header-irregular', 'The header of the picture file is irregular; look whether the photo was read as it should be.'),
    );
    return pixels;
  } catch {
    return null;
  }
}

/** Upright by all eight EXIF orientations, an embedded colour profile carried over to sRGB, one frame, three channels. */
async function decodeWith(failOn: 'warning' | 'error', bytes: Buffer, notes: Note[]): Promise<Raster<'srgb8'>> {
  const { default: sharp } = await import('sharp');
  const { data, info: size } = await sharp(bytes, { failOn, limitInputPixels: PHOTO_LIMITS.pixels, autoOrient: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const opaque = size.channels === 4 ? onWhite(data, notes) : data;
  return raster('srgb8', size.width, size.height, new Uint8Array(opaque.buffer, opaque.byteOffset, opaque.byteLength));
}

/** Asked of the pixels, since most black-and-white photos are saved as colour; a colour photo answers at its first coloured pixel. */
function isGrey(rgb: Uint8Array): boolean {
  for (let i = 0; i < rgb.length; i += 3) if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return false;
  return true;
}

/** RGBA laid on white, as viewers show it; says so only where something was see-through. */
function onWhite(rgba: Uint8Array, notes: Note[]): Uint8Array {
  const pixels = rgba.length / 4;
  const rgb = new Uint8Array(3 * pixels);
  let transparent = false;
  for (let p = 0; p < pixels; p++) {
    const alpha = rgba[4 * p + 3];
    if (alpha < 255) transparent = true;
    for (let c = 0; c < 3; c++) {
      const value = rgba[4 * p + c];
      rgb[3 * p + c] = alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  if (transparent) notes.push(warning('photo-transparent', 'Parts of the picture are transparent; they were laid on white.'));
  return rgb;
}
