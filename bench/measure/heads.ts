/** Whole heads: coverage against the anchors of seven real photos and against synthetic heads whose coverage is known; moles. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makePhantom, PHANTOM_DEFAULTS, type PhantomOptions, type Raster, type SkinType, seededRandom } from '@stubble/engine';
import { readPhoto } from '@stubble/files';
import { fillPolygon, linearOverview, surfaceGeometry } from './engine-inside.js';

const DIST = '../../../packages/engine/dist/';
const inside = async <T>(path: string): Promise<T> => (await import(new URL(DIST + path, import.meta.url).href)) as T;
const { findScalp } = await inside<typeof import('../../packages/engine/dist/scalp/find-scalp.js')>('scalp/find-scalp.js');
const { coverageIn } = await inside<typeof import('../../packages/engine/dist/measure/coverage.js')>('measure/coverage.js');
const { findExclusions } = await inside<typeof import('../../packages/engine/dist/measure/exclusions.js')>('measure/exclusions.js');
const { readTones } = await inside<typeof import('../../packages/engine/dist/measure/tones.js')>('measure/tones.js');

const PHOTOS = fileURLToPath(new URL('../../../../shared/photos/', import.meta.url));
/** Coverage of the disc about the picture's middle, radius a quarter of the short side; each within 0.1, the bald one below 0.05. */
const ANCHORS = {
  'topdown-norwood3-b': 0.88,
  'topdown-norwood5-b': 0.53,
  'phone-03-vertex-thinning-topdown': 0.34,
  'phone-04-buzzcut-forelock': 0.26,
  'phone-01-stubble-topdown': 0.2,
  'phone-02-diffuse-thinning-topdown': 0.13,
  'phone-06-shaved-bald': 0,
} as const;
const TYPES: readonly SkinType[] = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const LENGTHS_MM: readonly number[] = [0.4, 0.8, 1.5, 3, 6, 12, 20, 30];
const PX_PER_MM: readonly number[] = [4, 5, 6, 4, 8, 5];
/** Synthetic heads a skin type. */
const HEADS = 6;

type Polygon = readonly (readonly [number, number])[];
interface Read {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly moles: number;
}

export async function headsTable(): Promise<string[]> {
  return [...(await anchorLines()), ...phantomLines()];
}

async function anchorLines(): Promise<string[]> {
  if (!existsSync(PHOTOS)) return ['real heads: the photos are absent, skipped'];
  const lines = ['real heads, inner disc       anchor  read   80 % interval   moles left out'];
  for (const [name, anchor] of Object.entries(ANCHORS)) {
    const photo = await readPhoto(`${PHOTOS}${name}.jpg`);
    if (!photo.ok) return [`${name}: ${photo.problem.message}`];
    const picture = photo.value.photo;
    const { width, height } = picture;
    const radius = Math.min(width, height) / 4;
    const disc = Array.from({ length: 90 }, (_, k) => {
      const t = (k * Math.PI) / 45;
      return [width / 2 + radius * Math.cos(t), height / 2 + radius * Math.sin(t)] as const;
    });
    const read = coverageOf(picture, disc);
    lines.push(
      `  ${name.slice(0, 26).padEnd(26)} ${anchor.toFixed(2).padStart(6)} ${read.value.toFixed(3)}   ${read.low.toFixed(2)}..${read.high.toFixed(2)}      ${read.moles}`,
    );
  }
  return lines;
}

function phantomLines(): string[] {
  const lines = ['synthetic heads (thinned zone)  heads  bias    median |error|  held by 80 %  median relative width'];
  const all: { error: number; relative: number; held: boolean; width: number }[] = [];
  TYPES.forEach((skinType, t) => {
    const cases = Array.from({ length: HEADS }, (_, k) => phantomCase(skinType, t * HEADS + k)).flat();
    all.push(...cases);
    lines.push(summary(`  ${skinType}`, cases));
  });
  lines.push(summary('  all', all));
  return lines;
}

function phantomCase(skinType: SkinType, n: number): { error: number; relative: number; held: boolean; width: number }[] {
  const female = n % 4 === 3;
  const options: PhantomOptions = {
    ...PHANTOM_DEFAULTS.top,
    view: 'top',
    sex: female ? 'female' : 'male',
    stage: female ? 2 + (n % 3) : 2 + (n % 6),
    skinType,
    hairLengthMm: LENGTHS_MM[(n * 5) % 8],
    pxPerMm: PX_PER_MM[n % 6],
  };
  const { photo, truth } = makePhantom(options, seededRandom(1000 + n, 'phantom'));
  if (truth.zonePx === undefined || truth.zone === undefined) return [];
  const { value, low, high } = coverageOf(photo, truth.zonePx);
  const share = truth.zone.hairCoverage;
  return [
    {
      error: value - share,
      relative: Math.abs(value - share) / Math.max(share, 0.02),
      held: low <= share && share <= high,
      width: (high - low) / Math.max(value, 0.02),
    },
  ];
}

function coverageOf(photo: Raster<'srgb8'>, polygon: Polygon): Read {
  const scalp = findScalp(photo, 'top', null);
  const overview = linearOverview(photo, scalp.scale);
  const exclusions = findExclusions(overview, scalp);
  const { width, height } = scalp.inside;
  const mask = new Uint8Array(width * height);
  fillPolygon(mask, width, height, polygon, 1, scalp.scale);
  const zone = { ...scalp.inside, data: scalp.inside.data.map((v, i) => (v > 0 ? mask[i] : 0)) };
  const tones = readTones(photo, overview, scalp, zone, exclusions);
  const { coverage } = coverageIn(zone, scalp, exclusions, surfaceGeometry(scalp.surface).cosTilt, tones);
  return { ...coverage, moles: exclusions.moles.length };
}

function summary(
  label: string,
  cases: readonly { readonly error: number; readonly relative: number; readonly held: boolean; readonly width: number }[],
): string {
  const median = (values: readonly number[]): number => values.toSorted((p, q) => p - q)[Math.floor(values.length / 2)] ?? Number.NaN;
  const bias = cases.reduce((sum, c) => sum + c.error, 0) / cases.length;
  const held = cases.filter((c) => c.held).length / cases.length;
  return [
    label.padEnd(32),
    String(cases.length).padStart(5),
    bias.toFixed(3).padStart(7),
    `${(100 * median(cases.map((c) => c.relative))).toFixed(0)} %`.padStart(10),
    `${(100 * held).toFixed(0)} %`.padStart(14),
    `${(100 * median(cases.map((c) => c.width))).toFixed(0)} %`.padStart(14),
  ].join(' ');
}
