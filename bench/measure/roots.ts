/** Roots counted on synthetic clipped heads against the truth in the same area: bias, spread, intervals, and how many are found at their place. */
import {
  makePhantom,
  PHANTOM_DEFAULTS,
  type PhantomOptions,
  type PhantomTruth,
  raster,
  type SkinType,
  seededRandom,
} from '@stubble/engine';
import { median } from '../median.js';
import { countedRoots, fillPolygon, linearOverview, luminance, mapDensity, surfaceGeometry } from './engine-inside.js';

const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const satisfies readonly SkinType[];
const HEADS = 24;
/** Photos are read at a whole fraction of their resolution, from this on. */
const WORKING_PX_PER_MM = 8;
/** A root is found when one lies this near, one to one. */
const FOUND_WITHIN_MM = 0.45;
const Z80 = 1.2816;
/** Variance over mean of counts of follicles. */
const COUNT_VARIANCE_RATIO = 0.35;

interface Row {
  readonly skinType: SkinType;
  readonly truePerCm2: number;
  readonly ratio: number;
  readonly relativeSd: number;
  readonly recall: number;
  readonly precision: number;
}

export async function rootsTable(): Promise<string[]> {
  const rows: Row[] = [];
  for (let n = 0; n < HEADS; n++) {
    const row = judged(n);
    if (row !== null) rows.push(row);
  }
  const lines = [
    'heads | number | bias of the median | spread (ln) | 80 % interval holds | median width | recall | precision',
    '---|---|---|---|---|---|---|---',
  ];
  lines.push(lineOf('all', rows));
  for (const skinType of TYPES)
    lines.push(
      lineOf(
        `type ${skinType}`,
        rows.filter((row) => row.skinType === skinType),
      ),
    );
  lines.push(
    lineOf(
      'below 15 units/cm²',
      rows.filter((row) => row.truePerCm2 < 15),
    ),
  );
  lines.push(
    lineOf(
      '15 units/cm² and more',
      rows.filter((row) => row.truePerCm2 >= 15),
    ),
  );
  return lines;
}

function judged(n: number): Row | null {
  const random = seededRandom(n, 'roots');
  const sex = random.next() < 0.7 ? 'male' : 'female';
  const options: PhantomOptions = {
    ...PHANTOM_DEFAULTS.top,
    view: 'top',
    sex,
    stage: sex === 'male' ? 1 + random.below(7) : 2 + random.below(3),
    skinType: TYPES[n % TYPES.length],
    hairLengthMm: 0.4 + 2.1 * random.next(),
    pxPerMm: 6 + 7 * random.next(),
  };
  const { photo, truth } = makePhantom(options, seededRandom(n, 'roots-phantom'));
  const { surface } = truth;
  if (surface === undefined) return null;
  const every = Math.max(1, Math.floor(options.pxPerMm / WORKING_PX_PER_MM));
  const pxPerMm = options.pxPerMm / every;
  const logY = mapDensity(luminance(linearOverview(photo, 1 / every)), (v) => Math.log(v + 0.004));
  const { width, height } = logY;
  const mask = new Uint8Array(width * height);
  fillPolygon(mask, width, height, truth.zonePx ?? truth.headPx ?? [], 1, 1 / every);
  const geometry = surfaceGeometry(surface);
  const inside = raster('density', width, height, new Float32Array(width * height));
  for (let i = 0; i < mask.length; i++)
    if (mask[i] > 0 && geometry.cosTilt(((i % width) + 0.5) * every, (Math.floor(i / width) + 0.5) * every) > 0.5) inside.data[i] = 1;
  const units = unitsInside(truth, every, inside.data, width, height);
  if (units.length < 100) return null;
  const { roots, perAreaCorrection, relativeSd } = countedRoots(logY, inside, pxPerMm);
  const count = roots.xPx.length;
  const found = matched(roots, units, FOUND_WITHIN_MM * pxPerMm);
  const areaCm2 = inside.data.reduce((sum, v) => sum + v, 0) / (100 * pxPerMm ** 2);
  return {
    skinType: options.skinType,
    truePerCm2: units.length / areaCm2,
    ratio: Math.max(1, count * perAreaCorrection) / units.length,
    relativeSd: Math.sqrt(relativeSd ** 2 + COUNT_VARIANCE_RATIO / Math.max(1, count)),
    recall: found / units.length,
    precision: found / Math.max(1, count),
  };
}

function unitsInside(truth: PhantomTruth, every: number, inside: Float32Array, width: number, height: number): [number, number][] {
  const { xPx, yPx } = truth.follicularUnits;
  return Array.from(xPx, (x, i): [number, number] => [x / every, yPx[i] / every]).filter(
    ([x, y]) => x >= 0 && y >= 0 && x < width && y < height && inside[Math.floor(y) * width + Math.floor(x)] > 0,
  );
}

/** Greedy one-to-one pairs within a reach, in the order of the roots. */
function matched(
  roots: { readonly xPx: Float64Array; readonly yPx: Float64Array },
  units: readonly [number, number][],
  reachPx: number,
): number {
  const cells = new Map<string, number[]>();
  const key = (x: number, y: number): string => `${Math.floor(x / reachPx)},${Math.floor(y / reachPx)}`;
  for (const [i, [x, y]] of units.entries()) {
    const cell = cells.get(key(x, y));
    if (cell === undefined) cells.set(key(x, y), [i]);
    else cell.push(i);
  }
  const taken = new Set<number>();
  for (let i = 0; i < roots.xPx.length; i++) {
    let nearest = -1;
    let least = reachPx;
    for (let k = 0; k < 9; k++)
      for (const j of cells.get(key(roots.xPx[i] + ((k % 3) - 1) * reachPx, roots.yPx[i] + (Math.floor(k / 3) - 1) * reachPx)) ?? []) {
        const d = Math.sqrt((units[j][0] - roots.xPx[i]) ** 2 + (units[j][1] - roots.yPx[i]) ** 2);
        if (d < least && !taken.has(j)) {
          least = d;
          nearest = j;
        }
      }
    if (nearest >= 0) taken.add(nearest);
  }
  return taken.size;
}

function lineOf(name: string, rows: readonly Row[]): string {
  const logs = rows.map(({ ratio }) => Math.log(ratio));
  const middle = median(logs);
  const spread = Math.sqrt(logs.reduce((sum, v) => sum + (v - middle) ** 2, 0) / Math.max(1, logs.length));
  const holds = rows.filter(({ ratio, relativeSd }) => Math.abs(Math.log(ratio)) <= Z80 * relativeSd).length / Math.max(1, rows.length);
  const width = median(rows.map(({ relativeSd }) => 2 * Math.sinh(Z80 * relativeSd)));
  const percent = (v: number): string => `${(100 * v).toFixed(0)} %`;
  return `${name} | ${rows.length} | ${percent(Math.exp(middle) - 1)} | ${spread.toFixed(2)} | ${percent(holds)} | ${percent(width)} | ${percent(median(rows.map((row) => row.recall)))} | ${percent(median(rows.map((row) => row.precision)))}`;
}
