/** A whole head: tones, coverage and, where hair is clipped, its roots. */
import type { Calibration } from '../calibrate/calibrate.ts';
import type { SkinType } from '../document/schema.ts';
import { type Estimate, withRelativeError } from '../estimate.ts';
import { linearOverview, luminance, mapDensity } from '../filters.ts';
import { MAX_TILT_DEGREES, type SurfaceGeometry, surfaceGeometry } from '../head/surface.ts';
import { info, type Note, warning } from '../note.ts';
import { fillPolygon } from '../polygon.ts';
import { densityRaster, type Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { coverageIn } from './coverage.ts';
import { type Exclusions, findExclusions } from './exclusions.ts';
import { countedRoots } from './follicles.ts';
import { hairLength } from './hair-length.ts';
import type { Area, Measurement } from './measure.ts';
import { type MeasuredPattern, measuredPattern, patternNotes, patternRecord } from './pattern.ts';
import { photoQuality } from './quality.ts';
import { skinTypeOfIta } from './skin-type.ts';
import { thinningMap } from './thinning-map.ts';
import { isStubble, tierOf } from './tiers.ts';
import { readTones } from './tones.ts';
import { validationNotes } from './validated.ts';

/** Variance over mean of follicle counts in windows of a square centimetre or more: below chance, as follicles keep apart (FDU fields). */
const COUNT_VARIANCE_RATIO = 0.35;
/** An area on the ellipsoid under an outline, besides its scale: heads are no ellipsoids [A]. */
const SURFACE_RELATIVE = 0.05;
/** Roots are looked for at about this resolution: more shows no more of a mark and takes longer. */
const WORKING_PX_PER_MM = 8;
const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);
/** Fewer roots give no density. */
const LEAST_ROOTS = 30;

export function measureHead(
  photo: Raster<'srgb8'>,
  scalp: Scalp,
  calibration: Calibration,
  area: Area,
  skinType: SkinType | undefined,
): Measurement {
  const pxPerMm = calibration.pxPerMm.value;
  const { scale } = scalp;
  const geometry = surfaceGeometry(calibration.surface);
  const overview = linearOverview(photo, scale);
  const exclusions = findExclusions(overview, scalp);
  const zone = zoneMask(scalp, area);
  const quality = photoQuality(photo, { inside: (x, y) => insideHead(scalp, x, y) }, pxPerMm, 'head', scalp);
  const scaleRelative = calibration.standardErrorPxPerMm / pxPerMm;

  const tones = readTones(photo, overview, scalp, zone, exclusions);
  const covered = coverageIn(zone, scalp, exclusions, geometry.cosTilt, tones);
  const areaMm2 = covered.areaOverviewPx / (scale * pxPerMm) ** 2;
  const areaRelative = Math.sqrt((2 * scaleRelative) ** 2 + SURFACE_RELATIVE ** 2);
  const type = skinType ?? skinTypeOfIta(tones.ita.value);
  const tier = tierOf(pxPerMm);
  const fine = tier === 'T0' || !quality.usable || !quality.countable ? null : fineView(photo, pxPerMm);
  const length = fine === null ? null : visibleHairLength(fine, scalp);
  const hidden = length !== null && !isStubble(length);
  const roots = fine === null || hidden ? null : findRoots(fine, zone, exclusions, scale, pxPerMm, geometry);
  const pattern = roots === null ? null : patternOnChart(roots, zone, exclusions, scale, geometry);

  const notes: Note[] = [...quality.notes];
  let unitsPerCm2: Estimate | null = null;
  if (quality.usable) {
    notes.push(...tones.notes);
    if (tier === 'T0') notes.push(tooCoarse(pxPerMm));
    else {
      notes.push(info('no-calibre', 'Shaft width needs a macro photo (60 px/mm or more).'));
      if (hidden) notes.push(rootsHidden(length));
      else if (roots !== null && roots.xPx.length < LEAST_ROOTS)
        notes.push(warning('too-few-roots', 'Fewer than thirty roots are seen in the zone: too few for a density.'));
      else if (roots !== null) {
        const n = roots.xPx.length;
        const relative = Math.sqrt(COUNT_VARIANCE_RATIO / n + roots.relativeSd ** 2 + (2 * scaleRelative) ** 2 + SURFACE_RELATIVE ** 2);
        unitsPerCm2 = withRelativeError((100 * n * roots.correction) / roots.areaMm2, relative, '1/cm2');
        notes.push(
          info(
            'unit-is-one-mark',
            'At this resolution a follicular unit shows as one mark: marks are given as follicular units, and hairs within them are not counted.',
          ),
        );
      }
    }
    if (pattern !== null) notes.push(...patternNotes(pattern, 'head'));
    notes.push(
      ...validationNotes({
        subject: 'head',
        skinType: type,
        ita: tones.ita.value,
        hairLab: tones.hairLab,
        hairLengthMm: length?.value ?? null,
      }),
    );
  }
  const { moles, glossShare, shadowShare } = exclusions;
  return {
    record: {
      subject: 'head',
      tier,
      pxPerMm: calibration.pxPerMm,
      zoneAreaMm2: withRelativeError(areaMm2, areaRelative, 'mm2'),
      skin: { lab: [...tones.skinLab], ita: quality.usable ? tones.ita : null },
      hairCoverage: quality.usable ? covered.coverage : null,
      hairsPerCm2: null,
      follicularUnitsPerCm2: unitsPerCm2,
      shaftWidthUm: null,
      contrastDeltaE00: quality.usable ? tones.contrast : null,
      hairLab: tones.hairLab === null ? null : [...tones.hairLab],
      hairLengthMm: length,
      pattern: patternRecord(pattern),
      excluded: { glossShare, shadowShare, moles: moles.map((mole) => ({ ...mole })) },
      thinning: thinningRecord(scalp, exclusions, geometry),
      notes,
    },
    skinType: type,
    follicles: { xPx: roots?.xPx ?? NONE, yPx: roots?.yPx ?? NONE, widthUm: roots?.widthUm ?? NONE },
    hairLengthMm: length,
  };
}

const NONE = new Float64Array(0);

function tooCoarse(pxPerMm: number): Note {
  return warning(
    'too-few-pixels-for-counts',
    `At ${pxPerMm.toFixed(1)} px/mm single hairs cannot be told apart: coverage is measured, counts are not. From 6 px/mm they can be.`,
  );
}

function rootsHidden(length: Estimate): Note {
  return warning(
    'hair-hides-roots',
    `The hair is about ${length.value.toFixed(0)} mm long and lies over its roots, so hairs per cm² are not counted and dots keep no distance from roots that cannot be seen; a photo of a clipped or parted patch shows them.`,
  );
}

function insideHead({ inside, scale }: Scalp, xPx: number, yPx: number): boolean {
  const x = Math.floor(xPx * scale);
  const y = Math.floor(yPx * scale);
  return x >= 0 && y >= 0 && x < inside.width && y < inside.height && inside.data[y * inside.width + x] > 0;
}

/** 1 where the answer speaks for, overview pixels. */
function zoneMask(scalp: Scalp, area: Area): Raster<'density'> {
  const { width, height } = scalp.inside;
  if (area.kind === 'zone') {
    const mask = new Uint8Array(width * height);
    for (const polygon of area.zonesPx) fillPolygon(mask, width, height, polygon, 1, scalp.scale);
    return mapDensity(scalp.inside, (v, i) => (v === 0 ? 0 : mask[i]));
  }
  const geometry = surfaceGeometry(scalp.surface);
  return mapDensity(scalp.inside, (v, i) => {
    if (v === 0) return 0;
    const x = ((i % width) + 0.5) / scalp.scale;
    const y = (Math.floor(i / width) + 0.5) / scalp.scale;
    if (geometry.cosTilt(x, y) < COS_MAX_TILT) return 0;
    const at = geometry.toChart(x, y);
    return at !== null && at[1] <= scalp.front.yAtMm(at[0]) ? 1 : 0;
  });
}

/** The photo at a whole fraction of its resolution, as log luminance. */
interface FineView {
  readonly logY: Raster<'density'>;
  /** Photo pixels a pixel of it. */
  readonly every: number;
  readonly pxPerMm: number;
}

function fineView(photo: Raster<'srgb8'>, pxPerMm: number): FineView {
  const every = Math.max(1, Math.floor(pxPerMm / WORKING_PX_PER_MM));
  const logY = mapDensity(luminance(linearOverview(photo, 1 / every)), (v) => Math.log(v + 0.004));
  return { logY, every, pxPerMm: pxPerMm / every };
}

interface Roots {
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  readonly widthUm: Float64Array;
  readonly areaMm2: number;
  /** Roots there are for one that was found, and how sure the detector is, relative. */
  readonly correction: number;
  readonly relativeSd: number;
}

/** Whether a place of the photo is looked at for roots. */
type Looked = (xPx: number, yPx: number) => boolean;

function lookedAt(zone: Raster<'density'>, exclusions: Exclusions, scale: number, geometry: SurfaceGeometry): Looked {
  const { width, height } = zone;
  return (xPx, yPx) => {
    const x = Math.min(width - 1, Math.floor(xPx * scale));
    const y = Math.min(height - 1, Math.floor(yPx * scale));
    if (x < 0 || y < 0) return false;
    const i = y * width + x;
    return zone.data[i] > 0 && exclusions.excluded.data[i] === 0 && geometry.cosTilt(xPx, yPx) > COS_MAX_TILT;
  };
}

/** Positions in photo pixels; the area is that of the skin that was looked at. */
function findRoots(
  { logY, every, pxPerMm }: FineView,
  zone: Raster<'density'>,
  exclusions: Exclusions,
  scale: number,
  photoPxPerMm: number,
  geometry: SurfaceGeometry,
): Roots {
  const looked = lookedAt(zone, exclusions, scale, geometry);
  const inside = densityRaster(logY.width, logY.height);
  let areaPx = 0;
  for (let y = 0; y < inside.height; y++)
    for (let x = 0; x < inside.width; x++) {
      const xPx = (x + 0.5) * every;
      const yPx = (y + 0.5) * every;
      if (!looked(xPx, yPx)) continue;
      inside.data[y * inside.width + x] = 1;
      areaPx += 1 / geometry.cosTilt(xPx, yPx);
    }
  const { roots, perAreaCorrection, relativeSd } = countedRoots(logY, inside, pxPerMm);
  return {
    xPx: roots.xPx.map((v) => v * every),
    yPx: roots.yPx.map((v) => v * every),
    widthUm: roots.widthPx.map((w) => (w * every * 1000) / photoPxPerMm),
    areaMm2: areaPx / pxPerMm ** 2,
    correction: perAreaCorrection,
    relativeSd,
  };
}

/** How the roots lie, on the chart. */
function patternOnChart(
  roots: Roots,
  zone: Raster<'density'>,
  exclusions: Exclusions,
  scale: number,
  geometry: SurfaceGeometry,
): MeasuredPattern | null {
  const places = Array.from(roots.xPx, (x, i) => geometry.toChart(x, roots.yPx[i])).filter((at) => at !== null);
  if (places.length === 0) return null;
  const looked = lookedAt(zone, exclusions, scale, geometry);
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const bounds = { x0Mm: Math.min(...xs), y0Mm: Math.min(...ys), x1Mm: Math.max(...xs), y1Mm: Math.max(...ys) };
  return measuredPattern(
    xs,
    ys,
    (xMm, yMm) => {
      const at = geometry.toPhoto(xMm, yMm);
      return at !== null && looked(at[0], at[1]);
    },
    bounds,
  );
}

function visibleHairLength({ logY, every, pxPerMm }: FineView, scalp: Scalp): Estimate | null {
  const geometry = surfaceGeometry(scalp.surface);
  return hairLength(logY, (x, y) => geometry.cosTilt((x + 0.5) * every, (y + 0.5) * every) > COS_MAX_TILT, pxPerMm);
}

/** Three digits are more than a coverage holds. */
function thinningRecord(scalp: Scalp, exclusions: Exclusions, geometry: SurfaceGeometry): NonNullable<Measurement['record']['thinning']> {
  const map = thinningMap(scalp, exclusions, geometry);
  return { ...map, coverage: map.coverage.map((v) => (v === null ? null : Math.round(1000 * v) / 1000)) };
}
