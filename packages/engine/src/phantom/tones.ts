/**
 * Skin and hair of a phantom in linear light, from the project's own models: skin by adding-doubling (skin/), hair by its melanin
 * (skin/hair-tone.ts).
 */
import { colourOfReflectance } from '../colour/reflectance.ts';
import { WAVELENGTHS_NM } from '../colour/spectra.ts';
import type { SkinType } from '../document/schema.ts';
import type { Random } from '../random.ts';
import { hairMuAPerMm, hairReflectance, NATURAL_HAIR, type NaturalHair } from '../skin/hair-tone.ts';
import { skinColour } from '../skin/skin-colour.ts';
import { type Skin, skinOfType } from '../skin/tissue.ts';

export type Rgb = readonly [number, number, number];

export type HairColour = 'black' | 'dark-brown' | 'brown' | 'blond' | 'red' | 'grey';

export interface Tone {
  readonly melanin: number;
  readonly blood: number;
  readonly skin: Rgb;
  /** Much hair together; single shafts vary about it (`shaftTone`). */
  readonly hair: Rgb;
  readonly hairColour: HairColour;
  readonly fibre: Fibre;
  readonly whiteFibre: Fibre;
  /** Share of shafts without pigment. */
  readonly whiteShare: number;
  /** Skin with twice the melanin or twice the blood, relative to `skin`: powers of these tint it as the model does. */
  readonly twiceMelanin: Rgb;
  readonly twiceBlood: Rgb;
}

/** Reflectance of a tress, and what a shaft of TERMINAL_UM lets through. */
interface Fibre {
  readonly body: Rgb;
  readonly through: Rgb;
}

/** Hair that goes with a skin when none is asked for [assumed]. */
const USUAL_HAIR: Readonly<Record<SkinType, HairColour>> = {
  I: 'brown',
  II: 'brown',
  III: 'dark-brown',
  IV: 'black',
  V: 'black',
  VI: 'black',
};
/** Greying hair: most shafts white, the others as they were [assumed]. */
const GREY_WHITE_SHARE = 0.6;
const GREY_REST: NaturalHair = 'dark-brown';
/** Enough for a picture: within 1 % of the reflectance with 32 streams. */
const STREAMS = 8;

export function toneOf(type: SkinType, hairColour: HairColour = USUAL_HAIR[type]): Tone {
  const skin = skinOfType(type);
  const base = linearOf(skin);
  const whiteShare = hairColour === 'grey' ? GREY_WHITE_SHARE : 0;
  const fibre = fibreOf(hairColour === 'grey' ? GREY_REST : hairColour);
  const whiteFibre = fibreOf('grey');
  return {
    melanin: skin.melanin,
    blood: skin.blood,
    skin: base,
    hair: rgb((k) => fibre.body[k] + (whiteFibre.body[k] - fibre.body[k]) * whiteShare),
    hairColour,
    fibre,
    whiteFibre,
    whiteShare,
    twiceMelanin: ratio(linearOf({ ...skin, melanin: 2 * skin.melanin }), base),
    twiceBlood: ratio(linearOf({ ...skin, blood: 2 * skin.blood }), base),
  };
}

/** Of one shaft, as `drawStrand` takes it: what it sends by itself, and what it lets through of the light behind it. */
export interface ShaftTone {
  readonly colour: Rgb;
  readonly through: Rgb;
}

/** A lone fibre scatters this share of what a tress of many does; the rest of the light goes on through it [model]. */
const LONE_SCATTERING = 0.4;
/** The skin right behind a shaft lies in its shade [model]. */
const SHADED_BEHIND = 0.65;
const TERMINAL_UM = 70;
/** Below this breadth shafts lose pigment; vellus keeps a fifth of it [assumed, after the pale look of vellus]. */
const PALE_BELOW_UM = 55;
const VELLUS_PIGMENT = 0.2;

/** The tone of one shaft: pigment varies from hair to hair, thin hairs are paler, some of grey hair is white. */
export function shaftTone(tone: Tone, widthUm: number, random: Random): ShaftTone {
  const white = random.next() < tone.whiteShare;
  const varied = 0.7 + 0.6 * random.next();
  const paled = Math.min(1, Math.max(VELLUS_PIGMENT, (widthUm - 10) / (PALE_BELOW_UM - 10)));
  const pigment = varied * paled;
  const { body: full, through: fully } = white ? tone.whiteFibre : tone.fibre;
  const body = white ? full : rgb((k) => CUTICLE + (1 - CUTICLE) * ((full[k] - CUTICLE) / (1 - CUTICLE)) ** Math.sqrt(pigment));
  const through = white ? fully : rgb((k) => fully[k] ** (pigment * (widthUm / TERMINAL_UM)));
  const lone = rgb((k) => LONE_SCATTERING + (1 - LONE_SCATTERING) * (1 - through[k]));
  return {
    colour: rgb((k) => body[k] * lone[k]),
    through: rgb((k) => SHADED_BEHIND * through[k] * (1 - LONE_SCATTERING)),
  };
}

/** Reflectance that `hairReflectance` never goes below. */
const CUTICLE = 0.0199;
/** Mean way of light through a fibre, in diameters: light comes from all sides and turns inside [model]. */
const WAY = 1.8;
/** Colours of dark fibres lie outside sRGB: their blue would be negative. */
const DARKEST = 1e-4;

function fibreOf(kind: NaturalHair): Fibre {
  const hair = NATURAL_HAIR[kind];
  const wayMm = (WAY * TERMINAL_UM) / 1000;
  const through = colourOfReflectance(Float64Array.from(WAVELENGTHS_NM, (nm) => Math.exp(-hairMuAPerMm(hair, nm) * wayMm))).linear;
  return { body: colourOfReflectance(hairReflectance(hair)).linear, through: rgb((k) => Math.max(DARKEST, through[k])) };
}

function linearOf(skin: Skin): Rgb {
  return skinColour(skin, STREAMS).linear;
}

function ratio(a: Rgb, b: Rgb): Rgb {
  return rgb((k) => a[k] / b[k]);
}

function rgb(f: (k: 0 | 1 | 2) => number): Rgb {
  return [f(0), f(1), f(2)];
}
