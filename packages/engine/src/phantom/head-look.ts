/** What varies from head to head and from photo to photo, by seed: hair, light, colours of cloth and room. */
import type { SkinType } from '../document/schema.ts';
import type { Random } from '../random.ts';
import type { Axis } from './head-camera.ts';
import type { Curl, Parting, PhantomOptions } from './make-phantom.ts';
import type { HairColour, Rgb } from './tones.ts';

export interface HeadLook {
  readonly hairColour: HairColour;
  readonly curl: Curl;
  readonly parting: Parting;
  readonly light: Light;
  /** Redness and tan of the face against the scalp, 0..1. */
  readonly tan: number;
  /** White balance of the phone, −1 cold .. 1 warm. */
  readonly cast: number;
  /** Oil on the skin, 1 = usual. */
  readonly gloss: number;
  readonly gown: Rgb;
  readonly room: number;
  readonly roomColour: Rgb;
}

export interface Light {
  /** Towards the lamp or window, head frame. */
  readonly key: Axis;
  /** Colour times strength of the lamp, of the ceiling above, and of what the floor sends back. */
  readonly keyLight: Rgb;
  readonly sky: Rgb;
  readonly ground: Rgb;
}

/** Hair that goes with a skin: cumulative shares [assumed, after the spread in people of that skin]. */
const HAIR: Readonly<Record<SkinType, readonly (readonly [HairColour, number])[]>> = {
  I: [
    ['red', 0.25],
    ['blond', 0.55],
    ['brown', 0.9],
    ['grey', 1],
  ],
  II: [
    ['blond', 0.2],
    ['brown', 0.65],
    ['dark-brown', 0.88],
    ['grey', 1],
  ],
  III: [
    ['brown', 0.25],
    ['dark-brown', 0.7],
    ['black', 0.9],
    ['grey', 1],
  ],
  IV: [
    ['dark-brown', 0.3],
    ['black', 0.9],
    ['grey', 1],
  ],
  V: [
    ['black', 0.93],
    ['grey', 1],
  ],
  VI: [
    ['black', 0.94],
    ['grey', 1],
  ],
};
/** Shares of straight and of straight or wavy hair [assumed]. */
const CURL: Readonly<Record<SkinType, readonly [number, number]>> = {
  I: [0.6, 1],
  II: [0.6, 1],
  III: [0.55, 0.97],
  IV: [0.6, 0.95],
  V: [0.2, 0.5],
  VI: [0, 0.08],
};
/** From this length men part or comb their hair. */
const COMBED_FROM_MM = 25;
/** Deviation of white balance between photos: a few per cent of red against blue [by eye]. */
const CAST = 0.12;
/** Black, navy, grey, teal, white. */
const GOWNS: readonly Rgb[] = [
  [0.016, 0.017, 0.019],
  [0.022, 0.03, 0.055],
  [0.15, 0.155, 0.16],
  [0.05, 0.11, 0.115],
  [0.42, 0.42, 0.41],
];
const ROOMS: readonly Rgb[] = [
  [0.3, 0.31, 0.32],
  [0.24, 0.17, 0.11],
  [0.42, 0.41, 0.38],
  [0.12, 0.13, 0.14],
];

export function headLook(options: PhantomOptions, random: Random): HeadLook {
  const { skinType, sex, hairLengthMm } = options;
  const [u, v, w] = [random.next(), random.next(), random.next()];
  const hairColour = options.hairColour ?? (HAIR[skinType].find(([, upTo]) => u < upTo) ?? HAIR[skinType][0])[0];
  const [straight, wavy] = CURL[skinType];
  const curl = options.curl ?? (v < straight ? 'straight' : v < wavy ? 'wavy' : 'coiled');
  const parted = curl !== 'coiled' && hairLengthMm >= (sex === 'female' ? 8 : COMBED_FROM_MM);
  const parting =
    options.parting ??
    (!parted || (sex === 'male' && w < 0.45) ? 'none' : sex === 'female' && w < 0.5 ? 'middle' : w < 0.78 ? 'left' : 'right');
  return {
    hairColour,
    curl,
    parting,
    light: lightOf(random.fork('light')),
    tan: random.next(),
    cast: CAST * random.normal(),
    gloss: 0.5 + random.next(),
    // dark heads are not put before a dark gown: a practitioner who takes photos for measuring does not either
    gown: skinType === 'V' || skinType === 'VI' ? GOWNS[2 + random.below(3)] : GOWNS[random.below(GOWNS.length)],
    room: random.below(3),
    roomColour: ROOMS[random.below(ROOMS.length)],
  };
}

/** A window or lamp to one side above, a ceiling, and a floor; together about 1.2 on skin that faces the camera from above. */
function lightOf(random: Random): Light {
  const side = random.next() < 0.5 ? -1 : 1;
  const azimuth = side * (0.5 + 1.3 * random.next());
  const height = 0.72 + 0.5 * random.next();
  const key: Axis = [Math.sin(azimuth) * Math.cos(height), Math.cos(azimuth) * Math.cos(height), Math.sin(height)];
  const strength = 0.5 + 0.3 * random.next();
  const warm = 0.06 * random.normal();
  const keyLight: Rgb = [strength * (1 + warm), strength, strength * (1 - 1.3 * warm)];
  const rest = 1.2 - strength * Math.sin(height);
  return { key, keyLight, sky: [0.97 * rest, rest, 1.03 * rest], ground: [0.36 * rest, 0.31 * rest, 0.27 * rest] };
}
