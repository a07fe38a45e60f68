import { expect, test } from 'vitest';
import { depositOf, throwForDepth, USUAL_STROKE } from './needle.ts';

test('the usual stroke leaves a deposit in the upper papillary dermis, about a quarter of a millimetre broad', () => {
  const { depthMm, diameterMm } = depositOf(USUAL_STROKE);
  expect([depthMm.value, Math.round(diameterMm.value * 100) / 100, depthMm.low < 0.12, depthMm.high > 0.2]).toEqual([
    0.15,
    0.26,
    true,
    true,
  ]);
});

test('deeper with throw and dwell and in thin skin, broader with points, wire and dwell', () => {
  const value = (change: Partial<typeof USUAL_STROKE>) => depositOf({ ...USUAL_STROKE, ...change });
  const usual = depositOf(USUAL_STROKE);
  expect([
    value({ throwMm: 0.8 }).depthMm.value > usual.depthMm.value,
    value({ dwellS: 0.5 }).depthMm.value > usual.depthMm.value,
    depositOf(USUAL_STROKE, 'thin').depthMm.value > usual.depthMm.value,
    value({ points: 1 }).diameterMm.value < usual.diameterMm.value,
    value({ points: 7 }).diameterMm.value > usual.diameterMm.value,
    value({ wireMm: 0.3 }).diameterMm.value > usual.diameterMm.value,
    value({ dwellS: 0.5 }).diameterMm.value > usual.diameterMm.value,
  ]).toEqual(new Array(7).fill(true));
});

test('the throw for a depth gives that depth back', () => {
  const throwMm = throwForDepth(0.2, USUAL_STROKE, 'thick');
  expect(depositOf({ ...USUAL_STROKE, throwMm }, 'thick').depthMm.value).toBeCloseTo(0.2, 12);
});

test('strokes that no machine makes are a mistake of the caller', () => {
  expect(() => depositOf({ ...USUAL_STROKE, points: 0 })).toThrow(RangeError);
  expect(() => depositOf({ ...USUAL_STROKE, wireMm: Number.NaN })).toThrow(RangeError);
});
