/** What is under way, for as long as it is. */
import { type Busy, useStudio } from '../state/store.ts';

/** Shown to the user; what somebody else says meanwhile is left standing. */
export async function whileBusy<T>(what: string, work: () => Promise<T>): Promise<T> {
  const busy: Busy = { what, stage: null };
  useStudio.getState().set({ busy });
  try {
    return await work();
  } finally {
    if (useStudio.getState().busy === busy) useStudio.getState().set({ busy: null });
  }
}

const openings = new Set<object>();

/** From the worker's taking a photo over to the beginning of its document: the page's inputs are not yet that photo's. */
export async function whileOpening<T>(work: () => Promise<T>): Promise<T> {
  const opening = {};
  openings.add(opening);
  const stop = useStudio.subscribe((now, before) => {
    if (now.photo !== before.photo) openings.delete(opening);
  });
  try {
    return await work();
  } finally {
    stop();
    openings.delete(opening);
  }
}

export function isOpening(): boolean {
  return openings.size > 0;
}

/** One sentence for the user. */
export function complain(problem: string): void {
  useStudio.getState().set({ problem });
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
