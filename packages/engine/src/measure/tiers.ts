/** What a resolution can show, and what a length of hair hides. */
import type { MeasurementRecord } from '../document/schema.ts';
import { type Estimate, relativeErrorOf } from '../estimate.ts';

type Tier = MeasurementRecord['tier'];

/** Pixels per millimetre from which a tier holds: dots and shafts are told apart, shafts have a breadth, vellus is seen (docs/model.md). */
const TIER_FROM_PX_PER_MM = { T1: 6, T2: 60, T3: 150 } as const;

export function tierOf(pxPerMm: number): Tier {
  if (pxPerMm >= TIER_FROM_PX_PER_MM.T3) return 'T3';
  if (pxPerMm >= TIER_FROM_PX_PER_MM.T2) return 'T2';
  return pxPerMm >= TIER_FROM_PX_PER_MM.T1 ? 'T1' : 'T0';
}

/** Hair up to this length reads as dots and shows its roots; longer hair lies over them (practice: clipped to 0–3 mm). */
export const STUBBLE_MM = 3;

/** Φ⁻¹(0.7). */
const Z70 = 0.5244;

/** Whether hair may be taken for stubble: the chance that it is longer than STUBBLE_MM is below three in ten. */
export function isStubble(length: Estimate): boolean {
  return length.value * Math.exp(Z70 * relativeErrorOf(length)) <= STUBBLE_MM;
}
