/** Smaller pictures, averaged in linear light. */
import { srgb8OfLinear } from '../colour/srgb.ts';
import { linearOverview } from '../filters.ts';
import { type Raster, raster } from '../raster.ts';

/** @param scale 0 < scale ≤ 1, RangeError otherwise */
export function shrunkPhoto(photo: Raster<'srgb8'>, scale: number): Raster<'srgb8'> {
  const { width, height, data } = linearOverview(photo, scale);
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = srgb8OfLinear(data[i]);
  return raster('srgb8', width, height, bytes);
}
