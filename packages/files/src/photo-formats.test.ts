/** Photos in the formats of scanners, cameras and phones: each upright, in its right colours, or refused with the reason. */

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { displayP3Profile } from '../../engine/src/photo-file/icc-profile.ts';
import { codedIn, codedSamples, heifFile } from './heif.test-helper.ts';
import { type DecodedPhoto, decodePhoto } from './photo.ts';
import { HEIGHT, largestDifference, sample, samplePixels, storedFor, WIDTH } from './sample.test-helper.ts';

const [whole, left, right] = codedSamples();
const SIZE = { width: WIDTH, height: HEIGHT } as const;

async function decoded(bytes: Uint8Array, name: string): Promise<DecodedPhoto> {
  const result = await decodePhoto(bytes, name);
  if (!result.ok) throw new Error(`${name} ${result.problem.message}`);
  return result.value;
}

async function problem(bytes: Uint8Array, name: string): Promise<string> {
  const result = await decodePhoto(bytes, name);
  return result.ok ? 'read' : result.problem.message;
}

async function codedAvif(width: number, height: number, stored: Uint8Array, bitdepth: 8 | 10 = 8) {
  const file = await sharp(stored, { raw: { width, height, channels: 3 } })
    .avif({ quality: 100, chromaSubsampling: '4:4:4', effort: 0, bitdepth })
    .toBuffer();
  return codedIn(file)[0];
}

test('eight orientations of TIFF, AVIF and HEIC are upright', async () => {
  const differences: Record<string, number> = {};
  for (let orientation = 1; orientation <= 8; orientation++) {
    const { data, width, height } = storedFor(orientation, WIDTH, HEIGHT);
    const stored = sharp(data, { raw: { width, height, channels: 3 } });
    const tiff = await decoded(await stored.withMetadata({ orientation }).tiff({ compression: 'lzw' }).toBuffer(), 'a.tif');
    const avif = await decoded(heifFile({ pictures: [await codedAvif(width, height, data)], width, height, orientation }), 'a.avif');
    differences[`tiff ${orientation}`] = largestDifference(tiff.photo.data, samplePixels());
    differences[`avif ${orientation}`] = largestDifference(avif.photo.data, samplePixels());
    // the coded picture of HEIC cannot be made anew: the same marks must turn it as they turn AVIF
    const turned = heifFile({ pictures: [await codedAvif(WIDTH, HEIGHT, samplePixels())], ...SIZE, orientation });
    const [heic, likewise] = [
      await decoded(heifFile({ pictures: [whole], ...SIZE, orientation }), 'a.heic'),
      await decoded(turned, 'a.avif'),
    ];
    differences[`heic ${orientation}`] = largestDifference(heic.photo.data, likewise.photo.data);
  }
  expect(Object.entries(differences).filter(([name, by]) => by > (name.startsWith('tiff') ? 0 : 6))).toEqual([]);
});

test('a HEIC picture of tiles, as phones write it, is put together and cut to its size', async () => {
  const tiled = await decoded(heifFile({ pictures: [left, right], ...SIZE, columns: 2 }), 'phone.heic');
  expect([tiled.photo.width, tiled.photo.height, tiled.sourceFormat, tiled.notes]).toEqual([WIDTH, HEIGHT, 'heic', []]);
  expect(largestDifference(tiled.photo.data, samplePixels())).toBeLessThanOrEqual(6);
});

test('wide colours come out as sRGB: by profile or by code number, in 8 and in 16 bits', async () => {
  const p3 = sample().withIccProfile('p3');
  const stored = await sharp(await p3.clone().png().toBuffer(), { ignoreIcc: true })
    .raw()
    .toBuffer();
  const avif = await codedAvif(WIDTH, HEIGHT, stored);
  const files: Record<string, Buffer> = {
    'p3.tif': await p3.clone().tiff({ compression: 'lzw' }).toBuffer(),
    'p3-16.tif': await sample().toColourspace('rgb16').withIccProfile('p3').tiff({ compression: 'deflate' }).toBuffer(),
    'p3-16.png': await sample().toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
    'p3.avif': heifFile({ pictures: [avif], ...SIZE, icc: displayP3Profile() }),
    'p3-code.avif': heifFile({ pictures: [avif], ...SIZE, codes: [12, 13] }),
    'p3-10.avif': heifFile({ pictures: [await codedAvif(WIDTH, HEIGHT, stored, 10)], ...SIZE, icc: displayP3Profile() }),
  };
  const differences: Record<string, number> = {};
  for (const [name, bytes] of Object.entries(files))
    differences[name] = largestDifference((await decoded(bytes, name)).photo.data, samplePixels());
  // Of HEIC the stored numbers are those of sRGB; taken for Display P3 they are other colours.
  const plain = (await decoded(heifFile({ pictures: [whole], ...SIZE }), 'a.heic')).photo.data;
  const heic = await decoded(heifFile({ pictures: [whole], ...SIZE, icc: displayP3Profile() }), 'p3.heic');
  const byCode = await decoded(heifFile({ pictures: [whole], ...SIZE, codes: [12, 13] }), 'p3.heic');
  differences['p3.heic'] = largestDifference(heic.photo.data, srgbOfP3(plain));
  expect(largestDifference(stored, samplePixels())).toBeGreaterThan(10);
  expect(Object.entries(differences).filter(([, by]) => by > 3)).toEqual([]);
  expect([largestDifference(heic.photo.data, plain) > 10, heic.pixelsSha256 === byCode.pixelsSha256]).toEqual([true, true]);
});

/** CSS Color 4, section 18: Display P3 to sRGB in linear light, cut to what sRGB shows. */
function srgbOfP3(p3: Uint8Array): Uint8Array {
  const rows = [
    [1.22494, -0.22494, 0],
    [-0.042057, 1.042057, 0],
    [-0.019638, -0.078636, 1.098274],
  ];
  const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const coded = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);
  return p3.map((_, i) => {
    const at = i - (i % 3);
    const light = rows[i % 3].reduce((sum, weight, c) => sum + weight * linear(p3[at + c] / 255), 0);
    return Math.round(255 * coded(Math.min(1, Math.max(0, light))));
  });
}

test('16 bits, grey, palettes, tiles, every packing, print colours, transparency and pages of TIFF are read, with a note where something was lost', async () => {
  const files: Record<string, readonly [bytes: Buffer, within: number, notes: string]> = {
    'deep.tif': [await sample().toColourspace('rgb16').tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer(), 1, ''],
    'plain.tif': [await sample().tiff({ compression: 'none' }).toBuffer(), 0, ''],
    'packbits.tif': [await sample().tiff({ compression: 'packbits' }).toBuffer(), 0, ''],
    'jpeg.tif': [await sample().tiff({ compression: 'jpeg', quality: 95 }).toBuffer(), 12, ''],
    'tiles.tif': [await sample().tiff({ compression: 'lzw', tile: true, tileWidth: 64, tileHeight: 32 }).toBuffer(), 0, ''],
    'print.tif': [await sample().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer(), 30, 'photo-print-colours'],
  };
  const told: Record<string, string> = {};
  for (const [name, [bytes, within, notes]] of Object.entries(files)) {
    const photo = await decoded(bytes, name);
    const difference = largestDifference(photo.photo.data, samplePixels());
    const codes = photo.notes.map(({ code }) => code).join();
    if (difference > within || codes !== notes) told[name] = `${difference} ${codes}`;
  }
  const seeThrough = await decoded(await sample().ensureAlpha(0.5).tiff({ compression: 'lzw' }).toBuffer(), 'alpha.tif');
  const onWhite = samplePixels().map((value) => Math.round((value + 255) / 2));
  const grey = await decoded(await sample().greyscale().tiff({ compression: 'lzw' }).toBuffer(), 'grey.tif');
  const frames = [sample(), sample().negate()];
  const pages = await sharp(await Promise.all(frames.map((frame) => frame.png().toBuffer())), { join: { animated: true } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  const first = await decoded(pages, 'pages.tif');
  const codes = (photo: DecodedPhoto): string => photo.notes.map(({ code }) => code).join();
  expect([told, largestDifference(seeThrough.photo.data, onWhite) <= 2, codes(seeThrough), codes(grey)]).toEqual([
    {},
    true,
    'photo-transparent',
    'photo-grey',
  ]);
  expect([first.photo.height, largestDifference(first.photo.data, samplePixels()), codes(first)]).toEqual([HEIGHT, 0, 'photo-pages']);
});

test('what AVIF and HEIC may hold and is not read is refused by its name, and so are files cut anywhere', async () => {
  const good = { pictures: [whole], ...SIZE };
  const avif = { pictures: [await codedAvif(WIDTH, HEIGHT, samplePixels())], ...SIZE };
  const cut: string[] = [];
  for (const [name, file] of [
    ['a.heic', heifFile({ pictures: [left, right], ...SIZE, columns: 2, orientation: 6, xmp: '<x/>' })],
    ['a.avif', heifFile(avif)],
  ] as const)
    for (const length of [1, 8, 40, 0.2, 0.5, 0.8, 0.95]
      .map((n) => Math.round(n < 1 ? n * file.length : n))
      .concat([1, 2, 8, 30].map((n) => file.length - n)))
      if ((await decodePhoto(file.subarray(0, length), name)).ok) cut.push(`${name} at ${length}`);
  // without the codec's settings nothing can be decoded; of what follows HEVC keeps no checksum, and a decoder makes do
  const flipped = heifFile({
    ...good,
    pictures: [{ ...whole, config: Buffer.concat([whole.config.subarray(0, 8), Buffer.alloc(whole.config.length - 8)]) }],
  });
  expect({
    cut,
    pq: await problem(heifFile({ ...good, codes: [9, 16] }), 'hdr.heic'),
    hlg: await problem(heifFile({ ...avif, codes: [9, 18] }), 'hdr.avif'),
    wide: await problem(heifFile({ ...avif, codes: [9, 14] }), 'wide.avif'),
    pixels: await problem(heifFile({ ...good, width: 16_000, height: 16_000, columns: 1 }), 'bomb.heic'),
    tiles: await problem(
      heifFile({
        pictures: Array.from({ length: 9 }, () => ({ ...left, width: 8000, height: 8000 })),
        width: 400,
        height: 300,
        columns: 3,
      }),
      'bomb.heic',
    ),
    damaged: await problem(flipped, 'a.heic'),
    named: await problem(heifFile(good), 'a.jpg'),
  }).toEqual({
    cut: [],
    pq: 'is an HDR picture (PQ), whose tones are not those of a photo; saved as SDR it can be read',
    hlg: 'is an HDR picture (HLG), whose tones are not those of a photo; saved as SDR it can be read',
    wide: 'has colours of a kind (primaries 9) that is not read; sRGB and Display P3 are',
    pixels: 'has too many pixels: 16000 × 16000 pixels, where 100 megapixels is the most that is read',
    tiles: expect.stringMatching(/^has too many pixels/),
    damaged: 'is damaged: its pixels cannot be decoded although it begins as a HEIC picture',
    named: 'is mislabelled: it holds a HEIC picture, but its name says a JPEG picture',
  });
});
