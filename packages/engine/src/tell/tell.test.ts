import { expect, test } from 'vitest';
import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import { seededRandom } from '../random.ts';
import type { Raster } from '../raster.ts';
import { NATURAL_HAIR, stubbleReflectance } from '../skin/hair-tone.ts';
import { skinColour } from '../skin/skin-colour.ts';
import { skinOfType } from '../skin/tissue.ts';
import { hairMarks } from './hair-mark.ts';
import { MARKS_PER_CM2, PLACINGS, placesFor } from './places.ts';
import { chanceOf, ROUNDS, roundsOneByOne } from './rounds.ts';
import { TILE_KINDS, tile } from './tile.ts';

const VIEW = { skinType: 'III', pxPerMm: 10, sizePx: 96 } as const;

function meanLight({ data }: Raster<'srgb8'>): number {
  return data.reduce((sum, v) => sum + LINEAR_OF_SRGB8[v], 0) / data.length;
}

test('a tile is the same for the same seed, and all kinds have the same skin under other marks', () => {
  const tiles = TILE_KINDS.map((kind) => tile({ kind, seed: 5, ...VIEW }));
  const [again] = [tile({ kind: 'follicles', seed: 5, ...VIEW })];
  // where no mark lies in either, two kinds agree: most pixels of the brighter half
  const alike = tiles.slice(1).map(({ data }) => {
    let near = 0;
    for (let i = 0; i < data.length; i++) if (Math.abs(data[i] - tiles[0].data[i]) <= 12) near++;
    return near / data.length > 0.7;
  });
  expect({ same: Buffer.compare(again.data, tiles[0].data), alike, differ: new Set(tiles.map(meanLight)).size }).toEqual({
    same: 0,
    alike: [true, true, true, true],
    differ: 5,
  });
});

test('all placings have about one number of marks', () => {
  const off = PLACINGS.flatMap((placing) =>
    [1, 2, 3].map((seed) => Math.abs(placesFor(placing, 20, seededRandom(seed, 'n')).xMm.length / (4 * MARKS_PER_CM2) - 1)),
  );
  expect(Math.max(...off)).toBeLessThan(0.06);
});

test('a hair’s mark takes as much green light as the stubble that recipes are matched to', () => {
  const skin = skinOfType('III');
  const bare = skinColour(skin);
  const off = [0, 0.1, 0.3].flatMap((lengthMm) =>
    [50, 75, 100].map((shaftUm) => {
      const { standing, buried } = hairMarks(skin, lengthMm)(NATURAL_HAIR.black, shaftUm);
      const lost = [standing, ...buried].reduce(
        (sum, { core, veil }) => sum + [...core, ...veil].reduce((s, { sigmaMm, rgb }) => s + 2 * Math.PI * sigmaMm ** 2 * rgb[1], 0),
        0,
      );
      const stubble = stubbleReflectance(bare.reflectance, NATURAL_HAIR.black, { hairsPerCm2: 1, shaftUm, lengthMm });
      // green of the picture is about 550 nm
      const wanted = 100 * (1 - stubble[34] / bare.reflectance[34]);
      return Math.abs(lost / wanted - 1);
    }),
  );
  expect(Math.max(...off)).toBeLessThan(0.12);
});

test('ten rounds: one grid, one white noise, ink on either side', () => {
  const made = [1, 2].map((seed) => [...roundsOneByOne(seed, { ...VIEW, sizePx: 32 })]);
  expect({
    counts: made.map((rounds) => rounds.length),
    kinds: made.map((rounds) => ['ours', 'grid', 'white-noise'].map((kind) => rounds.filter((round) => round.kind === kind).length)),
    sides: new Set(made.flat().map(({ ink }) => ink)).size,
    order: JSON.stringify(made[0].map(({ ink }) => ink)) !== JSON.stringify(made[1].map(({ ink }) => ink)),
  }).toEqual({
    counts: [ROUNDS, ROUNDS],
    kinds: [
      [8, 1, 1],
      [8, 1, 1],
    ],
    sides: 2,
    order: true,
  });
});

test('guessing comes to a binomial chance', () => {
  const simulated = (correct: number): number => {
    const random = seededRandom(correct, 'guess');
    let hits = 0;
    for (let run = 0; run < 20_000; run++) {
      let right = 0;
      for (let k = 0; k < ROUNDS; k++) right += random.next() < 0.5 ? 1 : 0;
      if (right >= correct) hits++;
    }
    return hits / 20_000;
  };
  expect({
    all: chanceOf(0),
    tenOfTen: chanceOf(10),
    off: Math.max(...[3, 5, 7, 9].map((correct) => Math.abs(chanceOf(correct) - simulated(correct)))) < 0.012,
  }).toEqual({ all: 1, tenOfTen: 1 / 1024, off: true });
});

test('what is out of range is a mistake', () => {
  expect(
    [() => chanceOf(11), () => chanceOf(2.5), () => tile({ kind: 'dots', seed: 1, skinType: 'I', pxPerMm: 2, sizePx: 64 })].map((f) => {
      try {
        f();
        return 'no';
      } catch (error) {
        return error instanceof RangeError;
      }
    }),
  ).toEqual([true, true, true]);
});
