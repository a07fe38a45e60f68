import { expect, test } from 'vitest';
import { DILUTION_MODEL, dilutionOfLoad, loadOfDilution } from './dilution.ts';

test('dilutions of practice give loads that are visible and not black, and the way back is the same', () => {
  const loads = [10, 20, 30].map((parts) => loadOfDilution(parts, 0.25).value);
  const back = loads.map((load) => Math.round(dilutionOfLoad(load, 0.25).value));
  expect([loads.every((load) => load > 0.03 && load < 0.3), back]).toEqual([true, [10, 20, 30]]);
});

test('a load beyond the undiluted pigment asks for no water, and half the deposit for half the load', () => {
  const half = loadOfDilution(10, 0.25, { ...DILUTION_MODEL, depositedNl: 0.5 }).value;
  expect([dilutionOfLoad(100, 0.25).value, (2 * half) / loadOfDilution(10, 0.25).value]).toEqual([0, 1]);
});
