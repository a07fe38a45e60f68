/**
 * Skin and hair of a Fitzpatrick type in linear light. Lightness follows measured sun-exposed skin (Alaluf et al. 2002; Xiao et al. 2017, as in
 * docs/model.md); melanin and blood are the volume shares that go with it in the usual two-layer picture (Jacques 2013).
 */
import { type Lab, linearOfLab } from '../colour/lab.ts';
import type { SkinType } from '../document/schema.ts';

export type Rgb = readonly [number, number, number];

export interface Tone {
  readonly melanin: number;
  readonly blood: number;
  readonly skin: Rgb;
  readonly hair: Rgb;
}

const BROWN: Rgb = [0.06, 0.036, 0.022];
const DARK: Rgb = [0.03, 0.02, 0.014];
const BLACK: Rgb = [0.014, 0.011, 0.01];

const TYPES: Readonly<Record<SkinType, { lab: Lab; melanin: number; blood: number; hair: Rgb }>> = {
  I: { lab: [70, 11, 13], melanin: 0.012, blood: 0.012, hair: [0.16, 0.1, 0.055] },
  II: { lab: [66, 12, 16], melanin: 0.02, blood: 0.012, hair: BROWN },
  III: { lab: [61, 12, 18], melanin: 0.035, blood: 0.012, hair: DARK },
  IV: { lab: [54, 12, 19], melanin: 0.07, blood: 0.012, hair: BLACK },
  V: { lab: [44, 12, 17], melanin: 0.14, blood: 0.012, hair: BLACK },
  VI: { lab: [33, 9, 12], melanin: 0.26, blood: 0.012, hair: BLACK },
};

export function toneOf(type: SkinType): Tone {
  const { lab, melanin, blood, hair } = TYPES[type];
  return { melanin, blood, hair, skin: linearOfLab(lab) };
}
