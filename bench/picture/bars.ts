/** Tables of figures, each beside the bar that it is held to. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** Empty where a figure is shown and not judged. */
  readonly bar: string;
  readonly kept: '' | 'yes' | 'NO';
}

export function atMost(what: string, value: number, most: number, digits = 3, unit = ''): Figure {
  return { what, value: `${value.toFixed(digits)}${unit}`, bar: `≤ ${most}${unit}`, kept: value <= most ? 'yes' : 'NO' };
}

export function within(what: string, value: number, [low, high]: readonly [number, number], digits = 3): Figure {
  return { what, value: value.toFixed(digits), bar: `${low}–${high}`, kept: value >= low && value <= high ? 'yes' : 'NO' };
}

export function shown(what: string, value: string): Figure {
  return { what, value, bar: '', kept: '' };
}

export function print(title: string, rows: readonly object[]): void {
  console.log(`\n${title}`);
  console.table(rows);
}
