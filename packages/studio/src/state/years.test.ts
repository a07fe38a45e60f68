import { expect, test } from 'vitest';
import { samplePlan } from '../../../engine/src/document/sample-plan.test-helper.ts';
import { yearsOfPlan } from '../../../engine/src/forecast/outlook.ts';
import { dayAt, healedOverFresh, toldZone } from './years.ts';

const ZONES = yearsOfPlan(samplePlan());

test('the zone that is told wants its refresh no later than any other', () => {
  const told = toldZone(ZONES)?.firstRefresh?.value ?? Number.NaN;
  expect(ZONES.filter(({ firstRefresh }) => firstRefresh !== null && !(told <= firstRefresh.value))).toEqual([]);
  expect(toldZone([])).toBeNull();
});

test('what has healed is paler than what is fresh, with its ends in order', () => {
  const shares = ZONES.map(healedOverFresh);
  expect(shares.filter(({ value, low, high }) => !(0 < low && low <= value && value <= high && high < 1))).toEqual([]);
});

test('a day that is not in the series is the nearest that is', () => {
  expect([0, 41, 44, 1825].map((day) => dayAt(ZONES[0]!, day).atDays)).toEqual([0, 42, 42, 1826]);
});
