/** From linear light to the bytes of a photo: a little blur, noise of the sensor, sRGB. */
import { srgb8OfLinear } from '../colour/srgb.ts';
import { blur } from '../filters.ts';
import type { Random } from '../random.ts';
import { densityRaster, type Raster, raster } from '../raster.ts';

/** Blur of the lens, and of its depth of field close by. */
const LENS_SIGMA_PX = 0.55;
const LENS_SIGMA_MM = 0.008;
/** Noise of a full pixel, and its part that does not grow with light. */
const SHOT_NOISE = 0.012;
const READ_NOISE = 0.0015;

export function photographed(width: number, height: number, light: Float32Array, pxPerMm: number, random: Random): Raster<'srgb8'> {
  const bytes = new Uint8Array(width * height * 3);
  const plane = densityRaster(width, height);
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = light[3 * i + k];
    const seen = blur(plane, Math.max(LENS_SIGMA_PX, LENS_SIGMA_MM * pxPerMm)).data;
    for (let i = 0; i < seen.length; i++) {
      const value = Math.max(0, seen[i]);
      // the sum of three uniforms is near enough to normal for noise, and four times as fast
      const noise = 2 * (random.next() + random.next() + random.next() - 1.5);
      bytes[3 * i + k] = srgb8OfLinear(Math.min(1, Math.max(0, value + noise * (READ_NOISE + SHOT_NOISE * Math.sqrt(value) * 0.5))));
    }
  }
  return raster('srgb8', width, height, bytes);
}
