/**
 * Photos that carry a place in every way that their format has, through every command: neither the place nor the file's name may come out again, in no
 * file, no picture, no case, no answer and no line of progress, and no picture may hold metadata but the mark of a simulation.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { decryptCase } from '@stubble/case';
import { encodeJpeg, encodePng, readPhoto } from '@stubble/files';
import sharp from 'sharp';
import { type Runner, startRunner } from '../command-runner.ts';
import type { Outcome, Part } from './part.ts';
import { type Canary, canaryOf, nameNeedles, needlesOf } from './places/canary.ts';
import { CARRIERS, type Carrier, ENDING, FORMATS, type Format, photoWith } from './places/photos.ts';
import { search } from './places/search.ts';
import { blindSpots } from './places/self-check.ts';

const PASSPHRASE = 'not of any person';
const MOST_WRONG = 50;

/** Said scale and a small zone: the quickest plan that still goes through every stage and has a few dots. */
const SCALP_PX = { width: 120, height: 144 };
const SCALE = ['--px-per-mm', '8', '--view', 'top'];
const DESIGN = {
  format: 'stubble-design',
  version: 1,
  unit: 'px',
  zone: [
    [50, 50],
    [90, 50],
    [90, 90],
    [50, 90],
  ],
  densityPerCm2: 60,
};

const COMBINATIONS = FORMATS.reduce((sum, format) => sum + CARRIERS[format].length, 0);

/** Of a photo: what carries its place, and what is done with it. */
interface Photo {
  readonly index: number;
  readonly canary: Canary;
  readonly format: Format;
  readonly carriers: readonly Carrier[];
  readonly through: 'plan' | 'measure' | 'reading and writing';
  readonly hasReport: boolean;
  readonly isEncrypted: boolean;
  readonly path: string;
}

export const part: Part = {
  name: 'places',
  says: 'Photos with GPS in EXIF, XMP, IPTC, maker notes, text, thumbnails, second pictures, profiles and behind the end, through every command: it comes out nowhere.',
  count: 500,
  async run({ count, seed, log }): Promise<Outcome> {
    const folder = mkdtempSync(join(tmpdir(), 'stubble-places-'));
    const runner = startRunner('.', { ...process.env, STUBBLE_PASSPHRASE: PASSPHRASE, TMPDIR: made(folder, 'temporary') });
    try {
      const hunt = new Hunt(folder, runner, seed);
      const scalp = await scalpIn(folder, runner, seed);
      for (let index = 0; index < count; index++) {
        await hunt.through(await photoIn(folder, scalp, seed, index), scalp);
        if ((index + 1) % 50 === 0) log(`${index + 1} of ${count} photos, ${hunt.wrong.length} wrong`);
      }
      hunt.searchLeftovers(await runner.end());
      return hunt.outcome(count);
    } finally {
      await runner.end();
      rmSync(folder, { recursive: true });
    }
  },
};

/**
 * One in five is planned, with all carriers at once, one in five measured. In no period of the choice lies one of six formats, so that in a whole run every
 * carrier of every format meets every command.
 */
async function photoIn(folder: string, scalp: Buffer, seed: number, index: number): Promise<Photo> {
  const canary = canaryOf(seed, index);
  const format = FORMATS[index % FORMATS.length];
  const all = CARRIERS[format];
  const through = index % 5 === 4 ? 'plan' : index % 5 === 1 ? 'measure' : 'reading and writing';
  const carriers = through === 'plan' ? all : [all[Math.floor(index / FORMATS.length) % all.length]];
  const path = join(made(folder, 'photos'), `${canary.name}.${ENDING[format]}`);
  writeFileSync(path, await photoWith(scalp, format, carriers, canary, index % 4 < 2));
  return { index, canary, format, carriers, through, hasReport: index % 55 === 54, isEncrypted: index % 25 === 24, path };
}

class Hunt {
  readonly wrong: string[] = [];
  private readonly folder: string;
  private readonly runner: Runner;
  private readonly seed: number;
  private readonly ran = new Map<string, number>();
  private readonly met = new Set<string>();
  private readonly figures = { files: 0, pictures: 0, bytes: 0, answers: 0 };
  private readonly photos: Photo[] = [];
  private photo: Photo | null = null;

  constructor(folder: string, runner: Runner, seed: number) {
    this.folder = folder;
    this.runner = runner;
    this.seed = seed;
  }

  async through(photo: Photo, scalp: Buffer): Promise<void> {
    this.photo = photo;
    this.carries(photo);
    if (photo.index === 0) this.add(...blindSpots(await photoWith(scalp, 'png', ['text'], photo.canary, true), needlesOf(photo.canary)));
    await this.readAndWrite(photo);
    if (photo.through === 'measure') await this.command(['measure', photo.path, ...SCALE.slice(0, 2), '--json'], null);
    if (photo.through === 'plan') await this.planned(photo);
    await this.searchFolder(join(this.folder, 'temporary'));
    this.photos.push(photo);
    rmSync(photo.path);
  }

  /** Searched like an output, the photo itself must give its place away: else it proves nothing. */
  private carries({ path, canary, carriers, format }: Photo): void {
    const { found } = search('photo', readFileSync(path), needlesOf(canary), false);
    if (!found.some((one) => one.includes('the word'))) this.add(`does not carry its place in ${carriers.join(', ')} of ${format}`);
  }

  /** What the commands and the report make of a photo's pixels, without the stages between. */
  private async readAndWrite({ path }: Photo): Promise<void> {
    const read = await readPhoto(path);
    if (!read.ok) return this.add(`is refused: ${read.problem.message}`);
    const { photo, notes } = read.value;
    this.look('notes', Buffer.from(JSON.stringify(notes)), true);
    for (const origin of ['photo', 'simulation'] as const) {
      this.figures.pictures += 2;
      this.look(`PNG of a ${origin}`, Buffer.from(await encodePng(photo, origin)), true);
      this.look(`JPEG of a ${origin}`, Buffer.from(await encodeJpeg(photo, origin, { maxSidePx: 1600, quality: 88 })), true);
    }
    this.count('reading and writing');
  }

  private async planned({ path, hasReport, isEncrypted }: Photo): Promise<void> {
    const out = made(this.folder, 'out');
    const design = join(this.folder, 'design.json');
    writeFileSync(design, JSON.stringify(DESIGN));
    const report = hasReport ? [] : ['--no-report'];
    const name = hasReport ? 'plan with report' : 'plan';
    if (!(await this.command(['plan', path, ...SCALE, '--mode', 'density', '--design', design, '--out', out, ...report], name))) return;
    const plan = join(out, 'plan.stubble.json');
    await this.command(['case', plan, '--out', join(out, 'plain.stubble'), '--json'], 'case');
    if (isEncrypted) await this.command(['case', plan, '--encrypt', '--out', join(out, 'locked.stubble'), '--json'], 'case --encrypt');
    for (const format of ['svg', 'csv', 'png'])
      await this.command(['export', plan, '--format', format, '--out', join(out, `dots.${format}`), '--json'], `export ${format}`);
    await this.command(['stencil', plan, '--dots', '--out', join(out, 'sheets.pdf'), '--json'], 'stencil');
    await this.command(['lock', plan, '--json'], 'lock');
    await this.command(['render', plan, '--out', join(out, 'sun.png'), '--light', 'sun', '--json'], 'render');
    await this.command(['check', plan, '--json'], 'check');
    await this.searchFolder(out);
    rmSync(out, { recursive: true });
  }

  /** @param name as it is counted; null for the command's own */
  private async command(argv: readonly string[], name: string | null): Promise<boolean> {
    const { code, out, err } = await this.runner.run(argv);
    this.figures.answers++;
    this.count(name ?? argv[0]);
    this.look(`what ${argv[0]} answers`, Buffer.from(out), true);
    // the user's own file may be named to the user
    this.look(`what ${argv[0]} says of its progress`, Buffer.from(err), false);
    if (code !== 0) this.add(`${argv[0]} ends with ${code}: ${err.trim().slice(-300)}`);
    return code === 0;
  }

  private async searchFolder(folder: string): Promise<void> {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const where = relative(this.folder, path);
      this.look(`the name ${where}`, Buffer.from(where), true);
      const bytes = readFileSync(path);
      this.look(where, bytes, true);
      this.figures.files++;
      if (!entry.name.startsWith('locked')) continue;
      const opened = await decryptCase(bytes, PASSPHRASE);
      if (opened.ok) this.look(`${where}, opened`, Buffer.from(opened.value), true);
      else this.add(`${where} ${opened.problem.message}`);
    }
  }

  /** @param said by libraries, past the program: nobody knows of which photo */
  searchLeftovers(said: string): void {
    for (const photo of this.photos) {
      this.photo = photo;
      this.look('what libraries say', Buffer.from(said), true);
    }
  }

  private look(where: string, bytes: Buffer, isNameSearched: boolean): void {
    if (this.photo === null) return;
    const { canary } = this.photo;
    const { found, searchedBytes } = search(where, bytes, [...needlesOf(canary), ...(isNameSearched ? nameNeedles(canary) : [])], true);
    this.figures.bytes += searchedBytes;
    this.add(...found);
  }

  private count(command: string): void {
    this.ran.set(command, (this.ran.get(command) ?? 0) + 1);
    if (this.photo !== null)
      for (const carrier of this.photo.carriers) this.met.add(`${carrier} in ${this.photo.format} through ${command}`);
  }

  private add(...sentences: readonly string[]): void {
    for (const sentence of sentences)
      if (this.wrong.length < MOST_WRONG)
        this.wrong.push(`seed ${this.seed}, photo ${this.photo?.index} (${this.photo?.format}): ${sentence}`);
  }

  outcome(count: number): Outcome {
    return {
      figures: {
        photos: count,
        formats: FORMATS.join(' '),
        ...Object.fromEntries(Array.from(this.ran, ([command, times]) => [`through ${command}`, times])),
        combinationsMet: `${this.met.size} of ${this.ran.size * COMBINATIONS}`,
        filesSearched: this.figures.files,
        picturesSearched: this.figures.pictures,
        answersSearched: this.figures.answers,
        megabytesSearchedUnfolded: Math.round(this.figures.bytes / 1e6),
        occurrences: this.wrong.length,
      },
      wrong: this.wrong,
    };
  }
}

/** Of a phantom: no person's head. */
async function scalpIn(folder: string, runner: Runner, seed: number): Promise<Buffer> {
  const out = join(folder, 'phantom');
  const { code, err } = await runner.run(['phantom', '--px-per-mm', '1', '--seed', String(seed), '--out', out, '--json']);
  if (code !== 0) throw new Error(`the synthetic scalp cannot be made: ${err}`);
  return sharp(join(out, 'photo.png'))
    .resize({ ...SCALP_PX, fit: 'fill' })
    .png()
    .toBuffer();
}

function made(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}
