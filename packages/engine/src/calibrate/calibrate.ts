/** The stage `calibrate`: pixels per millimetre with its standard error and where it came from, and the surface in true millimetres. */
import type { ScaleOption } from '../document/schema.ts';
import { type Estimate, withRelativeError } from '../estimate.ts';
import { HEAD } from '../head/anthropometry.ts';
import type { Surface } from '../head/surface.ts';
import { info, type Note, warning } from '../note.ts';
import { distance } from '../polygon.ts';
import type { Scalp } from '../scalp/find-scalp.ts';

export interface Calibration {
  readonly pxPerMm: Estimate;
  readonly standardErrorPxPerMm: number;
  readonly method: ScaleOption['method'];
  readonly surface: Surface;
  readonly notes: readonly Note[];
}

/** Placing a point by hand, one deviation. */
const CLICK_PX = 2;
/** A length read off a ruler or a tape, one deviation. */
const TAPE_MM = 0.5;
/** A tape round a head, and a calliper across it, one deviation. */
const CIRCUMFERENCE_MM = 4;
const CALLIPER_MM = 1.5;
/** A scale that the user states outright is taken to be good to this. */
const STATED_RELATIVE = 0.01;
/** The outline found in a photo against the head's true breadth, hair included. */
const OUTLINE_RELATIVE = 0.025;
/** Outside these a head would be smaller than a newborn's or larger than any adult's. */
const PLAUSIBLE_BREADTH_MM = { low: 110, high: 200 };

export function calibrate(scalp: Scalp, scale: ScaleOption): Calibration {
  const breadthPx = 2 * scalp.surface.semiAcrossPx;
  const notes: Note[] = [];
  const { pxPerMm, relative } = read();
  const breadthMm = breadthPx / pxPerMm;
  if (breadthMm < PLAUSIBLE_BREADTH_MM.low || breadthMm > PLAUSIBLE_BREADTH_MM.high) {
    notes.push(
      warning(
        'scale-implausible',
        `With this scale the head would be ${breadthMm.toFixed(0)} mm broad; heads are about ${HEAD.breadthMm} mm. Check the scale or the outline.`,
      ),
    );
  }
  const toTrue = scalp.surface;
  return {
    pxPerMm: withRelativeError(pxPerMm, relative, 'px/mm'),
    standardErrorPxPerMm: pxPerMm * relative,
    method: scale.method,
    surface: { ...toTrue, pxPerMm },
    notes,
  };

  function read(): { pxPerMm: number; relative: number } {
    switch (scale.method) {
      case 'px-per-mm':
        return { pxPerMm: scale.pxPerMm, relative: STATED_RELATIVE };
      case 'two-points': {
        const px = distance(scale.points[0], scale.points[1]);
        return { pxPerMm: px / scale.lengthMm, relative: rss((CLICK_PX * Math.SQRT2) / px, TAPE_MM / scale.lengthMm) };
      }
      case 'head-breadth':
        notes.push(perspective());
        return { pxPerMm: breadthPx / scale.headBreadthMm, relative: rss(CALLIPER_MM / scale.headBreadthMm, OUTLINE_RELATIVE) };
      case 'circumference': {
        notes.push(perspective());
        const breadthMm = scale.circumferenceMm * HEAD.breadthPerCircumference;
        const relative = rss(
          HEAD.breadthPerCircumferenceSd / HEAD.breadthPerCircumference,
          CIRCUMFERENCE_MM / scale.circumferenceMm,
          OUTLINE_RELATIVE,
        );
        return { pxPerMm: breadthPx / breadthMm, relative };
      }
      case 'prior':
        notes.push(
          warning(
            'scale-from-head-prior',
            `No scale was given: the head is taken to be ${HEAD.breadthMm} ± ${HEAD.breadthSdMm} mm broad, so lengths are good to about 5 % and densities to 10 %. A tape round the head (--circumference-mm) or two points with a known distance make it better.`,
          ),
          perspective(),
        );
        return { pxPerMm: breadthPx / HEAD.breadthMm, relative: rss(HEAD.breadthSdMm / HEAD.breadthMm, OUTLINE_RELATIVE) };
    }
  }
}

/** Root of the sum of squares: independent relative errors. */
function rss(...errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0));
}

function perspective(): Note {
  return info(
    'perspective-not-modelled',
    'The scale is taken at the broadest level of the head. In a photo from half a metre the crown is nearer and drawn up to a fifth larger; a scale read on the crown itself (--two-points) avoids that.',
  );
}
