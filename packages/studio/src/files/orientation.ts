/**
 * Which way up a PNG or WebP picture is. Browsers turn JPEG and AVIF pictures as their files say, but differ on these two: here the mark is read
 * and set to upright before the browser sees it, and the pixels are turned by ourselves, as those of TIFF pictures are.
 */

import { crc32, type PhotoFormat } from '@stubble/engine';
import type { DecodedPhoto } from '../planner/api.ts';

const UPRIGHT = 1;
/** EXIF 2.32, tag 274. */
const ORIENTATION_TAG = 0x0112;

/** 1 to 8 as EXIF counts them. Changes the bytes. */
export function takeOrientation(format: PhotoFormat, bytes: Uint8Array): number {
  if (format !== 'png' && format !== 'webp') return UPRIGHT;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunk = format === 'png' ? pngChunk(view, 'eXIf') : webpChunk(view, 'EXIF');
  if (chunk === null) return UPRIGHT;
  const mark = markIn(view, chunk);
  if (mark === null) return UPRIGHT;
  const orientation = view.getUint16(mark.at, mark.isLittle);
  view.setUint16(mark.at, UPRIGHT, mark.isLittle);
  if (format === 'png') view.setUint32(chunk.end, crc32(bytes.subarray(chunk.start - 4, chunk.end)));
  return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
}

interface Chunk {
  readonly start: number;
  readonly end: number;
}

function pngChunk(view: DataView, name: string): Chunk | null {
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const [start, end] = [at + 8, at + 8 + view.getUint32(at)];
    if (letters(view, at + 4) === name && end + 4 <= view.byteLength) return { start, end };
  }
  return null;
}

function webpChunk(view: DataView, name: string): Chunk | null {
  for (let at = 12; at + 8 <= view.byteLength; at += 8 + 2 * Math.ceil(view.getUint32(at + 4, true) / 2)) {
    const [start, end] = [at + 8, at + 8 + view.getUint32(at + 4, true)];
    if (letters(view, at) === name && end <= view.byteLength) return { start, end };
  }
  return null;
}

/** Where the number stands in the first directory of the TIFF structure that EXIF is (TIFF 6.0, section 2). */
function markIn(view: DataView, { start, end }: Chunk): { readonly at: number; readonly isLittle: boolean } | null {
  const tiff = end - start > 6 && letters(view, start) === 'Exif' ? start + 6 : start;
  if (tiff + 8 > end) return null;
  const order = view.getUint16(tiff);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const isLittle = order === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, isLittle);
  if (directory + 2 > end) return null;
  const entries = view.getUint16(directory, isLittle);
  for (let entry = directory + 2; entry < directory + 2 + 12 * entries && entry + 12 <= end; entry += 12)
    if (view.getUint16(entry, isLittle) === ORIENTATION_TAG) return { at: entry + 8, isLittle };
  return null;
}

function letters(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** Row 0 and column 0 of what is stored show the sides of the upright picture that the mark says (JEITA CP-3451): for 6, right and top. */
export function turnedUpright(stored: DecodedPhoto, orientation: number): DecodedPhoto {
  if (orientation === UPRIGHT) return stored;
  const isTurned = orientation >= 5;
  const width = isTurned ? stored.height : stored.width;
  const height = isTurned ? stored.width : stored.height;
  const mirrorsX = [2, 3, 6, 7].includes(orientation);
  const mirrorsY = [3, 4, 7, 8].includes(orientation);
  const from = new Uint32Array(stored.rgba.buffer);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [mirrorsX ? width - 1 - x : x, mirrorsY ? height - 1 - y : y];
      to[y * width + x] = isTurned ? from[u * stored.width + v] : from[v * stored.width + u];
    }
  return { width, height, rgba: new Uint8ClampedArray(to.buffer) };
}
