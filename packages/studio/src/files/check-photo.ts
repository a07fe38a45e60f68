/** A photo is looked at as bytes before any decoder sees it: the refusals of the command line. */
import { isPhotoFormat, kindOfBytes, kindOfName, type PhotoFormat, type PictureHeader, readHeader } from '@stubble/engine';
import { words } from './words.ts';

/**
 * What is read at most. 100 megapixels are 400 MB as a canvas gives them; a phone's 12 to 50 megapixels lie well below. The smallest side is a
 * practice value: nothing can be measured on fewer pixels. Scans and parts bound the time of a decoder on a hostile file.
 */
export const PHOTO_LIMITS = { fileBytes: 80e6, pixels: 100e6, smallestSidePx: 64, jpegScans: 32, parts: 50_000 } as const;

export type Checked =
  | { readonly ok: true; readonly format: PhotoFormat; readonly header: PictureHeader; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Of the size alone, before the bytes are read; null where it is well. */
export function sizeProblem(bytes: number): string | null {
  if (bytes === 0) return words.empty;
  return bytes > PHOTO_LIMITS.fileBytes ? words.tooLarge(bytes, PHOTO_LIMITS.fileBytes) : null;
}

/** Problems are the end of a sentence that begins with the file's name. */
export function checkPhoto(bytes: Uint8Array, name: string): Checked {
  const wrong = sizeProblem(bytes.length);
  if (wrong !== null) return refused(wrong);
  const kind = kindOfBytes(bytes);
  if (kind === null) return refused(words.noPicture);
  if (!isPhotoFormat(kind)) return refused(words.otherKind(kind));
  const claimed = kindOfName(name);
  if (claimed !== null && claimed !== kind) return refused(words.mislabelled(kind, claimed));
  const header = readHeader(kind, bytes);
  if (header === null) return refused(words.noHeader(kind));
  const problem = headerProblem(header);
  return problem === null ? { ok: true, format: kind, header, notes: notesOn(header) } : refused(problem);
}

function headerProblem({ widthPx, heightPx, complete, scans, parts }: PictureHeader): string | null {
  const { pixels, smallestSidePx, jpegScans } = PHOTO_LIMITS;
  if (widthPx * heightPx > pixels) return words.tooManyPixels(widthPx, heightPx, pixels);
  if (Math.min(widthPx, heightPx) < smallestSidePx) return words.tooSmall(widthPx, heightPx, smallestSidePx);
  if (!complete) return words.cutShort;
  if (scans > jpegScans) return words.tooManyScans(scans, jpegScans);
  return parts > PHOTO_LIMITS.parts ? words.tooManyParts(parts, PHOTO_LIMITS.parts) : null;
}

function notesOn({ animated, printColours }: PictureHeader): string[] {
  return [...(animated ? [words.animated] : []), ...(printColours ? [words.printColours] : [])];
}

function refused(problem: string): Checked {
  return { ok: false, problem };
}
