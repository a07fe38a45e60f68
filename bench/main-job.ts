/**
 * `npm run bench [-- PHOTO …]`: time and memory of `stubble plan`, each in a process of its own, beside what sharp alone needs to decode the
 * photo and to encode four such pictures. Without photos: those beside the repository, or a synthetic one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STUBBLE = join(ROOT, 'packages/cli/bin/stubble.js');
const PHOTOS = join(ROOT, '../shared/photos');
const scratch = mkdtempSync(join(tmpdir(), 'stubble-bench-'));

interface Cost {
  readonly seconds: number;
  readonly peakMb: number;
  readonly out: string;
}

/** Runs a module of Node and reads its peak memory from a hook that prints it at the end. */
function cost(args: readonly string[]): Cost {
  const hook = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))`;
  const start = performance.now();
  const done = spawnSync(process.execPath, ['--import', hook, ...args], { encoding: 'utf8', maxBuffer: 256e6, cwd: ROOT });
  const seconds = (performance.now() - start) / 1000;
  if (done.status !== 0) throw new Error(`${args.join(' ')}\n${done.stderr}`);
  return { seconds, peakMb: Number(/peak (\d+)/.exec(done.stderr)?.[1]) / 1024, out: done.stdout };
}

const SHARP_ALONE = `
  import { createRequire } from 'node:module';
  const sharp = createRequire(${JSON.stringify(join(ROOT, 'packages/files/package.json'))})('sharp');
  const { data, info } = await sharp(process.argv[1]).autoOrient().removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  for (let i = 0; i < 4; i++) await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } }).png().toBuffer();
`;

function photos(): string[] {
  const given = process.argv.slice(2);
  if (given.length > 0) return given;
  if (existsSync(PHOTOS)) {
    return readdirSync(PHOTOS)
      .filter((name) => name.startsWith('phone-'))
      .map((name) => join(PHOTOS, name));
  }
  cost([STUBBLE, 'phantom', '--out', join(scratch, 'phantom'), '--px-per-mm', '15']);
  return [join(scratch, 'phantom', 'photo.png')];
}

const rows = photos().map((photo) => {
  const plan = cost([STUBBLE, 'plan', photo, '--out', join(scratch, basename(photo)), '--json']);
  const alone = cost(['--input-type=module', '-e', SHARP_ALONE, photo]);
  const answer = JSON.parse(plan.out) as { dots: number; mode: string };
  return {
    photo: basename(photo),
    dots: answer.dots,
    mode: answer.mode,
    'plan s': plan.seconds.toFixed(1),
    'plan MB': Math.round(plan.peakMb),
    'sharp s': alone.seconds.toFixed(1),
    'sharp MB': Math.round(alone.peakMb),
  };
});
console.table(rows);
rmSync(scratch, { recursive: true, force: true });
