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
    'version must be 1',
  ]);
});
