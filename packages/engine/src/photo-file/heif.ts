/**
 * The frame of a HEIC or AVIF file (ISO/IEC 14496-12 boxes; 23008-12 HEIF items and their properties): the size of its main picture, of its tiles and
 * of whatever else in it is larger, its colours, and whether all of it is there.
 */
import { type Box, BoxReader, boxesIn } from './boxes.ts';
import { displayP3Profile } from './icc-profile.ts';
import type { PictureHeader } from './picture-header.ts';

/** HEVC and AV1 pictures, and pictures put together of tiles. */
const READ_TYPES: readonly string[] = ['hvc1', 'av01', 'grid'];
/** ITU-T H.273: transfer of PQ and of HLG, primaries of BT.709 (or not said) and of Display P3. */
const [PQ, HLG] = [16, 18];
const SRGB_PRIMARIES: readonly number[] = [1, 2];
const P3_PRIMARIES = 12;

/** 100 megapixels in tiles of 256 pixels are 1526; phones write them of 512. */
const MOST_TILES = 4096;

interface Item {
  readonly type: string;
  /** Into the list of properties, from 0. */
  readonly properties: readonly number[];
  /** Pictures that it is put together of. */
  readonly tiles: readonly number[];
}

export function readHeif(bytes: Uint8Array, view: DataView): PictureHeader | null {
  const top = boxesIn(view, 0, bytes.length);
  const meta = top.find(({ type }) => type === 'meta');
  if (meta === undefined) return null;
  const parts = boxesIn(view, meta.start + 4, meta.end);
  const part = (type: string): BoxReader | null => {
    const box = parts.find((one) => one.type === type);
    return box === undefined ? null : new BoxReader(view, box);
  };
  const primary = primaryOf(part('pitm'));
  const properties = propertiesOf(view, parts);
  const types = typesOf(view, parts);
  const item = (id: number): Item => ({
    type: types.get(id) ?? '',
    properties: properties?.ofItem.get(id) ?? [],
    tiles: tilesOf(view, parts, id),
  });
  if (primary === null || properties === null || !types.has(primary)) return null;
  const main = item(primary);
  const size = sizeOf(view, properties.list, main.properties);
  if (size === null) return null;
  let tilePx = 0;
  for (const id of main.tiles) {
    const tile = sizeOf(view, properties.list, properties.ofItem.get(id) ?? []);
    if (tile !== null) tilePx += tile.widthPx * tile.heightPx;
  }
  const largest = properties.list.flatMap((box) => (box.type === 'ispe' ? [sizeIn(view, box)] : [])).concat(size, tileSum(tilePx, size));
  const { widthPx, heightPx } = largest.reduce((most, one) => (one.widthPx * one.heightPx > most.widthPx * most.heightPx ? one : most));
  const colours = coloursOf(bytes, view, properties.list, [main, ...main.tiles.slice(0, 1).map(item)]);
  return {
    widthPx,
    heightPx,
    printColours: false,
    animated: top.some(({ type }) => type === 'moov'),
    complete: top.every(({ end }) => end <= bytes.length) && extentsLieIn(part('iloc'), bytes.length),
    scans: 1,
    parts: types.size + main.tiles.length + properties.list.length,
    pictures: 1,
    orientation: 1,
    iccProfile: colours.iccProfile,
    refusal: refusalOf(main) ?? colours.refusal,
  };
}

function refusalOf({ type, tiles }: Item): string | null {
  if (!READ_TYPES.includes(type)) return `holds a main picture of a kind ("${printable(type)}") that is not read`;
  return tiles.length > MOST_TILES ? `is put together of more than ${MOST_TILES} tiles, the most that is read` : null;
}

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Tiles hang over the picture's edges; twice its area is more than any camera writes, and what a picture of 64 pixels may need of one tile. */
function tileSum(tilePx: number, { widthPx, heightPx }: Size): Size {
  return tilePx <= Math.max(2 * widthPx * heightPx, 4096 ** 2) ? { widthPx, heightPx } : { widthPx: tilePx, heightPx: 1 };
}

function primaryOf(pitm: BoxReader | null): number | null {
  return pitm === null ? null : pitm.version === 0 ? pitm.unsigned(2) : pitm.unsigned(4);
}

function typesOf(view: DataView, parts: readonly Box[]): ReadonlyMap<number, string> {
  const types = new Map<number, string>();
  const iinf = parts.find(({ type }) => type === 'iinf');
  if (iinf === undefined) return types;
  const list = new BoxReader(view, iinf);
  list.unsigned(list.version === 0 ? 2 : 4);
  for (const box of boxesIn(view, list.at, iinf.end)) {
    const infe = new BoxReader(view, box);
    if (box.type !== 'infe' || infe.version < 2) continue; // older forms name no type
    const id = infe.unsigned(infe.version === 2 ? 2 : 4);
    infe.unsigned(2);
    types.set(id, infe.letters(4));
  }
  return types;
}

interface Properties {
  readonly list: readonly Box[];
  readonly ofItem: ReadonlyMap<number, readonly number[]>;
}

function propertiesOf(view: DataView, parts: readonly Box[]): Properties | null {
  const iprp = parts.find(({ type }) => type === 'iprp');
  const inside = iprp === undefined ? [] : boxesIn(view, iprp.start, iprp.end);
  const ipco = inside.find(({ type }) => type === 'ipco');
  if (ipco === undefined) return null;
  const list = boxesIn(view, ipco.start, ipco.end);
  const ofItem = new Map<number, readonly number[]>();
  for (const box of inside) {
    if (box.type !== 'ipma') continue;
    const ipma = new BoxReader(view, box);
    const isWide = (ipma.flags & 1) === 1;
    for (let entries = Math.min(ipma.unsigned(4), MOST_TILES + 100); entries > 0 && !ipma.isSpent; entries--) {
      const id = ipma.unsigned(ipma.version === 0 ? 2 : 4);
      const many = ipma.unsigned(1);
      // the highest bit says that it may not be ignored
      ofItem.set(
        id,
        Array.from({ length: many }, () => (isWide ? ipma.unsigned(2) & 0x7fff : ipma.unsigned(1) & 0x7f) - 1),
      );
    }
  }
  return { list, ofItem };
}

function tilesOf(view: DataView, parts: readonly Box[], id: number): readonly number[] {
  const iref = parts.find(({ type }) => type === 'iref');
  if (iref === undefined) return [];
  const { version, at } = new BoxReader(view, iref);
  for (const box of boxesIn(view, at, iref.end)) {
    const from = new BoxReader(view, { ...box, start: box.start - 4 });
    const bytes = version === 0 ? 2 : 4;
    if (box.type !== 'dimg' || from.unsigned(bytes) !== id) continue;
    return Array.from({ length: Math.min(from.unsigned(2), MOST_TILES + 1) }, () => from.unsigned(bytes));
  }
  return [];
}

function sizeOf(view: DataView, list: readonly Box[], properties: readonly number[]): Size | null {
  const ispe = properties.find((i) => list[i]?.type === 'ispe');
  return ispe === undefined ? null : sizeIn(view, list[ispe]);
}

function sizeIn(view: DataView, ispe: Box): Size {
  const reader = new BoxReader(view, ispe);
  return { widthPx: reader.unsigned(4), heightPx: reader.unsigned(4) };
}

interface Colours {
  readonly iccProfile: Uint8Array | null;
  readonly refusal: string | null;
}

/** An ICC profile, or the code numbers of ITU-T H.273, which for sRGB need no profile; of a picture of tiles perhaps only on these. */
function coloursOf(bytes: Uint8Array, view: DataView, list: readonly Box[], items: readonly Item[]): Colours {
  let iccProfile: Uint8Array | null = null;
  let codes: { readonly primaries: number; readonly transfer: number } | null = null;
  for (const { properties } of items)
    for (const box of properties.map((i) => list[i])) {
      if (box?.type !== 'colr' || box.end - box.start < 4) continue;
      const kind = String.fromCharCode(...bytes.subarray(box.start, box.start + 4));
      if (kind === 'prof' || kind === 'rICC') iccProfile ??= bytes.subarray(box.start + 4, box.end);
      else if (kind === 'nclx' && box.end - box.start >= 8)
        codes ??= { primaries: view.getUint16(box.start + 4), transfer: view.getUint16(box.start + 6) };
    }
  if (codes !== null && (codes.transfer === PQ || codes.transfer === HLG))
    return {
      iccProfile,
      refusal: `is an HDR picture (${codes.transfer === PQ ? 'PQ' : 'HLG'}), whose tones are not those of a photo; saved as SDR it can be read`,
    };
  if (iccProfile !== null || codes === null || SRGB_PRIMARIES.includes(codes.primaries)) return { iccProfile, refusal: null };
  if (codes.primaries === P3_PRIMARIES) return { iccProfile: displayP3Profile(), refusal: null };
  return { iccProfile: null, refusal: `has colours of a kind (primaries ${codes.primaries}) that is not read; sRGB and Display P3 are` };
}

/** Where each item's bytes stand: only those counted from the file's begin are asked. */
function extentsLieIn(iloc: BoxReader | null, length: number): boolean {
  if (iloc === null) return false;
  const sizes = iloc.unsigned(2);
  const [offsetBytes, lengthBytes, baseBytes] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = iloc.version === 0 ? 0 : sizes & 15;
  for (let items = iloc.unsigned(iloc.version < 2 ? 2 : 4); items > 0; items--) {
    if (iloc.isSpent) return false;
    iloc.unsigned(iloc.version < 2 ? 2 : 4);
    const method = iloc.version === 0 ? 0 : iloc.unsigned(2) & 15;
    iloc.unsigned(2);
    const base = iloc.unsigned(baseBytes);
    for (let extents = iloc.unsigned(2); extents > 0; extents--) {
      iloc.unsigned(indexBytes);
      const [offset, bytes] = [iloc.unsigned(offsetBytes), iloc.unsigned(lengthBytes)];
      if (iloc.isSpent || (method === 0 && base + offset + bytes > length)) return false;
    }
  }
  return true;
}

function printable(type: string): string {
  return type.replace(/[^\x20-\x7e]/g, '?');
}
