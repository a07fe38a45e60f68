/** What the tables and drawings of dots have in common: their order, and how they write numbers. */
import type { DotColumns } from '../document/packed.ts';

/** Places of the dots, session by session, in the order in which they are set. */
export function inWorkingOrder(dots: DotColumns): readonly number[] {
  const places = Array.from({ length: dots.count }, (_, i) => i);
  return places.sort((i, j) => dots.session[i] - dots.session[j] || dots.order[i] - dots.order[j] || i - j);
}

/** Three decimals: a thousandth of a millimetre or of a pixel, and never "-0.000". */
export function decimal(value: number): string {
  const text = value.toFixed(3);
  return text === '-0.000' ? '0.000' : text;
}
