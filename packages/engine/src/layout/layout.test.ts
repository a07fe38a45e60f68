import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { dotTraits } from './dot-traits.ts';
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

function nearest(xMm: Float64Array, yMm: Float64Array, i: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < xMm.length; j++) if (j !== i) least = Math.min(least, Math.hypot(xMm[j] - xMm[i], yMm[j] - yMm[i]));
  return least;
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

test('dots lie more evenly than chance and less evenly than a lattice: nearest neighbours as follicles have them', () => {
  const made = layOut(scene(80, 80, 70, 0), seededRandom(5, 'layout'));
  const s = 10 / Math.sqrt(70);
  const d: number[] = [];
  made.xMm.forEach((x, i) => {
    if (x > 20 && x < 74 && made.yMm[i] > 6 && made.yMm[i] < 74) d.push(nearest(made.xMm, made.yMm, i) / s);
  });
  const mean = d.reduce((a, b) => a + b, 0) / d.length;
  const cv = Math.sqrt(d.reduce((a, b) => a + (b - mean) ** 2, 0) / d.length) / mean;
  // Real follicular units: mean 0.79, CV 0.19; chance: 0.5 and 0.52; a lattice: 1 and 0.
  expect({ mean: mean > 0.72 && mean < 0.84, cv: cv > 0.14 && cv < 0.23, shown: `${mean.toFixed(3)} ${cv.toFixed(3)}` }).toMatchObject({
    mean: true,
    cv: true,
  });
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
    even: scatter / squares < 0.35,
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
