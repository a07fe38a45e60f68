import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { smoothstep } from '../../smoothstep.ts';
import { frontTell } from './front.ts';
import type { Front, Marks } from './terms.ts';

const LENGTH_MM = 90;
const PER_CM2 = 65;
const FRONT: Front = {
  lineMm: Array.from({ length: 46 }, (_, k) => [2 * k, 0]),
  behind: (_, y) => y > 0,
};

/** Marks behind a line, thinned over a feather, the edge moved back and forth by a wave. */
function edge(featherMm: number, waveMm: number, seed: number): Marks {
  const random = seededRandom(seed, 'edge');
  const places: (readonly [number, number])[] = [];
  const step = 10 / Math.sqrt(PER_CM2);
  for (let y = -6; y < 26; y += step)
    for (let x = 0; x < LENGTH_MM; x += step) {
      const [px, py] = [x + 0.25 * step * random.normal(), y + 0.25 * step * random.normal()];
      const backMm = waveMm * (1 + Math.sin(px / 1.1 + 2 * Math.sin(px / 5)));
      if (random.next() < smoothstep(0, featherMm, py - backMm)) places.push([px, py]);
    }
  return {
    xMm: Float64Array.from(places, (p) => p[0]),
    yMm: Float64Array.from(places, (p) => p[1]),
    diameterMm: [],
    darkness: [],
    window: { x0Mm: 0, y0Mm: 0, x1Mm: 0, y1Mm: 0, inside: () => false },
    diameterError: 0,
    leastShare: 1,
    colour: null,
  };
}

test('a sharp straight edge tells, a sharp broken one less, a soft one hardly', () => {
  const scores = [1, 2, 3, 4].map((seed) =>
    [edge(1, 0, seed), edge(1, 0.8, seed), edge(9, 1, seed)].map((marks) => frontTell(marks, FRONT).score?.value ?? -1),
  );

  expect(scores.map(([straight, broken, soft]) => straight > 0.85 && straight > broken + 0.1 && broken > soft + 0.1 && soft < 0.1)).toEqual(
    [true, true, true, true],
  );
});

test('the breadth of a feather comes out to a millimetre or two', () => {
  const off = [2, 5, 8, 11].map((featherMm) => {
    const says = frontTell(edge(featherMm, 0, 7), FRONT).says;
    return Math.abs(Number(/over ([\d.]+) mm/.exec(says)?.[1]) - featherMm);
  });
  expect(Math.max(...off)).toBeLessThanOrEqual(2);
});

test('no front in view gives no score', () => {
  const short: Front = { ...FRONT, lineMm: FRONT.lineMm.slice(0, 8) };
  expect([frontTell(edge(2, 0, 1), null).score, frontTell(edge(2, 0, 1), short).score]).toEqual([null, null]);
});
