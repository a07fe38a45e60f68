/** Synthetic scalps over all skin types and stages, what is measured on each and what is true. */
import {
  type Estimate,
  makePhantom,
  measured,
  PHANTOM_DEFAULTS,
  type PhantomOptions,
  type Random,
  type ScaleOption,
  type SkinType,
  seededRandom,
} from '@stubble/engine';

const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const satisfies readonly SkinType[];

/** One number of one scalp against its truth. */
export interface Judged {
  readonly quantity: string;
  readonly skinType: SkinType;
  /** Stated in words, to find a case again. */
  readonly what: string;
  readonly truth: number;
  /** null: the program gave none. */
  readonly estimate: Estimate | null;
}

export interface PhantomCase {
  readonly options: PhantomOptions;
  readonly scale: ScaleOption;
}

/** Case n of an endless row: of four one clipped head, one with longer hair and two patches; types in turn, sexes and stages by chance from n alone. */
export function phantomCase(n: number): PhantomCase {
  const random = seededRandom(n, 'measured-phantom');
  const skinType = TYPES[Math.floor(n / 4) % TYPES.length];
  const sex = random.next() < 0.7 ? 'male' : 'female';
  // of women stages 2 to 4: those that come to be measured
  const stage = sex === 'male' ? 1 + random.below(7) : 2 + random.below(3);
  const common = { skinType, sex, stage, noise: between(random, 0.5, 1.5), jpegQuality: Math.round(between(random, 82, 97)) } as const;
  if (n % 2 === 1) {
    const pxPerMm = [40, 70, 110, 160][random.below(4)];
    const options: PhantomOptions = {
      ...common,
      view: 'macro',
      hairLengthMm: between(random, 0.5, 2),
      pxPerMm,
      widthMm: pxPerMm > 100 ? 10 : 16,
      heightMm: pxPerMm > 100 ? 8 : 12,
    };
    return { options, scale: { method: 'px-per-mm', pxPerMm } };
  }
  const clipped = n % 4 === 0;
  const options: PhantomOptions = {
    ...PHANTOM_DEFAULTS.top,
    ...common,
    view: 'top',
    hairLengthMm: clipped ? between(random, 0.4, 2.5) : between(random, 5, 35),
    pxPerMm: clipped ? between(random, 9, 14) : between(random, 5, 8),
  };
  // half of the heads carry a scale of their own, half have only the head for a ruler
  const scale: ScaleOption = random.next() < 0.5 ? { method: 'prior' } : { method: 'px-per-mm', pxPerMm: options.pxPerMm };
  return { options, scale };
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next();
}

export interface JudgedCase {
  readonly judged: readonly Judged[];
  readonly measuringSeconds: number;
  readonly megapixels: number;
  readonly refused: boolean;
  readonly notes: readonly string[];
}

export async function judge(n: number): Promise<JudgedCase> {
  const { options, scale } = phantomCase(n);
  const { photo, truth } = makePhantom(options, seededRandom(n, 'phantom'));
  const start = performance.now();
  const { calibrate, measure } = await measured({
    photo,
    pixelsSha256: '',
    notes: [],
    person: null,
    options: { view: 'top', style: 'soft', scale },
    designFile: null,
    seed: 1,
    date: null,
    app: 'bench',
    paper: 'a4',
    encodePreview: null,
  });
  const measuringSeconds = (performance.now() - start) / 1000;
  const { record } = measure;
  const macro = options.view === 'macro';
  const { skinType, sex, stage, pxPerMm, hairLengthMm } = options;
  const what = `${n}: ${options.view} ${skinType} ${sex} ${stage}, ${hairLengthMm.toFixed(1)} mm, ${pxPerMm.toFixed(0)} px/mm, ${scale.method}`;
  const row = (quantity: string, value: number, estimate: Estimate | null): Judged => ({
    quantity,
    skinType,
    what,
    truth: value,
    estimate,
  });
  const counts = macro
    ? [
        row('hairs per cm², macro', truth.hairsPerCm2, record.hairsPerCm2),
        row('units per cm², macro', truth.follicularUnitsPerCm2, record.follicularUnitsPerCm2),
      ]
    : hairLengthMm < 3
      ? [row('units per cm², head', truth.follicularUnitsPerCm2, record.follicularUnitsPerCm2)]
      : [];
  return {
    judged: [
      ...counts,
      row(
        macro ? 'coverage, macro' : hairLengthMm < 3 ? 'coverage, clipped head' : 'coverage, head',
        truth.hairCoverage,
        record.hairCoverage,
      ),
      ...(scale.method === 'prior' ? [row('scale, from the head', truth.pxPerMm, calibrate.pxPerMm)] : []),
    ],
    measuringSeconds,
    megapixels: (photo.width * photo.height) / 1e6,
    refused: record.hairCoverage === null,
    notes: record.notes.map(({ code }) => code),
  };
}
