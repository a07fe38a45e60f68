/**
 * A picture as the eye sees it from a distance: S-CIELAB (Zhang & Wandell 1996, SID Digest 27, 731; 1997, J. SID 5, 61). Light is parted into a light-dark, a red-green and a
 * blue-yellow channel, each is blurred as the eye blurs it, and only then comes the step to L*a*b*: a field of dots too fine to be told apart becomes its mean light.
 *
 * There is one eye: its blur of luminance here, 2.8′ wide at half height, holds optics and nerves, as patterns were matched by what they looked like. `render/distance.ts` draws
 * with 1′, the optics alone, as whoever looks at that picture adds his own nerves. The one is for numbers, the other for looking at.
 */
import { fillRow, type Raster, raster } from '../raster.ts';
import { labOfLinear, linearOfXyz } from './lab.ts';
import { LINEAR_OF_SRGB8 } from './srgb.ts';

/**
 * More samples than this tell the eye nothing: at 30 cycles per degree, the finest that they hold, the light-dark channel keeps less than a thousandth of a pattern
 * and the others less. So a picture may be shrunk to it before it is blurred.
 */
export const EYE_PX_PER_DEGREE = 60;

/** Opponent channels of XYZ, 2° observer (Poirson & Wandell 1993, in the digits of the authors' own code, `cmatrix.m` of ISETCam). */
const OPPONENT_OF_XYZ: Matrix = [
  [0.2787336, 0.7218031, -0.106552],
  [-0.4487736, 0.2898056, 0.0771569],
  [0.0859513, -0.5899859, 0.5011089],
];

interface Gaussian {
  readonly weight: number;
  /** s of exp(−r²/s²), degrees of visual angle: neither a deviation, which is s/√2, nor a half width. */
  readonly spreadDegrees: number;
}

/**
 * The third Gaussian of the table, −0.108 with s = 4.336°, is the surround that the eye sets a place off against. It is cut off half a degree away, as the authors' code
 * does, which makes it as good as a mean over a degree; here a Gaussian of that width. Its full reach would hold the head against what stands behind it in the photo.
 */
const SURROUND_DEGREES = Math.SQRT2 / Math.sqrt(12);

/**
 * Table of Zhang & Wandell 1996, as quoted in `scGaussianParameters.m` of ISETCam; weights are made to sum to 1, of Gaussians that each sum to 1. The "halfwidths" of
 * the authors' code (0.05, 0.225, 7 …) are these spreads' full widths at half height, 2 √(ln 2) s, to within 7 %; read as half widths they blur twice too much.
 */
const CHANNELS: readonly (readonly Gaussian[])[] = [
  [
    { weight: 0.921, spreadDegrees: 0.0283 },
    { weight: 0.105, spreadDegrees: 0.133 },
    { weight: -0.108, spreadDegrees: SURROUND_DEGREES },
  ],
  [
    { weight: 0.531, spreadDegrees: 0.0392 },
    { weight: 0.33, spreadDegrees: 0.494 },
  ],
  [
    { weight: 0.488, spreadDegrees: 0.0536 },
    { weight: 0.371, spreadDegrees: 0.386 },
  ],
];

/** The wider part of the window on light and dark, one deviation: over about so much the eye takes things together. */
export const TAKEN_TOGETHER_DEGREES = CHANNELS[0][1].spreadDegrees / Math.SQRT2;

/** Broader blurs are done on a shrunken plane whose deviation is still at least so many pixels. */
const LEAST_SIGMA_PX = 3;
/** Below this a Gaussian asked at pixel centres no longer has its variance: three taps then have it. */
const THREE_TAPS_BELOW_PX = 0.6;

type Matrix = readonly (readonly number[])[];

const LINEAR_OF_XYZ: Matrix = transposed([linearOfXyz([1, 0, 0]), linearOfXyz([0, 1, 0]), linearOfXyz([0, 0, 1])]);
const OPPONENT_OF_LINEAR = product(OPPONENT_OF_XYZ, inverse(LINEAR_OF_XYZ));
const LINEAR_OF_OPPONENT = inverse(OPPONENT_OF_LINEAR);

/** Pixels of a picture in one degree of visual angle. @param distanceM of the eye from what is pictured */
export function pxPerDegreeAt(distanceM: number, pxPerMm: number): number {
  return distanceM * 1000 * Math.tan(Math.PI / 180) * pxPerMm;
}

/** Linear light after the eye's blur; mirrored at the edges, so that they do not darken; a flat picture stays what it is. RangeError for pxPerDegree ≤ 0. */
export function seenLight(picture: Raster<'linear'>, pxPerDegree: number): Raster<'linear'> {
  if (!(pxPerDegree > 0)) throw new RangeError(`${pxPerDegree} pixels in a degree`);
  const { width, height, data } = picture;
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  times(OPPONENT_OF_LINEAR, data, planes);
  const seen = planes.map((plane, k) => blurredBy(CHANNELS[k], plane, width, height, pxPerDegree));
  const out = new Float32Array(data.length);
  const [[a, b, c], [d, e, f], [g, h, i]] = LINEAR_OF_OPPONENT;
  for (let p = 0, o = 0; o < out.length; p++, o += 3) {
    const [u, v, w] = [seen[0][p], seen[1][p], seen[2][p]];
    out[o] = a * u + b * v + c * w;
    out[o + 1] = d * u + e * v + f * w;
    out[o + 2] = g * u + h * v + i * w;
  }
  return raster('linear', width, height, out);
}

/** L*, a*, b* (D65) of each pixel as seen, three values a pixel. */
export function seenLab(picture: Raster<'srgb8'>, pxPerDegree: number): Float32Array {
  const { width, height } = picture;
  const light = seenLight(
    raster(
      'linear',
      width,
      height,
      Float32Array.from(picture.data, (v) => LINEAR_OF_SRGB8[v]),
    ),
    pxPerDegree,
  ).data;
  for (let i = 0; i < light.length; i += 3) {
    const lab = labOfLinear(light[i], light[i + 1], light[i + 2]);
    light[i] = lab[0];
    light[i + 1] = lab[1];
    light[i + 2] = lab[2];
  }
  return light;
}

function times([[a, b, c], [d, e, f], [g, h, i]]: Matrix, rgb: Float32Array, [u, v, w]: readonly Float32Array[]): void {
  for (let p = 0, o = 0; o < rgb.length; p++, o += 3) {
    const [x, y, z] = [rgb[o], rgb[o + 1], rgb[o + 2]];
    u[p] = a * x + b * y + c * z;
    v[p] = d * x + e * y + f * z;
    w[p] = g * x + h * y + i * z;
  }
}

function blurredBy(gaussians: readonly Gaussian[], plane: Float32Array, width: number, height: number, pxPerDegree: number): Float32Array {
  const total = gaussians.reduce((sum, { weight }) => sum + weight, 0);
  const out = new Float32Array(plane.length);
  for (const { weight, spreadDegrees } of gaussians)
    addBlurred(out, weight / total, plane, width, height, (spreadDegrees / Math.SQRT2) * pxPerDegree);
  return out;
}

function addBlurred(to: Float32Array, weight: number, plane: Float32Array, width: number, height: number, sigmaPx: number): void {
  const factor = Math.max(1, Math.floor(sigmaPx / LEAST_SIGMA_PX));
  if (factor === 1) {
    const blurred = convolved(plane, width, height, kernelOf(sigmaPx));
    for (let i = 0; i < to.length; i++) to[i] += weight * blurred[i];
    return;
  }
  const [columns, rows] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  // means over blocks and straight lines between them blur as well: (f² − 1)/12 and f²/6 px²
  const sigma = Math.sqrt(sigmaPx ** 2 - (factor ** 2 - 1) / 12 - factor ** 2 / 6) / factor;
  const small = raster('density', columns, rows, convolved(blockMeans(plane, width, height, factor), columns, rows, kernelOf(sigma)));
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    fillRow(row, small, y, factor);
    for (let x = 0, i = y * width; x < width; x++, i++) to[i] += weight * row[x];
  }
}

function blockMeans(plane: Float32Array, width: number, height: number, factor: number): Float32Array {
  const columns = Math.ceil(width / factor);
  const out = new Float32Array(columns * Math.ceil(height / factor));
  const count = new Uint32Array(out.length);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / factor) * columns;
    for (let c = 0; c < columns; c++) {
      const end = Math.min(width, (c + 1) * factor);
      for (let x = c * factor; x < end; x++) out[row + c] += plane[y * width + x];
      count[row + c] += end - c * factor;
    }
  }
  for (let i = 0; i < out.length; i++) out[i] /= count[i];
  return out;
}

/** The middle and one side of a symmetric kernel of sum 1. */
function kernelOf(sigmaPx: number): Float64Array {
  if (sigmaPx < THREE_TAPS_BELOW_PX) return Float64Array.of(1 - sigmaPx ** 2, sigmaPx ** 2 / 2);
  const side = Float64Array.from({ length: Math.ceil(3.5 * sigmaPx) + 1 }, (_, i) => Math.exp((-0.5 * i ** 2) / sigmaPx ** 2));
  const sum = 2 * side.reduce((total, v) => total + v, 0) - side[0];
  return side.map((v) => v / sum);
}

/** Rows, then columns; whole rows are added up for the columns, so that memory is read in its order. */
function convolved(plane: Float32Array, width: number, height: number, kernel: Float64Array): Float32Array {
  const reach = kernel.length - 1;
  const across = new Float32Array(plane.length);
  const padded = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y++) {
    for (let x = -reach; x < width + reach; x++) padded[x + reach] = plane[y * width + mirrored(x, width)];
    for (let x = 0; x < width; x++) {
      let sum = kernel[0] * padded[x + reach];
      for (let k = 1; k <= reach; k++) sum += kernel[k] * (padded[x + reach - k] + padded[x + reach + k]);
      across[y * width + x] = sum;
    }
  }
  const out = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    const to = y * width;
    for (let x = 0; x < width; x++) out[to + x] = kernel[0] * across[to + x];
    for (let k = 1; k <= reach; k++) {
      const [above, below, weight] = [mirrored(y - k, height) * width, mirrored(y + k, height) * width, kernel[k]];
      for (let x = 0; x < width; x++) out[to + x] += weight * (across[above + x] + across[below + x]);
    }
  }
  return out;
}

/** … 1 0 | 0 1 2 … n−1 | n−1 n−2 … */
function mirrored(i: number, n: number): number {
  const turned = ((i % (2 * n)) + 2 * n) % (2 * n);
  return turned < n ? turned : 2 * n - 1 - turned;
}

function transposed(m: Matrix): Matrix {
  return m[0].map((_, k) => m.map((row) => row[k]));
}

function product(m: Matrix, n: Matrix): Matrix {
  return m.map((row) => n[0].map((_, k) => row.reduce((sum, v, j) => sum + v * n[j][k], 0)));
}

/** By the cofactors of a 3 × 3 matrix. */
function inverse(m: Matrix): Matrix {
  const cofactor = (r: number, c: number): number => {
    const at = (i: number, k: number): number => m[(r + i) % 3][(c + k) % 3];
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
  };
  const determinant = [0, 1, 2].reduce((sum, k) => sum + m[0][k] * cofactor(0, k), 0);
  return [0, 1, 2].map((r) => [0, 1, 2].map((c) => cofactor(c, r) / determinant));
}
