import { expect, test } from 'vitest';
import { blur } from '../filters.ts';
import { makePhantom, PHANTOM_DEFAULTS } from '../phantom/make-phantom.ts';
import { seededRandom } from '../random.ts';
import { type Raster, raster } from '../raster.ts';
import { photoQuality } from './quality.ts';

const PX_PER_MM = 5;
const { photo } = makePhantom(
  { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 4, skinType: 'III', hairLengthMm: 3, pxPerMm: PX_PER_MM },
  seededRandom(4, 'phantom'),
);

function changed(f: (plane: Float32Array) => Float32Array): Raster<'srgb8'> {
  const { width, height } = photo;
  const data = new Uint8Array(photo.data.length);
  for (let k = 0; k < 3; k++) {
    const plane = f(Float32Array.from({ length: width * height }, (_, i) => photo.data[3 * i + k]));
    for (let i = 0; i < plane.length; i++) data[3 * i + k] = Math.min(255, Math.round(plane[i]));
  }
  return raster('srgb8', width, height, data);
}

function blurred(sigmaMm: number): Raster<'srgb8'> {
  return changed((plane) => blur(raster('density', photo.width, photo.height, plane), sigmaMm * PX_PER_MM).data);
}

/** The one reason, or 'usable'. */
function verdict(picture: Raster<'srgb8'>, pxPerMm: number | null = PX_PER_MM): string {
  const { usable, notes } = photoQuality(picture, null, pxPerMm, 'head');
  return usable ? 'usable' : notes.map((n) => `${n.severity} ${n.code}`).join();
}

test('a sharp, lit head passes; what wipes hair out is refused with its reason', () => {
  expect([
    verdict(photo),
    verdict(blurred(1.2)),
    verdict(changed((plane) => plane.map((v) => v * 0.2))),
    verdict(changed((plane) => plane.map((v) => v * 4))),
    verdict(photo, 2),
  ]).toEqual(['usable', 'refusal too-blurred', 'refusal too-dark', 'refusal overexposed', 'refusal too-few-pixels']);
});

test('the blur that is read is the blur that was made, and a middling one only takes the counts', () => {
  const read = (sigmaMm: number): number => photoQuality(blurred(sigmaMm), null, PX_PER_MM, 'head').sharpnessPx / PX_PER_MM;
  const soft = photoQuality(blurred(0.5), null, PX_PER_MM, 'head');
  expect([
    [0.8, 1.2].map((sigmaMm) => Math.abs(read(sigmaMm) / sigmaMm - 1) < 0.35),
    soft.usable,
    soft.countable,
    soft.notes.map((n) => n.code),
  ]).toEqual([[true, true], true, false, ['too-blurred-for-counts']]);
});

test('a wall, noise and a picture of grass and sky hold no scalp', () => {
  const random = seededRandom(1, 'pictures');
  const picture = (shade: (x: number, y: number) => readonly [number, number, number]): Raster<'srgb8'> =>
    raster(
      'srgb8',
      600,
      700,
      Uint8Array.from({ length: 600 * 700 * 3 }, (_, i) => {
        const at = Math.floor(i / 3);
        return shade(at % 600, Math.floor(at / 600))[i % 3] + 6 * random.next();
      }),
    );
  expect([
    verdict(
      picture((x) => [200 - x / 40, 190 - x / 40, 175 - x / 40]),
      null,
    ),
    verdict(
      picture(() => [240 * random.next(), 240 * random.next(), 240 * random.next()]),
      null,
    ),
    verdict(
      picture((x, y) => (y < 300 + 20 * Math.sin(x / 60) ? [120, 165, 220] : [70, 110 + 30 * Math.sin(x + 3 * y), 50])),
      null,
    ),
  ]).toEqual(['refusal no-scalp', 'refusal no-scalp', 'refusal no-scalp']);
});
