/** Each kind of text or file that is read, with small whole ones to start from, and what is done with those that are accepted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '@stubble/case';
import {
  checkPlan,
  dotsCsv,
  dotsSvg,
  FOLLICULAR_UNITS,
  LAYOUT_DEFAULTS,
  layOut,
  lockOf,
  type Problem,
  parseDesignFile,
  parseLock,
  parseMeasuredPattern,
  parsePlan,
  parseScene,
  parseStack,
  planSha256,
  type Random,
  type Result,
  sealPlan,
  seededRandom,
  stencilPdf,
  surfaceGeometry,
  unpackDots,
  writeLock,
  writePlan,
  yearsOfPlan,
} from '@stubble/engine';
import { inside } from '../../inside.ts';
import { ROOT } from '../../root.ts';
import { mutatedDocument } from './mutate.ts';
import { forgedCase } from './zips.ts';

const { zonePolygons } = await inside<typeof import('../../../packages/engine/dist/design/zone-polygons.js')>('design/zone-polygons.js');
const { brushed } = await inside<typeof import('../../../packages/engine/dist/design/brush.js')>('design/brush.js');
const { gridOver } = await inside<typeof import('../../../packages/engine/dist/design/grid.js')>('design/grid.js');

export interface Read {
  /** Null: accepted. */
  readonly problem: Problem | null;
  /** What went wrong though nothing was thrown. */
  readonly wrong: string | null;
}

export interface Kind {
  readonly name: string;
  /** Of a hundred documents, so many are of this kind. */
  readonly share: number;
  /** Makes one to be read. */
  made(random: Random): Made;
}

/** What takes a second, of which one at a time is done with an accepted plan. */
export const THOROUGH = ['forecast', 'check', 'print'] as const;
type Thorough = (typeof THOROUGH)[number] | null;

/** Reads it, and uses it where it is accepted. */
export type Made = (thorough: Thorough) => Promise<Read>;

const PLANS = [1, 2, 3].map((version) => text(`packages/engine/src/document/fixtures/plan-version-${version}.txt`));
const CASES = [1, 2].map(
  (version) => new Uint8Array(readFileSync(join(ROOT, `packages/case/src/fixtures/case-version-${version}.stubble`))),
);
const PLAN = value(parsePlan(PLANS[2])).plan;
const LOCK = writeLock(lockOf(PLAN, [], '2026-03-01', 'stubble 0.1.0'));
const PHOTO = { width: PLAN.photo.widthPx, height: PLAN.photo.heightPx };
const PAIRS = { binSpacings: FOLLICULAR_UNITS.binSpacings, g: FOLLICULAR_UNITS.g, source: 'a patch' };
const SCENE = JSON.stringify({
  format: 'stubble-scene',
  version: 1,
  widthMm: 20,
  heightMm: 16,
  cellMm: 2,
  columns: 10,
  rows: 8,
  totalPerCm2: Array.from({ length: 80 }, (_, i) => 60 + (i % 10)),
  newPerCm2: Array.from({ length: 80 }, (_, i) => (i % 10 < 7 ? 40 : 0)),
  existingMm: Array.from({ length: 30 }, (_, i) => [(i * 7.3) % 20, (i * 3.1) % 16]),
  clearanceMm: 0.36,
  count: 60,
  sessionShare: [0.4, 0.35, 0.25],
  target: PAIRS,
});
const DESIGN = JSON.stringify({
  format: 'stubble-design',
  version: 1,
  unit: 'px',
  zone: [
    [210, 240],
    [450, 240],
    [470, 400],
    [450, 570],
    [210, 570],
  ],
  hairline: [
    [220, 560],
    [330, 575],
    [440, 560],
  ],
  exclude: [
    [
      [300, 300],
      [320, 300],
      [310, 330],
    ],
  ],
  densityPerCm2: 70,
  style: 'soft',
  age: 41,
  brush: [
    {
      path: [
        [260, 300],
        [280, 340],
      ],
      radius: 20,
      factor: 1.5,
    },
  ],
  follicles: { add: [[300, 400]], remove: [[310, 410]] },
});
const MEASURED = JSON.stringify({ tier: 'T3', pattern: { count: 400, pairs: PAIRS }, follicles: { xPx: [1, 2], yPx: [3, 4] }, notes: [] });
const STACK = JSON.stringify({
  nAbove: 1,
  nBelow: 1,
  layers: [
    { n: 1.4, muAPerCm: 6, muSPerCm: 260, g: 0.78, thicknessCm: 0.008 },
    { n: 1.4, muAPerCm: 0.5, muSPerCm: 180, g: 0.78, thicknessCm: null },
  ],
});
/** More takes longer than is asked of a mutated one. */
const SMALL = { dots: 1500, cells: 100_000 };

export const KINDS: readonly Kind[] = [
  { name: 'plans', share: 30, made: (random) => ofText(PLANS[random.below(PLANS.length)], random, usedPlan) },
  { name: 'scenes', share: 20, made: (random) => ofText(SCENE, random, usedScene) },
  { name: 'designs', share: 15, made: (random) => ofText(DESIGN, random, usedDesign) },
  { name: 'patterns', share: 5, made: (random) => ofText(MEASURED, random, usedPattern) },
  { name: 'locks', share: 4, made: (random) => ofText(LOCK, random, (lock) => refusedOr(parseLock(lock))) },
  { name: 'stacks', share: 1, made: (random) => ofText(STACK, random, (stack) => refusedOr(parseStack(stack))) },
  { name: 'cases', share: 25, made: caseOf },
];

function ofText(whole: string, random: Random, used: (text: string, thorough: Thorough) => Read | Promise<Read>): Made {
  const made = mutatedDocument(whole, random);
  return async (thorough) => used(made, thorough);
}

function caseOf(random: Random): Made {
  const { bytes, mustBeRefused } = forgedCase(CASES[1], CASES[0], random);
  return async (thorough) => {
    const read = readCase(bytes);
    if (!read.ok) return { problem: read.problem, wrong: null };
    return mustBeRefused ? { problem: null, wrong: 'was read and must not be' } : usedPlan(read.value.planText, thorough);
  };
}

async function usedPlan(planText: string, thorough: Thorough): Promise<Read> {
  const parsed = parsePlan(planText);
  if (!parsed.ok) return { problem: parsed.problem, wrong: null };
  const { plan, notes } = parsed.value;
  const sealed = planSha256(plan) === plan.sha256 ? plan : sealPlan({ ...plan, notes: [...plan.notes, ...notes] });
  const written = writePlan(sealed);
  const again = parsePlan(written);
  if (!again.ok)
    return { problem: null, wrong: `was read, but not again after it was written: ${again.problem.path} ${again.problem.message}` };
  if (writePlan(again.value.plan) !== written) return { problem: null, wrong: 'is other bytes when written twice' };
  const dots = value(unpackDots(plan.dots));
  dotsSvg(sealed, dots);
  dotsCsv(sealed, dots);
  if (thorough === 'forecast') yearsOfPlan(sealed);
  if (thorough === 'check') checkPlan(sealed, dots);
  if (thorough === 'print') await stencilPdf(sealed, dots, { paper: 'a4', session: null, dots: true, printed: null });
  return { problem: null, wrong: null };
}

function usedScene(sceneText: string): Read {
  const parsed = parseScene(sceneText);
  if (!parsed.ok) return { problem: parsed.problem, wrong: null };
  const { scene, target } = parsed.value;
  if (scene.count > SMALL.dots || scene.columns * scene.rows > SMALL.cells) return { problem: null, wrong: null };
  const laid = layOut(scene, seededRandom(1, 'soak'), { path: 'quick', target: target ?? LAYOUT_DEFAULTS.target });
  const outside = laid.xMm.some((x, i) => !(x >= 0 && x <= scene.widthMm && laid.yMm[i] >= 0 && laid.yMm[i] <= scene.heightMm));
  if (outside) return { problem: null, wrong: 'has dots outside the scene' };
  return { problem: null, wrong: laid.xMm.length > scene.count ? 'has more dots than were asked for' : null };
}

function usedDesign(designText: string): Read {
  const parsed = parseDesignFile(designText, PHOTO);
  if (!parsed.ok) return { problem: parsed.problem, wrong: null };
  const design = parsed.value;
  const geometry = surfaceGeometry(PLAN.surface);
  const scalp = { zonePx: null } as unknown as Parameters<typeof zonePolygons>[0];
  const { zoneMm, excludeMm } = zonePolygons(scalp, design, geometry);
  const grid = gridOver([...zoneMm, ...excludeMm]);
  const density = brushed(design, geometry);
  let odd = false;
  for (let cell = 0; cell < grid.columns * grid.rows; cell += 1 + Math.floor((grid.columns * grid.rows) / 200))
    odd ||= !(density(...grid.centre(cell), 40, 70) >= 0);
  return { problem: null, wrong: odd ? 'makes a density that is no number' : null };
}

function usedPattern(measuredText: string): Read {
  const parsed = parseMeasuredPattern(measuredText);
  if (!parsed.ok) return { problem: parsed.problem, wrong: null };
  const { scene } = value(parseScene(SCENE));
  layOut(scene, seededRandom(1, 'soak'), { path: 'quick', target: parsed.value });
  return { problem: null, wrong: null };
}

function refusedOr(read: Result<unknown>): Read {
  return { problem: read.ok ? null : read.problem, wrong: null };
}

function text(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new RangeError(`${result.problem.path}: ${result.problem.message}`);
  return result.value;
}
