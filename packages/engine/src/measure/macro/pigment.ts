/**
 * Whether a mark in a patch looks more like a dot of pigment than like a hair: round, a fifth of a millimetre or more across, soft, and paler than a
 * shaft. A guess: a stub of dark hair seen end-on, a plugged pore or a small mole look the same.
 */
import { LINEAR_OF_SRGB8 } from '../../colour/srgb.ts';
import type { Raster } from '../../raster.ts';
import { smoothstep } from '../../smoothstep.ts';
import type { Shafts } from './shafts.ts';

/** What belongs to a mark lies within this of its middle; the skin beside it is read on the ring from there to the second. */
const MARK_MM = 0.32;
const RING_MM = 0.48;
/** Of the deepest place of a mark: what is darker than this share of it is the mark. */
const CORE_SHARE = 0.35;
/** Long over short axis: dots under one, shafts of any length that lies on the skin over the other [A]. */
const ROUND = { dot: 1.35, shaft: 1.8 };
/** Breadth between half depths, mm: a terminal shaft shows up to 0.13, healed dots 0.2 to 0.5 [P]. */
const BREADTH = { shaft: 0.12, dot: 0.17 };
/** Light lost in the middle: a dot of pigment keeps a quarter at least, black shafts hardly any [A]. */
const LOST = { dot: 0.72, shaft: 0.9 };
/** A Gaussian's full width at half depth in its deviations. */
const FWHM_OF_SIGMA = 2.3548;

/** 0..1 for each shaft. @param masked photo-sized, 1 where nothing is read */
export function pigmentGuesses(photo: Raster<'srgb8'>, masked: Uint8Array, shafts: Shafts, pxPerMm: number): Float64Array {
  const luminance = new Float32Array(photo.width * photo.height);
  for (let i = 0, j = 0; i < luminance.length; i++, j += 3)
    luminance[i] =
      0.2126 * LINEAR_OF_SRGB8[photo.data[j]] + 0.7152 * LINEAR_OF_SRGB8[photo.data[j + 1]] + 0.0722 * LINEAR_OF_SRGB8[photo.data[j + 2]];
  return Float64Array.from(shafts.rootXPx, (rootX, i) => {
    const x = (rootX + shafts.tipXPx[i]) / 2;
    const y = (shafts.rootYPx[i] + shafts.tipYPx[i]) / 2;
    const shape = shapeAt(luminance, masked, photo.width, photo.height, x, y, pxPerMm);
    if (shape === null) return 0;
    return (
      (1 - smoothstep(ROUND.dot, ROUND.shaft, shape.elongation)) *
      smoothstep(BREADTH.shaft, BREADTH.dot, shape.breadthMm) *
      (1 - smoothstep(LOST.dot, LOST.shaft, shape.lost))
    );
  });
}

interface Shape {
  readonly elongation: number;
  readonly breadthMm: number;
  readonly lost: number;
}

/** Moments of the light lost about a place; null where the skin beside it is not seen or nothing is lost. */
function shapeAt(
  luminance: Float32Array,
  masked: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  pxPerMm: number,
): Shape | null {
  const [reach, ring] = [MARK_MM * pxPerMm, RING_MM * pxPerMm];
  const beside: number[] = [];
  const inside: { readonly u: number; readonly v: number; readonly light: number }[] = [];
  for (let py = Math.max(0, Math.floor(y - ring)); py <= Math.min(height - 1, Math.ceil(y + ring)); py++)
    for (let px = Math.max(0, Math.floor(x - ring)); px <= Math.min(width - 1, Math.ceil(x + ring)); px++) {
      const i = py * width + px;
      const [u, v] = [px + 0.5 - x, py + 0.5 - y];
      const r2 = u * u + v * v;
      if (masked[i] === 1 || r2 > ring * ring) continue;
      if (r2 > reach * reach) beside.push(luminance[i]);
      else inside.push({ u, v, light: luminance[i] });
    }
  if (beside.length < 8 || inside.length < 8) return null;
  const skin = beside.sort((p, q) => p - q)[Math.floor(0.7 * beside.length)];
  const losses = inside.map(({ light }) => Math.max(0, 1 - light / Math.max(1e-4, skin)));
  const deepest = [...losses].sort((p, q) => q - p)[Math.floor(0.02 * losses.length)];
  if (deepest < 0.08) return null;
  let [sum, su, sv, uu, vv, uv] = [0, 0, 0, 0, 0, 0];
  inside.forEach(({ u, v }, k) => {
    const w = losses[k] - CORE_SHARE * deepest;
    if (w <= 0) return;
    sum += w;
    su += w * u;
    sv += w * v;
    uu += w * u * u;
    vv += w * v * v;
    uv += w * u * v;
  });
  if (sum === 0) return null;
  const [xx, yy, xy] = [uu / sum - (su / sum) ** 2 + 1 / 12, vv / sum - (sv / sum) ** 2 + 1 / 12, uv / sum - (su * sv) / sum ** 2];
  const spread = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  const [long, short] = [(xx + yy) / 2 + spread, Math.max(1e-6, (xx + yy) / 2 - spread)];
  return { elongation: Math.sqrt(long / short), breadthMm: (FWHM_OF_SIGMA * Math.sqrt(short)) / pxPerMm, lost: deepest };
}
