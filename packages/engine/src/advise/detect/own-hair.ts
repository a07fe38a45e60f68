/** How the own hair looks when it is shaven close: the mark of a follicular unit by its hairs, and how units lie. */
import type { Lab } from '../../colour/lab.ts';
import { between, type Estimate, withError, withRelativeError, Z80 } from '../../estimate.ts';
import { FOLLICULAR_UNITS, type PairTarget } from '../../layout/follicle-statistics.ts';
import type { Places } from '../../layout/scene.ts';
import type { OwnHair } from './terms.ts';

/** Donor fields: distances to the nearest unit, and how heads differ (docs/model.md) [M]. */
const DONOR = { nearest: 0.794, nearestSd: 0.04, cv: 0.19, cvSd: 0.03 };
/** What a detector adds to the distances of a photographed field: phone photos give 0.60–0.69 and 0.26–0.35 of heads that have 0.79 and 0.19 [M]. */
const DETECTOR = { nearestSd: 0.1, cvSd: 0.08 };
/** Units of 1, 2, 3 and 4 or more hairs (the same fields). */
const UNIT_SHARES: readonly number[] = [0.33, 0.45, 0.18, 0.04];
const USUAL_SHAFT_UM = withRelativeError(75, 0.15, 'um');
/**
 * Light in skin blurs a cut shaft and its buried end: by so much its mark is broader than the shaft, in squares. A shaft of 75 µm is then seen 0.15 mm wide,
 * within the 0.1–0.2 mm of shaven follicles [A].
 */
const BLUR_MM = between(0.13, 0.07, 0.185, 'mm');
/** Hairs of a unit stand side by side, so far apart: median of the same fields, 5–95 % 0.06–0.31 mm [M]. */
const APART_MM = 0.13;
/** From hair to hair: breadth of shafts, and pigment in them [A, as phantoms have it]. */
const SHAFT_CV = 0.19;
const PIGMENT_CV = 0.17;
/** Scatters are known by about so much of themselves [A]. */
const SCATTER_ERROR = 0.2;
const NO_PLACES: Places = { xMm: new Float64Array(0), yMm: new Float64Array(0) };

export interface KnownHair {
  readonly places?: Places;
  readonly shaftUm?: Estimate | null;
  /** Shares of units of 1, 2, 3 … hairs. */
  readonly unitShares?: readonly number[] | null;
  readonly pattern?: { readonly nearestSpacings: Estimate; readonly nearestCv: Estimate; readonly pairs: PairTarget | null } | null;
  readonly hairLab: Lab;
  /** Skin beside it, in the same light. */
  readonly besideLab: Lab;
}

/** What is not known of the client is that of donor fields. */
export function ownHair({ places = NO_PLACES, shaftUm, unitShares, pattern, hairLab, besideLab }: KnownHair): OwnHair {
  const shaft = shaftUm ?? USUAL_SHAFT_UM;
  const shares = unitShares == null || unitShares.length === 0 ? UNIT_SHARES : unitShares;
  const at = (shaftMm: number, blurMm: number): number => unitMoments(Math.sqrt(shaftMm ** 2 + blurMm ** 2), shares).mean;
  const value = at(shaft.value / 1000, BLUR_MM.value);
  const { diameterCv, darknessCv } = unitMoments(Math.sqrt((shaft.value / 1000) ** 2 + BLUR_MM.value ** 2), shares);
  const scatter = (cv: number): Estimate => withRelativeError(cv, SCATTER_ERROR, 'share');
  return {
    places,
    ...arrangement(pattern ?? null),
    diameterMm: between(value, at(shaft.low / 1000, BLUR_MM.low), at(shaft.high / 1000, BLUR_MM.high), 'mm'),
    diameterCv: scatter(diameterCv),
    darknessCv: scatter(darknessCv),
    hairLab,
    besideLab,
  };
}

/** Heads are alike, and a detector has habits of its own: the client's pattern moves the donor fields' by as much as it can be trusted. */
function arrangement(
  pattern: NonNullable<KnownHair['pattern']> | null,
): Pick<OwnHair, 'nearestSpacings' | 'nearestCv' | 'g' | 'patternSource'> {
  const usual = { nearest: withError(DONOR.nearest, DONOR.nearestSd, 'spacings', 0), cv: withError(DONOR.cv, DONOR.cvSd, 'share', 0) };
  if (pattern === null)
    return {
      nearestSpacings: usual.nearest,
      nearestCv: usual.cv,
      g: FOLLICULAR_UNITS.g,
      patternSource: `Own pattern not measured: ${FOLLICULAR_UNITS.source}`,
    };
  const nearestSpacings = pooled(usual.nearest, pattern.nearestSpacings, DETECTOR.nearestSd);
  const nearestCv = pooled(usual.cv, pattern.nearestCv, DETECTOR.cvSd);
  return { nearestSpacings, nearestCv, g: FOLLICULAR_UNITS.g, patternSource: `The client’s own pattern, with ${FOLLICULAR_UNITS.source}` };
}

/** Weighted by the inverse of the variances. */
function pooled(usual: Estimate, measured: Estimate, moreSd: number): Estimate {
  const sd = ({ low, high }: Estimate): number => (high - low) / (2 * Z80);
  const [a, b] = [1 / sd(usual) ** 2, 1 / (sd(measured) ** 2 + moreSd ** 2)];
  return withError((a * usual.value + b * measured.value) / (a + b), 1 / Math.sqrt(a + b), usual.unit, 0);
}

/**
 * Units of n hairs in a row: seen as long as the row and as broad as one hair, with the circle of the same area for a breadth. Middles overlap as far as the row is
 * narrower than the marks, so that units of more hairs are darker too.
 */
function unitMoments(
  hairMm: number,
  shares: readonly number[],
): { readonly mean: number; readonly diameterCv: number; readonly darknessCv: number } {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const units = shares.map((share, k) => ({
    share: share / total,
    widthMm: Math.sqrt(hairMm * (hairMm + APART_MM * k)),
    dark: middleOf(k + 1, hairMm),
    hairs: k + 1,
  }));
  const over = (read: (unit: (typeof units)[number]) => number): number => units.reduce((sum, unit) => sum + unit.share * read(unit), 0);
  const mean = over((u) => u.widthMm);
  const dark = over((u) => u.dark);
  // a hair's own breadth and pigment scatter, less so in the mean of several
  const hairCv2 = over((u) => 1 / u.hairs);
  return {
    mean,
    diameterCv: Math.sqrt(over((u) => (u.widthMm / mean - 1) ** 2) + 0.25 * SHAFT_CV ** 2 * hairCv2),
    darknessCv: Math.sqrt(over((u) => (u.dark / dark - 1) ** 2) + (SHAFT_CV ** 2 + PIGMENT_CV ** 2) * hairCv2),
  };
}

/** Height of n Gaussians in a row at its middle, in heights of one. */
function middleOf(hairs: number, hairMm: number): number {
  let sum = 0;
  for (let k = 0; k < hairs; k++) sum += Math.exp(-4 * Math.LN2 * ((APART_MM * (k - (hairs - 1) / 2)) / hairMm) ** 2);
  return sum;
}
