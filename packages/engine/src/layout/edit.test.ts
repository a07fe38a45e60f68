import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { editedLayout, type Touched } from './edit.ts';
import { type Layout, layOut } from './layout.ts';
import { nearestDistances, pairCorrelation, pairMisfit, patternOf } from './pattern-statistics.ts';
import { evenScene } from './scene.test-helper.ts';
import type { Scene } from './scene.ts';

const SIDE = 70;

/** 40 edits of each kind, one after the other: a hair more, a hair less, a stroke that thickens, a stroke that thins. */
function afterEdits(check: (before: Layout, after: Layout, from: Int32Array, touched: Touched) => void): { scene: Scene; layout: Layout } {
  let scene: Scene = { ...evenScene(SIDE, SIDE, 90), existingXMm: new Float64Array(0), existingYMm: new Float64Array(0) };
  let layout = layOut(scene, seededRandom(1, 'layout'));
  const random = seededRandom(2, 'edits');
  for (let k = 0; k < 80; k++) {
    const [x, y] = [5 + random.next() * (SIDE - 10), 5 + random.next() * (SIDE - 10)];
    const touched = { xMm: x, yMm: y, radiusMm: k % 4 < 2 ? 0 : 2 + 3 * random.next() };
    if (k % 4 === 0)
      scene = {
        ...scene,
        existingXMm: Float64Array.from([...scene.existingXMm, x]),
        existingYMm: Float64Array.from([...scene.existingYMm, y]),
      };
    else if (k % 4 === 1) {
      Object.assign(touched, { xMm: scene.existingXMm[0], yMm: scene.existingYMm[0] });
      scene = { ...scene, existingXMm: scene.existingXMm.slice(1), existingYMm: scene.existingYMm.slice(1) };
    } else {
      const painted = scene.newPerCm2.map((d, i) =>
        Math.hypot((i % SIDE) + 0.5 - x, Math.floor(i / SIDE) + 0.5 - y) < touched.radiusMm ? d * (k % 4 === 2 ? 1.1 : 1 / 1.1) : d,
      );
      scene = { ...scene, newPerCm2: painted, totalPerCm2: painted, count: Math.round(painted.reduce((a, b) => a + b, 0) / 100) };
    }
    const edited = editedLayout(scene, layout, [touched], seededRandom(k, 'edit'));
    check(layout, edited.layout, edited.from, touched);
    layout = edited.layout;
  }
  return { scene, layout };
}

test('an edit moves nothing beyond five spacings of it, and keeps every other dot as it is', () => {
  let farthest = 0;
  let changed = 0;
  afterEdits((before, after, from, { xMm, yMm, radiusMm }) => {
    const away = (layout: Layout, i: number): number =>
      (Math.hypot(layout.xMm[i] - xMm, layout.yMm[i] - yMm) - radiusMm) / (10 / Math.sqrt(90));
    const kept = new Set<number>();
    from.forEach((old, i) => {
      if (old < 0) farthest = Math.max(farthest, away(after, i));
      else {
        kept.add(old);
        const same = (name: 'xMm' | 'yMm' | 'session' | 'diameterMm' | 'tone'): boolean => before[name][old] === after[name][i];
        if (!(same('xMm') && same('yMm') && same('session') && same('diameterMm') && same('tone'))) changed++;
      }
    });
    for (let i = 0; i < before.xMm.length; i++) if (!kept.has(i)) farthest = Math.max(farthest, away(before, i));
  });
  expect([changed, farthest < 5, farthest > 1]).toEqual([0, true, true]);
});

test('after many edits the count is right, orders are whole, and the pattern is still that of follicles', () => {
  let orders = true;
  const { scene, layout } = afterEdits((_, after) => {
    for (const s of [1, 2, 3]) {
      const order = Array.from(after.order).filter((__, i) => after.session[i] === s);
      orders &&= new Set(order).size === order.length && Math.max(...order) === order.length - 1;
    }
  });
  const pattern = patternOf(scene, layout);
  const inside = Uint8Array.from(layout.xMm, (x, i) => (Math.min(x, layout.yMm[i]) > 3 && Math.max(x, layout.yMm[i]) < SIDE - 3 ? 1 : 0));
  const nearest = nearestDistances(pattern, inside);
  const misfit = pairMisfit(pairCorrelation(pattern, seededRandom(1, 'statistics'), inside));
  const good = {
    orders,
    count: Math.abs(layout.xMm.length - scene.count) <= 2,
    nearest: nearest.min > 0.3 && nearest.cv > 0.17 && nearest.cv < 0.215,
    misfit: misfit < 0.06,
  };
  expect({ good, misfit, nearest }).toMatchObject({ good: { orders: true, count: true, nearest: true, misfit: true } });
});

test('an edit that touches nothing changes nothing', () => {
  const scene = evenScene(20, 20, 80);
  const layout = layOut(scene, seededRandom(1, 'layout'));
  expect(editedLayout(scene, layout, [], seededRandom(1, 'edit')).layout).toBe(layout);
});
