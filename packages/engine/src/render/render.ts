/**
 * The stage `render`: the same photo with the dots in the skin, at any day. Dots multiply the light that the scalp sends back, in linear
 * light; hair lies over them. Nothing outside the zone is touched, no dot has a least size, and the picture carries the mark "simulation".
 */

import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import type { DotColumns } from '../document/packed.ts';
import type { Plan } from '../document/schema.ts';
import { dotStateAt } from '../forecast/forecast.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { fillPolygon, type Point, type Polygon } from '../polygon.ts';
import { type Raster, raster } from '../raster.ts';
import { type DotProfile, dotProfile } from '../skin/dot.ts';
import { type Box, boxAround, hairOverDots } from './hair-over-dots.ts';
import { drawMark } from './mark.ts';

/** What a lens and a sensor smear, one deviation in photo pixels, and the variance of a pixel's own square. */
const LENS_PX = 0.6;
const PIXEL_VARIANCE_PX2 = 1 / 12;
/** A dot is followed until its halo dims by less than a tenth of an 8-bit level. */
const REACH_IN_SIGMA = 3.6;

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
  return {
    at(atDays) {
      const contrast = new Float32Array(box.width * box.height * 3).fill(1);
      const state = dotStateAt(atDays, plan.dotModel);
      for (let i = 0; i < dots.count; i++) {
        const at = geometry.toPhoto(dots.xMm[i], dots.yMm[i]);
        if (at === null) continue;
        const profile = dotProfile(plan.dotModel.contrastRgb, dots.diameterMm[i], dots.tone[i] * state.centre, state.widthRatio);
        const cosTilt = geometry.cosTiltAtChart(dots.xMm[i], dots.yMm[i]);
        stamp(contrast, box, at, profile, plan.surface.pxPerMm, cosTilt, geometry.tiltDirection(at[0], at[1]));
      }
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

/** A Gaussian on the tilted skin, as the camera sees it: shortened along the tilt, smeared by lens and pixel, its volume kept. */
interface Spot {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  readonly height: number;
  readonly reachPx: number;
}

function spot(sigmaPx: number, cosTilt: number, [tx, ty]: Point): Spot {
  const blurVariance = LENS_PX * LENS_PX + PIXEL_VARIANCE_PX2;
  const across = sigmaPx * sigmaPx;
  const along = across * cosTilt * cosTilt;
  const a = across + blurVariance;
  const b = along + blurVariance;
  // inverse covariance: 1/b along the tilt direction t, 1/a across it
  return {
    xx: (tx * tx) / b + (ty * ty) / a,
    xy: tx * ty * (1 / b - 1 / a),
    yy: (ty * ty) / b + (tx * tx) / a,
    height: Math.sqrt((across * along) / (a * b)),
    reachPx: REACH_IN_SIGMA * Math.sqrt(a),
  };
}

/** exp(−q/2) for q in 0..TABLE_END, by table. */
const TABLE_END = 16;
const TABLE_STEPS = 256;
const GAUSS = Float32Array.from({ length: TABLE_END * TABLE_STEPS + 2 }, (_, i) => Math.exp(-0.5 * (i / TABLE_STEPS)));

/** Multiplies one dot's contrast into the window. */
function stamp(contrast: Float32Array, box: Box, at: Point, profile: DotProfile, pxPerMm: number, cosTilt: number, tilt: Point): void {
  const core = spot(profile.coreSigmaMm * pxPerMm, cosTilt, tilt);
  const halo = spot(profile.haloSigmaMm * pxPerMm, cosTilt, tilt);
  const [c0, c1, c2] = profile.core.map((v) => v * core.height);
  const [h0, h1, h2] = profile.halo.map((v) => v * halo.height);
  const cx = at[0] - box.x - 0.5;
  const cy = at[1] - box.y - 0.5;
  const x0 = Math.max(0, Math.ceil(cx - halo.reachPx));
  const x1 = Math.min(box.width - 1, Math.floor(cx + halo.reachPx));
  const y0 = Math.max(0, Math.ceil(cy - halo.reachPx));
  const y1 = Math.min(box.height - 1, Math.floor(cy + halo.reachPx));
  for (let y = y0; y <= y1; y++) {
    const dy = y - cy;
    for (let x = x0; x <= x1; x++) {
      const dx = x - cx;
      const qh = halo.xx * dx * dx + 2 * halo.xy * dx * dy + halo.yy * dy * dy;
      if (qh >= TABLE_END) continue;
      const qc = core.xx * dx * dx + 2 * core.xy * dx * dy + core.yy * dy * dy;
      const gh = GAUSS[Math.round(qh * TABLE_STEPS)];
      const gc = qc < TABLE_END ? GAUSS[Math.round(qc * TABLE_STEPS)] : 0;
      const i = (y * box.width + x) * 3;
      contrast[i] *= 1 - c0 * gc - h0 * gh;
      contrast[i + 1] *= 1 - c1 * gc - h1 * gh;
      contrast[i + 2] *= 1 - c2 * gc - h2 * gh;
    }
  }
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
