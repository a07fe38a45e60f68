/** An answer that takes a while. */
import { useEffect, useState } from 'react';

export interface Answer<T> {
  /** The last one, also while the next is awaited. */
  readonly value: T | null;
  readonly isAwaited: boolean;
  readonly hasFailed: boolean;
}

/**
 * Asks anew whenever `question` is another object; null asks nothing, and what was answered is forgotten.
 * @param ask may end its work when `signal` says that the answer is wanted no more
 */
export function useAnswer<Q extends object, T>(question: Q | null, ask: (question: Q, signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, isAwaited: question !== null, hasFailed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: how it is asked does not change
  useEffect(() => {
    if (question === null) {
      setAnswer({ value: null, isAwaited: false, hasFailed: false });
      return;
    }
    const wanted = new AbortController();
    setAnswer((was) => ({ ...was, isAwaited: true, hasFailed: false }));
    ask(question, wanted.signal).then(
      (value) => {
        if (!wanted.signal.aborted) setAnswer({ value, isAwaited: false, hasFailed: false });
      },
      () => {
        if (!wanted.signal.aborted) setAnswer((was) => ({ ...was, isAwaited: false, hasFailed: true }));
      },
    );
    return () => wanted.abort();
  }, [question]);
  return answer;
}
