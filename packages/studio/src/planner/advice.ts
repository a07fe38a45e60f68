/** The page's end of the third worker. */
import { type Remote, wrap } from 'comlink';
import type { Advice } from './advice-api.ts';
import type { Planned } from './api.ts';

function started(): Worker {
  return new Worker(new URL('./advice.worker.ts', import.meta.url), { type: 'module', name: 'advice' });
}

let lasting: Remote<Advice> | null = null;

/** For what takes a second or two; started by the first question. */
export function advice(): Remote<Advice> {
  lasting ??= wrap<Advice>(started());
  return lasting;
}

/** For what takes longer: a worker of its own, ended when `signal` says that the answer is wanted no more. Then the promise rejects. */
export async function adviceUntil<T>(signal: AbortSignal, ask: (advice: Remote<Advice>) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const worker = started();
  try {
    return await new Promise<T>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.addEventListener('error', reject);
      ask(wrap<Advice>(worker)).then(resolve, reject);
    });
  } finally {
    worker.terminate();
  }
}

const answers = new WeakMap<Planned, Map<string, unknown>>();

/** An answer about a plan is kept as long as the plan is, so that a panel that is unfolded again shows it at once. */
export async function oncePerPlan<T>(planned: Planned, question: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(planned) ?? new Map<string, unknown>();
  answers.set(planned, known);
  if (!known.has(question)) known.set(question, await ask());
  return known.get(question) as T;
}
