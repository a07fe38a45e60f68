/** Middle value, the upper of two; NaN of none. */
export function median(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : [...values].sort((p, q) => p - q)[values.length >> 1];
}
