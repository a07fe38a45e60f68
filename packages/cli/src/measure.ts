/** `stubble measure PHOTO`: what is there, with intervals. */
import { type Measurement, type MeasurementRecord, measured, type Note, ok, type Result } from '@stubble/engine';
import type { Answer } from './answer.ts';
import { APP } from './app.ts';
import { loadDesign, loadPhoto } from './inputs.ts';
import { type PhotoFlags, scaleOf } from './options.ts';
import { estimateText, notesText, rows } from './text.ts';

export interface MeasureFlags extends PhotoFlags {
  readonly zone?: string;
}

export async function measure(photoPath: string, flags: MeasureFlags): Promise<Result<Answer>> {
  const scale = scaleOf(flags);
  const input = await loadPhoto(photoPath, scale);
  if (!input.ok) return input;
  const zone = flags.zone === undefined ? ok(null) : await loadDesign(flags.zone, input.value.photo);
  if (!zone.ok) return zone;
  const given = await measured({
    ...input.value,
    options: {
      view: flags.view,
      ...(flags.face === undefined ? {} : { face: flags.face }),
      ...(flags.skin === undefined ? {} : { skinType: flags.skin }),
      style: 'soft',
      scale,
    },
    designFile: zone.value,
    seed: 1,
    date: null,
    app: APP,
    paper: 'a4',
    encodePreview: null,
  });
  const notes = [...input.value.notes, ...given.scalp.notes, ...given.calibrate.notes, ...given.measure.record.notes];
  const text = [rows(measurementRows(given.measure.record)), ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n');
  return ok({ json: measurementJson(given.measure, notes), text });
}

/** As the contract names it: the record, the roots found, the notes. */
export function measurementJson({ record, follicles, hairLengthMm }: Measurement, notes: readonly Note[]): object {
  const rounded = (values: Float64Array, digits: number): number[] => Array.from(values, (v) => Number(v.toFixed(digits)));
  return {
    ...record,
    hairLengthMm,
    follicles: { xPx: rounded(follicles.xPx, 2), yPx: rounded(follicles.yPx, 2), widthUm: rounded(follicles.widthUm, 1) },
    notes,
  };
}

export function measurementRows(record: MeasurementRecord): (readonly [string, string])[] {
  return [
    ['tier', record.tier],
    ['scale', estimateText(record.pxPerMm)],
    ['skin ITA', estimateText(record.skin.ita)],
    ['hair coverage', estimateText(record.hairCoverage)],
    ['hairs', estimateText(record.hairsPerCm2)],
    ['follicular units', estimateText(record.follicularUnitsPerCm2)],
    ['shaft width', estimateText(record.shaftWidthUm)],
    ['hair to scalp', estimateText(record.contrastDeltaE00)],
  ];
}
