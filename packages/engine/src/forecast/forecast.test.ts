import { expect, test } from 'vitest';
import { dotProfile, healedDotContrast } from '../skin/dot.ts';
import { dotModelFor, dotStateAt, HEALED_DAY } from './forecast.ts';

const MODEL = dotModelFor(62);
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

test('after healing ink only spreads and leaves: darkness at the centre times area is the darkness left', () => {
  let worst = 0;
  for (const day of DAYS.filter((d) => d > HEALED_DAY)) {
    const { centre, widthRatio, darkness } = dotStateAt(day, MODEL);
    worst = Math.max(worst, Math.abs(centre * widthRatio ** 2 - darkness));
  }
  expect(worst).toBeLessThan(1e-12);
});

test('a dot dims every channel, blue least (it looks bluish), and more depth of ink dims more', () => {
  const [r, g, b] = healedDotContrast(60);
  const light = dotProfile([r, g, b], 0.28, 0.5, 1);
  const full = dotProfile([r, g, b], 0.28, 1, 1);
  const none = dotProfile([r, g, b], 0.28, 0, 1);
  const drop = (p: typeof full): number => p.core[1] + p.halo[1];
  expect([
    r < g && g < b && b < 1,
    drop(none) === 0,
    drop(light) > 0 && drop(light) < drop(full),
    Math.abs(drop(full) - (1 - g)) < 1e-9,
  ]).toEqual([true, true, true, true]);
});
