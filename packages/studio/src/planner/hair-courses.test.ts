import { expect, test } from 'vitest';
import { type HairLossRequest, hairLoss } from '../../../engine/src/hairloss/hair-loss.ts';
import { hairCourses } from './hair-courses.ts';

const PERSON = {
  sex: 'male',
  ageYears: { value: 35, low: 35, high: 35, unit: 'years' },
  stage: { value: 4, low: 3.5, high: 4.5, unit: 'stage' },
  variant: 'usual',
  assumed: [],
} as const;
const loss = (request: HairLossRequest) => hairLoss({ ...request, folliclesPerRegion: 200 });

test('own hair covers shares with their ends in order, and every treatment begins from the same head', () => {
  const groups = hairCourses(PERSON, 'average', loss, 3, 1);
  const days = groups.flatMap(({ courses }) => courses.flatMap(({ series }) => series.map(({ coverage }) => coverage)));
  const begins = groups.map(({ courses }) => new Set(courses.map(({ series }) => series[0]!.coverage.value.toFixed(9))).size);
  expect(days.filter(({ value, low, high }) => !(0 <= low && low <= value + 1e-12 && value <= high + 1e-12 && high <= 1))).toEqual([]);
  expect([groups.map(({ name }) => name), begins]).toEqual([
    ['front', 'top', 'crown'],
    [1, 1, 1],
  ]);
  const women = hairCourses({ ...PERSON, sex: 'female', stage: { ...PERSON.stage, value: 3 } }, 'average', loss, 2, 1);
  expect(women.map(({ courses }) => courses.map(({ treatment }) => treatment))).toEqual(Array(3).fill(['No treatment', 'Minoxidil']));
});
