/**
 * `npm run bench:least [-- --out DIR]`: the fewest dots that were found to do, beside dots spread evenly over the same zone that look the same from 1 m: at 70 a
 * cm² in the ink that makes them match, and in the same ink as many as match. On real heads where they lie beside the repository, and on synthetic ones.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DotColumns, type Plan, treatedPhoto } from '@stubble/engine';
import { encodeJpeg } from '@stubble/files';
import { inside } from './inside.js';
import { type PlannedThrough, phantom, planned, plannedPhoto } from './picture/planned.js';

const { asSeen } = await inside<typeof import('../packages/engine/dist/advise/seen/as-seen.js')>('advise/seen/as-seen.js');
const { placeDots } = await inside<typeof import('../packages/engine/dist/layout/place-dots.js')>('layout/place-dots.js');
const { surfaceGeometry } = await inside<typeof import('../packages/engine/dist/head/surface.js')>('head/surface.js');

const DISTANCE_M = 1;
const EVEN_PER_CM2 = 70;
const STEPS = 6;
const { values } = parseArgs({ options: { out: { type: 'string' } } });

interface SeenAs {
  readonly deltaE00: number;
  readonly tone: number;
}

/** ΔE00 of zone against the hair beside it, healed. */
function seen({ photo }: PlannedThrough, plan: Plan, dots: DotColumns): SeenAs {
  const { contrasts } = asSeen(photo, plan, dots, { states: ['healed'], distancesM: [DISTANCE_M], outlook: 'likely' });
  const [found] = contrasts;
  if (found === undefined) throw new RangeError('asked only where fuller hair is in view');
  return { deltaE00: found.deltaE00.value, tone: found.tone.value };
}

/** Dots as dense everywhere in the zone, kept from the same roots. */
function even({ plan, made }: PlannedThrough, perCm2: number): DotColumns {
  const { design, calibrate } = made;
  const geometry = surfaceGeometry(calibrate.surface);
  const { columns } = design.grid;
  const steps = [-2, -1, 0, 1, 2];
  // a dot may lie a cell beside its own, and must not leave the zone
  const within = (i: number): boolean => steps.every((r) => steps.every((c) => (design.zoneOfCell[i + r * columns + c] ?? -1) >= 0));
  const newPerCm2 = design.newPerCm2.map((_, i) => (within(i) ? perCm2 * geometry.skinPerChart(...design.grid.centre(i)) : 0));
  const totalPerCm2 = newPerCm2.map((added) => Math.max(1, added));
  return placeDots(
    { ...design, newPerCm2, totalPerCm2 },
    calibrate.surface,
    { xPx: new Float64Array(0), yPx: new Float64Array(0) },
    plan.seed,
  ).dots;
}

function inInk(plan: Plan, ratio: number): Plan {
  const scaled = <T extends Plan['dotModel']['loadGPerM2']>(load: T): T => ({
    ...load,
    value: load.value * ratio,
    low: load.low * ratio,
    high: load.high * ratio,
  });
  return {
    ...plan,
    dotModel: { ...plan.dotModel, loadGPerM2: scaled(plan.dotModel.loadGPerM2) },
    recipes: plan.recipes.map((recipe) => ({ ...recipe, loadGPerM2: scaled(recipe.loadGPerM2) })),
  };
}

/** Where a falling function meets a target between two ends, on a logarithmic scale; the nearer end where it does not. */
function meeting(target: number, [least, most]: readonly [number, number], at: (x: number) => number): number {
  if (at(least) <= target) return least;
  if (at(most) >= target) return most;
  let [low, high] = [Math.log(least), Math.log(most)];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (at(Math.exp(middle)) > target) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

async function show(name: string, treated: PlannedThrough | null): Promise<void> {
  if (treated === null) return;
  const { photo, plan, dots } = treated;
  const none = { ...dots, count: 0 };
  if (asSeen(photo, plan, none, { states: ['before'], distancesM: [DISTANCE_M] }).reference === null) {
    console.log(`\n${name}: left out, as no fuller hair is in view.`);
    return;
  }
  const [before, ours] = [seen(treated, plan, none), seen(treated, plan, dots)];
  const seventy = even(treated, EVEN_PER_CM2);
  const ratio = meeting(ours.tone, [0.02, 2], (x) => seen(treated, inInk(plan, x), seventy).tone);
  const perCm2 = meeting(ours.tone, [2, EVEN_PER_CM2], (x) => seen(treated, plan, even(treated, x)).tone);
  const alike = even(treated, perCm2);
  const load = plan.recipes.at(-1)?.loadGPerM2.value ?? Number.NaN;
  const row = (what: string, count: number, ink: number, found: SeenAs) => ({
    what,
    dots: count,
    'per cm²': (count / plan.zoneAreaCm2.value).toFixed(1),
    'load g/m²': ink.toFixed(3),
    tone: found.tone.toFixed(2),
    'with texture': found.deltaE00.toFixed(2),
  });
  console.log(
    `\n${name}: ${plan.mode}, zone ${plan.zoneAreaCm2.value.toFixed(0)} cm²; ${plan.notes.find(({ code }) => code === 'least-that-does')?.message ?? 'no proposal'}`,
  );
  console.table([
    row('before', 0, 0, before),
    row('ours', dots.count, load, ours),
    row('even, 70/cm², ink to match', seventy.count, load * ratio, seen(treated, inInk(plan, ratio), seventy)),
    row('even, same ink, as many as match', alike.count, load, seen(treated, plan, alike)),
  ]);
  console.log(
    `dots of ours against even ones: ${(dots.count / seventy.count).toFixed(2)} of 70/cm², ${(dots.count / alike.count).toFixed(2)} in the same ink`,
  );
  if (values.out === undefined) return;
  mkdirSync(values.out, { recursive: true });
  for (const [label, of, laid] of [
    ['before', plan, none],
    ['ours', plan, dots],
    ['even-70', inInk(plan, ratio), seventy],
  ] as const) {
    const picture = treatedPhoto(photo, of, laid).at({ atDays: 42 }).picture();
    writeFileSync(
      join(values.out, `${name.replace(/[^a-z0-9]+/gi, '-')}-${label}.jpg`),
      await encodeJpeg(picture, 'simulation', { maxSidePx: 3000, quality: 92 }),
    );
  }
}

for (const name of ['phone-02-diffuse-thinning-topdown.jpg', 'phone-03-vertex-thinning-topdown.jpg', 'phone-04-buzzcut-forelock.jpg'])
  await show(name, await plannedPhoto(name, {}));
for (const [skinType, hairLengthMm] of [
  ['II', 10],
  ['III', 1],
  ['V', 1],
] as const)
  await show(
    `synthetic head, ${skinType}, ${hairLengthMm} mm`,
    await planned(phantom({ skinType, hairLengthMm, stage: 4, pxPerMm: 6 }).photo),
  );
