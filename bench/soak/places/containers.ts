/** Puts blocks into the containers of the formats, as cameras and programs do: JPEG segments, PNG and WebP chunks, TIFF tags. */
import { crc32, deflateSync } from 'node:zlib';
import { photoshopResource, RESOURCE, thumbnailResource } from './blocks.ts';
import { type Canary, decimalText } from './canary.ts';
import { ascii, directory, type Field, gpsFields, makerNote, Order, undefinedBytes } from './exif.ts';

/** What a photo is to carry; whatever is null or false is left out. */
export interface Load {
  readonly canary: Canary;
  /** A TIFF structure. */
  readonly exif: Buffer | null;
  readonly xmp: Buffer | null;
  readonly iptc: Buffer | null;
  /** Sentences about the place, in whatever the format has for text. */
  readonly text: boolean;
  /** A JPEG file that follows the picture. */
  readonly second: Buffer | null;
  readonly trailing: Buffer | null;
  /** For TIFF, whose file is itself the EXIF block. */
  readonly inTiff: { readonly gps: boolean; readonly makerNote: boolean; readonly thumbnail: Buffer | null };
}

export function loadedJpeg(plain: Buffer, load: Load): Buffer {
  const { exif, xmp, iptc, second, trailing } = load;
  const segments = [
    ...(exif === null ? [] : [segment(0xe1, Buffer.from('Exif\0\0'), exif)]),
    ...(xmp === null ? [] : [segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp)]),
    ...(iptc === null ? [] : [segment(0xed, Buffer.from('Photoshop 3.0\0'), photoshopResource(RESOURCE.iptc, iptc))]),
    ...(load.text ? [segment(0xfe, sentence(load.canary))] : []),
  ];
  const head = Buffer.concat([plain.subarray(0, 2), ...segments]);
  const rest = Buffer.concat([plain.subarray(2), ...(second === null ? [] : [second])]);
  const index = second === null ? Buffer.alloc(0) : pictureIndex(head.length, plain.length - 2, second.length);
  return Buffer.concat([head, index, rest, trailing ?? Buffer.alloc(0)]);
}

function segment(marker: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0xff, marker]), new Order(false).u16(content.length + 2), content]);
}

/** Multi-Picture Format (CIPA DC-007): the index in the first picture, which says where the second one stands. */
function pictureIndex(before: number, after: number, secondBytes: number): Buffer {
  const order = new Order(false);
  const index = (firstBytes: number): Buffer => {
    // offsets count from the index's own byte order mark, 8 bytes behind the segment's begin
    const entry = (attributes: number, bytes: number, at: number): Buffer =>
      Buffer.concat([order.u32(attributes), order.u32(bytes), order.u32(at), order.u32(0)]);
    const entries = Buffer.concat([entry(0x20030000, firstBytes, 0), entry(0, secondBytes, firstBytes - before - 8)]);
    const fields: Field[] = [undefinedBytes(0xb000, Buffer.from('0100')), order.long(0xb001, 2), undefinedBytes(0xb002, entries)];
    return segment(0xe2, Buffer.from('MPF\0MM'), order.u16(42), order.u32(8), directory(fields, 8, 0, order));
  };
  return index(before + index(before + 8).length + after);
}

/** The header chunk of a PNG ends here. */
const PNG_HEADER_END = 33;

export function loadedPng(plain: Buffer, load: Load): Buffer {
  const { exif, xmp, iptc, trailing, canary } = load;
  const raw = iptc === null ? '' : `\niptc\n${String(iptc.length).padStart(8)}\n${iptc.toString('hex')}\n`;
  const chunks = [
    ...(exif === null ? [] : [pngChunk('eXIf', exif)]),
    ...(xmp === null ? [] : [pngChunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), xmp)]),
    ...(iptc === null ? [] : [pngChunk('zTXt', Buffer.from('Raw profile type iptc\0\0'), deflateSync(raw))]),
    ...(load.text
      ? [
          pngChunk('tEXt', Buffer.from('Comment\0'), sentence(canary)),
          pngChunk('zTXt', Buffer.from('Description\0\0'), deflateSync(sentence(canary))),
          pngChunk('iTXt', Buffer.from('Location\0\x01\0en\0\0'), deflateSync(sentence(canary))),
        ]
      : []),
  ];
  return Buffer.concat([plain.subarray(0, PNG_HEADER_END), ...chunks, plain.subarray(PNG_HEADER_END), trailing ?? Buffer.alloc(0)]);
}

function pngChunk(name: string, ...parts: readonly Buffer[]): Buffer {
  const order = new Order(false);
  const named = Buffer.concat([Buffer.from(name, 'latin1'), ...parts]);
  return Buffer.concat([order.u32(named.length - 4), named, order.u32(crc32(named))]);
}

/** @param plain of the simple or of the extended layout; with a colour profile it is extended already */
export function loadedWebp(plain: Buffer, size: { readonly width: number; readonly height: number }, load: Load): Buffer {
  const { exif, xmp, trailing } = load;
  const isExtended = plain.toString('latin1', 12, 16) === 'VP8X';
  const head = isExtended ? Buffer.from(plain.subarray(12, 30)) : webpChunk('VP8X', Buffer.alloc(10));
  head.writeUInt8(head.readUInt8(8) | (exif === null ? 0 : 0x08) | (xmp === null ? 0 : 0x04), 8);
  head.writeUIntLE(size.width - 1, 12, 3);
  head.writeUIntLE(size.height - 1, 15, 3);
  const chunks = [
    head,
    plain.subarray(isExtended ? 30 : 12),
    ...(exif === null ? [] : [webpChunk('EXIF', exif)]),
    ...(xmp === null ? [] : [webpChunk('XMP ', xmp)]),
  ];
  const content = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  return Buffer.concat([Buffer.from('RIFF'), new Order(true).u32(content.length), content, trailing ?? Buffer.alloc(0)]);
}

function webpChunk(name: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), new Order(true).u32(data.length), data, Buffer.alloc(data.length % 2)]);
}

const TIFF_TAG = { xmp: 700, iptc: 33723, photoshop: 34377, exif: 34665, gps: 34853, comment: 270 } as const;

/** @param plain classic TIFF of one picture; its first directory is written anew at the end, with more entries */
export function loadedTiff(plain: Buffer, load: Load): Buffer {
  const isLittle = plain.toString('latin1', 0, 2) === 'II';
  const order = new Order(isLittle);
  const u16 = (at: number): number => (isLittle ? plain.readUInt16LE(at) : plain.readUInt16BE(at));
  const u32 = (at: number): number => (isLittle ? plain.readUInt32LE(at) : plain.readUInt32BE(at));
  const parts: Buffer[] = [plain, Buffer.alloc(plain.length % 2)];
  let at = plain.length + (plain.length % 2);
  const pointed = (tag: number, fields: readonly Field[]): Field[] => {
    if (fields.length === 0) return [];
    const made = directory(fields, at, 0, order);
    parts.push(made);
    at += made.length;
    return [order.long(tag, at - made.length)];
  };
  const { canary, xmp, iptc, inTiff, trailing } = load;
  const added: Field[] = [
    ...pointed(TIFF_TAG.gps, inTiff.gps ? gpsFields(canary, isLittle) : []),
    ...pointed(TIFF_TAG.exif, inTiff.makerNote ? [makerNote(canary, isLittle)] : []),
    ...(xmp === null ? [] : [undefinedBytes(TIFF_TAG.xmp, xmp, 1)]),
    ...(iptc === null ? [] : [undefinedBytes(TIFF_TAG.iptc, iptc)]),
    ...(inTiff.thumbnail === null ? [] : [undefinedBytes(TIFF_TAG.photoshop, thumbnailResource(inTiff.thumbnail, 32, 24), 1)]),
    ...(load.text ? [ascii(TIFF_TAG.comment, sentence(canary).toString())] : []),
  ];
  const first = u32(4);
  const kept: Field[] = [];
  for (let i = 0, entry = first + 2; i < u16(first); i++, entry += 12)
    kept.push({ tag: u16(entry), type: u16(entry + 2), count: u32(entry + 4), bytes: Buffer.from(plain.subarray(entry + 8, entry + 12)) });
  parts.push(directory([...kept.filter(({ tag }) => !added.some((one) => one.tag === tag)), ...added], at, 0, order));
  const file = Buffer.concat([...parts, trailing ?? Buffer.alloc(0)]);
  order.u32(at).copy(file, 4);
  return file;
}

function sentence({ latitude, longitude, word }: Canary): Buffer {
  return Buffer.from(`taken at ${decimalText(latitude)}, ${decimalText(longitude)} in ${word}`);
}
