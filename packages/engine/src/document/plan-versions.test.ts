/** Files of every version, as the program of that time wrote them; none of them ever changes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpackDots } from './packed.ts';
import { parsePlan, writePlan } from './plan.ts';
import { PLAN_VERSION } from './schema.ts';

const fixture = (version: number): string => readFileSync(new URL(`fixtures/plan-version-${version}.txt`, import.meta.url), 'utf8');
const VERSIONS = Array.from({ length: PLAN_VERSION }, (_, k) => k + 1);

test('a plan of every version is read as one of today, with its dots, and nobody is said to have edited it', () => {
  const read = VERSIONS.map((version) => {
    const parsed = parsePlan(fixture(version));
    if (!parsed.ok) return parsed.problem;
    const { plan, notes } = parsed.value;
    const dots = unpackDots(plan.dots);
    return {
      version: plan.version,
      was: JSON.parse(fixture(version)).version,
      notes,
      dots: dots.ok && dots.value.count,
      loadGPerM2: plan.dotModel.loadGPerM2.value,
      drainPerYear: plan.dotModel.life.drainPerYear.value,
    };
  });
  const today = { version: PLAN_VERSION, notes: [], dots: 60, loadGPerM2: 0.12, drainPerYear: 0.077 };
  expect(read).toEqual(VERSIONS.map((was) => ({ ...today, was })));
});

test('a plan of every version, once read, is written as one of today, and one of today to the byte as it was', () => {
  const rewritten = VERSIONS.map((version) => {
    const parsed = parsePlan(fixture(version));
    return parsed.ok ? writePlan(parsed.value.plan) : parsed.problem.message;
  });
  expect([
    rewritten.map((text) => {
      const again = parsePlan(text);
      return again.ok && again.value.notes.length === 0 && writePlan(again.value.plan) === text;
    }),
    rewritten[PLAN_VERSION - 1] === fixture(PLAN_VERSION),
  ]).toEqual([VERSIONS.map(() => true), true]);
});

test('an old plan that was edited is read, and that is said', () => {
  const parsed = parsePlan(fixture(1).replace('"seed": 7', '"seed": 8'));
  expect(parsed.ok && [parsed.value.plan.seed, parsed.value.notes.map(({ code }) => code)]).toEqual([8, ['plan-edited']]);
});

test('a plan of a newer version is refused by its number, whatever else it holds', () => {
  const said = [`{"format":"stubble-plan","version":99}`, fixture(1).replace('"version": 1', '"version": 4')].map((text) => {
    const parsed = parsePlan(text);
    return parsed.ok ? 'none' : `${parsed.problem.path} ${parsed.problem.message}`;
  });
  expect(said).toEqual(
    [99, 4].map(
      (version) => `version is ${version}, and this Stubble reads versions up to ${PLAN_VERSION}: a newer Stubble is needed for this file`,
    ),
  );
});
