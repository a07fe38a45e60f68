/** The main job on real photos, which are not part of the repository; and the studio on one of them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { type Ran, startCommands } from './commands.test-helper.ts';
import { choose, downloaded, NO_STUDIO, planned, startedStudio, step, visited } from './studio-page.test-helper.ts';

const PHOTOS = fileURLToPath(new URL('../../../../shared/photos/', import.meta.url));
/**
 * With the look that a practitioner would choose, whether the task has a range for the number of dots, and whether a report is made: it takes as long
 * as the rest, and one of each look is enough.
 */
const CASES = {
  'phone-01-stubble-topdown': { mode: 'shaved', inRange: false, withReport: true },
  'phone-02-diffuse-thinning-topdown': { mode: 'density', inRange: true, withReport: false },
  'phone-03-vertex-thinning-topdown': { mode: 'density', inRange: true, withReport: true },
  'phone-04-buzzcut-forelock': { mode: 'density', inRange: true, withReport: false },
  'phone-06-shaved-bald': { mode: 'shaved', inRange: false, withReport: false },
} as const;

interface Zoned {
  readonly design: { readonly zonePx: readonly (readonly (readonly [number, number])[])[] };
}

/** Rows of the zone as even-odd spans, for telling pixels outside. */
function outsideOf(plan: Zoned, width: number, height: number): Uint8Array {
  const outside = new Uint8Array(width * height).fill(1);
  for (const polygon of plan.design.zonePx)
    for (let y = 0; y < height; y++) {
      const crossings: number[] = [];
      for (let i = 0; i < polygon.length; i++) {
        const [x0, y0] = polygon[i];
        const [x1, y1] = polygon[(i + 1) % polygon.length];
        if (y0 > y + 0.5 !== y1 > y + 0.5) crossings.push(x0 + ((y + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
      }
      crossings.sort((a, b) => a - b);
      for (let k = 0; k + 1 < crossings.length; k += 2)
        for (let x = Math.max(0, Math.ceil(crossings[k] - 0.5)); x < Math.min(width, crossings[k + 1] - 0.5); x++)
          outside[y * width + x] = 0;
    }
  return outside;
}

const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-real-'));
const commands = startCommands('.');
afterAll(async () => {
  await commands.end();
  rmSync(FOLDER, { recursive: true, force: true });
});

type Name = keyof typeof CASES;

/** What the command line says of a photo; planned once for all who ask. */
const plans = new Map<Name, Promise<Ran>>();
function planOf(name: Name): Promise<Ran> {
  const more = CASES[name].withReport ? [] : ['--no-report'];
  const asked = ['plan', join(PHOTOS, `${name}.jpg`), '--out', join(FOLDER, name), '--json', ...more];
  const made = plans.get(name) ?? commands.run(asked).then(([ran]) => ran);
  plans.set(name, made);
  return made;
}

test.skipIf(!existsSync(PHOTOS)).each(Object.keys(CASES) as Name[])('%s (skipped where the photos are absent)', async (name) => {
  const { mode, inRange, withReport } = CASES[name];
  const ran = await planOf(name);
  const out = join(FOLDER, name);
  const answer = JSON.parse(ran.out);
  const plan: Zoned = JSON.parse(readFileSync(join(out, 'plan.stubble.json'), 'utf8'));
  const read = async (file: string): Promise<{ data: Buffer; info: { width: number; height: number } }> =>
    sharp(join(out, file)).raw().toBuffer({ resolveWithObject: true });
  const before = await read('before.png');
  const { width, height } = before.info;
  const photo = await sharp(join(PHOTOS, `${name}.jpg`))
    .autoOrient()
    .metadata();
  const outside = outsideOf(plan, width, height);
  let [changedOutside, changedInside] = [0, 0];
  for (const file of ['fresh.png', 'healed.png', 'year-5.png']) {
    const { data, info } = await read(file);
    if (info.width !== width || info.height !== height) changedOutside = Number.POSITIVE_INFINITY;
    for (let i = 0; i < Math.floor(height * 0.96) * width; i++) {
      if (data[3 * i] === before.data[3 * i] && data[3 * i + 1] === before.data[3 * i + 1] && data[3 * i + 2] === before.data[3 * i + 2])
        continue;
      if (outside[i]) changedOutside++;
      else changedInside++;
    }
  }
  const files = readdirSync(out).length;
  expect({
    code: ran.code,
    files,
    size: [width, height],
    changedOutside,
    changedInside: changedInside > 1000,
    dots: !inRange || (answer.dots >= 1000 && answer.dots <= 30_000),
    mode: answer.mode,
  }).toEqual({
    code: 0,
    files: withReport ? 7 : 6,
    size: [photo.autoOrient?.width ?? photo.width, photo.autoOrient?.height ?? photo.height],
    changedOutside: 0,
    changedInside: true,
    dots: true,
    mode,
  });
});

test.skipIf(!existsSync(PHOTOS) || NO_STUDIO !== null)(
  'the studio gives a phone photo as many dots as the command line, within 1 % (skipped where the photos, a browser or the built studio are absent)',
  async () => {
    // so large that the studio plans it from a small copy first
    const name = 'phone-02-diffuse-thinning-topdown';
    const studio = await startedStudio();
    onTestFinished(() => studio.close());
    const page = await visited(studio, { viewport: { width: 1440, height: 900 } });
    await step(page, 'Photo');
    await choose(page, 'Choose a photo', join(PHOTOS, `${name}.jpg`));
    await page.getByText('phone-02').first().waitFor();
    const count = await planned(page);
    await step(page, 'Print');
    const rows = (await downloaded(page, 'Dots as CSV')).toString().trim().split('\n').length - 1;
    const { dots } = JSON.parse((await planOf(name)).out) as { readonly dots: number };
    expect([rows, Math.abs(count / dots - 1) < 0.01, studio.foreign, studio.faults]).toEqual([count, true, [], []]);
  },
);
