import { converter, differenceCiede2000, formatHex } from 'culori';
import { expect, test } from 'vitest';
import { deltaE00, itaDegrees, type Lab, labOfLinear, linearOfLab } from './lab.ts';
import { hexOfLinear } from './reflectance.ts';

const STEPS = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];
const COLOURS = STEPS.flatMap((r) => STEPS.flatMap((g) => STEPS.map((b) => [r, g, b] as const)));

test('Lab agrees with culori over a grid of colours, there and back, and so does the hex code', () => {
  const lab65 = converter('lab65');
  let worst = 0;
  let back = 0;
  const hexes: string[] = [];
  for (const [r, g, b] of COLOURS) {
    const own = labOfLinear(r, g, b);
    const other = lab65({ mode: 'lrgb', r, g, b });
    worst = Math.max(worst, Math.abs(own[0] - other.l), Math.abs(own[1] - other.a), Math.abs(own[2] - other.b));
    linearOfLab(own).forEach((v, k) => {
      back = Math.max(back, Math.abs(v - [r, g, b][k]));
    });
    if (hexOfLinear(r, g, b) !== formatHex({ mode: 'lrgb', r, g, b })) hexes.push(hexOfLinear(r, g, b));
  }
  expect({ worst: worst < 0.02, back: back < 1e-6, hexes }).toEqual({ worst: true, back: true, hexes: [] });
});

test('CIEDE2000 reproduces the 34 pairs of Sharma, Wu & Dalal 2005, table 1, in both directions', () => {
  const worst = Math.max(
    ...SHARMA.flatMap(([L1, a1, b1, L2, a2, b2, expected]) => [
      Math.abs(deltaE00([L1, a1, b1], [L2, a2, b2]) - expected),
      Math.abs(deltaE00([L2, a2, b2], [L1, a1, b1]) - expected),
    ]),
  );
  expect({ pairs: SHARMA.length, worst: worst < 1e-4 }).toEqual({ pairs: 34, worst: true });
});

test('CIEDE2000 agrees with culori between all colours of a coarse grid, greys among them', () => {
  const other = differenceCiede2000();
  const labs = COLOURS.filter((_, k) => k % 7 === 0).map(([r, g, b]): Lab => labOfLinear(r, g, b));
  const asLab65 = ([l, a, b]: Lab) => ({ mode: 'lab65' as const, l, a, b });
  let worst = 0;
  for (const p of labs) for (const q of labs) worst = Math.max(worst, Math.abs(deltaE00(p, q) - other(asLab65(p), asLab65(q))));
  expect(worst).toBeLessThan(1e-9);
});

test('ITA of the reference skins: type II is light, type V is brown', () => {
  expect([Math.round(itaDegrees([63.4, 10.2, 12.1])), Math.round(itaDegrees([45.4, 11.8, 18.6]))]).toEqual([48, -14]);
});

const SHARMA: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
  [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
  [50, 2.8361, -74.02, 50, 0, -82.7485, 3.4412],
  [50, -1.3802, -84.2814, 50, 0, -82.7485, 1],
  [50, -1.1848, -84.8006, 50, 0, -82.7485, 1],
  [50, -0.9009, -85.5211, 50, 0, -82.7485, 1],
  [50, 0, 0, 50, -1, 2, 2.3669],
  [50, -1, 2, 50, 0, 0, 2.3669],
  [50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.001, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195],
  [50, 2.49, -0.001, 50, -2.49, 0.0012, 7.2195],
  [50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.001, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461],
  [50, 2.5, 0, 50, 0, -2.5, 4.3065],
  [50, 2.5, 0, 73, 25, -18, 27.1492],
  [50, 2.5, 0, 61, -5, 29, 22.8977],
  [50, 2.5, 0, 56, -27, -3, 31.903],
  [50, 2.5, 0, 58, 24, 15, 19.4535],
  [50, 2.5, 0, 50, 3.1736, 0.5854, 1],
  [50, 2.5, 0, 50, 3.2972, 0, 1],
  [50, 2.5, 0, 50, 1.8634, 0.5757, 1],
  [50, 2.5, 0, 50, 3.2592, 0.335, 1],
  [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
  [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.263],
  [61.2901, 3.7196, -5.3901, 61.4292, 2.248, -4.962, 1.8731],
  [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
  [22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373],
  [36.4612, 47.858, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
  [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
  [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
  [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
  [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
];
