/**
 * The process that is killed: saves one set after the other into a folder and prints the number of each once it is saved. Each file says in
 * its first line of which save it is and how long it is; the rest is one byte over and over.
 */
import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';

/** Of the engine only what saving needs: the whole of it takes four times as long to start, and hundreds of these are started. */
const built = (file) => new URL(`../../../packages/${file}`, import.meta.url).href;
const alone = `export const resolve = (name, context, next) => next(name === '@stubble/engine' ? ${JSON.stringify(built('engine/dist/result.js'))} : name, context)`;
register(`data:text/javascript,${encodeURIComponent(alone)}`);
const { recoverFolder, saveAll, saveFile } = await import(built('files/dist/save.js'));

/** One file alone has the size of a small case; those of a set are small, so that the renames are a good part of the save. */
const LARGEST_BYTES = { set: 6000, file: 200_000 };

const [kind, folder, width, seed] = process.argv.slice(2);

function fileOf(n, i) {
  const size = 200 + ((Math.imul(Number(seed) + 7 * n + 13 * i, 2654435761) >>> 0) % LARGEST_BYTES[kind]);
  const bytes = Buffer.alloc(size, n & 255);
  bytes.write(`${n} ${size}\n`);
  return bytes;
}

writeSync(1, 'ready\n');
if (kind === 'recover') await recoverFolder(folder);
else
  for (let n = 1; ; n++) {
    const files = new Map(Array.from({ length: Number(width) }, (_, i) => [`file-${i}`, fileOf(n, i)]));
    const saved = kind === 'set' ? await saveAll(folder, files) : await saveFile(join(folder, 'file-0'), files.get('file-0'));
    if (!saved.ok) throw new Error(saved.problem.message);
    writeSync(1, `${n}\n`);
  }
