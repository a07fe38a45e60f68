/** Checks the plan after each change, while it is designed or about to be printed. */
import { useEffect } from 'react';
import { check } from '../planner/findings.ts';
import { type Step, useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';

const CHECKED: ReadonlySet<Step> = new Set(['design', 'dots', 'print']);
/** Strokes that follow each other quickly are judged together. */
const REST_MS = 500;

export function useCheck(): void {
  const planned = useStudio((state) => (CHECKED.has(state.step) && state.busy === null && !isPatch(state) ? state.planned : null));
  useEffect(() => {
    if (planned === null || planned.preview) return;
    const timer = setTimeout(() => void check(planned), REST_MS);
    return () => clearTimeout(timer);
  }, [planned]);
}
