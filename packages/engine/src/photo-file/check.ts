/**
 * A photo is looked at as bytes before any decoder sees it: what it is, whether it is what its name says, how large it will be, and whether all of it is
 * there. The sentences are the same on the command line and in the studio.
 */
import { info, type Note, warning } from '../note.ts';
import { fail, ok, type Result } from '../result.ts';
import { readHeader } from './header.ts';
import { type FileKind, isPhotoFormat, kindOfBytes, kindOfName, type PhotoFormat } from './kind.ts';
import { MOST_PARTS, type PictureHeader } from './picture-header.ts';

/**
 * What is read at most. 100 megapixels are 300 MB of bytes, what an 8 GB machine bears beside the planning; a phone's 12 to 50
 * megapixels lie well below. The smallest side is a practice value: nothing can be measured on fewer pixels. Encoders write some 10
 * scans; each one is a pass over all pixels, so that many empty ones would cost a multiple of any photo's time. Scanners write a page or
 * a few into one file.
 */
export const PHOTO_LIMITS = { fileBytes: 80e6, pixels: 100e6, smallestSidePx: 64, jpegScans: 32, pictures: 100 } as const;

/** For sentences about what can be read. */
export const READABLE = 'JPEG, PNG, WebP, TIFF, AVIF and HEIC';

/** How each kind of file is called in a sentence, article included. */
export const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  jpeg: 'a JPEG picture',
  png: 'a PNG picture',
  webp: 'a WebP picture',
  tiff: 'a TIFF picture',
  avif: 'an AVIF picture',
  heic: 'a HEIC picture',
  raw: 'a camera raw picture',
  gif: 'a GIF picture',
  svg: 'an SVG drawing',
  pdf: 'a PDF document',
  bmp: 'a BMP picture',
  psd: 'a Photoshop picture',
  jxl: 'a JPEG XL picture',
  jp2: 'a JPEG 2000 picture',
  dicom: 'a DICOM picture',
  video: 'a video',
  zip: 'a zip archive',
  locked: 'a file locked with a passphrase',
};

export interface CheckedPhoto {
  readonly format: PhotoFormat;
  readonly header: PictureHeader;
  readonly notes: readonly Note[];
}

const EMPTY = 'is empty';

/** Of the size alone, before the bytes are read: the end of a sentence that begins with the file's name, or null where it is well. */
export function sizeProblem(bytes: number): string | null {
  if (bytes === 0) return EMPTY;
  const { fileBytes } = PHOTO_LIMITS;
  // rounded up to a tenth, so that a file just above the limit never reads as being on it
  return bytes > fileBytes ? `is too large: ${Math.ceil(bytes / 1e5) / 10} MB, where ${fileBytes / 1e6} MB is the most that is read` : null;
}

/**
 * A name that claims another kind than the bytes are is refused: a file that is not what it says is not the one that was meant.
 * @param name as the user gave it, perhaps with a path; problems carry it
 */
export function checkPhoto(bytes: Uint8Array, name: string): Result<CheckedPhoto> {
  // what reads files holds the limit of their size; the photo inside a case may be larger
  if (bytes.length === 0) return fail(name, EMPTY);
  const kind = kindOfBytes(bytes);
  if (kind === null) return fail(name, `is not a picture; ${READABLE} can be read`);
  if (!isPhotoFormat(kind)) return fail(name, `is ${KIND_NAMES[kind]}; ${READABLE} can be read`);
  const claimed = kindOfName(name);
  // raw files of most cameras have the frame of TIFF
  if (claimed === 'raw' && kind === 'tiff') return fail(name, `is ${KIND_NAMES.raw}; ${READABLE} can be read`);
  if (claimed !== null && claimed !== kind)
    return fail(name, `is mislabelled: it holds ${KIND_NAMES[kind]}, but its name says ${KIND_NAMES[claimed]}`);
  const header = readHeader(kind, bytes);
  if (header === null)
    return fail(name, `is damaged or cut short: it begins as ${KIND_NAMES[kind]}, but its size in pixels cannot be read`);
  const problem = headerProblem(header);
  return problem === null ? ok({ format: kind, header, notes: notesOn(header) }) : fail(name, problem);
}

function headerProblem({ widthPx, heightPx, complete, scans, parts, pictures, refusal }: PictureHeader): string | null {
  const most = PHOTO_LIMITS;
  const size = `${widthPx} × ${heightPx} pixels`;
  if (refusal !== null) return refusal;
  if (parts > MOST_PARTS) return `is built of more than ${MOST_PARTS} parts, the most that is read`;
  if (widthPx * heightPx > most.pixels)
    return `has too many pixels: ${size}, where ${most.pixels / 1e6} megapixels is the most that is read`;
  if (Math.min(widthPx, heightPx) < most.smallestSidePx)
    return `is too small: ${size}, where ${most.smallestSidePx} pixels is the shortest side that is read`;
  if (!complete) return 'is cut short: its end is missing';
  if (scans > most.jpegScans) return `is built of ${scans} scans, where ${most.jpegScans} is the most that is read`;
  if (pictures > most.pictures) return `holds more than ${most.pictures} pictures`;
  return null;
}

/** Where its frame is whole and its pixels are not. */
export function notDecoded(format: PhotoFormat): string {
  return `is damaged: its pixels cannot be decoded although it begins as ${KIND_NAMES[format]}`;
}

function notesOn({ animated, printColours, pictures }: PictureHeader): Note[] {
  const notes: Note[] = [];
  if (animated) notes.push(info('photo-animated', 'The picture is animated; only its first frame was read.'));
  if (pictures > 1) notes.push(info('photo-pages', `The file holds ${pictures} pictures; only the first was read.`));
  if (printColours)
    notes.push(warning('photo-print-colours', 'The photo was saved in print colours (CMYK); skin colours read from it are less certain.'));
  return notes;
}
