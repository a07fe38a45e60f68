/**
 * The stage `measure`: what is there, each number with its interval, or null with a note that says why not.
 *
 * A whole head is measured on its overview and, where the pixels allow it, root by root; a patch from close by shaft by shaft.
 */
import type { Calibration } from '../calibrate/calibrate.ts';
import type { MeasurementRecord, SkinType } from '../document/schema.ts';
import type { Estimate } from '../estimate.ts';
import type { Polygon } from '../polygon.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { measureHead } from './head.ts';
import { measurePatch } from './patch.ts';

export interface Measurement {
  readonly record: MeasurementRecord;
  readonly skinType: SkinType;
  /** Roots found, photo pixels; empty where the tier does not allow it. Tips and units where shafts were followed. */
  readonly follicles: Follicles;
  /** Visible length of the hair that is there, or null where none can be judged. */
  readonly hairLengthMm: Estimate | null;
}

/** Columns of one length. */
export interface Follicles {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  readonly widthUm: Float64Array;
  readonly tipXPx?: Float64Array;
  readonly tipYPx?: Float64Array;
  /** Index of the follicular unit. */
  readonly unit?: Int32Array;
  /** 0..1, a guess: a dot of pigment rather than a hair. */
  readonly pigmentLike?: Float64Array;
}

/** What a measurement speaks for. */
export type Area =
  /** Polygons of the zone in photo pixels. */
  | { readonly kind: 'zone'; readonly zonesPx: readonly Polygon[] }
  /** All scalp behind the front edge that the photo shows tilted by less than 60°. */
  | { readonly kind: 'scalp' };

/**
 * @param scalp null for a patch from close by
 * @param skinType as the user states it; read from the skin's colour where he does not
 */
export function measure(
  photo: Raster<'srgb8'>,
  scalp: Scalp | null,
  calibration: Calibration,
  area: Area,
  skinType: SkinType | undefined,
): Measurement {
  const measured =
    calibration.subject === 'macro' || scalp === null
      ? measurePatch(photo, calibration, area, skinType)
      : measureHead(photo, scalp, calibration, area, skinType);
  const { marker } = calibration;
  if (marker === null) return measured;
  const cornersPx = marker.cornersPx.map(([x, y]): [number, number] => [x, y]);
  return { ...measured, record: { ...measured.record, marker: { cornersPx, tiltDegrees: marker.tiltDegrees } } };
}
