/**
 * Synthetic scalps whose truth is known: follicular units are laid out on a head, hairs grow from them along a whorl or from a parting, and a
 * camera looks on.
 */
import type { SkinType } from '../document/schema.ts';
import type { Surface } from '../head/surface.ts';
import type { Polygon } from '../polygon.ts';
import type { Random } from '../random.ts';
import type { Raster } from '../raster.ts';
import { frontPhantom } from './front.ts';
import { macroPhantom } from './macro.ts';
import type { Sex } from './pattern.ts';
import type { HairColour } from './tones.ts';
import { topPhantom } from './top.ts';

export const HAIR_COLOURS = ['black', 'dark-brown', 'brown', 'blond', 'red', 'grey'] as const satisfies readonly HairColour[];
export const CURLS = ['straight', 'wavy', 'coiled'] as const;
export const PARTINGS = ['none', 'left', 'middle', 'right'] as const;
export type Curl = (typeof CURLS)[number];
/** Sides are the client's. */
export type Parting = (typeof PARTINGS)[number];

export interface PhantomOptions {
  readonly view: 'top' | 'front' | 'macro';
  readonly sex: Sex;
  /** 1..7 (Norwood) or 1..5 (Sinclair). */
  readonly stage: number;
  readonly skinType: SkinType;
  readonly hairLengthMm: number;
  readonly pxPerMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Left out, these follow from skin type and seed. */
  readonly hairColour?: HairColour;
  readonly curl?: Curl;
  readonly parting?: Parting;
  /** Deviation of the blur of lens and focus. */
  readonly blurPx?: number;
  /** Sensor noise, 1 = that of a phone in room light. */
  readonly noise?: number;
  /** Factor on the light, 1 = well exposed. */
  readonly exposure?: number;
  /** 1..100; left out: no trace of JPEG. */
  readonly jpegQuality?: number;
  /** White balance, −1 cold .. 1 warm; 0 = none. */
  readonly cast?: number;
  /** Side of a printed marker stuck to the head (top and front). */
  readonly markerMm?: number;
}

/** What a phantom can be asked for. */
export const PHANTOM_LIMITS = {
  megapixels: 40,
  pxPerMm: { top: [1, 30], front: [1, 30], macro: [10, 200] },
  hairLengthMm: [0, 60],
  stage: { male: 7, female: 5 },
  blurPx: [0, 60],
  noise: [0, 20],
  exposure: [0.001, 10],
  jpegQuality: [5, 100],
  cast: [-1, 1],
  markerMm: [8, 60],
} as const;

export const PHANTOM_DEFAULTS = {
  top: { hairLengthMm: 12, pxPerMm: 8, widthMm: 196, heightMm: 236 },
  front: { hairLengthMm: 12, pxPerMm: 8, widthMm: 204, heightMm: 184 },
  macro: { hairLengthMm: 1, pxPerMm: 60, widthMm: 22, heightMm: 16 },
} as const;

/** Densities and coverage of one area of skin. */
export interface AreaTruth {
  readonly areaMm2: number;
  /** Shafts of 30 µm or more rooted there. */
  readonly hairsPerCm2: number;
  readonly follicularUnitsPerCm2: number;
  /** Share of the skin that hair hides, as drawn. */
  readonly hairCoverage: number;
}

/**
 * What is in the picture. Places in photo pixels; all arrays of one kind have one length. Densities per cm² of skin and the coverage are of
 * one area: of a macro the picture, of a head the skin behind the front edge that the picture shows tilted by less than 60°, less what a
 * marker covers. Units and shafts listed are all that face the camera within the picture.
 */
export interface PhantomTruth extends AreaTruth {
  readonly view: PhantomOptions['view'];
  readonly pxPerMm: number;
  readonly skin: { readonly melanin: number; readonly blood: number };
  readonly hairColour?: HairColour;
  readonly curl?: Curl;
  readonly parting?: Parting;
  readonly follicularUnits: {
    readonly xPx: readonly number[];
    readonly yPx: readonly number[];
    /** Of a head: whether it lies in the area of the densities. */
    readonly inArea?: readonly boolean[];
  };
  readonly shafts: {
    readonly rootXPx: readonly number[];
    readonly rootYPx: readonly number[];
    readonly widthUm: readonly number[];
    readonly terminal: readonly boolean[];
    readonly tipXPx?: readonly number[];
    readonly tipYPx?: readonly number[];
    /** Place of its follicular unit in `follicularUnits`. */
    readonly unit?: readonly number[];
    readonly inArea?: readonly boolean[];
  };
  /** Of a head: the outline of the skull, the area with less than 70 % of its hair left, the front edge; where the face lies. */
  readonly headPx?: Polygon;
  readonly zonePx?: Polygon;
  /** Of the skin within `zonePx`. */
  readonly zone?: AreaTruth;
  readonly hairlinePx?: Polygon;
  readonly faceDirectionDegrees?: number;
  readonly surface?: Surface;
  readonly headBreadthMm?: number;
  readonly circumferenceMm?: number;
  readonly molesPx?: readonly { readonly xPx: number; readonly yPx: number; readonly radiusPx: number }[];
  /** Corners of the marker's black square, clockwise from its own top left. */
  readonly markerPx?: Polygon;
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
  if (options.view === 'macro') return macroPhantom(options, random);
  return options.view === 'top' ? topPhantom(options, random) : frontPhantom(options, random);
}
