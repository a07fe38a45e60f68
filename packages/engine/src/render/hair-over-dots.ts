/**
 * How much of each pixel is hair lying over the scalp: pigment sits in the skin, so it can darken only what is not hair.
 *
 * Three witnesses, the strongest speaks: a pixel darker than the brighter half of its own neighbourhood is a hair; a place much darker than
 * bare skin would be in this light is hair or its shade; a place that is covered nearly whole shows strands even where they shine.
 */

import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import { blur, linearOverview, mapDensity, maskedBlur } from '../filters.ts';
import type { Surface } from '../head/surface.ts';
import { fillPolygon, type Polygon } from '../polygon.ts';
import { densityRaster, type Raster, sampleDensity } from '../raster.ts';
import { mapHair } from '../scalp/hair.ts';
import { smoothstep } from '../smoothstep.ts';

/** A window of the photo in whole pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Neighbourhood in which a hair stands out from the scalp beside it. */
const NEIGHBOURHOOD_MM = 1.2;
/** Darkening against the neighbourhood, in log units, from which a pixel starts to be hair, and at which it is one. */
const LOCAL = { from: 0.14, to: 0.5 };
/** The same against bare skin in this light, over a smooth place. */
const SHADE = { from: 0.35, to: 1.1 };
/** Share of the scalp covered. */
const COVERED = { from: 0.5, to: 0.92 };
const OVERVIEW_PX_PER_MM = 4;

/**
 * @param surface of the plan, `pxPerMm` calibrated
 * @returns 0 bare scalp … 1 hair, one value a pixel of `box`
 */
export function hairOverDots(photo: Raster<'srgb8'>, headPx: Polygon, surface: Surface, box: Box): Raster<'density'> {
  const scale = Math.min(1, OVERVIEW_PX_PER_MM / surface.pxPerMm);
  const overview = linearOverview(photo, scale);
  const mask = new Uint8Array(overview.width * overview.height);
  fillPolygon(mask, overview.width, overview.height, headPx, 1, scale);
  const inside = densityRaster(overview.width, overview.height);
  inside.data.set(mask);
  const ellipse = {
    cx: surface.centrePx[0] * scale,
    cy: surface.centrePx[1] * scale,
    a: surface.semiAlongPx * scale,
    b: surface.semiAcrossPx * scale,
    angle: (surface.frontDegrees * Math.PI) / 180,
  };
  const hair = mapHair(overview, inside, ellipse, surface.pxPerMm * scale);

  const y = luminanceOf(photo, box);
  const sigma = NEIGHBOURHOOD_MM * surface.pxPerMm;
  const mean = blur(y, sigma);
  const brighter = mapDensity(y, (v, i) => (v >= mean.data[i] ? 1 : 0));
  const scalpLevel = maskedBlur(y, brighter, sigma, 1);
  return mapDensity(y, (v, i) => {
    const level = scalpLevel.data[i];
    const local = smoothstep(LOCAL.from, LOCAL.to, Math.log(level / (v + 1e-4)));
    if (local === 1) return 1;
    const ox = (box.x + (i % box.width) + 0.5) * scale;
    const oy = (box.y + Math.floor(i / box.width) + 0.5) * scale;
    const bare = sampleDensity(hair.skinLuminance, ox, oy);
    const shade = smoothstep(SHADE.from, SHADE.to, Math.log(bare / (level + 1e-4)));
    const covered = smoothstep(COVERED.from, COVERED.to, sampleDensity(hair.coverage, ox, oy));
    return Math.max(local, shade, covered);
  });
}

function luminanceOf(photo: Raster<'srgb8'>, box: Box): Raster<'density'> {
  const out = densityRaster(box.width, box.height);
  for (let row = 0, o = 0; row < box.height; row++) {
    let i = ((box.y + row) * photo.width + box.x) * 3;
    for (let column = 0; column < box.width; column++, i += 3, o++) {
      out.data[o] =
        0.2126 * LINEAR_OF_SRGB8[photo.data[i]] + 0.7152 * LINEAR_OF_SRGB8[photo.data[i + 1]] + 0.0722 * LINEAR_OF_SRGB8[photo.data[i + 2]];
    }
  }
  return out;
}

/** The polygons' common box with a margin, clipped to the photo; null where nothing is left. */
export function boxAround(
  polygons: readonly Polygon[],
  margin: number,
  photo: { readonly width: number; readonly height: number },
): Box | null {
  const points = polygons.flat();
  if (points.length === 0) return null;
  const x = Math.max(0, Math.floor(Math.min(...points.map((p) => p[0])) - margin));
  const y = Math.max(0, Math.floor(Math.min(...points.map((p) => p[1])) - margin));
  const right = Math.min(photo.width, Math.ceil(Math.max(...points.map((p) => p[0])) + margin));
  const bottom = Math.min(photo.height, Math.ceil(Math.max(...points.map((p) => p[1])) + margin));
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}
