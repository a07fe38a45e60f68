import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makePhantom, PHANTOM_DEFAULTS, type PhantomOptions } from '../phantom/make-phantom.ts';
import { fillPolygon, type Polygon } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { type Raster, raster } from '../raster.ts';
import { findScalp, type Scalp } from './find-scalp.ts';
import { HAND_OUTLINES } from './hand-outlines.test-helper.ts';
import { personProbability, readPersonModel } from './person-model.ts';

const PHOTOS = fileURLToPath(new URL('../../../../../shared/photos/', import.meta.url));

/** Intersection over union of two areas on a grid of 1000 to the longer side. */
function overlap(a: Polygon, b: Polygon, width: number, height: number): number {
  const size = 1000 / Math.max(width, height);
  const [w, h] = [Math.ceil(width * size), Math.ceil(height * size)];
  const filled = (polygon: Polygon): Uint8Array => {
    const mask = new Uint8Array(w * h);
    fillPolygon(mask, w, h, polygon, 1, size);
    return mask;
  };
  const [p, q] = [filled(a), filled(b)];
  let both = 0;
  let either = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i] & q[i]) both++;
    if (p[i] | q[i]) either++;
  }
  return both / either;
}

async function photoOf(path: string): Promise<Raster<'srgb8'>> {
  const { data, info } = await sharp(path).rotate().removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return raster('srgb8', info.width, info.height, new Uint8Array(data));
}

function personIn(photo: Raster<'srgb8'>): Raster<'density'> | null {
  try {
    const folder = join(createRequire(import.meta.url).resolve('@mediapipe/selfie_segmentation/package.json'), '..');
    const model = readPersonModel(new Uint8Array(readFileSync(join(folder, 'selfie_segmentation.tflite'))));
    return model.ok ? personProbability(model.value, photo) : null;
  } catch {
    return null;
  }
}

test.skipIf(!existsSync(PHOTOS))(
  'head and zone of five real heads overlap those drawn by hand by 0.92 and 0.85 (skipped where the photos are absent)',
  async () => {
    const found: Record<string, string> = {};
    let [leastHead, leastZone] = [1, 1];
    for (const [name, hand] of Object.entries(HAND_OUTLINES)) {
      const photo = await photoOf(join(PHOTOS, `${name}.jpg`));
      const k = Math.max(photo.width, photo.height) / 1000;
      const drawn = (polygon: Polygon): Polygon => polygon.map(([x, y]) => [x * k, y * k]);
      const scalp = findScalp(photo, 'top', personIn(photo));
      const head = overlap(scalp.headPx, drawn(hand.head), photo.width, photo.height);
      const zone = scalp.zonePx === null ? 0 : overlap(scalp.zonePx, drawn(hand.zone), photo.width, photo.height);
      found[name] = `${head.toFixed(3)} ${zone.toFixed(3)}`;
      leastHead = Math.min(leastHead, head);
      leastZone = Math.min(leastZone, zone);
    }
    console.info('intersection over union with outlines drawn by hand: head, zone', found);
    expect({ found, head: leastHead >= 0.92, zone: leastZone >= 0.85 }).toMatchObject({ head: true, zone: true });
  },
);

test.skipIf(!existsSync(PHOTOS))('without the person model the heads are still found (skipped where the photos are absent)', async () => {
  const heads: number[] = [];
  for (const [name, hand] of Object.entries(HAND_OUTLINES)) {
    const photo = await photoOf(join(PHOTOS, `${name}.jpg`));
    const k = Math.max(photo.width, photo.height) / 1000;
    heads.push(
      overlap(
        findScalp(photo, 'top', null).headPx,
        hand.head.map(([x, y]) => [x * k, y * k]),
        photo.width,
        photo.height,
      ),
    );
  }
  expect(heads.every((iou) => iou > 0.85)).toBe(true);
});

const OPTIONS: PhantomOptions = { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 5, skinType: 'III' };

test('a synthetic head is found where it is, whatever the skin, with the face where it is and the thinned area in the zone', () => {
  const answers: string[] = [];
  let worst = 1;
  for (const skinType of ['I', 'III', 'V'] as const)
    for (const stage of [4, 6]) {
      const { photo, truth } = makePhantom({ ...OPTIONS, skinType, stage, pxPerMm: 3 }, seededRandom(stage, 'phantom'));
      const scalp: Scalp = findScalp(photo, 'top', null);
      const head = overlap(scalp.headPx, truth.headPx ?? [], photo.width, photo.height);
      const turned = Math.abs(scalp.surface.frontDegrees - (truth.faceDirectionDegrees ?? 0));
      worst = Math.min(worst, head);
      answers.push(`${skinType} ${stage}: head ${head.toFixed(3)}, face off by ${turned.toFixed(0)}°, zone ${scalp.zonePx !== null}`);
      if (turned > 25 || scalp.zonePx === null) worst = 0;
    }
  expect({ answers, good: worst > 0.9 }).toMatchObject({ good: true });
});

test('a picture without a head gives no zone out of thin air and does not fail', () => {
  const flat = raster('srgb8', 300, 200, new Uint8Array(300 * 200 * 3).fill(128));
  const scalp = findScalp(flat, 'top', null);
  expect(scalp.notes.length).toBeGreaterThan(0);
});
