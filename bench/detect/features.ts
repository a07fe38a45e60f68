/**
 * What a machine that knows nothing of hair can measure on a tile: power of its spectrum by wavelength, the dark spots' number, breadth, depth, colour and outline,
 * and how they lie. Figures come in groups, so that one can see which group gives ink away.
 */
import type { Raster } from '@stubble/engine';
import { findDots } from '../picture/dot-detector.js';
import { arrangementOf, blur, LINEAR_OF_SRGB8 } from './engine-inside.js';

export const GROUPS = ['spectrum', 'size', 'tone', 'colour', 'spacing'] as const;
export type Group = (typeof GROUPS)[number];

export type Features = Readonly<Record<Group, readonly number[]>>;

/** Deviations at which spots are looked for, mm: from a shaft to a broad dot. */
const SPOT_SIGMAS_MM = [0.06, 0.12] as const;
const RINGS = 14;
/** The light's slow change is taken out: what is broader than this is lamps and blotches. */
const FLAT_MM = 1.2;
const NO_PLACES = { xMm: new Float64Array(0), yMm: new Float64Array(0) };

export function featuresOf(tile: Raster<'srgb8'>, pxPerMm: number): Features {
  const { width, height, data } = tile;
  const planes = [0, 1, 2].map((k) =>
    Float32Array.from({ length: width * height }, (_, i) => Math.log(LINEAR_OF_SRGB8[data[3 * i + k]] + 2e-3)),
  );
  const [red, green, blue] = planes.map((plane) => flattened(plane, width, height, FLAT_MM * pxPerMm));
  const log = red.map((r, i) => 0.2126 * r + 0.7152 * green[i] + 0.0722 * blue[i]);
  const moments = momentsOf(log);
  const spots = SPOT_SIGMAS_MM.map((sigmaMm) => findDots(tile, Math.max(0.75, sigmaMm * pxPerMm)));
  const [fine, broad] = spots.map(({ dots }) => dots);
  const areaMm2 = (width * height) / pxPerMm ** 2;
  const at = (plane: Float32Array, x: number, y: number): number =>
    plane[Math.min(height - 1, Math.floor(y)) * width + Math.min(width - 1, Math.floor(x))];
  const widths = [fine, broad].map((dots) => dots.flatMap(({ diameterPx }) => (diameterPx === null ? [] : [diameterPx / pxPerMm])));
  const drops = [fine, broad].map((dots) => dots.map(({ drop }) => drop));
  const tints = fine.map(({ xPx, yPx }) => {
    const depth = Math.min(-0.02, at(log, xPx, yPx));
    return [(at(red, xPx, yPx) - at(green, xPx, yPx)) / depth, (at(blue, xPx, yPx) - at(green, xPx, yPx)) / depth];
  });
  return {
    spectrum: [...radialPower(log, width), moments.deviation, moments.skew, moments.kurtosis],
    size: widths.flatMap((w) => [quantile(w, 0.25), quantile(w, 0.5), quantile(w, 0.75), spread(w)]),
    tone: [
      ...drops.flatMap((d) => [quantile(d, 0.25), quantile(d, 0.5), quantile(d, 0.9), spread(d)]),
      ...[fine, broad].map((d) => d.length / areaMm2),
    ],
    colour: [0, 1].flatMap((k) => {
      const values = tints.map((t) => t[k]);
      return [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)];
    }),
    spacing: spots.flatMap(({ dots }) => spacingOf(dots, width, height, pxPerMm)),
  };
}

function spacingOf(
  dots: readonly { readonly xPx: number; readonly yPx: number }[],
  width: number,
  height: number,
  pxPerMm: number,
): readonly number[] {
  const [w, h] = [width / pxPerMm, height / pxPerMm];
  const seen = arrangementOf(
    { xMm: Float64Array.from(dots, (d) => d.xPx / pxPerMm), yMm: Float64Array.from(dots, (d) => d.yPx / pxPerMm) },
    NO_PLACES,
    { x0Mm: 0, y0Mm: 0, x1Mm: w, y1Mm: h, inside: (x, y) => x >= 0 && y >= 0 && x < w && y < h },
    12,
  );
  if (seen === null) return new Array<number>(9).fill(0);
  const { nearestMean, nearestCv, neighbours, psi4, psi6, repeats } = seen;
  return [nearestMean, nearestCv, psi4 || 0, psi6 || 0, repeats, neighbours[9], neighbours[15], neighbours[21], neighbours[29]];
}

function flattened(plane: Float32Array, width: number, height: number, sigmaPx: number): Float32Array {
  const broad = blur({ kind: 'density', width, height, data: plane }, sigmaPx).data;
  return plane.map((v, i) => v - broad[i]);
}

/** ln of the mean power on rings of wave numbers, evenly in their logarithm, of a square with a cosine window. */
function radialPower(plane: Float32Array, side: number): readonly number[] {
  const size = 2 ** Math.floor(Math.log2(side));
  const re = new Float64Array(size * size);
  const im = new Float64Array(size * size);
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size));
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) re[y * size + x] = plane[y * side + x] * window[x] * window[y];
  for (let y = 0; y < size; y++) transform(re, im, size, y * size, 1);
  for (let x = 0; x < size; x++) transform(re, im, size, x, size);
  const sum = new Float64Array(RINGS);
  const count = new Float64Array(RINGS);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const k = Math.hypot(Math.min(x, size - x), Math.min(y, size - y));
      if (k < 2 || k >= size / 2) continue;
      const ring = Math.floor((RINGS * Math.log(k / 2)) / Math.log(size / 4));
      sum[ring] += re[y * size + x] ** 2 + im[y * size + x] ** 2;
      count[ring]++;
    }
  return Array.from(sum, (power, ring) => Math.log(power / Math.max(1, count[ring]) + 1e-9));
}

/** Fast Fourier transform in place, of `size` values from `from` on, every `step`-th (Cooley & Tukey 1965). */
function transform(re: Float64Array, im: Float64Array, size: number, from: number, step: number): void {
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const [a, b] = [from + i * step, from + j * step];
    [re[a], re[b]] = [re[b], re[a]];
    [im[a], im[b]] = [im[b], im[a]];
  }
  for (let length = 2; length <= size; length <<= 1) {
    const angle = (-2 * Math.PI) / length;
    for (let k = 0; k < length / 2; k++) {
      const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
      for (let i = k; i < size; i += length) {
        const [a, b] = [from + i * step, from + (i + length / 2) * step];
        const [r, m] = [re[b] * c - im[b] * s, re[b] * s + im[b] * c];
        [re[b], im[b]] = [re[a] - r, im[a] - m];
        re[a] += r;
        im[a] += m;
      }
    }
  }
}

function momentsOf(values: Float32Array): { readonly deviation: number; readonly skew: number; readonly kurtosis: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const power = (n: number): number => values.reduce((sum, v) => sum + (v - mean) ** n, 0) / values.length;
  const deviation = Math.sqrt(power(2));
  return { deviation, skew: power(3) / deviation ** 3, kurtosis: Math.log(power(4) / deviation ** 4) };
}

function quantile(values: readonly number[], share: number): number {
  return values.length === 0 ? 0 : [...values].sort((p, q) => p - q)[Math.min(values.length - 1, Math.floor(share * values.length))];
}

function spread(values: readonly number[]): number {
  const middle = quantile(values, 0.5);
  return middle === 0 ? 0 : (quantile(values, 0.84) - quantile(values, 0.16)) / middle;
}
