import { kindOfBytes, readHeader } from '@stubble/engine';
import { expect, test } from 'vitest';
import { checkPhoto, PHOTO_LIMITS, sizeProblem } from './check-photo.ts';
import { words } from './words.ts';

type Part = string | readonly number[] | Uint8Array;

/** Letters are bytes; so are numbers. */
function joined(...parts: readonly Part[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : [...part])));
}

const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
const little = (value: number, bytes: number): number[] => big(value, bytes).reverse();

const chunk = (name: string, data: readonly number[] = []): Uint8Array => joined(big(data.length, 4), name, data, [0, 0, 0, 0]);

function png(width: number, height: number, ...more: readonly Part[]): Uint8Array {
  const header = chunk('IHDR', [...big(width, 4), ...big(height, 4), 8, 2, 0, 0, 0]);
  return joined('\x89PNG\r\n\x1a\n', header, ...more, chunk('IDAT', [1, 2, 3]), chunk('IEND'));
}

const SCAN = joined([0xff, 0xda, 0, 3, 0], [7, 0xff, 0, 8, 0xff, 0xd0, 9]);

function jpeg(width: number, height: number, { components = 3, frame = 0xc0, scans = 1, before = joined() } = {}): Uint8Array {
  const sizes = [8, ...big(height, 2), ...big(width, 2), components, ...Array.from({ length: 3 * components }, () => 1)];
  return joined(
    [0xff, 0xd8],
    [0xff, 0xe0, 0, 4, 1, 1],
    before,
    [0xff, 0xc4, 0, 4, 1, 1],
    [0xff, frame, ...big(sizes.length + 2, 2), ...sizes],
    ...Array.from({ length: scans }, () => SCAN),
    [0xff, 0xd9],
  );
}

function webp(name: string, data: readonly number[]): Uint8Array {
  const body = joined('WEBP', name, little(data.length, 4), data, data.length % 2 === 1 ? [0] : []);
  return joined('RIFF', little(body.length, 4), body);
}

const lossy = (width: number, height: number): Uint8Array =>
  webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2), 0, 0, 0, 0]);
const lossless = (width: number, height: number): Uint8Array =>
  webp('VP8L', [0x2f, ...little(width - 1 + (height - 1) * 0x4000, 4), 0, 0, 0, 0, 0, 0]);
const extended = (width: number, height: number, flags = 0): Uint8Array =>
  webp('VP8X', [flags, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);

function problem(bytes: Uint8Array, name: string): string {
  const checked = checkPhoto(bytes, name);
  return checked.ok ? 'none' : checked.problem;
}

test('sizes are read from every kind of header, and a thumbnail inside is not taken for the picture', () => {
  const exif = joined([0xff, 0xe1, ...big(2 + jpeg(9, 9).length, 2)], jpeg(9, 9));
  const sizes = [
    readHeader('jpeg', jpeg(400, 300)),
    readHeader('jpeg', jpeg(400, 300, { frame: 0xc2, scans: 9 })),
    readHeader('jpeg', jpeg(400, 300, { before: exif })),
    readHeader('png', png(400, 300)),
    readHeader('webp', lossy(400, 300)),
    readHeader('webp', lossless(400, 300)),
    readHeader('webp', extended(400, 300)),
  ].map((header) => (header === null ? null : [header.widthPx, header.heightPx, header.complete]));
  expect(sizes).toEqual(Array.from({ length: 7 }, () => [400, 300, true]));
});

test('whole photos pass, with a note where something of them is lost', () => {
  const told = (bytes: Uint8Array, name: string) => {
    const checked = checkPhoto(bytes, name);
    return checked.ok ? checked.notes : checked.problem;
  };
  expect([
    told(jpeg(400, 300), 'head.JPG'),
    told(png(400, 300), 'no extension'),
    told(lossy(400, 300), 'a.webp'),
    told(jpeg(400, 300, { components: 4 }), 'print.jpeg'),
    told(png(400, 300, chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])), 'moving.png'),
    told(extended(400, 300, 0x02), 'moving.webp'),
  ]).toEqual([[], [], [], [words.printColours], [words.animated], [words.animated]]);
});

test('what is no JPEG, PNG or WebP is refused by its name', () => {
  const iso = (brand: string): Uint8Array => joined([0, 0, 0, 24], 'ftyp', brand, [0, 0, 0, 0]);
  const kinds = [
    iso('heic'),
    iso('mif1'),
    iso('avif'),
    iso('isom'),
    joined('GIF89a'),
    joined('II*\0'),
    joined('MM\0*'),
    joined('%PDF-1.7'),
    joined('BM', [9, 9, 9, 9, 0, 0, 0, 0]),
    joined('<?xml version="1.0"?><svg xmlns="x">'),
    joined('\xff\x0a'),
    joined('8BPS'),
    joined('PK\x03\x04'),
    joined('age-encryption.org/v1\n'),
    joined('RIFF', [0, 0, 0, 0], 'AVI '),
  ];
  expect(kinds.map(kindOfBytes)).toEqual('heic heic avif video gif tiff tiff pdf bmp svg jxl psd zip locked video'.split(' '));
  expect(problem(iso('heic'), 'IMG_1.HEIC')).toContain('is a HEIC picture; JPEG, PNG and WebP can be read');
  expect(kinds.filter((bytes) => !problem(bytes, 'a').includes('JPEG, PNG and WebP can be read'))).toEqual([]);
  expect(problem(joined('hello there'), 'a.jpg')).toBe('is not a picture; JPEG, PNG and WebP can be read');
  expect(problem(joined('BMW is a car and no bitmap'), 'a')).toBe(words.noPicture);
});

test('files that are mislabelled, cut, empty, too large or too small are refused', () => {
  const cut = (bytes: Uint8Array, by: number): Uint8Array => bytes.subarray(0, bytes.length - by);
  const many = joined(...Array.from({ length: PHOTO_LIMITS.parts }, () => chunk('tEXt')));
  expect([
    problem(png(400, 300), 'a.jpg'),
    problem(jpeg(400, 300), 'a.heic'),
    problem(joined(), 'a.jpg'),
    problem(cut(jpeg(400, 300), 2), 'a.jpg'),
    problem(cut(png(400, 300), 12), 'a.png'),
    problem(cut(extended(400, 300), 0).subarray(0, 25), 'a.webp'),
    problem(cut(lossless(400, 300), 1), 'a.webp'),
    problem(joined([0xff, 0xd8, 0xff, 0xd9]), 'a.jpg'),
    problem(png(10_001, 10_000), 'a.png'),
    problem(png(400, 63), 'a.png'),
    problem(png(0, 300), 'a.png'),
    problem(jpeg(400, 300, { frame: 0xc2, scans: 33 }), 'a.jpg'),
    problem(png(400, 300, many), 'a.png'),
  ]).toEqual([
    'is mislabelled: it holds a PNG picture, but its name says a JPEG picture',
    'is mislabelled: it holds a JPEG picture, but its name says a HEIC picture',
    'is empty',
    'is cut short: its end is missing',
    'is cut short: its end is missing',
    'is damaged or cut short: it begins as a WebP picture, but its size in pixels cannot be read',
    'is cut short: its end is missing',
    'is damaged or cut short: it begins as a JPEG picture, but its size in pixels cannot be read',
    'has too many pixels: 10001 × 10000 pixels, where 100 megapixels is the most that is read',
    'is too small: 400 × 63 pixels, where 64 pixels is the shortest side that is read',
    'is damaged or cut short: it begins as a PNG picture, but its size in pixels cannot be read',
    'is built of 33 scans, where 32 is the most that is read',
    'is built of 50003 parts, where 50000 is the most that is read',
  ]);
  expect(sizeProblem(80e6 + 1)).toContain('80 MB is the most');
  expect(sizeProblem(80e6)).toBe(null);
});

test('no bytes break the reading of headers, and none takes long', () => {
  const samples = [jpeg(400, 300, { scans: 3 }), png(400, 300), lossy(400, 300), lossless(400, 300), extended(400, 300)];
  for (const whole of samples) {
    for (let n = 0; n <= whole.length; n++) checkPhoto(whole.slice(0, n), 'a');
    for (let i = 0; i < whole.length; i++)
      for (const value of [0, 0x7f, 0xff]) {
        const bytes = whole.slice();
        bytes[i] = value;
        checkPhoto(bytes, 'a');
      }
  }
  const marks = new Uint8Array(2e7).fill(0xff);
  for (let i = 1; i < marks.length; i += 2) marks[i] = 0;
  marks.set([0xff, 0xd8, 0xff, 0xda, 0, 2]);
  const started = performance.now();
  expect(problem(marks, 'a.jpg')).toContain('damaged');
  expect(performance.now() - started).toBeLessThan(2000);
});
