/** A small machine that learns hair from ink on tiles and is asked about tiles of other seeds. */
import { seededRandom } from '@stubble/engine';
import { tileOf } from './engine-inside.js';
import { type Features, featuresOf, GROUPS, type Group } from './features.js';
import { type Auc, aucOf, learned, type Row } from './learn.js';

type Placing = Parameters<typeof tileOf>[0];
type Ink = Parameters<typeof tileOf>[1];
export type Make = readonly [placing: Placing, ink: Ink];

const TILE_PX = 128;
const TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
/** Seeds of training and of the test lie apart. */
const TEST_SEEDS = 50_000;

export interface Tiles {
  readonly train: readonly Features[];
  readonly test: readonly Features[];
}

/** @param each tiles for training; half as many for the test. Kinds are of other skins and lights: seeds go on from `offset` */
export function tilesOf([placing, ink]: Make, each: number, pxPerMm: number, offset: number): Tiles {
  const features = (seed: number, k: number): Features =>
    featuresOf(tileOf(placing, ink, { seed, skinType: TYPES[k % TYPES.length], pxPerMm, sizePx: TILE_PX }), pxPerMm);
  return {
    train: Array.from({ length: each }, (_, k) => features(offset + k, k)),
    test: Array.from({ length: Math.ceil(each / 2) }, (_, k) => features(TEST_SEEDS + offset + k, k)),
  };
}

/** By all figures, or by some groups of them alone. */
export function toldApart(hair: Tiles, other: Tiles, groups: readonly Group[] = GROUPS): Auc {
  const row = (features: Features): Row => groups.flatMap((group) => features[group]);
  const score = learned(hair.train.map(row), other.train.map(row));
  return aucOf(
    hair.test.map((f) => score(row(f))),
    other.test.map((f) => score(row(f))),
    seededRandom(1, 'bench/detect'),
  );
}
