/**
 * Tiles of shaven scalp through a macro lens, of one skin and one way of drawing: only where marks lie, how broad and how dark they are tells hair from ink.
 *
 *     places ─ hairs or ink ─ light in skin ─ relief and gloss ─ lamps ─ camera
 *
 * Dots are drawn by the project's light in skin at the planned depth, healed; follicles by its model of stubble (`hair-mark.ts`). Neither has a gleam, vellus beside
 * it or an opening in the relief: those would tell hair from ink by what no plan can change.
 */
import type { SkinType } from '../document/schema.ts';
import type { Places } from '../layout/scene.ts';
import { photographed } from '../phantom/camera.ts';
import { type MacroLight, macroLight } from '../phantom/macro-light.ts';
import { glossOf, paintSkin, reliefShade, skinRelief } from '../phantom/skin-surface.ts';
import type { Canvas } from '../phantom/strands.ts';
import { type Tone, toneOf } from '../phantom/tones.ts';
import { type Random, seededRandom } from '../random.ts';
import type { Raster } from '../raster.ts';
import { dotField } from '../render/dots-in-skin.ts';
import { skinOfType } from '../skin/tissue.ts';
import { hairsAt, type Ink, inkAt } from './marks.ts';
import { type Placing, placesFor } from './places.ts';

export const TILE_KINDS = ['follicles', 'dots', 'grid', 'white-noise', 'poisson-disk'] as const;
export type TileKind = (typeof TILE_KINDS)[number];

export interface TileView {
  readonly seed: number;
  readonly skinType: SkinType;
  readonly pxPerMm: number;
  readonly sizePx: number;
}

const PARTS: Readonly<Record<TileKind, readonly [Placing, Ink]>> = {
  follicles: ['units', 'hair'],
  dots: ['ours', 'ink'],
  grid: ['grid', 'ink'],
  'white-noise': ['white-noise', 'ink'],
  'poisson-disk': ['poisson-disk', 'ink'],
};
/** Marks outside a tile dim its edge: light lost in skin reaches this far. */
const MARGIN_MM = 3;
/** Lens and pixel smear by the camera alone, as everything in the picture. */
const NO_SMEAR_PX2 = 1 / 12;

/** Colours of a skin and its hair take longer than a tile. */
const tones: Partial<Record<SkinType, Tone>> = {};

/** @throws RangeError for a tile of less than 16 px, or a scale out of 6..80 px/mm */
export function tile({ kind, ...view }: TileView & { readonly kind: TileKind }): Raster<'srgb8'> {
  const [placing, ink] = PARTS[kind];
  return tileOf(placing, ink, view);
}

/** Any placing with any marks, to see which of the two tells. */
export function tileOf(placing: Placing, ink: Ink, { seed, skinType, pxPerMm, sizePx }: TileView): Raster<'srgb8'> {
  if (!(sizePx >= 16 && pxPerMm >= 6 && pxPerMm <= 80)) throw new RangeError(`a tile of ${sizePx} px at ${pxPerMm} px/mm`);
  const tone = tones[skinType] ?? toneOf(skinType);
  tones[skinType] = tone;
  const skin = skinOfType(skinType);
  // the skin and its light hang on the seed alone, not on what lies in it
  const random = seededRandom(seed, 'tile');
  const marks = seededRandom(seed, `tile marks ${placing} ${ink}`);
  const canvas: Canvas = {
    width: sizePx,
    height: sizePx,
    light: new Float32Array(3 * sizePx * sizePx),
    covered: new Float32Array(sizePx * sizePx),
  };
  paintSkin(canvas, pxPerMm, tone, random.fork('skin'));
  const places = moved(placesFor(placing, sizePx / pxPerMm + 2 * MARGIN_MM, marks.fork('places')), -MARGIN_MM);
  const { dots, kindOf } = (ink === 'hair' ? hairsAt : inkAt)(places, skin, tone.hairColour, pxPerMm, marks.fork('look'));
  const window = { x: 0, y: 0, width: sizePx, height: sizePx };
  const contrast = dotField(dots, kindOf, pxPerMm, NO_SMEAR_PX2, window).contrastIn(window);
  for (let i = 0; i < contrast.length; i++) canvas.light[i] *= contrast[i];
  const look = macroLight(sizePx, sizePx, pxPerMm, random.fork('lamps'));
  addGloss(canvas, pxPerMm, look, random.fork('relief'));
  look.illuminate(canvas);
  return photographed(sizePx, sizePx, canvas.light, pxPerMm, random.fork('camera'), {
    soft: { share: look.soft, sigmaPx: Math.max(0.9, 0.012 * pxPerMm) },
  });
}

function moved({ xMm, yMm }: Places, byMm: number): Places {
  return { xMm: xMm.map((x) => x + byMm), yMm: yMm.map((y) => y + byMm) };
}

/** Relief, its shading and the lamps' gloss: over hair and ink alike. */
function addGloss({ width, height, light }: Canvas, pxPerMm: number, look: MacroLight, random: Random): void {
  const { data } = skinRelief(width, height, pxPerMm, random);
  const wanders = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    look.wander(wanders, y);
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const slopeX = x + 1 < width ? data[at + 1] - data[at] : 0;
      const slopeY = y + 1 < height ? data[at + width] - data[at] : 0;
      const shade = reliefShade(slopeX, slopeY, look.shadowX, look.shadowY);
      let gloss = 0;
      for (const { tiltX, tiltY, strength, breadth } of look.lamps)
        gloss += glossOf(slopeX, slopeY, tiltX + wanders[x], tiltY - wanders[x], strength, breadth);
      for (let k = 0; k < 3; k++) light[3 * at + k] = light[3 * at + k] * shade + gloss * look.glossColour[k];
    }
  }
}
