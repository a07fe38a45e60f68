import { expect, test } from 'vitest';
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../../colour/srgb.ts';
import { makePhantom, PHANTOM_DEFAULTS } from '../../phantom/make-phantom.ts';
import { seededRandom } from '../../random.ts';
import { pigmentGuesses } from './pigment.ts';
import { findShafts } from './shafts.ts';

const PX_PER_MM = 60;

test('round soft dots among hairs are called pigment, hairs are not', () => {
  const options = {
    ...PHANTOM_DEFAULTS.macro,
    view: 'macro',
    sex: 'male',
    stage: 4,
    skinType: 'II',
    pxPerMm: PX_PER_MM,
    widthMm: 12,
    heightMm: 9,
  } as const;
  const { photo } = makePhantom(options, seededRandom(3, 'phantom'));
  const random = seededRandom(5, 'dots');
  const dots = Array.from({ length: 40 }, () => [(0.5 + 11 * random.next()) * PX_PER_MM, (0.5 + 8 * random.next()) * PX_PER_MM] as const);
  for (const [x, y] of dots) {
    const sigma = 0.12 * PX_PER_MM * (0.85 + 0.3 * random.next());
    const depth = 0.35 + 0.2 * random.next();
    for (let py = Math.floor(y - 4 * sigma); py < y + 4 * sigma; py++)
      for (let px = Math.floor(x - 4 * sigma); px < x + 4 * sigma; px++) {
        if (px < 0 || py < 0 || px >= photo.width || py >= photo.height) continue;
        const lost = depth * Math.exp(-((px - x) ** 2 + (py - y) ** 2) / (2 * sigma * sigma));
        const i = 3 * (py * photo.width + px);
        for (let k = 0; k < 3; k++) photo.data[i + k] = srgb8OfLinear(LINEAR_OF_SRGB8[photo.data[i + k]] * (1 - lost));
      }
  }
  const masked = new Uint8Array(photo.width * photo.height);
  const shafts = findShafts(photo, masked, PX_PER_MM);
  const guesses = pigmentGuesses(photo, masked, shafts, PX_PER_MM);
  const called = { dots: 0, ofDots: 0, hairs: 0, ofHairs: 0 };
  guesses.forEach((guess, i) => {
    const [x, y] = [(shafts.rootXPx[i] + shafts.tipXPx[i]) / 2, (shafts.rootYPx[i] + shafts.tipYPx[i]) / 2];
    const isDot = dots.some(([u, v]) => Math.hypot(u - x, v - y) < 0.25 * PX_PER_MM);
    called[isDot ? 'dots' : 'hairs']++;
    if (guess >= 0.5) called[isDot ? 'ofDots' : 'ofHairs']++;
  });
  expect({
    called,
    dots: called.ofDots > 0.7 * called.dots && called.dots > 15,
    hairs: called.ofHairs <= 0.1 * called.hairs + 1,
  }).toMatchObject({
    dots: true,
    hairs: true,
  });
});
