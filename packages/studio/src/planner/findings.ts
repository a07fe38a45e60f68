/** What the rules of good plans say of the plan: asked while it is designed, and kept until it changes. */
import type { Finding, RuleName } from '@stubble/engine';
import { create } from 'zustand';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { advice } from './advice.ts';
import type { Planned } from './api.ts';

interface FindingsState {
  readonly findings: readonly Finding[] | null;
  /** The plan that they are of. */
  readonly of: Planned | null;
  readonly isAwaited: boolean;
  /** Whose places are marked on the photo. */
  readonly shown: RuleName | null;
}

export const useFindings = create<FindingsState>()(() => ({ findings: null, of: null, isAwaited: false, shown: null }));

let asked = 0;

// what was found in one photo says nothing of the next
useStudio.subscribe((now, before) => {
  if (now.photo === before.photo) return;
  asked++;
  useFindings.setState({ findings: null, of: null, isAwaited: false, shown: null });
});

/** Checks a plan unless that is done; a later plan takes over. */
export async function check(planned: Planned): Promise<void> {
  if (useFindings.getState().of === planned) return;
  const mine = ++asked;
  useFindings.setState({ isAwaited: true });
  try {
    const findings = await advice().findings(planned.plan, planned.dots);
    if (findings === null || mine !== asked) return;
    const { shown } = useFindings.getState();
    const isStill = findings.some(({ rule, places }) => rule === shown && places.length > 0);
    useFindings.setState({ findings, of: planned, shown: isStill ? shown : null });
  } catch (error) {
    if (mine === asked) useStudio.getState().set({ problem: words.check.failed(error instanceof Error ? error.message : String(error)) });
  } finally {
    if (mine === asked) useFindings.setState({ isAwaited: false });
  }
}

/** How many rules the plan breaks; 0 while that is not known. */
export function brokenIn({ findings, of }: Pick<FindingsState, 'findings' | 'of'>, planned: Planned | null): number {
  return findings === null || of !== planned ? 0 : findings.filter(({ verdict }) => verdict === 'breaks').length;
}
