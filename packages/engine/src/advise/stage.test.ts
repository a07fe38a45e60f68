import { expect, test } from 'vitest';
import { samplePlan } from '../document/sample-plan.test-helper.ts';
import { LAST_STAGE, SEXES } from '../hairloss/terms.ts';
import { headGrid } from './head-grid.ts';
import { headOfStage } from './head-plan.test-helper.ts';
import { personOf } from './stage.ts';

test('a map of thinning made from the table of a stage is read as that stage, whatever the way the hair lies and the noise', () => {
  let [worst, missed, count] = [0, 0, 0];
  for (const sex of SEXES)
    for (let stage = 1.5; stage <= Math.min(6, LAST_STAGE[sex]); stage += 0.5)
      for (let seed = 1; seed <= 2; seed++) {
        const { person } = personOf(headOfStage(stage, sex, 'usual', 0.25, seed), { sex, ageYears: 45 });
        worst = Math.max(worst, Math.abs(person.stage.value - stage));
        if (stage < person.stage.low - 0.25 || stage > person.stage.high + 0.25) missed++;
        count++;
      }
  expect({ worst: worst < 1.25, few: missed < 0.2 * count }).toEqual({ worst: true, few: true });
});

test('a front that goes back whole is told from the usual way', () => {
  const read = (['usual', 'anterior'] as const).map((variant) => personOf(headOfStage(4, 'male', variant), { sex: 'male', ageYears: 45 }));
  expect(read.map(({ person }) => person.variant)).toEqual(['usual', 'anterior']);
});

test('more loss in the photo is never read as less while a fringe is left to compare with', () => {
  let falls = 0;
  for (const sex of SEXES) {
    const read = Array.from(
      { length: 2 * LAST_STAGE[sex] - 3 },
      (_, k) => personOf(headOfStage(1 + k / 2, sex), { sex, ageYears: 45 }).person.stage.value,
    );
    for (const [k, stage] of read.slice(1).entries()) if (stage < read[k] - 0.1) falls++;
  }
  expect(falls).toBe(0);
});

test('what is given is taken as it is; what is assumed is named and said', () => {
  const plan = headOfStage(3);
  const told = personOf({ ...plan, design: { ...plan.design, age: 52 } }, { sex: 'female', stage: 2.5 });
  const nothing = personOf(samplePlan(), {});
  const blind = personOf({ ...samplePlan(), design: { ...samplePlan().design, age: undefined } }, {});
  expect([told.person.sex, told.person.ageYears.value, told.person.stage.value, told.person.assumed, told.notes]).toEqual([
    'female',
    52,
    2.5,
    [],
    [],
  ]);
  expect([nothing.person.ageYears.value, nothing.person.assumed, blind.person.assumed]).toEqual([
    41,
    ['sex', 'stage'],
    ['sex', 'age', 'stage'],
  ]);
  expect(blind.notes.map(({ code }) => code)).toEqual(['sex-assumed', 'age-assumed', 'stage-assumed']);
  expect(blind.person.stage.high - blind.person.stage.low).toBeGreaterThan(2);
  expect(() => personOf(plan, { sex: 'female', stage: 6 })).toThrow(RangeError);
});

test('a head without any full hair in view leaves the stage wide open', () => {
  const plan = headOfStage(3);
  const bare = { ...plan.measurement.thinning!, coverage: plan.measurement.thinning!.coverage.map((c) => (c === null ? null : 0.02)) };
  const { person, notes } = personOf({ ...plan, measurement: { ...plan.measurement, thinning: bare } }, { sex: 'male', ageYears: 50 });
  expect([notes.map(({ code }) => code), person.stage.value > 4, person.stage.high - person.stage.low > 1]).toEqual([
    ['stage-uncertain'],
    true,
    true,
  ]);
});

test('the grid covers the scalp of a head, each place once, from above, behind and before', () => {
  const plan = headOfStage(1);
  const found = (['top', 'crown', 'front'] as const).map((view) => {
    const grid = headGrid({ ...plan, options: { ...plan.options, view } });
    let off = 0;
    let cm2 = 0;
    for (let i = 0; i < grid.skinCm2.length; i++) {
      if (grid.skinCm2[i] === 0) continue;
      cm2 += grid.skinCm2[i];
      off = Math.max(off, Math.abs(grid.shareOfRegion.reduce((sum, plane) => sum + plane[i], 0) - 1));
    }
    const middle = grid.cellAt(0, 0);
    return { whole: off < 1e-5, area: cm2 > 450 && cm2 < 680, middle: grid.shareOfRegion.findIndex((plane) => plane[middle] > 0.5) };
  });
  // what faces the camera: mid-scalp, vertex, hairline
  expect(found).toEqual([4, 5, 0].map((middle) => ({ whole: true, area: true, middle })));
});
