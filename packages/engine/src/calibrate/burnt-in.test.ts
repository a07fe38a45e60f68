import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type Raster, raster } from '../raster.ts';
import { findBurntIn } from './burnt-in.ts';
import { type BarScene, barPhoto, captionMm } from './burnt-in-photo.test-helper.ts';

const PHOTOS = fileURLToPath(new URL('../../../../../shared/photos/', import.meta.url));
const hasPhotos = existsSync(PHOTOS);
const CAPTIONS = ['1.0 mm', '0.5 mm', '2 mm', '500 µm', '200 um', '1 mm', '5 mm', '100 µm', '250 µm', '10 mm'];
/** The fonts that the glyphs were made from stand for Arial, Helvetica and Verdana; another is drawn where one is not installed. */
const FONTS = ['Liberation Sans', 'Nimbus Sans', 'DejaVu Sans'];

function scenes(digitPx: readonly number[]): BarScene[] {
  const all: BarScene[] = [];
  for (const font of FONTS)
    for (const size of digitPx)
      for (const look of ['light', 'dark', 'backed', 'blue'] as const) {
        const seed = all.length + 1;
        all.push({ font, bold: seed % 3 === 0, digitPx: size, look, caption: CAPTIONS[(seed * 3) % CAPTIONS.length], seed });
      }
  return all;
}

async function photoOf(path: string): Promise<Raster<'srgb8'>> {
  const { data, info } = await sharp(path).autoOrient().removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return raster('srgb8', info.width, info.height, new Uint8Array(data));
}

test('bars of known length are read in three fonts, light, dark, backed and coloured, 15 and 28 px high; none is misread', async () => {
  let [read, wrong, total] = [0, 0, 0];
  for (const scene of scenes([15, 28])) {
    const { photo, barPx } = await barPhoto(scene);
    const { scale } = findBurntIn(photo);
    total++;
    if (scale === null) continue;
    if (Math.abs(scale.pxPerMm / (barPx / captionMm(scene.caption)) - 1) < 0.015) read++;
    else wrong++;
  }
  expect(wrong).toBe(0);
  expect(read / total).toBeGreaterThanOrEqual(0.85);
});

test('small writing is read or left alone, never misread', async () => {
  let wrong = 0;
  for (const scene of scenes([10])) {
    const { photo, barPx } = await barPhoto(scene);
    const { scale } = findBurntIn(photo);
    if (scale !== null && Math.abs(scale.pxPerMm / (barPx / captionMm(scene.caption)) - 1) > 0.03) wrong++;
  }
  expect(wrong).toBe(0);
});

test('a caption without its bar gives no scale and a note', async () => {
  const { photo, barPx } = await barPhoto({ font: FONTS[0], bold: false, digitPx: 24, look: 'dark', caption: '2 mm', seed: 3 });
  const data = photo.data.slice();
  // paint the bar out: the only long black run of a row
  for (let y = 0; y < photo.height; y++)
    for (let x = 0, run = 0; x < photo.width; x++) {
      run = data[3 * (y * photo.width + x)] < 60 ? run + 1 : 0;
      if (run < 0.5 * barPx) continue;
      for (let row = Math.max(0, y - 3); row <= y + 3; row++)
        for (let k = 0; k < photo.width; k++) data.set([207, 174, 152], 3 * (row * photo.width + k));
    }
  const { scale, notes } = findBurntIn(raster('srgb8', photo.width, photo.height, data));
  expect([scale, notes.map((note) => note.code)]).toEqual([null, ['burnt-in-left-out', 'burnt-in-scale-unread']]);
});

test('a red circle with its radius written beside it gives the scale; without, nothing', async () => {
  const svg = (caption: string): Buffer =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="100%" height="100%" fill="#b09a8c"/>
      <circle cx="120" cy="80" r="400" fill="none" stroke="#e01020" stroke-width="2.5"/>
      <text x="540" y="300" font-family="Liberation Sans" font-size="30" fill="#0000ff">${caption}</text></svg>`);
  const read = async (caption: string) =>
    findBurntIn(raster('srgb8', 800, 600, new Uint8Array(await sharp(svg(caption)).removeAlpha().raw().toBuffer()))).scale;
  const [scale, none] = [await read('r=2.519 mm'), await read('r mm')];
  expect([scale?.from, scale?.text, Math.abs((scale?.pxPerMm ?? 0) / (400 / 2.519) - 1) < 0.003, none]).toEqual([
    'circle',
    'r=2.519 mm',
    true,
    null,
  ]);
});

test('bars at the sides and a black surround are masked, a plain picture is not', () => {
  const [width, height] = [400, 300];
  const grain = (x: number, y: number): number => 140 + ((x * 7919 + y * 104_729) % 23);
  const make = (value: (x: number, y: number) => number) => {
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i++) data.fill(value(i % width, Math.floor(i / width)), 3 * i, 3 * i + 3);
    return findBurntIn(raster('srgb8', width, height, data)).maskedShare;
  };
  const bar = make((x, y) => (y >= 280 ? 220 : grain(x, y)));
  const round = make((x, y) => (Math.hypot(x - 200, y - 150) > 190 ? 2 : grain(x, y)));
  const corners = Array.from({ length: width * height }, (_, i) => Math.hypot((i % width) - 200, Math.floor(i / width) - 150) > 190);
  const share = corners.filter(Boolean).length / (width * height);
  expect(make(grain)).toBe(0);
  expect(bar).toBeCloseTo(20 / 300, 1);
  expect(round / share).toBeGreaterThan(0.95);
  expect(round / share).toBeLessThan(1.15);
});

test.skipIf(!hasPhotos)('circles and bars of the dermatoscope are read, each to 0.5 % (skipped where the photos are absent)', async () => {
  const names = readdirSync(`${PHOTOS}dermoscope`).filter((name) => /^(220127_B428|220125_B283|2208).*_[34]\.jpg$/.test(name));
  const off: string[] = [];
  const found = { bar: 0, circle: 0 };
  for (const name of names) {
    const { scale, maskedShare } = findBurntIn(await photoOf(`${PHOTOS}dermoscope/${name}`));
    if (maskedShare > 0.1) off.push(`${name} masked ${maskedShare}`);
    if (scale === null) continue;
    found[scale.from]++;
    const truth = scale.from === 'bar' ? 360 : 362.5;
    if (Math.abs(scale.pxPerMm / truth - 1) > 0.005) off.push(`${name} ${scale.from} ${scale.pxPerMm}`);
  }
  expect(off).toEqual([]);
  expect(found).toEqual({ bar: 6, circle: 4 });
});

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

test.skipIf(!hasPhotos)('hairs are not masked but where writing covers them (skipped where the photos are absent)', async () => {
  const { pictures } = JSON.parse(readFileSync(`${PHOTOS}dermoscope/annotations.json`, 'utf8')) as { pictures: Record<string, Box[]> };
  let [covered, pixels] = [0, 0];
  for (const name of Object.keys(pictures).filter((n) => /_B(428|038)_[134]/.test(n))) {
    const photo = await photoOf(`${PHOTOS}dermoscope/${name}`);
    const { mask } = findBurntIn(photo);
    for (const { x0, y0, x1, y1 } of pictures[name])
      for (let y = Math.min(y0, y1); y < Math.min(photo.height, Math.max(y0, y1)); y++)
        for (let x = Math.min(x0, x1); x < Math.min(photo.width, Math.max(x0, x1)); x++) {
          covered += mask[y * photo.width + x];
          pixels++;
        }
  }
  expect(covered / pixels).toBeLessThan(0.05);
});

test.skipIf(!hasPhotos)('on photos of heads nothing is read and nothing is masked (skipped where the photos are absent)', async () => {
  const found: string[] = [];
  for (const name of readdirSync(PHOTOS).filter((n) => /^(phone|topdown|smp).*\.jpg$/.test(n))) {
    const { scale, maskedShare } = findBurntIn(await photoOf(PHOTOS + name));
    if (scale !== null || maskedShare > 0) found.push(`${name} ${maskedShare} ${scale?.text}`);
  }
  expect(found).toEqual([]);
});
