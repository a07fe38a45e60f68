import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { FOLLICULAR_UNITS, type PairTarget } from './follicle-statistics.ts';
import { LAYOUT_DEFAULTS, layOut } from './layout.ts';
import { layoutHash } from './layout-hash.test-helper.ts';
import { countErrors, nearestDistances, pairCorrelation, pairMisfit, patternOf } from './pattern-statistics.ts';
import { evenScene } from './scene.test-helper.ts';
import { fieldAt, type Places, type Scene } from './scene.ts';

/** A feather on the left, full density on the right, a few random hairs. */
function feathered(widthMm: number, heightMm: number, perCm2: number, hairs: number, count?: number): Scene {
  const random = seededRandom(7, 'scene');
  const newPerCm2 = new Float64Array(widthMm * heightMm);
  for (let y = 2; y < heightMm - 2; y++)
    for (let x = 2; x < widthMm - 2; x++) newPerCm2[y * widthMm + x] = perCm2 * Math.min(1, (x - 1) / 12);
  return {
    ...evenScene(widthMm, heightMm, perCm2),
    totalPerCm2: newPerCm2.map((d) => d + (hairs / (widthMm * heightMm)) * 100),
    newPerCm2,
    existingXMm: Float64Array.from({ length: hairs }, () => random.next() * widthMm),
    existingYMm: Float64Array.from({ length: hairs }, () => random.next() * heightMm),
    count: count ?? Math.round(newPerCm2.reduce((a, b) => a + b, 0) / 100),
  };
}

test('every dot keeps its distance from hairs and from the other dots, and lies in or beside the zone', () => {
  const given = feathered(60, 50, 90, 500);
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

test('densities of a feather are met bin by bin, the foremost too', () => {
  // pooled over seeds: a bin of one layout holds few dots
  const bins = [0.03, 0.2, 0.5, 0.8, 0.98];
  const found = [0, 0, 0, 0];
  const wanted = [0, 0, 0, 0];
  for (const seed of [1, 2, 3]) {
    const given = feathered(60, 80, 100, 0);
    const made = layOut(given, seededRandom(seed, 'layout'));
    const bin = (x: number, y: number): number => bins.findIndex((b) => fieldAt(given, given.newPerCm2, x, y) < 100 * b) - 1;
    made.xMm.forEach((x, i) => {
      if (x < 20 && made.yMm[i] > 4 && made.yMm[i] < 76) found[bin(x, made.yMm[i])]++;
    });
    for (let x = 0.05; x < 20; x += 0.1)
      for (let y = 4.05; y < 76; y += 0.1) wanted[bin(x, y)] += fieldAt(given, given.newPerCm2, x, y) * 1e-4;
  }
  const off = found.map((n, k) => Math.abs(n / wanted[k] - 1));
  expect({ off, good: off.map((o, k) => o < [0.12, 0.08, 0.08, 0.08][k]) }).toMatchObject({ good: [true, true, true, true] });
});

/** A full field of follicles. */
const side = 90;
const empty = evenScene(side, side, 100);
const grown = layOut(empty, seededRandom(8, 'grown'));

/** The field, thinned at random to about so many hairs, and the dots that fill it up again. */
function filledUp(hairs: number, seed: number): { scene: Scene; made: Places } {
  const thin = seededRandom(2, 'thinned');
  const kept = Array.from(grown.xMm.keys()).filter(() => thin.next() < hairs / side ** 2);
  const scene = {
    ...empty,
    newPerCm2: empty.newPerCm2.map((d) => d - (100 * kept.length) / side ** 2),
    existingXMm: Float64Array.from(kept, (i) => grown.xMm[i]),
    existingYMm: Float64Array.from(kept, (i) => grown.yMm[i]),
    count: side ** 2 - kept.length,
  };
  return { scene, made: layOut(scene, seededRandom(seed, 'layout')) };
}

/** Statistics 5 mm inside the edge. */
function statistics(scene: Scene, made: Places, target: PairTarget = FOLLICULAR_UNITS) {
  const pattern = patternOf(scene, made);
  const inside = (v: number, side: number): boolean => v > 5 && v < side - 5;
  const only = Uint8Array.from(made.xMm, (x, i) => (inside(x, scene.widthMm) && inside(made.yMm[i], scene.heightMm) ? 1 : 0));
  const { mean, cv, q01 } = nearestDistances(pattern, only);
  const g = pairMisfit(pairCorrelation(pattern, seededRandom(1, 'statistics'), only), target);
  return { g, mean, cv, q01, ...countErrors(pattern, 5, 1) };
}

test.each([0, 2500, 5500])('with %i hairs there, dots and hairs together lie as real follicular units do', (hairs) => {
  const { scene, made } = filledUp(hairs, 5);
  const found = statistics(scene, made);
  const good = {
    g: found.g < 0.03,
    mean: found.mean > 0.77 && found.mean < 0.82,
    cv: found.cv > 0.175 && found.cv < 0.205,
    q01: found.q01 > 0.4,
    relative: found.relative < 0.075,
    fano: found.fano < 0.15,
  };
  expect({ found, good }).toMatchObject({ good: { g: true, mean: true, cv: true, q01: true, relative: true, fano: true } });
});

test('another table of pairs is another pattern', () => {
  // nearly a random field: nothing but a small core
  const loose: PairTarget = { ...FOLLICULAR_UNITS, g: FOLLICULAR_UNITS.g.map((_, b) => Math.min(1, Math.max(0, (b - 7) / 6))) };
  const scene = evenScene(90, 90, 100);
  const made = layOut(scene, seededRandom(1, 'layout'), { ...LAYOUT_DEFAULTS, target: loose });
  const [own, usual] = [statistics(scene, made, loose).g, statistics(scene, made).g];
  expect([own < 0.1, usual > 0.2]).toEqual([true, true]);
});

test('each session has its share, covers the whole zone and has its own path', () => {
  const given = feathered(80, 80, 70, 0);
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
    even: scatter / squares < 0.25,
    paths: made.pathMm.every((p, k) => p > 0.5 * orders[k].length && p < 4 * orders[k].length),
  }).toEqual({ share: true, orders: true, even: true, paths: true });
});

test('the way of a hand stays in bands of 7 mm and is longer than that of a machine', () => {
  const given = { ...evenScene(60, 60, 80), sessionShare: [1] };
  const hand = layOut(given, seededRandom(1, 'layout'), { ...LAYOUT_DEFAULTS, path: 'rows' });
  const machine = layOut(given, seededRandom(1, 'layout'));
  const walk = Array.from(hand.order.keys()).sort((a, b) => hand.order[a] - hand.order[b]);
  const bands = walk.map((i) => Math.floor(hand.yMm[i] / 7));
  const rises = bands.every((b, k) => k === 0 || b === bands[k - 1] || b === bands[k - 1] + 1);
  const ratio = hand.pathMm[0] / machine.pathMm[0];
  expect([hand.xMm, rises, ratio > 1.05 && ratio < 1.4]).toEqual([machine.xMm, true, true]);
});

test('cells of any size hold the same dots per cm²', () => {
  const off = [0.5, 1, 5, 20].map((cellMm) => {
    const scene = evenScene(60, 40, 80, cellMm);
    const { relative } = countErrors(patternOf(scene, layOut(scene, seededRandom(1, 'layout'))), 5, 1);
    return relative;
  });
  expect({ off, good: off.every((o) => o < 0.1) }).toMatchObject({ good: true });
});

test('the same scene and seed give the same dots, another seed others', () => {
  const made = (seed: number) => layOut(feathered(50, 50, 80, 100), seededRandom(seed, 'layout'));
  expect([made(1), made(1).xMm[0] === made(2).xMm[0]]).toEqual([made(1), false]);
});

test('the dots are the same without the optimising compiler and without any', async () => {
  const entry = fileURLToPath(new URL('./layout-hash.test-helper.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['cjs'], name: 'stubble' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const code = 'output' in output && output.output[0].type === 'chunk' ? output.output[0].code : '';
  const hash = (flag: string): string =>
    execFileSync(process.execPath, [flag, '-e', `${code}; process.stdout.write(module.exports.layoutHash())`], { encoding: 'utf8' });
  expect([hash('--no-opt'), hash('--jitless')]).toEqual([layoutHash(), layoutHash()]);
});

test('what does not fit is left out and said', () => {
  const given = feathered(20, 20, 100, 0, 4000);
  const made = layOut(given, seededRandom(1, 'layout'));
  expect({ fewer: made.xMm.length < 4000, some: made.xMm.length > 500, codes: made.notes.map((n) => n.code) }).toEqual({
    fewer: true,
    some: true,
    codes: ['dots-do-not-fit'],
  });
});

test('an empty scene gives no dots, and odd ones no fault', () => {
  const made = layOut({ ...feathered(10, 10, 0, 3), count: 0 }, seededRandom(1, 'layout'));
  const counts = [
    { ...evenScene(1, 1, 100), count: 1 },
    { ...evenScene(1, 30, 100) },
    { ...evenScene(3, 3, 0.01), count: 1 },
    // all hairs in one place
    { ...evenScene(10, 10, 50), existingXMm: new Float64Array(3000).fill(5), existingYMm: new Float64Array(3000).fill(5) },
    { ...evenScene(10, 10, 50), sessionShare: [0, 1, 0, 0] },
  ].map((scene) => scene.count - layOut(scene, seededRandom(1, 'layout')).xMm.length);
  expect([made.xMm.length, made.pathMm, made.notes, counts]).toEqual([0, [0, 0, 0], [], [0, 0, 0, 0, 0]]);
});

test('healed dots scatter in size and darkness about their means', () => {
  const { diameterMm, tone } = layOut(evenScene(100, 100, 100), seededRandom(1, 'layout'));
  const mean = (v: Float32Array): number => v.reduce((a, b) => a + b, 0) / v.length;
  const cv = (v: Float32Array): number => {
    const middle = mean(v);
    return Math.sqrt(v.reduce((a, b) => a + (b - middle) ** 2, 0) / v.length) / middle;
  };
  const near = (value: number, wanted: number): boolean => Math.abs(value / wanted - 1) < 0.05;
  expect([near(mean(diameterMm), 0.28), near(cv(diameterMm), 0.14), near(mean(tone), 1), near(cv(tone), 0.1)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
