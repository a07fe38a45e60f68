/**
 * The frame of a TIFF file (TIFF 6.0, Adobe 1992; tags by their numbers there): the first page's size, its kind of numbers, how it is packed,
 * and whether all of it is there. Camera raw files have the same frame, with other contents or a small preview as their first page.
 */
import type { PictureHeader } from './picture-header.ts';

const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  stripBytes: 279,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  sampleFormat: 339,
  iccProfile: 34675,
  dngVersion: 50706,
} as const;

const CMYK = 5;
/** White is zero, black is zero, RGB, palette, CMYK, YCbCr: by the most samples that each may have, opacity included. */
const MOST_SAMPLES: Readonly<Record<number, number>> = { 0: 2, 1: 2, 2: 4, 3: 1, 5: 4, 6: 3 };
const YCBCR = 6;
const JPEG = 7;
/** Mosaics of a sensor: TIFF/EP and DNG. */
const RAW_PHOTOMETRICS: readonly number[] = [32803, 34892];
/** None, LZW, JPEG, deflate by both its numbers, PackBits: what the decoders on both sides know. */
const COMPRESSIONS: readonly number[] = [1, 5, 7, 8, 32773, 32946];
/** Pages that are counted; more are not gone through. */
const MOST_PAGES = 1000;
/** A tile is unpacked whole, however small the picture; editors write them up to 1024 a side. */
const MOST_TILE_PX = 4096 ** 2;
/** Bytes of one value, by its type; others do not occur in what is read here. */
const BYTES_OF_TYPE: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
};

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its values stand. */
  readonly at: number;
}

interface Directory {
  readonly entries: ReadonlyMap<number, Entry>;
  /** Of the next page; 0 after the last. */
  readonly next: number;
}

export function readTiff(bytes: Uint8Array, view: DataView): PictureHeader | null {
  if (bytes.length < 8) return null;
  const isLittle = bytes[0] === 0x49;
  if (view.getUint16(2, isLittle) === 43)
    return { ...NOTHING, refusal: 'is a BigTIFF file, made for more than 4 GB; saved as ordinary TIFF it can be read' };
  const first = view.getUint32(4, isLittle);
  const page = directoryAt(view, first, isLittle);
  if (page === null) return null;
  const numbers = (tag: number): readonly number[] | null => numbersOf(view, page.entries.get(tag), isLittle);
  const one = (tag: number, usual: number): number => numbers(tag)?.[0] ?? usual;
  const [widthPx, heightPx] = [one(TAG.width, 0), one(TAG.height, 0)];
  const isTiled = page.entries.has(TAG.tileOffsets);
  const offsets = numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const lengths = numbers(isTiled ? TAG.tileBytes : TAG.stripBytes);
  const icc = page.entries.get(TAG.iccProfile);
  const isRaw =
    page.entries.has(TAG.dngVersion) ||
    RAW_PHOTOMETRICS.includes(one(TAG.photometric, 0)) ||
    (one(TAG.subfileType, 0) & 1) === 1 ||
    (bytes[8] === 0x43 && bytes[9] === 0x52); // CR2
  if (offsets === null && !isRaw) return null;
  const pictures = pagesFrom(view, first, isLittle);
  const orientation = one(TAG.orientation, 1);
  return {
    widthPx,
    heightPx,
    printColours: one(TAG.photometric, 0) === CMYK,
    animated: false,
    complete: offsets?.every((at, i) => at + (lengths?.[i] ?? 1) <= bytes.length) ?? true,
    scans: 1,
    parts: (offsets?.length ?? 0) + page.entries.size,
    pictures,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    iccProfile: icc === undefined ? null : bytes.subarray(icc.at, icc.at + icc.count),
    refusal: isRaw
      ? 'is a camera raw picture, which is not read; its own program saves it as TIFF or JPEG'
      : refusalOf(one, numbers, isTiled),
  };
}

/** Of a file that is refused unread; the size is that of no picture, and passes every limit. */
const NOTHING: PictureHeader = {
  widthPx: 1000,
  heightPx: 1000,
  printColours: false,
  animated: false,
  complete: true,
  scans: 1,
  parts: 1,
  pictures: 1,
  orientation: 1,
  iccProfile: null,
  refusal: null,
};

function refusalOf(
  one: (tag: number, usual: number) => number,
  numbers: (tag: number) => readonly number[] | null,
  isTiled: boolean,
): string | null {
  const bits = numbers(TAG.bits) ?? [1];
  const odd = bits.find((n) => n !== 8 && n !== 16);
  if (odd !== undefined) return `holds ${odd}-bit colours, where 8 and 16 bits are read`;
  const isWhole = (numbers(TAG.sampleFormat) ?? [1]).every((format) => format === 1);
  if (!isWhole) return 'holds colours that are not whole positive numbers, as measurements do and photos do not';
  const photometric = one(TAG.photometric, 1);
  const most = MOST_SAMPLES[photometric];
  if (most === undefined) return `holds colours of a kind (number ${photometric}) that is not read`;
  const samples = one(TAG.samples, 1);
  if (samples > most) return `holds ${samples} channels of colour, where ${most} is the most that is read of this kind`;
  const compression = one(TAG.compression, 1);
  if (!COMPRESSIONS.includes(compression))
    return `is packed in a way (number ${compression}) that is not read; LZW, deflate, PackBits and JPEG are`;
  if (photometric === YCBCR && compression !== JPEG)
    return 'holds luma and chroma apart (YCbCr) without being packed as JPEG, which is not read';
  const [tileWidth, tileHeight] = [one(TAG.tileWidth, 0), one(TAG.tileHeight, 0)];
  if (isTiled && !(tileWidth > 0 && tileHeight > 0 && tileWidth * tileHeight <= MOST_TILE_PX))
    return `is built of tiles of ${tileWidth} × ${tileHeight} pixels, where ${MOST_TILE_PX / 2 ** 20} × 2²⁰ pixels is the most that is read`;
  return null;
}

/** Null where it, or a value of it, lies outside the file: what it claims to hold can so be no larger than the file. */
function directoryAt(view: DataView, at: number, isLittle: boolean): Directory | null {
  if (at < 8 || at + 2 > view.byteLength) return null;
  const count = view.getUint16(at, isLittle);
  const end = at + 2 + 12 * count;
  if (end > view.byteLength) return null;
  const entries = new Map<number, Entry>();
  for (let entry = at + 2; entry < end; entry += 12) {
    const [tag, type, values] = [view.getUint16(entry, isLittle), view.getUint16(entry + 2, isLittle), view.getUint32(entry + 4, isLittle)];
    const bytes = values * (BYTES_OF_TYPE[type] ?? 1);
    const where = bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
    if (where + bytes > view.byteLength) return null;
    if (!entries.has(tag)) entries.set(tag, { type, count: values, at: where });
  }
  return { entries, next: end + 4 <= view.byteLength ? view.getUint32(end, isLittle) : 0 };
}

/** Whole numbers of one to four bytes; null where the entry is not there or holds others, or none. */
function numbersOf(view: DataView, entry: Entry | undefined, isLittle: boolean): readonly number[] | null {
  if (entry === undefined || entry.count === 0) return null;
  const { type, count, at } = entry;
  if (type === 3) return Array.from({ length: count }, (_, i) => view.getUint16(at + 2 * i, isLittle));
  if (type === 4) return Array.from({ length: count }, (_, i) => view.getUint32(at + 4 * i, isLittle));
  return type === 1 ? Array.from({ length: count }, (_, i) => view.getUint8(at + i)) : null;
}

/** Ends also where pages lead in a circle. */
function pagesFrom(view: DataView, first: number, isLittle: boolean): number {
  let pages = 0;
  for (let at = first; at !== 0 && pages <= MOST_PAGES; pages++) {
    if (at + 2 > view.byteLength) break;
    const next = at + 2 + 12 * view.getUint16(at, isLittle);
    at = next + 4 <= view.byteLength ? view.getUint32(next, isLittle) : 0;
  }
  return pages;
}
