/** The stage `calibrate`: pixels per millimetre with its standard error and where it came from, and the surface in true millimetres. */
import type { ScaleOption } from '../document/schema.ts';
import { type Estimate, withRelativeError } from '../estimate.ts';
import { HEAD } from '../head/anthropometry.ts';
import type { Surface } from '../head/surface.ts';
import { info, type Note, warning } from '../note.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { smoothstep } from '../smoothstep.ts';
import type { BurntIn } from './burnt-in.ts';
import type { Marker } from './marker.ts';
import { type Ruler, rss, type Scale } from './ruler.ts';

export interface Calibration {
  readonly pxPerMm: Estimate;
  readonly standardErrorPxPerMm: number;
  /** Where the scale comes from; 'none': a patch from close by in which nothing gives one, so that `pxPerMm` means nothing. */
  readonly method: ScaleOption['method'] | 'burnt-in' | 'none';
  /** A whole head, or a patch of scalp from close by, which is taken as flat. */
  readonly subject: 'head' | 'macro';
  readonly surface: Surface;
  /** Text, bars and frames that are no part of the scene. */
  readonly burntIn: BurntIn;
  /** The printed marker, where the scale was to be read from one. */
  readonly marker: Marker | null;
  readonly notes: readonly Note[];
}

/** A tape round a head, and a calliper across it, one deviation. */
const CIRCUMFERENCE_MM = 4;
const CALLIPER_MM = 1.5;
/**
 * The outline found in a photo against the skull's breadth: how much broader it is, and one deviation of that; of bare and clipped heads, and of
 * full-haired ones, whose outline is that of the hair. From 29 synthetic heads of 0.5 to 35 mm of hair [M]; on real heads it is not known.
 */
const OUTLINE = { bare: { broader: 0.005, sd: 0.016 }, haired: { broader: 0.055, sd: 0.035 }, hairedFrom: 0.74, hairedTo: 0.88 };
/** Outside these a head would be smaller than a newborn's or larger than any adult's. */
const PLAUSIBLE_BREADTH_MM = { low: 110, high: 200 };

/** @param scalp null for a patch from close by, which has no head to be a ruler */
export function calibrate(photo: Raster<'srgb8'>, ruler: Ruler, scalp: Scalp | null, scale: ScaleOption): Calibration {
  const { burntIn, marker, subject } = ruler;
  const notes: Note[] = [...ruler.notes];
  const { pxPerMm, relative, method } = ruler.scale ?? (scalp === null || subject === 'macro' ? noScale() : scaleOfHead(scalp));
  if (scalp !== null && subject === 'head') {
    const breadthMm = breadthPx(scalp) / pxPerMm;
    if (breadthMm < PLAUSIBLE_BREADTH_MM.low || breadthMm > PLAUSIBLE_BREADTH_MM.high)
      notes.push(
        warning(
          'scale-implausible',
          `With this scale the head would be ${breadthMm.toFixed(0)} mm broad; heads are about ${HEAD.breadthMm} mm. Check the scale or the outline.`,
        ),
      );
  }
  return {
    pxPerMm: withRelativeError(pxPerMm, relative, 'px/mm'),
    standardErrorPxPerMm: pxPerMm * relative,
    method,
    subject,
    surface: { ...(scalp?.surface ?? flatSurface(photo)), pxPerMm },
    burntIn,
    marker,
    notes,
  };

  /** The head as the ruler. */
  function scaleOfHead(seen: Scalp): Scale {
    const breadth = breadthPx(seen);
    const outlineRelative = outlineOf(seen, 'sd');
    notes.push(perspective());
    switch (scale.method) {
      case 'head-breadth': {
        const relative = rss(CALLIPER_MM / scale.headBreadthMm, outlineRelative);
        return { pxPerMm: breadth / scale.headBreadthMm, relative, method: scale.method };
      }
      case 'circumference': {
        const breadthMm = scale.circumferenceMm * HEAD.breadthPerCircumference;
        const relative = rss(
          HEAD.breadthPerCircumferenceSd / HEAD.breadthPerCircumference,
          CIRCUMFERENCE_MM / scale.circumferenceMm,
          outlineRelative,
        );
        return { pxPerMm: breadth / breadthMm, relative, method: scale.method };
      }
      default:
        notes.push(
          warning(
            'scale-from-head-prior',
            `No scale was given: the head is taken to be ${HEAD.breadthMm} ± ${HEAD.breadthSdMm} mm broad, so lengths are good to about 5 % and densities to 10 %. A printed marker (--marker-mm), a tape round the head (--circumference-mm) or two points with a known distance make it better.`,
          ),
        );
        return { pxPerMm: breadth / HEAD.breadthMm, relative: rss(HEAD.breadthSdMm / HEAD.breadthMm, outlineRelative), method: 'prior' };
    }
  }

  function noScale(): Scale {
    notes.push(
      warning(
        'no-scale',
        'Nothing gives the scale of this patch, so no lengths and no densities are given: state it (--px-per-mm, --two-points, --marker-mm), or leave the bar or circle of the microscope in the picture.',
      ),
    );
    return { pxPerMm: Math.max(photo.width, photo.height) / ASSUMED_PATCH_MM, relative: 1, method: 'none' };
  }
}

/** Breadth of the skull under the outline. */
function breadthPx(scalp: Scalp): number {
  return (2 * scalp.surface.semiAcrossPx) / (1 + outlineOf(scalp, 'broader'));
}

function outlineOf({ fringe }: Scalp, what: 'broader' | 'sd'): number {
  return OUTLINE.bare[what] + (OUTLINE.haired[what] - OUTLINE.bare[what]) * smoothstep(OUTLINE.hairedFrom, OUTLINE.hairedTo, fringe);
}

/** A patch as the middle of a head so large that nothing of it is tilted. */
function flatSurface({ width, height }: Raster<'srgb8'>): Surface {
  const semiPx = 100 * Math.max(width, height);
  return {
    centrePx: [width / 2, height / 2],
    semiAcrossPx: semiPx,
    semiAlongPx: semiPx,
    semiDepthPx: semiPx,
    frontDegrees: 90,
    pxPerMm: 1,
  };
}

/** Breadth that a patch of unknown scale is taken to have, so that its hairs can be looked for at all [A]. */
const ASSUMED_PATCH_MM = 20;

function perspective(): Note {
  return info(
    'perspective-not-modelled',
    'The scale is taken at the broadest level of the head. In a photo from half a metre the crown is nearer and drawn up to a fifth larger; a scale read on the crown itself (--two-points) avoids that.',
  );
}
