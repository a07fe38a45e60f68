/** What the eye resolves from a distance. */
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import { blurPlane } from '../filters.ts';
import { type Raster, raster } from '../raster.ts';
import { FWHM_PER_SIGMA } from '../units.ts';

/** Width at half height of the eye's spread of a line, arc minutes, at a pupil of 3 mm (Campbell & Gubisch 1966: about one). */
const EYE_ARCMIN = 1;

/** The picture blurred in linear light as the eye blurs it from `distanceM` metres. @param pxPerMm of the picture */
export function seenFrom(picture: Raster<'srgb8'>, pxPerMm: number, distanceM: number): Raster<'srgb8'> {
  const { width, height, data } = picture;
  const sigmaPx = (distanceM * 1000 * Math.tan((EYE_ARCMIN / 60) * (Math.PI / 180)) * pxPerMm) / FWHM_PER_SIGMA;
  if (sigmaPx < 0.2) return picture;
  const out = new Uint8Array(data.length);
  const plane = new Float32Array(width * height);
  for (let k = 0; k < 3; k++) {
    for (let i = 0; i < plane.length; i++) plane[i] = LINEAR_OF_SRGB8[data[3 * i + k]];
    const blurred = blurPlane(plane, width, height, sigmaPx);
    for (let i = 0; i < plane.length; i++) out[3 * i + k] = srgb8OfLinear(blurred[i]);
  }
  return raster('srgb8', width, height, out);
}
