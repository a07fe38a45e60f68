/** What the measuring was held against, and the warning where a client lies outside of it. */
import type { Lab } from '../colour/lab.ts';
import type { SkinType } from '../document/schema.ts';
import { info, type Note, warning } from '../note.ts';
import { STUBBLE_MM } from './tiers.ts';

export interface MeasuredKind {
  /** A whole head, or a patch from close by. */
  readonly subject: 'head' | 'macro';
  readonly skinType: SkinType;
  readonly ita: number;
  /** Tone of the hair in the photo; null where it could not be read. */
  readonly hairLab: Lab | null;
  readonly hairLengthMm: number | null;
  /** What is known of the hair's shape; left out: not judged. */
  readonly curl?: 'straight' | 'wavy' | 'coiled';
  readonly sex?: 'male' | 'female';
}

const DARK_SKIN: ReadonlySet<SkinType> = new Set(['IV', 'V', 'VI']);
/** Below this ITA (degrees) skin is darker than any of the photos: the border of tan and brown (Chardon 1991; Del Bino & Bernerd 2013). */
const DARK_BELOW_ITA = 10;
/** Hair lighter than this is not the dark hair of the photos; a rim of scalp in each pixel makes dark hair read up to here. */
const DARK_HAIR_MOST_L = 40;
/** Chroma below which light hair reads as grey, and hue angle below which coloured hair reads as red (degrees). */
const GREY_MOST_CHROMA = 10;
const RED_MOST_HUE = 62;
const RED_LEAST_CHROMA = 22;

const WAS: Readonly<Record<MeasuredKind['subject'], string>> = {
  macro:
    'counts on close-up photos were compared with hairs marked by people in video-dermatoscope fields of Chinese adults with clipped, straight, dark hair; everything else was tried on synthetic scalps only, whose truth is known',
  head: 'coverage on whole heads was compared with one earlier reading of each of seven photos of men with light to medium skin, not with marks made by people; counts on whole heads were compared with no count by people at all; both were otherwise tried on synthetic heads only, whose truth is known',
};

/**
 * One warning `not-validated` that names everything about this client that no real photo with a known answer covered; an `info` that says what
 * was covered where nothing is named.
 */
export function validationNotes(kind: MeasuredKind): Note[] {
  const reasons = outside(kind);
  const was = WAS[kind.subject];
  if (reasons.length === 0) return [info('validated-on', `What this was checked against: ${was}.`)];
  return [
    warning(
      'not-validated',
      `This was not validated on hair like yours (${reasons.join(', ')}): ${was}. Take the numbers as a guide, and count a small patch by hand where they matter.`,
    ),
  ];
}

function outside({ subject, skinType, ita, hairLab, hairLengthMm, curl, sex }: MeasuredKind): string[] {
  const reasons: string[] = [];
  if (DARK_SKIN.has(skinType) || ita < DARK_BELOW_ITA) reasons.push(`skin of type ${skinType}`);
  const hair = hairLab === null ? null : lightHair(hairLab);
  if (hair !== null) reasons.push(hair);
  if (curl === 'coiled') reasons.push('tightly curled hair');
  else if (curl === 'wavy' && subject === 'macro') reasons.push('wavy hair');
  // most photos of heads show hair up to a few millimetres, the dermatoscope fields up to about one
  if (hairLengthMm !== null && hairLengthMm > STUBBLE_MM) reasons.push('hair that is not clipped');
  if (subject === 'head' && sex === 'female') reasons.push('hair loss of women');
  return reasons;
}

function lightHair([L, a, b]: Lab): string | null {
  const chroma = Math.sqrt(a * a + b * b);
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  if (chroma >= RED_LEAST_CHROMA && hue > 0 && hue < RED_MOST_HUE && L > DARK_HAIR_MOST_L / 2) return 'red hair';
  if (L <= DARK_HAIR_MOST_L) return null;
  return chroma < GREY_MOST_CHROMA ? 'grey or white hair' : 'blond or light hair';
}
