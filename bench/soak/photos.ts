/** Ten thousand small photos, each with something changed in its bytes, read as the command line reads them; and some of them planned by the command. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Random, seededRandom } from '@stubble/engine';
import { decodePhoto } from '@stubble/files';
import { mutated } from './mutate.ts';
import { type Outcome, type Part, STUBBLE } from './part.ts';
import { PX_PER_MM, type SmallPhoto, smallPhotos } from './small-photos.ts';

/** Of so many changed photos one is given to `stubble plan` too, which takes seconds where the photo can be read. */
const PLANNED_EACH = 50;
const MOST_READING_MS = 5000;
const MOST_MORE_BYTES = 1e9;
const PLAN_FILES = ['before.png', 'fresh.png', 'healed.png', 'plan.stubble.json', 'stencil.pdf', 'year-5.png'];

export const part: Part = {
  name: 'photos',
  says: 'changed photos of every format end in a photo or in one sentence; planned by the command, in all files or in none',
  count: 10_000,
  run: async ({ count, seed, log }) => {
    const photos = await smallPhotos();
    const read = await readAll(photos, count, seed, log);
    const planned = await planAll(photos, Math.ceil(count / PLANNED_EACH), seed, log);
    return { figures: { ...read.figures, ...planned.figures }, wrong: [...read.wrong, ...planned.wrong].slice(0, 50) };
  },
};

async function readAll(photos: readonly SmallPhoto[], count: number, seed: number, log: (line: string) => void): Promise<Outcome> {
  const wrong: string[] = [];
  const byFormat = new Map<string, { read: number; refused: number }>();
  const before = process.memoryUsage.rss();
  let slowestMs = 0;
  let most = before;
  for (let i = 0; i < count; i++) {
    const { name, bytes, random } = changed(photos, seed, i);
    const ending = name.replace(/.*\./, '');
    const tally = byFormat.get(ending) ?? { read: 0, refused: 0 };
    byFormat.set(ending, tally);
    const start = performance.now();
    try {
      const result = await decodePhoto(bytes, random.below(4) === 0 ? 'upload' : name);
      tally[result.ok ? 'read' : 'refused']++;
      if (!result.ok && !isSentence(result.problem.message))
        wrong.push(`photo ${i} of seed ${seed}, ${name}: says "${result.problem.message}"`);
    } catch (error) {
      wrong.push(`photo ${i} of seed ${seed}, ${name}: ${String(error)}`);
    }
    const ms = performance.now() - start;
    slowestMs = Math.max(slowestMs, ms);
    most = Math.max(most, process.memoryUsage.rss());
    if (ms > MOST_READING_MS) wrong.push(`photo ${i} of seed ${seed}, ${name}: took ${Math.round(ms)} ms`);
    if (i % 1000 === 999) log(`${i + 1} photos read`);
  }
  if (most - before > MOST_MORE_BYTES) wrong.push(`memory rose by ${Math.round((most - before) / 1e6)} MB`);
  const formats = Object.fromEntries(
    Array.from(byFormat, ([name, { read, refused }]) => [`${name}: read, refused`, `${read}, ${refused}`]),
  );
  return {
    figures: { photos: count, ...formats, slowestMs: Math.round(slowestMs), memoryRiseMb: Math.round((most - before) / 1e6) },
    wrong,
  };
}

function changed(photos: readonly SmallPhoto[], seed: number, i: number): SmallPhoto & { readonly random: Random } {
  const random = seededRandom(seed, `photo ${i}`);
  const { name, bytes } = photos[i % photos.length];
  const others = photos.filter((photo) => photo.name.endsWith(name.slice(-4)));
  return { name, bytes: mutated(bytes, others[random.below(others.length)].bytes, random), random };
}

/** One line that says what is wrong, with nothing of the program's insides in it. */
function isSentence(message: string): boolean {
  return message.length > 4 && message.length < 300 && !/[\n\r\0]| at .*:\d+:\d+|Error:|undefined|NaN|\[object/.test(message);
}

async function planAll(photos: readonly SmallPhoto[], count: number, seed: number, log: (line: string) => void): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'stubble-soak-'));
  const wrong: string[] = [];
  const tally = { planned: 0, refused: 0, slowestRefusalMs: 0, slowestPlanMs: 0, mostMb: 0 };
  let next = 0;
  const work = async (): Promise<void> => {
    for (let k = next++; k < count; k = next++) {
      const i = k * PLANNED_EACH + (k % PLANNED_EACH);
      const { name, bytes } = changed(photos, seed, i);
      const place = join(folder, String(k));
      const photo = join(folder, `${k}-${name}`);
      await writeFile(photo, bytes);
      const ran = await plan(photo, place);
      const problem = await problemOf(ran, photo, place);
      if (problem !== null) wrong.push(`photo ${i} of seed ${seed}, ${name}, planned: ${problem}`);
      tally[ran.code === 0 ? 'planned' : 'refused']++;
      const slowest = ran.code === 0 ? 'slowestPlanMs' : 'slowestRefusalMs';
      tally[slowest] = Math.max(tally[slowest], Math.round(ran.ms));
      tally.mostMb = Math.max(tally.mostMb, ran.mostMb);
      await rm(photo);
      await rm(place, { recursive: true, force: true });
      if (k % 50 === 49) log(`${k + 1} of ${count} planned or refused`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  await rm(folder, { recursive: true });
  const { planned, refused, slowestRefusalMs, slowestPlanMs, mostMb } = tally;
  return { figures: { commands: count, planned, refused, slowestRefusalMs, slowestPlanMs, mostMb }, wrong };
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
  /** Of the command; its decoder is watched by itself. */
  readonly mostMb: number;
}

const PEAK = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))`;

function plan(photo: string, out: string): Promise<Ran> {
  const start = performance.now();
  const args = ['--import', PEAK, STUBBLE, 'plan', photo, '--px-per-mm', String(PX_PER_MM), '--out', out, '--no-report', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  return new Promise((resolve) =>
    child.once('close', (code) => {
      const [err, peak] = stderr.split('\npeak ');
      resolve({ code, out: stdout, err, ms: performance.now() - start, mostMb: Math.round(Number(peak) / 1024) });
    }),
  );
}

async function problemOf({ code, out, err, ms }: Ran, photo: string, place: string): Promise<string | null> {
  const isThere = await stat(place).then(
    () => true,
    () => false,
  );
  if (code === 1) {
    if (out !== '' || isThere) return 'refused, and yet something was printed or left';
    if (ms > MOST_READING_MS) return `refused after ${Math.round(ms)} ms`;
    const sentence = err.trim();
    return sentence.includes(photo) && isSentence(sentence.replace(photo, '')) ? null : `says "${sentence}"`;
  }
  if (code !== 0) return `ended with ${code}: ${err.slice(0, 200)}`;
  const { files, dots } = JSON.parse(out) as { files: Record<string, string>; dots: number };
  const found = (await readdir(place)).sort();
  if (found.join() !== PLAN_FILES.join() || Object.keys(files).length !== PLAN_FILES.length) return `left ${found.join()}`;
  // sorted, so that the photo comes before the plan
  let pixels = '';
  for (const name of found) {
    const bytes = await readFile(join(place, name));
    if (name.endsWith('.png')) {
      const picture = await decodePhoto(bytes, name);
      if (!picture.ok) return `${name} ${picture.problem.message}`;
      if (name === 'before.png') pixels = picture.value.pixelsSha256;
    }
    if (name.endsWith('.pdf') && !(bytes.subarray(0, 5).toString() === '%PDF-' && bytes.includes('%%EOF')))
      return `${name} is no whole PDF`;
    if (!name.endsWith('.json')) continue;
    const plan = JSON.parse(bytes.toString()) as { dots: { count: number }; photo: { pixelsSha256: string } };
    if (plan.dots.count !== dots) return `${name} holds another number of dots`;
    if (plan.photo.pixelsSha256 !== pixels) return `${name} belongs to another photo`;
  }
  return null;
}
