/** What a command gives back, and how it leaves: one JSON object or readable text, and an exit code that says whose fault it was. */
import type { Result } from '@stubble/engine';

export interface Answer {
  /** For `--json`. */
  readonly json: object;
  /** For people; without a final line break. */
  readonly text: string;
}

/** 0 done, 1 the input is at fault, 2 wrong usage, 3 a fault of the program. */
export const EXIT = { done: 0, input: 1, usage: 2, own: 3 } as const;

/** Prints the answer, or one sentence on standard error, and returns the exit code. */
export async function answer(run: () => Promise<Result<Answer>>, json: boolean): Promise<number> {
  let result: Result<Answer>;
  try {
    result = await run();
  } catch (error) {
    process.stderr.write(`stubble: a fault of the program itself: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.STUBBLE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return EXIT.own;
  }
  if (!result.ok) {
    // loaded by then
    const { sentence } = await import('@stubble/engine');
    process.stderr.write(`stubble: ${oneLine(sentence(result.problem))}\n`);
    return EXIT.input;
  }
  process.stdout.write(json ? `${JSON.stringify(result.value.json)}\n` : `${result.value.text}\n`);
  return EXIT.done;
}

/** File names may hold anything, line breaks and control characters too. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
