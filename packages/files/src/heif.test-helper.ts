/** HEIC files with the coded pictures of the fixture, and AVIF files with those of sharp, put together anew: turned, tiled, with colours and metadata. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A coded picture out of a file: its codec's box, and its bytes. */
export interface Coded {
  readonly type: string;
  readonly config: Buffer;
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface HeifParts {
  /** One, or the tiles of a picture row by row. */
  readonly pictures: readonly Coded[];
  readonly width: number;
  readonly height: number;
  readonly columns?: number;
  /** As EXIF counts, by turning and mirroring. */
  readonly orientation?: number;
  readonly icc?: Uint8Array;
  /** Primaries and transfer of ITU-T H.273. */
  readonly codes?: readonly [primaries: number, transfer: number];
  /** A TIFF structure. */
  readonly exif?: Uint8Array;
  readonly xmp?: string;
  readonly brand?: string;
}

/** The whole sample, and its two tiles. */
export function codedSamples(): readonly [whole: Coded, left: Coded, right: Coded] {
  const file = readFileSync(fileURLToPath(new URL('fixtures/synthetic.heic', import.meta.url)));
  const [whole, left, right] = codedIn(file);
  return [whole, left, right];
}

/** All coded pictures of a file as these encoders write them: one property list in which each has a box of its codec and one of its size. */
export function codedIn(file: Buffer): readonly Coded[] {
  const meta = inside(file, 0, file.length).find(([type]) => type === 'meta')!;
  const parts = new Map(inside(file, meta[1] + 4, meta[2]).map(([type, start, end]) => [type, [start, end] as const]));
  const properties = inside(
    file,
    ...(inside(file, ...parts.get('iprp')!)
      .find(([type]) => type === 'ipco')!
      .slice(1) as [number, number]),
  );
  const configs = properties.filter(([type]) => type === 'hvcC' || type === 'av1C');
  const sizes = properties.filter(([type]) => type === 'ispe');
  return placesIn(file, parts.get('iloc')![0])
    .slice(0, configs.length)
    .map(([at, bytes], i) => ({
      type: configs[i][0] === 'hvcC' ? 'hvc1' : 'av01',
      config: file.subarray(configs[i][1] - 8, configs[i][2]),
      data: file.subarray(at, at + bytes),
      width: file.readUInt32BE(sizes[i][1] + 4),
      height: file.readUInt32BE(sizes[i][1] + 8),
    }));
}

/** Version 0 or 1 with 4-byte offsets and lengths. */
function placesIn(file: Buffer, iloc: number): readonly (readonly [at: number, bytes: number])[] {
  const version = file[iloc];
  const baseBytes = file[iloc + 5] >> 4;
  let at = iloc + 8;
  return Array.from({ length: file.readUInt16BE(iloc + 6) }, () => {
    at += version === 0 ? 4 : 6;
    const base = baseBytes === 4 ? file.readUInt32BE(at) : 0;
    at += baseBytes + 2;
    const place = [base + file.readUInt32BE(at), file.readUInt32BE(at + 4)] as const;
    at += 8;
    return place;
  });
}

function inside(file: Buffer, start: number, end: number): (readonly [type: string, start: number, end: number])[] {
  const boxes: (readonly [string, number, number])[] = [];
  for (let at = start; at + 8 <= end; at += file.readUInt32BE(at))
    boxes.push([file.toString('latin1', at + 4, at + 8), at + 8, at + file.readUInt32BE(at)]);
  return boxes;
}

/**
 * Quarter turns against the clock, then mirrored left and right: what undoes each way of storing (ISO/IEC 23008-12, 6.5.10 and 6.5.12; the order is
 * that of ISO/IEC 23000-22).
 */
const UNDONE: Readonly<Record<number, readonly [quarterTurns: number, isMirrored: boolean]>> = {
  1: [0, false],
  2: [0, true],
  3: [2, false],
  4: [2, true],
  5: [3, true],
  6: [3, false],
  7: [1, true],
  8: [1, false],
};

export function heifFile(parts: HeifParts): Buffer {
  const { pictures, width, height, columns, orientation = 1, icc, codes, exif, xmp } = parts;
  const isTiled = columns !== undefined;
  const brand = parts.brand ?? (pictures[0].type === 'hvc1' ? 'heic' : 'avif');
  const properties: Buffer[] = [];
  const property = (made: Buffer): number => properties.push(made);
  const [turns, isMirrored] = UNDONE[orientation];
  const looks = [
    ...(icc === undefined ? [] : [property(box('colr', Buffer.from('prof'), icc))]),
    ...(codes === undefined ? [] : [property(box('colr', Buffer.from('nclx'), u16(codes[0]), u16(codes[1]), u16(6), [0x80]))]),
  ];
  const turned = [
    ...(turns === 0 ? [] : [property(box('irot', [turns])) | 0x80]),
    ...(isMirrored ? [property(box('imir', [1])) | 0x80] : []),
  ];
  const coded = pictures.map((one) => [property(one.config) | 0x80, property(box('ispe', u32(0), u32(one.width), u32(one.height)))]);
  const items: {
    type: string;
    data: Uint8Array;
    properties: readonly number[];
    more?: string;
    to?: readonly (readonly [string, readonly number[]])[];
  }[] = pictures.map((one, i) => ({
    type: one.type,
    data: one.data,
    properties: isTiled ? [...coded[i], ...looks] : [...coded[i], ...looks, ...turned],
  }));
  const tiles = items.map((_, i) => i + 1);
  if (isTiled) {
    const rows = pictures.length / columns;
    const data = Buffer.concat([Buffer.from([0, 0, rows - 1, columns - 1]), u16(width), u16(height)]);
    const size = property(box('ispe', u32(0), u32(width), u32(height)));
    items.push({ type: 'grid', data, properties: [size, ...looks, ...turned], to: [['dimg', tiles]] });
  }
  const primary = items.length;
  const about = [['cdsc', [primary]]] as const;
  if (exif !== undefined) items.push({ type: 'Exif', data: Buffer.concat([u32(0), exif]), properties: [], to: about });
  if (xmp !== undefined) items.push({ type: 'mime', data: Buffer.from(xmp), properties: [], more: 'application/rdf+xml\0', to: about });
  const ftyp = box('ftyp', Buffer.from(brand), u32(0), Buffer.from(`mif1${brand}miaf`));
  const references = items.flatMap(({ to = [] }, i) => to.map(([type, ids]) => box(type, u16(i + 1), u16(ids.length), ...ids.map(u16))));
  const metaWith = (start: number): Buffer => {
    let at = start;
    const places = items.map(({ data }, i) => {
      const place = Buffer.concat([u16(i + 1), u16(0), u16(1), u32(at), u32(data.length)]);
      at += data.length;
      return place;
    });
    return box(
      'meta',
      u32(0),
      box('hdlr', u32(0), u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      box('pitm', u32(0), u16(isTiled ? primary : 1)),
      box(
        'iinf',
        u32(0),
        u16(items.length),
        ...items.map(({ type, more = '' }, i) => box('infe', u32(0x02000000), u16(i + 1), u16(0), Buffer.from(`${type}\0${more}`))),
      ),
      ...(references.length === 0 ? [] : [box('iref', u32(0), ...references)]),
      box(
        'iprp',
        box('ipco', ...properties),
        box(
          'ipma',
          u32(0),
          u32(items.length),
          ...items.map((item, i) => Buffer.from([0, i + 1, item.properties.length, ...item.properties])),
        ),
      ),
      box('iloc', u32(0), [0x44, 0], u16(items.length), ...places),
    );
  };
  const meta = metaWith(ftyp.length + metaWith(0).length + 8);
  return Buffer.concat([ftyp, meta, box('mdat', ...items.map(({ data }) => data))]);
}

function box(type: string, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Uint8Array.from(part)));
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, 'latin1'), content]);
}

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
