import { expect, test } from 'vitest';
import { doseShare, type SunHabits, yearlyDose } from './sun.ts';

const INDOORS: SunHabits = { latitudeDegrees: 50, outdoorHoursPerDay: 0.8, hat: 0, sunscreen: 0 };

test('doses that people were found to get: European indoor workers, farm workers in Queensland with and without a hat', () => {
  const indoors = yearlyDose(INDOORS).value;
  const farm: SunHabits = { latitudeDegrees: 27, outdoorHoursPerDay: 6, hat: 0, sunscreen: 0 };
  const hat = yearlyDose({ ...farm, hat: 1 }).value / yearlyDose(farm).value;
  expect([indoors > 300 && indoors < 600, yearlyDose(farm).value > 4000, hat > 0.1 && hat < 1 / 6]).toEqual([true, true, true]);
});

test('every habit that shades lowers the dose, none makes it negative, and what is no share is a caller’s mistake', () => {
  const less = [
    { ...INDOORS, latitudeDegrees: 60 },
    { ...INDOORS, outdoorHoursPerDay: 0.4 },
    { ...INDOORS, hat: 0.5 },
    { ...INDOORS, sunscreen: 0.5 },
  ].map((habits) => yearlyDose(habits).value < yearlyDose(INDOORS).value);
  expect([less, yearlyDose({ ...INDOORS, outdoorHoursPerDay: 0 }).value]).toEqual([[true, true, true, true], 0]);
  expect(() => yearlyDose({ ...INDOORS, hat: 1.5 })).toThrow(RangeError);
});

test('the top of the head gets most, and hair shades what it covers', () => {
  const top = doseShare(['mid-scalp'], 0);
  expect([top, doseShare(['hairline'], 0) < doseShare(['crown'], 0), doseShare(['mid-scalp'], 0.9) < 0.25]).toEqual([1, true, true]);
});
