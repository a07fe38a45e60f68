/** `stubble phantom --out DIR`: a synthetic scalp and its truth. */
import { join } from 'node:path';
import { fail, makePhantom, ok, PHANTOM_DEFAULTS, PHANTOM_LIMITS, type PhantomOptions, type Result, seededRandom } from '@stubble/engine';
import { encodePng, saveAll } from '@stubble/files';
import type { Answer } from './answer.ts';
import { uninterrupted } from './signals.ts';
import { rows } from './text.ts';

export interface PhantomFlags {
  readonly out: string;
  readonly sex: PhantomOptions['sex'];
  readonly type: PhantomOptions['skinType'];
  readonly stage?: number;
  readonly hairLengthMm?: number;
  readonly pxPerMm?: number;
  readonly widthMm?: number;
  readonly heightMm?: number;
  readonly hairColour?: NonNullable<PhantomOptions['hairColour']>;
  readonly curl?: NonNullable<PhantomOptions['curl']>;
  readonly parting?: NonNullable<PhantomOptions['parting']>;
  readonly blurPx?: number;
  readonly noise?: number;
  readonly exposure?: number;
  readonly jpegQuality?: number;
  readonly cast?: number;
  readonly markerMm?: number;
  readonly view: PhantomOptions['view'];
  readonly seed: number;
}

/** Options of the engine that are passed on where they were given. */
const PASSED = [
  'hairLengthMm',
  'pxPerMm',
  'widthMm',
  'heightMm',
  'hairColour',
  'curl',
  'parting',
  'blurPx',
  'noise',
  'exposure',
  'jpegQuality',
  'cast',
  'markerMm',
] as const;

export async function phantom(_: string, flags: PhantomFlags): Promise<Result<Answer>> {
  const { view, sex, seed, type: skinType } = flags;
  const options: PhantomOptions = {
    ...PHANTOM_DEFAULTS[view],
    ...Object.fromEntries(PASSED.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]]))),
    view,
    sex,
    skinType,
    stage: flags.stage ?? (sex === 'male' ? 4 : 3),
  };
  const problem = outOfRange(options);
  if (problem !== null) return problem;
  const { photo, truth } = makePhantom(options, seededRandom(seed, 'phantom'));
  const text = `${JSON.stringify({ format: 'stubble-phantom', version: 1, seed, options, ...truth }, rounded)}\n`;
  const files = new Map([
    ['photo.png', await encodePng(photo, 'photo')],
    ['truth.json', new TextEncoder().encode(text)],
  ]);
  const saved = await uninterrupted(saveAll(flags.out, files));
  if (!saved.ok) return saved;
  const paths = { photo: join(flags.out, 'photo.png'), truth: join(flags.out, 'truth.json') };
  const { follicularUnits: _units, shafts: _shafts, ...numbers } = truth;
  return ok({
    json: { files: paths, ...numbers, notes: [] },
    text: rows([
      ['hairs', `${truth.hairsPerCm2.toFixed(1)} per cm²`],
      ['follicular units', `${truth.follicularUnitsPerCm2.toFixed(1)} per cm²`],
      ['hair coverage', `${(100 * truth.hairCoverage).toFixed(0)} %`],
      ['photo', paths.photo],
      ['truth', paths.truth],
    ]),
  });
}

/** A ten-thousandth is finer than anything a photo holds. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value;
}

/** Options with limits of their own that hold in every view. */
const LIMITED = [
  ['--hair-length-mm', 'hairLengthMm'],
  ['--blur-px', 'blurPx'],
  ['--noise', 'noise'],
  ['--exposure', 'exposure'],
  ['--jpeg-quality', 'jpegQuality'],
  ['--cast', 'cast'],
  ['--marker-mm', 'markerMm'],
] as const;

function outOfRange(options: PhantomOptions): ReturnType<typeof fail> | null {
  const { view, sex, stage, pxPerMm, widthMm, heightMm } = options;
  const stages = PHANTOM_LIMITS.stage[sex];
  if (stage < 1 || stage > stages) return fail('--stage', `must be 1 to ${stages} for ${sex}`);
  const within = (name: string, value: number | undefined, [least, most]: readonly [number, number]): ReturnType<typeof fail> | null =>
    value !== undefined && (value < least || value > most) ? fail(name, `must be ${least} to ${most} here`) : null;
  const scale = within('--px-per-mm', pxPerMm, PHANTOM_LIMITS.pxPerMm[view]);
  if (scale !== null) return scale;
  for (const [flag, name] of LIMITED) {
    const problem = within(flag, options[name], PHANTOM_LIMITS[name]);
    if (problem !== null) return problem;
  }
  const megapixels = (widthMm * heightMm * pxPerMm ** 2) / 1e6;
  if (megapixels > PHANTOM_LIMITS.megapixels || Math.min(widthMm, heightMm) * pxPerMm < 1)
    return fail(
      '--width-mm',
      `the picture would have ${megapixels.toFixed(1)} megapixels; ${PHANTOM_LIMITS.megapixels} is the most, and one pixel the least`,
    );
  return null;
}
