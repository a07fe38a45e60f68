import { existsSync } from 'node:fs';
import { raster } from '@stubble/engine';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodePhoto, readPhoto } from './photo.ts';
import { encodeJpeg, encodePng } from './picture.ts';
import { HEIGHT, largestDifference, sample, samplePixels, WIDTH } from './sample.test-helper.ts';

const picture = raster('srgb8', WIDTH, HEIGHT, samplePixels());

test('a PNG gives back its pixels, the same bytes each time, and holds no chunk of metadata', async () => {
  const [first, second] = [await encodePng(picture), await encodePng(picture)];
  expect(Buffer.compare(first, second)).toBe(0);
  expect(largestDifference(await sharp(first).raw().toBuffer(), picture.data)).toBe(0);
  const bytes = Buffer.from(first);
  const chunks = new Set<string>();
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) chunks.add(bytes.toString('latin1', at + 4, at + 8));
  // pHYs is the encoder's fixed 72 dpi, nothing of the photo's.
  expect([...chunks].filter((name) => name !== 'pHYs')).toEqual(['IHDR', 'IDAT', 'IEND']);
});

test('a view into a larger buffer encodes its own pixels', async () => {
  const padded = new Uint8Array(picture.data.length + 100);
  padded.set(picture.data, 50);
  const view = raster('srgb8', WIDTH, HEIGHT, padded.subarray(50, 50 + picture.data.length));
  expect(Buffer.compare(await encodePng(view), await encodePng(picture))).toBe(0);
});

test('a JPEG preview keeps the aspect within its limit, never enlarges, and averages light', async () => {
  const small = await sharp(await encodeJpeg(picture, { maxSidePx: 48, quality: 90 })).metadata();
  const same = await sharp(await encodeJpeg(picture, { maxSidePx: 4000, quality: 90 })).metadata();
  expect([small.width, small.height, same.width, same.height]).toEqual([48, 36, WIDTH, HEIGHT]);

  // Rows of black and white: half the light is sRGB 188, the mean of the bytes would be 128.
  const rows = new Uint8Array(128 * 128 * 3).map((_, i) => (Math.floor(i / (128 * 3)) % 2 === 0 ? 255 : 0));
  const halved = await sharp(await encodeJpeg(raster('srgb8', 128, 128, rows), { maxSidePx: 32, quality: 95 })).stats();
  expect(halved.channels[0].mean).toBeGreaterThan(180);
  expect(halved.channels[0].mean).toBeLessThan(196);
  const flat = await encodeJpeg(raster('srgb8', 64, 64, new Uint8Array(64 * 64 * 3).fill(143)), { maxSidePx: 64, quality: 100 });
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
    for (const out of [await encodePng(photo.value.photo), await encodeJpeg(photo.value.photo, { maxSidePx: 64, quality: 80 })]) {
      const written = await sharp(out).metadata();
      if (Buffer.from(out).includes(canary) || written.exif || written.xmp || written.iptc || written.icc) leaks.push(name);
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
    const png = await encodePng(read.value.photo);
    expect([read.value.photo.width, read.value.photo.height, read.value.notes]).toEqual([2933, 3427, []]);
    expect(png.length).toBeLessThan(10e6);
  },
);
