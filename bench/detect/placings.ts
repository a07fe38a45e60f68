/** Marks of one number among the follicles that a phantom has left: ours, and what one would use instead. */
import { fieldAt, layOut, type Places, type Random, type Scene, seededRandom } from '@stubble/engine';
import { poissonDisk } from '../layout/poisson-disk.js';
import { RIVALS } from '../layout/rivals.js';
import { softCoreField } from '../layout/soft-core.js';
import { FULL_UNITS_PER_CM2, growUnits, vertexLeft } from './engine-inside.js';

export const PLACINGS = ['grid', 'white noise', 'poisson-disk', 'ours', 'own', 'jittered'] as const;
export type PlacingName = (typeof PLACINGS)[number];

export interface Placed {
  readonly marks: Places;
  /** Follicles beside them. */
  readonly others: Places;
}

export interface PhantomCase {
  readonly seed: number;
  readonly sex: 'male' | 'female';
  readonly stage: number;
  readonly skinType: 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI';
}

/** Stages that leave something to do at the vertex. */
const STAGES: readonly (readonly [PhantomCase['sex'], number])[] = [
  ['male', 3],
  ['male', 4],
  ['male', 5],
  ['male', 6],
  ['male', 7],
  ['female', 3],
  ['female', 4],
  ['female', 5],
];
const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;

export function phantomCases(count: number, firstSeed: number): readonly PhantomCase[] {
  return Array.from({ length: count }, (_, k) => {
    const [sex, stage] = STAGES[k % STAGES.length];
    return { seed: firstSeed + k, sex, stage, skinType: TYPES[(k * 5) % TYPES.length] };
  });
}

/** As many marks as the phantom's vertex lacks units, around those that it has left; "own" are the marks of a whole vertex's units, so many of them. */
export function placings({ seed, sex, stage }: PhantomCase, sideMm: number): Readonly<Record<PlacingName, Placed>> {
  const left = vertexLeft(sex, stage);
  const remaining = growUnits(sideMm, sideMm, () => FULL_UNITS_PER_CM2 * left, seededRandom(seed, 'remaining'));
  const scene = sceneAround(remaining, sideMm, left);
  const around = (marks: Places): Placed => ({ marks, others: remaining });
  const [whiteNoise] = RIVALS;
  const splitUp = (all: Places): Placed => split(all, scene.count, seededRandom(seed, 'split'));
  const full = growUnits(sideMm, sideMm, () => FULL_UNITS_PER_CM2, seededRandom(seed, 'full'));
  return {
    grid: around(grid(scene, seededRandom(seed, 'grid'))),
    'white noise': around(whiteNoise.place(scene, 0, seededRandom(seed, 'white noise'))),
    'poisson-disk': around(tuned(scene.count, 0.4, 1.2, (factor) => poissonDisk(scene, factor, seededRandom(seed, 'poisson-disk').next))),
    ours: around(layOut(scene, seededRandom(seed, 'layout'))),
    own: splitUp(full),
    jittered: splitUp(otherUnits(sideMm, full.xMm.length, seededRandom(seed, 'other'))),
  };
}

/** Points by a process that shares nothing with the layout, and that lie at the edge of what real heads show: nearest at 0.72 spacings with 21 %. */
function otherUnits(sideMm: number, count: number, random: Random): Places {
  const density = {
    widthMm: sideMm,
    heightMm: sideMm,
    most: FULL_UNITS_PER_CM2,
    at: () => FULL_UNITS_PER_CM2,
    spacingMm: () => 10 / Math.sqrt(FULL_UNITS_PER_CM2),
  };
  return softCoreField(density, count, random);
}

function sceneAround(remaining: Places, sideMm: number, left: number): Scene {
  const cells = sideMm * sideMm;
  return {
    widthMm: sideMm,
    heightMm: sideMm,
    cellMm: 1,
    columns: sideMm,
    rows: sideMm,
    totalPerCm2: new Float64Array(cells).fill(FULL_UNITS_PER_CM2),
    newPerCm2: new Float64Array(cells).fill(FULL_UNITS_PER_CM2 * (1 - left)),
    existingXMm: remaining.xMm,
    existingYMm: remaining.yMm,
    clearanceMm: 3.8 / Math.sqrt(FULL_UNITS_PER_CM2),
    count: Math.round((cells * FULL_UNITS_PER_CM2 * (1 - left)) / 100),
    sessionShare: [0.3, 0.4, 0.3],
  };
}

/** Square rows at some angle, clear of hairs. */
function grid(scene: Scene, random: Random): Places {
  const turn = (Math.PI / 2) * random.next();
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const half = scene.widthMm / 2;
  return tuned(scene.count, 0.5 / Math.sqrt(scene.newPerCm2[0] / 100), 1.5 / Math.sqrt(scene.newPerCm2[0] / 100), (stepMm) => {
    const reach = Math.ceil((2 * half) / stepMm);
    const places: (readonly [number, number])[] = [];
    for (let i = -reach; i <= reach; i++)
      for (let j = -reach; j <= reach; j++) {
        const [x, y] = [half + stepMm * (c * i - s * j), half + stepMm * (s * i + c * j)];
        if (x >= 0 && y >= 0 && x < scene.widthMm && y < scene.heightMm && clear(scene, x, y) && fieldAt(scene, scene.newPerCm2, x, y) > 0)
          places.push([x, y]);
      }
    return columns(places);
  });
}

function clear({ existingXMm, existingYMm, clearanceMm }: Scene, x: number, y: number): boolean {
  return existingXMm.every((hx, i) => Math.hypot(hx - x, existingYMm[i] - y) >= clearanceMm);
}

/** The distance at which a method places nearest to the wanted number. */
function tuned(count: number, least: number, most: number, place: (distance: number) => Places): Places {
  let [low, high] = [least, most];
  let best = place((low + high) / 2);
  for (let round = 0; round < 14; round++) {
    const middle = (low + high) / 2;
    const made = place(middle);
    if (Math.abs(made.xMm.length - count) < Math.abs(best.xMm.length - count)) best = made;
    if (made.xMm.length > count) low = middle;
    else high = middle;
  }
  return best;
}

function split({ xMm, yMm }: Places, count: number, random: Random): Placed {
  const order = Array.from(xMm.keys());
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const take = (which: readonly number[]): Places => columns(which.map((i) => [xMm[i], yMm[i]]));
  return { marks: take(order.slice(0, count)), others: take(order.slice(count)) };
}

function columns(places: readonly (readonly [number, number])[]): Places {
  return { xMm: Float64Array.from(places, (p) => p[0]), yMm: Float64Array.from(places, (p) => p[1]) };
}
