/**
 * Photos are decoded in a worker of their own each, which can be ended: whatever a file makes a decoder do, the page goes on, and the memory that it took
 * goes with the worker.
 */
import type { DecodedPhoto } from '../planner/api.ts';
import { words } from './words.ts';

/**
 * A practice value: on a busy machine of two cores a TIFF of 96 megapixels, the most that is read, took 21 s, a photo of 24 megapixels 3 to 7 s. Who has
 * waited three times as long wants to know.
 */
const PATIENCE_MS = 60_000;

export interface Task {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Null for a picture that Stubble wrote: one that the studio kept, or that of a case. */
  readonly name: string | null;
}

export type Answer =
  | { readonly ok: true; readonly photo: DecodedPhoto; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

export interface Decoding {
  readonly answer: Promise<Answer>;
  /** Gives it up. */
  end(): void;
}

/** Takes the bytes over. */
export function startDecoding({ bytes, name }: Task): Decoding {
  const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module', name: 'decoder' });
  let settle: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((resolve) => {
    settle = resolve;
  });
  const finish = (found: Answer): void => {
    clearTimeout(clock);
    worker.terminate();
    settle(found);
  };
  const fail = (problem: string): void => finish({ ok: false, problem });
  const clock = setTimeout(() => fail(words.tooSlow(PATIENCE_MS / 1000)), PATIENCE_MS);
  let isReady = false;
  worker.onmessage = ({ data }: MessageEvent<'ready' | Answer>) => {
    if (data === 'ready') isReady = true;
    else finish(data);
  };
  // a worker that runs out of memory is ended by the browser
  worker.onerror = (event) => {
    event.preventDefault();
    fail(isReady ? words.noMemory : words.noDecoder);
  };
  worker.onmessageerror = () => fail(words.noMemory);
  worker.postMessage({ bytes, name } satisfies Task, [bytes.buffer]);
  return { answer, end: () => fail(words.overtaken) };
}
