/** Ten rounds of "which one is ink": two tiles side by side, hair on one and ink on the other, in an order that chance draws. */
import type { SkinType } from '../document/schema.ts';
import { seededRandom } from '../random.ts';
import type { Raster } from '../raster.ts';
import { type TileKind, tile } from './tile.ts';

export interface RoundOptions {
  readonly skinType: SkinType;
  readonly pxPerMm: number;
  readonly sizePx: number;
}

export interface Round {
  readonly left: Raster<'srgb8'>;
  readonly right: Raster<'srgb8'>;
  readonly ink: 'left' | 'right';
  readonly kind: 'ours' | 'grid' | 'white-noise';
}

export const ROUNDS = 10;
/** 15 mm of scalp, as a phone's macro lens sees them. */
export const ROUND_DEFAULTS: RoundOptions = { skinType: 'III', pxPerMm: 24, sizePx: 360 };

const TILE_OF: Readonly<Record<Round['kind'], TileKind>> = { ours: 'dots', grid: 'grid', 'white-noise': 'white-noise' };

/** The rounds of a seed, drawn one by one as they are asked for: a tile takes some tenths of a second. One has a grid and one white noise, at places that chance draws. */
export function* roundsOneByOne(seed: number, options: RoundOptions = ROUND_DEFAULTS): Generator<Round, void, undefined> {
  const random = seededRandom(seed, 'rounds');
  const gridAt = random.below(ROUNDS);
  const noiseAt = (gridAt + 1 + random.below(ROUNDS - 1)) % ROUNDS;
  for (let k = 0; k < ROUNDS; k++) {
    const kind = k === gridAt ? 'grid' : k === noiseAt ? 'white-noise' : 'ours';
    // two places of one scalp: another seed for each, so that no one finds the ink by the skin
    const [a, b] = [random.below(2 ** 31), random.below(2 ** 31)];
    const ink = tile({ kind: TILE_OF[kind], seed: a, ...options });
    const hair = tile({ kind: 'follicles', seed: b, ...options });
    const side = random.next() < 0.5 ? 'left' : 'right';
    yield { left: side === 'left' ? ink : hair, right: side === 'left' ? hair : ink, ink: side, kind };
  }
}

export function rounds(seed: number, options: RoundOptions = ROUND_DEFAULTS): Round[] {
  return [...roundsOneByOne(seed, options)];
}

/**
 * Chance of at least so many right answers by guessing between two (binomial).
 * @throws RangeError where not 0 ≤ correct ≤ rounds
 */
export function chanceOf(correct: number, of: number = ROUNDS): number {
  if (!(Number.isInteger(correct) && Number.isInteger(of) && correct >= 0 && correct <= of))
    throw new RangeError(`${correct} right of ${of}`);
  let [sum, term] = [0, 1];
  // from all right downwards: C(n, k)
  for (let k = of; k >= correct; k--) {
    sum += term;
    term = (term * k) / (of - k + 1);
  }
  return sum / 2 ** of;
}
