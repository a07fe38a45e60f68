/**
 * The founding text's cases as settings that can be looked at: its dot in the epidermis, its four and its ten years, and the tattoo that it says this is not.
 * What the model says of them stands beside them; nothing is bent to make the text come true.
 */
import type { SkinType } from '../document/schema.ts';
import { between } from '../estimate.ts';
import { type ImaginedDot, modelOfDot, USUAL_DEPTH_MM } from './outlook.ts';
import { likelyRefresh } from './years.ts';

export const PRESETS = ['epidermal', 'four-years', 'ten-years', 'tattoo'] as const;
export type Preset = (typeof PRESETS)[number];

/** A dot of the usual make. */
export const USUAL_DOT: Omit<ImaginedDot, 'type'> = { depthMm: USUAL_DEPTH_MM, diameterMm: 0.28, loadGPerM2: 0.12 };
/** Lowest layer of the epidermis. */
const EPIDERMAL_MM = 0.06;
/** Dose and depth of body tattoos: 25 g/m² (Engel 2008) through much of the dermis, in a dot of a liner. */
const TATTOO = { depthMm: 0.6, diameterMm: 0.5, loadGPerM2: 10 };
/** Doses between which a text's years are looked for: none at all, and that of farm work under the sun of Queensland without a hat. */
const DOSES_SED = { least: 0, most: 4000 };
const ROUNDS = 14;

export interface PresetDot {
  readonly dot: ImaginedDot;
  /** What was found, in one sentence. */
  readonly says: string;
}

export function presetDot(preset: Preset, type: SkinType): PresetDot {
  if (preset === 'epidermal')
    return {
      dot: { ...USUAL_DOT, type, depthMm: EPIDERMAL_MM },
      says: 'The dot of the founding text, in the lowest layer of the epidermis: most of it is shed with the skin within two months.',
    };
  if (preset === 'tattoo')
    return {
      dot: { ...USUAL_DOT, type, ...TATTOO },
      says: 'A dot with the depth and the dose of a body tattoo: it stays for decades, widens, and looks blue-grey.',
    };
  const wanted = preset === 'four-years' ? 4 : 10;
  const dose = doseForYears(wanted, type);
  return {
    dot: { ...USUAL_DOT, type, sunSedPerYear: between(dose, dose, dose, 'SED/year') },
    says: `The ${wanted} years of the founding text: the likely course comes to a first refresh after ${wanted} years at about ${Math.round(dose)} SED a year on the bare scalp.`,
  };
}

/** The yearly dose at which the likely course wants its first refresh after so many years; the nearest of the range where none does. */
function doseForYears(years: number, type: SkinType): number {
  const refreshAt = (sed: number): number =>
    likelyRefresh(modelOfDot({ ...USUAL_DOT, type, sunSedPerYear: between(sed, sed, sed, 'SED/year') })) ?? Number.POSITIVE_INFINITY;
  let [low, high] = [DOSES_SED.least, DOSES_SED.most];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (refreshAt(middle) > years) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
