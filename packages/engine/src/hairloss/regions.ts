/**
 * The ten regions of the scalp on a head of 57 cm round [A]: areas integrated on an ellipsoid, densities of a man of European ancestry
 * (about 98,000 hairs in all, near the usual 100,000), susceptibility to pattern loss.
 */
import type { Region } from './terms.ts';

export interface RegionFacts {
  readonly areaCm2: number;
  readonly hairsPerCm2: number;
  /** 0 spared .. 1 first to go. */
  readonly susceptibility: number;
}

export const REGION_FACTS: Readonly<Record<Region, RegionFacts>> = {
  hairline: { areaCm2: 11, hairsPerCm2: 100, susceptibility: 0.7 },
  temples: { areaCm2: 14, hairsPerCm2: 150, susceptibility: 1 },
  forelock: { areaCm2: 36, hairsPerCm2: 210, susceptibility: 0.75 },
  'lateral-front': { areaCm2: 16, hairsPerCm2: 190, susceptibility: 0.72 },
  'mid-scalp': { areaCm2: 105, hairsPerCm2: 230, susceptibility: 0.65 },
  vertex: { areaCm2: 89, hairsPerCm2: 235, susceptibility: 0.9 },
  parietal: { areaCm2: 63, hairsPerCm2: 200, susceptibility: 0.3 },
  'temporal-fringe': { areaCm2: 59, hairsPerCm2: 160, susceptibility: 0.08 },
  occiput: { areaCm2: 90, hairsPerCm2: 205, susceptibility: 0.03 },
  nape: { areaCm2: 41, hairsPerCm2: 140, susceptibility: 0.05 },
};
