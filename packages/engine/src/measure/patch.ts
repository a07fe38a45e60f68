/** A patch of scalp from close by, taken as flat: shafts one by one, the units they make, and tones. */
import type { Calibration } from '../calibrate/calibrate.ts';
import { deltaE00, type Lab, labOfLinear } from '../colour/lab.ts';
import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import type { SkinType } from '../document/schema.ts';
import { withRelativeError } from '../estimate.ts';
import { info, type Note, warning } from '../note.ts';
import { fillPolygon } from '../polygon.ts';
import type { Raster } from '../raster.ts';
import { quantile } from '../scalp/hair.ts';
import { type MacroMeasurement, measureMacro } from './macro/measure-macro.ts';
import { pigmentGuesses } from './macro/pigment.ts';
import type { Shafts } from './macro/shafts.ts';
import type { Area, Measurement } from './measure.ts';
import { measuredPattern, patternNotes, patternRecord } from './pattern.ts';
import { photoQuality } from './quality.ts';
import { itaOf, skinTypeOfIta } from './skin-type.ts';
import { tierOf } from './tiers.ts';
import { validationNotes } from './validated.ts';

/** From here a shaft is broad enough to have a tone of its own. */
const HAIR_TONE_FROM_PX_PER_MM = 40;
/** A mark is called one of pigment from this guess on; so many, and this share of all, are worth a word (of hairs alone up to 2 % are taken for it [M]). */
const PIGMENT = { from: 0.5, leastMarks: 5, leastShare: 0.08 };
/** Skin between its shadows and its gloss: of the open pixels' luminance. */
const EVEN = { from: 0.4, to: 0.85 };
const SAMPLES = 40_000;
/** A microscope's own light misses lightness and yellowness by about this much each [A]. */
const MACRO_LAB_SD = 5;
const CONTRAST_RELATIVE = 0.15;

/** Without a scale nothing that has a unit is given. */
export function measurePatch(photo: Raster<'srgb8'>, calibration: Calibration, area: Area, skinType: SkinType | undefined): Measurement {
  const { pxPerMm: scale, standardErrorPxPerMm, burntIn, method } = calibration;
  const known = method !== 'none';
  const pxPerMm = scale.value;
  const masked = area.kind === 'zone' ? outside(photo, burntIn.mask, area) : burntIn.mask;
  const open = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < photo.width && y < photo.height && masked[Math.floor(y) * photo.width + Math.floor(x)] === 0;
  const quality = photoQuality(photo, { inside: open }, known ? pxPerMm : null, 'macro');
  const scaleRelative = known ? standardErrorPxPerMm / pxPerMm : 0;
  const macro = measureMacro(photo, masked, pxPerMm, scaleRelative);
  const { shafts, rootsMm } = macro;
  const skinLab = skinTone(photo, masked);
  const ita = itaOf(skinLab, MACRO_LAB_SD);
  const hairLab = pxPerMm < HAIR_TONE_FROM_PX_PER_MM ? null : hairTone(photo, shafts);
  const pigment = pigmentGuesses(photo, masked, shafts, pxPerMm);
  const marks = shafts.listed.reduce((sum, counts) => sum + counts, 0);
  const pigmented = pigment.reduce((sum, guess, i) => sum + (shafts.listed[i] === 1 && guess >= PIGMENT.from ? 1 : 0), 0);
  const type = skinType ?? skinTypeOfIta(ita.value);
  const bounds = { x0Mm: 0, y0Mm: 0, x1Mm: photo.width / pxPerMm, y1Mm: photo.height / pxPerMm };
  const pattern = measuredPattern(rootsMm.x, rootsMm.y, (xMm, yMm) => open(xMm * pxPerMm, yMm * pxPerMm), bounds);
  const countable = quality.usable && quality.countable;
  const given = countable && known;

  const notes: Note[] = [...quality.notes];
  if (quality.usable) {
    if (countable) notes.push(...macro.notes);
    if (pigmented >= PIGMENT.leastMarks && pigmented >= PIGMENT.leastShare * marks)
      notes.push(
        warning(
          'pigment-like-marks',
          `${pigmented} of ${marks} marks look more like dots of pigment than like hairs, by their roundness, size and tone. That is a guess; they are in the counts as the others are.`,
        ),
      );
    notes.push(
      info('colour-uncalibrated', 'Colours are those of this picture’s own light: compare them within it, not with other pictures.'),
    );
    if (pattern !== null && countable) notes.push(...patternNotes(pattern));
    notes.push(...validationNotes({ subject: 'macro', skinType: type, ita: ita.value, hairLab, hairLengthMm: null }));
  }
  return {
    record: {
      subject: 'macro',
      tier: known ? tierOf(pxPerMm) : 'T0',
      pxPerMm: known ? scale : null,
      zoneAreaMm2: known ? withRelativeError(macro.areaMm2, 2 * scaleRelative, 'mm2') : null,
      skin: { lab: [...skinLab], ita: quality.usable ? ita : null },
      hairCoverage: quality.usable ? macro.hairCoverage : null,
      hairsPerCm2: given ? macro.hairsPerCm2 : null,
      follicularUnitsPerCm2: given ? macro.follicularUnitsPerCm2 : null,
      shaftWidthUm: given ? macro.shaftWidthUm : null,
      contrastDeltaE00:
        hairLab === null || !quality.usable ? null : withRelativeError(deltaE00(skinLab, hairLab), CONTRAST_RELATIVE, 'CIEDE2000'),
      hairLab: hairLab === null ? null : [...hairLab],
      hairLengthMm: null,
      calibreShares: given ? macro.calibreShares : null,
      hairsPerUnit: countable ? hairsPerUnit(macro) : null,
      direction: countable && macro.directionDegrees !== null ? direction(macro.directionDegrees) : null,
      pattern: countable ? patternRecord(pattern) : null,
      pigmentLikeMarks: pigmented,
      notes,
    },
    skinType: type,
    follicles: listed(shafts, pigment, known, countable),
    hairLengthMm: null,
  };
}

function outside(photo: Raster<'srgb8'>, mask: Uint8Array, area: Extract<Area, { kind: 'zone' }>): Uint8Array {
  const zone = new Uint8Array(photo.width * photo.height);
  for (const polygon of area.zonesPx) fillPolygon(zone, photo.width, photo.height, polygon, 1);
  return zone.map((v, i) => (v === 0 || mask[i] === 1 ? 1 : 0));
}

function hairsPerUnit({ hairsPerUnit: found }: MacroMeasurement): Measurement['record']['hairsPerUnit'] {
  return found === null ? null : { mean: found.mean, shares: [...found.shares] };
}

function direction({ mean, spread }: { readonly mean: number; readonly spread: number }): Measurement['record']['direction'] {
  return { degrees: mean, spreadDegrees: spread };
}

/** The shafts that a person would mark: stubs at the edges are left out. None where the picture cannot be counted. */
function listed(shafts: Shafts, pigment: Float64Array, known: boolean, countable: boolean): Measurement['follicles'] {
  const kept = Array.from(shafts.rootXPx.keys()).filter((i) => countable && shafts.listed[i] === 1);
  const of = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => column[i]);
  return {
    xPx: of(shafts.rootXPx),
    yPx: of(shafts.rootYPx),
    widthUm: known ? of(shafts.widthUm) : new Float64Array(kept.length).fill(Number.NaN),
    tipXPx: of(shafts.tipXPx),
    tipYPx: of(shafts.tipYPx),
    unit: Int32Array.from(kept, (i) => shafts.unit[i]),
    pigmentLike: of(pigment),
  };
}

function linearAt({ data }: Raster<'srgb8'>, pixel: number): readonly [number, number, number] {
  return [LINEAR_OF_SRGB8[data[3 * pixel]], LINEAR_OF_SRGB8[data[3 * pixel + 1]], LINEAR_OF_SRGB8[data[3 * pixel + 2]]];
}

/** Median of the evenly lit open pixels. */
function skinTone(photo: Raster<'srgb8'>, masked: Uint8Array): Lab {
  const every = Math.max(1, Math.floor(masked.length / SAMPLES));
  const places: number[] = [];
  for (let i = 0; i < masked.length; i += every) if (masked[i] === 0) places.push(i);
  const light = places.map((i) => {
    const [r, g, b] = linearAt(photo, i);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  const [from, to] = [quantile(light, EVEN.from), quantile(light, EVEN.to)];
  return medianLab(
    photo,
    places.filter((_, k) => light[k] >= from && light[k] <= to),
  );
}

/** Median of the middles of shafts; null where fewer than five are whole. */
function hairTone(photo: Raster<'srgb8'>, shafts: Shafts): Lab | null {
  const places: number[] = [];
  for (let i = 0; i < shafts.rootXPx.length; i++) {
    if (shafts.listed[i] === 0) continue;
    for (const t of [0.4, 0.5, 0.6]) {
      const x = Math.floor(shafts.rootXPx[i] + t * (shafts.tipXPx[i] - shafts.rootXPx[i]));
      const y = Math.floor(shafts.rootYPx[i] + t * (shafts.tipYPx[i] - shafts.rootYPx[i]));
      if (x >= 0 && y >= 0 && x < photo.width && y < photo.height) places.push(y * photo.width + x);
    }
  }
  return places.length < 15 ? null : medianLab(photo, places);
}

function medianLab(photo: Raster<'srgb8'>, places: readonly number[]): Lab {
  const channel = (k: 0 | 1 | 2): number =>
    quantile(
      places.map((i) => linearAt(photo, i)[k]),
      0.5,
    );
  return labOfLinear(channel(0), channel(1), channel(2));
}
