/**
 * Melanin and blood of the skin about each dot. Light changes over a head and its colour hardly does, so the skin's own changes are read from ratios of
 * channels against the scalp's mean: two ratios give two unknowns, by the slopes of the inverse at the mean skin.
 */
import { type Raster, sampleDensity } from '../raster.ts';
import { contrastAtMm, type Deposit, depositContrast } from '../skin/dot-contrast.ts';
import type { Rgb } from '../skin/dot-gaussians.ts';
import { skinColour } from '../skin/skin-colour.ts';
import type { Skin } from '../skin/tissue.ts';
import type { ScalpLight } from './scalp-light.ts';

/** Skins that a dot can lie in: steps of melanin × steps of blood about the mean. */
export interface SkinVariants {
  readonly count: number;
  /** Log loss of light in a dot against that in the mean skin. */
  lossRatio(variant: number): Rgb;
}

export interface LocalSkin extends SkinVariants {
  /** The variant at a place of the photo. */
  at(xPx: number, yPx: number): number;
}

/** ln of melanin and blood against the mean. */
const STEPS: readonly number[] = [-0.6, 0, 0.6];
const SLOPE = 0.3;
/** Ratios of a photo beyond these are hair, gloss or coloured light. */
const MOST = 0.9;
/** Places where hair covers more show too little skin. */
const BARE_BELOW = 0.5;

export const ONE_SKIN: SkinVariants = { count: 1, lossRatio: () => [1, 1, 1] };

/** @param deposit the usual dot */
export function localSkin(skin: Skin, deposit: Deposit, { level, covered, box, cellPx }: ScalpLight): LocalSkin {
  const ratios = ([r, g, b]: readonly number[]): readonly [number, number] => [Math.log(r / g), Math.log(g / b)];
  const change = (changed: Skin): readonly [number, number] => {
    const [there, here] = [ratios(skinColour(changed, 8).linear), ratios(skinColour(skin, 8).linear)];
    return [(there[0] - here[0]) / SLOPE, (there[1] - here[1]) / SLOPE];
  };
  const browner = { ...skin, melanin: skin.melanin * Math.exp(SLOPE) };
  const redder = { ...skin, blood: skin.blood * Math.exp(SLOPE) };
  const [m, h] = [change(browner), change(redder)];
  const determinant = m[0] * h[1] - h[0] * m[1];
  const ratioAt = (i: number): readonly [number, number] => ratios(level.map(({ data }) => Math.max(1e-4, data[i])));
  const mean = meanRatio(level[0].data.length, (i) => covered.data[i] < BARE_BELOW, ratioAt);
  const melanin = { ...level[0], data: new Float32Array(level[0].data.length) };
  const blood = { ...level[0], data: new Float32Array(level[0].data.length) };
  if (Math.abs(determinant) > 1e-3)
    for (let i = 0; i < melanin.data.length; i++) {
      if (covered.data[i] >= BARE_BELOW) continue;
      const ratio = ratioAt(i);
      const [u, v] = [ratio[0] - mean[0], ratio[1] - mean[1]];
      melanin.data[i] = clamped((u * h[1] - v * h[0]) / determinant);
      blood.data[i] = clamped((v * m[0] - u * m[1]) / determinant);
    }
  const slopes = [browner, redder].map((changed) => lossSlope(skin, changed, deposit));
  const n = STEPS.length;
  const step = (value: number): number => Math.min(n - 1, Math.max(0, Math.round((value - STEPS[0]) / (STEPS[1] - STEPS[0]))));
  return {
    count: n * n,
    lossRatio: (variant) => {
      const [dm, db] = [STEPS[Math.floor(variant / n)], STEPS[variant % n]];
      return [0, 1, 2].map((k) => Math.exp(dm * slopes[0][k] + db * slopes[1][k])) as unknown as Rgb;
    },
    at: (xPx, yPx) => {
      const read = (image: Raster<'density'>): number => sampleDensity(image, (xPx - box.x) / cellPx, (yPx - box.y) / cellPx);
      return step(read(melanin)) * n + step(read(blood));
    },
  };
}

function clamped(value: number): number {
  return Math.min(MOST, Math.max(-MOST, value));
}

function meanRatio(
  count: number,
  bare: (i: number) => boolean,
  ratioAt: (i: number) => readonly [number, number],
): readonly [number, number] {
  let [n, u, v] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    if (!bare(i)) continue;
    const ratio = ratioAt(i);
    n++;
    u += ratio[0];
    v += ratio[1];
  }
  return n === 0 ? [0, 0] : [u / n, v / n];
}

/** d ln(−ln C) per ln of what was changed, at the dot's centre. */
function lossSlope(skin: Skin, changed: Skin, deposit: Deposit): Rgb {
  const [here, there] = [depositContrast(skin, deposit), depositContrast(changed, deposit)];
  return ([0, 1, 2] as const).map((k) => {
    const [a, b] = [here, there].map((contrast) => -Math.log(Math.min(0.999, Math.max(1e-3, contrastAtMm(contrast, 0, k)))));
    return Math.log(b / a) / SLOPE;
  }) as unknown as Rgb;
}
