/** What every part of `npm run soak` is: a long run of something hostile, seeded, that ends in figures and in what went wrong. */
import { join } from 'node:path';
import { ROOT } from '../root.ts';

export interface Part {
  /** As `npm run soak -- NAME` calls it. */
  readonly name: string;
  /** One sentence: what is done, and what must hold. */
  readonly says: string;
  /** Of a whole run. */
  readonly count: number;
  run(how: { readonly count: number; readonly seed: number; readonly log: (line: string) => void }): Promise<Outcome>;
}

export interface Outcome {
  /** In the order in which they are to be printed; units in the names. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** One sentence for each thing that must not happen and did, with what is needed to see it again. */
  readonly wrong: readonly string[];
}

export const STUBBLE: string = join(ROOT, 'packages/cli/bin/stubble.js');
