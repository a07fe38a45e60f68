/**
 * Bare skin close by: its tint, its relief and what lamps make of it. A sheen is nothing but gloss of many small facets: where the smooth surface
 * mirrors the lamp most of them shine, farther off fewer and fewer, as specks.
 */
import type { Random } from '../random.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { smoothNoise, smoothRows } from './smooth-noise.ts';
import type { Canvas } from './strands.ts';
import type { Tone } from './tones.ts';

/**
 * Relief, in periods (mm) and in the slopes it makes: swelling, streaks of the horny layer that cross at an angle, fibres along their middle,
 * grain; and two sets of furrows that bound rhombic plates, broken as a slow field goes. By eye, from video dermatoscope fields at 360 px/mm
 * and clipped fields at 50 px/mm [by eye].
 */
const SWELLS = [
  { periodMm: 2.1, slope: 0.1 },
  { periodMm: 0.85, slope: 0.1 },
];
const STREAKS = [
  { acrossMm: 0.17, alongMm: 0.5, slope: 0.12, angle: 0.55 },
  { acrossMm: 0.13, alongMm: 0.4, slope: 0.11, angle: -0.6 },
  { acrossMm: 0.055, alongMm: 0.2, slope: 0.13, angle: 0.1 },
  { acrossMm: 0.024, alongMm: 0.04, slope: 0.11, angle: 0.7 },
  { acrossMm: 0.011, alongMm: 0.015, slope: 0.12, angle: 1.3 },
];
const FURROWS = [
  { spacingMm: 0.46, angle: 0.62, depthMm: 0.006 },
  { spacingMm: 0.53, angle: -0.55, depthMm: 0.006 },
];
const FURROW_BREADTH_MM = 0.07;
const BROKEN_MM = 0.6;
const FURROW_BREAKS = 1.6;
const WARP = { periodMm: 0.9, byMm: 0.42 };
/** Detail finer than this many pixels a period is left to the gloss's breadth. */
const LEAST_PERIOD_PX = 1.2;
/** Slope of a field of value noise of height and period 1: its rms. */
const SLOPE_OF_NOISE = 0.5;

/** Heights in pixels, so that differences of neighbours are slopes. */
export function skinRelief(width: number, height: number, pxPerMm: number, random: Random): Raster<'density'> {
  const turn = 2 * Math.PI * random.fork('turn').next();
  const rows = (name: string, periodMm: number): ((row: Float32Array, y: number) => void) =>
    smoothRows(random.fork(name), periodMm * pxPerMm, width, height);
  const swells = SWELLS.map(({ periodMm }, k) => rows(`swell ${k}`, periodMm));
  const fields = [rows('broken', BROKEN_MM), rows('warp-x', WARP.periodMm), rows('warp-y', WARP.periodMm), ...swells];
  const values = fields.map(() => new Float32Array(width));
  const [broken, warpX, warpY, wide, narrow] = values;
  const [wideSwell, narrowSwell] = SWELLS.map(({ periodMm, slope }) => (slope * periodMm * pxPerMm) / SLOPE_OF_NOISE);
  const streaks = STREAKS.filter(({ acrossMm }) => acrossMm * pxPerMm >= LEAST_PERIOD_PX).map(({ acrossMm, alongMm, slope, angle }, k) => ({
    field: smoothNoise(random.fork(`streak ${k}`), acrossMm * pxPerMm),
    c: Math.cos(turn + angle),
    s: Math.sin(turn + angle),
    squeeze: acrossMm / alongMm,
    heightPx: (slope * acrossMm * pxPerMm) / SLOPE_OF_NOISE,
  }));
  const furrows = FURROWS.map(({ spacingMm, angle, depthMm }) => ({
    c: Math.cos(turn + angle) / (spacingMm * pxPerMm),
    s: Math.sin(turn + angle) / (spacingMm * pxPerMm),
    depthPx: depthMm * pxPerMm,
    breadth: FURROW_BREADTH_MM / spacingMm / 2,
  }));
  const relief = densityRaster(width, height);
  for (let y = 0; y < height; y++) {
    const line = relief.data.subarray(y * width, (y + 1) * width);
    for (const [k, row] of values.entries()) fields[k](row, y);
    for (let x = 0; x < width; x++) {
      line[x] = wideSwell * wide[x] + narrowSwell * narrow[x];
      warpX[x] = x + WARP.byMm * pxPerMm * warpX[x];
      warpY[x] = y + WARP.byMm * pxPerMm * warpY[x];
    }
    for (const { field, c, s, squeeze, heightPx } of streaks)
      for (let x = 0; x < width; x++) line[x] += heightPx * field(c * warpX[x] + s * warpY[x], squeeze * (c * warpY[x] - s * warpX[x]));
    for (const { c, s, depthPx, breadth } of furrows)
      for (let x = 0; x < width; x++) {
        const t = c * warpX[x] + s * warpY[x];
        const off = Math.abs(t - Math.floor(t) - 0.5) / breadth;
        if (off < 1) line[x] -= depthPx * Math.max(0, 0.5 + FURROW_BREAKS * broken[x]) * (1 - off * off) * (1 - off * off);
      }
  }
  return relief;
}

/** Opening of a follicle: a pit within a low rim. */
export function pressOstium(relief: Raster<'density'>, xPx: number, yPx: number, radiusPx: number, depthPx: number): void {
  const { width, height, data } = relief;
  const reach = 2.2 * radiusPx;
  for (let y = Math.max(0, Math.floor(yPx - reach)); y <= Math.min(height - 1, yPx + reach); y++)
    for (let x = Math.max(0, Math.floor(xPx - reach)); x <= Math.min(width - 1, xPx + reach); x++) {
      const q = ((x + 0.5 - xPx) ** 2 + (y + 0.5 - yPx) ** 2) / (radiusPx * radiusPx);
      // a Mexican hat: pit in the middle, rim at 1.5 radii
      if (q < 4.8) data[y * width + x] -= depthPx * (1 - 0.75 * q) * Math.max(0, 1 - q / 4.8) ** 2;
    }
}

/** How strongly the tint wanders: in doublings of blood and of melanin [by eye]. */
const BLOTCH = { wideMm: 5, wide: 0.9, narrowMm: 1.2, narrow: 0.5 };
const VESSEL = { periodMm: 2.3, breadth: 0.014, doublings: 0.5 };
const FRECKLE = { wideMm: 6, wide: 0.35, narrowMm: 0.7, narrow: 0.25 };
const MOTTLE = { periodMm: 0.14, doublings: 0.22 };

/** Paints the skin's own colour: blood and melanin about those of the tone, with the colours of the skin model. */
export function paintSkin({ width, height, light }: Canvas, pxPerMm: number, tone: Tone, random: Random): void {
  const rows = (name: string, periodMm: number): ((row: Float32Array, y: number) => void) =>
    smoothRows(random.fork(name), periodMm * pxPerMm, width, height);
  const fields = [
    rows('blood-wide', BLOTCH.wideMm),
    rows('blood', BLOTCH.narrowMm),
    rows('vessel', VESSEL.periodMm),
    rows('melanin-wide', FRECKLE.wideMm),
    rows('melanin', FRECKLE.narrowMm),
    rows('mottle', MOTTLE.periodMm),
  ];
  const values = fields.map(() => new Float32Array(width));
  const [bloodWide, bloodNarrow, vessel, melaninWide, melaninNarrow, mottle] = values;
  const perBlood = tone.twiceBlood.map(Math.log);
  const perMelanin = tone.twiceMelanin.map(Math.log);
  const withVessels = VESSEL.periodMm * VESSEL.breadth * pxPerMm > 0.4;
  for (let y = 0; y < height; y++) {
    for (const [k, row] of values.entries()) fields[k](row, y);
    for (let x = 0; x < width; x++) {
      let blood = BLOTCH.wide * bloodWide[x] + BLOTCH.narrow * bloodNarrow[x];
      if (withVessels && bloodWide[x] > 0)
        blood += VESSEL.doublings * Math.min(1, 5 * bloodWide[x]) * Math.max(0, 1 - Math.abs(vessel[x]) / VESSEL.breadth);
      const melanin = FRECKLE.wide * melaninWide[x] + FRECKLE.narrow * melaninNarrow[x] + MOTTLE.doublings * mottle[x];
      for (let k = 0; k < 3; k++) {
        const t = blood * perBlood[k] + melanin * perMelanin[k];
        light[3 * (y * width + x) + k] = tone.skin[k] * (1 + t + 0.5 * t * t);
      }
    }
  }
}

/** Light that wanders below the surface evens the shading of fine relief out: this much of it is left [by eye]. */
const SHADING = 0.32;

/** Diffuse light on a slope, about 1, with the lamp in the direction (lightX, lightY) of the picture. */
export function reliefShade(slopeX: number, slopeY: number, lightX: number, lightY: number): number {
  return Math.max(0.6, Math.min(1.35, 1 - SHADING * (slopeX * lightX + slopeY * lightY)));
}

/** A lamp as the surface sees it: the slope that mirrors it into the camera, its strength, and the breadth of its reflection in slopes. */
export interface Lamp {
  readonly tiltX: number;
  readonly tiltY: number;
  readonly strength: number;
  readonly breadth: number;
}

/** Facets too small for the picture spread a part of the reflection: its share of the height, and its breadth [by eye]. */
const HAZE = 0.3;
const HAZE_BREADTH = 2.2;

/**
 * What a slope of the relief mirrors of a lamp.
 * @param tiltX,tiltY the lamp's tilt there: over a head it follows from the head's normal, on a flat patch it hardly changes
 */
export function glossOf(slopeX: number, slopeY: number, tiltX: number, tiltY: number, strength: number, breadth: number): number {
  const q = ((slopeX - tiltX) ** 2 + (slopeY - tiltY) ** 2) / (breadth * breadth);
  const sharp = 1 + q;
  const haze = 1 + q / (HAZE_BREADTH * HAZE_BREADTH);
  return strength * ((1 - HAZE) / (sharp * sharp * sharp) + HAZE / (haze * haze));
}
