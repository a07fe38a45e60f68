import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, sha256Hex } from './canonical.ts';
import { planJsonSchema } from './json-schema.ts';
import { type Migration, migrated } from './migrations.ts';
import { packDots, unpackDots } from './packed.ts';
import { parsePlan, sealPlan, writePlan } from './plan.ts';
import { sampleDots, samplePlan } from './sample-plan.test-helper.ts';

function problem(text: string): string {
  const parsed = parsePlan(text);
  return parsed.ok ? 'none' : `${parsed.problem.path} | ${parsed.problem.message}`;
}

type Tree = Record<string | number, unknown>;

/** The sample's text with one value replaced; undefined takes the field away. */
function spoiltAt(path: readonly (string | number)[], value: unknown): string {
  const plan: Tree = JSON.parse(writePlan(samplePlan()));
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Tree, plan);
  parent[path[path.length - 1]] = value;
  return JSON.stringify(plan);
}

test('a plan read and written again is the same, byte for byte, and its hash is that of its canonical form', () => {
  const text = writePlan(samplePlan());
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { sha256, ...rest } = parsed.value.plan;
  expect([
    writePlan(parsed.value.plan) === text,
    sha256 === sha256Hex(new TextEncoder().encode(canonicalJson(rest))),
    parsed.value.notes,
  ]).toEqual([true, true, []]);
});

test('fields that this version does not know are kept', () => {
  const { sha256: _, ...plan } = samplePlan();
  const text = writePlan(sealPlan({ ...plan, future: { nested: [1, { x: 'y' }] } } as typeof plan));
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  expect((parsed.value.plan as unknown as { future: unknown }).future).toEqual({ nested: [1, { x: 'y' }] });
});

test('a plan that was edited is read, and that is said', () => {
  const parsed = parsePlan(spoiltAt(['seed'], 8));
  expect(parsed.ok && parsed.value.notes.map((note) => note.code)).toEqual(['plan-edited']);
});

test('problems name the field', () => {
  const changes: Record<string, readonly [path: readonly (string | number)[], value: unknown]> = {
    format: [['format'], 'other'],
    version: [['version'], 99],
    estimate: [['scale', 'pxPerMm', 'low'], 1000],
    point: [['design', 'zonePx', 0, 2], [1]],
    column: [['dots', 'columns', 'xMm', 'base64'], 'AAAA'],
    zone: [['dots', 'columns', 'zone'], undefined],
    date: [['date'], '2026-02-30'],
  };
  const spoilt = Object.fromEntries(
    Object.entries(changes).map(([name, [path, value]]) => [name, problem(spoiltAt(path, value)).split(' | ')[0]]),
  );
  expect(spoilt).toEqual({
    format: 'format',
    version: 'version',
    estimate: 'scale.pxPerMm',
    point: 'design.zonePx[0][2]',
    column: 'dots.columns.xMm',
    zone: 'dots.columns.zone',
    date: 'date',
  });
});

test('what is no plan is refused in a sentence', () => {
  const texts = ['', '{', '[]', 'null', '{"format":"stubble-plan"}', `${'['.repeat(5000)}${']'.repeat(5000)}`];
  expect(texts.map((text) => parsePlan(text).ok)).toEqual(texts.map(() => false));
});

test('packed columns give back what went in, for any numbers of dots', () => {
  let different = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
      const dots = sampleDots(count);
      const back = unpackDots(packDots(dots));
      if (!back.ok || JSON.stringify(back.value) !== JSON.stringify(dots)) different++;
    }),
    { seed: 1, numRuns: 50 },
  );
  expect(different).toBe(0);
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 2, c: 'é\n' }] })).toBe(canonicalJson({ a: [{ c: 'é\n', d: 2 }], b: 1 }));
});

test('the hash is SHA-256', () => {
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('migrations run one after the other from the version of the file, and a gap in their numbers is a fault of ours', () => {
  const steps: Migration[] = [
    { from: 1, migrate: (d) => ({ ...d, a: 1 }) },
    { from: 2, migrate: (d) => ({ ...d, b: Number(d.a ?? 10) + 1 }) },
  ];
  const from1 = migrated({ version: 1, kept: true }, steps, 3);
  const from2 = migrated({ version: 2 }, steps, 3);
  let gap = '';
  try {
    migrated({ version: 1 }, steps.slice(1), 3);
  } catch (error) {
    gap = (error as Error).name;
  }
  expect([from1, from2, gap]).toEqual([
    { ok: true, value: { version: 3, kept: true, a: 1, b: 2 } },
    { ok: true, value: { version: 3, b: 11 } },
    'RangeError',
  ]);
});

/** The one rate that versions 1 and 2 had. */
const RATE = {
  healedOverFreshDarkness: { value: 0.65, low: 0.5, high: 0.8, unit: 'ratio' },
  fadePerYear: { value: 0.11, low: 0.06, high: 0.2, unit: '1/year' },
  spreadMm2PerYear: { value: 0.0013, low: 0.0003, high: 0.01, unit: 'mm2/year' },
};

test('a plan of version 1 becomes one of today, with the ink that its dots were drawn by', () => {
  const plan: Tree = JSON.parse(writePlan(samplePlan()));
  const { skin: _, depositDiameterMm: __, loadGPerM2: ___, life: ____, sunSedPerYear: _____, ...model } = plan.dotModel as Tree;
  const { recipes: ______, ...rest } = plan;
  const parsed = parsePlan(JSON.stringify({ ...rest, version: 1, dotModel: { ...model, ...RATE, contrastRgb: [0.5, 0.55, 0.6] } }));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { version, dotModel, recipes } = parsed.value.plan;
  expect([
    version,
    dotModel.loadGPerM2.value,
    dotModel.skin.melanin > 0.005 && dotModel.skin.melanin < 0.3,
    recipes,
    'contrastRgb' in dotModel,
  ]).toEqual([3, 0.12, true, [], false]);
});

test('a life that cannot be is a problem with its place', () => {
  const plan: Tree = JSON.parse(writePlan(samplePlan()));
  const { life, ...model } = plan.dotModel as Tree & { life: Tree };
  const withLife = (clumpDays: number) =>
    parsePlan(
      JSON.stringify({
        ...plan,
        dotModel: { ...model, life: { ...life, clumpDays: { value: clumpDays, low: clumpDays, high: clumpDays, unit: 'days' } } },
      }),
    );
  const [none, some] = [withLife(0), withLife(60)];
  expect([none.ok, none.ok ? '' : none.problem.path, some.ok]).toEqual([false, 'dotModel.life.clumpDays', true]);
});

test('a plan of version 2 gets the ways in which ink is lost for its one rate of fading, and keeps its dot', () => {
  const plan: Tree = JSON.parse(writePlan(samplePlan()));
  const { life: _, sunSedPerYear: __, ...model } = plan.dotModel as Tree;
  const parsed = parsePlan(JSON.stringify({ ...plan, version: 2, dotModel: { ...model, ...RATE } }));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { version, dotModel, forecast } = parsed.value.plan;
  expect([version, dotModel.life, dotModel.sunSedPerYear.value, dotModel.loadGPerM2, 'fadePerYear' in dotModel, forecast]).toEqual([
    3,
    samplePlan().dotModel.life,
    300,
    samplePlan().dotModel.loadGPerM2,
    false,
    undefined,
  ]);
});

test('the published JSON Schema is that of this version (npm run schema writes it)', () => {
  const file = fileURLToPath(new URL('../../../../docs/plan.schema.json', import.meta.url));
  expect(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : 'missing').toEqual(JSON.parse(JSON.stringify(planJsonSchema())));
});
