import { expect, test } from 'vitest';
import { checkPhoto, READABLE, sizeProblem } from './check.ts';
import { readHeader } from './header.ts';
import { kindOfBytes } from './kind.ts';
import { MOST_PARTS } from './picture-header.ts';

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
  return checked.ok ? 'none' : checked.problem.message;
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
    return checked.ok ? checked.value.notes.map(({ code }) => code) : checked.problem.message;
  };
  expect([
    told(jpeg(400, 300), 'head.JPG'),
    told(png(400, 300), 'no extension'),
    told(lossy(400, 300), 'a.webp'),
    told(jpeg(400, 300, { components: 4 }), 'print.jpeg'),
    told(png(400, 300, chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])), 'moving.png'),
    told(extended(400, 300, 0x02), 'moving.webp'),
  ]).toEqual([[], [], [], ['photo-print-colours'], ['photo-animated'], ['photo-animated']]);
});

test('what is no photo, or none that is read, is refused by its name', () => {
  const iso = (brand: string, ...more: readonly string[]): Uint8Array =>
    joined(big(16 + 4 * more.length, 4), 'ftyp', brand, [0, 0, 0, 0], ...more);
  const kinds = [
    iso('isom'),
    iso('crx '),
    joined('GIF89a'),
    joined('IIRO'),
    joined('%PDF-1.7'),
    joined('BM', [9, 9, 9, 9, 0, 0, 0, 0]),
    joined('<?xml version="1.0"?><svg xmlns="x">'),
    joined('\xff\x0a'),
    joined('8BPS'),
    joined('PK\x03\x04'),
    joined('age-encryption.org/v1\n'),
    joined('RIFF', [0, 0, 0, 0], 'AVI '),
  ];
  expect(kinds.map(kindOfBytes)).toEqual('video raw gif raw pdf bmp svg jxl psd zip locked video'.split(' '));
  expect(kinds.filter((bytes) => !problem(bytes, 'a').endsWith(`; ${READABLE} can be read`))).toEqual([]);
  const read = [iso('heic'), iso('mif1'), iso('mif1', 'miaf', 'avif'), iso('avif'), iso('avis'), joined('II*\0'), joined('MM\0*')];
  expect(read.map(kindOfBytes)).toEqual('heic heic avif avif avif tiff tiff'.split(' '));
  expect(problem(joined('hello there'), 'a.jpg')).toBe(`is not a picture; ${READABLE} can be read`);
  expect(problem(joined('BMW is a car and no bitmap'), 'a')).toBe(`is not a picture; ${READABLE} can be read`);
  expect(problem(tiff({}), 'DSC_1.NEF')).toBe(`is a camera raw picture; ${READABLE} can be read`);
});

interface TiffParts {
  readonly width?: number;
  readonly height?: number;
  readonly tags?: readonly (readonly [tag: number, type: 3 | 4, value: number])[];
  readonly pages?: number;
}

/** One strip of bytes behind its directories; tags given replace or follow the usual ones. */
function tiff({ width = 400, height = 300, tags = [], pages = 1 }: TiffParts, order: 'II' | 'MM' = 'II'): Uint8Array {
  const number = order === 'II' ? little : big;
  const usual: TiffParts['tags'] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [279, 4, 8],
  ];
  const all = [...usual.filter(([tag]) => !tags.some(([other]) => other === tag)), ...tags].sort(([a], [b]) => a - b);
  const start = 16;
  const bytes = 2 + 12 * all.length + 4;
  const entry = ([tag, type, value]: readonly [number, 3 | 4, number]): readonly number[] => [
    ...number(tag, 2),
    ...number(type, 2),
    ...number(1, 4),
    ...(type === 3 ? [...number(value, 2), 0, 0] : number(value, 4)),
  ];
  const directories = Array.from({ length: pages }, (_, page) =>
    joined(number(all.length, 2), all.flatMap(entry), number(page === pages - 1 ? 0 : start + bytes * (page + 1), 4)),
  );
  return joined(order, number(42, 2), number(start, 4), [1, 2, 3, 4, 5, 6, 7, 8], ...directories);
}

test('frames of TIFF tell of their pages, and what of them is not read', () => {
  const told = (parts: TiffParts, name = 'scan.tif') => {
    const checked = checkPhoto(tiff(parts), name);
    return checked.ok ? checked.value.notes.map(({ code }) => code).join() : checked.problem.message;
  };
  const circle = tiff({});
  circle.set(little(16, 4), circle.length - 4);
  const beyond = tiff({});
  beyond.set(little(1e9, 4), 4);
  expect([
    readHeader('tiff', tiff({ tags: [[274, 3, 6]] }, 'MM'))?.orientation,
    told({}),
    told({ pages: 3 }),
    told({
      tags: [
        [262, 3, 5],
        [277, 3, 4],
      ],
    }),
    told({ tags: [[258, 3, 32]] }),
    told({ tags: [[258, 3, 1]] }),
    told({ tags: [[339, 3, 3]] }),
    told({ tags: [[259, 3, 4]] }),
    told({ tags: [[277, 3, 9]] }),
    told({ tags: [[262, 3, 32803]] }),
    told({ tags: [[254, 4, 1]] }),
    told({
      tags: [
        [322, 4, 60_000],
        [323, 4, 60_000],
        [324, 4, 8],
        [325, 4, 8],
      ],
    }),
    told({ tags: [[273, 4, 1e6]] }),
    told({ width: 20_000, height: 20_000 }),
    told({ pages: 101 }),
    problem(circle, 'a.tif'),
    problem(beyond, 'a.tif'),
    problem(joined('II+\0', [8, 0, 0, 0, 16, 0, 0, 0]), 'a.tif'),
  ]).toEqual([
    6,
    '',
    'photo-pages',
    'photo-print-colours',
    'holds 32-bit colours, where 8 and 16 bits are read',
    'holds 1-bit colours, where 8 and 16 bits are read',
    'holds colours that are not whole positive numbers, as measurements do and photos do not',
    'is packed in a way (number 4) that is not read; LZW, deflate, PackBits and JPEG are',
    'holds 9 channels of colour, where 2 is the most that is read of this kind',
    'is a camera raw picture, which is not read; its own program saves it as TIFF or JPEG',
    'is a camera raw picture, which is not read; its own program saves it as TIFF or JPEG',
    'is built of tiles of 60000 × 60000 pixels, where 16 × 2²⁰ pixels is the most that is read',
    'is cut short: its end is missing',
    'has too many pixels: 20000 × 20000 pixels, where 100 megapixels is the most that is read',
    'holds more than 100 pictures',
    'holds more than 100 pictures',
    'is damaged or cut short: it begins as a TIFF picture, but its size in pixels cannot be read',
    'is a BigTIFF file, made for more than 4 GB; saved as ordinary TIFF it can be read',
  ]);
});

test('files that are mislabelled, cut, empty, too large or too small are refused', () => {
  const cut = (bytes: Uint8Array, by: number): Uint8Array => bytes.subarray(0, bytes.length - by);
  const many = joined(...Array.from({ length: MOST_PARTS }, () => chunk('tEXt')));
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
    'is built of more than 50000 parts, the most that is read',
  ]);
  expect(sizeProblem(80e6 + 1)).toContain('80 MB is the most');
  expect(sizeProblem(80e6)).toBe(null);
});

test('no bytes break the reading of headers, and none takes long', () => {
  const samples = [
    jpeg(400, 300, { scans: 3 }),
    png(400, 300),
    lossy(400, 300),
    lossless(400, 300),
    extended(400, 300),
    tiff({ pages: 2 }),
  ];
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
