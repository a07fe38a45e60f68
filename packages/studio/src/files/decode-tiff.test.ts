/** Against another reader of such files: libtiff, by way of sharp. */
import { deflateSync } from 'node:zlib';
import { readHeader } from '@stubble/engine';
import * as geotiff from 'geotiff';
import sharp, { type Sharp, type TiffOptions } from 'sharp';
import { expect, test } from 'vitest';
import { type Bands, tiffBands } from './decode-tiff.ts';
import { inflated, unpackedBits } from './tiff-blocks.ts';

const [WIDTH, HEIGHT] = [97, 70];
type Bytes = Uint8Array<ArrayBuffer>;

/** Smooth in places, so that packers find something to pack, with every level in it. */
const sample = (x: number, y: number, c: number): number => (x < 40 ? 3 * x + 40 * c : (7 * x + 13 * y + 61 * c) % 256);
const samples = (channels: number): number[] =>
  Array.from({ length: WIDTH * HEIGHT * channels }, (_, i) => {
    const [pixel, c] = [Math.floor(i / channels), i % channels];
    return sample(pixel % WIDTH, Math.floor(pixel / WIDTH), c);
  });

function picture(channels: 1 | 2 | 3 | 4): Sharp {
  return sharp(Uint8Array.from(samples(channels)), { raw: { width: WIDTH, height: HEIGHT, channels } });
}

async function written(
  channels: 1 | 2 | 3 | 4,
  colours: 'srgb' | 'b-w' | 'rgb16' | 'grey16' | 'cmyk',
  options: TiffOptions,
): Promise<Bytes> {
  return new Uint8Array(await picture(channels).toColourspace(colours).tiff(options).toBuffer());
}

interface Handmade {
  readonly photometric: number;
  readonly samples: number;
  readonly bits?: 8 | 16;
  readonly isLittle?: boolean;
  readonly isPlanar?: boolean;
  readonly isPremultiplied?: boolean;
  readonly extra?: readonly (readonly [tag: number, type: 3, values: readonly number[]])[];
}

/** Kinds that sharp does not write: one strip (or one a colour), unpacked. */
function handmade(kind: Handmade): Bytes {
  const { photometric, samples: channels, bits = 8, isLittle = true, isPlanar = false, isPremultiplied = false, extra = [] } = kind;
  const plain = samples(channels);
  const times = (i: number): number => (isPremultiplied && i % 4 < 3 ? plain[i - (i % 4) + 3] / 255 : 1);
  const values = plain.map((value, i) => Math.floor(value * times(i)) * (bits === 16 ? 257 : 1));
  const stored = isPlanar ? Array.from({ length: channels }, (_, c) => values.filter((_, i) => i % channels === c)) : [values];
  const lengths = stored.map((strip) => (strip.length * bits) / 8);
  const starts = lengths.map((_, i) => 8 + lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
  const tags: (readonly [number, 3 | 4, readonly number[]])[] = [
    [256, 3, [WIDTH]],
    [257, 3, [HEIGHT]],
    [258, 3, Array.from({ length: channels }, () => bits)],
    [259, 3, [1]],
    [262, 3, [photometric]],
    [273, 4, starts],
    [277, 3, [channels]],
    [278, 3, [HEIGHT]],
    [279, 4, lengths],
    [284, 3, [isPlanar ? 2 : 1]],
    ...extra,
  ];
  const first = 8 + lengths.reduce((sum, length) => sum + length, 0);
  const view = new DataView(
    new ArrayBuffer(first + 6 + 12 * tags.length + tags.reduce((sum, [, type, list]) => sum + (type - 2) * 2 * list.length, 0)),
  );
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, first, isLittle);
  stored.flat().forEach((value, i) => {
    if (bits === 16) view.setUint16(8 + 2 * i, value, isLittle);
    else view.setUint8(8 + i, value);
  });
  view.setUint16(first, tags.length, isLittle);
  let far = first + 6 + 12 * tags.length;
  tags
    .sort(([a], [b]) => a - b)
    .forEach(([tag, type, list], entry) => {
      const at = first + 2 + 12 * entry;
      const bytes = type === 3 ? 2 : 4;
      view.setUint16(at, tag, isLittle);
      view.setUint16(at + 2, type, isLittle);
      view.setUint32(at + 4, list.length, isLittle);
      const isNear = bytes * list.length <= 4;
      if (!isNear) view.setUint32(at + 8, far, isLittle);
      list.forEach((value, i) => {
        const to = (isNear ? at + 8 : far) + bytes * i;
        if (type === 3) view.setUint16(to, value, isLittle);
        else view.setUint32(to, value, isLittle);
      });
      if (!isNear) far += bytes * list.length;
    });
  return new Uint8Array(view.buffer);
}

async function bandsOf(bytes: Bytes): Promise<Bands> {
  const header = readHeader('tiff', bytes);
  if (header === null) throw new Error('no header');
  return tiffBands(geotiff, bytes, header, async (jpeg) => {
    const { data, info } = await sharp(jpeg).ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    return { height: info.height, rgba: new Uint8ClampedArray(data) };
  });
}

async function pixelsOf(bytes: Bytes): Promise<{ readonly channels: number; readonly data: number[] }> {
  const { channels, bands } = await bandsOf(bytes);
  const data: number[] = [];
  for await (const band of bands) for (const value of band) data.push(value);
  return { channels, data };
}

/** Largest difference from what sharp reads. */
async function apart(bytes: Bytes): Promise<number> {
  const mine = await pixelsOf(bytes);
  const { data, info } = await sharp(bytes).toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== mine.channels || data.length !== mine.data.length) return Number.POSITIVE_INFINITY;
  return mine.data.reduce((most, value, i) => Math.max(most, Math.abs(value - data[i])), 0);
}

test('every packing, in strips and in tiles, gives the pixels of libtiff', async () => {
  const found: Record<string, number> = {};
  for (const compression of ['none', 'lzw', 'deflate', 'packbits', 'jpeg'] as const)
    for (const predictor of ['none', 'horizontal'] as const)
      for (const tile of [false, true]) {
        const bytes = await written(3, 'srgb', { compression, predictor, tile, tileWidth: 32, tileHeight: 48, quality: 95 });
        found[`${compression} ${predictor} ${tile}`] = await apart(bytes);
      }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, 0])));
});

test('grey, opacity, 16 bits, inks, palettes and the other order of bytes give the pixels of libtiff', async () => {
  const ramp = Array.from({ length: 768 }, (_, i) => ((i * 37) % 256) * 257);
  const found: Record<string, number> = {
    grey: await apart(await written(1, 'b-w', { compression: 'lzw' })),
    grey16: await apart(await written(1, 'grey16', { compression: 'lzw', predictor: 'horizontal' })),
    greyJpeg: await apart(await written(1, 'b-w', { compression: 'jpeg', quality: 95 })),
    rgba: await apart(await written(4, 'srgb', { compression: 'deflate', predictor: 'horizontal' })),
    rgb16: await apart(
      await written(3, 'rgb16', { compression: 'deflate', predictor: 'horizontal', tile: true, tileWidth: 64, tileHeight: 16 }),
    ),
    rgba16: await apart(await written(4, 'rgb16', { compression: 'none' })),
    big: await apart(handmade({ photometric: 2, samples: 3, bits: 16, isLittle: false })),
    planar: await apart(handmade({ photometric: 2, samples: 3, isPlanar: true })),
    planar16: await apart(handmade({ photometric: 2, samples: 3, bits: 16, isLittle: false, isPlanar: true })),
    white: await apart(handmade({ photometric: 0, samples: 1 })),
    palette: await apart(handmade({ photometric: 3, samples: 1, extra: [[320, 3, ramp]] })),
    premultiplied: await apart(handmade({ photometric: 2, samples: 4, isPremultiplied: true, extra: [[338, 3, [1]]] })),
    inks: await apart(handmade({ photometric: 5, samples: 4 })),
    inksJpeg: await apart(await written(3, 'cmyk', { compression: 'jpeg', quality: 95 })),
  };
  // libvips gives inks the colours of a printing press, as browsers do not; and cuts where colours are divided by opacity
  const most: Readonly<Record<string, number>> = { inks: 90, inksJpeg: 90, premultiplied: 1 };
  expect(Object.entries(found).filter(([name, levels]) => levels > (most[name] ?? 0))).toEqual([]);
});

test('what is cut, too large for its picture or of unlike samples ends in an error, and a bomb in few bytes of memory', async () => {
  const whole = handmade({ photometric: 2, samples: 3 });
  const view = new DataView(whole.buffer);
  const first = view.getUint32(4, true);
  const entryOf = (tag: number): number => {
    for (let at = first + 2; ; at += 12) if (view.getUint16(at, true) === tag) return at;
  };
  const changed = (tag: number, change: (view: DataView, at: number) => void): Bytes => {
    const copy = whole.slice();
    change(new DataView(copy.buffer), entryOf(tag));
    return copy;
  };
  const wrong = [
    changed(279, (bytes, at) => bytes.setUint32(at + 8, 100, true)),
    changed(277, (bytes, at) => bytes.setUint16(at + 8, 2, true)),
    changed(262, (bytes, at) => bytes.setUint16(at + 8, 8, true)),
    // the same bytes taken for LZW, deflate and JPEG
    ...[5, 8, 7].map((packing) => changed(259, (bytes, at) => bytes.setUint16(at + 8, packing, true))),
  ];
  const outcomes: string[] = [];
  for (const bytes of wrong)
    outcomes.push(
      await pixelsOf(bytes).then(
        ({ data }) => `${data.length}`,
        () => 'refused',
      ),
    );
  const bomb = deflateSync(Buffer.alloc(50e6));
  const unpacked = await inflated(new Uint8Array(bomb), 1000);
  const repeated = unpackedBits(
    Uint8Array.from({ length: 2e6 }, (_, i) => (i % 2 === 0 ? 129 : 7)),
    1000,
  );
  expect([outcomes, unpacked.length, repeated.length]).toEqual([outcomes.map(() => 'refused'), 1000, 1000]);
});
