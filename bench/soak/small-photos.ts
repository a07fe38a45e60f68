/** Small files of every format that is read, as cameras, scanners, phones and editors write them: what is then changed, broken and planned. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePhantom, PHANTOM_DEFAULTS, seededRandom } from '@stubble/engine';
import sharp, { type Sharp } from 'sharp';
import { ROOT } from '../root.ts';

export const PX_PER_MM = 1;

export interface SmallPhoto {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One head, of the same pixels but for what a format loses; HEIC, which nothing here writes, from a file of the repository. */
export async function smallPhotos(): Promise<readonly SmallPhoto[]> {
  const { photo } = makePhantom(
    { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', skinType: 'III', stage: 4, pxPerMm: PX_PER_MM },
    seededRandom(7, 'head'),
  );
  const size = { width: photo.width, height: photo.height };
  const head = (): Sharp => sharp(photo.data, { raw: { ...size, channels: 3 } });
  const told = { IFD0: { Make: 'Stubble', Model: 'phantom' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 1373/100' } };
  const frames = await Promise.all([head(), head().negate()].map((frame) => frame.png().toBuffer()));
  const moving = (): Sharp => sharp(frames, { join: { animated: true } });
  const made: Readonly<Record<string, Sharp>> = {
    'phone.jpg': head().withExif(told).withMetadata({ orientation: 6 }).withIccProfile('p3').jpeg({ quality: 85 }),
    'progressive.jpg': head().jpeg({ quality: 80, progressive: true }),
    'grey.jpg': head().greyscale().jpeg({ quality: 80 }),
    'print.jpg': head().toColourspace('cmyk').jpeg({ quality: 80 }),
    'plain.png': head().png({ compressionLevel: 6 }),
    'deep.png': head().toColourspace('rgb16').withIccProfile('p3').png(),
    'palette.png': head().png({ palette: true, colours: 64 }),
    'interlaced.png': head().ensureAlpha(0.9).withExif(told).png({ progressive: true }),
    'lossy.webp': head().withExif(told).webp({ quality: 80 }),
    'lossless.webp': head().ensureAlpha(0.9).webp({ lossless: true, effort: 1 }),
    'moving.webp': moving().webp({ quality: 70, effort: 1 }),
    'plain.tif': head().tiff({ compression: 'none' }),
    'lzw.tif': head().withExif(told).tiff({ compression: 'lzw', predictor: 'horizontal' }),
    'deep.tif': head().toColourspace('rgb16').withIccProfile('p3').tiff({ compression: 'deflate' }),
    'jpeg.tif': head().tiff({ compression: 'jpeg', quality: 80 }),
    'tiles.tif': head().tiff({ compression: 'packbits', tile: true, tileWidth: 64, tileHeight: 64 }),
    'print.tif': head().toColourspace('cmyk').tiff({ compression: 'lzw' }),
    'pages.tif': moving().tiff({ compression: 'lzw' }),
    'phone.avif': head().withExif(told).withMetadata({ orientation: 8 }).withIccProfile('p3').avif({ quality: 60, effort: 0 }),
    'deep.avif': head().avif({ quality: 60, effort: 0, bitdepth: 10 }),
  };
  const photos = await Promise.all(Object.entries(made).map(async ([name, picture]) => ({ name, bytes: await picture.toBuffer() })));
  return [...photos, { name: 'head.heic', bytes: await readFile(join(ROOT, 'packages/files/src/fixtures/head.heic')) }];
}
