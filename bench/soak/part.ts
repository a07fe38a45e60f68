/** What every part of `npm run soak` is: a long run of something hostile, seeded, that ends in figures and in what went wrong. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** The repository, from the source of a part as from its build. */
export const ROOT: string = upTo('package-lock.json', dirname(fileURLToPath(import.meta.url)));
export const STUBBLE: string = join(ROOT, 'packages/cli/bin/stubble.js');

function upTo(name: string, folder: string): string {
  return existsSync(join(folder, name)) ? folder : upTo(name, dirname(folder));
}
