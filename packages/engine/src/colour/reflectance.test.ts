import { expect, test } from 'vitest';
import { ILLUMINANTS } from './illuminants.ts';
import { type Lab, labOfXyz } from './lab.ts';
import { colourOfReflectance, onGrid, sparseWeights, xyzOfReflectance } from './reflectance.ts';
import { WAVELENGTHS_NM } from './spectra.ts';
import { X_BAR, Y_BAR, Z_BAR } from './tables/cie-1931.ts';

const LIGHTS = ['D65', 'A', 'warm-led'] as const;
const ramp = WAVELENGTHS_NM.map((nm) => 0.1 + (0.6 * (nm - 380)) / 400);

function chromaticity(power: readonly number[]): readonly [number, number] {
  const sum = (bar: readonly number[]): number => bar.reduce((s, v, i) => s + v * power[i], 0);
  const [x, y, z] = [sum(X_BAR), sum(Y_BAR), sum(Z_BAR)];
  return [x / (x + y + z), y / (x + y + z)];
}

test('lights have the chromaticity that the CIE gives them, and the model lamp lies on the Planckian locus at 2850 K', () => {
  const off = (light: (typeof LIGHTS)[number], x: number, y: number): number => {
    const found = chromaticity(ILLUMINANTS[light]);
    return Math.hypot(found[0] - x, found[1] - y);
  };
  expect([off('D65', 0.31272, 0.32903) < 2e-4, off('A', 0.44758, 0.40745) < 2e-4, off('warm-led', 0.448, 0.4076) < 0.004]).toEqual([
    true,
    true,
    true,
  ]);
});

test('white is white under every light, and half of it is the same grey', () => {
  const labs = LIGHTS.map((light) => colourOfReflectance(new Float64Array(81).fill(1), light));
  const greys = LIGHTS.map((light) => colourOfReflectance(new Float64Array(81).fill(0.5), light).srgb);
  const off = Math.max(...labs.flatMap(({ lab: [L, a, b] }) => [Math.abs(L - 100), Math.abs(a), Math.abs(b)]));
  expect([labs.map((c) => c.srgb), greys, off < 1e-3]).toEqual([Array(3).fill('#ffffff'), Array(3).fill('#bcbcbc'), true]);
});

test('a reddish spectrum is redder and lighter under warm lights', () => {
  const [d65, a, led]: readonly Lab[] = LIGHTS.map((light) => colourOfReflectance(ramp, light).lab);
  expect([a[0] > d65[0], led[0] > d65[0], d65[1] > 0, d65[2] > 0]).toEqual([true, true, true, true]);
});

test('a spectrum read at few wavelengths is taken as straight between them and constant beyond', () => {
  const nm = [400, 450, 500, 600, 700];
  const values = [0.1, 0.3, 0.2, 0.6, 0.5];
  const grid = onGrid(nm, values);
  const sparse = sparseWeights(nm).map((weights) => weights.reduce((sum, w, k) => sum + w * values[k], 0));
  const full = xyzOfReflectance(grid);
  const at = (wavelength: number): number => Number(grid[WAVELENGTHS_NM.indexOf(wavelength)].toFixed(6));
  expect([
    [380, 400, 425, 550, 600, 650, 780].map(at),
    Math.max(...full.map((v, k) => Math.abs(v - sparse[k]))) < 1e-12,
    labOfXyz(full).every(Number.isFinite),
    [...onGrid([550], [0.4])].every((v) => v === 0.4),
  ]).toEqual([[0.1, 0.1, 0.2, 0.4, 0.6, 0.55, 0.5], true, true, true]);
});
