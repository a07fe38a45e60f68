/** The kinds of dot that a plan's dots lie between at one day: a grid of breadths and tones, each with its contrast from the light in this skin. */
import type { DotModel } from '../document/schema.ts';
import { depositAt } from '../forecast/forecast.ts';
import { depositContrast } from '../skin/dot-contrast.ts';
import { type DotGaussians, gaussiansOf } from '../skin/dot-gaussians.ts';
import type { SeenDot } from './dots-in-skin.ts';

/** Breadth and tone relative to the mean dot; dots beyond the ends count as at them. */
const BREADTHS: readonly number[] = [0.65, 0.88, 1.12, 1.35];
const TONES: readonly number[] = [0.75, 0.92, 1.08, 1.25];

/** @param atDays after the needle */
export function dotKinds(model: DotModel, atDays: number): DotGaussians[] {
  const { skin, deposit } = depositAt(model, atDays);
  return BREADTHS.flatMap((breadth) =>
    TONES.map((tone) =>
      gaussiansOf(depositContrast(skin, { ...deposit, diameterMm: deposit.diameterMm * breadth, loadGPerM2: deposit.loadGPerM2 * tone })),
    ),
  );
}

/** Shares of the kinds that a dot lies between. */
export function blendOf(breadth: number, tone: number): SeenDot['blend'] {
  const [b, fb] = between(BREADTHS, breadth);
  const [t, ft] = between(TONES, tone);
  const kind = (i: number, j: number): number => (b + i) * TONES.length + t + j;
  return [
    { kind: kind(0, 0), share: (1 - fb) * (1 - ft) },
    { kind: kind(0, 1), share: (1 - fb) * ft },
    { kind: kind(1, 0), share: fb * (1 - ft) },
    { kind: kind(1, 1), share: fb * ft },
  ];
}

/** The node below a value, and how far on to the next. */
function between(nodes: readonly number[], value: number): readonly [number, number] {
  let k = 0;
  while (k < nodes.length - 2 && value >= nodes[k + 1]) k++;
  return [k, Math.max(0, Math.min(1, (value - nodes[k]) / (nodes[k + 1] - nodes[k])))];
}
