/** The quality gate: pictures that cannot be measured must be refused, others must not. */
import { makePhantom, PHANTOM_DEFAULTS, type PhantomOptions, type Raster, raster, type SkinType, seededRandom } from '@stubble/engine';
import { blur, linearOverview, photoQuality } from './engine-inside.js';
import { NO_SCALP_KINDS, noScalpPicture } from './no-scalp.js';

const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const satisfies readonly SkinType[];
/** Heads drawn once; each gives several pictures. */
const HEADS = 10;
const MACROS = 12;
const DRAWN_A_KIND = 5;

interface Tally {
  refused: number;
  pictures: number;
  codes: Set<string>;
}

/** Rows by kind, unusable ones first; last the two rates that count. */
export async function gateTable(): Promise<string[]> {
  const unusable = new Map<string, Tally>();
  const usable = new Map<string, Tally>();
  const judge = (
    into: Map<string, Tally>,
    kind: string,
    photo: Raster<'srgb8'>,
    pxPerMm: number | null,
    subject: 'head' | 'macro',
  ): void => {
    const where = subject === 'macro' ? { inside: () => true } : null;
    const { usable: passes, notes } = photoQuality(photo, where, pxPerMm, subject);
    const tally = into.get(kind) ?? { refused: 0, pictures: 0, codes: new Set<string>() };
    tally.pictures++;
    if (!passes) {
      tally.refused++;
      for (const { code } of notes) tally.codes.add(code);
    }
    into.set(kind, tally);
  };
  for (let n = 0; n < HEADS; n++) {
    const options = headOptions(n);
    const { photo } = makePhantom(options, seededRandom(n, 'gate-head'));
    const { pxPerMm } = options;
    judge(usable, 'head', photo, pxPerMm, 'head');
    judge(usable, 'head, scale unknown', photo, null, 'head');
    judge(usable, 'head, half as bright', exposed(photo, 0.5), pxPerMm, 'head');
    judge(unusable, 'head, blur 1.2 mm', blurred(photo, 1.2 * pxPerMm, n), pxPerMm, 'head');
    if (n % 2 === 0) judge(unusable, 'head, blur 2 mm', blurred(photo, 2 * pxPerMm, n), pxPerMm, 'head');
    judge(unusable, 'head, exposure 0.02 to 0.05', exposed(photo, 0.02 + (0.03 * n) / HEADS), pxPerMm, 'head');
    if (n % 2 === 0) judge(unusable, 'head, 2 px/mm', shrunk(photo, 2 / pxPerMm), 2, 'head');
  }
  for (let n = 0; n < MACROS; n++) {
    // small fields from full to bare: a bald patch can be measured
    const pxPerMm = [40, 60][n % 2];
    const options: PhantomOptions = {
      ...PHANTOM_DEFAULTS.macro,
      view: 'macro',
      sex: 'male',
      stage: 1 + (n % 7),
      skinType: TYPES[n % 6],
      hairLengthMm: 1,
      widthMm: 400 / pxPerMm,
      heightMm: 300 / pxPerMm,
      pxPerMm,
    };
    const { photo } = makePhantom(options, seededRandom(n, 'gate-macro'));
    judge(usable, 'macro', photo, pxPerMm, 'macro');
    judge(unusable, 'macro, blur 1.2 mm', blurred(photo, 1.2 * pxPerMm, n), pxPerMm, 'macro');
    judge(unusable, 'macro, exposure 0.03', exposed(photo, 0.03), pxPerMm, 'macro');
  }
  for (const kind of NO_SCALP_KINDS)
    for (let seed = 0; seed < DRAWN_A_KIND; seed++) {
      const picture = noScalpPicture(kind, seed, 600, 700);
      judge(unusable, `no scalp: ${kind}`, picture, null, 'head');
      // from close by a hand is skin as scalp is
      if (kind !== 'hand') judge(unusable, `no scalp, as a macro: ${kind}`, picture, null, 'macro');
    }
  return [
    'pictures that cannot be measured | refused | with',
    '---|---|---',
    ...Array.from(unusable, ([kind, { refused, pictures, codes }]) => `${kind} | ${refused} of ${pictures} | ${[...codes].join(', ')}`),
    `all | ${rate(unusable)} (aim: 95 % or more)`,
    '',
    'pictures that can | refused | with',
    '---|---|---',
    ...Array.from(usable, ([kind, { refused, pictures, codes }]) => `${kind} | ${refused} of ${pictures} | ${[...codes].join(', ')}`),
    `all | ${rate(usable)} (aim: 2 % or less)`,
  ];
}

function headOptions(n: number): PhantomOptions {
  const random = seededRandom(n, 'gate');
  const sex = random.next() < 0.7 ? 'male' : 'female';
  return {
    ...PHANTOM_DEFAULTS.top,
    view: 'top',
    sex,
    stage: sex === 'male' ? 1 + random.below(7) : 2 + random.below(3),
    skinType: TYPES[n % TYPES.length],
    hairLengthMm: [0.5, 2, 8, 25][random.below(4)],
    pxPerMm: [3.5, 4, 5, 6][random.below(4)],
  };
}

function rate(tallies: ReadonlyMap<string, Tally>): string {
  let [refused, pictures] = [0, 0];
  for (const tally of tallies.values()) {
    refused += tally.refused;
    pictures += tally.pictures;
  }
  return `${refused} of ${pictures}, ${((100 * refused) / pictures).toFixed(1)} %`;
}

/** Coded light blurred, with a sensor's noise on top, as a camera out of focus gives it. */
function blurred(photo: Raster<'srgb8'>, sigmaPx: number, seed: number): Raster<'srgb8'> {
  const { width, height } = photo;
  const noise = seededRandom(seed, 'sensor');
  const data = new Uint8Array(photo.data.length);
  for (let k = 0; k < 3; k++) {
    const sharp = raster(
      'density',
      width,
      height,
      Float32Array.from({ length: width * height }, (_, i) => photo.data[3 * i + k]),
    );
    const plane = blur(sharp, sigmaPx).data;
    for (let i = 0; i < plane.length; i++) data[3 * i + k] = byte(plane[i] + 3 * (noise.next() + noise.next() - 1));
  }
  return raster('srgb8', width, height, data);
}

/** Less linear light, as coded by a power of 2.2. */
function exposed(photo: Raster<'srgb8'>, factor: number): Raster<'srgb8'> {
  const by = factor ** (1 / 2.2);
  return raster(
    'srgb8',
    photo.width,
    photo.height,
    photo.data.map((v) => byte(v * by)),
  );
}

function shrunk(photo: Raster<'srgb8'>, scale: number): Raster<'srgb8'> {
  const small = linearOverview(photo, scale);
  return raster(
    'srgb8',
    small.width,
    small.height,
    Uint8Array.from(small.data, (v) => byte(255 * Math.min(1, v) ** (1 / 2.2))),
  );
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
