import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { hairLength } from './hair-length.ts';

const PX_PER_MM = 10;
const SIDE_PX = 400;

/** Dark bars of one length on grainy skin, rooted at random. */
function bars(lengthMm: number, perCm2: number): Raster<'density'> {
  const random = seededRandom(1, 'bars');
  const logY = densityRaster(SIDE_PX, SIDE_PX);
  for (let i = 0; i < logY.data.length; i++) logY.data[i] = -1 + 0.006 * random.normal();
  const count = (perCm2 * SIDE_PX ** 2) / (100 * PX_PER_MM ** 2);
  for (let k = 0; k < count; k++) {
    const [x, y, angle] = [SIDE_PX * random.next(), SIDE_PX * random.next(), 0.7 + 0.15 * random.normal()];
    for (let v = 0; v <= lengthMm * PX_PER_MM; v += 0.5) {
      const [px, py] = [Math.floor(x + v * Math.cos(angle)), Math.floor(y + v * Math.sin(angle))];
      if (px >= 0 && py >= 0 && px < SIDE_PX && py < SIDE_PX) logY.data[py * SIDE_PX + px] = -1.6;
    }
  }
  return logY;
}

test('clipped hair reads as clipped, thicker cover as hair left to grow, bare skin as nothing', () => {
  const read = (lengthMm: number, perCm2: number): number | null => hairLength(bars(lengthMm, perCm2), () => true, PX_PER_MM)?.low ?? null;
  const clipped = [1, 2].map((lengthMm) => (read(lengthMm, 40) ?? 9) < 3);
  expect([clipped, (read(25, 60) ?? 0) > 3, read(1, 0)]).toEqual([[true, true], true, null]);
});
