/** An answer that takes a while. */
import { useEffect, useState } from 'react';

export interface Answer<T> {
  /** The last one, also while the next is awaited. */
  readonly value: T | null;
  readonly isAwaited: boolean;
  readonly hasFailed: boolean;
}

/** Asks anew whenever `question` is another object; null asks nothing, and what was answered is forgotten. */
export function useAnswer<Q extends object, T>(question: Q | null, ask: (question: Q) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, isAwaited: question !== null, hasFailed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: how it is asked does not change
  useEffect(() => {
    if (question === null) {
      setAnswer({ value: null, isAwaited: false, hasFailed: false });
      return;
    }
    let isWanted = true;
    setAnswer((was) => ({ ...was, isAwaited: true, hasFailed: false }));
    ask(question).then(
      (value) => {
        if (isWanted) setAnswer({ value, isAwaited: false, hasFailed: false });
      },
      () => {
        if (isWanted) setAnswer((was) => ({ ...was, isAwaited: false, hasFailed: true }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [question]);
  return answer;
}
