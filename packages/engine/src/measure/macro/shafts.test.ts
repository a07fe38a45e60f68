/** Shafts drawn with known places, and the dermatoscope fields where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { type Raster, raster } from '../../raster.ts';
import { measureMacro } from './measure-macro.ts';
import { findShafts } from './shafts.ts';

const PHOTOS = fileURLToPath(new URL('../../../../../../shared/photos/dermoscope/', import.meta.url));
const PX_PER_MM = 120;

interface Drawn {
  readonly xMm: number;
  readonly yMm: number;
  readonly angle: number;
  readonly lengthMm: number;
  readonly widthUm: number;
}

/** Dark bars with edges a pixel soft and a bluish shadow before the root, on skin with a little noise. */
function drawn(hairs: readonly Drawn[], widthMm: number, heightMm: number, shiftPx: number = 0): Raster<'srgb8'> {
  const random = seededRandom(3, 'skin');
  const width = Math.round(widthMm * PX_PER_MM);
  const height = Math.round(heightMm * PX_PER_MM);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [hair, halo] = [0, 0];
      for (const h of hairs) {
        const [dx, dy] = [(x + 0.5 - shiftPx) / PX_PER_MM - h.xMm, (y + 0.5 - shiftPx) / PX_PER_MM - h.yMm];
        const s = dx * Math.cos(h.angle) + dy * Math.sin(h.angle);
        const t = Math.abs(dy * Math.cos(h.angle) - dx * Math.sin(h.angle));
        const edge = Math.min(s, h.lengthMm - s, h.widthUm / 2000 - t) * PX_PER_MM;
        hair = Math.max(hair, Math.min(1, Math.max(0, edge + 0.5)));
        if (s < 0 && s > -0.25 && t < 0.08) halo = Math.max(halo, 1 + s / 0.25);
      }
      const grain = 4 * random.normal();
      const tone = [190 - 50 * halo, 150 - 15 * halo, 130];
      for (let k = 0; k < 3; k++)
        data[3 * (y * width + x) + k] = Math.max(0, Math.min(255, Math.round((tone[k] + grain) * (1 - hair) + 25 * hair)));
    }
  return raster('srgb8', width, height, data);
}

const none = (photo: Raster<'srgb8'>): Uint8Array => new Uint8Array(photo.width * photo.height);

/** Lone hairs on a grid, leaning alike. */
function grid(lengthMm: number, widthUm: number): Drawn[] {
  const random = seededRandom(5, 'grid');
  return Array.from({ length: 12 }, (_, i) => ({
    xMm: 0.6 + (i % 4) * 1.1,
    yMm: 0.6 + Math.floor(i / 4) * 1.1,
    angle: 0.7 + 0.15 * random.normal(),
    lengthMm,
    widthUm,
  }));
}

test('lone shafts are found once, with root, width and direction', () => {
  const hairs = grid(0.6, 90);
  const photo = drawn(hairs, 5, 4);
  const found = findShafts(photo, none(photo), PX_PER_MM);
  const roots = hairs.map((h) => {
    const away = Array.from(found.rootXPx, (x, i) => Math.hypot(x / PX_PER_MM - h.xMm, found.rootYPx[i] / PX_PER_MM - h.yMm));
    return Math.min(...away);
  });
  const widths = Array.from(found.seenWidthUm).sort((p, q) => p - q);
  expect({ count: found.rootXPx.length, units: found.unitCount, far: roots.filter((r) => r > 0.05).length }).toEqual({
    count: 12,
    units: 12,
    far: 0,
  });
  expect(Math.abs(widths[6] / 90 - 1)).toBeLessThan(0.15);
});

test('hairs that lie side by side come apart and stay one unit', () => {
  const pairs = grid(0.6, 80).flatMap((h) => [
    h,
    { ...h, xMm: h.xMm - 0.1 * Math.sin(h.angle), yMm: h.yMm + 0.1 * Math.cos(h.angle), lengthMm: 0.5 },
  ]);
  const photo = drawn(pairs, 5, 4);
  const found = findShafts(photo, none(photo), PX_PER_MM);
  expect({ count: found.rootXPx.length, units: found.unitCount }).toEqual({ count: 24, units: 12 });
});

test('a picture that is shifted has the same shafts, shifted', () => {
  const hairs = grid(0.6, 90);
  const [here, there] = [drawn(hairs, 5, 4), drawn(hairs, 5, 4, 7)];
  const [a, b] = [findShafts(here, none(here), PX_PER_MM), findShafts(there, none(there), PX_PER_MM)];
  const away = Array.from(a.rootXPx, (x, i) =>
    Math.min(...Array.from(b.rootXPx, (u, j) => Math.hypot(u - 7 - x, b.rootYPx[j] - 7 - a.rootYPx[i]))),
  );
  expect(a.rootXPx.length).toBe(b.rootXPx.length);
  expect(Math.max(...away)).toBeLessThan(0.04 * PX_PER_MM);
});

test('bare skin has no hair, and what is masked is not looked at', () => {
  const bare = drawn([], 5, 4);
  const full = drawn(grid(0.6, 90), 5, 4);
  expect(findShafts(bare, none(bare), PX_PER_MM).rootXPx.length).toBe(0);
  expect(findShafts(full, none(full).fill(1), PX_PER_MM).rootXPx.length).toBe(0);
});

test('density counts roots by area, and calibre is null below 60 px/mm', () => {
  const hairs = grid(0.6, 90);
  const photo = drawn(hairs, 5, 4);
  const fine = measureMacro(photo, none(photo), PX_PER_MM, 0.01);
  const coarse = measureMacro(photo, none(photo), 50, 0.01);
  expect(fine.hairsPerCm2?.value).toBeCloseTo((12 / (4.7 * 3.7)) * 100, 5);
  expect({ fine: fine.shaftWidthUm === null, coarse: coarse.shaftWidthUm === null }).toEqual({ fine: false, coarse: true });
});

test.skipIf(!existsSync(PHOTOS))('three dermatoscope pictures (skipped where the photos are absent)', async () => {
  const marked: Record<string, unknown[]> = JSON.parse(readFileSync(`${PHOTOS}annotations.json`, 'utf8')).pictures;
  let [listed, boxes] = [0, 0];
  for (const name of ['220110_A362_2.jpg', '220328_B097_2.jpg', '230219_A116_4.jpg']) {
    const { data, info } = await sharp(`${PHOTOS}${name}`).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const photo = raster('srgb8', info.width, info.height, new Uint8Array(data));
    const bar = none(photo).fill(1, (info.height - 33) * info.width);
    listed += findShafts(photo, bar, 362.5).listed.reduce((sum, v) => sum + v, 0);
    boxes += marked[name].length;
  }
  expect(Math.abs(listed / boxes - 1)).toBeLessThan(0.25);
});
