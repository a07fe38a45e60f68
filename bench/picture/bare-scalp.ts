/**
 * The skin between the dots of a photo, carried on under them: its smooth colour, with the grain of that photo's skin. The veil that real dots cast
 * between them stays in it.
 */
import { raster, seededRandom } from '@stubble/engine';
import { blurred } from './blurred.js';
import { LINEAR_OF_SRGB8, srgb8OfLinear } from './engine-inside.js';
import { luminanceOf, type Picture } from './pictures.js';

/** The smooth colour is that of skin within so many deviations of a dot. */
const AROUND = 5;
/** Of each neighbourhood so much of the darker part counts as dots, faint ones too. */
const DARKER_SHARE = 0.45;

/** Pores and noise of a photo's skin. From the finest spots the engine reads how sharp a dot may be. */
export interface Grain {
  /** Deviation of its spots. */
  readonly spotPx: number;
  /** Of the light, relative to it. */
  readonly deviation: number;
}

/** @param sigmaPx deviation of a dot's dip */
export function bareScalp(photo: Picture, sigmaPx: number, grain: Grain): Picture {
  const { width, height } = photo;
  const skin = skinMask(photo, sigmaPx);
  const masked = (values: Float64Array): Float64Array =>
    blurred(
      values.map((v, i) => v * skin[i]),
      width,
      height,
      AROUND * sigmaPx,
    );
  const weight = masked(skin);
  const smooth = [0, 1, 2].map((k) =>
    masked(Float64Array.from(skin, (_, i) => LINEAR_OF_SRGB8[photo.data[3 * i + k]])).map((v, i) => v / weight[i]),
  );
  const noise = grainOf(width, height, grain);
  const out = new Uint8Array(photo.data.length);
  for (let i = 0; i < out.length; i++) {
    const at = Math.floor(i / 3);
    out[i] = srgb8OfLinear(smooth[i % 3][at] * (1 + noise[at]));
  }
  return raster('srgb8', width, height, out);
}

/** 1 on skin: the brighter part of each neighbourhood, at the scale of a dot. */
function skinMask(photo: Picture, sigmaPx: number): Float64Array {
  const { width, height } = photo;
  const log = luminanceOf(photo).map((v) => Math.log(v + 1e-3));
  const at = blurred(log, width, height, 0.4 * sigmaPx);
  const around = blurred(log, width, height, 2 * AROUND * sigmaPx);
  const above = at.map((v, i) => v - around[i]);
  const limit = above.slice().sort()[Math.floor(DARKER_SHARE * above.length)];
  return above.map((v) => (v > limit ? 1 : 0));
}

function grainOf(width: number, height: number, { spotPx, deviation }: Grain): Float64Array {
  const random = seededRandom(1, 'bench/grain');
  const noise = Float64Array.from({ length: width * height }, () => random.normal());
  const grain = blurred(noise, width, height, spotPx);
  const own = Math.sqrt(grain.reduce((sum, v) => sum + v * v, 0) / grain.length);
  return grain.map((v) => (v * deviation) / own);
}
