/** What the needle leaves for some days beside ink: reddened skin round the dots, and crusts on them. */

import { blur, mapDensity } from '../filters.ts';
import { densityRaster, type Raster } from '../raster.ts';
import type { Gaussian, Rgb } from '../skin/dot-gaussians.ts';
import { skinColour } from '../skin/skin-colour.ts';
import type { Skin } from '../skin/tissue.ts';
import { smoothstep } from '../smoothstep.ts';
import type { Box } from './box.ts';
import type { SeenDot } from './dots-in-skin.ts';

/** Dried serum and ink: a dark red-brown cap a little broader than the dot [model]. */
export const CRUST: Gaussian = { sigmaMm: 0.17, rgb: [0.17, 0.25, 0.27] };

/** Blood of reddened against usual skin under the needle [model]. */
const FLUSHED_BLOOD = 1.5;
/** Redness about a dot fades over so many mm; at this density it is whole, and no more dots make it redder. */
const FLUSH_SIGMA_MM = 1.3;
const FLUSHED_AT_PER_MM2 = 0.55;
const CELLS_PER_MM = 1.5;
/** Towards the border of the zone redness ends within about so many mm, as pixels beyond it are the photo's own. */
const BORDER_MM = 7;

/** Log loss of light of fully reddened skin against the same skin. */
export function flushLoss(skin: Skin): Rgb {
  const usual = skinColour(skin, 8).linear;
  const red = skinColour({ ...skin, blood: Math.min(0.2, skin.blood * FLUSHED_BLOOD) }, 8).linear;
  return [0, 1, 2].map((k) => Math.log(usual[k] / red[k])) as unknown as Rgb;
}

export interface Flush {
  /** 0 none … 1 whole, cells of `cellPx` from the corner of the box. */
  readonly field: Raster<'density'>;
  readonly cellPx: number;
}

/** @param zone 1 where dots may show, one value a pixel of the box */
export function flushAbout(dots: readonly SeenDot[], pxPerMm: number, box: Box, zone: Uint8Array): Flush {
  const cellPx = Math.max(1, Math.round(pxPerMm / CELLS_PER_MM));
  const width = Math.ceil(box.width / cellPx);
  const height = Math.ceil(box.height / cellPx);
  const perMm2 = densityRaster(width, height);
  const cellMm2 = (cellPx / pxPerMm) ** 2;
  for (const { at, cosTilt } of dots) {
    const c = Math.floor((at[0] - box.x) / cellPx);
    const r = Math.floor((at[1] - box.y) / cellPx);
    if (c >= 0 && r >= 0 && c < width && r < height) perMm2.data[r * width + c] += cosTilt / cellMm2;
  }
  const inside = densityRaster(width, height);
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) {
      const x = Math.min(box.width - 1, Math.floor((c + 0.5) * cellPx));
      const y = Math.min(box.height - 1, Math.floor((r + 0.5) * cellPx));
      inside.data[r * width + c] = zone[y * box.width + x];
    }
  const near = blur(inside, (0.5 * BORDER_MM * pxPerMm) / cellPx);
  const density = blur(perMm2, (FLUSH_SIGMA_MM * pxPerMm) / cellPx);
  const field = mapDensity(density, (v, i) => Math.min(1, v / FLUSHED_AT_PER_MM2) * smoothstep(0.5, 1, near.data[i]));
  return { field, cellPx };
}
