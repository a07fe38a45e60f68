/** `npm run soak -- full-disk`: what a command says and leaves when the disk is full or read-only, on real small disks. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Random, seededRandom } from '@stubble/engine';
import { type Outcome, type Part, STUBBLE } from './part.ts';

const PLAN = 'plan/plan.stubble.json';
const PHOTO = ['--px-per-mm', '2', '--width-mm', '100', '--height-mm', '100'];
/** Each command that writes, as small as it may be, and the place it writes to; those that need least come first. */
const COMMANDS: Readonly<Record<string, { readonly args: readonly string[]; readonly out: string }>> = {
  marker: { args: ['marker'], out: 'marker.pdf' },
  layout: { args: ['layout', 'scene.json'], out: 'dots.json' },
  phantom: { args: ['phantom', ...PHOTO], out: 'out' },
  plan: { args: ['plan', 'head/photo.png', '--px-per-mm', '2', '--no-report', '--design', 'design.json'], out: 'out' },
  case: { args: ['case', PLAN], out: 'a.stubble' },
  lock: { args: ['lock', PLAN], out: 'a.lock.json' },
  export: { args: ['export', PLAN, '--format', 'csv'], out: 'dots.csv' },
  stencil: { args: ['stencil', PLAN], out: 'stencil.pdf' },
};
/** Ways in which a disk refuses, and what the user is told. */
const DISKS = {
  full: 'the disk is full',
  'without inodes': 'the disk is full',
  'read-only': 'the disk is read-only',
  'with a limit of file size': 'the file is larger than the disk allows',
} as const;
type Disk = keyof typeof DISKS;

const MB = 2 ** 20;
const DISK_MB = 64;

export const part: Part = {
  name: 'full-disk',
  says: 'every command that writes, on a disk that is full or read-only: exit 1, one sentence, the old files intact, nothing left.',
  count: 96,
  run,
};

async function run({ count, seed, log }: Parameters<Part['run']>[0]): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'stubble-soak-'));
  const wrong: string[] = [];
  const refused = new Map<Disk, number>();
  const untried = new Map<Disk, number>();
  try {
    const sizes = new Map<string, Size>();
    writeInputs(home);
    const [names, disks] = [Object.keys(COMMANDS), Object.keys(DISKS) as Disk[]];
    for (let i = 0; i < count; i++) {
      const [name, disk] = [names[i % names.length], disks[(i + Math.floor(i / names.length)) % disks.length]];
      const size = sizes.get(name) ?? sizeOf(name, home);
      sizes.set(name, size);
      const problem = tryOn(disk, name, home, size, seededRandom(seed, `disk ${i}`));
      if (problem === 'untried') untried.set(disk, (untried.get(disk) ?? 0) + 1);
      else refused.set(disk, (refused.get(disk) ?? 0) + 1);
      if (problem !== null && problem !== 'untried') wrong.push(`seed ${seed}, trial ${i} (${name}, disk ${disk}): ${problem}`);
      if ((i + 1) % 20 === 0) log(`${i + 1} of ${count} trials, ${wrong.length} wrong`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  const figures = Object.fromEntries(
    (Object.keys(DISKS) as Disk[]).map((disk) => {
      const skipped = untried.get(disk) ?? 0;
      return [
        `disk ${disk}`,
        skipped > 0 ? `not tried ${skipped} times: this user may not make such a disk here` : (refused.get(disk) ?? 0),
      ];
    }),
  );
  return { figures: { trials: count, commands: Object.keys(COMMANDS).length, ...figures }, wrong: wrong.slice(0, 50) };
}

interface Size {
  readonly files: ReadonlyMap<string, number>;
  readonly totalBytes: number;
}

function writeInputs(home: string): void {
  const zone = [
    [60, 60],
    [140, 60],
    [140, 140],
    [60, 140],
  ];
  const cells = Array.from({ length: 40 * 40 }, () => 60);
  const field = { widthMm: 40, heightMm: 40, cellMm: 1, columns: 40, rows: 40, totalPerCm2: cells, newPerCm2: cells };
  writeFileSync(join(home, 'design.json'), JSON.stringify({ format: 'stubble-design', version: 1, unit: 'px', zone, densityPerCm2: 40 }));
  writeFileSync(
    join(home, 'scene.json'),
    JSON.stringify({ format: 'stubble-scene', version: 1, ...field, existingMm: [], clearanceMm: 0.36 }),
  );
}

/** What a command writes where there is room; a photo and a plan are made for it first where it needs them. */
function sizeOf(name: string, home: string): Size {
  const { args, out } = COMMANDS[name];
  if ((name === 'plan' || args.includes(PLAN)) && !existsSync(join(home, 'head')))
    stubble(home, [...COMMANDS.phantom.args, '--out', 'head']);
  if (args.includes(PLAN) && !existsSync(join(home, PLAN))) stubble(home, [...COMMANDS.plan.args, '--out', 'plan']);
  const folder = join(home, `room-${name}`);
  mkdirSync(folder);
  stubble(home, [...args, '--out', join(folder, out)]);
  const files = new Map(filesBelow(folder).map((path) => [path, statSync(join(folder, path)).size]));
  return { files, totalBytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0) };
}

function stubble(home: string, args: readonly string[]): void {
  const done = spawnSync(process.execPath, [STUBBLE, ...args], { cwd: home, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${args.join(' ')}: ${done.stderr}`);
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !statSync(join(folder, path)).isDirectory());

/** Everything below a folder, folders and hidden ones too. */
const stateOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path)).isDirectory() ? '' : readFileSync(join(folder, path)).toString('base64')}`)
    .join('\n');

/** What went wrong, null when nothing did. Half of the trials have older files in the way. */
function tryOn(disk: Disk, name: string, home: string, size: Size, random: Random): string | null {
  const at = join(home, 'disk');
  mkdirSync(at);
  const limited = disk === 'with a limit of file size';
  try {
    if (limited ? !can('prlimit', '--fsize=unlimited:', 'true') : !can('mount', '-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', at))
      return 'untried';
    const { args, out } = COMMANDS[name];
    if (random.below(2) === 0)
      for (const path of size.files.keys()) {
        mkdirSync(dirname(join(at, path)), { recursive: true });
        writeFileSync(join(at, path), `older ${path}`);
      }
    const filled = disk === 'full' ? fill(at, size.totalBytes, random) : null;
    if (disk === 'without inodes' && !can('mount', '-o', `remount,nr_inodes=${inodesIn(at) + random.below(3)}`, at)) return 'untried';
    if (disk === 'read-only' && !can('mount', '-o', 'remount,ro', at)) return 'untried';
    const before = filled === null ? stateOf(at) : withoutFiller(at);
    const largest = Math.max(...size.files.values());
    const limit = limited ? ['prlimit', `--fsize=${Math.max(1, Math.floor(largest * random.next()))}`] : [];
    const [command, ...rest] = [...limit, process.execPath, STUBBLE, ...args, '--json', '--out', join(at, out)];
    const done = spawnSync(command, rest, { cwd: home, encoding: 'utf8' });
    const after = filled === null ? stateOf(at) : withoutFiller(at);
    if (done.status !== 1) return `ended with ${done.status}: ${done.stderr}`;
    if (done.stdout !== '' || !done.stderr.startsWith(`stubble: ${at}`) || !done.stderr.endsWith(`: cannot be written: ${DISKS[disk]}\n`))
      return `said ${JSON.stringify(done.stdout + done.stderr)}`;
    if (done.stderr.trim().includes('\n')) return `said more than one sentence: ${JSON.stringify(done.stderr)}`;
    return after === before ? null : `left ${readdirSync(at, { recursive: true }).join(', ')}`;
  } finally {
    if (!limited) can('umount', at);
    rmSync(at, { recursive: true, force: true });
  }
}

const FILLER = 'filler';

/** Leaves less room than the files need, from almost none to almost enough. */
function fill(at: string, neededBytes: number, random: Random): string {
  const { bavail, bsize } = statfsSync(at);
  const roomBytes = Math.floor(0.95 * neededBytes * random.next() ** 2);
  writeFileSync(join(at, FILLER), new Uint8Array(Math.min(DISK_MB * MB, bavail * bsize - roomBytes)));
  return FILLER;
}

function withoutFiller(at: string): string {
  return stateOf(at)
    .split('\n')
    .filter((line) => !line.startsWith(`${FILLER} `))
    .join('\n');
}

const inodesIn = (at: string): number => {
  const { files, ffree } = statfsSync(at);
  return files - ffree;
};

function can(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
