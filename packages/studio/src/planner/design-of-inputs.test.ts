import type { Plan } from '@stubble/engine';
import { expect, test } from 'vitest';
import { FIRST_INPUTS, type Inputs, planOptions } from '../state/inputs.ts';
import { inputsOfPlan } from './design-of-inputs.ts';

/** A saved plan of these inputs, as far as they are read back from it. */
function savedPlan(inputs: Inputs): Plan {
  const design = { origin: 'proposed', zonePx: [], ...(inputs.age === null ? {} : { age: inputs.age }) };
  return { options: planOptions(inputs), design, seed: inputs.seed } as unknown as Plan;
}

test('sun, skin and person come back from a saved plan as they were decided', () => {
  const decided: readonly Inputs[] = [
    FIRST_INPUTS,
    { ...FIRST_INPUTS, sun: { sedPerYear: 900 }, skinKind: 'oily' },
    { ...FIRST_INPUTS, sun: { latitudeDegrees: 52, outdoorHoursPerDay: 2, hat: 0.5, sunscreen: 0 }, sex: 'female', stage: 2.5, age: 48 },
    { ...FIRST_INPUTS, stage: 4 },
  ];
  expect(decided.map((inputs) => inputsOfPlan(savedPlan(inputs)))).toEqual(decided);
});

test('what was not decided is no option of the plan', () => {
  expect(Object.keys(planOptions(FIRST_INPUTS)).sort()).toEqual(['scale', 'style', 'view']);
});
