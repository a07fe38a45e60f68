import { expect, test } from 'vitest';
import { contrastAtMm, type Deposit, depositContrast } from './dot-contrast.ts';
import { contrastAt, gaussiansOf, halfDepthMm } from './dot-gaussians.ts';
import { skinOfType } from './tissue.ts';

const DEPOSITS: readonly Deposit[] = [0.1, 0.15, 0.25, 0.5].flatMap((depthMm) =>
  [0.05, 0.2].flatMap((loadGPerM2) => [0.2, 0.26, 0.4].map((diameterMm) => ({ kind: 'fine' as const, depthMm, diameterMm, loadGPerM2 }))),
);
const CHANNELS = [0, 1, 2] as const;

test('sums of Gaussians follow a dot within 0.05 at its middle and within 3 % of the area under its dip', () => {
  let middle = 0;
  let area = 0;
  for (const type of ['II', 'V'] as const)
    for (const deposit of DEPOSITS) {
      const contrast = depositContrast(skinOfType(type), deposit);
      const gaussians = gaussiansOf(contrast);
      for (const k of CHANNELS) {
        middle = Math.max(middle, Math.abs(contrastAt(gaussians, 0, k) - contrastAtMm(contrast, 0, k)));
        let [here, fitted] = [0, 0];
        for (let r = 0.005; r < 6; r += 0.01) {
          here += r * (1 - contrastAtMm(contrast, r, k));
          fitted += r * (1 - contrastAt(gaussians, r, k));
        }
        area = Math.max(area, Math.abs(fitted / here - 1));
      }
    }
  expect({ middle, area, good: [middle < 0.05, area < 0.03] }).toMatchObject({ good: [true, true] });
});

test('the dip that is seen is about as broad as its deposit where that is shallow, and broader where it is deep', () => {
  const breadth = (depthMm: number): number =>
    2 * halfDepthMm(depositContrast(skinOfType('II'), { kind: 'fine', depthMm, diameterMm: 0.25, loadGPerM2: 0.1 }));
  expect([Math.abs(breadth(0.12) - 0.26) < 0.02, breadth(0.5) > 0.4]).toEqual([true, true]);
});
