/** The repository, from the source of a bench as from its build. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = upTo('package-lock.json', dirname(fileURLToPath(import.meta.url)));

function upTo(name: string, folder: string): string {
  return existsSync(join(folder, name)) ? folder : upTo(name, dirname(folder));
}
