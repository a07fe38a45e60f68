import { expect, test } from 'vitest';
import { surfaceGeometry } from '../head/surface.ts';
import { drawHead, type HeadScene } from '../scalp/hair-scene.test-helper.ts';
import { coverageIn } from './coverage.ts';
import { findExclusions } from './exclusions.ts';
import { thinningMap } from './thinning-map.ts';
import { readTones } from './tones.ts';

const SCENE: HeadScene = { skin: [0.55, 0.38, 0.3], hair: [0.04, 0.03, 0.02], strandsPerMm2: 0 };
const SPOTS = [
  { xMm: -12, yMm: 4, radiusMm: 1.4 },
  { xMm: 9, yMm: -11, radiusMm: 2 },
  { xMm: 14, yMm: 12, radiusMm: 1.1 },
];

test('moles are found, left out, and not counted as hair; stubble and strands are no moles', () => {
  const head = drawHead({ ...SCENE, spots: SPOTS });
  const exclusions = findExclusions(head.overview, head.scalp);
  const { coverage } = coverageIn(head.middle, head.scalp, exclusions, surfaceGeometry(head.scalp.surface).cosTilt);
  const found = SPOTS.filter(({ xMm, yMm }) =>
    exclusions.moles.some((m) => (m.xPx / 4 - 45 - xMm) ** 2 + (m.yPx / 4 - 45 - yMm) ** 2 < 1),
  ).length;
  const haired = drawHead({ ...SCENE, strandsPerMm2: 0.3 });
  const ofHair = findExclusions(haired.overview, haired.scalp).moles.length;
  expect({ found, all: exclusions.moles.length, ofHair, coverage, little: coverage.value < 0.03, few: ofHair <= 1 }).toMatchObject({
    found: 3,
    all: 3,
    little: true,
    few: true,
  });
});

test('gloss and deep shadow on bare skin are left out', () => {
  const shine = drawHead({ ...SCENE, gloss: (x, y) => 0.5 * Math.exp(-(x * x + y * y) / 30) });
  const shade = drawHead({ ...SCENE, light: (x) => (x > 6 ? 0.25 : 1) });
  const gloss = findExclusions(shine.overview, shine.scalp);
  const shadow = findExclusions(shade.overview, shade.scalp);
  const middle = 180 * 360 + 180;
  const right = 180 * 360 + 260;
  expect([gloss.gloss[middle], gloss.shadow[middle], shadow.shadow[right], shadow.gloss[right]]).toEqual([1, 0, 1, 0]);
});

test('the tone of skin is read between the hairs, and contrast falls as hair comes nearer to it', () => {
  const read = [0.03, 0.1, 0.2].map((k) => {
    const head = drawHead({ ...SCENE, hair: [1.3 * k, k, 0.7 * k], strandsPerMm2: 0.5 });
    const exclusions = findExclusions(head.overview, head.scalp);
    return readTones(head.photo, head.overview, head.scalp, head.middle, exclusions);
  });
  const bald = drawHead(SCENE);
  const contrasts = read.map((t) => t.contrast?.value ?? 0);
  expect({
    contrasts,
    skin: read.map((t) => t.skinLab),
    falls: contrasts[0] > contrasts[1] && contrasts[1] > contrasts[2] && contrasts[2] > 5,
    // the light falls off over the head: L* of this skin full on is 70
    light: read.every((t) => t.skinLab[0] > 62 && t.skinLab[0] < 74),
    bare: readTones(bald.photo, bald.overview, bald.scalp, bald.middle, findExclusions(bald.overview, bald.scalp)).hairLab,
  }).toMatchObject({ falls: true, light: true, bare: null });
});

test('the thinning map shows the side where hair grows, and nothing beyond 60°', () => {
  const head = drawHead({ ...SCENE, strandsPerMm2: 0.8, grows: (x) => x < 0 });
  const map = thinningMap(head.scalp, findExclusions(head.overview, head.scalp), surfaceGeometry(head.scalp.surface));
  const at = (xMm: number, yMm: number): number | null =>
    map.coverage[Math.floor((yMm - map.yMm0) / map.cellMm) * map.columns + Math.floor((xMm - map.xMm0) / map.cellMm)];
  const [left, right] = [at(-18, 0), at(18, 0)];
  expect({
    cells: map.coverage.length === map.columns * map.rows,
    sides: left !== null && right !== null && left > right + 0.2,
    corner: map.coverage[0],
  }).toEqual({ cells: true, sides: true, corner: null });
});
