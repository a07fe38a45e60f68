/** The tells of single marks: larger than the follicles beside them, all alike, or bluer than hair. */
import type { Lab } from '../../colour/lab.ts';
import { between, type Estimate, relativeErrorOf, Z80 } from '../../estimate.ts';
import { smoothstep } from '../../smoothstep.ts';
import { apartByMean, apartByScatter } from './normal.ts';
import type { Marks, OwnHair, TellScore } from './terms.ts';

const SIGNS = 'Nguyen et al. 2022 (Skin Appendage Disord 8:412): homogeneous, larger than the follicles beside them';

/** Size: by how much one mark alone could be told from one follicle by its breadth. */
export function sizeTell(marks: Marks, own: OwnHair): TellScore {
  const { mean, cv } = momentsOf(marks.diameterMm);
  const shift = Math.log(mean / own.diameterMm.value);
  const deviation = Math.sqrt((cv ** 2 + own.diameterCv.value ** 2) / 2);
  const error = Math.hypot(marks.diameterError, relativeErrorOf(own.diameterMm), deviation / Math.sqrt(marks.xMm.length));
  const near = Math.max(0, Math.abs(shift) - Z80 * error);
  const far = Math.abs(shift) + Z80 * error;
  const than = shift > 0.05 ? 'larger than' : shift < -0.05 ? 'smaller than' : 'as large as';
  return {
    tell: 'size',
    score: between(apartByMean(shift, deviation), apartByMean(near, deviation), apartByMean(far, deviation), 'share'),
    says: `Marks are seen ${mean.toFixed(2)} mm wide, ${than} a shaven follicle of this hair at ${own.diameterMm.value.toFixed(2)} mm (${own.diameterMm.low.toFixed(2)}–${own.diameterMm.high.toFixed(2)}).`,
    source: SIGNS,
  };
}

/** Tone: marks that are more alike, or more unlike, than follicular units of one to four hairs. */
export function toneTell(marks: Marks, own: OwnHair): TellScore {
  const dark = momentsOf(marks.darkness).cv;
  const wide = momentsOf(marks.diameterMm).cv;
  const byChance = 1 / Math.sqrt(2 * Math.max(1, marks.xMm.length));
  const byTone = apart(dark, own.darknessCv, byChance);
  const bySize = apart(wide, own.diameterCv, byChance);
  const either = (end: 'value' | 'low' | 'high'): number => 1 - (1 - byTone[end]) * (1 - bySize[end]);
  return {
    tell: 'tone',
    score: between(either('value'), either('low'), either('high'), 'share'),
    says: `Darkness scatters by ${percent(dark)} from mark to mark and breadth by ${percent(wide)}; of shaven units of one to four hairs it is ${percent(own.darknessCv.value)} and ${percent(own.diameterCv.value)}.`,
    source: SIGNS,
  };
}

function apart(mine: number, own: Estimate, byChance: number): Pick<Estimate, 'value' | 'low' | 'high'> {
  const error = Math.exp(Z80 * byChance);
  const value = apartByScatter(mine, own.value);
  // the nearest and the farthest that both may be
  const ends = [apartByScatter(mine * error, own.low), apartByScatter(mine / error, own.high)];
  const overlap = mine * error >= own.low && mine / error <= own.high;
  return { value, low: overlap ? 0 : Math.min(value, ...ends), high: Math.max(value, ...ends) };
}

/** Bluer than hair of the same darkness by so much b* is not seen, and by so much is plain [A]: small dots hide their hue (practice). */
const BLUE = { unseen: 1, plain: 10 };
/** Of the model's b* difference [A]. */
const BLUE_ERROR = 1.5;

/** Colour: a dot deep in skin goes bluer as it darkens; hair goes towards its own brown or black. */
export function colourTell({ colour }: Marks, own: OwnHair): TellScore {
  const source =
    'Dots by the project’s light-in-skin model (docs/model.md); the cast by depth: blue-grey in the papillary dermis, steel blue below (dermoscopy of melanin, Arch Dermatol 2006;142:1250)';
  if (colour === null) return { tell: 'colour', score: null, says: 'The colour of these marks is not known.', source };
  const off = bluerThanHair(colour.markLab, colour.skinLab, own);
  const share = (blue: number): number => smoothstep(BLUE.unseen, BLUE.plain, blue);
  return {
    tell: 'colour',
    score: between(share(off), share(off - Z80 * BLUE_ERROR), share(off + Z80 * BLUE_ERROR), 'share'),
    says:
      off > BLUE.unseen
        ? `The middle of a mark is bluer than hair of the same darkness by ${off.toFixed(1)} in b*.`
        : 'The middle of a mark is no bluer than hair of the same darkness.',
    source,
  };
}

/**
 * By how much b* lies below what hair would have: from the skin's colour towards the hair's, at the mark's own lightness. Hair and the skin beside it come from one
 * photo, whose light need not be that of the model; only their slope is taken. It lies between none and that of a plain grey filter.
 */
function bluerThanHair([lMark, , bMark]: Lab, [lSkin, , bSkin]: Lab, { hairLab, besideLab }: OwnHair): number {
  const across = besideLab[0] - hairLab[0];
  const slope = across > 0 ? (besideLab[2] - hairLab[2]) / across : 0;
  return bSkin - (lSkin - lMark) * Math.min(bSkin / lSkin, Math.max(0, slope)) - bMark;
}

export function momentsOf(values: ArrayLike<number>): { readonly mean: number; readonly cv: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    squares += values[i] ** 2;
  }
  const mean = sum / values.length;
  return { mean, cv: Math.sqrt(Math.max(0, squares / values.length / mean ** 2 - 1)) };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
