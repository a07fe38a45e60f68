/** How far two normal distributions can be told apart by one draw: the share that they do not have in common (total variation). */

/** Distribution function of the standard normal, by its series about 0. */
export function normalShareBelow(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let [sum, term] = [z, z];
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 400; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** Of equal scatter, the means so far apart. */
export function apartByMean(shift: number, deviation: number): number {
  if (deviation <= 0) return shift === 0 ? 0 : 1;
  return 2 * normalShareBelow(Math.abs(shift) / (2 * deviation)) - 1;
}

/** Of equal mean, with these deviations. */
export function apartByScatter(one: number, other: number): number {
  const [narrow, wide] = [Math.min(one, other), Math.max(one, other)];
  if (wide - narrow < 1e-9 * wide || wide === 0) return 0;
  if (narrow < 1e-6 * wide) return 1;
  // the densities cross where both are the same
  const at = Math.sqrt((2 * Math.log(wide / narrow)) / (1 / narrow ** 2 - 1 / wide ** 2));
  return 2 * (normalShareBelow(at / narrow) - normalShareBelow(at / wide));
}
