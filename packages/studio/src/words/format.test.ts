import { expect, test } from 'vitest';
import { seededRandom } from '../../../engine/src/random.ts';
import { rough } from './format.ts';

test('a rough number keeps its ends in order, and loses at most a fortieth of its interval', () => {
  const random = seededRandom(1, 'rough');
  const wrong = Array.from({ length: 2000 }, () => {
    const low = 10 ** (5 * random.next());
    const value = low * (1 + random.next());
    const high = value * (1 + random.next());
    return { given: { value, low, high, unit: 'USD' }, got: rough({ value, low, high, unit: 'USD' }) };
  }).filter(({ given, got }) => {
    const off = Math.max(...(['value', 'low', 'high'] as const).map((end) => Math.abs(given[end] - got[end])));
    return !(got.low <= got.value && got.value <= got.high) || off > Math.max(0.5, (given.high - given.low) / 40 + 1e-9);
  });
  expect(wrong).toEqual([]);
  expect(rough({ value: 34_657, low: 6_591, high: 62_287, unit: 'USD' })).toEqual({ value: 35_000, low: 7_000, high: 62_000, unit: '1' });
});
