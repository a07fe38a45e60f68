/** Points and weights for integrals over one interval: Gauss inside it, or Radau with a point at its upper end. */

export interface Points {
  readonly at: Float64Array;
  readonly weight: Float64Array;
}

/** Gauss–Legendre: exact for polynomials up to degree 2n − 1. */
export function gaussPoints(n: number, low: number, high: number): Points {
  // zeros of P_n (Abramowitz & Stegun 25.4.29), started where they lie for large n
  return scaled(low, high, n, (i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    for (let step = 0; step < 50; step++) {
      const [value, before] = legendrePair(n, x);
      const change = (value * (x * x - 1)) / (n * (x * value - before));
      x -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    const [, before] = legendrePair(n, x);
    return { x, weight: (2 * (1 - x * x)) / (n * before) ** 2 };
  });
}

/** Gauss–Radau with a point at `high`, first in the list: exact up to degree 2n − 2. */
export function radauPoints(n: number, low: number, high: number): Points {
  // the other points are the zeros of (P_{n−1}(x) − P_n(x)) / (1 − x) (Abramowitz & Stegun 25.4.31, mirrored)
  const phi = (x: number): number => {
    const [value, before] = legendrePair(n, x);
    return (before - value) / (1 - x);
  };
  const roots = rootsBetween(phi, n - 1);
  return scaled(low, high, n, (i) => {
    if (i === 0) return { x: 1, weight: 2 / n ** 2 };
    const x = roots[i - 1];
    const [, before] = legendrePair(n, x);
    return { x, weight: (1 + x) / (n * before) ** 2 };
  });
}

/** P_n and P_{n−1} at x. */
function legendrePair(n: number, x: number): readonly [value: number, before: number] {
  let before = 1;
  let value = x;
  if (n === 0) return [1, 0];
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return [value, before];
}

/** The zeros of a function between −1 and 1, from above, found by bracketing on a grid of angles that is finer than their spacing. */
function rootsBetween(f: (x: number) => number, count: number): number[] {
  const steps = 20 * (count + 1);
  const roots: number[] = [];
  let high = Math.cos(Math.PI / steps / 2);
  for (let s = 1; s <= steps; s++) {
    const low = Math.cos((Math.PI * (s + 0.5)) / (steps + 0.5));
    if (f(low) * f(high) < 0) roots.push(bisected(f, low, high));
    high = low;
  }
  if (roots.length !== count) throw new RangeError(`found ${roots.length} of ${count} zeros`);
  return roots;
}

function bisected(f: (x: number) => number, low: number, high: number): number {
  const rising = f(high) > 0;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0 === rising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** From (−1, 1), largest first, to (low, high). */
function scaled(low: number, high: number, n: number, point: (i: number) => { x: number; weight: number }): Points {
  const at = new Float64Array(n);
  const weight = new Float64Array(n);
  const half = (high - low) / 2;
  for (let i = 0; i < n; i++) {
    const p = point(i);
    at[i] = p.x === 1 ? high : low + half * (1 + p.x);
    weight[i] = half * p.weight;
  }
  return { at, weight };
}
