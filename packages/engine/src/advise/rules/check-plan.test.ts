import { expect, test } from 'vitest';
import type { DotColumns } from '../../document/packed.ts';
import { sampleDots, samplePlan } from '../../document/sample-plan.test-helper.ts';
import type { Plan } from '../../document/schema.ts';
import { between } from '../../estimate.ts';
import { contains, type Point } from '../../polygon.ts';
import { seededRandom } from '../../random.ts';
import { headOfStage, oval } from '../head-plan.test-helper.ts';
import { checkPlan, FINDING_VERDICTS, type Finding, RULE_TITLES, RULES, type RuleName } from './check-plan.ts';
import { type Checked, dotsAt, frontYMm, goodPlan, NO_GO, pxOf, thrown, ZONE } from './good-plan.test-helper.ts';

const GOOD = goodPlan();
const findingsOf = ({ plan, dots, more }: Checked): readonly Finding[] => checkPlan(plan, dots, more);
const found = ({ plan, dots, more }: Checked, rule: RuleName): Finding => checkPlan(plan, dots, { ...more, only: [rule] })[0];

const withPlan = (of: (plan: Plan) => Partial<Plan>): Checked => ({ ...GOOD, plan: { ...GOOD.plan, ...of(GOOD.plan) } });
const withDesign = (of: Partial<Plan['design']>, dots: DotColumns = GOOD.dots): Checked => ({
  ...withPlan((plan) => ({ design: { ...plan.design, ...of } })),
  dots,
});
const withMeasured = (of: Partial<Plan['measurement']>): Checked => withPlan((plan) => ({ measurement: { ...plan.measurement, ...of } }));
const withPerson = (ageYears: number, stage: number): Checked =>
  withPlan((plan) => ({ options: { ...plan.options, person: { sex: 'male', ageYears, stage } } }));
const withDots = (dots: Partial<DotColumns>): Checked => ({ ...GOOD, dots: { ...GOOD.dots, ...dots } });
const withRecipe = (of: Partial<Plan['recipes'][number]>): Checked =>
  withPlan((plan) => ({ recipes: plan.recipes.map((recipe) => ({ ...recipe, ...of })) }));
const withHeight = (value: number, low: number, high: number): Checked =>
  withDesign({
    landmarks: GOOD.plan.design.landmarks.map((mark) =>
      mark.name === 'mid-frontal point' ? { ...mark, fromGlabellaMm: between(value, low, high, 'mm') } : mark,
    ),
  });
const mole = (xMm: number, yMm: number): NonNullable<Plan['measurement']['excluded']> => {
  const [xPx, yPx] = pxOf(GOOD, xMm, yMm);
  return { glossShare: 0, shadowShare: 0, moles: [{ xPx, yPx, radiusPx: 6 }] };
};

/** Rows of a machine: 1.4 mm apart, as many dots as before, in the plan's own zone. */
function rows(): DotColumns {
  const places: Point[] = [];
  for (let y = -60; y < 86; y += 1.5)
    for (let x = -55; x < 56; x += 1.5) if (contains(ZONE, x, y) && y < frontYMm(x) - 4) places.push([x, y]);
  return dotsAt(places);
}

function byChance(count: number): DotColumns {
  const random = seededRandom(3, 'by chance');
  const places: Point[] = [];
  while (places.length < count) {
    const at: Point = [-60 + 120 * random.next(), -64 + 150 * random.next()];
    if (contains(ZONE, at[0], at[1])) places.push(at);
  }
  return dotsAt(places);
}

/** The left side taken over from the right. */
function folded({ count, xMm, yMm }: DotColumns): DotColumns {
  const right = Array.from({ length: count }, (_, i): Point => [xMm[i], yMm[i]]).filter(([x]) => x < 0);
  return dotsAt(
    right.flatMap(([x, y]): Point[] => [
      [x, y],
      [-x, y],
    ]),
  );
}

/** The line moved to the face, with all that is tied to it. */
function lineAhead(mm: number): Checked {
  const { design } = GOOD.plan;
  return withDesign({
    hairlineMm: design.hairlineMm.map(([x, y]) => [x, y + mm]),
    landmarks: design.landmarks.map((mark) => ({
      ...mark,
      atMm: [mark.atMm[0], mark.atMm[1] + mm],
      fromGlabellaMm: between(72, 66, 78, 'mm'),
    })),
  });
}

function flatLine(): Checked {
  const { design } = GOOD.plan;
  const flat = (x: number): number => 86 - 4 * (Math.abs(x) / 50) ** 1.8;
  return withDesign({
    hairlineMm: design.hairlineMm.map(([x]) => [x, flat(x)]),
    landmarks: design.landmarks.map((mark) => ({ ...mark, atMm: [mark.atMm[0], flat(mark.atMm[0])] })),
  });
}

function islandOnStage(stage: number): Checked {
  const head = headOfStage(stage);
  const zone = oval(0, 20, 30, 30);
  return {
    ...withPlan((plan) => ({
      measurement: { ...plan.measurement, thinning: head.measurement.thinning! },
      design: { ...plan.design, zoneMm: [zone.map(([x, y]) => [x, y])] },
    })),
    dots: thrown({ zone }),
  };
}

/** By rule: a plan that breaks it in nothing but this, and where on the chart the fault is; null where the whole plan is meant. */
const BROKEN: Readonly<Record<RuleName, { readonly checked: () => Checked; readonly at: Point | null }>> = {
  'too-low-for-age': { checked: () => withHeight(75, 70, 80), at: [0, 86] },
  'facial-thirds': { checked: () => ({ ...GOOD, more: { middleThirdMm: between(104, 102, 106, 'mm') } }), at: [0, 86] },
  'lowered-line': { checked: () => lineAhead(26), at: [0, 110] },
  'closed-corners': { checked: flatLine, at: [50, 82] },
  'straight-line': { checked: () => ({ ...GOOD, dots: thrown({ mound: () => 3, featherMm: 4 }) }), at: [0, 84] },
  'mirror-symmetry': { checked: () => ({ ...GOOD, dots: folded(GOOD.dots) }), at: [0, 84] },
  'sharp-front': { checked: () => ({ ...GOOD, dots: thrown({ featherMm: 0.5, mound: (x) => 3 + 1.5 * Math.sin(x / 6) }) }), at: [0, 84] },
  'edge-of-sides': { checked: () => ({ ...GOOD, dots: thrown({ blendMm: 3 }) }), at: [0, -61] },
  reach: { checked: () => islandOnStage(6), at: [0, -18] },
  'fast-loss': { checked: () => withPerson(22, 5), at: null },
  coverage: { checked: () => withDots({ diameterMm: GOOD.dots.diameterMm.map((d) => 2.4 * d) }), at: [0, 20] },
  gaps: { checked: () => withDots({ diameterMm: GOOD.dots.diameterMm.map((d) => 2.8 * d) }), at: [0, 20] },
  density: { checked: () => ({ ...GOOD, dots: thrown({ perCm2: 150 }) }), at: [0, 20] },
  'total-dots': {
    checked: () => withPlan(({ zoneAreaCm2 }) => ({ zoneAreaCm2: { ...zoneAreaCm2, value: 20, low: 18, high: 22 } })),
    at: null,
  },
  'crown-lighter': {
    checked: () =>
      withDesign({
        zones: GOOD.plan.design.zones.map((zone) =>
          zone.name === 'crown' ? { ...zone, targetPerCm2: between(30, 20, 40, '1/cm2') } : zone,
        ),
      }),
    at: [0, -45],
  },
  'grid-like': { checked: () => ({ ...GOOD, dots: rows() }), at: null },
  clumped: { checked: () => ({ ...GOOD, dots: byChance(GOOD.dots.count) }), at: null },
  'shade-on-fair-skin': {
    checked: () => {
      const dark = withRecipe({ waterParts: between(4, 2, 8, 'parts') });
      return { ...dark, plan: { ...dark.plan, options: { ...dark.plan.options, skinType: 'I' } } };
    },
    at: null,
  },
  'too-deep': { checked: () => withRecipe({ depthMm: between(0.7, 0.6, 0.8, 'mm') }), at: null },
  'too-shallow': { checked: () => withRecipe({ depthMm: between(0.06, 0.04, 0.08, 'mm') }), at: null },
  'lightest-first': {
    checked: () => withDots({ tone: GOOD.dots.tone.map((t, i) => (GOOD.dots.session[i] === 1 ? 1.3 * t : t)) }),
    at: null,
  },
  sessions: { checked: () => withDots({ session: GOOD.dots.session.map(() => 1) }), at: null },
  moles: { checked: () => withMeasured({ excluded: mole(10, 10) }), at: [10, 10] },
  'no-go-areas': {
    checked: () => withDots({ xMm: GOOD.dots.xMm.map((x, i) => (i < 5 ? -21 : x)), yMm: GOOD.dots.yMm.map((y, i) => (i < 5 ? 7 : y)) }),
    at: [-21, 7],
  },
  'hair-length-for-shaved': { checked: () => withMeasured({ hairLengthMm: between(12, 8, 18, 'mm') }), at: null },
};

test('the good plan keeps every rule', () => {
  const objections = findingsOf(GOOD).flatMap(({ rule, verdict, says }) => (verdict === 'keeps' ? [] : [`${rule} ${verdict}: ${says}`]));
  expect(objections).toEqual([]);
});

test('every rule is broken by a plan that is spoilt in this, and says where on the photo', () => {
  const { widthPx, heightPx } = GOOD.plan.photo;
  const wrong: string[] = [];
  for (const rule of RULES) {
    const { checked, at } = BROKEN[rule];
    const spoilt = checked();
    const { verdict, says, places, measured } = found(spoilt, rule);
    if (verdict !== 'breaks') wrong.push(`${rule} ${verdict}: ${says} ${JSON.stringify(measured)}`);
    const points = places.flatMap(({ shapePx }) => shapePx);
    if (points.some(([x, y]) => !(x >= 0 && y >= 0 && x <= widthPx && y <= heightPx)))
      wrong.push(`${rule}: a place lies outside the photo`);
    if (at === null) continue;
    const px = pxOf(spoilt, ...at);
    const near = points.some(([x, y]) => Math.abs(x - px[0]) < 30 && Math.abs(y - px[1]) < 30);
    if (!near && !places.some(({ shapePx }) => contains(shapePx, px[0], px[1]))) wrong.push(`${rule}: no place near (${at.join(', ')})`);
  }
  expect(wrong).toEqual([]);
});

test('a rule is in doubt where the interval straddles the limit', () => {
  const straddling: Partial<Record<RuleName, Checked>> = {
    'too-low-for-age': withHeight(87, 78, 96),
    'facial-thirds': { ...GOOD, more: { middleThirdMm: between(90, 86, 94, 'mm') } },
    'fast-loss': withPerson(28, 4),
    'too-deep': withRecipe({ depthMm: between(0.45, 0.35, 0.6, 'mm') }),
    'too-shallow': withRecipe({ depthMm: between(0.12, 0.08, 0.18, 'mm') }),
    'hair-length-for-shaved': withMeasured({ hairLengthMm: between(2.8, 2.2, 3.6, 'mm') }),
    gaps: withPlan(({ dotModel }) => ({ dotModel: { ...dotModel, healedDiameterMm: between(0.28, 0.2, 0.9, 'mm') } })),
    'total-dots': withPlan(({ zoneAreaCm2 }) => ({ zoneAreaCm2: { ...zoneAreaCm2, value: GOOD.dots.count / 106, low: 20, high: 90 } })),
    'no-go-areas': withDots({
      xMm: GOOD.dots.xMm.map((x, i) => (i === 0 ? -17.5 : x)),
      yMm: GOOD.dots.yMm.map((y, i) => (i === 0 ? 7 : y)),
    }),
    moles: withMeasured({ excluded: mole(-16, 7) }),
  };
  // the no-go area alone does not keep the mole beside it free; without its dots it still wants to be drawn
  const cleared = straddling.moles!;
  const far = [...cleared.dots.xMm.keys()].filter((i) => (cleared.dots.xMm[i] + 16) ** 2 + (cleared.dots.yMm[i] - 7) ** 2 > 40);
  straddling.moles = { ...cleared, dots: dotsAt(far.map((i): Point => [cleared.dots.xMm[i], cleared.dots.yMm[i]])) };
  const verdicts = Object.entries(straddling).map(([rule, checked]) => [rule, found(checked, rule as RuleName).verdict]);
  expect(verdicts).toEqual(Object.keys(straddling).map((rule) => [rule, 'doubt']));
});

test('what a plan does not show is said to be untold, with what would tell it', () => {
  const { person: _, ...options } = GOOD.plan.options;
  const { excluded: __, thinning: ___, ...bare } = GOOD.plan.measurement;
  const noAge = { ...GOOD, plan: { ...GOOD.plan, options } };
  const noMap = { ...GOOD, plan: { ...GOOD.plan, measurement: bare as Plan['measurement'] } };
  const noLine = withDesign({ hairlineMm: [], hiddenHairlineMm: [], landmarks: [], excludeMm: [] });
  const young = withHeight(76, 72, 80);
  const youngNoAge = { ...young, plan: { ...young.plan, options } };
  const none = { ...GOOD, dots: dotsAt([]) };
  const untold: readonly (readonly [RuleName, Checked, RegExp | null])[] = [
    ['fast-loss', noAge, /--age/],
    ['too-low-for-age', youngNoAge, /--age/],
    ['facial-thirds', { ...GOOD, more: {} }, /--middle-third-mm/],
    ['moles', noMap, null],
    ['edge-of-sides', noMap, null],
    ['reach', noMap, null],
    ['lowered-line', noMap, null],
    ['straight-line', noLine, null],
    ['closed-corners', noLine, null],
    ['no-go-areas', noLine, /exclude/],
    ['density', none, null],
    ['sessions', none, null],
    ['grid-like', none, null],
  ];
  const wrong = untold.flatMap(([rule, checked, pattern]) => {
    const { verdict, says } = found(checked, rule);
    return verdict === 'cannot-tell' && (pattern === null || pattern.test(says)) ? [] : [`${rule} ${verdict}: ${says}`];
  });
  expect(wrong).toEqual([]);
});

test('plans of all kinds get one finding a rule, the same twice, in whole sentences', () => {
  const small = samplePlan();
  const macro: Plan = { ...small, measurement: { ...small.measurement, subject: 'macro' } };
  const kinds: readonly Checked[] = [
    { plan: small, dots: sampleDots(300), more: {} },
    { plan: macro, dots: sampleDots(80), more: {} },
    { ...GOOD, dots: dotsAt([]) },
    { ...GOOD, dots: dotsAt([[0, 0]]) },
    { plan: { ...small, design: { ...small.design, zoneMm: [], zonePx: [], zones: [] } }, dots: sampleDots(0), more: {} },
  ];
  const wrong: string[] = [];
  for (const [k, checked] of kinds.entries()) {
    const [once, twice] = [findingsOf(checked), k < 2 ? findingsOf(checked) : null];
    if (twice !== null && JSON.stringify(once) !== JSON.stringify(twice)) wrong.push(`${k}: differs`);
    if (once.map(({ rule }) => rule).join() !== RULES.join()) wrong.push(`${k}: rules`);
    for (const { rule, verdict, says, reason, source, limit, measured } of once) {
      if (!FINDING_VERDICTS.includes(verdict)) wrong.push(`${k} ${rule}: ${verdict}`);
      for (const text of [says, reason, source, limit, `${RULE_TITLES[rule]}.`])
        if (!/^["\w][^!]*[.:)]$/u.test(text) || /NaN|undefined|Infinity| {2}/.test(text)) wrong.push(`${k} ${rule}: ${text}`);
      if (measured !== null && !(measured.low <= measured.value && measured.value <= measured.high)) wrong.push(`${k} ${rule}: interval`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the outlook makes reach worse and never better, and the shape of a no-go area is where the dots are', () => {
  const years = (value: number): NonNullable<Checked['more']['outlook']> =>
    ({
      person: { sex: 'male', ageYears: between(45, 45, 45, 'years'), stage: between(3, 2.8, 3.2, 'stage'), variant: 'usual', assumed: [] },
      future: {
        scenarios: [
          {
            treatment: 'none',
            speed: 'average',
            years: [{ atYears: 5, bareOutsideInkCm2: between(value, 0.8 * value, 1.2 * value, 'cm2') }],
          },
        ],
        reach: null,
      },
    }) as unknown as NonNullable<Checked['more']['outlook']>;
  const reachAt = (value: number): string => found({ ...GOOD, more: { outlook: years(value) } }, 'reach').verdict;
  const worse = found({ ...islandOnStage(6), more: { outlook: years(0) } }, 'reach').verdict;
  const [place] = found(BROKEN['no-go-areas'].checked(), 'no-go-areas').places;
  const middle = pxOf(GOOD, (NO_GO[0][0] + NO_GO[1][0]) / 2, (NO_GO[1][1] + NO_GO[2][1]) / 2);
  expect([reachAt(1), reachAt(5), reachAt(30), worse, contains(place.shapePx, ...middle)]).toEqual([
    'keeps',
    'doubt',
    'breaks',
    'breaks',
    true,
  ]);
});
