/**
 * The same head in another light. The photo's own light was fitted to bare skin over the round head; the quotient of the wanted light and that one multiplies
 * what skin, hair and pigment send back, and gloss is laid on top of it: no pigment dims a mirror.
 */
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import type { Plan } from '../document/schema.ts';
import { blur, mapDensity } from '../filters.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { fillPolygon } from '../polygon.ts';
import { densityRaster, fillRows, type Raster } from '../raster.ts';
import type { Rgb } from '../skin/dot-gaussians.ts';
import type { Box } from './box.ts';
import type { ScalpLight } from './scalp-light.ts';

export const LIGHTS = ['office', 'sun', 'sun-warm', 'flash', 'oily', 'wet'] as const;
export type Light = (typeof LIGHTS)[number];

interface Lamp {
  /** Towards the lamp: right, down and out of the picture; null: straight above the person. */
  readonly from: readonly [number, number, number] | null;
  /** Light from all round and from the lamp; null: the photo's own. */
  readonly around: number | null;
  readonly tint: Rgb;
  /** Of what the photo mirrors already. */
  readonly glossGain: number;
  /** A highlight: how bright against bare skin, and how wide (roughness of Beckmann's distribution). */
  readonly highlight: number;
  readonly roughness: number;
  /** Wet skin sends less light back. */
  readonly diffuse: number;
}

/**
 * Lamps as a practice would show them [model]: hard sun from aside, a flash beside the lens, skin that is oily or wet in the photo's own light. Gloss that the
 * photo has stays: nothing is known of the skin under it.
 */
const LAMPS: Readonly<Record<Light, Lamp>> = {
  office: { from: null, around: 0.6, tint: [1, 1, 1], glossGain: 0.9, highlight: 0.03, roughness: 0.5, diffuse: 1 },
  sun: { from: [-0.52, -0.4, 0.75], around: 0.22, tint: [1.02, 1, 0.96], glossGain: 1, highlight: 0.22, roughness: 0.26, diffuse: 1 },
  'sun-warm': {
    from: [-0.68, -0.42, 0.6],
    around: 0.2,
    tint: [1.14, 1, 0.76],
    glossGain: 1,
    highlight: 0.22,
    roughness: 0.26,
    diffuse: 1,
  },
  flash: { from: [0.03, -0.06, 1], around: 0.12, tint: [1, 1, 1.03], glossGain: 1, highlight: 0.28, roughness: 0.22, diffuse: 1 },
  oily: { from: null, around: null, tint: [1, 1, 1], glossGain: 1.35, highlight: 0.16, roughness: 0.38, diffuse: 0.97 },
  wet: { from: null, around: null, tint: [1, 1, 1], glossGain: 1.5, highlight: 0.36, roughness: 0.2, diffuse: 0.86 },
};

/** A camera follows the light: no place becomes darker or brighter than so. */
const RANGE = { least: 0.35, most: 1.7 };
/** The border of the head is not a line: the change fades in over so many mm. */
const EDGE_MM = 5;
/** Skin's grain breaks a highlight up. */
const GRAIN_POWER = 4;
const MOST_GRAIN = 2.5;
const ROLLS_OFF_FROM = 0.75;

/** Changes a composed picture of a window of the photo in place. */
export type Relit = (picture: Raster<'srgb8'>, window: Box) => void;

/**
 * @param photo before the dots
 * @param head of the whole photo, as gloss and light change everywhere
 */
export function relighting(photo: Raster<'srgb8'>, plan: Plan, head: ScalpLight, light: Light): Relit {
  const lamp = LAMPS[light];
  const geometry = surfaceGeometry(plan.surface);
  const { bare, level, cellPx, box } = head;
  const above = plan.options.view === 'front' ? ([0, -0.75, 0.66] as const) : ([-0.1, -0.12, 0.99] as const);
  const to = lamp.from ?? above;
  const inside = insideOf(plan, head);
  const strength = densityRaster(bare.width, bare.height, 1);
  const highlight = densityRaster(bare.width, bare.height);
  let [sumNew, sumOld, n] = [0, 0, 0];
  const lit = mapDensity(bare, (_, i) => {
    const x = box.x + ((i % bare.width) + 0.5) * cellPx;
    const y = box.y + (Math.floor(i / bare.width) + 0.5) * cellPx;
    const cos = geometry.cosTilt(x, y);
    const [tx, ty] = geometry.tiltDirection(x, y);
    const sin = Math.sqrt(1 - cos * cos);
    const facing = Math.max(0, tx * sin * to[0] + ty * sin * to[1] + cos * to[2]);
    highlight.data[i] = lamp.highlight * beckmann([tx * sin, ty * sin, cos], to, lamp.roughness) * bare.data[i];
    return lamp.around === null ? bare.data[i] : lamp.around + (1 - lamp.around) * facing;
  });
  for (let i = 0; i < lit.data.length; i++)
    if (inside.data[i] > 0.9) {
      sumNew += lit.data[i];
      sumOld += bare.data[i];
      n++;
    }
  const exposure = n === 0 ? 1 : sumOld / sumNew;
  for (let i = 0; i < strength.data.length; i++) {
    const wanted = Math.min(RANGE.most, Math.max(RANGE.least, (exposure * lit.data[i]) / bare.data[i])) * lamp.diffuse;
    strength.data[i] = 1 + (wanted - 1) * inside.data[i];
    highlight.data[i] *= inside.data[i];
  }
  const luminance = mapDensity(level[0], (v, i) => 0.2126 * v + 0.7152 * level[1].data[i] + 0.0722 * level[2].data[i]);
  return (picture, window) => {
    const rows = [strength, highlight, luminance].map(() => new Float32Array(window.width));
    for (let y = 0; y < window.height; y++) {
      fillRows(rows, [strength, highlight, luminance], window.y + y - box.y, cellPx, window.x - box.x);
      let i = 3 * y * picture.width;
      let j = 3 * ((window.y + y) * photo.width + window.x);
      for (let x = 0, o = (window.y + y - box.y) * box.width + window.x - box.x; x < window.width; x++, i += 3, j += 3, o++) {
        const mirrored = head.gloss[o] / 255;
        const green = LINEAR_OF_SRGB8[photo.data[j + 1]];
        const grain = Math.min(MOST_GRAIN, (green / Math.max(1e-3, rows[2][x])) ** GRAIN_POWER);
        const added = rows[1][x] * grain;
        for (let k = 0; k < 3; k++) {
          const gloss = LINEAR_OF_SRGB8[photo.data[j + k]] * mirrored;
          const sent = Math.max(0, LINEAR_OF_SRGB8[picture.data[i + k]] - gloss);
          picture.data[i + k] = srgb8OfLinear(
            rolledOff(lamp.tint[k] * (sent * rows[0][x] + gloss * lamp.glossGain + added), LINEAR_OF_SRGB8[photo.data[j + k]]),
          );
        }
      }
    }
  };
}

/** A camera rolls bright light off before it is white; what was bright in the photo has been rolled off already. */
function rolledOff(light: number, photographed: number): number {
  const from = Math.max(ROLLS_OFF_FROM, Math.min(1, photographed));
  return light <= from ? light : from + (1 - from) * -Math.expm1(-(light - from) / (1.001 - from));
}

/** 1 on the head, 0 off it, soft at its outline; cells of the light's rasters. */
function insideOf({ headPx, surface }: Plan, { bare, box, cellPx }: ScalpLight): Raster<'density'> {
  const mask = new Uint8Array(bare.width * bare.height);
  const local = headPx.map(([x, y]) => [x - box.x, y - box.y] as const);
  fillPolygon(mask, bare.width, bare.height, local, 1, 1 / cellPx);
  const hard = densityRaster(bare.width, bare.height);
  hard.data.set(mask);
  return blur(hard, (EDGE_MM * surface.pxPerMm) / cellPx);
}

/** Share of facets that mirror the lamp into the camera, 1 where the surface does so itself. */
function beckmann([nx, ny, nz]: readonly number[], [lx, ly, lz]: readonly number[], roughness: number): number {
  const length = Math.hypot(lx, ly, lz + 1);
  const cos = (nx * lx + ny * ly + nz * (lz + 1)) / length;
  if (cos <= 0.05) return 0;
  return Math.exp(-(1 / (cos * cos) - 1) / (roughness * roughness));
}
