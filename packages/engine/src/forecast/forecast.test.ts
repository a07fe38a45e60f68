import { expect, test } from 'vitest';
import { between } from '../estimate.ts';
import { skinOfType } from '../skin/tissue.ts';
import { depositAt, dotModelFor, dotStateAt, HEALED_DAY } from './forecast.ts';

const MODEL = dotModelFor(skinOfType('II'), {
  depthMm: between(0.15, 0.1, 0.2, 'mm'),
  diameterMm: between(0.26, 0.2, 0.33, 'mm'),
  loadGPerM2: between(0.12, 0.06, 0.24, 'g/m2'),
});
const DAYS = Array.from({ length: 400 }, (_, i) => i * 10);

test('a dot is above 1 when fresh, 1 at day 42, and from then on never darker again and never narrower', () => {
  const states = DAYS.map((day) => dotStateAt(day, MODEL));
  const fresh = dotStateAt(0, MODEL);
  const healed = dotStateAt(HEALED_DAY, MODEL);
  const later = DAYS.filter((day) => day > HEALED_DAY).map((day) => dotStateAt(day, MODEL));
  expect({
    fresh: fresh.darkness > 1.2 && fresh.widthRatio > 1.1,
    healed: [healed.darkness, healed.widthRatio],
    falls: later.every((s, i) => i === 0 || (s.darkness <= later[i - 1].darkness && s.widthRatio >= later[i - 1].widthRatio)),
    positive: states.every((s) => s.darkness > 0 && s.centre > 0),
  }).toEqual({ fresh: true, healed: [1, 1], falls: true, positive: true });
});

test('ink only spreads and leaves: darkness at the centre times area is the darkness left', () => {
  let worst = 0;
  for (const day of [1, 3, 7, 20, ...DAYS]) {
    const { centre, widthRatio, darkness } = dotStateAt(day, MODEL);
    worst = Math.max(worst, Math.abs(centre * widthRatio ** 2 - darkness));
  }
  expect(worst).toBeLessThan(1e-12);
});

test('the healed deposit is that of the recipe; later its ink spreads over a larger area', () => {
  const healed = depositAt(MODEL, HEALED_DAY).deposit;
  const later = depositAt(MODEL, 3650).deposit;
  const ink = (d: typeof healed): number => d.loadGPerM2 * d.diameterMm ** 2;
  expect([healed.loadGPerM2, healed.diameterMm, later.diameterMm > healed.diameterMm, ink(later) < ink(healed), later.depthMm]).toEqual([
    0.12,
    0.26,
    true,
    true,
    0.15,
  ]);
});

test('the outlooks meet under the needle and part with the years; crusts come and go within ten days', () => {
  const spread = [0, 7, 42, 1825, 3650].map((day) => dotStateAt(day, MODEL, 'most').darkness / dotStateAt(day, MODEL, 'least').darkness);
  const crusts = [0, 2, 6, 10].map((day) => dotStateAt(day, MODEL).crusted);
  expect([
    spread[0],
    spread.every((v, i) => i === 0 || v > spread[i - 1]),
    crusts[0],
    crusts[1],
    crusts[2] > 0 && crusts[2] < 1,
    crusts[3],
  ]).toEqual([1, true, 0, 1, true, 0]);
});
