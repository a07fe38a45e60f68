import { expect, test } from 'vitest';
import { BANDS_RGB, bandOf, coverageAt, mapPixels, type ThinningMap } from './thinning.ts';

const MAP: ThinningMap = { cellMm: 2, columns: 3, rows: 2, xMm0: -3, yMm0: 0, coverage: [0, 0.5, 1, 0, null, 1] };

test('the middle of a cell has its own value, half way to the next the mean; a cell without one has none', () => {
  expect([coverageAt(MAP, [-2, 1]), coverageAt(MAP, [-1, 1]), coverageAt(MAP, [0, 3]), coverageAt(MAP, [9, 1])]).toEqual([
    0,
    0.25,
    null,
    null,
  ]);
});

test('beside a cell without a value only the others count', () => {
  expect(coverageAt(MAP, [0.9, 1.9])).toBeCloseTo(
    (0.5 * 0.55 * 0.55 + 0.45 * 0.55 + 0.45 * 0.45) / (0.55 * 0.55 + 0.45 * 0.55 + 0.45 * 0.45),
    9,
  );
});

test('bands cover nought to one and get darker all the way', () => {
  const light = BANDS_RGB.map(([r, g, b]) => 0.2126 * (r / 255) ** 2.2 + 0.7152 * (g / 255) ** 2.2 + 0.0722 * (b / 255) ** 2.2);
  expect([bandOf(0), bandOf(0.999), bandOf(1), light.every((value, i) => i === 0 || value < light[i - 1]!)]).toEqual([0, 9, 9, true]);
});

test('a pixel that shows no place of the chart, or one beyond the rim, stays clear; one that was not measured is hatched or edged', () => {
  const ground = {
    chartAt: (x: number, y: number): [number, number] | null => (x > 6 ? null : [x - 3, y]),
    cosTiltAtChart: (_x: number, y: number): number => (y < 1 ? 0.4 : 1),
  };
  const pixels = mapPixels(MAP, ground, 8, 4, 150, 1);
  const alpha = (x: number, y: number): number => pixels[4 * (8 * y + x) + 3]!;
  expect([alpha(7, 1), alpha(0, 0), alpha(0, 1), alpha(2, 2), [200, 90, 230].includes(alpha(3, 3))]).toEqual([0, 0, 150, 230, true]);
});
