import { readFileSync } from 'node:fs';
import { converter } from 'culori';
import { expect, test } from 'vitest';
import { deltaE00, itaDegrees, type Lab, labOfLinear } from './lab.ts';

test('Lab agrees with culori over a grid of colours', () => {
  const lab65 = converter('lab65');
  let worst = 0;
  for (let r = 0; r <= 1; r += 0.125)
    for (let g = 0; g <= 1; g += 0.125)
      for (let b = 0; b <= 1; b += 0.125) {
        const own = labOfLinear(r, g, b);
        const other = lab65({ mode: 'lrgb', r, g, b });
        worst = Math.max(worst, Math.abs(own[0] - other.l), Math.abs(own[1] - other.a), Math.abs(own[2] - other.b));
      }
  expect(worst).toBeLessThan(0.02);
});

const sharma = new URL('../../../../../shared/data/skin-ciede2000-sharma.csv', import.meta.url);

test('CIEDE2000 reproduces the 34 pairs of Sharma, Wu and Dalal', ({ skip }) => {
  let text: string;
  try {
    text = readFileSync(sharma, 'utf8');
  } catch {
    return skip('the reference table is not beside this checkout');
  }
  const rows = text
    .split('\n')
    .filter((line) => /^-?\d/.test(line))
    .map((line) => line.split(',').map(Number));
  const worst = Math.max(
    ...rows.map((row) => {
      const [L1, a1, b1, L2, a2, b2, expected] = row.length === 7 ? row : row.slice(1);
      return Math.abs(deltaE00([L1, a1, b1] as Lab, [L2, a2, b2] as Lab) - expected);
    }),
  );
  expect({ pairs: rows.length, exact: worst < 1e-4 }).toEqual({ pairs: 34, exact: true });
});

test('ITA of the reference skins: type II is light, type V is brown', () => {
  expect([Math.round(itaDegrees([63.4, 10.2, 12.1])), Math.round(itaDegrees([45.4, 11.8, 18.6]))]).toEqual([48, -14]);
});
