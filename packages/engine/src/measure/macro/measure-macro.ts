/** Numbers of a macro photo: densities, calibre, grouping and direction, each with its 80 % interval. */
import { between, type Estimate, withError, withRelativeError } from '../../estimate.ts';
import { info, type Note, warning } from '../../note.ts';
import type { Raster } from '../../raster.ts';
import { degrees, MM2_PER_CM2 } from '../../units.ts';
import { type Seen, type Shafts, seeShafts } from './shafts.ts';

export interface MacroMeasurement {
  readonly shafts: Shafts;
  /** The picture less what is masked. */
  readonly areaMm2: number;
  /** Visible shafts rooted in the picture; the interval is about this picture, not about the scalp round it. */
  readonly hairsPerCm2: Estimate | null;
  readonly follicularUnitsPerCm2: Estimate | null;
  /** Median, corrected for the optical over-reading. */
  readonly shaftWidthUm: Estimate | null;
  /** Shares of shafts below 30 µm, from 30 to 60 µm, from 60 µm (corrected widths). */
  readonly calibreShares: { readonly vellusLike: Estimate; readonly intermediate: Estimate; readonly terminal: Estimate } | null;
  /** Shares of units with 1, 2, 3, 4 and 5 or more shafts. */
  readonly hairsPerUnit: { readonly mean: Estimate; readonly shares: readonly number[] } | null;
  /** Circular mean and deviation of root → tip, clockwise from the picture's x axis. */
  readonly directionDegrees: { readonly mean: number; readonly spread: number } | null;
  readonly hairCoverage: Estimate;
  readonly rootsMm: { readonly x: Float64Array; readonly y: Float64Array };
  readonly notes: readonly Note[];
}

/** Calibre needs this many pixels a millimetre (tier T2). */
const CALIBRE_FROM_PX_PER_MM = 60;
/** From here single hairs of a unit stand a pixel and a half apart and can be told. [A] */
const HAIRS_FROM_PX_PER_MM = 20;
/**
 * Variance of a count against what the picture holds: so much of the count for single hairs lost or taken twice (a), of what the uncounted frame
 * holds by chance (variance over mean of hairs 0.7, of units 0.35), of texture taken for hair (per mm²), and a share of the count that goes with
 * the picture as a whole (b). [M: 50 synthetic macros of all skin types for a, b of T1 and T2 and false ones; b of T3 is wider, as the counts of the
 * tuning fields of the dermatoscope set spread]
 */
const HAIR_ERROR = { each: 0.17, frame: 0.7, picture: { T1: 0.042, T2: 0.06, T3: 0.085 } } as const;
const UNIT_ERROR = { each: 0.18, frame: 0.35, picture: { T1: 0.03, T2: 0.04, T3: 0.08 } } as const;
const FALSE_PER_MM2 = 0.006;
/** Of a picture without a find, 80 % of Poisson means hold fewer than this. */
const NONE_FOUND_HIGH = 1.6;
/** Counted less this frame: beside an edge a root shows too little of its shaft. */
const FRAME_MM = 0.15;
const MAX_FRAME_SHARE = 0.1;
/** Deviation of the width correction (1.2–1.5 over devices). [A] */
const WIDTH_RELATIVE = 0.14;
/** What fine hair hides that is not found; how much of what shafts seem to hide they do, blur makes it more; deviations. [M: 50 synthetic macros] */
const UNSEEN_COVERAGE = 0.0035;
const COVERAGE_OF_SEEN = { T1: 0.8, T2: 0.9, T3: 0.91 } as const;
const COVERAGE_RELATIVE = 0.09;
const COVERAGE_FLOOR_SD = 0.0018;
const CLASS_SD = 0.06;
/** Fewer say nothing of a distribution. */
const MIN_SHAFTS = 5;

/**
 * @param masked photo-sized, 1 = burnt-in marks and surround, not looked at and not part of the area
 * @param scaleRelativeSd relative standard error of `pxPerMm`; counts twice in a density
 * @returns numbers that the resolution does not bear are null, with a note
 */
export function measureMacro(photo: Raster<'srgb8'>, masked: Uint8Array, pxPerMm: number, scaleRelativeSd: number): MacroMeasurement {
  const seen = seeShafts(photo, masked, pxPerMm);
  const { shafts } = seen;
  const n = shafts.rootXPx.length;
  const notes: Note[] = [];
  let open = 0;
  for (const v of masked) if (v === 0) open++;
  const areaMm2 = open / pxPerMm ** 2;
  const tier = pxPerMm >= 150 ? 'T3' : pxPerMm >= CALIBRE_FROM_PX_PER_MM ? 'T2' : 'T1';

  // --- densities, from the roots of a window inside a frame
  const window = frameWindow(photo, masked, pxPerMm);
  const { hair } = seen;
  let hairs = 0;
  for (let i = 0; i < n; i++) if (hair[i] && !seen.rootCut[i] && window.holds(shafts.rootXPx[i], shafts.rootYPx[i])) hairs++;
  const units = unitRoots(shafts, seen, hair);
  const unitsIn = units.filter((u) => window.holds(u.xPx, u.yPx)).length;
  const density = (count: number, error: typeof HAIR_ERROR | typeof UNIT_ERROR): Estimate | null => {
    if (window.areaMm2 <= 0) return null;
    const toCm2 = MM2_PER_CM2 / window.areaMm2;
    if (count === 0) return between(0, 0, NONE_FOUND_HIGH * toCm2, '1/cm2');
    const unseenShare = areaMm2 / window.areaMm2 - 1;
    const variance = (error.each + error.frame * unseenShare) * count + FALSE_PER_MM2 * window.areaMm2;
    const sd = Math.hypot(Math.sqrt(variance), error.picture[tier] * count, 2 * scaleRelativeSd * count);
    return withError(count * toCm2, sd * toCm2, '1/cm2', 0);
  };
  const hairsPerCm2 = pxPerMm < HAIRS_FROM_PX_PER_MM ? null : density(hairs, HAIR_ERROR);
  const follicularUnitsPerCm2 = density(unitsIn, UNIT_ERROR);
  if (hairsPerCm2 === null)
    notes.push(info('unit-is-one-mark', 'At this resolution a follicular unit shows as one mark: hairs within it are not counted.'));

  const covered = UNSEEN_COVERAGE + COVERAGE_OF_SEEN[tier] * seen.coverage;

  // --- calibre
  const widths = Array.from(shafts.widthUm).filter((_, i) => shafts.listed[i] === 1);
  let shaftWidthUm: Estimate | null = null;
  let calibreShares: MacroMeasurement['calibreShares'] = null;
  if (pxPerMm < CALIBRE_FROM_PX_PER_MM) notes.push(info('no-calibre', 'Shaft width needs a macro photo of 60 px/mm or more.'));
  else if (widths.length >= MIN_SHAFTS) {
    const sorted = widths.slice().sort((p, q) => p - q);
    shaftWidthUm = withRelativeError(
      sorted[sorted.length >> 1],
      Math.hypot(WIDTH_RELATIVE, scaleRelativeSd, 0.35 / Math.sqrt(widths.length)),
      'um',
    );
    const share = (from: number, to: number): Estimate => {
      const p = widths.filter((w) => w >= from && w < to).length / widths.length;
      const sd = Math.sqrt((p * (1 - p) + 0.25 / widths.length) / widths.length + CLASS_SD ** 2);
      return between(p, Math.max(0, p - 1.28 * sd), Math.min(1, p + 1.28 * sd), 'share');
    };
    calibreShares = { vellusLike: share(0, 30), intermediate: share(30, 60), terminal: share(60, Infinity) };
    notes.push(
      info(
        'shaft-width-corrected',
        'Pictures read shafts about 1.41 times too wide (Folliscope against calliper: 109 and 77 µm); widths are divided by that, classes follow it.',
      ),
    );
  }
  if (n < MIN_SHAFTS) notes.push(warning('few-shafts', `Only ${n} shafts are seen: too few to speak of calibre, grouping or direction.`));

  return {
    shafts,
    areaMm2,
    hairsPerCm2,
    follicularUnitsPerCm2,
    shaftWidthUm,
    calibreShares,
    hairsPerUnit: hairsPerCm2 === null || n < MIN_SHAFTS ? null : grouping(units),
    directionDegrees: n < MIN_SHAFTS ? null : direction(shafts),
    hairCoverage: withError(
      covered,
      Math.min(Math.hypot(COVERAGE_FLOOR_SD, COVERAGE_RELATIVE * covered), 0.78 * (1 - covered)),
      'share',
      0,
    ),
    rootsMm: { x: Float64Array.from(units, (u) => u.xPx / pxPerMm), y: Float64Array.from(units, (u) => u.yPx / pxPerMm) },
    notes,
  };
}

interface Window {
  readonly areaMm2: number;
  readonly holds: (xPx: number, yPx: number) => boolean;
}

/** The open part of the picture less a frame along the picture's edge: every root in it counts once, so the density has no edge bias. */
function frameWindow({ width, height }: Raster<'srgb8'>, masked: Uint8Array, pxPerMm: number): Window {
  const frame = Math.round(Math.min(FRAME_MM * pxPerMm, MAX_FRAME_SHARE * Math.min(width, height)));
  const inside = (x: number, y: number): boolean =>
    x >= frame && y >= frame && x < width - frame && y < height - frame && masked[y * width + x] === 0;
  let open = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (inside(x, y)) open++;
  return { areaMm2: open / pxPerMm ** 2, holds: (x, y) => inside(Math.floor(x), Math.floor(y)) };
}

interface UnitRoot {
  readonly xPx: number;
  readonly yPx: number;
  readonly hairs: number;
  readonly whole: boolean;
}

/** Mean root of each unit that is rooted in the picture. */
function unitRoots(shafts: Shafts, { rootCut }: Seen, hair: Uint8Array): UnitRoot[] {
  const sums = Array.from({ length: shafts.unitCount }, () => ({ x: 0, y: 0, n: 0, cut: false }));
  for (let i = 0; i < shafts.rootXPx.length; i++) {
    const unit = sums[shafts.unit[i]];
    if (shafts.cut[i]) unit.cut = true;
    if (rootCut[i] || !hair[i]) continue;
    unit.x += shafts.rootXPx[i];
    unit.y += shafts.rootYPx[i];
    unit.n++;
  }
  return sums.filter((u) => u.n > 0).map((u) => ({ xPx: u.x / u.n, yPx: u.y / u.n, hairs: u.n, whole: !u.cut }));
}

function grouping(units: readonly UnitRoot[]): MacroMeasurement['hairsPerUnit'] {
  const whole = units.filter((u) => u.whole);
  if (whole.length < MIN_SHAFTS) return null;
  const shares = [0, 0, 0, 0, 0];
  for (const u of whole) shares[Math.min(5, u.hairs) - 1] += 1 / whole.length;
  const mean = whole.reduce((sum, u) => sum + u.hairs, 0) / whole.length;
  // bundles that stay together or come apart too often shift the mean by about a tenth [A]
  return { mean: withRelativeError(mean, Math.hypot(0.1, 0.45 / Math.sqrt(whole.length)), 'hairs'), shares };
}

function direction(shafts: Shafts): { mean: number; spread: number } {
  let [c, s] = [0, 0];
  const n = shafts.rootXPx.length;
  for (let i = 0; i < n; i++) {
    const angle = Math.atan2(shafts.tipYPx[i] - shafts.rootYPx[i], shafts.tipXPx[i] - shafts.rootXPx[i]);
    c += Math.cos(angle);
    s += Math.sin(angle);
  }
  const r = Math.min(1, Math.hypot(c, s) / n);
  return { mean: degrees(Math.atan2(s, c)), spread: degrees(Math.sqrt(-2 * Math.log(Math.max(1e-6, r)))) };
}
