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

/** Longer side of a photo of a scalp: from a field of a microscope to a person seen across a room. */
const PHOTO_SIDE_MM = { least: 1, most: 3000 } as const;

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
  const found = given();
  const sideMm = found === null ? null : Math.max(photo.width, photo.height) / found.pxPerMm;
  const isPossible = sideMm === null || (sideMm >= PHOTO_SIDE_MM.least && sideMm <= PHOTO_SIDE_MM.most);
  if (!isPossible)
    notes.push(
      refusal(
        'scale-impossible',
        `By its scale the photo would show ${lengthText(sideMm)}; one of a scalp shows from ${PHOTO_SIDE_MM.least} mm to ${PHOTO_SIDE_MM.most / 1000} m. The scale is taken as if there were none.`,
      ),
    );
  const scale = isPossible ? found : null;
  const small = scale !== null && sideMm !== null && sideMm < MACRO_BELOW_MM;
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

function lengthText(mm: number): string {
  return mm < 1 ? `${mm.toPrecision(2)} mm` : `${(mm / 1000).toPrecision(2)} m`;
}

/** Root of the sum of squares: independent relative errors. */
export function rss(...errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0));
}
