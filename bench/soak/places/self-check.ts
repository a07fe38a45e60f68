/** Whether the search finds what it is to find: in everything that it unfolds, and in every photo that carries it. */
import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { Needle } from './canary.ts';
import { search } from './search.ts';

/** Sentences on hiding places in which it found nothing. */
export function blindSpots(photo: Buffer, needles: readonly Needle[]): string[] {
  const hidden: Readonly<Record<string, Buffer>> = {
    'a zip': Buffer.from(zipSync({ 'before.png': photo })),
    'a page': Buffer.from(`<img src="data:image/png;base64,${photo.toString('base64')}">`),
    'a PDF': Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj <</Length 1>> stream\n'), deflateSync(photo), Buffer.from('\nendstream')]),
  };
  return Object.entries(hidden).flatMap(([where, bytes]) => {
    const { found } = search(where, bytes, needles, true);
    return found.some((one) => one.includes('the word')) && found.some((one) => one.includes('a chunk'))
      ? []
      : [`the search is blind in ${where}`];
  });
}
