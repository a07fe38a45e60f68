import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { stackSolver } from './adding-doubling.ts';
import { dotPaths } from './dot-paths.ts';
import { dotRun } from './dot-run.ts';
import type { Layer } from './layers.ts';
import { EXIT, type Packet, packetTracer } from './monte-carlo.ts';
import { plainRun } from './plain-run.ts';
import { randomWords, unit } from './random-words.ts';
import { specular } from './skin-colour.ts';
import { type FitzpatrickType, skinLayers, skinOfType } from './tissue.ts';

/** Layers as the published cases give them: absorption and scattering in 1/cm, g, thickness in cm. */
function stack(n: number, layers: readonly (readonly [number, number, number, number])[]): Layer[] {
  return layers.map(([muA, muS, g, cm]) => ({ n, muAPerMm: muA / 10, muSPerMm: muS / 10, g, thicknessMm: cm * 10 }));
}

const HALF_SPACE = Number.POSITIVE_INFINITY;
const SLAB = stack(1, [[10, 90, 0.75, 0.02]]);
const TWO_LAYERS = stack(1.4, [
  [20, 200, 0.8, 0.01],
  [1, 200, 0.8, 0.2],
]);
const THREE_LAYERS = stack(1.37, [
  [1, 100, 0.9, 0.1],
  [1, 10, 0, 0.1],
  [2, 10, 0.7, 0.2],
]);
const typeII = (nm: number): Layer[] => skinLayers(skinOfType('II'), nm);

/** Reflectance with (UR1) or without (Rd) the specular part, transmittance, absorption by layer; tolerance of a million packets. */
type Quantity = 'UR1' | 'Rd' | 'T' | number;
const PUBLISHED: readonly (readonly [what: string, layers: readonly Layer[], ...(readonly [Quantity, number, number])[]])[] = [
  ['van de Hulst 1980', SLAB, ['Rd', 0.09739, 8e-4], ['T', 0.66096, 1.2e-3]],
  ['Giovanelli 1955', stack(1.5, [[10, 90, 0, HALF_SPACE]]), ['UR1', 0.26, 1.2e-3]],
  [
    'sample of MCML, adding-doubling',
    THREE_LAYERS,
    ['Rd', 0.23787, 1.2e-3],
    ['T', 0.09605, 1e-3],
    [0, 0.2612, 1.2e-3],
    [1, 0.1488, 1.2e-3],
    [2, 0.2316, 1.2e-3],
  ],
  ['Chandrasekhar, albedo 0.2', stack(1, [[0.8, 0.2, 0, HALF_SPACE]]), ['UR1', 0.03523, 5e-4]],
  ['Chandrasekhar, albedo 0.5', stack(1, [[0.5, 0.5, 0, HALF_SPACE]]), ['UR1', 0.11523, 8e-4]],
  ['Chandrasekhar, albedo 0.8', stack(1, [[0.2, 0.8, 0, HALF_SPACE]]), ['UR1', 0.28525, 1.2e-3]],
  ['Chandrasekhar, albedo 0.9', stack(1, [[0.1, 0.9, 0, HALF_SPACE]]), ['UR1', 0.41495, 1.2e-3]],
  ['slab of index 1.5', stack(1.5, [[10, 90, 0, 0.01]]), ['UR1', 0.222, 1.2e-3], ['T', 0.50596, 1.2e-3]],
  ['two layers', TWO_LAYERS, ['UR1', 0.23747, 1.2e-3]],
  ['skin at 450 nm', typeII(450), ['Rd', 0.2309, 1.2e-3]],
  ['skin at 550 nm', typeII(550), ['Rd', 0.27469, 1.2e-3]],
  ['skin at 650 nm', typeII(650), ['Rd', 0.49911, 1.5e-3]],
];

test('published cases are met within their tolerances', () => {
  const photons = 120_000;
  const wider = Math.sqrt(1e6 / photons);
  const off: string[] = [];
  for (const [what, layers, ...quantities] of PUBLISHED) {
    const run = plainRun(layers, photons, 1);
    for (const [quantity, value, tolerance] of quantities) {
      const got = quantity === 'T' ? run.transmittance : typeof quantity === 'number' ? run.absorbed[quantity] : run.reflectance;
      const mean = got.mean + (quantity === 'UR1' ? run.specular : 0);
      const miss = Math.abs(mean - value);
      if (!(miss <= tolerance * wider && miss <= 5 * got.standardError)) off.push(`${what} ${quantity}: ${mean} ± ${got.standardError}`);
    }
  }
  expect(off).toEqual([]);
});

test('no energy is lost: out, absorbed and roulette add up to 1, and roulette takes what it gives', () => {
  const worst = { balance: 0, roulette: 0 };
  for (const layers of [SLAB, TWO_LAYERS, THREE_LAYERS, typeII(450), typeII(650), stack(1.4, [[0, 300, 0.9, 0.05]])]) {
    const run = plainRun(layers, 20_000, 3);
    const absorbed = run.absorbed.reduce((sum, a) => sum + a.mean, 0);
    const all = run.specular + run.reflectance.mean + run.transmittance.mean + absorbed + run.roulette.mean;
    worst.balance = Math.max(worst.balance, Math.abs(all - 1));
    worst.roulette = Math.max(worst.roulette, Math.abs(run.roulette.mean) / Math.max(1e-9, run.roulette.standardError));
  }
  expect(worst.balance).toBeLessThan(1e-9);
  expect(worst.roulette).toBeLessThan(4);
});

test('bare skin of all types reflects what adding-doubling computes, within 1 %', () => {
  const types: readonly FitzpatrickType[] = ['I', 'II', 'III', 'IV', 'V', 'VI'];
  const solve = stackSolver({ streams: 32 });
  const off: string[] = [];
  for (const [nm, photons] of [
    [450, 700_000],
    [550, 300_000],
    [650, 80_000],
  ] as const) {
    // one history is priced for all types
    const tissues = types.map((type) => skinLayers(skinOfType(type), nm));
    const grid = { depthMm: [0.1], thicknessMm: 0.08, rings: [] };
    const run = dotRun({ tissues, grid, opticalLoads: [1], photons, seed: 5, purpose: `bare/${nm}` });
    types.forEach((type, m) => {
      const expected = solve(tissues[m]).UR1 - specular(tissues[m][0].n);
      const ratio = run.returned[m] / photons / expected;
      if (!(Math.abs(ratio - 1) < 0.01)) off.push(`type ${type} at ${nm} nm: ${ratio.toFixed(4)}`);
    });
  }
  expect(off).toEqual([]);
});

test('layers of different indices reflect and let through as adding-doubling says', () => {
  const layers = [1.5, 1.42, 1.38].map((n, k) => ({ ...TWO_LAYERS[0], n, muAPerMm: 0.2 + 0.3 * k, thicknessMm: 0.1 + 0.1 * k }));
  const expected = stackSolver({ streams: 48 })(layers);
  const run = plainRun(layers, 300_000, 7);
  expect(Math.abs(run.specular + run.reflectance.mean - expected.UR1)).toBeLessThan(4 * run.reflectance.standardError);
  expect(Math.abs(run.transmittance.mean - expected.UT1)).toBeLessThan(4 * run.transmittance.standardError);
});

test('a layer cut in pieces is the layer, and without scattering light falls off after Beer and Lambert', () => {
  const whole = plainRun(TWO_LAYERS, 60_000, 1).reflectance;
  const pieces = [0.02, 0.03, 0.05].map((thicknessMm) => ({ ...TWO_LAYERS[0], thicknessMm }));
  const cut = plainRun([...pieces, TWO_LAYERS[1]], 60_000, 2).reflectance;
  expect(Math.abs(whole.mean - cut.mean)).toBeLessThan(4 * Math.hypot(whole.standardError, cut.standardError));
  const clear = plainRun(stack(1, [[15, 0, 0, 0.1]]), 10, 1);
  expect(clear.transmittance.mean).toBeCloseTo(Math.exp(-1.5), 10);
  expect(clear.absorbed[0].mean).toBeCloseTo(1 - Math.exp(-1.5), 10);
});

test('the same seed gives the same packets, another seed others', () => {
  const run = (seed: number): string => JSON.stringify(plainRun(TWO_LAYERS, 2_000, seed));
  expect(run(1)).toBe(run(1));
  expect(run(1)).not.toBe(run(2));
});

test('a packet can be priced for other absorption: its lengths and boost give its weight', () => {
  const layers = typeII(550);
  const { packet, entered, trace } = packetTracer(layers, 4, 'priced', { keep: 'path' });
  let worst = 0;
  let straight = 0;
  for (let i = 0; i < 2_000; i++) {
    trace();
    const absorption = layers.reduce((sum, layer, k) => sum + layer.muAPerMm * packet.lengthMm[k], 0);
    worst = Math.max(worst, Math.abs(packet.weight / (entered * packet.boost * Math.exp(-absorption)) - 1));
    let way = 0;
    for (let o = 3; o < 3 * packet.corners; o += 3)
      way += Math.hypot(
        packet.path[o] - packet.path[o - 3],
        packet.path[o + 1] - packet.path[o - 2],
        packet.path[o + 2] - packet.path[o - 1],
      );
    const lengths = packet.lengthMm.reduce((sum, l) => sum + l, 0);
    if (packet.exit === EXIT.top) straight = Math.max(straight, Math.abs(way / lengths - 1));
  }
  expect(worst).toBeLessThan(1e-9);
  expect(straight).toBeLessThan(1e-9);
});

test('ways in dots are the chords of the cylinders', () => {
  const paths = dotPaths({ depthMm: [0.1, 0.3], thicknessMm: 0.08, rings: [{ diameterMm: 0.4, radiusMm: 0, azimuths: 1 }] });
  const inDots = (corners: readonly number[]): number[] => {
    const packet: Packet = {
      exit: EXIT.top,
      weight: 1,
      boost: 1,
      lengthMm: new Float64Array(1),
      absorbed: new Float64Array(1),
      path: Float64Array.from(corners),
      corners: corners.length / 3,
      scatterings: 0,
    };
    paths.follow(packet);
    return Array.from(paths.lengthMm);
  };
  // straight down through the first, then flat through the second
  const [first, second] = inDots([0, 0, 0, 0, 0, 0.3, 2, 0, 0.3]);
  expect(first).toBeCloseTo(0.08, 12);
  expect(second).toBeCloseTo(0.04 + 0.2, 12);
  const random = seededRandom(1, 'ways');
  let worst = 0;
  for (let way = 0; way < 50; way++) {
    const corners = Array.from({ length: 18 }, (_, i) => (i % 3 === 2 ? random.next() * 0.4 : random.next() - 0.5));
    const counted = [0, 0];
    const parts = 4_000;
    for (let o = 3; o < corners.length; o += 3) {
      const length = Math.hypot(corners[o] - corners[o - 3], corners[o + 1] - corners[o - 2], corners[o + 2] - corners[o - 1]);
      for (let part = 0; part < parts; part++) {
        const [x, y, z] = [0, 1, 2].map((k) => corners[o - 3 + k] + ((part + 0.5) / parts) * (corners[o + k] - corners[o - 3 + k]));
        if (Math.hypot(x, y) >= 0.2) continue;
        if (Math.abs(z - 0.1) < 0.04) counted[0] += length / parts;
        if (Math.abs(z - 0.3) < 0.04) counted[1] += length / parts;
      }
    }
    inDots(corners).forEach((length, k) => {
      worst = Math.max(worst, Math.abs(length - counted[k]));
    });
  }
  expect(worst).toBeLessThan(2e-3);
});

test('random numbers are uniform, uncorrelated and never 0 or 1', () => {
  const random = randomWords(9, 'test');
  const bins = new Float64Array(64);
  let [sum, squares, lagged, before, least, most, count] = [0, 0, 0, 0.5, 1, 0, 0];
  for (let block = 0; block < 100; block++) {
    for (const word of random.words) {
      const u = unit(word);
      bins[Math.floor(u * 64)]++;
      sum += u - 0.5;
      squares += (u - 0.5) ** 2;
      lagged += (u - 0.5) * (before - 0.5);
      before = u;
      least = Math.min(least, u);
      most = Math.max(most, u);
      count++;
    }
    random.refill();
  }
  const chi2 = bins.reduce((all, n) => all + (n - count / 64) ** 2 / (count / 64), 0);
  expect(Math.abs(sum / Math.sqrt(count / 12))).toBeLessThan(4);
  expect(Math.abs(squares / count - 1 / 12)).toBeLessThan(5e-4);
  expect(Math.abs(lagged / Math.sqrt(count) / (1 / 12))).toBeLessThan(4);
  expect(chi2).toBeLessThan(63 + 4 * Math.sqrt(126));
  expect(least).toBeGreaterThan(0);
  expect(most).toBeLessThan(1);
});

test('an empty stack is a caller’s mistake', () => {
  expect(() => plainRun([], 1, 1)).toThrow(RangeError);
});
