/** Of several tabs with autosave on, one writes: the one that holds the lock. The others wait for it, and warn. */
const LOCK = 'stubble-autosave';

const watchers = new Set<() => void>();
let elsewhere = false;
/** Ends the turn, or the waiting for it. */
let leave: (() => void) | null = null;

/** Whether another tab is the one whose work is kept, so that this one's is not. */
export function usesAnotherTab(): boolean {
  return elsewhere;
}

/** @returns ends the watching */
export function watchTabs(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

/** Calls back as soon as this tab is the one that writes, at once or when the other tab is closed. */
export function takeTurn(onTurn: () => void): void {
  leaveTurn();
  const waiting = new AbortController();
  let release = (): void => undefined;
  const turn = new Promise<void>((resolve) => {
    release = resolve;
  });
  leave = () => {
    waiting.abort();
    release();
  };
  const hold = (): Promise<void> => {
    setElsewhere(false);
    if (!waiting.signal.aborted) onTurn();
    return turn;
  };
  const queue = async (): Promise<void> => {
    const free = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await hold();
      return lock !== null;
    });
    if (free || waiting.signal.aborted) return;
    setElsewhere(true);
    await navigator.locks.request(LOCK, { signal: waiting.signal }, hold);
  };
  queue().catch(() => undefined);
}

export function leaveTurn(): void {
  leave?.();
  leave = null;
  setElsewhere(false);
}

function setElsewhere(now: boolean): void {
  if (elsewhere === now) return;
  elsewhere = now;
  for (const watcher of watchers) watcher();
}
