import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { lifeAt, MIDDLE, someDeviations } from './draws.ts';
import { breadthRatio, depthLeftMm, HEALED_DAY, retainedShare, slowSpeed, tintingShare } from './kinetics.ts';
import { AVERAGE_SUN_SED, lifeOf } from './priors.ts';

const LIFE = lifeAt(lifeOf(), MIDDLE);

test('what is left after eight weeks and five years, by depth, as in the published kinetics that it is made from', () => {
  // centre in mm, share after 8 weeks, after 5 years
  const known = [
    [0.04, 0.18, 0.12],
    [0.06, 0.29, 0.2],
    [0.08, 0.42, 0.29],
    [0.1, 0.56, 0.38],
    [0.12, 0.67, 0.46],
    [0.15, 0.78, 0.53],
    [0.2, 0.84, 0.57],
  ];
  const left = (depth: number, day: number): number => retainedShare(depth, day, LIFE.lymphShare, LIFE.drainPerYear);
  const off = known.map(([depth, weeks, years]) => Math.max(Math.abs(left(depth, 60) - weeks), Math.abs(left(depth, 5 * 365.25) - years)));
  expect(Math.max(...off)).toBeLessThan(0.02);
});

test('in every draw ink only goes and only spreads, deeper ink goes more slowly and spreads faster, and sun speeds both', () => {
  const random = seededRandom(3, 'kinetics');
  const faults: string[] = [];
  for (let draw = 0; draw < 60; draw++) {
    const life = lifeAt(lifeOf(), someDeviations(random));
    const depth = 0.03 + 0.9 * random.next();
    const sun = 2000 * random.next();
    let [ink, breadth, lies] = [1, 0.999, 0];
    for (let day = 0; day < 8000; day = day * 1.15 + 1) {
      const now = tintingShare(depth, day, life, sun);
      const wide = breadthRatio(0.21, depth, day, life, sun);
      const deep = depthLeftMm(depth, day);
      if (now > ink + 1e-12) faults.push(`ink rises at ${day}`);
      if (wide < breadth) faults.push(`narrows at ${day}`);
      if (deep < lies) faults.push(`rises at ${day}`);
      [ink, breadth, lies] = [now, wide, deep];
    }
    const late = 4000;
    if (tintingShare(depth, late, life, sun + 500) >= tintingShare(depth, late, life, sun)) faults.push('sun keeps ink');
    if (breadthRatio(0.21, depth, late, life, sun + 500) <= breadthRatio(0.21, depth, late, life, sun)) faults.push('sun keeps dots small');
    if (breadthRatio(0.21, 0.8, late, life, sun) <= breadthRatio(0.21, 0.15, late, life, sun)) faults.push('deep ink spreads less');
  }
  expect(faults).toEqual([]);
});

test('in average sun and usual skin slow loss has speed one; none of it comes from no sun alone', () => {
  const at = [0, AVERAGE_SUN_SED, 10 * AVERAGE_SUN_SED].map((sed) => slowSpeed(LIFE, sed));
  expect([at[0], at[1], at[2] > 2.5 && at[2] < 3.6, breadthRatio(0.21, 0.15, HEALED_DAY, LIFE, 300)]).toEqual([0.2, 1, true, 1]);
});
