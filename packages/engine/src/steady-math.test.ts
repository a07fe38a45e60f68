import { expect, test } from 'vitest';
import { seededRandom } from './random.ts';
import { steadyExp, steadyLog, steadyPower } from './steady-math.ts';

test('as Math has them, to 1e-12', () => {
  const random = seededRandom(1, 'steady-math');
  const worst = { exp: 0, log: 0, power: 0 };
  for (let n = 0; n < 20000; n++) {
    const x = 60 * (random.next() - 0.5);
    worst.exp = Math.max(worst.exp, Math.abs(steadyExp(x) / Math.exp(x) - 1));
    const v = Math.exp(x);
    worst.log = Math.max(worst.log, Math.abs(steadyLog(v) - Math.log(v)) / Math.max(1, Math.abs(Math.log(v))));
    const p = 4 * (random.next() - 0.5);
    worst.power = Math.max(worst.power, Math.abs(steadyPower(v, p) / v ** p - 1));
  }
  expect({ worst, near: Object.values(worst).every((off) => off < 1e-12) }).toMatchObject({ near: true });
});

test('the ends of the range', () => {
  expect([steadyExp(0), steadyLog(1), steadyExp(-1000), steadyExp(1000), steadyLog(0), steadyPower(0, 2), steadyLog(2) * 2]).toEqual([
    1,
    0,
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    steadyLog(4),
  ]);
  expect([steadyLog(-1), steadyExp(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
});

test('a million of each in less than a second', () => {
  const start = performance.now();
  let sum = 0;
  for (let n = 1; n <= 1e6; n++) sum += steadyExp(-steadyLog(n));
  expect({ sum, ms: performance.now() - start, quick: performance.now() - start < 1000 }).toMatchObject({ quick: true });
});
