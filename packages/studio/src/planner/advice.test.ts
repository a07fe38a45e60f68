import { expect, test } from 'vitest';
import { oncePerPlan } from './advice.ts';
import type { Planned } from './api.ts';

test('an answer is worked out once for a plan and a question; what failed is asked again', async () => {
  const [one, other] = [{} as Planned, {} as Planned];
  let asked = 0;
  const ask = async (): Promise<number> => ++asked;
  const failing = async (): Promise<number> => {
    asked++;
    throw new Error('ended');
  };
  const answers = [
    await oncePerPlan(one, 'a', ask),
    await oncePerPlan(one, 'a', ask),
    await oncePerPlan(one, 'b', ask),
    await oncePerPlan(other, 'a', ask),
    await oncePerPlan(other, 'b', failing).catch(() => -1),
    await oncePerPlan(other, 'b', ask),
  ];
  expect(answers).toEqual([1, 1, 2, 3, -1, 5]);
});
