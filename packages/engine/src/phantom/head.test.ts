import { expect, test } from 'vitest';
import { contains } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { whorlOf } from './direction.ts';
import { headShape, headSizeOf } from './head-shape.ts';
import { makePhantom, PHANTOM_DEFAULTS, type PhantomOptions, type PhantomTruth } from './make-phantom.ts';
import { patternOf } from './pattern.ts';

const TOP: PhantomOptions = { ...PHANTOM_DEFAULTS.top, view: 'top', sex: 'male', stage: 4, skinType: 'III', pxPerMm: 2 };
const FRONT: PhantomOptions = { ...PHANTOM_DEFAULTS.front, view: 'front', sex: 'male', stage: 3, skinType: 'II', pxPerMm: 2 };

const truthOf = (options: PhantomOptions, seed: number = 1): PhantomTruth => makePhantom(options, seededRandom(seed, 'phantom')).truth;

/** Truths of several tests; a head takes a second. */
const top4 = makePhantom(TOP, seededRandom(1, 'phantom'));
const front3 = makePhantom(FRONT, seededRandom(1, 'phantom'));
const asked = makePhantom(
  { ...FRONT, sex: 'female', hairLengthMm: 40, hairColour: 'grey', curl: 'wavy', parting: 'left', markerMm: 20 },
  seededRandom(3, 'phantom'),
);
const full = truthOf({ ...TOP, stage: 1 });

test('the same seed gives the same bytes and truth, another seed another head', () => {
  const again = makePhantom(TOP, seededRandom(1, 'phantom'));
  expect({
    bytes: Buffer.compare(again.photo.data, top4.photo.data),
    truth: JSON.stringify(again.truth) === JSON.stringify(top4.truth),
    other: asked.truth.headBreadthMm !== front3.truth.headBreadthMm,
  }).toEqual({ bytes: 0, truth: true, other: true });
});

test('coverage rises with length and falls with stage; density does not know length', () => {
  const long = truthOf({ ...TOP, hairLengthMm: 30 });
  const coverages = [top4.truth, long].map((t) => t.hairCoverage);
  expect({
    byLength: coverages[0] < coverages[1],
    byStage: top4.truth.hairCoverage < full.hairCoverage,
    sameUnits: top4.truth.follicularUnitsPerCm2 === long.follicularUnitsPerCm2,
    within: [...coverages, full.hairCoverage].every((c) => c >= 0 && c <= 1),
  }).toEqual({ byLength: true, byStage: true, sameUnits: true, within: true });
});

test('units and hairs per cm² are those of the pattern: full at stage 1, the truth recounted from the lists', () => {
  const { zone, zonePx = [], shafts, follicularUnits } = top4.truth;
  const inZone = (x: number, y: number): boolean => contains(zonePx, x, y);
  const units = follicularUnits.xPx.filter((x, i) => inZone(x, follicularUnits.yPx[i])).length;
  const hairs = shafts.rootXPx.filter((x, i) => shafts.terminal[i] && inZone(x, shafts.rootYPx[i])).length;
  const area = (zone?.areaMm2 ?? 0) / 100;
  expect(full.follicularUnitsPerCm2).toBeGreaterThan(60);
  expect(full.follicularUnitsPerCm2).toBeLessThan(70);
  expect(full.hairsPerCm2 / full.follicularUnitsPerCm2).toBeGreaterThan(1.6);
  expect(Math.abs(units / area / (zone?.follicularUnitsPerCm2 ?? 0) - 1)).toBeLessThan(0.03);
  expect(Math.abs(hairs / area / (zone?.hairsPerCm2 ?? 0) - 1)).toBeLessThan(0.03);
});

test('the lists of the truth agree with each other, and hair ends about its length from its root', () => {
  const { shafts, follicularUnits, pxPerMm } = top4.truth;
  const { rootXPx, rootYPx, tipXPx = [], tipYPx = [], unit = [] } = shafts;
  let farRoots = 0;
  let farTips = 0;
  for (let i = 0; i < rootXPx.length; i++) {
    if (Math.hypot(rootXPx[i] - follicularUnits.xPx[unit[i]], rootYPx[i] - follicularUnits.yPx[unit[i]]) > 0.8 * pxPerMm) farRoots++;
    if (Math.hypot(tipXPx[i] - rootXPx[i], tipYPx[i] - rootYPx[i]) > 1.25 * TOP.hairLengthMm * pxPerMm) farTips++;
  }
  const lengths = new Set([
    rootXPx.length,
    rootYPx.length,
    tipXPx.length,
    tipYPx.length,
    unit.length,
    shafts.widthUm.length,
    shafts.terminal.length,
  ]);
  const hairs = shafts.terminal.filter((terminal, i) => terminal && shafts.inArea?.[i] === true).length;
  expect(Math.abs((100 * hairs) / top4.truth.areaMm2 / top4.truth.hairsPerCm2 - 1)).toBeLessThan(0.005);
  expect({ lengths: lengths.size, farRoots, farTips }).toEqual({ lengths: 1, farRoots: 0, farTips: 0 });
});

test('the zone lies in the head, the hairline in the picture, from above and from the front', () => {
  const found = [top4, front3].map(({ photo, truth }) => {
    const { headPx = [], zonePx = [], hairlinePx = [] } = truth;
    return {
      zone: zonePx.length >= 30 && zonePx.every(([x, y]) => contains(headPx, x, y)),
      hairline: hairlinePx.length >= 30 && hairlinePx.every(([x, y]) => x >= 0 && y >= 0 && x < photo.width && y < photo.height),
      face: Math.abs((truth.faceDirectionDegrees ?? 0) - 90) < 10,
    };
  });
  const middle = front3.truth.hairlinePx?.[20] ?? [0, 0];
  expect(found).toEqual([
    { zone: true, hairline: true, face: true },
    { zone: true, hairline: true, face: true },
  ]);
  expect(middle[1] / front3.photo.height).toBeGreaterThan(0.25);
  expect(middle[1] / front3.photo.height).toBeLessThan(0.75);
});

test('heads differ in breadth by 6 mm about 154 for men and 147 for women, and in circumference with it', () => {
  const spread = (['male', 'female'] as const).map((sex) => {
    const sizes = Array.from({ length: 400 }, (_, seed) => headSizeOf(sex, seededRandom(seed, 'sizes')));
    const mean = sizes.reduce((sum, s) => sum + s.breadthMm, 0) / sizes.length;
    const deviation = Math.sqrt(sizes.reduce((sum, s) => sum + (s.breadthMm - mean) ** 2, 0) / sizes.length);
    const ratio = sizes.reduce((sum, s) => sum + s.breadthMm / s.circumferenceMm, 0) / sizes.length;
    return { mean: Math.round(mean), deviation: Math.round(deviation), ratio: Math.round(ratio * 100) };
  });
  expect(spread).toEqual([
    { mean: 154, deviation: 6, ratio: 27 },
    { mean: 147, deviation: 6, ratio: 27 },
  ]);
});

test('a head in the picture is as broad as its truth says', () => {
  const shape = headShape(headSizeOf('male', seededRandom(5, 'a')), 0, seededRandom(5, 'b'));
  let broad = 0;
  for (let i = 0; i < shape.on.length; i++) if (shape.on[i] === 1) broad = Math.max(broad, Math.abs(shape.place[3 * i]));
  const { headPx = [], headBreadthMm = 0, pxPerMm } = top4.truth;
  const xs = headPx.map(([x]) => x);
  expect(Math.abs((2 * broad) / shape.size.breadthMm - 1)).toBeLessThan(0.03);
  expect(Math.abs((Math.max(...xs) - Math.min(...xs)) / pxPerMm / headBreadthMm - 1)).toBeLessThan(0.04);
});

test('a woman keeps her front edge and loses hair along the parting', () => {
  const [mild, severe] = [2, 4].map((stage) => patternOf('female', stage, 20));
  expect(mild.frontYMm(0)).toBe(severe.frontYMm(0));
  expect(severe.left(20, 30)).toBeLessThan(mild.left(20, 30));
  expect(severe.left(20, 30)).toBeLessThan(severe.left(-30, 30));
  expect(severe.left(90, 0)).toBeGreaterThan(0.9);
});

test('options that are asked for come out: colour, curl, parting, marker, blur', () => {
  const { truth } = asked;
  const [a, b, , d] = truth.markerPx ?? [];
  const side = (p: readonly [number, number], q: readonly [number, number]): number => Math.hypot(p[0] - q[0], p[1] - q[1]) / FRONT.pxPerMm;
  expect({ hairColour: truth.hairColour, curl: truth.curl, parting: truth.parting }).toEqual({
    hairColour: 'grey',
    curl: 'wavy',
    parting: 'left',
  });
  // on skin tilted by up to 42° a side is shortened by up to a quarter
  expect([side(a, b), side(a, d)].every((mm) => mm > 20 * Math.cos((44 * Math.PI) / 180) && mm <= 20.01)).toBe(true);
});

test('whorls turn clockwise in 94 % of people and lie left of the midline more often than right', () => {
  const whorls = Array.from({ length: 1000 }, (_, seed) => whorlOf(seededRandom(seed, 'whorls')));
  const share = (of: (w: (typeof whorls)[number]) => boolean): number => whorls.filter(of).length / whorls.length;
  const clockwise = share((w) => w.turn === 1);
  expect(Math.abs(clockwise - 0.94)).toBeLessThan(0.025);
  expect(share((w) => w.xMm > 5)).toBeGreaterThan(share((w) => w.xMm < -5) + 0.15);
});
