import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { distance } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { raster } from '../raster.ts';
import { findMarker } from './marker.ts';
import { MARKER_CODES } from './marker-codes.ts';
import { type MarkerScene, markerPhoto } from './marker-photo.test-helper.ts';

const PHOTOS = fileURLToPath(new URL('../../../../../shared/photos/', import.meta.url));

const PLAIN: MarkerScene = { id: 0, sidePx: 90, tiltDegrees: 0, axisDegrees: 0, turnDegrees: 0, blurPx: 1, noise: 0.01, seed: 1 };

test('corners to 0.3 px, the scale to 0.3 % and the code, for tilts to 50°, 48 to 160 px, blur of a sixth of a cell', () => {
  const off = { corner: 0, scale: 0, tilt: 0, missed: 0 };
  let seed = 0;
  for (const sidePx of [48, 90, 160])
    for (const tiltDegrees of [0, 20, 35, 50]) {
      seed++;
      const scene = { ...PLAIN, id: (seed * 37) % 250, sidePx, tiltDegrees, axisDegrees: seed * 53, turnDegrees: seed * 71, seed };
      const { photo, corners } = markerPhoto({ ...scene, blurPx: Math.min(2, sidePx / 48) });
      const found = findMarker(photo, 20);
      if (found === null || found.id !== scene.id) {
        off.missed++;
        continue;
      }
      off.corner = Math.max(off.corner, ...found.cornersPx.map((p, k) => distance(p, corners[k])));
      off.scale = Math.max(off.scale, Math.abs(found.pxPerMm / (sidePx / 20) - 1));
      if (tiltDegrees > 15) off.tilt = Math.max(off.tilt, Math.abs(found.tiltDegrees - tiltDegrees));
    }
  expect(off.missed).toBe(0);
  expect(off.corner).toBeLessThan(0.3);
  expect(off.scale).toBeLessThan(0.003);
  expect(off.tilt).toBeLessThan(2.5);
});

test('the axis of the tilt is told, modulo half a turn', () => {
  const off = [10, 60, 130].map((axisDegrees) => {
    const { photo } = markerPhoto({ ...PLAIN, tiltDegrees: 40, axisDegrees, turnDegrees: 25 });
    const told = findMarker(photo, 20)?.tiltAxisDegrees ?? Number.NaN;
    return Math.abs(((told - axisDegrees + 270) % 180) - 90);
  });
  expect(Math.max(...off)).toBeLessThan(4);
});

test('the error that is stated holds the truth where the square is small and blurred', () => {
  let [inside, found] = [0, 0];
  for (let seed = 1; seed <= 16; seed++) {
    const scene = {
      ...PLAIN,
      sidePx: 24 + 1.5 * seed,
      blurPx: 0.8,
      tiltDegrees: (seed * 7) % 40,
      axisDegrees: seed * 41,
      turnDegrees: seed * 67,
    };
    const marker = findMarker(markerPhoto({ ...scene, seed }).photo, 20);
    if (marker === null) continue;
    found++;
    if (Math.abs(marker.pxPerMm / (scene.sidePx / 20) - 1) < 1.28 * marker.relative) inside++;
  }
  expect(found).toBeGreaterThan(12);
  expect(inside / found).toBeGreaterThan(0.8);
});

test('codes differ by 12 cells at least in any turn, so that two misread cells make no other code', () => {
  const bitsOf = (code: number): number[] => Array.from({ length: 36 }, (_, k) => Math.floor(code / 2 ** (35 - k)) % 2);
  const turned = (bits: number[]): number[] => bits.map((_, k) => bits[(5 - (k % 6)) * 6 + Math.floor(k / 6)]);
  const all = MARKER_CODES.map(bitsOf);
  let least = 36;
  all.forEach((a, i) => {
    let other = a;
    for (let turn = 0; turn < 4; turn++) {
      for (let j = turn === 0 ? i + 1 : i; j < all.length; j++) {
        let differ = 0;
        for (let k = 0; k < 36; k++) if (other[k] !== all[j][k]) differ++;
        if (j !== i || turn > 0) least = Math.min(least, differ);
      }
      other = turned(other);
    }
  });
  expect([MARKER_CODES.length, least]).toEqual([250, 12]);
});

test('noise holds no marker, and neither does a tiny, an even or a black picture', () => {
  const random = seededRandom(5);
  const noise = raster(
    'srgb8',
    300,
    300,
    Uint8Array.from({ length: 270_000 }, () => random.below(256)),
  );
  const even = (value: number, side: number) => raster('srgb8', side, side, new Uint8Array(side * side * 3).fill(value));
  expect([noise, even(200, 300), even(0, 300), even(90, 3)].map((photo) => findMarker(photo, 20))).toEqual([null, null, null, null]);
});

test.skipIf(!existsSync(PHOTOS))('no photo without a marker has one (skipped where the photos are absent)', async () => {
  const names = readdirSync(PHOTOS).filter((name) => /^(phone|smp|topdown).*\.jpg$/.test(name));
  const found: string[] = [];
  for (const name of names) {
    const { data, info } = await sharp(PHOTOS + name)
      .autoOrient()
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (findMarker(raster('srgb8', info.width, info.height, new Uint8Array(data)), 20) !== null) found.push(name);
  }
  expect([names.length > 5, found]).toEqual([true, []]);
});
