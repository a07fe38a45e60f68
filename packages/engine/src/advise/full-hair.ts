/**
 * What full hair does to the look of this scalp: the share of skin that it takes from sight, as the photo's own light tells it. Shafts that are counted tell
 * too little where hair is clipped: stubble darkens more skin than it covers.
 */
import { type Lab, luminanceOfLightness } from '../colour/lab.ts';
import { fullCoverage } from '../design/need.ts';
import { between, type Estimate } from '../estimate.ts';
import { linearOverview, luminance } from '../filters.ts';
import { surfaceGeometry } from '../head/surface.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';

/** Nearer to the rim light falls off faster than it is known. */
const LEAST_COS = 0.5;
const BINS = 12;
const STEP_PX = 2;
/** Fuller places than this must make up so much area, on each side and together. */
const FULL_FROM = 0.75;
const REFERENCE_MM2 = 400;
/** Nothing is known better than so, relative [A]. */
const LEAST_ERROR = 0.1;
/** Below this full hair and bare skin look alike in the photo. */
const LEAST_HIDDEN = 0.02;

/**
 * Luminance against that of bare skin in the same light falls with the share s of full hair as 1 − s · h (1 − Y hair / Y skin); h is read from the line
 * through the medians of places alike in s, and its interval from the two sides of the head, which are lit apart.
 * @param skinLab of the photo's bare scalp
 * @param hairLab of its hair
 * @returns h, share; null where too little full hair is in view or it does not show
 */
export function hiddenByFullHair(photo: Raster<'srgb8'>, scalp: Scalp, skinLab: Lab, hairLab: Lab): Estimate | null {
  const { coverage, inside, skinLuminance, scale, surface, fringe } = scalp;
  const seen = luminance(linearOverview(photo, scale));
  const geometry = surfaceGeometry(surface);
  const full = fullCoverage(fringe);
  const midline = surface.centrePx[0] * scale;
  const sides: [number[][], number[][]] = [bins(), bins()];
  let fullPixels = 0;
  for (let y = 0; y < coverage.height; y += STEP_PX)
    for (let x = 0; x < coverage.width; x += STEP_PX) {
      const i = y * coverage.width + x;
      if (inside.data[i] === 0 || geometry.cosTilt(x / scale, y / scale) < LEAST_COS) continue;
      const share = Math.min(1, coverage.data[i] / full);
      if (share >= FULL_FROM) fullPixels++;
      sides[x < midline ? 0 : 1][Math.min(BINS - 1, Math.floor(share * BINS))].push(seen.data[i] / skinLuminance.data[i]);
    }
  if ((fullPixels * STEP_PX ** 2) / (scale * surface.pxPerMm) ** 2 < REFERENCE_MM2) return null;
  const contrast = 1 - luminanceOfLightness(hairLab[0]) / luminanceOfLightness(skinLab[0]);
  if (contrast <= 0) return null;
  const hidden = (groups: readonly (readonly number[])[]): number => Math.min(1, fallOf(groups) / contrast);
  const value = hidden(sides[0].map((group, k) => [...group, ...sides[1][k]]));
  if (!(value >= LEAST_HIDDEN)) return null;
  const ends = sides.map(hidden).filter((h) => h >= LEAST_HIDDEN);
  return between(
    value,
    Math.max(0, Math.min(...ends, value * (1 - LEAST_ERROR))),
    Math.min(1, Math.max(...ends, value * (1 + LEAST_ERROR))),
    'share',
  );
}

function bins(): number[][] {
  return Array.from({ length: BINS }, () => []);
}

/** How far the line through the medians falls from share 0 to 1, relative to where it begins; every bin by the root of its places. */
function fallOf(groups: readonly (readonly number[])[]): number {
  let [sw, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const [k, group] of groups.entries()) {
    if (group.length === 0) continue;
    const w = Math.sqrt(group.length);
    const x = (k + 0.5) / BINS;
    const y = [...group].sort((p, q) => p - q)[group.length >> 1];
    sw += w;
    sx += w * x;
    sy += w * y;
    sxx += w * x * x;
    sxy += w * x * y;
  }
  const slope = (sw * sxy - sx * sy) / (sw * sxx - sx * sx);
  return -slope / ((sy - slope * sx) / sw);
}
