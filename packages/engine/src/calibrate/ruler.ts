/** What in the photo or the request gives a scale, whatever the picture shows; and whether it shows a head or a patch of scalp. */
import type { ScaleOption, View } from '../document/schema.ts';
import { info, type Note, refusal } from '../note.ts';
import { distance } from '../polygon.ts';
import type { Raster } from '../raster.ts';
import { type BurntIn, findBurntIn } from './burnt-in.ts';
import { findMarker, type Marker } from './marker.ts';

export interface Scale {
  readonly pxPerMm: number;
  /** One deviation, relative. */
  readonly relative: number;
  /** 'none': a patch in which nothing gives a scale, so that `pxPerMm` means nothing. */
  readonly method: ScaleOption['method'] | 'burnt-in' | 'none';
}

export interface Ruler {
  /** null where only the head could be the ruler. */
  readonly scale: Scale | null;
  /** A whole head, or a patch of scalp from close by, which is taken as flat. */
  readonly subject: 'head' | 'macro';
  /** Text, bars and frames that are no part of the scene. */
  readonly burntIn: BurntIn;
  /** The printed marker, where the scale was to be read from one. */
  readonly marker: Marker | null;
  readonly notes: readonly Note[];
}

/** Placing a point by hand, one deviation. */
const CLICK_PX = 2;
/** A length read off a ruler or a tape, one deviation. */
const TAPE_MM = 0.5;
/** A scale that the user states outright is taken to be good to this. */
const STATED_RELATIVE = 0.01;
/** Where both sides of a picture are shorter than this it cannot hold a head: it is a patch from close by. */
const MACRO_BELOW_MM = 100;

/** @param view 'macro' where the user says that the photo is a patch; otherwise the scale decides */
export function readRuler(photo: Raster<'srgb8'>, view: View, option: ScaleOption): Ruler {
  const burntIn = findBurntIn(photo);
  const notes: Note[] = [...burntIn.notes];
  const marker = option.method === 'marker' ? findMarker(photo, option.sideMm) : null;
  if (option.method === 'marker' && marker === null)
    notes.push(
      refusal(
        'marker-not-found',
        'The printed marker was not found in the photo: it must lie flat, whole, sharp and in even light, its white rim in view. The scale is taken as if there were none.',
      ),
    );
  const scale = given();
  const small = scale !== null && Math.max(photo.width, photo.height) / scale.pxPerMm < MACRO_BELOW_MM;
  return { scale, subject: view === 'macro' || small ? 'macro' : 'head', burntIn, marker, notes };

  function given(): Scale | null {
    switch (option.method) {
      case 'px-per-mm':
        return { pxPerMm: option.pxPerMm, relative: STATED_RELATIVE, method: option.method };
      case 'two-points': {
        const px = distance(option.points[0], option.points[1]);
        const relative = rss((CLICK_PX * Math.SQRT2) / px, TAPE_MM / option.lengthMm);
        return { pxPerMm: px / option.lengthMm, relative, method: option.method };
      }
      case 'marker':
        return marker === null ? null : { pxPerMm: marker.pxPerMm, relative: marker.relative, method: option.method };
      case 'prior': {
        if (burntIn.scale === null) return null;
        const { pxPerMm, relative, text } = burntIn.scale;
        notes.push(info('scale-burnt-in', `The scale was read from what is written in the picture: “${text}”.`));
        return { pxPerMm, relative, method: 'burnt-in' };
      }
      default:
        return null;
    }
  }
}

/** Root of the sum of squares: independent relative errors. */
export function rss(...errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0));
}
