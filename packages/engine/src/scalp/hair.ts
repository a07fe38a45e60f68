/**
 * Hair against skin inside the head. Two witnesses: hair changes the tone of a place (after the light's own fall-off over the round head is
 * taken out), and hair is rough where skin is smooth. Two answers: how much a place looks like hair, which tells zone from fringe, and the
 * share of the scalp that hair hides, which is measured.
 */
import { blur, luminance, mapDensity } from '../filters.ts';
import { densityRaster, fillRow, type Raster } from '../raster.ts';
import { steadyExp, steadyLog } from '../steady-math.ts';
import type { Ellipse } from './ellipse.ts';
import { type Evidence, hairEvidence } from './hair-evidence.ts';
import { fitSkinLight, UPPER, USUAL } from './hair-light.ts';

export { quantile } from './hair-quantile.ts';

export interface HairMap {
  /** How much a place looks like full hair: 0 bare skin … 1; either witness convinces. Overview pixels, 0 outside the head. */
  readonly coverage: Raster<'density'>;
  /** Share of the scalp that hair hides from view, 0 … 1; both witnesses must agree. The same pixels. */
  readonly hidden: Raster<'density'>;
  /** Luminance that bare skin would have at each place under this photo's light. */
  readonly skinLuminance: Raster<'density'>;
  /** Fine roughness (rms of log luminance below half a millimetre), kept for those who judge hair length. */
  readonly roughness: Raster<'density'>;
}

/** Roughness and darkening at which a witness of `coverage` is half convinced; set on seven whole-head photos, see docs/model.md. */
const HALF_ROUGHNESS = 0.13;
const HALF_DARKENING = 0.42;

/**
 * Optical depth of hair, −ln(1 − coverage), as a sum of two kinds: single strands and stubble, which show as fine texture, and hair that lies
 * together, which shows as coarse texture and darkens. Each is a product of powers of what is seen, less what bare skin has of it (`skin`),
 * times exponentials of the bright share of the fine texture: dark spots of stubble hide less than they darken. Fitted by least squares to
 * 50 synthetic heads whose coverage is known (types I to VI, 0.4 to 35 mm, 5 to 14 px/mm) and the anchors of seven whole-head photos, which
 * it keeps within 0.1. On 50 other synthetic heads, read once: longer hair 4 % too full in sum (13 % without grey and blond; two of three grey
 * heads over 30 % too thin), three nearly bare heads of type VI at 0.07 to 0.10; clipped hair 18 % too full in sum, on types III and V by 30 %
 * and more. Blond hair was too thin on all nine blond heads, by about a half or more on seven.
 */
const DEPTH = {
  fineSkin: 0.026,
  coarseSkin: 0.013,
  strands: { log: 1.096, fine: 2.84, coarse: -1.146, dark: 14.285, darkBelow: 0.4 },
  together: { log: 9.548, fine: -1.138, coarse: 3.995, tone: 1.463, bright: 12.746, brightFrom: 0.45, brightTo: 0.62 },
  /** Brighter places than `lighterUpTo` over skin are lit rather than haired; darkening is read from `floor` up. */
  tone: { floor: 0.08, lighterUpTo: 0.15 },
  /** Full hair looks fuller than it hides. */
  saturation: 0.435,
} as const;
/** Of skin's own texture, what its variance is uncertain by. */
const SKIN_UNSURE = 0.3;

/** What hair looks like, without the share that it hides. */
export type HairLook = Omit<HairMap, 'hidden'>;

/**
 * @param overview linear light at `pxPerMm` (about 4)
 * @param inside 1 inside the head outline, 0 outside, same size
 */
export function mapHair(overview: Raster<'linear'>, inside: Raster<'density'>, ellipse: Ellipse, pxPerMm: number): HairMap {
  const { y, softY, look } = looked(overview, inside, ellipse, pxPerMm);
  const evidence = hairEvidence(y, fitSkinLight(softY, look.roughness, inside, ellipse, USUAL), inside, pxPerMm);
  return { ...look, hidden: onPixels(hiddenIn(evidence), evidence.cellPx, inside) };
}

/** `mapHair` in half the time, for those to whom it is all the same how much hair hides. */
export function lookOfHair(overview: Raster<'linear'>, inside: Raster<'density'>, ellipse: Ellipse, pxPerMm: number): HairLook {
  return looked(overview, inside, ellipse, pxPerMm).look;
}

function looked(overview: Raster<'linear'>, inside: Raster<'density'>, ellipse: Ellipse, pxPerMm: number) {
  const y = luminance(overview);
  const logY = mapDensity(y, (v) => steadyLog(v + 0.004));
  const soft = blur(logY, 0.34 * pxPerMm);
  const roughness = mapDensity(
    blur(
      mapDensity(logY, (v, i) => (v - soft.data[i]) * (v - soft.data[i]) * inside.data[i]),
      2 * pxPerMm,
    ),
    Math.sqrt,
  );
  const softY = blur(y, pxPerMm);
  const skinLuminance = fitSkinLight(softY, roughness, inside, ellipse, UPPER);
  const smoothY = blur(y, 1.2 * pxPerMm);
  const coverage = mapDensity(smoothY, (v, i) => {
    if (inside.data[i] === 0) return 0;
    const darkening = Math.max(0, 1 - v / skinLuminance.data[i]);
    const dark = darkening / HALF_DARKENING;
    const rough = roughness.data[i] / HALF_ROUGHNESS;
    return 1 - steadyExp(-Math.LN2 * (0.75 * dark * Math.sqrt(dark) + 0.7 * rough * rough));
  });
  return { y, softY, look: { coverage, skinLuminance, roughness } };
}

function hiddenIn({ tone, fine, coarse, brightShare }: Evidence): Raster<'density'> {
  const { strands, together, saturation } = DEPTH;
  return mapDensity(tone, (v, k) => {
    const logFine = logAbove(fine.data[k], DEPTH.fineSkin);
    const logCoarse = logAbove(coarse.data[k], DEPTH.coarseSkin);
    const bright = brightShare.data[k];
    const logTone = steadyLog((v < 1 ? 1 - v : Math.min(DEPTH.tone.lighterUpTo, v - 1)) + DEPTH.tone.floor);
    const depth =
      steadyExp(
        strands.log + strands.fine * logFine + strands.coarse * logCoarse + strands.dark * Math.min(bright - strands.darkBelow, 0),
      ) +
      steadyExp(
        together.log +
          together.fine * logFine +
          together.coarse * logCoarse +
          together.tone * logTone +
          together.bright * (Math.min(bright, together.brightTo) - together.brightFrom),
      );
    return 1 - steadyExp(-depth / (1 + saturation * depth));
  });
}

/** Log of a deviation without bare skin's, whose variance adds to it. */
function logAbove(deviation: number, skin: number): number {
  const unsure = SKIN_UNSURE * skin;
  return 0.5 * steadyLog(Math.max(0, deviation * deviation - skin * skin) + unsure * unsure);
}

/** Cells back on pixels, bilinear; 0 outside the head. */
function onPixels(cells: Raster<'density'>, cellPx: number, inside: Raster<'density'>): Raster<'density'> {
  const out = densityRaster(inside.width, inside.height);
  const row = new Float32Array(inside.width);
  for (let y = 0; y < inside.height; y++) {
    fillRow(row, cells, y, cellPx);
    for (let x = 0; x < row.length; x++) {
      const i = y * row.length + x;
      if (inside.data[i] > 0) out.data[i] = row[x];
    }
  }
  return out;
}
