/**
 * The frame of a picture file, read without decoding a pixel: its size, its kind of colours, whether it moves, and whether it goes on to
 * its end. Limits can so be held before anything is allocated, and a file that lost its last bytes is told from a whole one, which a
 * browser would show half grey without a word.
 */
import { readHeif } from './heif.ts';
import type { PhotoFormat } from './kind.ts';
import { MOST_PARTS, type PictureHeader } from './picture-header.ts';
import { readTiff } from './tiff.ts';

/** Null when the bytes do not hold the header that the format demands. */
export function readHeader(format: PhotoFormat, bytes: Uint8Array): PictureHeader | null {
  const header = READERS[format](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return header !== null && header.widthPx > 0 && header.heightPx > 0 ? header : null;
}

type Reader = (bytes: Uint8Array, view: DataView) => PictureHeader | null;

const READERS: Readonly<Record<PhotoFormat, Reader>> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  tiff: readTiff,
  avif: readHeif,
  heic: readHeif,
};

/** Of formats that hold one picture upright in whole bytes, and whose decoders read its colour profile themselves. */
const PLAIN = { printColours: false, animated: false, scans: 1, pictures: 1, orientation: 1, iccProfile: null, refusal: null } as const;

/** ITU-T T.81 annex B: marker segments up to the end-of-image mark of the first picture (phones append further ones). */
function readJpeg(bytes: Uint8Array, view: DataView): PictureHeader | null {
  let frame: { widthPx: number; heightPx: number; components: number } | null = null;
  let scans = 0;
  let parts = 0;
  let complete = false;
  let at = 2;
  while (at + 1 < bytes.length && parts <= MOST_PARTS) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker <= 0x01 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      // Entropy-coded data, stuffed bytes, restart marks, fill bytes: on to the next possible marker. A plain loop, since a hostile
      // file may hold one every other byte, where a call of indexOf for each would take seconds.
      do at++;
      while (at < bytes.length && bytes[at] !== 0xff);
      continue;
    }
    if (marker === 0xd9) {
      complete = true;
      break;
    }
    if (at + 4 > bytes.length) break;
    parts++;
    if (marker === 0xda) scans++;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame && frame === null) {
      if (at + 10 > bytes.length) return null;
      frame = { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7), components: bytes[at + 9] };
    }
    at += 2 + view.getUint16(at + 2);
  }
  // of so many parts that its size was not reached
  if (frame === null && parts > MOST_PARTS) frame = { widthPx: 1, heightPx: 1, components: 3 };
  if (frame === null) return null;
  const { widthPx, heightPx, components } = frame;
  return { ...PLAIN, widthPx, heightPx, printColours: components === 4, complete, scans, parts };
}

/** ISO/IEC 15948 clause 5: the header chunk, then chunks up to the end chunk; acTL marks an animation (PNG third edition). */
function readPng(bytes: Uint8Array, view: DataView): PictureHeader | null {
  const [IHDR, ACTL, IEND] = [0x49484452, 0x6163544c, 0x49454e44];
  if (bytes.length < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== IHDR) return null;
  let animated = false;
  let complete = false;
  let parts = 1;
  for (let at = 33; at + 12 <= bytes.length && !complete && parts <= MOST_PARTS; at += 12 + view.getUint32(at)) {
    parts++;
    const name = view.getUint32(at + 4);
    if (name === ACTL) animated = true;
    if (name === IEND) complete = true;
  }
  return { ...PLAIN, widthPx: view.getUint32(16), heightPx: view.getUint32(20), animated, complete, parts };
}

/** RFC 9649: a RIFF file whose first chunk is lossy (VP8), lossless (VP8L) or extended (VP8X). */
function readWebp(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (bytes.length < 30) return null;
  const end = view.getUint32(4, true) + 8;
  let parts = 0;
  const last = Math.min(end, bytes.length);
  for (let at = 12; at + 8 <= last && parts <= MOST_PARTS; at += 8 + 2 * Math.ceil(view.getUint32(at + 4, true) / 2)) parts++;
  const frame = (widthPx: number, heightPx: number, animated: boolean): PictureHeader => ({
    ...PLAIN,
    widthPx,
    heightPx,
    animated,
    complete: bytes.length >= end,
    parts,
  });
  const threeBytes = (at: number): number => view.getUint16(at, true) + bytes[at + 2] * 0x10000;
  switch (String.fromCharCode(...bytes.subarray(12, 16))) {
    case 'VP8 ':
      return frame(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, false);
    case 'VP8L': {
      const sizes = view.getUint32(21, true);
      return frame((sizes & 0x3fff) + 1, ((sizes >>> 14) & 0x3fff) + 1, false);
    }
    case 'VP8X':
      return frame(threeBytes(24) + 1, threeBytes(27) + 1, (bytes[20] & 0x02) !== 0);
    default:
      return null;
  }
}
