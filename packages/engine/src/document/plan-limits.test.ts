/** What would take memory, time or a prototype is refused by its place, and what a plan may well hold is not. */
import { expect, test } from 'vitest';
import { packDots } from './packed.ts';
import { parsePlan, sealPlan, writePlan } from './plan.ts';
import { sampleDots, samplePlan } from './sample-plan.test-helper.ts';
import { LIMITS } from './schema.ts';

type Tree = Record<string | number, unknown>;
const TEXT = writePlan(samplePlan(12));

function problem(text: string): string {
  const parsed = parsePlan(text);
  return parsed.ok ? 'none' : `${parsed.problem.path} | ${parsed.problem.message}`;
}

/** The sample's text with one value replaced. */
function withValue(path: readonly (string | number)[], value: unknown): string {
  const plan: Tree = JSON.parse(TEXT);
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Tree, plan);
  parent[path[path.length - 1]] = value;
  return JSON.stringify(plan);
}

/** The sample's text with a field that no version knows, as it stands. */
function withRaw(field: string): string {
  return `{${field},${TEXT.slice(1)}`;
}

test('texts that are large, deep or full are refused before their fields are looked at', () => {
  const from = process.cpuUsage();
  const said = [
    `${TEXT}${' '.repeat(24e6)}`,
    withRaw(`"x":${'['.repeat(65)}${']'.repeat(65)}`),
    `${'['.repeat(500_000)}`,
    withRaw(`"x":[${'0,'.repeat(LIMITS.dots)}0]`),
    withRaw(`"x":{"y":[${`[${'0,'.repeat(99_000)}0],`.repeat(6)}0]}`),
  ].map(problem);
  expect({ said, slow: process.cpuUsage(from).user > 4e6 }).toEqual({
    said: [
      ' | is too large: more than 24 million characters',
      ' | is nested more than 64 levels deep, deeper than any document here',
      ' | is nested more than 64 levels deep, deeper than any document here',
      'x | holds 100001 entries; 100000 is the most',
      ' | holds more than 500000 values, more than a file of its kind needs',
    ],
    slow: false,
  });
});

test('keys that reach a prototype, numbers that overflow, and keys that a terminal would obey', () => {
  const before = Reflect.ownKeys(Object.prototype).length;
  expect([
    problem(withRaw('"x":[{"__proto__":{"polluted":true}}]')),
    problem(withRaw('"x":{"\\u005f_proto__":1}')),
    problem(withRaw('"x":[0,{"y":-1e999}]')),
    problem(withRaw(`"\\u001b[2J\\u202e${'k'.repeat(90)}":1e999`)),
    problem(withRaw('"x":-0')),
    problem(withRaw('"constructor":{"prototype":{"polluted":true}},"toString":1,"toJSON":1,"hasOwnProperty":1')),
    Reflect.ownKeys(Object.prototype).length - before,
    'polluted' in {},
  ]).toEqual([
    'x[0] | holds the key "__proto__"',
    'x | holds the key "__proto__"',
    'x[1].y | is a number too large to be held',
    `?[2J?${'k'.repeat(35)} | is a number too large to be held`,
    'none',
    'none',
    0,
    false,
  ]);
});

test('sizes that would take work without end are refused by their field', () => {
  const dots = sampleDots(12);
  const packed = (change: object): string => withValue(['dots'], packDots({ ...dots, ...change }));
  const far = Float32Array.from(dots.xMm, (x, i) => (i === 3 ? 8192 : x));
  expect([
    problem(withValue(['design', 'zoneMm', 0, 0], [1e9, 0])),
    problem(withValue(['headPx', 1, 1], -1e300)),
    problem(withValue(['surface', 'pxPerMm'], 1e-300)),
    problem(withValue(['surface', 'semiAlongPx'], 1e300)),
    problem(withValue(['photo', 'widthPx'], 1e9)),
    problem(withValue(['dotModel', 'depositDiameterMm'], 1e9)),
    problem(withValue(['dotModel', 'freshDiameterMm'], { value: 1, low: 1, high: 1e300, unit: 'mm' })),
    problem(withValue(['modeReason'], 'x'.repeat(10_001))),
    problem(withValue(['notes'], Array(1_001).fill({ code: 'x', severity: 'info', message: 'x' }))),
    problem(withValue(['dots', 'columns', 'xMm', 'base64'], 'A'.repeat(LIMITS.columnCharacters + 4))),
    problem(packed({ xMm: far })),
    problem(packed({ diameterMm: dots.diameterMm.map(() => 0) })),
    problem(packed({ tone: dots.tone.map(() => -1) })),
    problem(packed({ session: dots.session.map(() => 0) })),
    problem(packed({ zone: dots.zone.map(() => 4) })),
    problem(packed({ order: dots.order.map(() => 4e9) })),
  ]).toEqual([
    'design.zoneMm[0][0][0] | must be at most 2500',
    'headPx[1][1] | must be at least -1000000',
    'surface | reaches farther than 500000 mm',
    'surface.semiAlongPx | must be at most 100000000',
    'photo.widthPx | must be at most 1000000',
    'dotModel.depositDiameterMm | must be at most 10',
    'dotModel.freshDiameterMm | must lie from 0.001 to 10',
    'modeReason | must hold at most 10000 characters',
    'notes | must hold at most 1000 entries',
    'dots.columns.xMm.base64 | must hold at most 533336 characters',
    'dots.columns.xMm | must be from -2500 to 2500; at place 3 it is 8192',
    'dots.columns.diameterMm | must be from 0.001 to 10; at place 0 it is 0',
    'dots.columns.tone | must be from 0 to 100; at place 0 it is -1',
    'dots.columns.session | must be from 1 to 255; at place 0 it is 0',
    'dots.columns.zone | must be from 0 to 3; at place 0 it is 4',
    'dots.columns.order | must be from 0 to 11; at place 0 it is 4000000000',
  ]);
});

test('a plan of as many dots as it may hold, and a map of as many cells, is read', () => {
  const { sha256: _, ...plan } = samplePlan(12);
  const thinning = { cellMm: 1, columns: 200, rows: 200, xMm0: -100, yMm0: -100, coverage: Array(LIMITS.thinningCells).fill(0.123456789) };
  const full = sealPlan({ ...plan, dots: packDots(sampleDots(LIMITS.dots)), measurement: { ...plan.measurement, thinning } });
  const parsed = parsePlan(writePlan(full));
  expect(parsed.ok && [parsed.value.plan.dots.count, parsed.value.notes]).toEqual([LIMITS.dots, []]);
});
