import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { dotTraits } from './dot-traits.ts';
import { PAIR_CORRELATION } from './follicle-statistics.ts';
import { layOut } from './layout.ts';
import { fieldAt, type Scene } from './scene.ts';

/** A feather on the left, full density on the right, a few random hairs. */
function scene(widthMm: number, heightMm: number, perCm2: number, hairs: number, count?: number): Scene {
  const random = seededRandom(7, 'scene');
  const newPerCm2 = new Float64Array(widthMm * heightMm);
  for (let y = 2; y < heightMm - 2; y++)
    for (let x = 2; x < widthMm - 2; x++) newPerCm2[y * widthMm + x] = perCm2 * Math.min(1, (x - 1) / 12);
  const totalPerCm2 = newPerCm2.map((d) => d + (hairs / (widthMm * heightMm)) * 100);
  const sum = newPerCm2.reduce((a, b) => a + b, 0) / 100;
  return {
    widthMm,
    heightMm,
    cellMm: 1,
    columns: widthMm,
    rows: heightMm,
    totalPerCm2,
    newPerCm2,
    existingXMm: Float64Array.from({ length: hairs }, () => random.next() * widthMm),
    existingYMm: Float64Array.from({ length: hairs }, () => random.next() * heightMm),
    clearanceMm: 0.36,
    count: count ?? Math.round(sum),
    sessionShare: [0.3, 0.4, 0.3],
  };
}

test('every dot keeps its distance from hairs and from the other dots, and lies in or beside the zone', () => {
  const given = scene(60, 50, 90, 500);
  const made = layOut(given, seededRandom(1, 'layout'));
  const floor = 0.6 * Math.max(...given.totalPerCm2);
  const spacing = (i: number): number => 10 / Math.sqrt(Math.max(floor, fieldAt(given, given.totalPerCm2, made.xMm[i], made.yMm[i])));
  let worstDot = Number.POSITIVE_INFINITY;
  let worstHair = Number.POSITIVE_INFINITY;
  let outside = 0;
  for (let i = 0; i < made.xMm.length; i++) {
    for (let j = 0; j < i; j++) {
      const d = Math.hypot(made.xMm[i] - made.xMm[j], made.yMm[i] - made.yMm[j]);
      worstDot = Math.min(worstDot, d / ((spacing(i) + spacing(j)) / 2));
    }
    for (let h = 0; h < given.existingXMm.length; h++)
      worstHair = Math.min(worstHair, Math.hypot(made.xMm[i] - given.existingXMm[h], made.yMm[i] - given.existingYMm[h]));
    if (made.xMm[i] < 1 || made.xMm[i] > 59 || made.yMm[i] < 1 || made.yMm[i] > 49) outside++;
  }
  expect({ count: made.xMm.length, dot: worstDot >= 0.36, hair: worstHair >= 0.36, outside, notes: made.notes }).toEqual({
    count: given.count,
    dot: true,
    hair: true,
    outside: 0,
    notes: [],
  });
});

test('densities are met across the feather, within 5 % of the plateau on strips of 4 mm', () => {
  const given = scene(80, 80, 70, 0);
  const made = layOut(given, seededRandom(3, 'layout'));
  let worst = 0;
  for (let x0 = 2; x0 < 78; x0 += 4) {
    let wanted = 0;
    for (let y = 0; y < 80; y++) for (let x = x0; x < x0 + 4; x++) wanted += given.newPerCm2[y * 80 + x] / 100;
    const [from, to] = [x0 === 2 ? 0 : x0, x0 === 74 ? 80 : x0 + 4];
    const got = made.xMm.reduce((sum, x) => sum + (x >= from && x < to ? 1 : 0), 0);
    worst = Math.max(worst, Math.abs(got - wanted) / (0.7 * 4 * 76));
  }
  expect(worst).toBeLessThan(0.05);
});

/** A full field of follicles, thinned at random to `hairs`, and the dots that fill it up again; counted 5 mm inside the edge. */
function filledUp(hairs: number): { g: number; mean: number; cv: number; q01: number; fano5: number } {
  const side = 90;
  const full = new Float64Array(side * side).fill(100);
  const field = (count: number, xMm: Float64Array, yMm: Float64Array): Scene => ({
    widthMm: side,
    heightMm: side,
    cellMm: 1,
    columns: side,
    rows: side,
    totalPerCm2: full,
    newPerCm2: full.map((d) => d - (100 * xMm.length) / side ** 2),
    existingXMm: xMm,
    existingYMm: yMm,
    clearanceMm: 0.36,
    count,
    sessionShare: [1],
  });
  const none = new Float64Array(0);
  const grown = layOut(field(side ** 2, none, none), seededRandom(8, 'grown'));
  const thin = seededRandom(2, 'thinned');
  const kept = Array.from(grown.xMm.keys()).filter(() => thin.next() < hairs / side ** 2);
  const hx = Float64Array.from(kept, (i) => grown.xMm[i]);
  const hy = Float64Array.from(kept, (i) => grown.yMm[i]);
  const made = layOut(field(side ** 2 - kept.length, hx, hy), seededRandom(5, 'layout'));
  const x = [...made.xMm, ...hx];
  const y = [...made.yMm, ...hy];
  const histogram = new Float64Array(32);
  const distances: number[] = [];
  for (let i = 0; i < made.xMm.length; i++) {
    if (Math.min(x[i], y[i]) < 5 || Math.max(x[i], y[i]) > side - 5) continue;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < x.length; j++) {
      if (j === i || Math.abs(x[j] - x[i]) > 1.6) continue;
      const d = Math.hypot(x[j] - x[i], y[j] - y[i]);
      least = Math.min(least, d);
      if (d < 1.6) histogram[Math.floor(d / 0.05)]++;
    }
    distances.push(least);
  }
  let off = 0;
  for (let b = 6; b < 32; b++) off += (histogram[b] / (distances.length * Math.PI * (2 * b + 1) * 0.0025) - PAIR_CORRELATION[b]) ** 2;
  const windows: number[] = new Array(256).fill(0);
  for (let i = 0; i < x.length; i++)
    if (x[i] >= 5 && x[i] < 85 && y[i] >= 5 && y[i] < 85) windows[Math.floor((x[i] - 5) / 5) * 16 + Math.floor((y[i] - 5) / 5)]++;
  distances.sort((a, b) => a - b);
  const mean = distances.reduce((a, b) => a + b, 0) / distances.length;
  return {
    g: Math.sqrt(off / 26),
    mean,
    cv: Math.sqrt(distances.reduce((a, b) => a + (b - mean) ** 2, 0) / distances.length) / mean,
    q01: distances[Math.floor(distances.length / 100)],
    fano5: windows.reduce((sum, n) => sum + (n - 25) ** 2, 0) / 256 / 25,
  };
}

test.each([0, 2500, 5500])('with %i hairs there, dots and hairs together lie as real follicular units do', (hairs) => {
  const found = filledUp(hairs);
  const good = {
    g: found.g < 0.03,
    mean: found.mean > 0.77 && found.mean < 0.82,
    cv: found.cv > 0.175 && found.cv < 0.21,
    q01: found.q01 > 0.4,
    fano5: found.fano5 < 0.19,
  };
  expect({ found, good }).toMatchObject({ good: { g: true, mean: true, cv: true, q01: true, fano5: true } });
});

test('each session has its share, covers the whole zone and has its own path', () => {
  const given = scene(80, 80, 70, 0);
  const made = layOut(given, seededRandom(2, 'layout'));
  const shares = [1, 2, 3].map((s) => made.session.reduce((sum, v) => sum + (v === s ? 1 : 0), 0) / made.session.length);
  const offShare = Math.max(...shares.map((s, k) => Math.abs(s - given.sessionShare[k])));
  const orders = [1, 2, 3].map((s) =>
    Array.from(made.order)
      .filter((_, i) => made.session[i] === s)
      .sort((a, b) => a - b),
  );
  // Squares of 10 mm on the plateau: 21, 28 and 21 dots are wanted; chance alone would scatter by 4.6 to 5.3.
  let scatter = 0;
  let squares = 0;
  for (let s = 1; s <= 3; s++)
    for (let gx = 20; gx < 70; gx += 10)
      for (let gy = 10; gy < 70; gy += 10) {
        const n = made.xMm.reduce(
          (sum, x, i) => sum + (made.session[i] === s && x >= gx && x < gx + 10 && made.yMm[i] >= gy && made.yMm[i] < gy + 10 ? 1 : 0),
          0,
        );
        scatter += (n - 70 * given.sessionShare[s - 1]) ** 2 / (70 * given.sessionShare[s - 1]);
        squares++;
      }
  expect({
    share: offShare < 0.002,
    orders: orders.every((o) => o.every((v, k) => v === k)),
    even: scatter / squares < 0.3,
    paths: made.pathMm.every((p, k) => p > 0.5 * orders[k].length && p < 4 * orders[k].length),
  }).toEqual({ share: true, orders: true, even: true, paths: true });
});

test('the same scene and seed give the same dots, another seed others', () => {
  const hash = (seed: number): number => {
    const made = layOut(scene(50, 50, 80, 100), seededRandom(seed, 'layout'));
    let h = 0;
    for (const column of [made.xMm, made.yMm, Float64Array.from(made.session), Float64Array.from(made.order)])
      for (const b of new Uint8Array(column.buffer)) h = (Math.imul(h, 31) + b) | 0;
    return h;
  };
  const [first, again, other] = [hash(1), hash(1), hash(2)];
  expect([first === again, first === other]).toEqual([true, false]);
});

test('what does not fit is left out and said', () => {
  const given = scene(20, 20, 100, 0, 4000);
  const made = layOut(given, seededRandom(1, 'layout'));
  expect({ fewer: made.xMm.length < 4000, some: made.xMm.length > 1000, codes: made.notes.map((n) => n.code) }).toEqual({
    fewer: true,
    some: true,
    codes: ['dots-do-not-fit'],
  });
});

test('an empty scene gives no dots', () => {
  const made = layOut({ ...scene(10, 10, 0, 3), count: 0 }, seededRandom(1, 'layout'));
  expect([made.xMm.length, made.pathMm, made.notes]).toEqual([0, [0, 0, 0], []]);
});

test('healed dots scatter in size and darkness about their means', () => {
  const { diameterMm, tone } = dotTraits(20_000, seededRandom(1, 'traits'));
  const mean = (v: Float32Array): number => v.reduce((a, b) => a + b, 0) / v.length;
  expect([Math.abs(mean(diameterMm) - 0.28) < 0.002, Math.abs(mean(tone) - 1) < 0.005, Math.min(...diameterMm) > 0.18]).toEqual([
    true,
    true,
    true,
  ]);
});
