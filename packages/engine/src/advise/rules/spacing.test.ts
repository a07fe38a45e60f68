import { expect, test } from 'vitest';
import { samplePlan } from '../../document/sample-plan.test-helper.ts';
import { surfaceGeometry } from '../../head/surface.ts';
import type { Point } from '../../polygon.ts';
import { seededRandom } from '../../random.ts';
import { dotsAt, thrown } from './good-plan.test-helper.ts';
import { spacingOf } from './spacing.ts';

const geometry = surfaceGeometry(samplePlan().surface);

/** Rows at an angle and of a pitch, each place off by chance; in hexagons every other row is shifted. */
function lattice(pitchMm: number, degrees: number, offMm: number, hexagons: boolean): Point[] {
  const random = seededRandom(degrees, 'lattice');
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const places: Point[] = [];
  const rise = hexagons ? (pitchMm * Math.sqrt(3)) / 2 : pitchMm;
  for (let r = -30; r <= 30; r++)
    for (let c = -30; c <= 30; c++) {
      const [u, v] = [(c + (hexagons && r % 2 !== 0 ? 0.5 : 0)) * pitchMm + offMm * random.normal(), r * rise + offMm * random.normal()];
      const at: Point = [u * cos - v * sin, u * sin + v * cos];
      if (Math.abs(at[0]) < 22 && Math.abs(at[1]) < 22) places.push(at);
    }
  return places;
}

const strongest = (places: readonly Point[]): number =>
  Math.max(...spacingOf(geometry, dotsAt(places)).patches.map(({ rhythm }) => rhythm));

test('rows and lattices of any pitch and angle keep time, dots by chance and dots at a distance do not', () => {
  const wrong: string[] = [];
  for (const pitchMm of [1.1, 1.3, 1.5])
    for (const degrees of [0, 17, 45])
      for (const hexagons of [false, true]) {
        const rhythm = strongest(lattice(pitchMm, degrees, 0.1 * pitchMm, hexagons));
        if (rhythm < 0.55) wrong.push(`${pitchMm} mm, ${degrees}°, ${hexagons}: ${rhythm}`);
      }
  const random = seededRandom(8, 'chance');
  const byChance = Array.from({ length: 2400 }, (): Point => [60 * random.next() - 30, 60 * random.next() - 30]);
  for (const [name, rhythm] of [
    ['chance', strongest(byChance)],
    ['at a distance', Math.max(...spacingOf(geometry, thrown()).patches.map((patch) => patch.rhythm))],
  ] as const)
    if (rhythm > 0.5) wrong.push(`${name}: ${rhythm}`);
  expect(wrong).toEqual([]);
});

test('rows of one session among others that keep none are found', () => {
  const rows = lattice(1.5, 30, 0.05, false);
  const random = seededRandom(9, 'others');
  const others = Array.from({ length: rows.length }, (): Point => [60 * random.next() - 30, 60 * random.next() - 30]);
  const dots = dotsAt([...rows, ...others]);
  const session = dots.session.map((_, i) => (i < rows.length ? 2 : 1));
  const { patches } = spacingOf(geometry, { ...dots, session });
  const most = (of: number | null): number => Math.max(...patches.filter((patch) => patch.session === of).map(({ rhythm }) => rhythm));
  expect([most(2) > 0.8, most(1) < 0.5]).toEqual([true, true]);
});

test('a lattice has its neighbours at its pitch on the skin, and its density about each dot', () => {
  const dots = dotsAt(lattice(1.2, 0, 0, false));
  const { nearestMm, localMm } = spacingOf(geometry, dots);
  const inner = [...dots.xMm.keys()].filter((i) => Math.abs(dots.xMm[i]) < 15 && Math.abs(dots.yMm[i]) < 15);
  // near the middle of the chart a millimetre of it is one of skin, within two in a hundred
  const off = inner.filter((i) => Math.abs(nearestMm[i] / 1.2 - 1) > 0.02 || Math.abs(localMm[i] / 1.2 - 1) > 0.15);
  expect([off, inner.length > 300]).toEqual([[], true]);
});
