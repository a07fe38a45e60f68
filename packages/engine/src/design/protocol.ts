/**
 * Needle and dilution that a practitioner would start from, by zone and skin. Practice values with low to medium confidence, to be replaced by
 * the house's own for each brand of pigment (docs/model.md); pigment is matched to shaved stubble, never to a swatch of long hair.
 */
import type { SkinType, ZoneName } from '../document/schema.ts';

/** Parts of pigment to parts of water. */
const DILUTION: Readonly<Record<SkinType, string>> = {
  I: '1:18 to 1:30',
  II: '1:10 to 1:20',
  III: '1:10 to 1:20',
  IV: '1:5 to 1:12',
  V: '1:3 to 1:8',
  VI: '1:1 to 1:5',
};

export function needleFor(zone: ZoneName): string {
  return zone === 'hairline' ? '1-point, 0.18–0.25 mm' : '3-point, 0.18–0.30 mm';
}

export function dilutionFor(skinType: SkinType): string {
  return DILUTION[skinType];
}
