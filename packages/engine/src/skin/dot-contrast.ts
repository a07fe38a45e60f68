/**
 * What one dot does to the light from skin, and what a field of them does: contrasts C = R / R_skin in linear light for pictures, colours for people.
 * Dots multiply: the product of single contrasts, each followed to 6 mm, is within 0.02 of a Monte Carlo of the whole lattice up to 200 dots/cm².
 */
import { type Lab, linearOfXyz } from '../colour/lab.ts';
import { type Colour, colourOfReflectance, xyzOfReflectance } from '../colour/reflectance.ts';
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import { type Clamped, type Deposit, dotSpectrum } from './dot-spectrum.ts';
import { differenceFrom, type SkinColour } from './skin-colour.ts';
import type { Skin } from './tissue.ts';

export type { Clamped, Deposit } from './dot-spectrum.ts';

/** Farther out no dot is followed: cut at 1 mm, a third of the effect on red light would be lost. */
export const DOT_REACH_MM = 6;

/** Distances of a profile: as squares, so that they are close together where a dot has its rim, and a look-up is one square root. */
const STEPS = 128;
const RADII_MM: Float64Array = Float64Array.from({ length: STEPS + 1 }, (_, i) => DOT_REACH_MM * (i / STEPS) ** 2);

/** Contrast in linear sRGB under D65 by distance from the dot's centre. */
export interface DotContrast {
  readonly rMm: Float64Array;
  /** Three channels a distance. */
  readonly rgb: Float32Array;
  /** What of the question lay outside the table and was answered for its edge. */
  readonly clamped: readonly Clamped[];
}

/**
 * A channel is the quotient of two sums over the spectrum with the channel's weights, some of them negative. Where the eye would say "less than no
 * red" the contrast is 0.
 */
export function depositContrast(skin: Skin, deposit: Deposit): DotContrast {
  const { bare, clamped, at } = dotSpectrum(skin, deposit);
  const rgb = new Float32Array(3 * RADII_MM.length);
  const loss = new Float64Array(WAVELENGTHS_NM.length);
  const reflectance = new Float64Array(WAVELENGTHS_NM.length);
  RADII_MM.forEach((rMm, i) => {
    at(rMm, loss);
    for (let l = 0; l < loss.length; l++) reflectance[l] = bare.reflectance[l] * Math.exp(-loss[l]);
    linearOfXyz(xyzOfReflectance(reflectance)).forEach((v, k) => {
      rgb[3 * i + k] = Math.max(0, v / bare.linear[k]);
    });
  });
  return { rMm: RADII_MM, rgb, clamped };
}

/** Contrast of one channel at any distance; 1 beyond the reach. */
export function contrastAtMm({ rgb }: DotContrast, rMm: number, channel: 0 | 1 | 2): number {
  const place = STEPS * Math.sqrt(rMm / DOT_REACH_MM);
  if (!(place < STEPS)) return 1;
  const i = Math.floor(place);
  const t = place - i;
  const at = 3 * i + channel;
  return rgb[at] * (1 - t) + rgb[at + 3] * t;
}

/** The contrast of a dot at one wavelength of the common grid (380, 385, … 780 nm) and one distance. */
export function contrastAtNm(skin: Skin, deposit: Deposit, nm: number, rMm: number): number {
  const loss = new Float64Array(WAVELENGTHS_NM.length);
  dotSpectrum(skin, deposit).at(rMm, loss);
  const at = WAVELENGTHS_NM.indexOf(nm);
  if (at < 0) throw new RangeError(`${nm} nm is not on the grid of wavelengths`);
  return Math.exp(-loss[at]);
}

export interface DotColours {
  readonly bare: SkinColour;
  /** Mean within 0.05 mm of the dot's centre, with its reflectance at 380, 385, … 780 nm. */
  readonly centre: Colour & { readonly reflectance: Float64Array };
  /** Of the centre against bare skin. */
  readonly deltaE00: number;
  /** How much bluer for how much darker; null where nothing darkens. */
  readonly deltaBOverDeltaL: number | null;
  readonly profile: { readonly rMm: readonly number[]; readonly lab: readonly Lab[] };
  readonly clamped: readonly Clamped[];
}

const CENTRE_MM = 0.05;
/** Rings of equal area for the mean over the centre. */
const CENTRE_RINGS = 5;
const PROFILE_MM: readonly number[] = [
  ...Array.from({ length: 21 }, (_, i) => i / 40),
  ...[0.55, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, 5, 6],
];

/** The colour of a dot's centre and how it passes into that of the skin. */
export function dotColours(skin: Skin, deposit: Deposit): DotColours {
  const { bare, clamped, at } = dotSpectrum(skin, deposit);
  const loss = new Float64Array(WAVELENGTHS_NM.length);
  const middle = new Float64Array(WAVELENGTHS_NM.length);
  for (let ring = 0; ring < CENTRE_RINGS; ring++) {
    at(CENTRE_MM * Math.sqrt((ring + 0.5) / CENTRE_RINGS), loss);
    for (let l = 0; l < loss.length; l++) middle[l] += (bare.reflectance[l] * Math.exp(-loss[l])) / CENTRE_RINGS;
  }
  const centre = { ...colourOfReflectance(middle), reflectance: middle };
  const lab = PROFILE_MM.map((rMm) => {
    at(rMm, loss);
    return colourOfReflectance(loss.map((v, l) => bare.reflectance[l] * Math.exp(-v))).lab;
  });
  return { bare, centre, ...differenceFrom(bare, centre), profile: { rMm: PROFILE_MM, lab }, clamped };
}

/** Side of the grid of viewed points in an eighth of a lattice's cell. */
const CELL_POINTS = 12;

/**
 * Mean reflectance of skin with a square lattice of equal dots, at 380, 385, … 780 nm: the mean over the cell of the product of all contrasts within
 * 6 mm.
 */
export function fieldReflectance(skin: Skin, deposit: Deposit, dotsPerCm2: number): Float64Array {
  const { bare, at } = dotSpectrum(skin, deposit);
  if (dotsPerCm2 === 0) return bare.reflectance.slice();
  const count = WAVELENGTHS_NM.length;
  // −ln C by distance × wavelength; sums of these over the dots are then read off
  const losses = new Float64Array(RADII_MM.length * count);
  const loss = new Float64Array(count);
  RADII_MM.forEach((rMm, i) => {
    at(rMm, loss);
    losses.set(loss, i * count);
  });
  const mean = new Float64Array(count);
  const cell = latticePoints(10 / Math.sqrt(dotsPerCm2));
  for (const { weight, distancesMm } of cell) {
    loss.fill(0);
    for (const rMm of distancesMm) {
      const place = STEPS * Math.sqrt(rMm / DOT_REACH_MM);
      const i = Math.min(STEPS - 1, Math.floor(place));
      const t = place - i;
      for (let l = 0, o = i * count; l < count; l++, o++) loss[l] += losses[o] * (1 - t) + losses[o + count] * t;
    }
    for (let l = 0; l < count; l++) mean[l] += weight * Math.exp(-loss[l]);
  }
  return mean.map((share, l) => share * bare.reflectance[l]);
}

/** Colour of such a field from afar. */
export function fieldLab(skin: Skin, deposit: Deposit, dotsPerCm2: number): Lab {
  return colourOfReflectance(fieldReflectance(skin, deposit, dotsPerCm2)).lab;
}

interface ViewedPoint {
  readonly weight: number;
  /** Of all dots within reach. */
  readonly distancesMm: readonly number[];
}

/** Points of a square cell with their distances to the dots; by symmetry an eighth of the cell, 0 ≤ y ≤ x ≤ half a spacing. */
function latticePoints(spacingMm: number): ViewedPoint[] {
  const around = Math.ceil(DOT_REACH_MM / spacingMm) + 1;
  const points: ViewedPoint[] = [];
  for (let i = 0; i < CELL_POINTS; i++)
    for (let j = 0; j <= i; j++) {
      const x = ((i + 0.5) / CELL_POINTS / 2) * spacingMm;
      const y = ((j + 0.5) / CELL_POINTS / 2) * spacingMm;
      const distancesMm: number[] = [];
      for (let u = -around; u <= around; u++)
        for (let v = -around; v <= around; v++) {
          const rMm = Math.hypot(u * spacingMm - x, v * spacingMm - y);
          if (rMm <= DOT_REACH_MM) distancesMm.push(rMm);
        }
      points.push({ weight: (i === j ? 1 : 2) / (CELL_POINTS * CELL_POINTS), distancesMm });
    }
  return points;
}
