/**
 * A number with what is known about it: `low`..`high` is the 80 % interval, `unit` a string for people and files.
 */
export type Estimate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
};

/** Half-width of the 80 % interval of a normal distribution, in standard deviations (Φ⁻¹(0.9)). */
export const Z80 = 1.2815515655446004;

/** An interval known directly, e.g. from a published range. */
export function between(value: number, low: number, high: number, unit: string): Estimate {
  if (!(low <= value && value <= high)) throw new RangeError(`estimate out of order: ${low} ≤ ${value} ≤ ${high} ${unit}`);
  return { value, low, high, unit };
}

/** An interval from an absolute standard error (same unit as the value); `floor` bounds what cannot be negative. */
export function withError(value: number, standardError: number, unit: string, floor: number = Number.NEGATIVE_INFINITY): Estimate {
  return between(value, Math.max(Math.min(value, floor), value - Z80 * standardError), value + Z80 * standardError, unit);
}

/** An interval from a relative standard error: log-normal, so that it stays positive. */
export function withRelativeError(value: number, relativeError: number, unit: string): Estimate {
  const factor = Math.exp(Z80 * relativeError);
  return between(value, value / factor, value * factor, unit);
}

/** The relative standard error that an estimate carries, read back from its interval. */
export function relativeErrorOf(estimate: Estimate): number {
  return Math.log(estimate.high / estimate.low) / (2 * Z80);
}

/** The same quantity, so many times as large. @param factor above or at 0, known exactly */
export function scaledBy({ value, low, high, unit }: Estimate, factor: number): Estimate {
  return between(value * factor, low * factor, high * factor, unit);
}
