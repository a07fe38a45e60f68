import type { Plan } from '@stubble/engine';
import { type StudioState, useStudio } from '../state/store.ts';
import { words } from './words.ts';

const PATIENCE_MS = 180_000;

/** The plan of what is decided now, made from all pixels; waits for one under way. What it throws is a sentence for the user. */
export async function finishedPlan(): Promise<Plan> {
  const early = answer(useStudio.getState());
  if (early !== 'wait') return planOrThrow(early);
  return new Promise((resolve, reject) => {
    const finish = (plan: Plan | null): void => {
      stop();
      clearTimeout(clock);
      if (plan === null) reject(new Error(words.noPlan));
      else resolve(plan);
    };
    const clock = setTimeout(() => finish(null), PATIENCE_MS);
    const stop = useStudio.subscribe((now) => {
      const found = answer(now);
      if (found !== 'wait') finish(found);
    });
  });
}

function answer({ planned, busy }: StudioState): Plan | null | 'wait' {
  if (busy !== null) return 'wait';
  return planned === null || planned.preview ? null : planned.plan;
}

function planOrThrow(plan: Plan | null): Plan {
  if (plan === null) throw new Error(words.noPlan);
  return plan;
}
