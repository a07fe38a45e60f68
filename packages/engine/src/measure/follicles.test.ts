import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { countedRoots } from './follicles.ts';

const PX_PER_MM = 10;
const SIDE_MM = 40;

interface Drawn {
  readonly logY: Raster<'density'>;
  readonly xPx: number[];
  readonly yPx: number[];
}

/** Bars of stubble on grainy skin under uneven light, rooted on a jittered lattice of 60/cm². */
function stubble(lengthMm: number, contrast: (unit: number) => number, seed: number = 1): Drawn {
  const random = seededRandom(seed, 'stubble');
  const side = SIDE_MM * PX_PER_MM;
  const logY = densityRaster(side, side);
  for (let i = 0; i < logY.data.length; i++) logY.data[i] = -1 + 0.3 * Math.sin(i / side / 90) + 0.006 * random.normal();
  const spacing = Math.sqrt(200 / (Math.sqrt(3) * 60)) * PX_PER_MM;
  const drawn: Drawn = { logY, xPx: [], yPx: [] };
  for (let r = 1; r * 0.866 * spacing < side - spacing; r++)
    for (let c = 1; c * spacing < side - 2 * spacing; c++) {
      const x = (c + (r % 2) / 2) * spacing + 0.15 * spacing * random.normal();
      const y = r * 0.866 * spacing + 0.15 * spacing * random.normal();
      drawn.xPx.push(x);
      drawn.yPx.push(y);
      const angle = 0.6 + 0.2 * random.normal();
      const step = contrast(drawn.xPx.length);
      // a shaft of 0.08 mm that thins to its tip, spread over its pixels by a small blur
      for (let v = -3; v <= lengthMm * PX_PER_MM + 3; v++)
        for (let u = -3; u <= 3; u++) {
          const along = Math.min(1, Math.max(0, v + 0.5)) * Math.min(1, Math.max(0, lengthMm * PX_PER_MM - v + 0.5));
          const px = Math.floor(x + v * Math.cos(angle) - u * Math.sin(angle));
          const py = Math.floor(y + v * Math.sin(angle) + u * Math.cos(angle));
          if (px < 0 || py < 0 || px >= side || py >= side) continue;
          const depth = step * along * Math.exp(-(u * u) / 1.6) * (1 - (0.3 * v) / (lengthMm * PX_PER_MM));
          const i = py * side + px;
          const bare = -1 + 0.3 * Math.sin(i / side / 90);
          if (Math.abs(depth) > Math.abs(bare - logY.data[i])) logY.data[i] = bare - depth;
        }
    }
  return drawn;
}

function judged({ logY, xPx, yPx }: Drawn): { ratio: number; precision: number; tone: string; covers: boolean } {
  const inside = densityRaster(logY.width, logY.height, 1);
  const { roots, perAreaCorrection, relativeSd, tone } = countedRoots(logY, inside, PX_PER_MM);
  let near = 0;
  for (let i = 0; i < roots.xPx.length; i++)
    if (xPx.some((x, k) => Math.hypot(x - roots.xPx[i], yPx[k] - roots.yPx[i]) < 0.4 * PX_PER_MM)) near++;
  const ratio = (roots.xPx.length * perAreaCorrection) / xPx.length;
  return { ratio, precision: near / roots.xPx.length, tone, covers: Math.abs(Math.log(ratio)) < 1.28 * relativeSd };
}

test('stubble of 0.3 to 2 mm, dark or light, is counted once at its root', () => {
  const cases = [0.3, 0.8, 1.4, 2].flatMap((lengthMm) =>
    [0.5, -0.4].map((step) => ({ ...judged(stubble(lengthMm, () => step)), leastPrecision: lengthMm < 2 ? 0.85 : 0.65 })),
  );
  // these bars stand alone; hairs of real units lie over each other from a millimetre on, for which the count is corrected
  expect(
    cases.map(({ precision, leastPrecision, ratio, covers, tone }, i) => [
      precision > leastPrecision,
      i < 4 ? covers : ratio > 0.9 && ratio < 1.5,
      tone,
    ]),
  ).toEqual(cases.map((_, i) => [true, true, i % 2 === 0 ? 'dark' : 'light']));
});

test('grey among dark hair is counted with it', () => {
  const { tone, ratio } = judged(stubble(1.2, (unit) => (unit % 2 === 0 ? 0.5 : -0.5)));
  expect([tone, ratio > 0.75 && ratio < 1.2]).toEqual(['mixed', true]);
});

test('bare grainy skin holds next to no roots, and an empty area none', () => {
  const { logY } = stubble(1, () => 0);
  const bare = countedRoots(logY, densityRaster(logY.width, logY.height, 1), PX_PER_MM);
  const empty = countedRoots(logY, densityRaster(logY.width, logY.height), PX_PER_MM);
  expect([bare.roots.xPx.length < 2 * (SIDE_MM / 10) ** 2, empty.roots.xPx.length]).toEqual([true, 0]);
});
