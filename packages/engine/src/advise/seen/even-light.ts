/** A picture in the light that would fall evenly on the head. */
import type { Plan } from '../../document/schema.ts';
import { linearOverview } from '../../filters.ts';
import { fillPolygon } from '../../polygon.ts';
import { densityRaster, type Raster, raster, sampleDensity } from '../../raster.ts';
import type { Box } from '../../render/box.ts';
import { lookOfHair } from '../../scalp/hair.ts';

/** How brightly each place is lit, relative to the head's mean; overview pixels of the box, `scale` of them to a pixel of the photo. */
export interface HeadLight {
  readonly level: Raster<'density'>;
  readonly scale: number;
}

const OVERVIEW_PX_PER_MM = 4;
/** The fit is not trusted to say more: a place is made at most so many times as bright or as dark. */
const MOST = 2.5;

/**
 * Light as the measurement of hair fits it to bare skin over the round head, before any dots. @param bare the box of the photo, in whichever light
 */
export function headLight(bare: Raster<'srgb8'>, { surface, headPx }: Plan, box: Box): HeadLight {
  const scale = Math.min(1, OVERVIEW_PX_PER_MM / surface.pxPerMm);
  const overview = linearOverview(bare, scale);
  const inside = densityRaster(overview.width, overview.height);
  inside.data.set(headMask(headPx, box, overview.width, overview.height, scale));
  const ellipse = {
    cx: (surface.centrePx[0] - box.x) * scale,
    cy: (surface.centrePx[1] - box.y) * scale,
    a: surface.semiAlongPx * scale,
    b: surface.semiAcrossPx * scale,
    angle: (surface.frontDegrees * Math.PI) / 180,
  };
  const { skinLuminance } = lookOfHair(overview, inside, ellipse, surface.pxPerMm * scale);
  let [sum, n] = [0, 0];
  for (let i = 0; i < inside.data.length; i++) {
    sum += inside.data[i] * skinLuminance.data[i];
    n += inside.data[i];
  }
  const level = densityRaster(overview.width, overview.height);
  for (let i = 0; i < level.data.length; i++) level.data[i] = Math.min(MOST, Math.max(1 / MOST, (skinLuminance.data[i] * n) / sum));
  return { level, scale };
}

/**
 * Divides pictures by their light: a round head is bright where it faces the lamp, and the eye takes that for its shape and not for its colour [A]. What
 * stands behind the head is no part of it either, and the eye's broadest blur reaches that far: it is given the head's own mean.
 *
 * @param scale of the box's pictures: pixels to one of the photo
 */
export function evenLighting(
  light: HeadLight,
  { headPx }: Plan,
  box: Box,
  width: number,
  height: number,
  scale: number,
): (picture: Raster<'linear'>) => Raster<'linear'> {
  const head = headMask(headPx, box, width, height, scale);
  const zoom = light.scale / scale;
  const level = new Float64Array(head.length);
  for (let i = 0; i < head.length; i++)
    if (head[i] !== 0) level[i] = sampleDensity(light.level, ((i % width) + 0.5) * zoom, (Math.floor(i / width) + 0.5) * zoom);
  return (picture) => {
    const data = new Float32Array(picture.data.length);
    const mean = [0, 0, 0];
    let n = 0;
    for (let i = 0, o = 0; i < head.length; i++, o += 3) {
      if (head[i] === 0) continue;
      n++;
      for (let k = 0; k < 3; k++) {
        data[o + k] = picture.data[o + k] / level[i];
        mean[k] += data[o + k];
      }
    }
    for (let i = 0; i < head.length; i++) if (head[i] === 0) for (let k = 0; k < 3; k++) data[3 * i + k] = mean[k] / Math.max(1, n);
    return raster('linear', width, height, data);
  };
}

function headMask(headPx: Plan['headPx'], box: Box, width: number, height: number, scale: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  fillPolygon(
    mask,
    width,
    height,
    headPx.map(([x, y]) => [x - box.x, y - box.y] as const),
    1,
    scale,
  );
  return mask;
}
