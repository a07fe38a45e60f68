/** What was seen of the client's own dots: it narrows the figures of the years, and no decision of the plan. */
import type { DotYears, Evidence, Plan } from '@stubble/engine';
import { useMemo } from 'react';
import { create } from 'zustand';
import { foresight } from '../planner/foresight.ts';
import { useAnswer } from '../shell/parts/use-answer.ts';
import { useStudio } from '../state/store.ts';

interface OwnDotsState {
  readonly atDays: number | null;
  /** Darkness then, per cent of that of the healed dot. */
  readonly percent: number | null;
}

export const useSeenDots = create<OwnDotsState>()(() => ({ atDays: null, percent: null }));

useStudio.subscribe((now, before) => {
  if (now.photo !== before.photo) useSeenDots.setState({ atDays: null, percent: null });
});

const HEALED_DAY = 42;
/** Of a ratio of two photos in the same light [A]. */
const RELATIVE_ERROR = 0.15;

interface Question {
  readonly plan: Plan;
  readonly evidence: readonly Evidence[];
}

/** @returns zones null where nothing was seen */
export function useOwnDots(plan: Plan): { readonly zones: readonly DotYears[] | null; readonly isAwaited: boolean } {
  const { atDays, percent } = useSeenDots();
  const question = useMemo((): Question | null => {
    if (atDays === null || percent === null || atDays <= HEALED_DAY) return null;
    return { plan, evidence: [{ atDays, ratio: percent / 100, sinceDays: HEALED_DAY, relativeError: RELATIVE_ERROR }] };
  }, [plan, atDays, percent]);
  const answer = useAnswer(question, ({ plan: { dotModel, recipes, mode, measurement, seed, design }, evidence }) =>
    foresight().years({ dotModel, recipes, mode, measurement, seed, design }, evidence),
  );
  return { zones: question === null ? null : answer.value, isAwaited: answer.isAwaited };
}
