import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.ts';

/** Parts that the engine keeps to itself and that figures look at, by their path in its build. */
const DIST = pathToFileURL(join(ROOT, 'packages/engine/dist/'));

export async function inside<T>(path: string): Promise<T> {
  return (await import(new URL(path, DIST).href)) as T;
}
