import { expect, test } from 'vitest';
import type { ScaleOption, View } from '../document/schema.ts';
import { densityRaster, raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { unknownFront } from '../scalp/zone.ts';
import { type Calibration, calibrate } from './calibrate.ts';
import { readRuler } from './ruler.ts';

/** A clipped head: its skull 1540 px broad, 10 px/mm at the mean breadth, and its outline half a per cent more. */
const SCALP: Scalp = {
  headPx: [],
  surface: { centrePx: [1000, 1200], semiAcrossPx: 770 * 1.005, semiAlongPx: 990, semiDepthPx: 900, frontDegrees: 90, pxPerMm: 10 },
  scale: 0.4,
  inside: densityRaster(1, 1),
  coverage: densityRaster(1, 1),
  hidden: densityRaster(1, 1),
  skinLuminance: densityRaster(1, 1),
  roughness: densityRaster(1, 1),
  fringe: 0.6,
  front: unknownFront(60),
  zonePx: null,
  outlineStrength: 1,
  visibleShare: 1,
  notes: [],
};

/** Nothing is read in it. */
const PHOTO = raster('srgb8', 2000, 2400, new Uint8Array(3 * 2000 * 2400).fill(120));

type Way = Exclude<ScaleOption['method'], 'marker'>;

const OPTIONS: Record<Way, ScaleOption> = {
  'px-per-mm': { method: 'px-per-mm', pxPerMm: 10 },
  'two-points': {
    method: 'two-points',
    points: [
      [500, 700],
      [1100, 1500],
    ],
    lengthMm: 100,
  },
  'head-breadth': { method: 'head-breadth', headBreadthMm: 154 },
  circumference: { method: 'circumference', circumferenceMm: 575 },
  prior: { method: 'prior' },
};

function calibrated(scale: ScaleOption, view: View = 'top', scalp: Scalp = SCALP): Calibration {
  return calibrate(PHOTO, readRuler(PHOTO, view, scale), scalp, scale);
}

test('every way to a scale gives the same scale on the mean head, with its method and an error of its own', () => {
  const made = Object.values(OPTIONS).map((option) => calibrated(option));
  expect(made.map(({ pxPerMm, method }) => [method, Math.abs(pxPerMm.value - 10) < 1e-9, pxPerMm.low < 10 && pxPerMm.high > 10])).toEqual(
    Object.keys(OPTIONS).map((method) => [method, true, true]),
  );
});

test('what was measured on the client beats the prior, and points on the photo beat a tape', () => {
  const error = (method: Way): number => calibrated(OPTIONS[method]).standardErrorPxPerMm;
  const order: Way[] = ['two-points', 'px-per-mm', 'head-breadth', 'circumference', 'prior'];
  const errors = order.map(error);
  expect(errors.every((e, i) => i === 0 || e >= errors[i - 1])).toBe(true);
});

test('the prior is said, and so is a scale that makes a doll or a giant of the head', () => {
  const codes = (option: ScaleOption): string[] => calibrated(option).notes.map((note) => note.code);
  expect([
    codes(OPTIONS.prior).includes('scale-from-head-prior'),
    codes(OPTIONS['px-per-mm']),
    codes({ method: 'px-per-mm', pxPerMm: 22 }),
    codes({ method: 'px-per-mm', pxPerMm: 5 }),
  ]).toEqual([true, [], ['scale-implausible'], ['scale-implausible']]);
});

test('a picture too small for a head is a patch from close by; without a scale of its own its lengths are unknown', () => {
  const given = (view: 'top' | 'macro', scale: ScaleOption): string => {
    const { subject, method, notes } = calibrated(scale, view);
    return [subject, method, ...notes.map((note) => note.code)].join(' ');
  };
  expect([
    given('top', { method: 'px-per-mm', pxPerMm: 60 }),
    given('macro', { method: 'px-per-mm', pxPerMm: 10 }),
    given('macro', OPTIONS.prior),
    given('macro', OPTIONS['head-breadth']),
    given('top', { method: 'marker', sideMm: 20 }),
  ]).toEqual([
    'macro px-per-mm',
    'macro px-per-mm',
    'macro none no-scale',
    'macro none no-scale',
    'head prior marker-not-found perspective-not-modelled scale-from-head-prior',
  ]);
});

test('of a head with long hair the outline is that of the hair: the skull is taken to be narrower, and known less well', () => {
  const [clipped, haired] = [SCALP, { ...SCALP, fringe: 0.95 }].map((scalp) => calibrated(OPTIONS.prior, 'top', scalp));
  const ratio = haired.pxPerMm.value / clipped.pxPerMm.value;
  expect([ratio > 0.93 && ratio < 0.97, haired.standardErrorPxPerMm > 1.1 * clipped.standardErrorPxPerMm]).toEqual([true, true]);
});
