/** The colour of skin, bare or over a sheet of pigment: adding-doubling at every wavelength, as an instrument without gloss would read it. */
import { deltaE00, itaDegrees } from '../colour/lab.ts';
import { type Colour, colourOfReflectance } from '../colour/reflectance.ts';
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import { stackSolver } from './adding-doubling.ts';
import type { Layer } from './layers.ts';
import { type Sheet, withSheet } from './pigment.ts';
import { type Skin, skinLayers } from './tissue.ts';

export interface SkinColour extends Colour {
  /** At 380, 385, … 780 nm, specular reflection excluded. */
  readonly reflectance: Float64Array;
  /** Individual typology angle, degrees. */
  readonly ita: number;
}

export interface SheetColour extends SkinColour {
  readonly bare: SkinColour;
  /** Against bare skin. */
  readonly deltaE00: number;
  /** How much bluer for how much darker: (b − b of bare skin) / (L − L of bare skin); null where nothing darkens. */
  readonly deltaBOverDeltaL: number | null;
}

/** Within ΔE00 0.02 of 32 streams. */
const COLOUR_STREAMS = 16;

export function skinColour(skin: Skin, streams: number = COLOUR_STREAMS): SkinColour {
  return stackColour((nm) => skinLayers(skin, nm), streams);
}

export function sheetColour(skin: Skin, sheet: Sheet, streams: number = COLOUR_STREAMS): SheetColour {
  const bare = skinColour(skin, streams);
  const tinted = stackColour((nm) => withSheet(skinLayers(skin, nm), sheet, nm), streams);
  return { ...tinted, bare, ...differenceFrom(bare, tinted) };
}

/** What the eye is told about a mark on skin. */
export function differenceFrom(bare: Pick<Colour, 'lab'>, marked: Pick<Colour, 'lab'>): Pick<SheetColour, 'deltaE00' | 'deltaBOverDeltaL'> {
  const darker = marked.lab[0] - bare.lab[0];
  return { deltaE00: deltaE00(bare.lab, marked.lab), deltaBOverDeltaL: darker === 0 ? null : (marked.lab[2] - bare.lab[2]) / darker };
}

/** Colour of any stack in air. */
export function stackColour(layersAt: (nm: number) => readonly Layer[], streams: number = COLOUR_STREAMS): SkinColour {
  const solve = stackSolver({ streams });
  const reflectance = Float64Array.from(WAVELENGTHS_NM, (nm) => {
    const layers = layersAt(nm);
    return solve(layers).UR1 - specular(layers[0].n);
  });
  const colour = colourOfReflectance(reflectance);
  return { ...colour, reflectance, ita: itaDegrees(colour.lab) };
}

/** What the surface mirrors of light that falls straight down; instruments shut it out (specular component excluded). */
export function specular(n: number): number {
  return ((n - 1) / (n + 1)) ** 2;
}
