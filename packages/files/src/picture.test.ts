import { existsSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { raster } from '@stubble/engine';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodePhoto, readPhoto } from './photo.ts';
import { encodeJpeg, encodePng, SIMULATION_XMP } from './picture.ts';
import { HEIGHT, largestDifference, sample, samplePixels, WIDTH } from './sample.test-helper.ts';

const picture = raster('srgb8', WIDTH, HEIGHT, samplePixels());

interface Part {
  readonly name: string;
  readonly content: Buffer;
}

/** The chunks of a PNG but for its pixels, each with a right checksum, or it is named so. */
function chunksOf(png: Uint8Array): Part[] {
  const bytes = Buffer.from(png);
  const chunks: Part[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const end = at + 8 + bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const sound = bytes.readUInt32BE(end) === crc32(bytes.subarray(at + 4, end));
    if (name !== 'IDAT') chunks.push({ name: sound ? name : `${name} damaged`, content: bytes.subarray(at + 8, end) });
  }
  return chunks;
}

/** The segments of a JPEG up to its first scan that are not needed to decode it: applications' (APPn) and comments. */
function extrasOf(jpeg: Uint8Array): Part[] {
  const bytes = Buffer.from(jpeg);
  const extras: Part[] = [];
  for (let at = 2; bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1];
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe)
      extras.push({ name: marker.toString(16), content: bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2)) });
  }
  return extras;
}

test('a PNG gives back its pixels, the same bytes each time; a photo holds no chunk of metadata, a simulation its mark alone', async () => {
  const wrong: string[] = [];
  const names: string[][] = [];
  for (const origin of ['photo', 'simulation'] as const) {
    const [first, second] = [await encodePng(picture, origin), await encodePng(picture, origin)];
    if (Buffer.compare(first, second) !== 0) wrong.push(`${origin}: other bytes`);
    if (largestDifference(await sharp(first).raw().toBuffer(), picture.data) > 0) wrong.push(`${origin}: other pixels`);
    // pHYs is the encoder's fixed 72 dpi, nothing of the photo's.
    names.push(chunksOf(first).flatMap(({ name }) => (name === 'pHYs' ? [] : [name])));
  }
  expect({ wrong, names }).toEqual({
    wrong: [],
    names: [
      ['IHDR', 'IEND'],
      ['IHDR', 'iTXt', 'IEND'],
    ],
  });
});

test('a simulation says in its metadata that it is one, where readers look, and a JPEG’s pixels are those without it', async () => {
  const png = await encodePng(picture, 'simulation');
  const jpeg = await encodeJpeg(picture, 'simulation', { maxSidePx: 64, quality: 80 });
  const again = await encodeJpeg(picture, 'simulation', { maxSidePx: 64, quality: 80 });
  const plain = await encodeJpeg(picture, 'photo', { maxSidePx: 64, quality: 80 });
  const metadata = await sharp(jpeg).metadata();
  expect({
    png: chunksOf(png)
      .find(({ name }) => name === 'iTXt')
      ?.content.toString(),
    jpeg: extrasOf(jpeg).map(({ name, content }) => [name, content.toString()]),
    plain: extrasOf(plain),
    repeats: Buffer.compare(jpeg, again),
    pixels: largestDifference(await sharp(jpeg).raw().toBuffer(), await sharp(plain).raw().toBuffer()),
    read: [metadata.xmp?.toString(), metadata.exif, metadata.icc, metadata.iptc],
    readPng: (await sharp(png).metadata()).xmp?.toString(),
  }).toEqual({
    png: `XML:com.adobe.xmp\0\0\0\0\0${SIMULATION_XMP}`,
    jpeg: [['e1', `http://ns.adobe.com/xap/1.0/\0${SIMULATION_XMP}`]],
    plain: [],
    repeats: 0,
    pixels: 0,
    read: [SIMULATION_XMP, undefined, undefined, undefined],
    readPng: SIMULATION_XMP,
  });
});

test('the mark names what the picture is in words and by the IPTC’s term', () => {
  const property = (name: string): string | undefined =>
    new RegExp(`<${name}>([^]*?)</${name}>`)
      .exec(SIMULATION_XMP)?.[1]
      .replace(/<[^>]*>/g, '')
      .trim();
  expect([property('dc:description'), property('Iptc4xmpExt:DigitalSourceType')]).toEqual([
    'simulation, not a photograph',
    'http://cv.iptc.org/newscodes/digitalsourcetype/composite',
  ]);
});

test('a view into a larger buffer encodes its own pixels', async () => {
  const padded = new Uint8Array(picture.data.length + 100);
  padded.set(picture.data, 50);
  const view = raster('srgb8', WIDTH, HEIGHT, padded.subarray(50, 50 + picture.data.length));
  expect(Buffer.compare(await encodePng(view, 'photo'), await encodePng(picture, 'photo'))).toBe(0);
});

test('a JPEG preview keeps the aspect within its limit, never enlarges, and averages light', async () => {
  const small = await sharp(await encodeJpeg(picture, 'photo', { maxSidePx: 48, quality: 90 })).metadata();
  const same = await sharp(await encodeJpeg(picture, 'photo', { maxSidePx: 4000, quality: 90 })).metadata();
  expect([small.width, small.height, same.width, same.height]).toEqual([48, 36, WIDTH, HEIGHT]);

  // Rows of black and white: half the light is sRGB 188, the mean of the bytes would be 128.
  const rows = new Uint8Array(128 * 128 * 3).map((_, i) => (Math.floor(i / (128 * 3)) % 2 === 0 ? 255 : 0));
  const halved = await sharp(await encodeJpeg(raster('srgb8', 128, 128, rows), 'photo', { maxSidePx: 32, quality: 95 })).stats();
  expect(halved.channels[0].mean).toBeGreaterThan(180);
  expect(halved.channels[0].mean).toBeLessThan(196);
  const flat = await encodeJpeg(raster('srgb8', 64, 64, new Uint8Array(64 * 64 * 3).fill(143)), 'photo', { maxSidePx: 64, quality: 100 });
  expect(largestDifference(await sharp(flat).raw().toBuffer(), new Uint8Array(64 * 64 * 3).fill(143))).toBeLessThanOrEqual(1);
});

test('where the photo was taken never leaves with a picture', async () => {
  const canary = 'CANARY-52N13E';
  const exif = {
    IFD0: { ImageDescription: canary, Copyright: canary },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1', GPSAreaInformation: canary },
  };
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${canary}</note></x:xmpmeta>`;
  const files = {
    'a.jpg': await sample().withExif(exif).withXmp(xmp).jpeg().toBuffer(),
    'a.png': await sample().withExif(exif).withXmp(xmp).png().toBuffer(),
    'a.webp': await sample().withExif(exif).withXmp(xmp).webp().toBuffer(),
  };
  const missing: string[] = [];
  const leaks: string[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    if (!bytes.includes(canary) || !bytes.includes('52N13E')) missing.push(name);
    const photo = await decodePhoto(bytes, name);
    if (!photo.ok) throw new Error(photo.problem.message);
    for (const origin of ['photo', 'simulation'] as const) {
      const png = await encodePng(photo.value.photo, origin);
      const jpeg = await encodeJpeg(photo.value.photo, origin, { maxSidePx: 64, quality: 80 });
      for (const out of [png, jpeg]) {
        const written = await sharp(out).metadata();
        if (Buffer.from(out).includes(canary) || written.exif || written.iptc || written.icc) leaks.push(`${origin} of ${name}`);
        if (origin === 'photo' && written.xmp) leaks.push(`${origin} of ${name}`);
      }
    }
  }
  expect(missing).toEqual([]);
  expect(leaks).toEqual([]);
});

const PHONE = new URL('../../../../shared/photos/phone-04-buzzcut-forelock.jpg', import.meta.url);
test.skipIf(!existsSync(PHONE))(
  'a real phone photo of ten megapixels is read and written whole (skipped without the private photos)',
  async () => {
    const read = await readPhoto(PHONE.pathname);
    if (!read.ok) throw new Error(read.problem.message);
    const png = await encodePng(read.value.photo, 'photo');
    expect([read.value.photo.width, read.value.photo.height, read.value.notes]).toEqual([2933, 3427, []]);
    expect(png.length).toBeLessThan(10e6);
  },
);
