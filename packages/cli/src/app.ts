/** Name and version of the program, as written into plans. */
import { createRequire } from 'node:module';

const { version }: { version: string } = createRequire(import.meta.url)('../package.json');

export const VERSION: string = version;
export const APP: string = `stubble ${version}`;
