/** The colour of a reflectance spectrum under a light (CIE 15:2018): 5 nm sums, CIE 1931 observer. */
import { ILLUMINANTS, type IlluminantName } from './illuminants.ts';
import { type Lab, labOfLinear, linearOfXyz, WHITE, type Xyz } from './lab.ts';
import { WAVELENGTHS_NM } from './spectra.ts';
import { srgb8OfLinear } from './srgb.ts';
import { X_BAR, Y_BAR, Z_BAR } from './tables/cie-1931.ts';

export interface Colour {
  readonly lab: Lab;
  /** Linear sRGB, 1 = white; may leave 0..1. */
  readonly linear: readonly [red: number, green: number, blue: number];
  /** "#rrggbb"; what sRGB cannot show is cut off at its ends. */
  readonly srgb: string;
}

/**
 * Tristimulus values of a reflectance on the common grid, with Y = 1 for a perfect white. They are scaled so that this white is that of sRGB
 * (D65, 2°): for D65 a matter of the fifth digit, for other lights the adaptation that CIELAB itself makes.
 */
export function xyzOfReflectance(reflectance: ArrayLike<number>, illuminant: IlluminantName = 'D65'): Xyz {
  const [x, y, z] = WEIGHTS[illuminant];
  let sumX = 0;
  let sumY = 0;
  let sumZ = 0;
  for (let i = 0; i < x.length; i++) {
    sumX += x[i] * reflectance[i];
    sumY += y[i] * reflectance[i];
    sumZ += z[i] * reflectance[i];
  }
  return [sumX, sumY, sumZ];
}

export function colourOfReflectance(reflectance: ArrayLike<number>, illuminant: IlluminantName = 'D65'): Colour {
  const linear = linearOfXyz(xyzOfReflectance(reflectance, illuminant));
  return { lab: labOfLinear(...linear), linear, srgb: hexOfLinear(...linear) };
}

export function hexOfLinear(r: number, g: number, b: number): string {
  return `#${[r, g, b].map((v) => srgb8OfLinear(v).toString(16).padStart(2, '0')).join('')}`;
}

/** A spectrum read at other wavelengths (rising) as one on the common grid: linear between, constant beyond its ends. */
export function onGrid(nm: readonly number[], values: readonly number[]): Float64Array {
  let k = 0;
  return Float64Array.from(WAVELENGTHS_NM, (at) => {
    while (k < nm.length - 2 && nm[k + 1] <= at) k++;
    const t = nm.length === 1 ? 0 : Math.min(1, Math.max(0, (at - nm[k]) / (nm[k + 1] - nm[k])));
    return t === 0 ? values[k] : values[k] * (1 - t) + values[k + 1] * t;
  });
}

/**
 * Weights by which a spectrum known only at some wavelengths (rising) makes XYZ: the full sums, with the spectrum linear between those
 * wavelengths and constant beyond them.
 */
export function sparseWeights(nm: readonly number[], illuminant: IlluminantName = 'D65'): readonly Float64Array[] {
  const full = WEIGHTS[illuminant];
  const made = full.map(() => new Float64Array(nm.length));
  const unit = nm.map(() => 0);
  nm.forEach((_, j) => {
    unit[j] = 1;
    const spread = onGrid(nm, unit);
    unit[j] = 0;
    full.forEach((weights, c) => {
      for (let i = 0; i < spread.length; i++) made[c][j] += weights[i] * spread[i];
    });
  });
  return made;
}

const WEIGHTS: Readonly<Record<IlluminantName, readonly [Float64Array, Float64Array, Float64Array]>> = {
  D65: weightsOf('D65'),
  A: weightsOf('A'),
  'warm-led': weightsOf('warm-led'),
};

function weightsOf(illuminant: IlluminantName): [Float64Array, Float64Array, Float64Array] {
  const power = ILLUMINANTS[illuminant];
  const channel = (bar: readonly number[], white: number): Float64Array => {
    const products = Float64Array.from(bar, (v, i) => v * power[i]);
    const sum = products.reduce((a, b) => a + b, 0);
    return products.map((v) => (v * white) / sum);
  };
  return [channel(X_BAR, WHITE[0]), channel(Y_BAR, WHITE[1]), channel(Z_BAR, WHITE[2])];
}
