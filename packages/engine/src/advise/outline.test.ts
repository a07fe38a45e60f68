import { expect, test } from 'vitest';
import { blurPlane } from '../filters.ts';
import { contains, selfCrossing, signedArea } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { outlinesOf } from './outline.ts';

const [COLUMNS, ROWS] = [40, 30];

function field(seed: number): Float64Array {
  const random = seededRandom(seed, 'outline');
  const noise = Float32Array.from({ length: COLUMNS * ROWS }, () => random.normal());
  return Float64Array.from(blurPlane(noise, COLUMNS, ROWS, seed % 2 === 0 ? 0.6 : 2));
}

test('outlines part the points of the grid as the field does, and none crosses itself', () => {
  let [wrong, crossing, outlines] = [0, 0, 0];
  for (let seed = 1; seed <= 20; seed++) {
    const values = field(seed);
    const lines = outlinesOf(values, COLUMNS, ROWS);
    outlines += lines.length;
    for (const line of lines) if (selfCrossing(line) >= 0) crossing++;
    for (let r = 0; r < ROWS; r++)
      for (let c = 0; c < COLUMNS; c++) {
        const rim = c === 0 || r === 0 || c === COLUMNS - 1 || r === ROWS - 1;
        const inside = lines.filter((line) => contains(line, c, r)).length % 2 === 1;
        if (inside !== (!rim && values[r * COLUMNS + c] > 0)) wrong++;
      }
  }
  expect({ wrong, crossing, many: outlines > 200 }).toEqual({ wrong: 0, crossing: 0, many: true });
});

test('a disc with a hole: its area, and the hole turns the other way', () => {
  const size = 80;
  const values = Float64Array.from({ length: size * size }, (_, i) => {
    const off = Math.hypot((i % size) - 40.3, Math.floor(i / size) - 39.6);
    return Math.min(25 - off, off - 10);
  });
  const areas = outlinesOf(values, size, size)
    .map(signedArea)
    .sort((p, q) => p - q);
  expect(areas.map((area) => Math.round(Math.sqrt(Math.abs(area) / Math.PI) * Math.sign(area) * 10) / 10)).toEqual([-10, 25]);
});
