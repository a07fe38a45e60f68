import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_PREFIX } from './save-owner.ts';

/** A scratch folder of an earlier process that had this one's number, as happens in containers. */
export function deadName(last: string): string {
  return `${OWN_PREFIX.replace(/\d+-$/, '1-')}${last}`;
}

/** Lets the scratch folders that this process left in a folder be those of such an earlier process. */
export async function bury(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(OWN_PREFIX)) await rename(join(folder, name), join(folder, deadName(name.slice(-6))));
}
