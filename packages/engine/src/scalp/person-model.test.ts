import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { type Raster, raster, sampleDensity } from '../raster.ts';
import { HAND_OUTLINES } from './hand-outlines.test-helper.ts';
import { type PersonModel, personProbability, readPersonModel } from './person-model.ts';
import { floatBytes, type SmallModel, writeTflite } from './tflite/write.test-helper.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('@mediapipe/selfie_segmentation/package.json'));
const BYTES = new Uint8Array(readFileSync(join(PACKAGE, 'selfie_segmentation.tflite')));
const PHOTOS = fileURLToPath(new URL('../../../../../shared/photos/', import.meta.url));

function modelOf(bytes: Uint8Array): PersonModel {
  const model = readPersonModel(bytes);
  if (!model.ok) throw new Error(model.problem.message);
  return model.value;
}

/** logit = r + 2 g - 4 b of a picture of 2 × 2 pixels; enough to see what the network is given. */
const COLOUR_MODEL: SmallModel = {
  tensors: [
    { shape: [1, 2, 2, 3] },
    { shape: [1, 2, 2, 1] },
    { shape: [1, 2, 2, 1] },
    { shape: [1, 1, 1, 3], content: floatBytes([1, 2, -4]) },
  ],
  operations: [
    { code: 3, inputs: [0, 3], outputs: [1], options: { 1: { int32: 1 }, 2: { int32: 1 } } },
    { code: 14, inputs: [1], outputs: [2] },
  ],
  inputs: [0],
  outputs: [2],
};

function grey(width: number, height: number, value: (x: number, y: number) => number): Raster<'srgb8'> {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data.fill(value(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
  return raster('srgb8', width, height, data);
}

/** Grey level (0..255) that the network saw; its logit of a grey picture is minus the level / 255. */
const levels = (photo: Raster<'srgb8'>): number[] =>
  [...personProbability(modelOf(writeTflite(COLOUR_MODEL)), photo).data].map((p) => Math.round(Math.log(1 / p - 1) * 255 * 1000) / 1000);

test('colours are given to the network in the order red, green, blue, as shares of 255', () => {
  const photo = raster('srgb8', 2, 2, Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 51, 102, 0));
  const logits = [...personProbability(modelOf(writeTflite(COLOUR_MODEL)), photo).data].map(
    (p) => Math.round(-Math.log(1 / p - 1) * 1000) / 1000,
  );
  expect(logits).toEqual([1, 2, -4, 1]);
});

test('a larger photo is averaged by area, a smaller one blended, each axis for itself', () => {
  const shrunk = levels(grey(4, 2, (x, y) => 10 * x + 100 * y));
  // Three columns onto two: each gets one whole column and half of the middle one.
  const uneven = levels(grey(3, 2, (x) => [30, 60, 120][x]));
  const single = levels(grey(1, 1, () => 77));
  const mixed = levels(grey(4, 1, (x) => 40 * x));
  expect({ shrunk, uneven, single, mixed }).toEqual({
    shrunk: [5, 25, 105, 125],
    uneven: [40, 100, 40, 100],
    single: [77, 77, 77, 77],
    mixed: [20, 100, 20, 100],
  });
});

test('a network that does not turn one colour picture into one probability for each pixel is refused', () => {
  const { tensors, operations } = COLOUR_MODEL;
  const noLogistic = { ...COLOUR_MODEL, operations: operations.slice(0, 1), outputs: [1] };
  const fourChannels = {
    ...COLOUR_MODEL,
    tensors: [{ shape: [1, 2, 2, 4] }, tensors[1], tensors[2], { shape: [1, 1, 1, 4], content: floatBytes([1, 2, 3, 4]) }],
  };
  const messages = [writeTflite(noLogistic), writeTflite(fourChannels), new Uint8Array(0), new TextEncoder().encode('GIF89aTFL3')].map(
    (bytes) => {
      const result = readPersonModel(bytes);
      return result.ok ? 'read' : `${result.problem.path}|${result.problem.message}`;
    },
  );
  expect(messages).toEqual([
    '|is not a person model: it does not write one probability for each pixel',
    '|is not a person model: it does not read one colour picture',
    '|is not a TensorFlow Lite model',
    '|is not a TensorFlow Lite model',
  ]);
});

test('weights that overflow give the probability 0, not “not a number”', () => {
  const huge = floatBytes([3e38, 3e38, 3e38, 3e38, 3e38, 3e38]);
  const strides = { 1: { int32: 1 }, 2: { int32: 1 } };
  const overflowing: SmallModel = {
    tensors: [
      { shape: [1, 2, 2, 3] },
      { shape: [1, 2, 2, 2] },
      { shape: [1, 2, 2, 1] },
      { shape: [1, 2, 2, 1] },
      { shape: [2, 1, 1, 3], content: huge },
      { shape: [1, 1, 1, 2], content: floatBytes([1, -1]) },
    ],
    operations: [
      { code: 3, inputs: [0, 4], outputs: [1], options: strides },
      { code: 3, inputs: [1, 5], outputs: [2], options: strides },
      { code: 14, inputs: [2], outputs: [3] },
    ],
    inputs: [0],
    outputs: [3],
  };
  expect([
    ...personProbability(
      modelOf(writeTflite(overflowing)),
      grey(2, 2, () => 200),
    ).data,
  ]).toEqual([0, 0, 0, 0]);
});

test('the published model is read; its sister for wide pictures holds an operation that is not supported', () => {
  const model = modelOf(BYTES);
  const sister = readPersonModel(new Uint8Array(readFileSync(join(PACKAGE, 'selfie_segmentation_landscape.tflite'))));
  expect([model.width, model.height, sister.ok || sister.problem.message]).toEqual([
    256,
    256,
    'holds the operation number 40, which is not supported',
  ]);
});

test('the published model gives the same probabilities on every run, all between 0 and 1, and sees nobody in an empty picture', () => {
  const random = seededRandom(11);
  const noise = grey(300, 200, () => random.below(256));
  const first = personProbability(modelOf(BYTES), noise);
  const second = personProbability(modelOf(BYTES), noise);
  const empty = personProbability(
    modelOf(BYTES),
    grey(64, 64, () => 90),
  );
  expect(first.data.every((p, i) => p >= 0 && p <= 1 && p === second.data[i])).toBe(true);
  expect(empty.data.reduce((sum, p) => sum + p, 0) / empty.data.length).toBeLessThan(0.1);
});

test('the published model agrees with MediaPipe’s own runtime on a drawn picture', () => {
  const square = (v: number): number => v * v;
  const data = new Uint8Array(256 * 256 * 3);
  for (let i = 0; i < 256 * 256; i++) {
    const x = i % 256;
    const y = Math.floor(i / 256);
    const head = square((x - 128) / 80) + square((y - 110) / 95);
    const body = square((x - 128) / 120) + square((y - 256) / 60);
    const ground = body < 1 ? [40, 50, 90] : [90 + y / 4, 120, 100 + x / 4];
    data.set(head < 1 ? [205 - 60 * head, 160 - 60 * head, 135 - 60 * head] : ground, i * 3);
  }
  // Mask bytes that @mediapipe/selfie_segmentation 0.1.1675465747 gave in a browser (WebGL, 8 bits) at x = 104, 120 … 184 and
  // y = 84, 100 … 148. A drawn head is hardly a person to the network, which leaves values between the extremes to compare.
  const published = [
    [0, 0, 61, 19, 0, 0],
    [3, 59, 64, 77, 64, 0],
    [34, 83, 90, 64, 58, 0],
    [1, 86, 102, 15, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ];
  const probability = personProbability(modelOf(BYTES), raster('srgb8', 256, 256, data));
  const differences = published.flatMap((row, j) =>
    row.map((byte, k) => Math.abs(probability.data[(84 + 16 * j) * 256 + 104 + 16 * k] - byte / 255)),
  );
  expect(Math.max(...differences)).toBeLessThan(0.02);
});

test('damaged files give a problem or a model that can be run, never a crash', () => {
  const random = seededRandom(5);
  const small = grey(32, 32, (x, y) => 4 * (x + y));
  let refused = 0;
  let ran = 0;
  for (let round = 0; round < 160; round++) {
    // The structure stands at both ends of the file, the weights between; most damage goes where it can confuse the reader.
    const bytes = round % 8 === 0 ? BYTES.slice(0, random.below(BYTES.length)) : BYTES.slice();
    for (let n = random.below(4); n >= 0; n--) {
      const place = [random.below(2000), bytes.length - 1 - random.below(24000), random.below(bytes.length)][random.below(3)];
      const at = Math.max(0, place);
      bytes[at] = random.below(2) === 0 ? random.below(256) : [0, 1, 127, 128, 255][random.below(5)];
    }
    const model = readPersonModel(bytes);
    if (!model.ok) {
      refused += 1;
      expect(model.problem.message).toMatch(/^(is|holds|must|does|cannot) /);
    } else if (ran < 6) {
      ran += 1;
      const probability = personProbability(model.value, small);
      expect(probability.data.every((p) => p >= 0 && p <= 1)).toBe(true);
    }
  }
  expect([refused > 40, ran]).toEqual([true, 6]);
});

const hasPhotos = existsSync(PHOTOS);
const TOP_VIEWS = [...Object.keys(HAND_OUTLINES), 'topdown-norwood3-b', 'topdown-norwood5-b'];

test.skipIf(!hasPhotos)('in top views of real heads the middle is a person (skipped where the photos are absent)', async () => {
  const model = modelOf(BYTES);
  const centres: number[] = [];
  const agreements: number[] = [];
  for (const name of TOP_VIEWS) {
    const { data, info } = await sharp(join(PHOTOS, `${name}.jpg`))
      .rotate()
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const probability = personProbability(model, raster('srgb8', info.width, info.height, new Uint8Array(data)));
    const head = HAND_OUTLINES[name]?.head;
    if (head === undefined) {
      centres.push(sampleDensity(probability, 128, 128));
      continue;
    }
    const longer = Math.max(info.width, info.height);
    const at = (x: number, y: number): number =>
      sampleDensity(probability, ((x / 1000) * longer * 256) / info.width, ((y / 1000) * longer * 256) / info.height);
    const cx = head.reduce((sum, p) => sum + p[0], 0) / head.length;
    const cy = head.reduce((sum, p) => sum + p[1], 0) / head.length;
    centres.push(at(cx, cy));
    // Points well inside the outline, halfway between its centre and its corners.
    const inside = head.filter(([x, y]) => at((x + cx) / 2, (y + cy) / 2) > 0.7).length;
    agreements.push(inside / head.length);
  }
  expect(centres.filter((p) => p > 0.7).length).toBeGreaterThanOrEqual(6);
  expect(Math.min(...agreements)).toBeGreaterThan(0.9);
});
