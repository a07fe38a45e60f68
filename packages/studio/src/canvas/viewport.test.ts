import { expect, test } from 'vitest';
import { fitView, markIsSeen, movedInside, spanPx, splitAt, splitPx, toPhoto, toScreen, viewAbout, visiblePart } from './viewport.ts';

const photo = { width: 4000, height: 3000 };
const stage = { width: 1024, height: 700 };

test('a place goes to the screen and back', () => {
  const view = { scale: 0.37, xPx: -120, yPx: 33.5 };
  const back = toPhoto(view, toScreen(view, [1234.5, 876.25]));
  expect(back[0]).toBeCloseTo(1234.5, 9);
  expect(back[1]).toBeCloseTo(876.25, 9);
});

test('a fitted photo lies in the middle, whole', () => {
  const view = fitView(photo, stage);
  const [x0, y0] = toScreen(view, [0, 0]);
  const [x1, y1] = toScreen(view, [photo.width, photo.height]);
  expect(x0).toBeCloseTo(stage.width - x1, 9);
  expect(y0).toBeCloseTo(stage.height - y1, 9);
  expect(Math.min(x0, y0)).toBeGreaterThanOrEqual(0);
  expect(visiblePart(view, stage, photo)).toEqual({ x: 0, y: 0, ...photo });
});

test('the visible part is whole pixels inside the photo, or nothing', () => {
  expect(visiblePart({ scale: 2, xPx: -1001, yPx: -401 }, stage, photo)).toEqual({ x: 500, y: 200, width: 513, height: 351 });
  expect(visiblePart({ scale: 1, xPx: 2000, yPx: 0 }, stage, photo)).toBeNull();
});

test('places are brought into the middle, all of them, and no nearer than makes sense; places all over the photo show it whole', () => {
  const fit = fitView(photo, stage);
  const about = [
    [1000, 700],
    [1400, 800],
    [1200, 900],
  ] as const;
  const view = viewAbout(about, photo, stage);
  const [left, top] = toScreen(view, [1000, 700]);
  const [right, bottom] = toScreen(view, [1400, 900]);
  const point = viewAbout([[3000, 100]], photo, stage);
  const [x, y] = toScreen(point, [3000, 100]);
  expect({
    middle: [left + right, top + bottom].map(Math.round),
    inside: [left > 0, top > 0, view.scale > fit.scale],
    point: [Math.round(2 * x), Math.round(2 * y), Math.round((10 * point.scale) / fit.scale)],
    all: viewAbout(
      [
        [100, 100],
        [3900, 2900],
      ],
      photo,
      stage,
    ),
  }).toEqual({ middle: [stage.width, stage.height], inside: [true, true, true], point: [stage.width, stage.height, 30], all: fit });
});

test('the split runs over what is seen of the photo', () => {
  const small = spanPx({ scale: 0.1, xPx: 300, yPx: 0 }, stage, photo);
  expect(small).toEqual([300, 700]);
  expect(splitPx(0.25, small)).toBe(400);
  expect(splitAt(400, small)).toBe(0.25);
  const large = spanPx({ scale: 2, xPx: -500, yPx: 0 }, stage, photo);
  expect(large).toEqual([0, stage.width]);
  expect(splitAt(-50, large)).toBe(0);
});

test('the mark in the picture counts only where it is read', () => {
  const fit = fitView(photo, stage);
  expect(markIsSeen(fit, stage, photo, 0)).toBe(true);
  expect(markIsSeen(fit, stage, photo, 500)).toBe(false);
  expect(markIsSeen({ ...fit, yPx: fit.yPx + 40 }, stage, photo, 0)).toBe(false);
  expect(markIsSeen({ scale: 0.05, xPx: 100, yPx: 100 }, stage, photo, 0)).toBe(false);
});

test('a polygon stops as a whole at the edge of the photo', () => {
  const moved = movedInside(
    [
      [10, 10],
      [50, 20],
      [30, 60],
    ],
    -500,
    5,
    photo,
  );
  expect(moved).toEqual([
    [0, 15],
    [40, 25],
    [20, 65],
  ]);
});
