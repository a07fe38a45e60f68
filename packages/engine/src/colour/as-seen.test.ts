import { expect, test } from 'vitest';
import { linearOverview } from '../filters.ts';
import { seededRandom } from '../random.ts';
import { type Raster, raster } from '../raster.ts';
import { pxPerDegreeAt, seenLab, seenLight } from './as-seen.ts';
import { labOfLinear, linearOfXyz } from './lab.ts';
import { LINEAR_OF_SRGB8 } from './srgb.ts';

type Rgb = readonly [number, number, number];

function picture(width: number, height: number, at: (x: number, y: number) => Rgb): Raster<'linear'> {
  const data = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) data.set(at(i % width, Math.floor(i / width)), 3 * i);
  return raster('linear', width, height, data);
}

/** An upright sine grating about a mean, and how much of it is left: the part of the seen picture that goes with it. @param direction in linear light */
function kept(cyclesPerDegree: number, pxPerDegree: number, direction: Rgb): number {
  const [width, mean] = [4 * pxPerDegree, 0.3];
  const wave = (x: number): number => Math.sin((2 * Math.PI * cyclesPerDegree * (x + 0.5)) / pxPerDegree);
  const { data } = seenLight(
    picture(width, 8, (x) => [mean + direction[0] * wave(x), mean + direction[1] * wave(x), mean + direction[2] * wave(x)]),
    pxPerDegree,
  );
  let [with_, all] = [0, 0];
  // the middle half: mirrored edges break the wave
  for (let x = width / 4; x < (3 * width) / 4; x++)
    for (let k = 0; k < 3; k++) {
      with_ += (data[3 * (4 * width + x) + k] - mean) * direction[k] * wave(x);
      all += (direction[k] * wave(x)) ** 2;
    }
  return with_ / all;
}

const GREY: Rgb = [0.1, 0.1, 0.1];
/** Red against green at one luminance; and nothing of the light-dark channel either, which is not quite luminance. */
const CHROMA = linearOfXyz([0.06, 0, (0.2787336 / 0.106552) * 0.06]) as unknown as Rgb;

/** What neither of the two channels of colour sees: the cross product of their rows. Grey is not quite that. */
const [RG, BY] = [
  [-0.4487736, 0.2898056, 0.0771569],
  [0.0859513, -0.5899859, 0.5011089],
];
const LIGHT_DARK = linearOfXyz(
  [0, 1, 2].map((k) => 0.3 * (RG[(k + 1) % 3] * BY[(k + 2) % 3] - RG[(k + 2) % 3] * BY[(k + 1) % 3])) as unknown as Rgb,
) as unknown as Rgb;

test('a flat picture stays itself, to its edges, at any size and from any distance', () => {
  const worst: number[] = [];
  for (const [width, height] of [
    [1, 1],
    [3, 50],
    [64, 48],
  ])
    for (const pxPerDegree of [2, 21, 60, 260]) {
      const bytes = Uint8Array.from({ length: 3 * width * height }, (_, i) => [180, 130, 110][i % 3]);
      const flat = labOfLinear(LINEAR_OF_SRGB8[180], LINEAR_OF_SRGB8[130], LINEAR_OF_SRGB8[110]);
      worst.push(...seenLab(raster('srgb8', width, height, bytes), pxPerDegree).map((v, i) => Math.abs(v - flat[i % 3])));
    }
  expect(Math.max(...worst)).toBeLessThan(1e-3);
});

test('before the step to L*a*b* it is linear: two patterns together are seen as the sum of each', () => {
  const random = seededRandom(3, 'patterns');
  const noise = (): Raster<'linear'> => picture(90, 70, () => [random.next(), random.next(), random.next()]);
  const [p, q] = [noise(), noise()];
  const both = raster(
    'linear',
    90,
    70,
    p.data.map((v, i) => 0.3 * v + 0.7 * q.data[i]),
  );
  const [seenP, seenQ, seenBoth] = [p, q, both].map((each) => seenLight(each, 50).data);
  expect(Math.max(...seenBoth.map((v, i) => Math.abs(v - 0.3 * seenP[i] - 0.7 * seenQ[i])))).toBeLessThan(1e-5);
});

test('60 cycles in a degree are not seen, 3 are; more cycles are never seen better', () => {
  const cycles = [3, 6, 12, 20, 30, 60];
  const left = cycles.map((f) => kept(f, 240, GREY));
  expect({
    stays: left[0] > 0.85,
    vanishes: Math.abs(left[5]) < 1e-3,
    falls: left.every((v, i) => i === 0 || v < left[i - 1] + 1e-6),
  }).toEqual({ stays: true, vanishes: true, falls: true });
});

test('a grating of the light-dark channel alone is kept as the sum of Gaussians says: exp(−π² s² f²) of each', () => {
  const expected = (f: number): number => {
    const part = (w: number, s: number): number => w * Math.exp(-((Math.PI * s * f) ** 2));
    return (part(0.921, 0.0283) + part(0.105, 0.133) + part(-0.108, Math.SQRT2 / Math.sqrt(12))) / 0.918;
  };
  const off = [1, 3, 6, 10, 15].flatMap((f) => [60, 120, 240].map((density) => Math.abs(kept(f, density, LIGHT_DARK) - expected(f))));
  expect(Math.max(...off)).toBeLessThan(0.02);
});

test('colour of one lightness fades at lower frequencies than lightness does', () => {
  const wins = [2, 4, 8, 12].map((f) => kept(f, 240, GREY) - kept(f, 240, CHROMA));
  expect({ wins: wins.every((v) => v > 0.1), slow: kept(0.25, 120, CHROMA) > 0.8 }).toEqual({ wins: true, slow: true });
});

test('a picture shrunk to sixty pixels in a degree is seen as the whole one is: the same mean, as much texture, mostly at the same places', () => {
  const random = seededRandom(9, 'speckle');
  const [size, factor] = [480, 4];
  const bytes = Uint8Array.from({ length: size * size }, () => (random.next() < 0.1 ? 40 : 190));
  const photo = raster(
    'srgb8',
    size,
    size,
    Uint8Array.from({ length: 3 * size * size }, (_, i) => bytes[Math.floor(i / 3)]),
  );
  const green = (light: Raster<'linear'>): Float32Array => light.data.filter((_, i) => i % 3 === 1);
  const whole = green(seenLight(linearOverview(photo, 1), 60 * factor));
  const small = green(seenLight(linearOverview(photo, 1 / factor), 60));
  const side = size / factor;
  const again = small.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < factor ** 2; k++)
      sum += whole[(factor * Math.floor(i / side) + Math.floor(k / factor)) * size + factor * (i % side) + (k % factor)];
    return sum / factor ** 2;
  });
  const mean = (values: Float32Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [meanOfWhole, meanOfSmall] = [mean(again), mean(small)];
  const spread = (values: Float32Array, about: number): number => Math.sqrt(mean(values.map((v) => (v - about) ** 2)));
  const texture = spread(again, meanOfWhole);
  // white noise is the worst case: it holds as much of what folds back as of what is seen
  expect({
    mean: Math.abs(meanOfSmall / meanOfWhole - 1) < 0.002,
    texture: Math.abs(spread(small, meanOfSmall) / texture - 1) < 0.05,
    places:
      spread(
        small.map((v, i) => v - again[i]),
        0,
      ) <
      0.3 * texture,
  }).toEqual({ mean: true, texture: true, places: true });
});

test('one degree at 1 m is 17.5 mm, and a picture without size is refused', () => {
  expect(pxPerDegreeAt(1, 10)).toBeCloseTo(174.55, 1);
  expect(() =>
    seenLight(
      picture(2, 2, () => GREY),
      0,
    ),
  ).toThrow(RangeError);
});
