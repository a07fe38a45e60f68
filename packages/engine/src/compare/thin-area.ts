/** The part of the scalp on which options are compared, and the hair on it. */
import { LYING_LENGTH_MM } from '../hairloss/looks.ts';
import { REGION_FACTS } from '../hairloss/regions.ts';
import type { HairLoss, RegionLoss } from '../hairloss/terms.ts';

/** One of the three numbers of an estimate. */
export type End = 'value' | 'low' | 'high';

export const HALF_OF_HEALTHY = 0.5;

/**
 * Hair that lies: scalp is hidden by 1 − exp(−k N d L), N hairs per mm² of breadth d and lying length L (the gap law of canopies). Dry hair has
 * k = 0.5, wet or clumped 0.35, hair that is combed apart a little more than dry [A]; 25 mm is hair of ordinary short cuts [A].
 */
const LYING = { lengthMm: LYING_LENGTH_MM, healthyBreadthMm: 0.07, gapFactor: { value: 0.5, low: 0.35, high: 0.6 } };

/** −ln of the scalp that healthy hair of this region leaves to be seen. */
export function healthyDepth(region: RegionLoss['region'], end: End): number {
  const hairsPerMm2 = REGION_FACTS[region].hairsPerCm2 / 100;
  return LYING.gapFactor[end] * hairsPerMm2 * LYING.healthyBreadthMm * LYING.lengthMm;
}

/**
 * Regions that thin: those whose terminal hair is below half of healthy today or, where there are none, the vertex and the whole front.
 * @returns never empty for an answer that has these regions
 */
export function thinRegions({ regions }: HairLoss): readonly RegionLoss[] {
  const thin = regions.filter(({ series }) => series[0].terminalOfHealthy.value < HALF_OF_HEALTHY);
  if (thin.length > 0) return thin;
  const front: readonly RegionLoss['region'][] = ['vertex', 'hairline', 'temples', 'forelock', 'lateral-front'];
  return regions.filter(({ region }) => front.includes(region));
}

/**
 * Share of the thin area that hair hides in a year, weighted by area.
 * @param courseOf relative coverage of a region in that year (1 today)
 * @param plantedOf planted hair of a region as a share of its healthy density
 */
export function hairCover(
  thin: readonly RegionLoss[],
  law: End,
  courseOf: (region: RegionLoss['region']) => number,
  plantedOf: (region: RegionLoss['region']) => number = () => 0,
): number {
  let covered = 0;
  let areaCm2 = 0;
  for (const { region, areaCm2: area, series } of thin) {
    const depth = healthyDepth(region, law);
    const today = 1 - Math.exp(-depth * series[0].terminalOfHealthy.value);
    const native = Math.min(1, today * courseOf(region));
    covered += area * (1 - (1 - native) * Math.exp(-depth * plantedOf(region)));
    areaCm2 += area;
  }
  return covered / areaCm2;
}
