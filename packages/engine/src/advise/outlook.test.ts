import { expect, test } from 'vitest';
import { smoothLoss } from '../compare/loss.test-helper.ts';
import type { Plan } from '../document/schema.ts';
import { yearsOfPlan } from '../forecast/outlook.ts';
import type { HairLossRequest } from '../hairloss/terms.ts';
import { headOfStage, inked, oval } from './head-plan.test-helper.ts';
import { comparisonOf, givenPerson, outlookOf } from './outlook.ts';

const INKED = inked(headOfStage(4), oval(0, -40, 45, 50));
const ZONES = [...yearsOfPlan(INKED.plan)] as NonNullable<Plan['forecast']>;
const HEAD = { plan: { ...INKED.plan, forecast: ZONES }, dots: INKED.dots };

const smooth = (request: HairLossRequest) => smoothLoss(request, request.treatment);
/** A head whose hair stays as it is. */
const lasting = (request: HairLossRequest) => {
  const { regions, notes } = smooth(request);
  return {
    regions: regions.map((region) => ({ ...region, series: region.series.map((_, atYears) => ({ ...region.series[0], atYears })) })),
    notes,
  };
};

function withPerson(person: Plan['options']['person']): Plan {
  return { ...HEAD.plan, options: { ...HEAD.plan.options, person } };
}

test('the same plan gives the same outlook', () => {
  const [first, again] = [outlookOf(HEAD.plan, HEAD.dots, smooth), outlookOf(HEAD.plan, HEAD.dots, smooth)];
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
});

test('what was said of the client is believed', () => {
  const { person } = outlookOf(withPerson({ sex: 'female', ageYears: 52, stage: 3 }), HEAD.dots, smooth);
  const beyond = givenPerson(withPerson({ sex: 'female', stage: 7 }));
  expect([person.sex, person.ageYears.value, person.stage.value, person.assumed, beyond.stage]).toEqual(['female', 52, 3, [], 5]);
});

test('refreshed ink looks as it did at first, then fades alike, and without ink there is no more than nothing', () => {
  const { person } = outlookOf(HEAD.plan, HEAD.dots, smooth);
  const covered = (plan: Plan, option: string): readonly number[] =>
    comparisonOf(plan, person, lasting)
      .options.find((row) => row.option === option)!
      .coverageByYear.map(({ value }) => value);
  const soon = ZONES.map((zone) => ({
    ...zone,
    refreshCycles: [3, 6, 9].map((years, k) => ({ ...zone.refreshCycles[k], atYears: { value: years, low: 2, high: 12, unit: 'years' } })),
  })) as unknown as NonNullable<Plan['forecast']>;
  const refreshed = covered({ ...HEAD.plan, forecast: soon }, 'smp');
  const [nothing, none] = [covered(HEAD.plan, 'nothing'), covered({ ...HEAD.plan, forecast: [] }, 'smp')];
  expect(none.filter((share, year) => Math.abs(share - nothing[year]) > 1e-12)).toEqual([]);
  expect([3, 6, 9].map((year) => refreshed[year] === refreshed[0])).toEqual([true, true, true]);
  expect([refreshed[2] < refreshed[0], refreshed[5] === refreshed[2], refreshed[0] > nothing[0]]).toEqual([true, true, true]);
});
