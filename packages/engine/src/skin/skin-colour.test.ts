import { expect, test } from 'vitest';
import { deltaE00, type Lab } from '../colour/lab.ts';
import { colourOfReflectance } from '../colour/reflectance.ts';
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import { hairReflectance, NATURAL_HAIR, type NaturalHair, stubbleReflectance } from './hair-tone.ts';
import { type CarbonKind, carbonOptics, SHEET_THICKNESS_UM, withSheet } from './pigment.ts';
import { differenceFrom, sheetColour, skinColour } from './skin-colour.ts';
import { type FitzpatrickType, skinLayers, skinOfType } from './tissue.ts';

const TYPES: readonly FitzpatrickType[] = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const bare = new Map(TYPES.map((type) => [type, skinColour(skinOfType(type))]));

const sheet = (type: FitzpatrickType, kind: CarbonKind, loadGPerM2: number, depthMm: number) =>
  sheetColour(skinOfType(type), { kind, loadGPerM2, depthMm, thicknessUm: SHEET_THICKNESS_UM });
const farthest = (p: Lab, q: Lab): number => Math.max(...p.map((v, k) => Math.abs(v - q[k])));

const rgb = (hex: string): Lab => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Lab;

test('the reference skins have their reference colours', () => {
  const [two, five] = (['II', 'V'] as const).map((type) => bare.get(type)!);
  expect([
    farthest(two.lab, [63.39, 10.19, 12.1]) < 0.03,
    farthest(five.lab, [45.36, 11.77, 18.58]) < 0.03,
    // a hex code turns over at the third digit of L*
    farthest(rgb(two.srgb), rgb('#b49385')) <= 1,
    farthest(rgb(five.srgb), rgb('#88634d')) <= 1,
    Math.round(two.ita),
    Math.round(five.ita),
  ]).toEqual([true, true, true, true, 48, -14]);
});

test('types darken in order, and each reflects between nothing and everything', () => {
  const lightness = TYPES.map((type) => bare.get(type)!.lab[0]);
  const values = TYPES.flatMap((type) => [...bare.get(type)!.reflectance]);
  expect([lightness.every((L, k) => k === 0 || L < lightness[k - 1]), Math.min(...values) > 0, Math.max(...values) < 1]).toEqual([
    true,
    true,
    true,
  ]);
});

test('melanin keeps its mean however much there is, and no layer holds more than itself', () => {
  const nm = 550;
  const clear = skinLayers({ ...skinOfType('II'), melanin: 0 }, nm);
  const column = (melanin: number): number =>
    skinLayers({ ...skinOfType('II'), melanin }, nm).reduce(
      (sum, l, k) => (k === 1 || k === 2 ? sum + (l.muAPerMm - clear[k].muAPerMm) * l.thicknessMm : sum),
      0,
    );
  const per = column(0.01) / 0.01;
  expect([0.1, 0.4, 0.6, 0.9, 1].map((f) => (column(f) / f / per).toFixed(6))).toEqual(Array(5).fill('1.000000'));
});

test('sheets of carbon agree with the project’s tables (adding-doubling of another program, 80 µm deposits)', () => {
  const off = SHEETS.map(([type, kind, load, depth, lab, dE]) => {
    const found = sheet(type, kind, load, depth);
    return Math.max(farthest(found.lab, lab), Math.abs(found.deltaE00 - dE));
  });
  expect(Math.max(...off)).toBeLessThan(0.3);
});

test('loads that reach one lightness have the tabulated hue: at L* 45 on type II, b* falls with depth and changes sign between 0.12 and 0.22 mm', () => {
  const found = ISO.map(([type, kind, load, depth, lab]) => ({ depth, lab: sheet(type, kind, load, depth).lab, expected: lab }));
  const two = found.filter((row) => row.expected[0] === 45);
  const falls = two.every((row, k) => k === 0 || row.lab[2] < two[k - 1].lab[2]);
  const turn = two.findIndex((row) => row.lab[2] < 0);
  expect([
    Math.max(...found.map((row) => farthest(row.lab, row.expected))) < 0.3,
    falls,
    two[turn - 1].depth >= 0.12,
    two[turn].depth <= 0.22,
  ]).toEqual([true, true, true, true]);
});

test('for the same darkening, deeper is bluer: Δb/ΔL rises from 0.06 to 1.5 mm', () => {
  const ratios = (['II', 'V'] as const).map((type) =>
    [0.06, 0.1, 0.15, 0.25, 0.5, 1, 1.5].map((depth) => sheet(type, 'fine', 0.3, depth).deltaBOverDeltaL!),
  );
  expect(ratios.map((row) => row.every((v, k) => k === 0 || v > row[k - 1]))).toEqual([true, true]);
});

test('a sheet keeps its load wherever it lies, also where the surface cuts it', () => {
  const nm = 550;
  const layers = skinLayers(skinOfType('II'), nm);
  const tau = (stack: readonly { muAPerMm: number; thicknessMm: number }[]): number =>
    stack.reduce((sum, l) => (l.thicknessMm === Number.POSITIVE_INFINITY ? sum : sum + l.muAPerMm * l.thicknessMm), 0);
  const expected = 0.1 * carbonOptics('fine', nm).absorptionM2PerG;
  const worst = Math.max(
    ...[0, 0.01, 0.06, 0.15, 0.6, 1.7].map((depthMm) => {
      const tinted = withSheet(layers, { kind: 'fine', loadGPerM2: 0.1, depthMm, thicknessUm: 80 }, nm);
      return Math.abs(tau(tinted) - tau(layers) - expected);
    }),
  );
  const none = sheet('II', 'fine', 0, 0.2);
  expect([worst < 1e-12, none.deltaE00, none.deltaBOverDeltaL]).toEqual([true, 0, null]);
  expect(() => withSheet([layers[0]], { kind: 'fine', loadGPerM2: 1, depthMm: 1, thicknessUm: 80 }, nm)).toThrow('does not lie in');
});

test('the difference from bare skin is that of CIEDE2000', () => {
  const p: Lab = [63, 10, 12];
  const q: Lab = [53, 5, 4];
  expect(differenceFrom({ lab: p }, { lab: q })).toEqual({ deltaE00: deltaE00(p, q), deltaBOverDeltaL: 0.8 });
});

test('hair lightens from black to grey, red hair is the reddest, and the stubble of dark hair darkens skin while grey one does not', () => {
  const names = Object.keys(NATURAL_HAIR) as NaturalHair[];
  const tress = new Map(names.map((name) => [name, colourOfReflectance(hairReflectance(NATURAL_HAIR[name])).lab]));
  const order: readonly NaturalHair[] = ['black', 'dark-brown', 'brown', 'light-brown', 'blond', 'grey'];
  const skin = bare.get('II')!.reflectance;
  const stubble = { hairsPerCm2: 150, shaftUm: 70, lengthMm: 0.5 };
  const shift = (name: NaturalHair): number =>
    colourOfReflectance(stubbleReflectance(skin, NATURAL_HAIR[name], stubble)).lab[0] - bare.get('II')!.lab[0];
  expect({
    ordered: order.every((name, k) => k === 0 || tress.get(name)![0] > tress.get(order[k - 1])![0]),
    reddest: names.every((name) => tress.get('red')![1] >= tress.get(name)![1]),
    black: shift('black') < -2,
    blondIsBetween: shift('black') < shift('blond') && shift('blond') < 0,
    grey: shift('grey') > -0.5,
    noHair:
      farthest(colourOfReflectance(stubbleReflectance(skin, NATURAL_HAIR.black, { ...stubble, hairsPerCm2: 0 })).lab, bare.get('II')!.lab) <
      1e-9,
    grid: skin.length === WAVELENGTHS_NM.length,
  }).toEqual({ ordered: true, reddest: true, black: true, blondIsBetween: true, grey: true, noHair: true, grid: true });
});

/** Every 13th row: type, carbon, load g/m², depth of the centre mm, L* a* b*, ΔE00 against bare skin. */
const SHEETS: readonly [FitzpatrickType, CarbonKind, number, number, Lab, number][] = [
  ['II', 'fine', 0.03, 0.06, [44.32, 7.45, 8.45], 18.64],
  ['II', 'fine', 0.1, 0.2, [42.43, 0.65, -4.91], 26.14],
  ['II', 'fine', 0.3, 0.5, [54.52, -0.61, 1.51], 15.98],
  ['II', 'fine', 1, 1.5, [62.37, 6.36, 10.43], 3.79],
  ['II', 'aggregated', 0.1, 0.15, [42.78, 2.28, -2.43], 24.08],
  ['II', 'aggregated', 0.3, 0.35, [49.98, -1.3, -2.14], 21.1],
  ['II', 'aggregated', 1, 1, [60.75, 3.48, 8.21], 7.34],
  ['V', 'fine', 0.1, 0.1, [26.62, 3.02, 0.2], 21.11],
  ['V', 'fine', 0.3, 0.25, [32.44, -0.05, 3.16], 18.5],
  ['V', 'fine', 1, 0.75, [42.2, 5.03, 13.94], 6.9],
  ['V', 'aggregated', 0.1, 0.06, [28.21, 5.31, 5.15], 17.27],
  ['V', 'aggregated', 0.3, 0.2, [30.55, 0.07, 1.68], 19.81],
  ['V', 'aggregated', 1, 0.5, [39.43, 2.71, 10.51], 10.68],
];

/** Type, carbon, load g/m² that reaches the lightness at this depth (mm), L* a* b*. */
const ISO: readonly [FitzpatrickType, CarbonKind, number, number, Lab][] = [
  ['II', 'fine', 0.0287, 0.06, [45, 7.5, 8.59]],
  ['II', 'fine', 0.0312, 0.08, [45, 6.96, 6.32]],
  ['II', 'fine', 0.0345, 0.1, [45, 6.3, 4.31]],
  ['II', 'fine', 0.0379, 0.12, [45, 5.62, 2.8]],
  ['II', 'fine', 0.0445, 0.15, [45, 4.46, 0.72]],
  ['II', 'fine', 0.0657, 0.2, [45, 2.04, -2.41]],
  ['II', 'fine', 0.1415, 0.25, [45, -0.8, -5.0]],
  ['II', 'aggregated', 0.1015, 0.06, [35, 4.39, 1.82]],
  ['II', 'aggregated', 0.1179, 0.08, [35, 3.43, -1.39]],
  ['II', 'aggregated', 0.1454, 0.1, [35, 2.26, -4.22]],
  ['II', 'aggregated', 0.188, 0.12, [35, 1.08, -6.26]],
  ['II', 'aggregated', 0.475, 0.15, [35, -0.58, -8.62]],
  ['V', 'fine', 0.032, 0.06, [34, 8.64, 11.19]],
  ['V', 'fine', 0.0353, 0.08, [34, 7.82, 9.32]],
  ['V', 'fine', 0.0383, 0.1, [34, 7.08, 8.27]],
  ['V', 'fine', 0.04, 0.12, [34, 6.58, 7.88]],
  ['V', 'fine', 0.0445, 0.15, [34, 5.66, 7.23]],
  ['V', 'fine', 0.06, 0.2, [34, 3.75, 6.08]],
  ['V', 'fine', 0.1009, 0.25, [34, 1.65, 5.06]],
];
