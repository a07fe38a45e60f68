/** A value that is tried out on the stage and decided once: by release of the pointer, or after a rest where arrow keys move it. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { beginGesture, endGesture } from './gesture.ts';

const KEY_REST_MS = 600;

export interface Draft<T> {
  preview(value: T): void;
  commit(): void;
  /** Commits once no key has come for a while. */
  commitAfterRest(): void;
  cancel(): void;
}

export function useDraft<T>(decide: (value: T) => void): readonly [value: T | null, draft: Draft<T>] {
  const [shown, setShown] = useState<T | null>(null);
  const decideNow = useRef(decide);
  useEffect(() => {
    decideNow.current = decide;
  });
  const draft = useMemo(() => {
    let value: T | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const drop = (): void => {
      clearTimeout(timer);
      value = null;
      setShown(null);
    };
    const commit = (): void => {
      if (value === null) return;
      const decided = value;
      endGesture();
      drop();
      decideNow.current(decided);
    };
    return {
      preview(next: T): void {
        if (value === null) beginGesture(drop);
        clearTimeout(timer);
        value = next;
        setShown(next);
      },
      commit,
      commitAfterRest(): void {
        clearTimeout(timer);
        timer = setTimeout(commit, KEY_REST_MS);
      },
      cancel(): void {
        if (value !== null) endGesture();
        drop();
      },
    };
  }, []);
  useEffect(() => () => draft.cancel(), [draft]);
  return [shown, draft];
}
