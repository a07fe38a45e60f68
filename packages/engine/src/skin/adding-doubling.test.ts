import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lightOnStack, type StackOptions, type Totals } from './adding-doubling.ts';
import { doubled } from './doubling.test-helper.ts';
import type { Layer } from './layers.ts';
import { gaussPoints, type Points, radauPoints } from './quadrature.ts';
import { skinLayers, skinOfType } from './tissue.ts';

const HALF = Number.POSITIVE_INFINITY;

/** A layer as the literature gives it: 1/cm and cm. */
function perCm(n: number, muA: number, muS: number, g: number, cm: number): Layer {
  return { n, muAPerMm: muA / 10, muSPerMm: muS / 10, g, thicknessMm: cm * 10 };
}

const MCML_SAMPLE = [perCm(1.37, 1, 100, 0.9, 0.1), perCm(1.37, 1, 10, 0, 0.1), perCm(1.37, 2, 10, 0.7, 0.2)];
const skinII = (nm: number): Layer[] => skinLayers(skinOfType('II'), nm);
const mirrored = (n: number): number => ((n - 1) / (n + 1)) ** 2;

/** Published values where there are some; else two other programs that agree: S. Prahl's iad 4-0-0 and Monte Carlo (MCML 1.2.2). */
const REFERENCES: readonly [string, readonly Layer[], keyof Totals, number, number][] = [
  ['van de Hulst 1980, slab', [perCm(1, 10, 90, 0.75, 0.02)], 'UR1', 0.09739, 5e-5],
  ['van de Hulst 1980, slab', [perCm(1, 10, 90, 0.75, 0.02)], 'UT1', 0.66096, 5e-5],
  ['Giovanelli 1955, half space n = 1.5', [perCm(1.5, 10, 90, 0, HALF)], 'UR1', 0.26, 2e-4],
  ['sample of MCML, three layers', MCML_SAMPLE, 'UR1', 0.23787 + mirrored(1.37), 2e-4],
  ['sample of MCML, three layers', MCML_SAMPLE, 'UT1', 0.09605, 2e-4],
  ['Chandrasekhar 1950, albedo 0.2', [perCm(1, 0.8, 0.2, 0, HALF)], 'UR1', 0.03523, 1e-5],
  ['Chandrasekhar 1950, albedo 0.5', [perCm(1, 0.5, 0.5, 0, HALF)], 'UR1', 0.11523, 1e-5],
  ['Chandrasekhar 1950, albedo 0.8', [perCm(1, 0.2, 0.8, 0, HALF)], 'UR1', 0.28525, 1e-5],
  ['Chandrasekhar 1950, albedo 0.9', [perCm(1, 0.1, 0.9, 0, HALF)], 'UR1', 0.41495, 1e-5],
  ['Chandrasekhar 1950, albedo 0.9', [perCm(1, 0.1, 0.9, 0, HALF)], 'URU', 0.47802, 1e-5],
  ['slab n = 1.5, iad', [perCm(1.5, 10, 90, 0, 0.01)], 'UR1', 0.222, 2e-4],
  ['slab n = 1.5, iad', [perCm(1.5, 10, 90, 0, 0.01)], 'UT1', 0.50596, 2e-4],
  ['two layers, iad', [perCm(1.4, 20, 200, 0.8, 0.01), perCm(1.4, 1, 200, 0.8, 0.2)], 'UR1', 0.23747, 2e-4],
  ['skin at 450 nm', skinII(450), 'UR1', 0.2309 + mirrored(1.4), 3e-4],
  ['skin at 550 nm', skinII(550), 'UR1', 0.27469 + mirrored(1.4), 3e-4],
  ['skin at 650 nm', skinII(650), 'UR1', 0.49911 + mirrored(1.4), 3e-4],
];

test('reference values of light transport are met within their tolerances', () => {
  const missed = REFERENCES.flatMap(([name, layers, quantity, expected, tolerance]) => {
    const found = lightOnStack(layers, { streams: 32 })[quantity];
    return Math.abs(found - expected) <= tolerance ? [] : [`${name}, ${quantity}: ${found}`];
  });
  expect(missed).toEqual([]);
});

test('few streams give what iadpython tabulates for four, and 32 converge', () => {
  const slab = [{ n: 1, muAPerMm: 0.5, muSPerMm: 0.5, g: 0.9, thicknessMm: 1 }];
  const rounded = (streams: number): string[] => Object.values(lightOnStack(slab, { streams })).map((v: number) => v.toFixed(5));
  // UR1, UT1, URU, UTU
  expect([rounded(4), rounded(32)]).toEqual([
    ['0.00585', '0.59240', '0.01641', '0.42326'],
    ['0.00496', '0.59072', '0.01649', '0.42260'],
  ]);
});

test('isotropic half spaces keep Chandrasekhar’s identities UR1 = 1 − √(1−a) H(1) and URU = 1 − 2 √(1−a) ∫ µ H dµ', () => {
  const worst = Math.max(
    ...[0.2, 0.5, 0.6, 0.8, 0.9, 0.99].map((a) => {
      const { UR1, URU } = lightOnStack([perCm(1, 1 - a, a, 0, HALF)], { streams: 32 });
      const { H1, moment } = chandrasekhar(a);
      return Math.max(Math.abs(UR1 - 1 + Math.sqrt(1 - a) * H1), Math.abs(URU - 1 + 2 * Math.sqrt(1 - a) * moment));
    }),
  );
  expect(worst).toBeLessThan(2e-6);
});

/** H(1) and ∫ µ H dµ from 1/H(µ) = √(1−a) + a/2 ∫ µ′ H(µ′) / (µ + µ′) dµ′ (Radiative Transfer, 1950, chapter 5), iterated. */
function chandrasekhar(a: number): { H1: number; moment: number } {
  const { at, weight } = radauPoints(64, 0, 1);
  let H = at.map(() => 1);
  for (let step = 0; step < 400; step++)
    H = at.map((mu) => 1 / (Math.sqrt(1 - a) + (a / 2) * at.reduce((sum, x, j) => sum + (weight[j] * x * H[j]) / (mu + x), 0)));
  return { H1: H[0], moment: at.reduce((sum, x, j) => sum + weight[j] * x * H[j], 0) };
}

test('a layer in closed form is what doubling thin layers converges to', () => {
  const worst = Math.max(
    ...(
      [
        [0.1, 0.9, 0, 1],
        [0.01, 5, 0.8, 2],
        [2, 1, -0.5, 0.3],
        [0, 3, 0.9, 1],
      ] as const
    ).flatMap(([muA, muS, g, thickness]) => {
      const slow = doubled(muA, muS, g, thickness, 8);
      const { UR1, UT1 } = lightOnStack([{ n: 1, muAPerMm: muA, muSPerMm: muS, g, thicknessMm: thickness }], { streams: 8 });
      return [Math.abs(slow.UR1 - UR1), Math.abs(slow.UT1 - UT1)];
    }),
  );
  expect(worst).toBeLessThan(1e-7);
});

test('boundaries between layers of any index: Monte Carlo values of our own, one million photons each', () => {
  const cases: readonly [readonly Layer[], StackOptions, keyof Totals, number, number][] = [
    [GLASSES, {}, 'UR1', 0.36413, 0.00014],
    [GLASSES, {}, 'UT1', 0.33949, 0.00013],
    [AIR_GAP, {}, 'URU', 0.47893, 0.0004],
    [AIR_GAP, {}, 'UTU', 0.20436, 0.0003],
    [IMMERSED, { nAbove: 1.6 }, 'UR1', 0.48036, 0.00039],
    [IMMERSED, { nAbove: 1.6 }, 'URU', 0.70787, 0.00038],
    [FIVE, { nBelow: 1.5 }, 'UR1', 0.42149, 0.00035],
    [FIVE, { nBelow: 1.5 }, 'UTU', 0.12487, 0.00024],
  ];
  const deviations = cases.map(([layers, options, quantity, mean, error]) =>
    Math.abs((lightOnStack(layers, { streams: 16, ...options })[quantity] - mean) / error),
  );
  expect(Math.max(...deviations)).toBeLessThan(3);
});
const layer = (n: number, muAPerMm: number, muSPerMm: number, g: number, thicknessMm: number): Layer => ({
  n,
  muAPerMm,
  muSPerMm,
  g,
  thicknessMm,
});
const GLASSES = [layer(1.5, 0, 0, 0, 1), layer(1.4, 0.1, 10, 0.8, 1), layer(1.5, 0, 0, 0, 1)];
const AIR_GAP = [layer(1.4, 0.1, 10, 0.8, 0.3), layer(1, 0, 0, 0, 1), layer(1.4, 0.1, 10, 0.8, 1)];
const IMMERSED = [layer(1.33, 0.1, 10, 0.8, 1), layer(1.5, 0.3, 10, 0.7, 1)];
const FIVE = [
  layer(1.55, 0.1, 10, 0.8, 0.1),
  layer(1.45, 0.3, 10, 0.7, 0.1),
  layer(1.37, 0.1, 10, 0.8, 0.3),
  layer(1.33, 0.3, 10, 0.7, 0.1),
  layer(1.44, 0.02, 8, 0.6, 2),
];

const logBetween = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
const index = fc.oneof(
  fc.constantFrom(1, 1.4),
  fc.integer({ min: 100, max: 300 }).map((hundredths) => hundredths / 100),
);
const anyLayer = fc.record({
  n: index,
  muAPerMm: fc.oneof(fc.constant(0), logBetween(1e-4, 1e3)),
  muSPerMm: fc.oneof(fc.constant(0), logBetween(1e-3, 1e3)),
  g: fc.double({ min: -0.95, max: 0.99, noNaN: true }),
  thicknessMm: fc.oneof(fc.constant(0), logBetween(1e-6, 1e2)),
});
const stack = fc.array(anyLayer, { minLength: 1, maxLength: 5 });
const around = fc.record({ streams: fc.constantFrom(4, 8, 14), nAbove: index, nBelow: index });
const RUNS = { numRuns: 300, seed: 7 };

test('energy: what is not absorbed is reflected or let through, and never more', () => {
  fc.assert(
    fc.property(stack, around, (layers, options) => {
      const clear = lightOnStack(
        layers.map((l) => ({ ...l, muAPerMm: 0 })),
        options,
      );
      const { UR1, UT1, URU, UTU } = lightOnStack(layers, options);
      const lost = Math.max(Math.abs(clear.UR1 + clear.UT1 - 1), Math.abs(clear.URU + clear.UTU - 1));
      return lost < 1e-8 && Math.max(UR1 + UT1, URU + UTU) < 1 + 1e-8 && Math.min(UR1, UT1, URU, UTU) >= 0;
    }),
    RUNS,
  );
});

test('a clear half space reflects everything, however weakly it scatters', () => {
  const worst = Math.max(
    ...[4, 8, 32].flatMap((streams) =>
      [0, 0.9, -0.7].map((g) => {
        const { UR1, URU } = lightOnStack([layer(1.4, 0, 1e-3, g, HALF)], { streams });
        return Math.max(Math.abs(UR1 - 1), Math.abs(URU - 1));
      }),
    ),
  );
  expect(worst).toBeLessThan(1e-10);
});

test('a half space is the limit of thick slabs', () => {
  const slab = lightOnStack([layer(1.4, 0.001, 10, 0.8, 1e4)]);
  const half = lightOnStack([layer(1.4, 0.001, 10, 0.8, HALF)]);
  expect([Math.abs(slab.UR1 - half.UR1) < 1e-12, Math.abs(slab.URU - half.URU) < 1e-12, half.UT1]).toEqual([true, true, 0]);
});

test('reciprocity: diffuse light passes a stack both ways alike', () => {
  fc.assert(
    fc.property(stack, around, (any, { streams, nAbove, nBelow }) => {
      // something of the highest index scatters, so that both ways have the same streams
      const layers = [...any, layer(3, 0.1, 1, 0.5, 1)];
      const down = lightOnStack(layers, { streams, nAbove, nBelow }).UTU * nAbove ** 2;
      const up = lightOnStack([...layers].reverse(), { streams, nAbove: nBelow, nBelow: nAbove }).UTU * nBelow ** 2;
      return Math.abs(down - up) < 1e-10;
    }),
    RUNS,
  );
});

test('a layer cut in two is the same layer', () => {
  fc.assert(
    fc.property(stack, around, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(4), (layers, options, share, at) => {
      const k = at % layers.length;
      const { thicknessMm } = layers[k];
      const cut = [
        ...layers.slice(0, k),
        { ...layers[k], thicknessMm: thicknessMm * share },
        { ...layers[k], thicknessMm: thicknessMm * (1 - share) },
        ...layers.slice(k + 1),
      ];
      const whole = lightOnStack(layers, options);
      const parts = lightOnStack(cut, options);
      return (Object.keys(whole) as (keyof Totals)[]).every((key) => Math.abs(whole[key] - parts[key]) < 1e-10);
    }),
    RUNS,
  );
});

test('absorption alone follows Beer and Lambert', () => {
  fc.assert(
    fc.property(logBetween(1e-4, 1e2), logBetween(1e-4, 10), fc.constantFrom(4, 16), (muAPerMm, thicknessMm, streams) => {
      const { UR1, UT1 } = lightOnStack([layer(1, muAPerMm, 0, 0, thicknessMm)], { streams });
      const glass = lightOnStack([layer(1.5, muAPerMm, 0, 0, thicknessMm)], { streams });
      const once = Math.exp(-muAPerMm * thicknessMm);
      const r = mirrored(1.5);
      // all reflections between the two faces
      const through = ((1 - r) ** 2 * once) / (1 - (r * once) ** 2);
      return (
        UR1 < 1e-14 &&
        Math.abs(UT1 - once) < 1e-12 &&
        Math.abs(glass.UT1 - through) < 1e-12 &&
        Math.abs(glass.UR1 - r - r * once * through) < 1e-12
      );
    }),
    RUNS,
  );
});

test('more absorption anywhere never brings more light back or through', () => {
  fc.assert(
    fc.property(stack, around, fc.nat(4), logBetween(1e-3, 10), (layers, options, at, more) => {
      const before = lightOnStack(layers, options);
      const darker = layers.map((l, k) => (k === at % layers.length ? { ...l, muAPerMm: l.muAPerMm + more } : l));
      const after = lightOnStack(darker, options);
      // delta-M gives a darker layer a little less forward light: a trifle at few streams
      return (Object.keys(before) as (keyof Totals)[]).every((key) => after[key] <= before[key] + 1e-9);
    }),
    RUNS,
  );
});

test('a thousand layers, and points of quadrature that integrate polynomials of their degree exactly', () => {
  const thin = Array.from({ length: 1000 }, () => layer(1.4, 0.1, 10, 0.8, 0.001));
  const whole = lightOnStack([layer(1.4, 0.1, 10, 0.8, 1)]);
  const integral = ({ at, weight }: Points, power: number): number => at.reduce((sum, x, i) => sum + weight[i] * (x / 2) ** power, 0);
  const wrong = [2, 5, 16, 32].flatMap((n) => [
    Math.abs(integral(gaussPoints(n, 0, 2), 2 * n - 1) * n - 1),
    Math.abs(integral(radauPoints(n, 0, 2), 2 * n - 2) * (n - 0.5) - 1),
  ]);
  expect([Math.abs(lightOnStack(thin).UR1 - whole.UR1) < 1e-11, Math.max(...wrong) < 1e-13]).toEqual([true, true]);
});

test('an odd number of streams is a mistake of the caller', () => {
  expect(() => lightOnStack([layer(1, 1, 1, 0, 1)], { streams: 5 })).toThrow('even');
});
