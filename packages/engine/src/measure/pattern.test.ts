import { expect, test } from 'vitest';
import { FOLLICULAR_UNITS } from '../layout/follicle-statistics.ts';
import { parseScene } from '../layout/scene-file.ts';
import { seededRandom } from '../random.ts';
import { measuredPattern, type PatternBounds, patternNotes } from './pattern.ts';

const BOUNDS: PatternBounds = { x0Mm: 0, y0Mm: 0, x1Mm: 50, y1Mm: 40 };
const everywhere = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < 50 && y < 40;

/** A triangular lattice, each point off its place by a normal step: with 0.19 of the spacing 0.745 and 0.22 are known (66.6/cm², large sample). */
function jittered(perCm2: number, jitter: number, keep: (x: number, y: number) => number = () => 1): { x: number[]; y: number[] } {
  const random = seededRandom(5, 'jittered');
  const sideMm = Math.sqrt(200 / (Math.sqrt(3) * perCm2));
  const x: number[] = [];
  const y: number[] = [];
  for (let r = -2; r * sideMm * 0.866 < 44; r++)
    for (let c = -2; c * sideMm < 54; c++) {
      const px = (c + (r % 2 === 0 ? 0 : 0.5)) * sideMm + jitter * sideMm * random.normal();
      const py = r * 0.866 * sideMm + jitter * sideMm * random.normal();
      if (random.next() < keep(px, py) && everywhere(px, py)) {
        x.push(px);
        y.push(py);
      }
    }
  return { x, y };
}

test('of a jittered lattice the distance to the nearest, its spread and the density are those known', () => {
  const { x, y } = jittered(66, 0.19);
  const found = measuredPattern(x, y, everywhere, BOUNDS);
  expect([
    found !== null && Math.abs(found.nearestSpacings.value - 0.745) < 0.02,
    found !== null && Math.abs(found.nearestCv.value - 0.22) < 0.03,
    found !== null && Math.abs(found.perCm2 - x.length / 20) < 1.5,
    found === null ? null : patternNotes(found).length,
  ]).toEqual([true, true, true, 0]);
});

test('points by chance lie at half a spacing and are said to be unlike hair', () => {
  const random = seededRandom(6, 'chance');
  const x = Array.from({ length: 1300 }, () => 50 * random.next());
  const y = Array.from({ length: 1300 }, () => 40 * random.next());
  const found = measuredPattern(x, y, everywhere, BOUNDS);
  expect([
    found !== null && Math.abs(found.nearestSpacings.value - 0.5) < 0.04,
    found === null ? [] : patternNotes(found).map((n) => n.code),
    found?.pairs?.g.slice(4).every((g) => Math.abs(g - 1) < 0.35),
  ]).toEqual([true, ['pattern-unlike-hair'], true]);
});

test('an even lattice, such as a suppression radius makes, is said to be unlike hair', () => {
  const { x, y } = jittered(66, 0.03);
  const found = measuredPattern(x, y, everywhere, BOUNDS);
  expect(found === null ? [] : patternNotes(found).map((n) => n.message.includes('more evenly'))).toEqual([true]);
});

test('where density varies distances are in local spacings', () => {
  // the same lattice drawn apart across, threefold in density from one side to the other
  const { x, y } = jittered(66, 0.19);
  const drawn = x.map((v) => (v < 25 ? v * 1.5 : 37.5 + (v - 25) * 0.5));
  const found = measuredPattern(drawn, y, everywhere, BOUNDS);
  expect(found !== null && found.nearestSpacings.value > 0.6 && found.nearestSpacings.value < 0.8).toBe(true);
});

test('few units give no pattern, some no table of pairs, and a table is one that a scene file takes', () => {
  const { x, y } = jittered(66, 0.19);
  const some = measuredPattern(x.slice(0, 140), y.slice(0, 140), (u, v) => everywhere(u, v) && v < 5, { ...BOUNDS, y1Mm: 5 });
  const table = measuredPattern(x, y, everywhere, BOUNDS)?.pairs;
  const scene = parseScene(
    JSON.stringify({
      format: 'stubble-scene',
      version: 1,
      widthMm: 2,
      heightMm: 1,
      cellMm: 1,
      columns: 2,
      rows: 1,
      totalPerCm2: [60, 60],
      newPerCm2: [60, 60],
      existingMm: [],
      clearanceMm: 0.3,
      target: table,
    }),
  );
  expect([
    measuredPattern(x.slice(0, 20), y.slice(0, 20), everywhere, BOUNDS),
    some?.pairs,
    table?.g.length,
    table?.binSpacings,
    scene.ok && scene.value.target?.source === table?.source,
  ]).toEqual([null, null, FOLLICULAR_UNITS.g.length, FOLLICULAR_UNITS.binSpacings, true]);
});
