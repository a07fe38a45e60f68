/** The fewest dots, on scalps that are drawn: skin and hair mixed in light, hair growing fuller from one side to the other. */
import { expect, test } from 'vitest';
import { type Lab, linearOfXyz, type Xyz, xyzOfLab } from '../colour/lab.ts';
import { srgb8OfLinear } from '../colour/srgb.ts';
import { targetsPerCm2 } from '../design/design.ts';
import { type DensityNeed, fullCoverage, neededPerCm2 } from '../design/need.ts';
import { type Recipes, recipesFor } from '../design/recipes.ts';
import type { SkinType, Style } from '../document/schema.ts';
import type { Measurement } from '../measure/measure.ts';
import { densityRaster, raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { skinColour } from '../skin/skin-colour.ts';
import { skinOfType } from '../skin/tissue.ts';
import { hiddenByFullHair } from './full-hair.ts';
import { type Least, type LeastRequest, leastThatDoes } from './least.ts';

const SIDE = 160;
const FRINGE = 0.6;
const DARK_HAIR: Lab = [22, 4, 6];

interface Drawn {
  readonly hidden: number;
  readonly skinType?: SkinType;
  /** Luminance of the right side against the left. */
  readonly rightLight?: number;
}

function drawn({ hidden, skinType = 'IV', rightLight = 1 }: Drawn) {
  const skinLab = skinColour(skinOfType(skinType)).lab;
  const [skin, hair] = [xyzOfLab(skinLab), xyzOfLab(DARK_HAIR)];
  const data = new Uint8Array(3 * SIDE * SIDE);
  const [coverage, inside, skinLuminance] = [0, 0, 0].map(() => densityRaster(SIDE, SIDE));
  const full = fullCoverage(FRINGE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const x = i % SIDE;
    // from bare at the top to full at the bottom, alike on both sides
    const share = Math.floor(i / SIDE) / (SIDE - 1);
    const light = x < SIDE / 2 ? 1 : rightLight;
    const mix = [0, 1, 2].map((k) => light * (skin[k] * (1 - hidden * share) + hair[k] * hidden * share)) as unknown as Xyz;
    linearOfXyz(mix).forEach((v, k) => {
      data[3 * i + k] = srgb8OfLinear(v);
    });
    coverage.data[i] = share * full;
    inside.data[i] = 1;
    skinLuminance.data[i] = 0.9 * skin[1];
  }
  const surface = { centrePx: [SIDE / 2, SIDE / 2], semiAcrossPx: 900, semiAlongPx: 900, semiDepthPx: 900, frontDegrees: 90, pxPerMm: 2 };
  const scalp = { scale: 1, inside, coverage, skinLuminance, fringe: FRINGE, surface } as unknown as Scalp;
  const record = { skin: { lab: skinLab, ita: null }, hairLab: DARK_HAIR };
  const measurement = { record, skinType } as unknown as Measurement;
  return { photo: raster('srgb8', SIDE, SIDE, data), scalp, measurement, skinLab, skinType };
}

const WHOLE = [
  [
    [0, 0],
    [SIDE, 0],
    [SIDE, SIDE],
    [0, SIDE],
  ],
] as const;

function least(scene: ReturnType<typeof drawn>, change: Partial<LeastRequest> = {}): Least {
  const request: LeastRequest = { mode: 'density', style: 'soft', distanceM: 1, askedPerCm2: undefined, sun: undefined, ...change };
  return leastThatDoes(scene.photo, scene.scalp, scene.measurement, WHOLE, recipesOf(scene, request.style), request);
}

/** Worked out once for all scenes that measure alike. */
const recipes = new Map<string, Recipes>();
function recipesOf({ measurement, skinType }: ReturnType<typeof drawn>, style: Style): Recipes {
  const key = JSON.stringify([measurement, style]);
  const made = recipes.get(key) ?? recipesFor(measurement, targetsPerCm2(style, undefined), skinType);
  recipes.set(key, made);
  return made;
}

function need(found: Least): DensityNeed {
  if (found.need === null) throw new Error('nothing was proposed');
  return found.need;
}

test('what full hair hides is read from the light, also where one side is lit better, within its interval', () => {
  const misses: string[] = [];
  for (const hidden of [0.1, 0.25, 0.5, 0.8])
    for (const rightLight of [1, 0.8]) {
      const { photo, scalp, skinLab } = drawn({ hidden, rightLight });
      const found = hiddenByFullHair(photo, scalp, skinLab, DARK_HAIR);
      const off = found === null ? Number.NaN : Math.abs(found.value - hidden) / hidden;
      if (!(off < 0.12) || found === null || found.low > hidden || found.high < hidden) misses.push(`${hidden} at ${rightLight}: ${off}`);
    }
  expect(misses).toEqual([]);
});

test('no full hair in view, no hair read, or hair no darker than skin: nothing is read, and the proposal says so', () => {
  const scene = drawn({ hidden: 0.4 });
  const bare = densityRaster(SIDE, SIDE);
  const shaven = { ...scene, scalp: { ...scene.scalp, coverage: bare } };
  const unread = { ...scene, measurement: { ...scene.measurement, record: { ...scene.measurement.record, hairLab: null } } };
  expect([
    hiddenByFullHair(scene.photo, shaven.scalp, scene.skinLab, DARK_HAIR),
    hiddenByFullHair(scene.photo, scene.scalp, scene.skinLab, scene.skinLab),
    ...[shaven, unread].map((given) => {
      const { need: nothing, record, notes } = least(given);
      return [nothing, record, notes.map(({ code }) => code)];
    }),
  ]).toEqual([null, null, [null, null, ['no-hair-to-match']], [null, null, ['no-hair-to-match']]]);
});

test('fuller places need no more dots, full ones none; a closer style asks for more, a looser for fewer', () => {
  const scene = drawn({ hidden: 0.22 });
  const total = (style: Style): number => need(least(scene, { style })).perCm2ByShare.reduce((sum, n) => sum + n, 0);
  const { perCm2ByShare } = need(least(scene));
  const rises = perCm2ByShare.filter((n, k) => k > 0 && n > perCm2ByShare[k - 1]);
  expect([rises, perCm2ByShare.at(-1), perCm2ByShare[0] > 5, total('broken') < total('soft'), total('soft') < total('defined')]).toEqual([
    [],
    0,
    true,
    true,
    true,
  ]);
});

test('where it is in reach it is reached, with fewer dots than practice lays; where it is not, that is said and practice’s densities stay', () => {
  const [near, far] = [least(drawn({ hidden: 0.2 })), least(drawn({ hidden: 0.8 }))];
  expect([
    near.record?.limitedBy,
    (near.record?.afterDeltaE00.value ?? 99) <= (near.record?.thresholdDeltaE00 ?? 0),
    (near.record?.shareOfUsual ?? 1) < 0.9,
    far.record?.limitedBy,
    (far.record?.afterDeltaE00.value ?? 0) > (far.record?.thresholdDeltaE00 ?? 99),
    (far.record?.afterDeltaE00.value ?? 99) < (far.record?.beforeDeltaE00.value ?? 0),
    (far.record?.shareOfUsual ?? 0) > 0.9,
  ]).toEqual(['nothing', true, true, 'practice', true, true, true]);
});

test('a zone that does not stand out is planned as practice would, and it is said that from there dots are not needed', () => {
  const { need: nothing, record, notes } = least(drawn({ hidden: 0.04 }));
  expect([nothing, record, notes.map(({ code }) => code)]).toEqual([null, null, ['does-not-stand-out']]);
});

test('the ink is no darker than what matches the stubble, unless that is paler than practice starts', () => {
  const PALE_WATER = 12;
  const wrong = (['II', 'IV', 'VI'] as const).flatMap((skinType) =>
    [0.4, 0.8].flatMap((hidden) => {
      const scene = drawn({ hidden, skinType });
      const { record, recipes } = least(scene);
      const { waterParts } = recipes.recipes[recipes.recipes.length - 1];
      const shade = record?.shade ?? Number.NaN;
      return shade >= 0.59 && (shade <= 1.0001 || waterParts.value >= PALE_WATER - 0.01) ? [] : [`${skinType} ${hidden}: ${shade}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('clipped hair is seen as dots from near: no place holds fewer than 77 % of practice’s density; from across a room tone alone counts', () => {
  const scene = drawn({ hidden: 0.22 });
  const laid = (change: Partial<LeastRequest>): readonly number[] => need(least(scene, change)).perCm2ByShare;
  const [near, stays] = [laid({ mode: 'shaved' }), laid({})];
  const usual = Object.values(targetsPerCm2('soft', undefined)).reduce((sum, n) => sum + n / 4, 0);
  const far = least(scene, { mode: 'shaved', distanceM: 2 }).need?.perCm2ByShare ?? [];
  const thin = near.filter((n, k) => n < (0.773 - k / (near.length - 1)) * usual - 1e-9);
  expect([thin, near.at(-1), far.every((n, k) => n === stays[k])]).toEqual([[], 0, true]);
});

test('the farther, the more the eye takes together; who asks for a density gets it', () => {
  const scene = drawn({ hidden: 0.3 });
  const [near, far] = [0.3, 2].map((distanceM) => need(least(scene, { distanceM })).blurMm);
  expect([far / near, least(scene, { askedPerCm2: 40 }).need]).toEqual([expect.closeTo(2 / 0.3, 6), null]);
});

test('between its steps the need is a straight line, and it holds beyond its ends', () => {
  const line: DensityNeed = { perCm2ByShare: [40, 20, 0], ceilingPerCm2: 90, blurMm: 1 };
  expect([-0.1, 0, 0.25, 0.5, 0.9, 1, 1.4].map((share) => neededPerCm2(line, share))).toEqual([40, 40, 30, 20, expect.closeTo(4, 9), 0, 0]);
});
