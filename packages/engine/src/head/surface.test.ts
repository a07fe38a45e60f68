import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from '../polygon.ts';
import { distance, polylineLength } from '../polygon.ts';
import { developed, tapeMm } from './develop.ts';
import { type Surface, surfaceGeometry } from './surface.ts';

const SPHERE: Surface = { centrePx: [500, 600], semiAcrossPx: 400, semiAlongPx: 400, semiDepthPx: 400, frontDegrees: 90, pxPerMm: 5 };
const HEAD: Surface = { centrePx: [500, 600], semiAcrossPx: 385, semiAlongPx: 500, semiDepthPx: 450, frontDegrees: 63, pxPerMm: 5 };

test('photo to chart and back is the same place, anywhere inside the outline and for any direction of the face', () => {
  let worst = 0;
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.98, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      (r, t, front) => {
        const geometry = surfaceGeometry({ ...HEAD, frontDegrees: front });
        const x = 500 + r * 380 * Math.cos(t);
        const y = 600 + r * 380 * Math.sin(t);
        const chart = geometry.toChart(x, y);
        const back = chart === null ? null : geometry.toPhoto(chart[0], chart[1]);
        worst = Math.max(worst, back === null ? Number.POSITIVE_INFINITY : distance(back, [x, y]));
      },
    ),
    { seed: 2, numRuns: 300 },
  );
  expect(worst).toBeLessThan(1e-6);
});

test('the chart of a sphere keeps areas: the half that faces the camera has 2πr²', () => {
  const geometry = surfaceGeometry(SPHERE);
  let area = 0;
  for (let x = -120; x < 120; x++)
    for (let y = -120; y < 120; y++) if (geometry.toPhoto(x + 0.5, y + 0.5) !== null) area += geometry.skinPerChart(x + 0.5, y + 0.5);
  expect(Math.abs(area / (2 * Math.PI * 80 ** 2) - 1)).toBeLessThan(0.005);
});

test('on the ellipsoid skin per chart and skin per photo measure the same skin (the photo shows skin × cos of the tilt)', () => {
  const geometry = surfaceGeometry(HEAD);
  let byChart = 0;
  for (let x = -100; x < 100; x++)
    for (let y = -130; y < 130; y++)
      if (geometry.cosTiltAtChart(x + 0.5, y + 0.5) > 0.5) byChart += geometry.skinPerChart(x + 0.5, y + 0.5);
  let byPhoto = 0;
  for (let x = 0; x < 1000; x += 2)
    for (let y = 0; y < 1200; y += 2) {
      const cos = geometry.cosTilt(x + 1, y + 1);
      if (cos > 0.5) byPhoto += 4 / cos / 25;
    }
  expect(Math.abs(byChart / byPhoto - 1)).toBeLessThan(0.01);
});

test('a line laid flat keeps its length on the skin; a great circle lies straight', () => {
  const geometry = surfaceGeometry(SPHERE);
  const line: Point[] = Array.from({ length: 121 }, (_, k) => [k - 60, 0]);
  const flat = developed(geometry, line);
  const curved = developed(
    geometry,
    line.map(([x]): Point => [x, 50 - (x / 10) ** 2]),
  );
  const onSkin = (points: readonly Point[]): number =>
    points
      .slice(1)
      .reduce((sum, p, i) => sum + tapeMm(geometry, geometry.onHead(points[i][0], points[i][1]), geometry.onHead(p[0], p[1]), 4), 0);
  expect({
    straight: Math.max(...flat.map((p) => Math.abs(p[1]))) < 1e-6,
    // chart radius 60 is 2·80·sin(φ/2): half the arc is 80 φ
    arc: Math.abs(polylineLength(flat) - 2 * 80 * 2 * Math.asin(60 / 160)) < 0.05,
    length: Math.abs(polylineLength(curved) / onSkin(line.map(([x]): Point => [x, 50 - (x / 10) ** 2])) - 1) < 1e-3,
  }).toEqual({ straight: true, arc: true, length: true });
});
