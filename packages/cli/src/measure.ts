/** `stubble measure PHOTO`: what is there, with intervals. */
import {
  correctedCounts,
  correctedRoots,
  type Measurement,
  type MeasurementRecord,
  measured,
  type Note,
  ok,
  type Result,
  readRuler,
} from '@stubble/engine';
import type { Answer } from './answer.ts';
import { APP } from './app.ts';
import { loadDesign, loadPhoto, lostScale } from './inputs.ts';
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
  const ruler = readRuler(input.value.photo, flags.view, scale);
  const lost = lostScale(photoPath, ruler.notes);
  if (lost !== null) return lost;
  const given = await measured({
    ...input.value,
    ruler,
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
  const { scalp, calibrate, measure: found } = given;
  const { add = [], remove = [] } = zone.value?.follicles ?? {};
  const marks = correctedRoots(found.follicles, add, remove, calibrate.surface.pxPerMm);
  const corrected = correctedCounts(found.record, found.follicles.xPx.length, marks, add.length);
  const record = corrected === undefined ? found.record : { ...found.record, corrected };
  const notes = [...input.value.notes, ...(scalp?.notes ?? []), ...calibrate.notes, ...record.notes];
  const text = [rows(measurementRows(record)), ...(notes.length === 0 ? [] : ['', notesText(notes)])].join('\n');
  return ok({ json: measurementJson({ ...found, record }, notes), text });
}

/** As the contract names it: the record, the roots found, the notes. */
export function measurementJson({ record, follicles, hairLengthMm }: Measurement, notes: readonly Note[]): object {
  const rounded = (values: Float64Array, digits: number): number[] => Array.from(values, (v) => Number(v.toFixed(digits)));
  const { xPx, yPx, widthUm, tipXPx, tipYPx, unit, pigmentLike } = follicles;
  return {
    ...record,
    hairLengthMm,
    follicles: {
      xPx: rounded(xPx, 2),
      yPx: rounded(yPx, 2),
      widthUm: rounded(widthUm, 1),
      ...(tipXPx === undefined ? {} : { tipXPx: rounded(tipXPx, 2) }),
      ...(tipYPx === undefined ? {} : { tipYPx: rounded(tipYPx, 2) }),
      ...(unit === undefined ? {} : { unit: Array.from(unit) }),
      ...(pigmentLike === undefined ? {} : { pigmentLike: rounded(pigmentLike, 2) }),
    },
    notes,
  };
}

export function measurementRows(record: MeasurementRecord): (readonly [string, string])[] {
  const { corrected, calibreShares, hairsPerUnit, pattern } = record;
  return [
    ['tier', record.tier],
    ['scale', estimateText(record.pxPerMm)],
    ['area', estimateText(record.zoneAreaMm2)],
    ['skin ITA', estimateText(record.skin.ita)],
    ['hair coverage', estimateText(record.hairCoverage)],
    ['hairs', estimateText(record.hairsPerCm2)],
    ['follicular units', estimateText(record.follicularUnitsPerCm2)],
    ...(corrected === undefined ? [] : correctedRows(corrected)),
    ...(hairsPerUnit == null ? [] : [['hairs per unit', estimateText(hairsPerUnit.mean)] as const]),
    ['shaft width', estimateText(record.shaftWidthUm)],
    ...(calibreShares == null ? [] : [['terminal share', estimateText(calibreShares.terminal)] as const]),
    ...(pattern == null
      ? []
      : [['nearest neighbour', `${estimateText(pattern.nearestSpacings)}, CV ${estimateText(pattern.nearestCv)}`] as const]),
    ['hair to scalp', estimateText(record.contrastDeltaE00)],
  ];
}

function correctedRows(corrected: NonNullable<MeasurementRecord['corrected']>): (readonly [string, string])[] {
  const marks = `${corrected.added} added, ${corrected.removed} removed`;
  return [
    ['  by hand', marks],
    ...(corrected.hairsPerCm2 === null ? [] : [['  hairs then', estimateText(corrected.hairsPerCm2)] as const]),
    ...(corrected.follicularUnitsPerCm2 === null ? [] : [['  units then', estimateText(corrected.follicularUnitsPerCm2)] as const]),
  ];
}
