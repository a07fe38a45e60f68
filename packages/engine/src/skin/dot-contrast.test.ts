import { expect, test } from 'vitest';
import { deltaE00, type Lab } from '../colour/lab.ts';
import { colourOfReflectance, onGrid } from '../colour/reflectance.ts';
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import { stackSolver } from './adding-doubling.ts';
import { contrastAtMm, contrastAtNm, type Deposit, depositContrast, dotColours, fieldLab, fieldReflectance } from './dot-contrast.ts';
import { azimuthsFor, type Ring } from './dot-paths.ts';
import { addRun, contrastOf, type DotRunInput, dotRun } from './dot-run.ts';
import { dotSpectrum } from './dot-spectrum.ts';
import { NODES } from './dot-table.ts';
import { latticeRun } from './lattice-run.ts';
import { carbonOptics, withSheet } from './pigment.ts';
import { skinColour, specular } from './skin-colour.ts';
import { type Skin, skinLayers, skinOfType } from './tissue.ts';

const II = skinOfType('II');
const V = skinOfType('V');
const DOT: Deposit = { kind: 'fine', depthMm: 0.1, diameterMm: 0.25, loadGPerM2: 0.3 };

const ring = (diameterMm: number, radiusMm: number): Ring => ({ diameterMm, radiusMm, azimuths: azimuthsFor(diameterMm, radiusMm) });

interface Dots {
  /** Skins that scatter alike: one history is priced for all of them, and for all rings. */
  readonly skins: readonly Skin[];
  readonly rings: readonly Ring[];
  readonly depthMm: readonly number[];
  readonly loads: readonly number[];
}

/** Contrasts of dots at one wavelength by Monte Carlo, with the error by chunks. */
function direct({ skins, rings, depthMm, loads }: Dots, nm: number, photons: number) {
  const input = (chunk: number): DotRunInput => ({
    tissues: skins.map((skin) => skinLayers(skin, nm)),
    grid: { depthMm, thicknessMm: NODES.thicknessMm, rings },
    opticalLoads: loads.map((load) => load * carbonOptics('fine', nm).absorptionM2PerG),
    photons: photons / CHUNKS,
    seed: 11,
    purpose: `test/${nm}/${chunk}`,
  });
  const inputs = Array.from({ length: CHUNKS }, (_, chunk) => input(chunk));
  const runs = inputs.map(dotRun);
  return rings.flatMap(({ diameterMm, radiusMm: rMm }, r) =>
    depthMm.flatMap((depth, z) =>
      skins.flatMap((skin, m) =>
        loads.map((loadGPerM2, t) => {
          const each = runs.map((run) => contrastOf(run, inputs[0], r, z, m, t));
          const mean = each.reduce((a, b) => a + b, 0) / CHUNKS;
          const variance = each.reduce((a, b) => a + (b - mean) ** 2, 0) / (CHUNKS - 1) / CHUNKS;
          return { skin, diameterMm, rMm, depthMm: depth, loadGPerM2, contrast: mean, variance };
        }),
      ),
    ),
  );
}
const CHUNKS = 5;

/** Table less Monte Carlo: root mean square with the noise of the Monte Carlo taken out, and the largest. */
function tableError(groups: readonly (readonly Skin[])[], wavelengths: readonly number[], diameters: readonly number[], photons: number) {
  const rings = diameters.flatMap((diameterMm) => {
    const outside = [0.03, 0.25, 1.2, 3].map((mm) => diameterMm / 2 + mm);
    return [...[0.55, 0.94].map((share) => (share * diameterMm) / 2), ...outside].map((radiusMm) => ring(diameterMm, radiusMm));
  });
  let [squares, noise, count, largest] = [0, 0, 0, 0];
  for (const skins of groups)
    for (const nm of wavelengths) {
      const dots: Dots = { skins, rings, depthMm: [0.05, 0.13, 0.3, 0.6], loads: [0.04, 0.25, 1.2] };
      for (const { skin, diameterMm, rMm, depthMm, loadGPerM2, contrast, variance } of direct(dots, nm, photons)) {
        const miss = contrastAtNm(skin, { kind: 'fine', depthMm, diameterMm, loadGPerM2 }, nm, rMm) - contrast;
        squares += miss * miss;
        noise += variance;
        count++;
        largest = Math.max(largest, Math.abs(miss) - 3 * Math.sqrt(variance));
      }
    }
  return { rms: Math.sqrt(Math.max(0, squares - noise) / count), largest };
}

test('between its nodes the table is what a Monte Carlo of that very dot gives', () => {
  const skins = [
    { ...II, melanin: 0.0075, blood: 0.005 },
    { ...II, melanin: 0.045, blood: 0.02, saturation: 0.5 },
    { ...V, melanin: 0.13 },
  ];
  const { rms, largest } = tableError([skins], [430, 555, 690], [0.13, 0.33, 0.9], 30_000);
  expect(rms).toBeLessThan(0.002);
  expect(largest).toBeLessThan(0.01);
});

test('skin that scatters more or less than the average is met approximately', () => {
  const { rms, largest } = tableError([[{ ...II, scattering: 0.8 }], [{ ...II, scattering: 1.25 }]], [470, 620], [0.25], 15_000);
  expect(rms).toBeLessThan(0.012);
  expect(largest).toBeLessThan(0.04);
});

test('a dot as broad as its reach is a sheet', () => {
  const dots: Dots = { skins: [II], rings: [ring(14, 0)], depthMm: [0.1, 0.25, 0.6], loads: [0.05, 0.3] };
  const solve = stackSolver({ streams: 16 });
  const misses: number[] = [];
  for (const nm of [450, 550, 650]) {
    const layers = skinLayers(II, nm);
    const gloss = specular(layers[0].n);
    for (const { depthMm: depth, loadGPerM2, contrast, variance } of direct(dots, nm, 20_000)) {
      const sheet = solve(withSheet(layers, { kind: 'fine', loadGPerM2, depthMm: depth, thicknessUm: 80 }, nm));
      misses.push(Math.abs(contrast - (sheet.UR1 - gloss) / (solve(layers).UR1 - gloss)) - 3 * Math.sqrt(variance));
    }
  }
  expect(Math.max(...misses)).toBeLessThan(0.003);
});

test('chunks of packets add up to the same sum whoever computed them, in whatever order', () => {
  const input = (chunk: number): DotRunInput => ({
    tissues: [skinLayers(II, 550), skinLayers(V, 550)],
    grid: { depthMm: [0.1], thicknessMm: 0.08, rings: [{ diameterMm: 0.25, radiusMm: 0.2, azimuths: 3 }] },
    opticalLoads: [1],
    photons: 500,
    seed: 2,
    purpose: `chunk/${chunk}`,
  });
  const sum = (order: readonly number[]): string => {
    const runs = new Map(order.map((chunk) => [chunk, dotRun(input(chunk))]));
    const all = dotRun(input(0));
    for (const chunk of [1, 2]) addRun(all, runs.get(chunk)!);
    return JSON.stringify([all.photons, ...all.returned, ...all.taken]);
  };
  expect(sum([2, 0, 1])).toBe(sum([0, 1, 2]));
});

/**
 * Colours of the middle (0.05 mm) of dots of 0.25 mm by an independent Monte Carlo of 116,000 packets a wavelength, and twice its own error as
 * ΔE00, from the roughness of its spectra.
 */
const COMPUTED: readonly (readonly [type: 'II' | 'V', depthMm: number, loadGPerM2: number, lab: Lab, error: number])[] = [
  ['II', 0.06, 0.1, [40.83, 10.95, 12.77], 0.51],
  ['II', 0.1, 0.1, [46.63, 9.51, 7.48], 0.67],
  ['II', 0.15, 0.1, [51.89, 8.51, 6.84], 0.37],
  ['II', 0.25, 0.1, [58.16, 8.34, 8.3], 0.23],
  ['II', 0.5, 0.1, [62.48, 9.33, 11.17], 0.19],
  ['II', 1, 0.1, [63.3, 10.05, 11.96], 0.04],
  ['II', 1.5, 0.1, [63.37, 10.12, 12.06], 0.03],
  ['II', 0.06, 0.3, [21.43, 7.55, 2.77], 1.92],
  ['II', 0.1, 0.3, [35.07, 5.27, -1.67], 1.73],
  ['II', 0.15, 0.3, [44.8, 4.9, 0.52], 0.62],
  ['II', 0.25, 0.3, [55.26, 6.1, 5.32], 0.44],
  ['II', 0.5, 0.3, [62.03, 8.74, 10.6], 0.34],
  ['II', 1, 0.3, [63.25, 9.96, 11.89], 0.05],
  ['II', 1.5, 0.3, [63.35, 10.08, 12.04], 0.04],
  ['V', 0.06, 0.1, [29.84, 10.3, 11.34], 0.5],
  ['V', 0.1, 0.1, [33.91, 8.87, 9.25], 0.56],
  ['V', 0.15, 0.1, [36.93, 8.57, 11.17], 0.53],
  ['V', 0.25, 0.1, [41.41, 9.41, 14.42], 0.26],
  ['V', 0.5, 0.1, [44.7, 11.04, 17.75], 0.06],
  ['V', 1, 0.1, [45.29, 11.65, 18.48], 0.03],
  ['V', 1.5, 0.1, [45.34, 11.73, 18.55], 0.03],
  ['V', 0.06, 0.3, [16.47, 4.76, -0.27], 1.81],
  ['V', 0.1, 0.3, [26.17, 3.43, 0.04], 1.17],
  ['V', 0.15, 0.3, [31.69, 4.16, 4.89], 0.84],
  ['V', 0.25, 0.3, [39.15, 7.13, 11.56], 0.43],
  ['V', 0.5, 0.3, [44.36, 10.52, 17.28], 0.11],
  ['V', 1, 0.3, [45.26, 11.57, 18.43], 0.05],
  ['V', 1.5, 0.3, [45.33, 11.71, 18.54], 0.03],
];
/** What its bare skins, of other streams, and its rounding differ by. */
const BARE_ERROR = 0.025;
/** Where it was computed; it drew straight lines between. */
const COMPUTED_NM = [400, 430, 460, 490, 520, 545, 560, 580, 600, 630, 660, 700];

test('colours of single dots agree with an independent Monte Carlo within twice its error', () => {
  const loss = new Float64Array(WAVELENGTHS_NM.length);
  const off = COMPUTED.flatMap(([type, depthMm, loadGPerM2, lab, error]) => {
    const { bare, at } = dotSpectrum(skinOfType(type), { ...DOT, depthMm, loadGPerM2 });
    const contrast = COMPUTED_NM.map(() => 0);
    for (let ring = 0; ring < 10; ring++) {
      at(0.05 * Math.sqrt((ring + 0.5) / 10), loss);
      COMPUTED_NM.forEach((nm, k) => {
        contrast[k] += Math.exp(-loss[WAVELENGTHS_NM.indexOf(nm)]) / 10;
      });
    }
    const found = colourOfReflectance(onGrid(COMPUTED_NM, contrast).map((c, l) => c * bare.reflectance[l])).lab;
    const difference = deltaE00(found, lab);
    return difference <= error + BARE_ERROR
      ? []
      : [`${type} ${depthMm} mm ${loadGPerM2} g/m²: ΔE00 ${difference.toFixed(2)}, not ${error}`];
  });
  expect(off).toEqual([]);
});

test('a small dot is plain at 0.1 mm and nearly invisible at 0.5 mm', () => {
  const seen = (depthMm: number): number => dotColours(II, { ...DOT, depthMm }).deltaE00;
  expect(seen(0.1)).toBeGreaterThan(15);
  expect(seen(0.5)).toBeLessThan(3);
});

test('the product of single contrasts gives the reflectance of a lattice', () => {
  let worst = 0;
  const bare = skinColour(II).reflectance;
  for (const [nm, photons] of [
    [545, 12_000],
    [660, 8_000],
  ] as const)
    for (const depthMm of [0.1, 0.25])
      for (const dotsPerCm2 of [44, 100, 200]) {
        const [{ ratio }] = latticeRun({
          layers: skinLayers(II, nm),
          depthMm,
          thicknessMm: NODES.thicknessMm,
          diameterMm: DOT.diameterMm,
          spacingMm: 10 / Math.sqrt(dotsPerCm2),
          opticalLoads: [DOT.loadGPerM2 * carbonOptics('fine', nm).absorptionM2PerG],
          photons,
          seed: 6,
          purpose: `lattice/${nm}/${depthMm}/${dotsPerCm2}`,
        });
        const at = (nm - 380) / 5;
        const product = fieldReflectance(II, { ...DOT, depthMm }, dotsPerCm2)[at] / bare[at];
        worst = Math.max(worst, Math.abs(product - ratio));
      }
  expect(worst).toBeLessThan(0.02);
});

test('a dot dims less farther off, more with more pigment, and not at all without', () => {
  let rises = true;
  let falls = true;
  for (const skin of [II, V])
    for (const depthMm of [0.05, 0.15, 0.7])
      for (const diameterMm of [0.12, 0.3, 1]) {
        let lighter: readonly number[] = [1, 1, 1, 1, 1, 1];
        for (const loadGPerM2 of [0, 0.003, 0.03, 0.1, 0.3, 1, 5]) {
          const profile = depositContrast(skin, { kind: 'fine', depthMm, diameterMm, loadGPerM2 });
          const at = [0, 0.05, 0.2, 0.6, 1.5, 5].map((rMm) => contrastAtMm(profile, rMm, 1));
          for (let i = 1; i < at.length; i++) rises &&= at[i] >= at[i - 1] - 2e-3;
          falls &&= at.every((v, i) => v <= lighter[i] + 1e-3);
          lighter = at;
        }
      }
  expect(rises).toBe(true);
  expect(falls).toBe(true);
  const none = depositContrast(II, { ...DOT, loadGPerM2: 0 });
  expect(none.rgb.every((v) => Math.abs(v - 1) < 1e-6)).toBe(true);
  expect(contrastAtMm(none, 7, 0)).toBe(1);
});

test('a profile of a picture is the colour of the spectrum', () => {
  const profile = depositContrast(II, DOT);
  const { centre, bare } = dotColours(II, DOT);
  const mean = [0, 1, 2].map((k) => {
    const rings = Array.from({ length: 50 }, (_, i) => contrastAtMm(profile, 0.05 * Math.sqrt((i + 0.5) / 50), k as 0 | 1 | 2));
    return (rings.reduce((a, b) => a + b, 0) / 50) * bare.linear[k];
  });
  expect(Math.max(...mean.map((v, k) => Math.abs(v - centre.linear[k])))).toBeLessThan(5e-4);
});

test('what lies outside the table is answered for its edge, and said', () => {
  const of = (skin: Skin, deposit: Partial<Deposit>): string =>
    depositContrast(skin, { ...DOT, ...deposit })
      .clamped.map((c) => c.of)
      .join();
  expect(of(II, {})).toBe('');
  expect(of(II, { depthMm: 0.02 })).toBe('depthMm');
  expect(of(II, { depthMm: 2, diameterMm: 3, loadGPerM2: 30 })).toBe('depthMm,diameterMm,loadGPerM2');
  expect(of({ ...II, melanin: 0.3 }, {})).toBe('melanin');
  expect(of({ ...II, blood: 0.08 }, {})).toBe('blood');
  expect(of({ ...II, scattering: 0.5 }, {})).toBe('scattering');
  const [clamped] = depositContrast(II, { ...DOT, depthMm: 0.02 }).clamped;
  expect(clamped).toEqual({ of: 'depthMm', value: 0.02, used: 0.04 });
});

test('spectra of deposits of equal absorption are equal, and a field of no dots is skin', () => {
  const loss = [DOT, { ...DOT, kind: 'aggregated' as const }].map((deposit) => {
    const into = new Float64Array(81);
    const share = carbonOptics('fine', 550).absorptionM2PerG / carbonOptics(deposit.kind, 550).absorptionM2PerG;
    dotSpectrum(II, { ...deposit, loadGPerM2: DOT.loadGPerM2 * share }).at(0.1, into);
    return into[(550 - 380) / 5];
  });
  expect(loss[1]).toBeCloseTo(loss[0], 9);
  expect(fieldLab(II, DOT, 0)).toEqual(skinColour(II).lab);
});
