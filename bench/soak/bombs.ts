/** Small files that would unfold to gigabytes, or take minutes: refused before, or at once when, a decoder is asked. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { seededRandom } from '@stubble/engine';
import { decodePhoto } from '@stubble/files';
import sharp, { type Sharp } from 'sharp';
import { ROOT } from '../root.ts';
import type { Part } from './part.ts';
import { box, u16, u32 } from './places/heif.ts';

const HEIC = join(ROOT, 'packages/files/src/fixtures/head.heic');
const MOST_MS = 50;
const MOST_MORE_BYTES = 1e9;
/** Sides that headers claim: powers of two, the most that each format can say, and just above the limit. */
const SIDES: readonly (readonly [width: number, height: number])[] = [
  [16_384, 16_384],
  [32_768, 32_768],
  [65_535, 65_535],
  [65_500, 64],
  [10_001, 10_000],
  [16_383, 16_383],
];

interface Bomb {
  readonly name: string;
  readonly bytes: Buffer;
}

export const part: Part = {
  name: 'bombs',
  says: `crafted pictures are refused within ${MOST_MS} ms`,
  count: 200,
  run: async ({ count, seed, log }) => {
    const kinds = await makers();
    const random = seededRandom(seed, 'bombs');
    const wrong: string[] = [];
    const before = process.memoryUsage.rss();
    // the decoder's process is started by the first photo, and libheif loaded by the first HEIC, whatever they are
    const loads = async (): Promise<unknown> => decodePhoto(heic, 'first.heic');
    const heic = await readFile(HEIC);
    let slowest = { ms: 0, name: '' };
    for (let i = 0; i < count; i++) {
      const { name, bytes } = await kinds[i % kinds.length](random.below);
      await loads();
      const start = performance.now();
      const result = await decodePhoto(bytes, name);
      const ms = performance.now() - start;
      if (ms > slowest.ms) slowest = { ms, name };
      if (result.ok) wrong.push(`bomb ${i} of seed ${seed}, ${name}: was read`);
      else if (ms > MOST_MS) wrong.push(`bomb ${i} of seed ${seed}, ${name}: refused after ${ms.toFixed()} ms (${result.problem.message})`);
      if (i % 50 === 49) log(`${i + 1} bombs`);
    }
    const rise = process.memoryUsage.rss() - before;
    if (rise > MOST_MORE_BYTES) wrong.push(`memory rose by ${Math.round(rise / 1e6)} MB`);
    const figures = {
      bombs: count,
      kinds: kinds.length,
      slowestMs: slowest.ms.toFixed(1),
      slowest: slowest.name,
      memoryRiseMb: Math.round(rise / 1e6),
    };
    return { figures, wrong: wrong.slice(0, 50) };
  },
};

type Maker = (below: (n: number) => number) => Bomb | Promise<Bomb>;

const plain = (width = 96, height = 72): Sharp => sharp({ create: { width, height, channels: 3, background: { r: 150, g: 110, b: 90 } } });

async function makers(): Promise<readonly Maker[]> {
  const [png, jpeg, tiff, tiles, avif] = await Promise.all([
    plain().png().toBuffer(),
    plain().jpeg().toBuffer(),
    plain().tiff({ compression: 'lzw' }).toBuffer(),
    plain().tiff({ compression: 'lzw', tile: true, tileWidth: 64, tileHeight: 64 }).toBuffer(),
    plain().avif({ effort: 0 }).toBuffer(),
  ]);
  const webps = await Promise.all([
    plain().webp().toBuffer(),
    plain().webp({ lossless: true }).toBuffer(),
    plain().ensureAlpha(0.5).webp().toBuffer(),
  ]);
  const heic = await readFile(HEIC);
  // one colour all over: few bytes, many pixels
  const wide = await plain(8000, 8000).avif({ effort: 0, quality: 10 }).toBuffer();
  const progressive = await plain().jpeg({ progressive: true }).toBuffer();
  const side = (below: (n: number) => number): readonly [number, number] => SIDES[below(SIDES.length)];
  return [
    (below) => ({ name: 'size.png', bytes: pngOfSize(png, ...side(below)) }),
    (below) => ({ name: 'most.png', bytes: pngOfSize(png, 2 ** 31 - 1 - below(9), 64 + below(9)) }),
    (below) => ({ name: 'size.jpg', bytes: jpegOfSize(jpeg, ...side(below)) }),
    (below) => ({ name: 'size.webp', bytes: webpOfSize(webps[below(3)]) }),
    (below) => ({
      name: 'size.tif',
      bytes: tagged(tiff, [
        [256, side(below)[0]],
        [257, side(below)[1] + 65_000],
      ]),
    }),
    (below) => ({
      name: 'tiles.tif',
      bytes: tagged(tiles, [
        [322, 16 * (300 + below(4000))],
        [323, 16 * (1000 + below(3000))],
      ]),
    }),
    (below) => ({ name: 'channels.tif', bytes: tagged(tiff, [[277, 5 + below(60_000)]]) }),
    (below) => ({ name: 'circle.tif', bytes: circling(tiff, below(2) === 0) }),
    (below) => ({ name: 'size.avif', bytes: ispeOfSize(avif, ...side(below)) }),
    (below) => ({ name: 'size.heic', bytes: ispeOfSize(heic, ...side(below)) }),
    () => ({ name: 'smaller-than-coded.avif', bytes: ispeOfSize(wide, 96, 72) }),
    () => ({ name: 'smaller-than-coded.heic', bytes: ispeOfSize(heic, 64, 64) }),
    (below) => ({ name: 'tiles.heic', bytes: grid(200 + below(60_000), 4000, 4000) }),
    (below) => ({ name: 'one-tile-often.heic', bytes: grid(60_000 + below(5000), 4096, 4096, true) }),
    (below) => ({
      name: 'boxes.avif',
      bytes: Buffer.concat([avif.subarray(0, 32), box('meta', u32(0), Buffer.alloc(8 * (100_000 + below(400_000)), box('free')))]),
    }),
    (below) => ({ name: 'crumbs.png', bytes: withPieces(png, 33, pngChunk('vpAg', Buffer.alloc(0)), 60_000 + below(200_000)) }),
    (below) => ({ name: 'crumbs.jpg', bytes: withPieces(jpeg, 2, Buffer.from([0xff, 0xfe, 0, 2]), 60_000 + below(500_000)) }),
    (below) => ({
      name: 'crumbs.webp',
      bytes: riffOf(withPieces(webps[2], webps[2].length, Buffer.from('ABCD\0\0\0\0'), 60_000 + below(100_000))),
    }),
    (below) => ({ name: 'scans.jpg', bytes: scanned(progressive, 40 + below(400)) }),
    (below) => ({
      name: 'marks.jpg',
      bytes: Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(2 * (100_000 + below(900_000)), Buffer.from([0xff, 0]))]),
    }),
    (below) => ({ name: 'frames.png', bytes: withPieces(png, 33, pngChunk('fcTL', Buffer.alloc(26)), 55_000 + below(100_000)) }),
    (below) => ({ name: 'short.png', bytes: idatOf(png, 96, 72, deflateSync(Buffer.alloc(below(20_000)))) }),
    (below) => ({ name: 'laughs.svg', bytes: Buffer.from(laughs(8 + below(3))) }),
    (below) => ({ name: 'size.gif', bytes: Buffer.from([...Buffer.from('GIF89a'), 0xff, 0xff, 0xff, 0xff, 0x80, below(256), 0]) }),
    (below) => ({
      name: 'size.bmp',
      bytes: Buffer.concat([Buffer.from('BM'), u32(0), u32(0), u32(0x36000000), Buffer.alloc(60, below(256))]),
    }),
  ];
}

function pngOfSize(png: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)]);
}

function idatOf(png: Buffer, width: number, height: number, idat: Buffer): Buffer {
  return Buffer.concat([pngOfSize(png, width, height).subarray(0, 33), pngChunk('IDAT', idat), pngChunk('IEND', Buffer.alloc(0))]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

function jpegOfSize(jpeg: Buffer, width: number, height: number): Buffer {
  const made = Buffer.from(jpeg);
  const frame = made.indexOf(Buffer.from([0xff, 0xc0]));
  made.writeUInt16BE(height, frame + 5);
  made.writeUInt16BE(width, frame + 7);
  return made;
}

/** The most that each of its three kinds of header can say. */
function webpOfSize(webp: Buffer): Buffer {
  const made = Buffer.from(webp);
  const kind = made.toString('latin1', 12, 16);
  if (kind === 'VP8 ') made.fill(0xff, 26, 30);
  else if (kind === 'VP8L') made.writeUInt32LE(((made.readUInt32LE(21) & 0xf0000000) >>> 0) | 0x0fffffff, 21);
  else made.fill(0xff, 24, 30);
  return made;
}

/** Values of numbers in the first directory of a little-endian TIFF file; those of more than one value get the first alone. */
function tagged(tiff: Buffer, values: readonly (readonly [tag: number, value: number])[]): Buffer {
  const made = Buffer.from(tiff);
  const start = made.readUInt32LE(4);
  for (let entry = start + 2; entry < start + 2 + 12 * made.readUInt16LE(start); entry += 12)
    for (const [tag, value] of values)
      if (made.readUInt16LE(entry) === tag) {
        made.writeUInt16LE(4, entry + 2);
        made.writeUInt32LE(1, entry + 4);
        made.writeUInt32LE(value, entry + 8);
      }
  return made;
}

/** Pages that lead back to the first, or a page after it that does. */
function circling(tiff: Buffer, isShort: boolean): Buffer {
  const start = tiff.readUInt32LE(4);
  const link = start + 2 + 12 * tiff.readUInt16LE(start);
  const page = tiff.subarray(start, link);
  const second = isShort ? Buffer.alloc(0) : Buffer.concat([page, Buffer.from(u32(0))]);
  const made = Buffer.concat([tiff, second]);
  made.writeUInt32LE(isShort ? start : tiff.length, link);
  if (!isShort) made.writeUInt32LE(start, made.length - 4);
  return made;
}

function ispeOfSize(file: Buffer, width: number, height: number): Buffer {
  const made = Buffer.from(file);
  for (let at = made.indexOf('ispe'); at >= 0; at = made.indexOf('ispe', at + 4)) {
    made.writeUInt32BE(width, at + 8);
    made.writeUInt32BE(height, at + 12);
  }
  return made;
}

/** A picture of tiles as far as its frame goes: nothing is decoded of it. */
function grid(tiles: number, width: number, height: number, isOneTile = false): Buffer {
  const count = Math.min(tiles, 65_535);
  const infe = (id: number, type: string): Buffer => box('infe', u32(0x02000000), u16(id), u16(0), Buffer.from(`${type}\0`));
  const ids = Buffer.concat(Array.from({ length: count }, (_, i) => u16(isOneTile ? 2 : 2 + (i % 60_000))));
  const ispe = (w: number, h: number): Buffer => box('ispe', u32(0), u32(w), u32(h));
  const ofTile = Buffer.concat(
    Array.from({ length: isOneTile ? 1 : Math.min(count, 60_000) }, (_, i) => Buffer.concat([u16(2 + i), Buffer.from([1, 2])])),
  );
  return Buffer.concat([
    box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic')),
    box(
      'meta',
      u32(0),
      box('pitm', u32(0), u16(1)),
      box('iinf', u32(0), u16(2), infe(1, 'grid'), infe(2, 'hvc1')),
      box('iref', u32(0), box('dimg', u16(1), u16(count), ids)),
      box(
        'iprp',
        box('ipco', ispe(640, 480), ispe(width, height)),
        box('ipma', u32(0), u32(1 + ofTile.length / 4), Buffer.concat([u16(1), Buffer.from([1, 1])]), ofTile),
      ),
      box('iloc', u32(0), Buffer.from([0x44, 0]), u16(0)),
    ),
  ]);
}

function withPieces(file: Buffer, at: number, piece: Buffer, count: number): Buffer {
  return Buffer.concat([file.subarray(0, at), Buffer.alloc(count * piece.length, piece), file.subarray(at)]);
}

function riffOf(webp: Buffer): Buffer {
  webp.writeUInt32LE(webp.length - 8, 4);
  return webp;
}

function scanned(progressive: Buffer, times: number): Buffer {
  const scan = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
  return Buffer.concat([
    progressive.subarray(0, scan),
    Buffer.alloc(times * (progressive.length - 2 - scan), progressive.subarray(scan, -2)),
    progressive.subarray(-2),
  ]);
}

function laughs(levels: number): string {
  const entities = Array.from({ length: levels }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  return `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l${levels};</text></svg>`;
}
