/**
 * The frame of a picture file, read without decoding a pixel: its size, its kind of colours, whether it moves, and whether it goes on
 * to its end. Limits can so be held before anything is allocated, and a file that lost its last bytes is told from a whole one: PNG
 * decoders do not miss the end mark.
 */
import type { PhotoFormat } from './picture-kind.ts';

export interface PictureHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Four inks instead of three lights: JPEG files from print work. */
  readonly printColours: boolean;
  readonly animated: boolean;
  /** The file goes on to its end mark, or to its declared length. */
  readonly complete: boolean;
  /** Passes over the whole picture that the decoder must make (progressive JPEG); 1 elsewhere. */
  readonly scans: number;
  /** Segments or chunks: decoders keep or check each one, however empty. */
  readonly parts: number;
}

/** Null when the bytes do not hold the header that the format demands. */
export function readHeader(format: PhotoFormat, bytes: Buffer): PictureHeader | null {
  const header = READERS[format](bytes);
  return header !== null && header.widthPx > 0 && header.heightPx > 0 ? header : null;
}

const READERS: Readonly<Record<PhotoFormat, (bytes: Buffer) => PictureHeader | null>> = { jpeg: readJpeg, png: readPng, webp: readWebp };

/** ITU-T T.81 annex B: marker segments up to the end-of-image mark of the first picture (phones append further ones). */
function readJpeg(bytes: Buffer): PictureHeader | null {
  let frame: { widthPx: number; heightPx: number; components: number } | null = null;
  let scans = 0;
  let parts = 0;
  let complete = false;
  let at = 2;
  while (at + 1 < bytes.length) {
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
      frame = { heightPx: bytes.readUInt16BE(at + 5), widthPx: bytes.readUInt16BE(at + 7), components: bytes[at + 9] };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  if (frame === null) return null;
  const { widthPx, heightPx, components } = frame;
  return { widthPx, heightPx, printColours: components === 4, animated: false, complete, scans, parts };
}

/** ISO/IEC 15948 clause 5: the header chunk, then chunks up to the end chunk; acTL marks an animation (PNG third edition). */
function readPng(bytes: Buffer): PictureHeader | null {
  const [IHDR, ACTL, IEND] = [0x49484452, 0x6163544c, 0x49454e44];
  if (bytes.length < 33 || bytes.readUInt32BE(8) !== 13 || bytes.readUInt32BE(12) !== IHDR) return null;
  let animated = false;
  let complete = false;
  let parts = 1;
  for (let at = 33; at + 12 <= bytes.length && !complete; at += 12 + bytes.readUInt32BE(at)) {
    parts++;
    const name = bytes.readUInt32BE(at + 4);
    if (name === ACTL) animated = true;
    if (name === IEND) complete = true;
  }
  return { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20), printColours: false, animated, complete, scans: 1, parts };
}

/** RFC 9649: a RIFF file whose first chunk is lossy (VP8), lossless (VP8L) or extended (VP8X). */
function readWebp(bytes: Buffer): PictureHeader | null {
  if (bytes.length < 30) return null;
  const end = bytes.readUInt32LE(4) + 8;
  let parts = 0;
  for (let at = 12; at + 8 <= Math.min(end, bytes.length); at += 8 + 2 * Math.ceil(bytes.readUInt32LE(at + 4) / 2)) parts++;
  const frame = (widthPx: number, heightPx: number, animated: boolean): PictureHeader => ({
    widthPx,
    heightPx,
    printColours: false,
    animated,
    complete: bytes.length >= end,
    scans: 1,
    parts,
  });
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return frame(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff, false);
    case 'VP8L': {
      const sizes = bytes.readUInt32LE(21);
      return frame((sizes & 0x3fff) + 1, ((sizes >>> 14) & 0x3fff) + 1, false);
    }
    case 'VP8X':
      return frame(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1, (bytes[20] & 0x02) !== 0);
    default:
      return null;
  }
}
