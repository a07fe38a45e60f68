/** The page's end of the second worker. */
import { proxy, type Remote, wrap } from 'comlink';
import { create } from 'zustand';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import type { Planned } from './api.ts';
import type { Foreseen, Foresight } from './foresight-api.ts';

let started: Remote<Foresight> | null = null;

/** Started by the first question, as most visits ask none. */
export function foresight(): Remote<Foresight> {
  started ??= wrap<Foresight>(new Worker(new URL('./foresight.worker.ts', import.meta.url), { type: 'module', name: 'foresight' }));
  return started;
}

interface FutureState {
  readonly foreseen: Foreseen | null;
  /** What it was foreseen of: another plan makes it old. */
  readonly of: Planned | null;
  /** How much is done of the one under way, 0..1; null: none is. */
  readonly share: number | null;
  /** Whether the wider zone lies over the photo. */
  readonly showReach: boolean;
}

export const useFuture = create<FutureState>()(() => ({ foreseen: null, of: null, share: null, showReach: true }));

let asked = 0;

// what was foreseen of one photo says nothing of the next
useStudio.subscribe((now, before) => {
  if (now.photo === before.photo) return;
  asked++;
  useFuture.setState({ foreseen: null, of: null, share: null });
});

/** Foresees the future of a plan unless that is done; what is under way for another plan is overtaken. */
export async function foresee(planned: Planned): Promise<void> {
  if (useFuture.getState().of === planned) return;
  const mine = ++asked;
  const isCurrent = (): boolean => mine === asked;
  useFuture.setState({ of: planned, share: 0 });
  try {
    const onShare = proxy((share: number) => {
      if (isCurrent()) useFuture.setState({ share });
    });
    const foreseen = await foresight().future(planned.plan, planned.dots, onShare);
    if (foreseen !== null && isCurrent()) useFuture.setState({ foreseen });
  } catch (error) {
    if (!isCurrent()) return;
    useFuture.setState({ of: null });
    useStudio.getState().set({ problem: words.future.failed(error instanceof Error ? error.message : String(error)) });
  } finally {
    if (isCurrent()) useFuture.setState({ share: null });
  }
}
