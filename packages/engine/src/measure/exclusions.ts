/** What is on the head but says nothing of its hair: gloss, deep shadow, moles. In overview pixels, the size of `scalp.coverage`. */
import { blur, luminance, mapDensity, maskedBlur } from '../filters.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { densityRaster, type Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { quantile } from '../scalp/hair.ts';
import { findMoles, type Mole } from './moles.ts';

export interface Exclusions {
  /** 1 where gloss, deep shadow or a mole lies, 0 elsewhere. */
  readonly excluded: Raster<'density'>;
  readonly gloss: Uint8Array;
  readonly shadow: Uint8Array;
  readonly mole: Uint8Array;
  /** Photo pixels, the most distinct first. */
  readonly moles: readonly Mole[];
  /** Of the head that is tilted by less than 60°. */
  readonly glossShare: number;
  readonly shadowShare: number;
}

/** Against bare skin's light: from here up a neutral place mirrors the lamp, and anything does. By eye on seven photos. */
const GLOSS = { neutralFrom: 1.15, anyFrom: 1.6 };
/** A place has lost this much of the skin's own colour to the lamp's (dichromatic reflection, Shafer 1985). */
const FADED = 0.78;
/** The sensor is full: nothing can be read (linear light, weakest channel). */
const CLIPPED = 0.92;
/** Below this share of bare skin's light nothing of the skin is left to see; hair is darker too, but it is rough. */
const SHADOW = { below: 0.42, coverageUpTo: 0.3 };
/** Shine on dense hair is the hair's own. */
const HAIR_FROM = 0.6;
const GROW_MM = 0.5;
const COS_SEEN = 0.5;

/** @param overview linear light at `scalp.scale`, as `linearOverview` makes it */
export function findExclusions(overview: Raster<'linear'>, scalp: Scalp): Exclusions {
  const { inside, skinLuminance, scale } = scalp;
  const coverage = scalp.hidden;
  // to six digits: discs on the pixel grid must not hang on the last bits of an outline fitted with another engine's sines
  const pxPerMm = Math.round(scalp.surface.pxPerMm * scale * 1e6) / 1e6;
  const { width, height } = inside;
  const y = luminance(overview);
  const softY = blur(y, 0.4 * pxPerMm);
  const chroma = blur(saturation(overview), 0.6 * pxPerMm);
  const usual = usualSaturation(chroma, softY, scalp);

  const glossAt = mapDensity(inside, (v, i) => {
    if (v === 0 || coverage.data[i] > HAIR_FROM) return 0;
    const j = 3 * i;
    if (Math.min(overview.data[j], overview.data[j + 1], overview.data[j + 2]) > CLIPPED) return 1;
    const over = softY.data[i] / skinLuminance.data[i];
    return over > GLOSS.anyFrom || (over > GLOSS.neutralFrom && chroma.data[i] < FADED * usual) ? 1 : 0;
  });
  const gloss = grown(glossAt, inside, GROW_MM * pxPerMm);
  const level = maskedBlur(y, inside, 1.2 * pxPerMm);
  const shadow = grown(
    mapDensity(inside, (v, i) =>
      v > 0 && level.data[i] < SHADOW.below * skinLuminance.data[i] && coverage.data[i] < SHADOW.coverageUpTo ? 1 : 0,
    ),
    inside,
    GROW_MM * pxPerMm,
  );

  const geometry = surfaceGeometry(scalp.surface);
  const seen = mapDensity(inside, (v, i) =>
    v > 0 && geometry.cosTilt(((i % width) + 0.5) / scale, (Math.floor(i / width) + 0.5) / scale) > COS_SEEN ? 1 : 0,
  );
  const judged = mapDensity(seen, (v, i) => (gloss[i] === 0 && shadow[i] === 0 ? v : 0));
  const moles = findMoles(y, coverage, judged, pxPerMm);
  const mole = new Uint8Array(width * height);
  for (const { xPx, yPx, radiusPx } of moles) {
    const reach = radiusPx + GROW_MM * pxPerMm;
    for (let py = Math.max(0, Math.floor(yPx - reach)); py < Math.min(height, yPx + reach); py++)
      for (let px = Math.max(0, Math.floor(xPx - reach)); px < Math.min(width, xPx + reach); px++)
        if (squared(px + 0.5 - xPx, py + 0.5 - yPx) <= reach * reach) mole[py * width + px] = 1;
  }
  let [glossCount, shadowCount, seenCount] = [0, 0, 0];
  for (let i = 0; i < seen.data.length; i++) {
    if (seen.data[i] === 0) continue;
    seenCount++;
    glossCount += gloss[i];
    shadowCount += shadow[i];
  }
  return {
    excluded: mapDensity(inside, (_, i) => (gloss[i] + shadow[i] + mole[i] > 0 ? 1 : 0)),
    gloss,
    shadow,
    mole,
    moles: moles.map((m) => ({ xPx: m.xPx / scale, yPx: m.yPx / scale, radiusPx: m.radiusPx / scale })),
    glossShare: seenCount === 0 ? 0 : glossCount / seenCount,
    shadowShare: seenCount === 0 ? 0 : shadowCount / seenCount,
  };
}

/** Difference of the strongest and the weakest channel over the strongest: what a lamp's mirror image lowers. */
function saturation(image: Raster<'linear'>): Raster<'density'> {
  const out = densityRaster(image.width, image.height);
  for (let i = 0, j = 0; i < out.data.length; i++, j += 3) {
    const most = Math.max(image.data[j], image.data[j + 1], image.data[j + 2]);
    out.data[i] = most < 1e-4 ? 0 : (most - Math.min(image.data[j], image.data[j + 1], image.data[j + 2])) / most;
  }
  return out;
}

/** Saturation of skin in this photo: median of the thin, evenly lit places. */
function usualSaturation(chroma: Raster<'density'>, y: Raster<'density'>, scalp: Scalp): number {
  const { inside, skinLuminance } = scalp;
  const coverage = scalp.hidden;
  const values: number[] = [];
  for (let i = 0; i < inside.data.length; i += 7) {
    const over = y.data[i] / skinLuminance.data[i];
    if (inside.data[i] > 0 && coverage.data[i] < 0.3 && over > 0.7 && over < 1.1) values.push(chroma.data[i]);
  }
  return quantile(values, 0.5);
}

function grown(mask: Raster<'density'>, inside: Raster<'density'>, reachPx: number): Uint8Array {
  const soft = blur(mask, reachPx);
  const out = new Uint8Array(soft.data.length);
  for (let i = 0; i < out.length; i++) out[i] = soft.data[i] > 0.3 && inside.data[i] > 0 ? 1 : 0;
  return out;
}

function squared(dx: number, dy: number): number {
  return dx * dx + dy * dy;
}
