import { expect, test } from 'vitest';
import { parseMeasuredPattern, parseScene } from './scene-file.ts';

const BASE = {
  format: 'stubble-scene',
  version: 1,
  widthMm: 4,
  heightMm: 3,
  cellMm: 1,
  columns: 4,
  rows: 3,
  totalPerCm2: Array(12).fill(80),
  newPerCm2: Array(12).fill(50),
  existingMm: [[1, 2]],
  clearanceMm: 0.36,
};

function answer(change: object): string {
  const parsed = parseScene(JSON.stringify({ ...BASE, ...change }));
  return parsed.ok
    ? `${parsed.value.scene.count} dots, shares ${parsed.value.scene.sessionShare.join(' ')}, pairs ${parsed.value.target?.source ?? 'as ever'}`
    : `${parsed.problem.path}: ${parsed.problem.message}`;
}

test('count is the integral of what is new, and shares are 0.3, 0.4, 0.3, where they are left out', () => {
  expect([answer({}), answer({ count: 3, sessionShare: [0.5, 0.5] })]).toEqual([
    '6 dots, shares 0.3 0.4 0.3, pairs as ever',
    '3 dots, shares 0.5 0.5, pairs as ever',
  ]);
});

test('every problem names its field', () => {
  expect([
    answer({ newPerCm2: [...Array(11).fill(1), -1] }),
    answer({ newPerCm2: [...Array(11).fill(1), null] }),
    answer({ totalPerCm2: [1] }),
    answer({
      existingMm: [
        [1, 2],
        [9, 1],
      ],
    }),
    answer({ existingMm: [[1]] }),
    answer({ columns: 40 }),
    answer({ sessionShare: [0.5, 0.4] }),
    answer({ newPerCm2: Array(12).fill(0), count: 5 }),
    answer({ format: 'x' }).split(':')[0],
    answer({ count: -1 }).split(':')[0],
    answer({ clearanceMm: undefined }).split(':')[0],
  ]).toEqual([
    'newPerCm2[11]: must not be negative; it is -1',
    'newPerCm2[11]: must be a number',
    'totalPerCm2: must hold 12 numbers, one for each cell; it holds 1',
    'existingMm[1]: (9, 1) lies outside the scene of 4 × 3 mm',
    'existingMm[0]: must be two numbers',
    'columns: 40 cells of 1 mm do not cover 4 mm',
    'sessionShare: must sum to 1; it sums to 0.9',
    'count: is 5, but newPerCm2 is 0 everywhere: there is no place for a dot',
    'format',
    'count',
    'clearanceMm',
  ]);
});

test('sizes that would take all memory or hours are refused by their field, before any of it is taken', () => {
  const from = process.cpuUsage();
  const many = Array(2_100).fill([1, 2]);
  const said = [
    { widthMm: 1e9, heightMm: 1e9, cellMm: 1e9, columns: 1, rows: 1, totalPerCm2: [1], newPerCm2: [1] },
    { cellMm: 1e-9 },
    { columns: 1e9, rows: 1e9 },
    { count: 1e9 },
    { count: 5.5 },
    { sessionShare: Array(1e5).fill(1e-5) },
    { existingMm: many },
    { clearanceMm: 10, totalPerCm2: Array(12).fill(2000) },
    { newPerCm2: Array(12).fill(1e-300), count: 5 },
    { totalPerCm2: Array(12).fill(1e308) },
    { target: { binSpacings: 0.02, g: Array(1e5).fill(1), source: 'x' } },
  ].map(answer);
  expect({ said, slow: process.cpuUsage(from).user > 1e6 }).toEqual({
    said: [
      'widthMm: must be at most 1000',
      'cellMm: must be at least 0.01',
      'columns: must be at most 1000',
      'count: must be at most 100000',
      'count: must be int',
      'sessionShare: must hold at most 20 entries',
      'existingMm[2000]: is one of more than 2000 points in one square centimetre',
      'clearanceMm: is 10, within which up to 6283 hairs and dots would lie; 500 is the most',
      'count: is 5, but newPerCm2 is next to 0 everywhere',
      'totalPerCm2[0]: must be at most 2000; it is 1e+308',
      'target.g: must hold at most 200 entries',
    ],
    slow: false,
  });
});

test('a scene of a newer version is refused by its number', () => {
  expect(answer({ version: 99 })).toBe('version: is 99, and this Stubble reads versions up to 1: a newer Stubble is needed for this file');
});

test('a table of pairs of another head comes with the scene', () => {
  const target = { binSpacings: 0.1, g: [0, 0, 0, 0.1, 0.4, 0.8, 1.1, 1.2, 1], source: 'the client' };
  expect([answer({ target }), answer({ target: { ...target, g: [0, 1] } }), answer({ target: { ...target, binSpacings: 0.5 } })]).toEqual([
    '6 dots, shares 0.3 0.4 0.3, pairs the client',
    expect.stringMatching(/^target\.g: /),
    'target.g: must end within 4 spacings',
  ]);
});

test('a count that cannot fit is refused before it is tried', () => {
  expect([answer({ count: 40 }), answer({ count: 5000 })]).toEqual([
    '40 dots, shares 0.3 0.4 0.3, pairs as ever',
    'count: is 5000; no more than about 61 dots fit at 0.36 of the spacings of totalPerCm2',
  ]);
});

test('the client’s own pattern comes out of a measured patch, or the sentence says why not', () => {
  const pairs = { binSpacings: 0.05, g: Array(20).fill(1), source: 'a patch' };
  const read = (value: object): string => {
    const parsed = parseMeasuredPattern(JSON.stringify(value));
    return parsed.ok ? parsed.value.source : `${parsed.problem.path}: ${parsed.problem.message}`;
  };
  const missing = 'pattern.pairs: is missing: it takes a patch with 150 follicular units or more, measured with --json';
  expect([read({ pattern: { pairs } }), read({ pattern: { pairs: null } }), read({ pattern: null }), read({})]).toEqual([
    'a patch',
    missing,
    missing,
    missing,
  ]);
});
