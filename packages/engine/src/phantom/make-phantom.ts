/**
 * Synthetic scalps whose truth is known: follicular units are laid out on the head, hairs grow from them along a whorl, and a camera looks on.
 * A first form: what it is for is a head that is measured like a real one, not one that deceives an eye.
 */
import type { SkinType } from '../document/schema.ts';
import type { Surface } from '../head/surface.ts';
import type { Polygon } from '../polygon.ts';
import type { Random } from '../random.ts';
import type { Raster } from '../raster.ts';
import { macroPhantom } from './macro.ts';
import type { Sex } from './pattern.ts';
import { topPhantom } from './top.ts';

export interface PhantomOptions {
  readonly view: 'top' | 'macro';
  readonly sex: Sex;
  /** 1..7 (Norwood) or 1..5 (Sinclair). */
  readonly stage: number;
  readonly skinType: SkinType;
  readonly hairLengthMm: number;
  readonly pxPerMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What a phantom can be asked for. */
export const PHANTOM_LIMITS = {
  megapixels: 40,
  pxPerMm: { top: [1, 30], macro: [10, 200] },
  hairLengthMm: [0, 60],
  stage: { male: 7, female: 5 },
} as const;

export const PHANTOM_DEFAULTS = {
  top: { hairLengthMm: 12, pxPerMm: 8, widthMm: 196, heightMm: 236 },
  macro: { hairLengthMm: 1, pxPerMm: 60, widthMm: 22, heightMm: 16 },
} as const;

/** What is in the picture. Densities per cm² of skin; places in photo pixels; all arrays of one kind have one length. */
export interface PhantomTruth {
  readonly view: PhantomOptions['view'];
  readonly pxPerMm: number;
  /** Shafts of 30 µm or more rooted in the picture. */
  readonly hairsPerCm2: number;
  readonly follicularUnitsPerCm2: number;
  /** Share of the scalp that hair hides: of a macro the picture, of a top view the skin behind the front edge tilted by less than 60°. */
  readonly hairCoverage: number;
  readonly areaMm2: number;
  readonly skin: { readonly melanin: number; readonly blood: number };
  readonly follicularUnits: { readonly xPx: readonly number[]; readonly yPx: readonly number[] };
  readonly shafts: {
    readonly rootXPx: readonly number[];
    readonly rootYPx: readonly number[];
    readonly widthUm: readonly number[];
    readonly terminal: readonly boolean[];
  };
  /** Of a top view: the outline of the head, the area with less than 70 % of its hair left, the front edge; where the face lies. */
  readonly headPx?: Polygon;
  readonly zonePx?: Polygon;
  readonly hairlinePx?: Polygon;
  readonly faceDirectionDegrees?: number;
  readonly surface?: Surface;
}

export interface Phantom {
  readonly photo: Raster<'srgb8'>;
  readonly truth: PhantomTruth;
}

/** Throws a RangeError for a stage or a size out of PHANTOM_LIMITS. */
export function makePhantom(options: PhantomOptions, random: Random): Phantom {
  const pixels = options.widthMm * options.heightMm * options.pxPerMm ** 2;
  if (!(pixels >= 1 && pixels <= PHANTOM_LIMITS.megapixels * 1e6))
    throw new RangeError(`a phantom of ${pixels / 1e6} megapixels is out of range`);
  return options.view === 'top' ? topPhantom(options, random) : macroPhantom(options, random);
}
