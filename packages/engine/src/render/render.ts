/**
 * The stage `render`: the same photo with the dots in the skin, at any day. Dots multiply the light that the scalp sends back, in linear
 * light; hair lies over them. Nothing outside the zone is touched, no dot has a least size, and the picture carries the mark "simulation".
 */

import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { fillPolygon, type Point, type Polygon } from '../polygon.ts';
import { type Raster, raster } from '../raster.ts';
import { blendOf, dotKinds } from './dot-kinds.ts';
import { contrastOfDots, type SeenDot } from './dots-in-skin.ts';
import { type Box, boxAround, hairOverDots } from './hair-over-dots.ts';
import { drawMark } from './mark.ts';

/** A treated photo that can be drawn at any day. */
export interface TreatedPhoto {
  /** @param atDays after the last session: 0 fresh, 42 healed, 1825 five years */
  at(atDays: number): Raster<'srgb8'>;
}

/**
 * @param photo oriented, of the plan's size (a caller's mistake otherwise: RangeError)
 * @param dots the plan's dots, unpacked
 */
export function treatedPhoto(photo: Raster<'srgb8'>, plan: Plan, dots: DotColumns): TreatedPhoto {
  if (photo.width !== plan.photo.widthPx || photo.height !== plan.photo.heightPx)
    throw new RangeError(`a photo of ${photo.width} × ${photo.height} px is not that of the plan`);
  const geometry = surfaceGeometry(plan.surface);
  const box = boxAround(plan.design.zonePx, 0, photo);
  if (box === null || dots.count === 0) return { at: () => marked(photo) };
  const zone = zoneMask(plan, box);
  const hair = hairOverDots(photo, plan.headPx, plan.surface, box);
  const seen: SeenDot[] = [];
  for (let i = 0; i < dots.count; i++) {
    const at = geometry.toPhoto(dots.xMm[i], dots.yMm[i]);
    if (at === null) continue;
    const blend = blendOf(dots.diameterMm[i] / plan.dotModel.healedDiameterMm.value, dots.tone[i]);
    seen.push({ at, cosTilt: geometry.cosTiltAtChart(dots.xMm[i], dots.yMm[i]), tilt: geometry.tiltDirection(at[0], at[1]), blend });
  }
  return {
    at(atDays) {
      const contrast = contrastOfDots(seen, dotKinds(plan.dotModel, atDays), plan.surface.pxPerMm, box);
      const picture = raster('srgb8', photo.width, photo.height, photo.data.slice());
      multiply(picture, contrast, hair, zone, box);
      drawMark(picture);
      return picture;
    },
  };
}

function marked(photo: Raster<'srgb8'>): Raster<'srgb8'> {
  const picture = raster('srgb8', photo.width, photo.height, photo.data.slice());
  drawMark(picture);
  return picture;
}

/** 1 where the plan allows dots to show. */
function zoneMask({ design, surface }: Plan, box: Box): Uint8Array {
  const geometry = surfaceGeometry(surface);
  const mask = new Uint8Array(box.width * box.height);
  const local = (polygon: Polygon): Polygon => polygon.map(([x, y]) => [x - box.x, y - box.y] as const);
  for (const polygon of design.zonePx) fillPolygon(mask, box.width, box.height, local(polygon), 1);
  for (const polygon of design.excludeMm) {
    const inPhoto = polygon.flatMap(([x, y]): Point[] => {
      const p = geometry.toPhoto(x, y);
      return p === null ? [] : [p];
    });
    if (inPhoto.length >= 3) fillPolygon(mask, box.width, box.height, local(inPhoto), 0);
  }
  return mask;
}

function multiply(picture: Raster<'srgb8'>, contrast: Float32Array, hair: Raster<'density'>, zone: Uint8Array, box: Box): void {
  for (let y = 0, o = 0; y < box.height; y++) {
    let i = ((box.y + y) * picture.width + box.x) * 3;
    for (let x = 0; x < box.width; x++, o++, i += 3) {
      if (zone[o] === 0) continue;
      const over = hair.data[o];
      for (let k = 0; k < 3; k++) {
        const seen = over + (1 - over) * contrast[o * 3 + k];
        picture.data[i + k] = srgb8OfLinear(LINEAR_OF_SRGB8[picture.data[i + k]] * seen);
      }
    }
  }
}
