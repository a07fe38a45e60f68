/** How long measuring takes on one thread, the photo already decoded: a whole head of about 12 megapixels and a macro of 1280 × 1024. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, type PlanOptions } from '@stubble/engine';
import { readPhoto } from '@stubble/files';

const PHOTOS = fileURLToPath(new URL('../../../../shared/photos', import.meta.url));

const CASES: readonly (readonly [file: string, options: Pick<PlanOptions, 'view' | 'scale'>, aimSeconds: number])[] = [
  ['phone-01-stubble-topdown.jpg', { view: 'top', scale: { method: 'prior' } }, 4],
  ['phone-04-buzzcut-forelock.jpg', { view: 'top', scale: { method: 'prior' } }, 4],
  ['phone-06-shaved-bald.jpg', { view: 'top', scale: { method: 'prior' } }, 4],
  ['macro-fdu-220704_A107_1.jpg', { view: 'macro', scale: { method: 'px-per-mm', pxPerMm: 362.5 } }, 1],
  ['dermoscope/220829_C040_4.jpg', { view: 'macro', scale: { method: 'prior' } }, 1],
];
const RUNS = 3;

export async function speedTable(): Promise<string[]> {
  if (!existsSync(PHOTOS)) return ['photos are not here: skipped'];
  const lines = ['photo | megapixels | seconds (best of three) | aim', '---|---|---|---'];
  for (const [file, options, aim] of CASES) {
    const read = await readPhoto(join(PHOTOS, file));
    if (!read.ok) throw new Error(`${file}: ${read.problem.message}`);
    const { photo, pixelsSha256 } = read.value;
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      await measured({
        photo,
        pixelsSha256,
        notes: [],
        person: null,
        options: { style: 'soft', ...options },
        designFile: null,
        seed: 1,
        date: null,
        app: 'bench',
        paper: 'a4',
        encodePreview: null,
      });
      best = Math.min(best, (performance.now() - start) / 1000);
    }
    lines.push(`${file} | ${((photo.width * photo.height) / 1e6).toFixed(1)} | ${best.toFixed(2)} | ${aim}`);
  }
  return lines;
}
