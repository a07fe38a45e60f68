/**
 * Where hair dulls the skin: its buried part and its shadows. The buried part shows blue-grey, since the skin above it scatters blue back before
 * it gets there, and ever softer with depth; shadows are soft, more so away from the root. Sizes from video dermatoscope fields [by eye].
 */
import { blur } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';
import type { Shaft } from './macro-hair.ts';
import { readRow } from './smooth-noise.ts';
import { type Canvas, markStrand } from './strands.ts';
import type { Curl } from './strands-path.ts';
import type { Rgb, Tone } from './tones.ts';

/** Way behind the root, softness, and the share of red, green and blue that dark hair takes there. */
const NEAR = { fromMm: -0.06, toMm: 0.11, softMm: 0.018, weight: 0.97, broader: 1.05, takes: [1, 0.97, 0.92] };
const DEEP = { fromMm: 0.04, toMm: 0.4, softMm: 0.065, weight: 0.9, broader: 1.6, takes: [0.75, 0.6, 0.4] };
/** Melanin over it hides it: depth of that, in volume fraction. */
const BURIED_MELANIN = 0.2;
const CAST = { softMm: 0.035, weight: 0.4, broader: 1 };
const CONTACT = { softMm: 0.1, weight: 0.45, broader: 1.5 };
/** Light wanders under a shadow, red most. */
const SHADOW_TAKES = [0.42, 0.5, 0.54];
/** `through` of a hair without pigment (`shaftTone`): it throws no shadow inside the skin. */
const CLEAR_THROUGH = 0.39;
/** Soft things are drawn on a coarser plane of this many pixels a deviation. */
const PX_PER_SIGMA = 2;

/** Hair deep in the skin, below the gloss: call before the lamps are added. */
export function dullByDeepHair(canvas: Canvas, shafts: readonly Shaft[], tone: Tone, pxPerMm: number): void {
  const takes = DEEP.takes.map((share) => share * hiding(tone));
  take(canvas, [{ ...buried(canvas, shafts, pxPerMm, DEEP), takes }]);
}

/** Hair just below the surface, and the shadows of what stands out: call after the lamps, before the strands. */
export function dullByHair(canvas: Canvas, shafts: readonly Shaft[], tone: Tone, pxPerMm: number, shadowX: number, shadowY: number): void {
  const body = tone.hair;
  // what little light hair sends back through so thin a cover keeps its colour
  const takes = NEAR.takes.map((share, k) => share * hiding(tone) * Math.max(0.2, 1 - body[k] / tone.skin[k]));
  take(canvas, [
    { ...buried(canvas, shafts, pxPerMm, NEAR), takes },
    { ...shadows(canvas, shafts, pxPerMm, CAST, shadowX, shadowY), takes: SHADOW_TAKES },
    { ...shadows(canvas, shafts, pxPerMm, CONTACT, 0, 0), takes: SHADOW_TAKES },
  ]);
}

function hiding(tone: Tone): number {
  return Math.exp(-tone.melanin / BURIED_MELANIN);
}

interface Veil {
  readonly share: Raster<'density'>;
  readonly cellPx: number;
}

function buried(canvas: Canvas, shafts: readonly Shaft[], pxPerMm: number, part: typeof NEAR): Veil {
  return veil(canvas, part.softMm * pxPerMm, (plane, scale) => {
    const [from, to] = [part.fromMm * pxPerMm, part.toMm * pxPerMm];
    for (const { strand } of shafts) {
      const length = Math.max(1e-9, Math.sqrt(strand.dxPx ** 2 + strand.dyPx ** 2));
      const [ux, uy] = [strand.dxPx / length, strand.dyPx / length];
      const dark = Math.max(0, 1 - (strand.through?.[1] ?? 0) / CLEAR_THROUGH);
      const course = { xPx: strand.xPx - ux * from, yPx: strand.yPx - uy * from, dxPx: ux * (from - to), dyPx: uy * (from - to), bend: 0 };
      markStrand(plane, course, part.broader * strand.widthPx, scale, part.weight * dark);
    }
  });
}

/** @param leanX,leanY shift of the shadow per height of the hair */
function shadows(canvas: Canvas, shafts: readonly Shaft[], pxPerMm: number, part: typeof CAST, leanX: number, leanY: number): Veil {
  return veil(canvas, part.softMm * pxPerMm, (plane, scale) => {
    for (const { strand, heightPx } of shafts) {
      const dxPx = strand.dxPx + leanX * heightPx;
      const dyPx = strand.dyPx + leanY * heightPx;
      const curl: { curl?: Curl } = strand.curl === undefined ? {} : { curl: strand.curl };
      const course = { xPx: strand.xPx, yPx: strand.yPx, dxPx, dyPx, bend: strand.bend, ...curl };
      markStrand(plane, course, part.broader * strand.widthPx, scale, part.weight);
    }
  });
}

function veil({ width, height }: Canvas, softPx: number, mark: (plane: Raster<'density'>, scale: number) => void): Veil {
  const scale = Math.min(1, PX_PER_SIGMA / softPx);
  const plane = densityRaster(Math.ceil(width * scale), Math.ceil(height * scale));
  mark(plane, scale);
  return { share: blur(plane, softPx * scale), cellPx: 1 / scale };
}

function take({ width, height, light }: Canvas, veils: readonly (Veil & { readonly takes: readonly number[] | Rgb })[]): void {
  const row = new Float32Array(width);
  for (const { share, cellPx, takes } of veils)
    for (let y = 0; y < height; y++) {
      readRow(row, share, y, cellPx);
      for (let x = 0; x < width; x++) {
        const part = row[x];
        if (part === 0) continue;
        const i = 3 * (y * width + x);
        light[i] *= 1 - takes[0] * part;
        light[i + 1] *= 1 - takes[1] * part;
        light[i + 2] *= 1 - takes[2] * part;
      }
    }
}
