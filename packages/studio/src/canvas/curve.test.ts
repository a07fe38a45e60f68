import { describe, expect, test } from 'vitest';
import type { Point, Polygon } from '../state/inputs.ts';
import { circle, crossesItself, distance, pathOf, resampled, smoothCurve, withHandle } from './curve.ts';

const corner: Polygon = [
  [0, 0],
  [100, 0],
  [100, 100],
];

describe('resampling', () => {
  test('an open line keeps its ends and its steps are equal along it', () => {
    expect(resampled(corner, 5, false)).toEqual([
      [0, 0],
      [50, 0],
      [100, 0],
      [100, 50],
      [100, 100],
    ]);
  });

  test('a closed one runs back to its start', () => {
    const square = resampled([...corner, [0, 100]], 8, true);
    expect(square).toHaveLength(8);
    expect(square[0]).toEqual([0, 0]);
    expect(square[7]).toEqual([0, 50]);
  });

  test('points that coincide do no harm', () => {
    const points = resampled([corner[0], corner[0], corner[1], corner[1]], 3, false);
    expect(points).toEqual([
      [0, 0],
      [50, 0],
      [100, 0],
    ]);
  });
});

describe('the smooth curve', () => {
  test('passes through its handles', () => {
    const handles: Polygon = [
      [0, 0],
      [40, 30],
      [90, 20],
      [140, 60],
    ];
    const curve = smoothCurve(handles, false);
    for (const handle of handles) expect(Math.min(...curve.map((p) => distance(p, handle)))).toBeLessThan(1e-9);
    expect(curve[curve.length - 1]).toEqual(handles[3]);
  });

  test('of handles on a circle is the circle, nearly', () => {
    const curve = smoothCurve(circle([50, 50], 40, 16), true);
    for (const p of curve) expect(Math.abs(distance(p, [50, 50]) - 40)).toBeLessThan(0.15);
    expect(crossesItself(curve)).toBe(false);
  });

  test('makes no loop where handles lie close together', () => {
    const close: Polygon = [
      [0, 0],
      [100, 0],
      [101, 2],
      [100, 100],
      [0, 100],
    ];
    expect(crossesItself(smoothCurve(close, true))).toBe(false);
  });

  test('survives handles that coincide', () => {
    for (const p of smoothCurve([corner[0], corner[1], corner[1], corner[2]], false)) expect(p.every(Number.isFinite)).toBe(true);
  });
});

test('a new handle lies on the curve, in its place in the row', () => {
  const handles: Polygon = [
    [0, 0],
    [50, 0],
    [100, 0],
  ];
  const more = withHandle(handles, [76, 9], false);
  expect(more).toHaveLength(4);
  expect(more[2][0]).toBeGreaterThan(50);
  expect(more[2][0]).toBeLessThan(100);
  expect(more[2][1]).toBeCloseTo(0, 9);
  const beyond = withHandle(handles, [500, 0], false);
  expect(beyond[beyond.length - 1]).toEqual([100, 0]);
});

test('a crossing is found', () => {
  const bow: Point[] = [
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 10],
  ];
  expect(crossesItself(bow)).toBe(true);
  expect(crossesItself([...corner, [0, 100]])).toBe(false);
});

test('path data are short', () => {
  expect(pathOf(corner, true)).toBe('M0 0L100 0L100 100Z');
  expect(pathOf([], true)).toBe('');
});
