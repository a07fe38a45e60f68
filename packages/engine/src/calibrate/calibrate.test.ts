import { expect, test } from 'vitest';
import type { ScaleOption } from '../document/schema.ts';
import { densityRaster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { unknownFront } from '../scalp/zone.ts';
import { calibrate } from './calibrate.ts';

/** A head 1540 px broad: 10 px/mm at the mean breadth. */
const SCALP: Scalp = {
  headPx: [],
  surface: { centrePx: [1000, 1200], semiAcrossPx: 770, semiAlongPx: 990, semiDepthPx: 900, frontDegrees: 90, pxPerMm: 10 },
  scale: 0.4,
  inside: densityRaster(1, 1),
  coverage: densityRaster(1, 1),
  skinLuminance: densityRaster(1, 1),
  roughness: densityRaster(1, 1),
  fringe: 0.9,
  front: unknownFront(60),
  zonePx: null,
  outlineStrength: 1,
  visibleShare: 1,
  notes: [],
};

const OPTIONS: Record<ScaleOption['method'], ScaleOption> = {
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

test('every way to a scale gives the same scale on the mean head, with its method and an error of its own', () => {
  const made = Object.values(OPTIONS).map((option) => calibrate(SCALP, option));
  expect(made.map(({ pxPerMm, method }) => [method, Math.abs(pxPerMm.value - 10) < 1e-9, pxPerMm.low < 10 && pxPerMm.high > 10])).toEqual(
    Object.keys(OPTIONS).map((method) => [method, true, true]),
  );
});

test('what was measured on the client beats the prior, and points on the photo beat a tape', () => {
  const error = (method: ScaleOption['method']): number => calibrate(SCALP, OPTIONS[method]).standardErrorPxPerMm;
  const order: ScaleOption['method'][] = ['two-points', 'px-per-mm', 'head-breadth', 'circumference', 'prior'];
  const errors = order.map(error);
  expect(errors.every((e, i) => i === 0 || e >= errors[i - 1])).toBe(true);
});

test('the prior is said, and so is a scale that makes a doll or a giant of the head', () => {
  const codes = (option: ScaleOption): string[] => calibrate(SCALP, option).notes.map((note) => note.code);
  expect([
    codes(OPTIONS.prior).includes('scale-from-head-prior'),
    codes(OPTIONS['px-per-mm']),
    codes({ method: 'px-per-mm', pxPerMm: 40 }),
    codes({ method: 'px-per-mm', pxPerMm: 5 }),
  ]).toEqual([true, [], ['scale-implausible'], ['scale-implausible']]);
});
