import { expect, test } from 'vitest';
import { parseDesignFile } from './design-file.ts';

const PHOTO = { width: 1600, height: 1400 };
const ZONE = [
  [100, 200],
  [1500, 210],
  [1480, 1300],
];
const BASE = { format: 'stubble-design', version: 1, unit: 'px', zone: ZONE };

function answer(change: object): string {
  const parsed = parseDesignFile(JSON.stringify({ ...BASE, ...change }), PHOTO);
  return parsed.ok ? 'ok' : `${parsed.problem.path} ${parsed.problem.message}`;
}

test('a design file of the contract is read, with everything but the zone left out or in', () => {
  const full = {
    hairline: [
      [300, 900],
      [800, 960],
    ],
    exclude: [
      [
        [700, 400],
        [720, 400],
        [710, 420],
      ],
    ],
    densityPerCm2: 70,
    style: 'soft',
    age: 41,
  };
  expect([answer({}), answer(full), answer({ unit: 'mm', zone: ZONE.map(([x, y]) => [x / 10, y / 10]) })]).toEqual(['ok', 'ok', 'ok']);
});

test('problems name the field and what is asked of it', () => {
  expect([
    answer({ unit: 'inch' }),
    answer({ zone: undefined }),
    answer({ zone: 5 }),
    answer({ zone: [[1, 2]] }),
    answer({ zone: [...ZONE, [9999, 3]] }),
    answer({
      zone: [
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
      ],
    }),
    answer({ exclude: [ZONE.slice(0, 2)] }),
    answer({ hairline: [[1, 'x']] }),
    answer({ densityPerCm2: -1 }).split(' ')[0],
    answer({ version: 2 }),
    answer({ version: 0 }),
  ]).toEqual([
    'unit must be "px" or "mm"',
    'zone is missing; it must be array',
    'zone must be array',
    'zone must hold at least three points; it holds 1',
    'zone[3] (9999, 3) lies outside the photo of 1600 × 1400 px',
    'zone[0] the edge that starts here crosses another edge of the polygon',
    'exclude[0] must hold at least three points; it holds 2',
    'hairline[0][1] must be number',
    'densityPerCm2',
    'version is 2, and this Stubble reads versions up to 1: a newer Stubble is needed for this file',
    'version must be a whole number from 1',
  ]);
});

/** Up and down between two heights, so often that no hand drew it; it crosses nothing. */
function comb(teeth: number): number[][] {
  const tops = Array.from({ length: teeth }, (_, i) => (i % 2 === 0 ? [100 + i * 0.25, 100] : [100 + i * 0.25, 1300]));
  return [...tops, [1500, 1390], [90, 1390]];
}

test('what would keep a planner busy for minutes is refused before that, by what there is too much of', () => {
  const from = process.cpuUsage();
  const stroke = (points: number): object => ({ path: Array(points).fill([300, 300]), radius: 20, factor: 2 });
  const said = [
    answer({ zone: Array(3_001).fill([300, 300]) }),
    answer({ exclude: Array(1_001).fill(ZONE) }),
    answer({ exclude: Array(4).fill(Array(3_000).fill([300, 300])) }),
    answer({ zone: comb(300) }),
    answer({ brush: [stroke(2_000), stroke(2_001)] }),
    answer({ brush: [{ ...stroke(1), radius: 1e300 }] }).split(' ')[0],
    answer({ follicles: { add: [[1e300, 1]] } }).split(' ')[0],
    answer({ hairline: Array(30_000).fill([300, 300]) }),
    parseDesignFile(`{"format":"stubble-design","version":1,"zone":[[1e999,1]]}`, PHOTO),
    parseDesignFile(' '.repeat(4e6 + 1), PHOTO),
  ].map((found) => (typeof found === 'string' ? found : found.ok ? 'ok' : `${found.problem.path} ${found.problem.message}`));
  expect({ said, slow: process.cpuUsage(from).user > 2e6 }).toEqual({
    said: [
      'zone must hold at most 3000 entries',
      'exclude must hold at most 1000 entries',
      ' holds 12003 points; 12000 is the most',
      ' holds outlines of 361538 px in all; 60000 px is the most',
      'brush must hold at most 4000 points in all its paths; it holds 4001',
      'brush[0].radius',
      'follicles.add[0][0]',
      'hairline holds 30000 entries; 12000 is the most',
      'zone[0][0] is a number too large to be held',
      ' is too large: more than 4 million characters',
    ],
    slow: false,
  });
});

test('an outline of as many points as may be is looked through at once', () => {
  const round = Array.from({ length: 3_000 }, (_, i) => [800 + 500 * Math.cos(i / 478), 700 + 500 * Math.sin(i / 478)]);
  const from = process.cpuUsage();
  expect([answer({ zone: round }), process.cpuUsage(from).user < 3e6]).toEqual(['ok', true]);
});
