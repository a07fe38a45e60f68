/** Small photos of every format that carry a place in every way that the format has. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { ROOT } from '../../root.ts';
import { iccProfile, iptcRecord, xmpPacket } from './blocks.ts';
import { type Canary, needlesOf } from './canary.ts';
import { type Load, loadedJpeg, loadedPng, loadedTiff, loadedWebp } from './containers.ts';
import { exifBlock } from './exif.ts';
import { box, type Item, nextId, pictureAgain, primaryItem, u16, u32, withItems } from './heif.ts';

export type Carrier = 'exif' | 'maker note' | 'thumbnail' | 'xmp' | 'iptc' | 'text' | 'second picture' | 'profile' | 'trailing';
export type Format = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'heic';

const EVERYWHERE: readonly Carrier[] = ['exif', 'maker note', 'thumbnail', 'xmp', 'profile', 'trailing'];
export const CARRIERS: Readonly<Record<Format, readonly Carrier[]>> = {
  jpeg: [...EVERYWHERE, 'iptc', 'text', 'second picture'],
  png: [...EVERYWHERE, 'iptc', 'text'],
  webp: EVERYWHERE,
  tiff: [...EVERYWHERE, 'iptc', 'text'],
  avif: EVERYWHERE,
  heic: EVERYWHERE,
};
export const ENDING: Readonly<Record<Format, string>> = { jpeg: 'jpg', png: 'png', webp: 'webp', tiff: 'tif', avif: 'avif', heic: 'heic' };

const HEIC = join(ROOT, 'packages/files/src/fixtures/synthetic.heic');

/** sharp writes no HEIC: without the repository's own one there is none to put places into. */
export const FORMATS: readonly Format[] = (Object.keys(CARRIERS) as Format[]).filter((format) => format !== 'heic' || existsSync(HEIC));

/** @param scalp a picture file of some 120 pixels each way */
export async function photoWith(
  scalp: Buffer,
  format: Format,
  carriers: readonly Carrier[],
  canary: Canary,
  isLittle: boolean,
): Promise<Buffer> {
  const has = (carrier: Carrier): boolean => carriers.includes(carrier);
  const thumbnail = has('thumbnail') ? await smallPicture(scalp, canary, isLittle) : null;
  const [gps, maker] = [has('exif'), has('maker note')];
  const load: Load = {
    canary,
    exif: gps || maker || thumbnail !== null ? exifBlock(canary, { gps, makerNote: maker, thumbnail }, isLittle) : null,
    xmp: has('xmp') ? xmpPacket(canary) : null,
    iptc: has('iptc') ? iptcRecord(canary) : null,
    text: has('text'),
    second: has('second picture') ? await smallPicture(scalp, canary, !isLittle) : null,
    trailing: has('trailing') ? Buffer.concat(needlesOf(canary).map(({ bytes }) => bytes)) : null,
    inTiff: { gps, makerNote: maker, thumbnail },
  };
  const profile = has('profile') ? iccProfile(canary) : null;
  const picture = sharp(scalp);
  if (format === 'heic') return loadedHeif(tiledHeic(), load, profile);
  if (format === 'avif') return loadedHeif(await picture.avif({ effort: 0, quality: 80 }).toBuffer(), load, profile);
  const coloured = profile === null ? picture : await withProfile(picture, profile);
  if (format === 'jpeg') return loadedJpeg(await coloured.jpeg({ quality: 92 }).toBuffer(), load);
  if (format === 'png') return loadedPng(await coloured.png({ compressionLevel: 1 }).toBuffer(), load);
  if (format === 'tiff') return loadedTiff(await coloured.tiff({ compression: 'lzw' }).toBuffer(), load);
  const { data, info } = await coloured.webp({ quality: 92 }).toBuffer({ resolveWithObject: true });
  return loadedWebp(data, info, load);
}

/** The picture's numbers as they are, under a profile that gives them another meaning: nothing is converted. */
async function withProfile(picture: Sharp, profile: Buffer): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return sharp(tiffWithProfile(data, info.width, info.height, profile)).keepIccProfile();
}

/** The plainest TIFF: one strip of 8-bit RGB. */
function tiffWithProfile(rgb: Buffer, width: number, height: number, profile: Buffer): Buffer {
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 3, 0],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, 0],
    [277, 3, 1, 3],
    [278, 4, 1, height],
    [279, 4, 1, rgb.length],
    [34675, 7, profile.length, 0],
  ];
  const bitsAt = 8 + 2 + 12 * entries.length + 4;
  const pixelsAt = bitsAt + 6;
  const profileAt = pixelsAt + rgb.length;
  const at: Readonly<Record<number, number>> = { 258: bitsAt, 273: pixelsAt, 34675: profileAt };
  const directory = entries.map(([tag, type, count, value]) => {
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(tag);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(count, 4);
    entry.writeUInt32LE(at[tag] ?? value, 8);
    return entry;
  });
  return Buffer.concat([
    Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, entries.length, 0]),
    ...directory,
    Buffer.from([0, 0, 0, 0, 8, 0, 8, 0, 8, 0]),
    rgb,
    profile,
  ]);
}

/** As cameras put it into EXIF, or behind the picture: a JPEG file with an EXIF block of its own. */
async function smallPicture(scalp: Buffer, canary: Canary, isLittle: boolean): Promise<Buffer> {
  const plain = await sharp(scalp).resize(32, 24, { fit: 'fill' }).jpeg({ quality: 60 }).toBuffer();
  const exif = exifBlock(canary, { gps: true, makerNote: false, thumbnail: null }, isLittle);
  return loadedJpeg(plain, {
    canary,
    exif,
    xmp: null,
    iptc: null,
    text: true,
    second: null,
    trailing: null,
    inTiff: { gps: false, makerNote: false, thumbnail: null },
  });
}

function loadedHeif(plain: Buffer, { exif, xmp, trailing }: Load, profile: Buffer | null): Buffer {
  const primary = primaryItem(plain);
  const about = { reference: 'cdsc', to: [primary], properties: [] } as const;
  const items: Item[] = [
    ...(exif === null ? [] : [{ type: 'Exif', data: Buffer.concat([u32(6), Buffer.from('Exif\0\0'), exif]), ...about } as const]),
    ...(xmp === null ? [] : [{ type: 'mime', data: xmp, ...about } as const]),
  ];
  const colours = profile === null ? [] : [box('colr', Buffer.from('prof'), profile)];
  const file = withItems(plain, items, colours, false);
  return trailing === null ? file : Buffer.concat([file, box('free', trailing)]);
}

/** The fixture's picture of 96 × 72 pixels, twice each way: a head needs 120. */
function tiledHeic(): Buffer {
  const one = readFileSync(HEIC);
  const [width, height] = [192, 144];
  const tile = pictureAgain(one, primaryItem(one));
  const first = nextId(one);
  const grid: Item = {
    type: 'grid',
    data: Buffer.concat([Buffer.from([0, 0, 1, 1]), u16(width), u16(height)]),
    reference: 'dimg',
    to: [first, first + 1, first + 2, first + 3],
    properties: [box('ispe', u32(0), u32(width), u32(height))],
  };
  return withItems(one, [tile, tile, tile, tile, grid], [], true);
}
