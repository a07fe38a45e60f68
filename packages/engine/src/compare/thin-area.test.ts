import { expect, test } from 'vitest';
import { between } from '../estimate.ts';
import type { RegionLoss } from '../hairloss/terms.ts';
import { combinedShare } from './combine.ts';
import { smoothLoss } from './loss.test-helper.ts';
import { hairCover, thinRegions } from './thin-area.ts';

const MAN = { sex: 'male', ageYears: 40, years: 1, speed: 'average', seed: 1 } as const;

function midScalpAt(density: number): RegionLoss {
  const region = smoothLoss({ ...MAN, stage: 1 }, 'none').regions.find((r) => r.region === 'mid-scalp')!;
  const year = { ...region.series[0], terminalOfHealthy: between(density, density, density, 'share') };
  return { ...region, series: [year] };
}

test('hair of 25 mm leaves of the scalp what the gap law says: 13, 22, 37 and 61 % at full, three quarters, half and a quarter of the density', () => {
  const seen = [1, 0.75, 0.5, 0.25].map((density) => 1 - hairCover([midScalpAt(density)], 'value', () => 1));
  const off = [0.13, 0.22, 0.37, 0.61].map((printed, k) => Math.abs(seen[k] - printed));
  expect(Math.max(...off)).toBeLessThan(0.01);
});

test('planted hair counts as hair that stands there', () => {
  const native = hairCover([midScalpAt(0.5)], 'value', () => 1);
  const planted = hairCover(
    [midScalpAt(0.2)],
    'value',
    () => 1,
    () => 0.3,
  );
  expect(planted).toBeCloseTo(native, 12);
});

test('the thin area is what has less than half of its hair, and before that the crown and the front', () => {
  const area = (stage: number): string =>
    thinRegions(smoothLoss({ ...MAN, stage }, 'none'))
      .map(({ region }) => region)
      .join(' ');
  expect([1, 3, 4, 7].map(area)).toEqual([
    'hairline temples forelock lateral-front vertex',
    'temples',
    'temples vertex',
    'hairline temples forelock lateral-front mid-scalp vertex parietal',
  ]);
});

test('independent doubts add in quadrature, and no share leaves 0 to 1', () => {
  const a = between(0.5, 0.2, 0.9, 'share');
  const b = between(0.1, 0.0, 0.5, 'share');
  const { value, low, high } = combinedShare(['a', 'b'], (ends) => a[ends.a] + b[ends.b]);
  const falling = combinedShare(['a'], (ends) => 1 - a[ends.a]);
  expect([value, low, high, falling.low, falling.high].map((v) => v.toFixed(3))).toEqual([
    '0.600',
    (0.6 - Math.hypot(0.3, 0.1)).toFixed(3),
    '1.000',
    '0.100',
    '0.800',
  ]);
});
