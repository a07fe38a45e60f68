/** What hair does for the look of a scalp: two laws, for lying hair and for stubble, and the clinic's time to full cover. */

/** Length at which lying hair is judged, and of stubble. */
export const LYING_LENGTH_MM = 25;
export const STUBBLE_LENGTH_MM = 0.5;
/** Share of its shadow that a dry hair adds to the cover of others [A]; wet or clumped hair: 0.35. */
const DRY = 0.5;

/**
 * Scalp hidden by lying hair, the gap law of leaf canopies: 1 − exp(−k N d L) [A].
 * @param widthPerMm2 sum of the diameters of the hairs on a square millimetre, in mm
 */
export function lyingCoverage(widthPerMm2: number, lengthMm: number = LYING_LENGTH_MM): number {
  return 1 - Math.exp(-DRY * widthPerMm2 * lengthMm);
}

/**
 * Scalp darkened by stubble: the ends of the hairs, and their short lengths by the gap law [A]. No halo of the shaft below the skin is counted.
 * @param squaredPerMm2 sum of the squared diameters on a square millimetre, in mm²
 */
export function stubbleCoverage(widthPerMm2: number, squaredPerMm2: number): number {
  return 1 - Math.exp(-(Math.PI / 4) * squaredPerMm2 - DRY * widthPerMm2 * STUBBLE_LENGTH_MM);
}

/** Days until growing hair has covered 1 cm² once (Van Neste 2021) [M]: 100 mm²/(hairs × share growing × width × growth). */
export function daysToFullCover(hairsPerCm2: number, anagenShare: number, diameterMm: number, growthMmPerDay: number): number {
  return 100 / (hairsPerCm2 * anagenShare * diameterMm * growthMmPerDay);
}

/** Coverage score on the parting, per cent, for up to 140 days (Van Neste 2021, R² 0.973) [M]. */
export function partingScore(daysToCover: number): number {
  return 106.41 - 0.72 * Math.min(140, daysToCover);
}
