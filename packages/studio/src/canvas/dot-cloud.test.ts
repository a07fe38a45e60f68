import { expect, test } from 'vitest';
import { dotCloud, sessionColour } from './dot-cloud.ts';
import { discOf, type Pixels, stampDots } from './dot-layer.ts';

const COUNT = 1000;

/** Dots in rows of 50, 2 px apart both ways, in two sessions by turns. */
function rows() {
  const x = Float32Array.from({ length: COUNT }, (_, i) => 2 * (i % 50) + 1);
  const y = Float32Array.from({ length: COUNT }, (_, i) => 2 * Math.floor(i / 50) + 1);
  const session = Uint8Array.from({ length: COUNT }, (_, i) => 1 + (i % 2));
  const diameterMm = new Float32Array(COUNT).fill(0.4);
  const none = new Float32Array(COUNT);
  const dots = { count: COUNT, xMm: none, yMm: none, diameterMm, tone: none, session, zone: session, order: new Uint32Array(COUNT) };
  return { dots, dotsPx: { x, y }, pxPerMm: 10 };
}

function blank(width: number, height: number): Pixels {
  return { width, height, abgr: new Uint32Array(width * height) };
}

test('dots are sorted into sessions; those that the photo does not show are left out', () => {
  const input = rows();
  input.dotsPx.x[5] = Number.NaN;
  const cloud = dotCloud(input);
  expect(cloud.count).toBe(COUNT - 1);
  expect(cloud.sessions.map((s) => [s.session, s.xPx.length])).toEqual([
    [1, COUNT / 2],
    [2, COUNT / 2 - 1],
  ]);
  expect(cloud.diameterPx).toBeCloseTo(4, 5);
});

test('only dots on the stage are drawn, in device pixels', () => {
  const [session] = dotCloud(rows()).sessions;
  const pixels = blank(40, 20);
  // 20 × 10 px of the photo, from (20, 10) on: dots of the first session stand 4 px apart across
  const seen = stampDots(pixels, session, { scale: 1, xPx: -20, yPx: -10 }, 2, 1);
  expect(seen).toBe(5 * 5);
  expect(pixels.abgr.filter((p) => p !== 0)).toHaveLength(seen);
});

test('a dot across the edge is cut, not carried to the other side', () => {
  const dots = { session: 1, xPx: Float32Array.of(0), yPx: Float32Array.of(5) };
  const pixels = blank(10, 10);
  stampDots(pixels, dots, { scale: 1, xPx: 0, yPx: 0 }, 1, 4);
  const columns = [...pixels.abgr].flatMap((p, i) => (p === 0 ? [] : [i % 10]));
  expect(Math.max(...columns)).toBe(1);
});

test('a dot takes its own area, and its session’s colour', () => {
  for (const diameter of [2, 3.5, 6, 11]) {
    const area = discOf(diameter).coverage.reduce((sum, c) => sum + c, 0);
    expect(Math.abs(area / ((Math.PI * diameter ** 2) / 4) - 1)).toBeLessThan(0.15);
  }
  const pixels = blank(3, 3);
  stampDots(pixels, { session: 2, xPx: Float32Array.of(1.5), yPx: Float32Array.of(1.5) }, { scale: 1, xPx: 0, yPx: 0 }, 1, 1);
  const [r, g, b] = new Uint8Array(pixels.abgr.buffer).slice(16, 19);
  expect(sessionColour(2)).toBe(`rgb(${r} ${g} ${b})`);
});

test('dots smaller than a pixel are paler, so that a distant zone does not look denser than it is', () => {
  const alpha = (trueDiameter: number): number => {
    const pixels = blank(1, 1);
    stampDots(
      pixels,
      { session: 1, xPx: Float32Array.of(0.5), yPx: Float32Array.of(0.5) },
      { scale: 1, xPx: 0, yPx: 0 },
      1,
      1,
      trueDiameter,
    );
    return pixels.abgr[0] >>> 24;
  };
  expect(alpha(0.8)).toBeLessThan(alpha(1));
});
