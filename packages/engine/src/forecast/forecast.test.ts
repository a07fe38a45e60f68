import { expect, test } from 'vitest';
import { between } from '../estimate.ts';
import { skinOfType } from '../skin/tissue.ts';
import { depositAt, dotModelFor, dotStateAt, HEALED_DAY, OUTLOOKS } from './forecast.ts';

const MODEL = dotModelFor(skinOfType('II'), {
  depthMm: between(0.15, 0.1, 0.2, 'mm'),
  diameterMm: between(0.26, 0.2, 0.33, 'mm'),
  loadGPerM2: between(0.12, 0.06, 0.24, 'g/m2'),
});
const DAYS = Array.from({ length: 400 }, (_, i) => i * 10);

test('fresh there is more ink in a broader dot, at day 42 it is the healed one, and from then on ink only goes and spreads', () => {
  const fresh = dotStateAt(0, MODEL);
  const healed = dotStateAt(HEALED_DAY, MODEL);
  const later = DAYS.filter((day) => day > HEALED_DAY).map((day) => dotStateAt(day, MODEL));
  expect({
    fresh: fresh.ink > 1.2 && fresh.widthRatio > 1.1,
    healed: [healed.ink, healed.widthRatio, healed.gatheredShare],
    falls: later.every((s, i) => i === 0 || (s.ink < later[i - 1].ink && s.widthRatio > later[i - 1].widthRatio)),
    gathers: later.every((s, i) => i === 0 || s.gatheredShare >= later[i - 1].gatheredShare) && later[later.length - 1].gatheredShare < 1,
  }).toEqual({ fresh: true, healed: [1, 1, 0], falls: true, gathers: true });
});

test('ink at the middle times area is the ink that tints', () => {
  let worst = 0;
  for (const day of [1, 3, 7, 20, ...DAYS]) {
    const { centre, widthRatio, ink } = dotStateAt(day, MODEL);
    worst = Math.max(worst, Math.abs(centre * widthRatio ** 2 - ink));
  }
  expect(worst).toBeLessThan(1e-12);
});

test('the healed deposit is that of the recipe; later its ink spreads over a larger area', () => {
  const healed = depositAt(MODEL, HEALED_DAY).deposit;
  const later = depositAt(MODEL, 3650).deposit;
  const tint = ({ loadGPerM2, diameterMm, gatheredShare = 0 }: typeof healed): number =>
    loadGPerM2 * (1 - 0.45 * gatheredShare) * diameterMm ** 2;
  expect([
    healed.loadGPerM2,
    healed.diameterMm,
    later.diameterMm > healed.diameterMm,
    tint(later) < 0.6 * tint(healed),
    healed.depthMm,
    later.depthMm,
  ]).toEqual([0.12, 0.26, true, true, 0.15, 0.15]);
});

test('the outlooks hardly differ under the needle and part with the years; crusts come and go within ten days', () => {
  const days = [0, 42, 365, 1825, 3650];
  const spread = days.map((day) => dotStateAt(day, MODEL, 'most').centre / dotStateAt(day, MODEL, 'least').centre);
  const ordered = days.every((day) => {
    const [least, likely, most] = OUTLOOKS.map((outlook) => dotStateAt(day, MODEL, outlook).centre);
    return least <= likely && likely <= most;
  });
  const crusts = [0, 2, 6, 10].map((day) => dotStateAt(day, MODEL).crusted);
  expect([
    spread[0] < 1.001,
    spread.every((v, i) => i === 0 || v > spread[i - 1]),
    ordered,
    crusts[0],
    crusts[1],
    crusts[2] > 0 && crusts[2] < 1,
    crusts[3],
  ]).toEqual([true, true, true, 0, 1, true, 0]);
});
