import { expect, test } from 'vitest';
import { type Lab, linearOfLab } from '../colour/lab.ts';
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import type { Estimate } from '../estimate.ts';
import { seededRandom } from '../random.ts';
import type { Result } from '../result.ts';
import { type SkinFit, skinFromLab, skinFromPhoto, skinFromSpectrum } from './inverse.ts';
import { skinColour } from './skin-colour.ts';
import type { Skin } from './tissue.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.path}: ${result.problem.message}`);
  return result.value;
}

const SKINS: readonly Skin[] = [0.008, 0.03, 0.09, 0.16].flatMap((melanin) =>
  [0.006, 0.015].flatMap((blood) => [
    { melanin, blood, saturation: 0.7, scattering: 1 },
    { melanin, blood, saturation: 0.6, scattering: 0.85 },
    { melanin, blood, saturation: 0.8, scattering: 1.2 },
  ]),
);
/** 400 to 700 nm in steps of 10 nm, as spectrophotometers give it. */
const BANDS = WAVELENGTHS_NM.flatMap((nm, i) => (nm >= 400 && nm <= 700 && nm % 10 === 0 ? [i] : []));

/** Each with its colour. */
const COLOURED = SKINS.map((skin) => ({ skin, colour: skinColour(skin) }));

function worstError(fit: (coloured: (typeof COLOURED)[number]) => SkinFit): number {
  return Math.max(
    ...COLOURED.map((coloured) => {
      const { skin } = coloured;
      const found = fit(coloured).skin;
      return Math.max(Math.abs(found.melanin / skin.melanin - 1), Math.abs(found.blood / skin.blood - 1));
    }),
  );
}

test('melanin and blood come back from the spectrum of a synthetic skin within 10 %', () => {
  const worst = worstError(({ colour: { reflectance } }) =>
    value(
      skinFromSpectrum(
        BANDS.map((i) => WAVELENGTHS_NM[i]),
        BANDS.map((i) => reflectance[i]),
      ),
    ),
  );
  expect(worst).toBeLessThan(0.05);
});

test('melanin and blood come back from an exact colour within 10 % where scattering is known', () => {
  expect(worstError(({ skin, colour }) => value(skinFromLab(colour.lab, { fixed: { scattering: skin.scattering } })))).toBeLessThan(0.1);
});

test('measured skin is fitted with a median ΔE00 below 1.5, by skins that are possible', () => {
  const fits = MEASURED.map((lab) => value(skinFromLab(lab)));
  const misses = fits.map((fit) => fit.deltaE00).sort((a, b) => a - b);
  const odd = fits.filter(({ skin }) => skin.melanin > 0.2 || skin.blood > 0.03 || skin.scattering < 0.5 || skin.scattering > 2);
  expect([misses[misses.length >> 1] < 0.6, misses[misses.length - 1] < 1.5, odd]).toEqual([true, true, []]);
});

test('80 % intervals hold the truth about that often when colours are noisy', () => {
  const random = seededRandom(3, 'inverse');
  const noise = (): number => random.normal();
  const holds = (estimate: Estimate, truth: number): number => (estimate.low <= truth && truth <= estimate.high ? 1 : 0);
  let held = 0;
  const skins = 30;
  for (let k = 0; k < skins; k++) {
    const skin: Skin = {
      melanin: 0.03 * Math.exp(noise()),
      blood: 0.007 * Math.exp(0.7 * noise()),
      saturation: 0.7 + 0.07 * noise(),
      scattering: Math.exp(0.2 * noise()),
    };
    // error of the instrument, and the 1.0 that the model itself misses on people
    const [L, a, b] = skinColour(skin, 8).lab;
    const fit = value(skinFromLab([L + 1.1 * noise(), a + 1.1 * noise(), b + 1.1 * noise()]));
    held += holds(fit.melanin, skin.melanin) + holds(fit.blood, skin.blood) + holds(fit.scattering, skin.scattering);
  }
  const share = held / (3 * skins);
  expect([share > 0.7, share < 0.95, share]).toEqual([true, true, share]);
});

test('a photo says less than an instrument, and the colour is still met', () => {
  const lab: Lab = [58, 11, 15];
  const photo = value(skinFromPhoto(linearOfLab(lab)));
  const instrument = value(skinFromLab(lab));
  const width = (e: Estimate): number => Math.log(e.high / e.low);
  expect([
    width(photo.melanin) > 1.3 * width(instrument.melanin),
    width(photo.blood) > 1.3 * width(instrument.blood),
    photo.deltaE00 < 3,
    photo.melanin.unit,
    instrument.rms,
  ]).toEqual([true, true, true, 'fraction', null]);
});

test('what is known is kept', () => {
  const fit = value(skinFromLab([58, 11, 15], { fixed: { melanin: 0.03, blood: 0.01, saturation: 0.7, scattering: 1 } }));
  expect([fit.skin, fit.melanin]).toEqual([
    { melanin: 0.03, blood: 0.01, saturation: 0.7, scattering: 1 },
    { value: 0.03, low: 0.03, high: 0.03, unit: 'fraction' },
  ]);
});

test('what cannot be a measurement is a problem with its place', () => {
  const path = (result: Result<SkinFit>): string => (result.ok ? 'ok' : result.problem.path);
  expect([
    path(skinFromLab([Number.NaN, 1, 2])),
    path(skinFromLab([50, 1, 2], { labError: [1, 0, 1] })),
    path(skinFromSpectrum([400, 500], [0.1])),
    path(skinFromSpectrum([400, 500, 450, 600], [0.1, 0.2, 0.3, 0.4])),
    path(skinFromSpectrum([400, 500, 600, 700], [0.1, 0.2, -0.3, 0.4])),
    path(skinFromSpectrum([400, 500, 600, 900], [0.1, 0.2, 0.3, 0.4])),
    path(skinFromSpectrum([400, 500, 600, 700], [0.1, 0.2, 0.3, 0.4], { reflectanceError: 0 })),
  ]).toEqual(['lab[0]', 'labError[1]', 'reflectance', 'nm[2]', 'reflectance[2]', 'nm', 'reflectanceError']);
});

/** Means by group and site: Alaluf et al. 2002 (upper arm, forearm), Xiao et al. 2017 (forehead, cheek, inner arm). */
const MEASURED: readonly Lab[] = [
  [65, 7.1, 13.3],
  [62.1, 8.4, 16.3],
  [61.9, 8.3, 15.3],
  [53.7, 10.3, 17.9],
  [49.2, 10.2, 18.4],
  [53.94, 12.57, 19.23],
  [51.38, 12.69, 19.18],
  [50.42, 12.69, 19.58],
  [43.71, 12.89, 17.15],
  [38.14, 12.66, 15.04],
  [59.2, 11.6, 15.1],
  [56.4, 11.7, 16.3],
  [56.1, 11.3, 16.4],
  [56.8, 11.6, 17.7],
  [59.6, 11.8, 14.6],
  [58.9, 11.4, 14.2],
  [58, 11.7, 15.8],
  [60.7, 10.5, 17.2],
  [63, 5.6, 14],
  [60.9, 7, 15],
  [60.6, 6.5, 16.4],
  [61.9, 7.1, 17.4],
];
