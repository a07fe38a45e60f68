/** Why a number is missing. */
import type { Plan } from '@stubble/engine';
import { words } from '../words/en.ts';

const text = words.measure;

/** Codes of notes that say it, likeliest first. */
const NO_COUNT = ['too-few-pixels-for-counts', 'hair-hides-roots', 'too-few-roots', 'no-scale'];
const CODES: Readonly<Record<keyof typeof text.reasons, readonly string[]>> = {
  pxPerMm: ['no-scale'],
  zoneArea: ['no-scale'],
  ita: ['no-skin'],
  coverage: [],
  hairs: ['unit-is-one-mark', ...NO_COUNT],
  units: ['no-grouping', ...NO_COUNT],
  shaft: ['no-calibre', ...NO_COUNT],
  contrast: ['no-hair-tone'],
  length: ['hair-length'],
};

/** Whether nothing can be read of this photo: blurred, dark, without a scalp. The refusal stands at the head of the step. */
export function isUnreadable({ measurement: { notes, hairCoverage } }: Plan): boolean {
  return hairCoverage === null && notes.some(({ severity }) => severity === 'refusal');
}

/** One sentence. Where a doubt or a refusal says it, that stands at the head of the step already and is only pointed to. */
export function reasonFor(plan: Plan, of: keyof typeof text.reasons): string {
  const note = CODES[of].map((code) => plan.measurement.notes.find((one) => one.code === code)).find((one) => one !== undefined);
  if (note?.severity === 'info') return words.noteText(note);
  return isUnreadable(plan) ? text.reasons.coverage : text.reasons[of];
}
