/** Bare skin of a head in light: tone by place, texture, moles, sheen, and the shade of hair above it. */
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import type { Axis } from './head-camera.ts';
import type { HeadLook, Light } from './head-look.ts';
import type { HeadShape } from './head-shape.ts';
import { smoothNoise } from './smooth-noise.ts';
import type { Tone } from './tones.ts';

export interface Mole {
  readonly xMm: number;
  readonly yMm: number;
  readonly radiusMm: number;
  /** Power of doubled melanin. */
  readonly depth: number;
}

/**
 * `base` writes what changes slowly over the head, for a node of it: chart, normal (head frame) and share of light that hair above takes in,
 * SKIN_CHANNELS values out. `pixel` takes these, interpolated, and writes the light sent to the camera.
 */
export interface SkinShader {
  base(xMm: number, yMm: number, nx: number, ny: number, nz: number, shaded: number, out: Float64Array): void;
  pixel(base: Float64Array, out: Float64Array): void;
}

export const SKIN_CHANNELS = 7;

/** Light wraps past the shadow's edge further in red, which goes further through skin (by eye). */
const WRAP = [0.3, 0.23, 0.19];
const SHEEN = { broad: 0.1, broadPower: 7, narrow: 0.15, narrowPower: 34 };
const FRESNEL = 0.07;
/** The ceiling in the skin where it faces up. */
const CEILING = 0.04;

export function molesOf(random: Random, shape: HeadShape): Mole[] {
  const count = random.below(4) + random.below(4);
  const { breadthMm, lengthMm } = shape.size;
  return Array.from({ length: count }, () => ({
    xMm: 1.15 * (random.next() - 0.5) * breadthMm,
    yMm: 1.25 * (random.next() - 0.45) * lengthMm,
    radiusMm: 0.7 + 1.6 * random.next() ** 2,
    depth: 0.8 + 1.6 * random.next(),
  }));
}

/** @param frontYMm front edge of the hair on the chart */
export function skinShader(
  tone: Tone,
  look: HeadLook,
  towards: Axis,
  moles: readonly Mole[],
  frontYMm: (xMm: number) => number,
  random: Random,
): SkinShader {
  const { light } = look;
  const wide = smoothNoise(random.fork('wide'), 38);
  const blotch = smoothNoise(random.fork('blotch'), 11);
  const freckle = smoothNoise(random.fork('freckle'), 3.1);
  const grain = smoothNoise(random.fork('grain'), 0.9);
  const pores = smoothNoise(random.fork('pores'), 0.38);
  const crease = smoothNoise(random.fork('crease'), 6.5);
  const half = halfWay(light.key, towards);
  const { skin, twiceMelanin, twiceBlood } = tone;
  return {
    base(x, y, nx, ny, nz0, shaded, out) {
      const [gx, gy] = [0.86 * x + 0.5 * y, 0.86 * y - 0.5 * x];
      const face = smoothstep(-4, 16, y - frontYMm(x));
      // creases of the forehead run across it
      const nz = nz0 + face * crease(0.12 * x + 50, y + 4 * wide(x, 7)) * 0.17 * look.tan;
      const melanin = 0.4 * wide(x, y) + 0.2 * blotch(gy, gx) + 0.3 * face * (look.tan - 0.35);
      const blood = 0.6 * blotch(gx, gy) + 0.5 * wide(y, x) + 0.25 * face;
      const up = 0.5 + 0.5 * nz;
      const facing = nx * light.key[0] + ny * light.key[1] + nz * light.key[2];
      out[0] = x;
      out[1] = y;
      for (let k = 0; k < 3; k++) {
        const lit = Math.max(0, (facing + WRAP[k]) / (1 + WRAP[k]));
        const tint = skin[k] * twiceMelanin[k] ** melanin * twiceBlood[k] ** blood;
        out[2 + k] = tint * (1 - shaded) * (light.keyLight[k] * lit + light.sky[k] * up * Math.sqrt(up) + light.ground[k] * (1 - up));
      }
      const h = Math.max(0, nx * half[0] + ny * half[1] + nz * half[2]);
      const grazing = FRESNEL * (1 - Math.max(0, nx * towards[0] + ny * towards[1] + nz * towards[2])) ** 3;
      const open = 1 - shaded;
      out[5] = open * look.gloss * (SHEEN.narrow * h ** SHEEN.narrowPower + SHEEN.broad * h ** SHEEN.broadPower);
      out[6] = open * (CEILING * Math.max(0, nz) ** 12 + grazing);
    },
    pixel(base, out) {
      const x = base[0];
      const y = base[1];
      const fine = grain(0.86 * x + 0.5 * y, 0.86 * y - 0.5 * x);
      const pore = pores(0.7 * x - 0.71 * y, 0.71 * x + 0.7 * y);
      const spots = 0.4 * Math.max(0, freckle(y, x) - 0.2) + moleAt(moles, x, y);
      const relief = 1 + 0.09 * fine + 0.13 * pore;
      const sheen = base[5] * (1 + 0.5 * fine + 0.55 * pore);
      for (let k = 0; k < 3; k++) {
        const tinted = spots > 0.001 ? base[2 + k] * twiceMelanin[k] ** spots : base[2 + k];
        out[k] = tinted * relief + sheen * light.keyLight[k] + base[6] * light.sky[k];
      }
    },
  };
}

function moleAt(moles: readonly Mole[], x: number, y: number): number {
  let depth = 0;
  for (const mole of moles) {
    const r2 = (x - mole.xMm) ** 2 + (y - mole.yMm) ** 2;
    if (r2 < 2.2 * mole.radiusMm ** 2) depth += mole.depth * (1 - smoothstep(0.65, 1.35, Math.sqrt(r2) / mole.radiusMm));
  }
  return depth;
}

function halfWay(key: Axis, towards: Axis): Axis {
  const sum = [0, 1, 2].map((k) => key[k] + towards[k]);
  const length = Math.sqrt(sum[0] ** 2 + sum[1] ** 2 + sum[2] ** 2);
  return [sum[0] / length, sum[1] / length, sum[2] / length];
}

/** Diffuse light on a surface of any kind with that normal, three values. */
export function lightOn(light: Light, nx: number, ny: number, nz: number, out: Float64Array): void {
  const up = 0.5 + 0.5 * nz;
  const facing = Math.max(0, (nx * light.key[0] + ny * light.key[1] + nz * light.key[2] + 0.15) / 1.15);
  for (let k = 0; k < 3; k++) out[k] = light.keyLight[k] * facing + light.sky[k] * up * Math.sqrt(up) + light.ground[k] * (1 - up);
}
