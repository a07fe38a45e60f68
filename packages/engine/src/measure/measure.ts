/**
 * The stage `measure`: what is there, each number with its interval, or null with a note that says why not.
 */
import type { Calibration } from '../calibrate/calibrate.ts';
import { deltaE00, itaDegrees, type Lab, labOfLinear } from '../colour/lab.ts';
import type { MeasurementRecord, SkinType } from '../document/schema.ts';
import { between, type Estimate, withError, withRelativeError } from '../estimate.ts';
import { linearOverview, luminance, mapDensity } from '../filters.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { info, type Note, warning } from '../note.ts';
import { fillPolygon, type Polygon } from '../polygon.ts';
import { densityRaster, type Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { quantile } from '../scalp/hair.ts';
import { detectFollicles } from './follicles.ts';
import { hairLengthMm } from './hair-length.ts';

export interface Measurement {
  readonly record: MeasurementRecord;
  readonly skinType: SkinType;
  /** Roots found, photo pixels; empty where the tier does not allow it. */
  readonly follicles: { readonly xPx: Float64Array; readonly yPx: Float64Array; readonly widthUm: Float64Array };
  /** Visible length of the hair that is there, or null where none can be judged. */
  readonly hairLengthMm: Estimate | null;
}

/** Pixels per millimetre from which a tier holds (scalp-imaging practice, docs/model.md). */
const TIER_FROM_PX_PER_MM = { T1: 6, T2: 60, T3: 150 } as const;
/** Systematic error of a coverage read from texture and tone, one deviation. */
const COVERAGE_SD = 0.1;
/** An uncalibrated phone photo misses lightness and yellowness by about this much each. */
const PHOTO_LAB_SD = 4;
/** Counting error of the detector on clipped hair, besides chance: faint shafts are missed, neighbours merge. */
const DETECTOR_RELATIVE = { T1: 0.25, T2: 0.13, T3: 0.13 } as const;
/** Variance over mean of follicle counts in windows of a square centimetre or more: below chance, as follicles keep apart. */
const COUNT_VARIANCE_RATIO = 0.35;
/** A phone's lens and sharpening make shafts look about this much broader than they are. */
const SHAFT_OVER_READING = 1.4;
/** Hair up to this length reads as dots and shows its roots; longer hair lies over them (practice: clipped to 0–3 mm). */
export const STUBBLE_MM = 3;
/** Share of what hair covers, from the darkest, that is taken for hair. */
const HAIR_QUANTILE = 0.2;
const WORKING_PX_PER_MM = 8;

/**
 * @param zonesPx polygons of the zone in photo pixels; empty: the whole visible scalp is measured
 */
export function measure(
  photo: Raster<'srgb8'>,
  scalp: Scalp,
  calibration: Calibration,
  zonesPx: readonly Polygon[],
  skinType: SkinType | undefined,
): Measurement {
  const notes: Note[] = [];
  const pxPerMm = calibration.pxPerMm.value;
  const geometry = surfaceGeometry(calibration.surface);
  const { scale, coverage } = scalp;

  // --- the zone on the overview, and its area on the skin
  const zone = zoneMask(scalp, zonesPx);
  let areaPx = 0;
  let coverageSum = 0;
  for (let y = 0; y < zone.height; y++)
    for (let x = 0; x < zone.width; x++) {
      const i = y * zone.width + x;
      if (zone.data[i] === 0) continue;
      const cos = Math.max(0.2, geometry.cosTilt((x + 0.5) / scale, (y + 0.5) / scale));
      areaPx += 1 / cos;
      coverageSum += coverage.data[i] / cos;
    }
  const areaMm2 = areaPx / (scale * pxPerMm) ** 2;
  const scaleRelative = calibration.standardErrorPxPerMm / pxPerMm;
  const zoneAreaMm2 = withRelativeError(areaMm2, Math.sqrt((2 * scaleRelative) ** 2 + 0.05 ** 2), 'mm2');
  const meanCoverage = areaPx === 0 ? 0 : coverageSum / areaPx;

  // --- tones
  const overview = linearOverview(photo, scale);
  const skin = medianLab(overview, skinPixels(scalp, zone, overview));
  const hair = hairTone(scalp, overview);
  const ita = withError(itaDegrees(skin), itaError(skin), 'degrees');
  const contrast = hair === null ? null : withRelativeError(deltaE00(skin, hair), 0.15, 'CIEDE2000');
  if (contrast === null)
    notes.push(info('no-hair-tone', 'Too little hair is seen to read its tone, so no contrast between hair and scalp is given.'));
  notes.push(
    info(
      'colour-uncalibrated',
      'Colours are read from an uncalibrated photo: they carry its white balance and light. Beside a grey card they would be better.',
    ),
  );

  // --- roots
  const tier =
    pxPerMm >= TIER_FROM_PX_PER_MM.T3 ? 'T3' : pxPerMm >= TIER_FROM_PX_PER_MM.T2 ? 'T2' : pxPerMm >= TIER_FROM_PX_PER_MM.T1 ? 'T1' : 'T0';
  const length = tier === 'T0' ? null : visibleHairLength(photo, scalp, pxPerMm);
  const hidden = length !== null && length.value > STUBBLE_MM;
  const roots = tier === 'T0' || hidden ? null : findRoots(photo, zone, scale, pxPerMm, geometry.cosTilt);
  let marksPerCm2: Estimate | null = null;
  let shaftWidthUm: Estimate | null = null;
  if (tier === 'T0') {
    notes.push(
      warning(
        'too-few-pixels-for-counts',
        `At ${pxPerMm.toFixed(1)} px/mm single hairs cannot be told apart: coverage is measured, counts are not. From 6 px/mm they can be.`,
      ),
    );
  } else if (roots === null) {
    notes.push(
      warning(
        'hair-hides-roots',
        `The hair is about ${length?.value.toFixed(0)} mm long and lies over its roots, so hairs per cm² are not counted and dots keep no distance from roots that cannot be seen; a photo of a clipped or parted patch shows them.`,
      ),
    );
  } else if (roots.xPx.length < 30) {
    notes.push(warning('too-few-roots', 'Fewer than thirty roots are seen in the zone: too few for a density.'));
  } else {
    const n = roots.xPx.length;
    const relative = Math.sqrt(COUNT_VARIANCE_RATIO / n + DETECTOR_RELATIVE[tier] ** 2 + (2 * scaleRelative) ** 2);
    marksPerCm2 = withRelativeError((n / areaMm2) * 100, relative, '1/cm2');
    const width = (quantile(Array.from(roots.widthPx), 0.5) / pxPerMm) * 1000;
    if (tier !== 'T1') shaftWidthUm = withRelativeError(width / SHAFT_OVER_READING, 0.25, 'um');
  }
  if (tier === 'T1') notes.push(info('no-calibre', 'Shaft width needs a macro photo (60 px/mm or more).'));
  if (marksPerCm2 !== null) {
    notes.push(
      tier === 'T1'
        ? info(
            'unit-is-one-mark',
            'At this resolution a follicular unit shows as one mark: marks are given as follicular units, and hairs within them are not counted.',
          )
        : info('no-grouping', 'Hairs are not grouped into follicular units yet; marks are given as hairs.'),
    );
  }

  return {
    record: {
      tier,
      pxPerMm: calibration.pxPerMm,
      zoneAreaMm2,
      skin: { lab: [...skin], ita },
      hairCoverage: between(
        meanCoverage,
        Math.max(0, meanCoverage - 1.28 * COVERAGE_SD),
        Math.min(1, meanCoverage + 1.28 * COVERAGE_SD),
        'share',
      ),
      hairsPerCm2: tier === 'T1' ? null : marksPerCm2,
      follicularUnitsPerCm2: tier === 'T1' ? marksPerCm2 : null,
      shaftWidthUm,
      contrastDeltaE00: contrast,
      hairLab: hair === null ? null : [...hair],
      hairLengthMm: length,
      notes: [...notes],
    },
    skinType: skinType ?? skinTypeOfIta(ita.value),
    follicles: {
      xPx: roots !== null ? roots.xPx : new Float64Array(0),
      yPx: roots !== null ? roots.yPx : new Float64Array(0),
      widthUm: roots !== null ? roots.widthPx.map((w) => ((w / pxPerMm) * 1000) / SHAFT_OVER_READING) : new Float64Array(0),
    },
    hairLengthMm: length,
  };
}

/** Fitzpatrick type that goes with an ITA: the usual classes of Chardon 1991 and Del Bino 2013, one class a type. */
export function skinTypeOfIta(ita: number): SkinType {
  if (ita > 55) return 'I';
  if (ita > 41) return 'II';
  if (ita > 28) return 'III';
  if (ita > 10) return 'IV';
  return ita > -30 ? 'V' : 'VI';
}

function zoneMask(scalp: Scalp, zonesPx: readonly Polygon[]): Raster<'density'> {
  const { width, height } = scalp.inside;
  const mask = new Uint8Array(width * height);
  for (const polygon of zonesPx) fillPolygon(mask, width, height, polygon, 1, scalp.scale);
  const geometry = surfaceGeometry({ ...scalp.surface });
  return mapDensity(scalp.inside, (v, i) => {
    if (v === 0) return 0;
    if (zonesPx.length > 0) return mask[i];
    const x = ((i % width) + 0.5) / scalp.scale;
    const y = (Math.floor(i / width) + 0.5) / scalp.scale;
    return geometry.cosTilt(x, y) > 0.5 ? 1 : 0;
  });
}

/** Bare, evenly lit skin: the thinnest places, without gloss and deep shade. */
function skinPixels(scalp: Scalp, zone: Raster<'density'>, overview: Raster<'linear'>): number[] {
  const y = luminance(overview);
  const places: number[] = [];
  for (let i = 0; i < zone.data.length; i++) if (zone.data[i] > 0) places.push(i);
  const thin = quantile(
    places.map((i) => scalp.coverage.data[i]),
    0.25,
  );
  const bare = places.filter((i) => scalp.coverage.data[i] <= Math.max(thin, 0.12));
  const bright = quantile(
    bare.map((i) => y.data[i]),
    0.9,
  );
  const dark = quantile(
    bare.map((i) => y.data[i]),
    0.2,
  );
  return bare.filter((i) => y.data[i] <= bright && y.data[i] >= dark);
}

function medianLab(overview: Raster<'linear'>, places: readonly number[]): Lab {
  const channel = (k: number): number =>
    quantile(
      places.map((i) => overview.data[i * 3 + k]),
      0.5,
    );
  return labOfLinear(channel(0), channel(1), channel(2));
}

/** Tone of full hair: the darker half of the most covered places; null where nothing is covered. */
function hairTone(scalp: Scalp, overview: Raster<'linear'>): Lab | null {
  const y = luminance(overview);
  const covered: number[] = [];
  for (let i = 0; i < scalp.coverage.data.length; i++) if (scalp.inside.data[i] > 0 && scalp.coverage.data[i] > 0.55) covered.push(i);
  if (covered.length < 200) return null;
  // strands are thinner than a pixel of the overview: the darker ones are mixed least with the skin beside them
  const dark = quantile(
    covered.map((i) => y.data[i]),
    HAIR_QUANTILE,
  );
  return medianLab(
    overview,
    covered.filter((i) => y.data[i] <= dark),
  );
}

/** One deviation of the angle when L* and b* are each off by PHOTO_LAB_SD. */
function itaError([L, , b]: Lab): number {
  return Math.min(40, ((PHOTO_LAB_SD / Math.max(4, Math.sqrt((L - 50) ** 2 + b * b))) * 180) / Math.PI);
}

interface Roots {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  readonly widthPx: Float64Array;
}

/** Detects at a whole fraction of the photo's resolution, in the zone's window; positions back in photo pixels. */
function findRoots(
  photo: Raster<'srgb8'>,
  zone: Raster<'density'>,
  scale: number,
  pxPerMm: number,
  cosTilt: (x: number, y: number) => number,
): Roots {
  const every = Math.max(1, Math.floor(pxPerMm / WORKING_PX_PER_MM));
  const fine = linearOverview(photo, 1 / every);
  const logY = mapDensity(luminance(fine), (v) => Math.log(v + 0.004));
  const inside = densityRaster(logY.width, logY.height);
  for (let y = 0; y < inside.height; y++)
    for (let x = 0; x < inside.width; x++) {
      const ox = Math.min(zone.width - 1, Math.floor((x + 0.5) * every * scale));
      const oy = Math.min(zone.height - 1, Math.floor((y + 0.5) * every * scale));
      const tilt = cosTilt((x + 0.5) * every, (y + 0.5) * every);
      inside.data[y * inside.width + x] = zone.data[oy * zone.width + ox] > 0 && tilt > 0.5 ? 1 : 0;
    }
  const found = detectFollicles(logY, inside, pxPerMm / every);
  return {
    xPx: found.xPx.map((v) => v * every),
    yPx: found.yPx.map((v) => v * every),
    widthPx: found.widthPx.map((v) => v * every),
  };
}

function visibleHairLength(photo: Raster<'srgb8'>, scalp: Scalp, pxPerMm: number): Estimate | null {
  const every = Math.max(1, Math.floor(pxPerMm / WORKING_PX_PER_MM));
  const logY = mapDensity(luminance(linearOverview(photo, 1 / every)), (v) => Math.log(v + 0.004));
  const geometry = surfaceGeometry(scalp.surface);
  const length = hairLengthMm(logY, (x, y) => geometry.cosTilt((x + 0.5) * every, (y + 0.5) * every) > 0.5, pxPerMm / every);
  return length === null ? null : withRelativeError(length, 0.4, 'mm');
}
