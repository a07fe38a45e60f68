/** A time in years. Beyond what any study can stand for it is only said to be long. */
import type { Estimate } from '@stubble/engine';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const LONGEST_YEARS = 30;
const text = words.years;

export function YearsFigure({ years }: { readonly years: Estimate | null }) {
  if (years === null) return <span className="figure">{text.refreshNone}</span>;
  const longest = number(LONGEST_YEARS);
  const said = (time: number): string => (time > LONGEST_YEARS ? `>\u00a0${longest}` : number(time, 1));
  return (
    <span className="figure">
      <span className="value">{years.value > LONGEST_YEARS ? text.longer(longest) : text.yearsOf(said(years.value))}</span>{' '}
      {years.low > LONGEST_YEARS ? null : (
        <span className="interval" title={words.figure.interval(`${said(years.low)}–${said(years.high)}`)}>
          {said(years.low)}–{said(years.high)}
        </span>
      )}
    </span>
  );
}
