/** All that looks back at a finished plan: how it is seen, whether it would be noticed, what practice objects to, and how it meets the future. */
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import type { Raster } from '../raster.ts';
import { type DetectabilityOfPlan, detectabilityOfPlan } from './detect/of-plan.ts';
import { type FutureOutlook, outlookOf } from './outlook.ts';
import { checkPlan, type Finding } from './rules/check-plan.ts';
import { type AsSeen, asSeen } from './seen/as-seen.ts';

export interface Advice {
  readonly future: FutureOutlook;
  readonly findings: readonly Finding[];
  readonly detectability: DetectabilityOfPlan;
  /** In the photo's own light, before, healed and after five years, in the likely course: its intervals are those of the photo. */
  readonly seen: AsSeen;
}

/** @param photo oriented, of the plan's size: RangeError otherwise */
export function adviceOn(photo: Raster<'srgb8'>, plan: Plan, dots: DotColumns): Advice {
  const future = outlookOf(plan, dots);
  return {
    future,
    findings: checkPlan(plan, dots, { outlook: future }),
    detectability: detectabilityOfPlan(plan, dots),
    seen: asSeen(photo, plan, dots, { states: ['before', 'healed', 'year5'], outlook: 'likely' }),
  };
}
