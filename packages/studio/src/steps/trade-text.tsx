/** The cases of the founding text of the trade, and what the model finds of each. Computed when it is unfolded. */
import type { SkinType } from '@stubble/engine';
import { useMemo } from 'react';
import { foresight } from '../planner/foresight.ts';
import type { PresetSeen } from '../planner/foresight-api.ts';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { useAnswer } from '../shell/parts/use-answer.ts';
import { dayAt } from '../state/years.ts';
import { words } from '../words/en.ts';
import { YearsFigure } from './years-figure.tsx';

const text = words.years.presets;
const FIVE_YEARS_DAYS = 1826;

export function TradeText({ type }: { readonly type: SkinType }) {
  const question = useMemo(() => ({ type }), [type]);
  const { value } = useAnswer(question, (asked) => foresight().presets(asked.type));
  return (
    <div className="fold-body">
      <Hint>{text.hint}</Hint>
      {value === null ? <Hint>{text.wait}</Hint> : value.map((one) => <Case key={one.preset} seen={one} />)}
    </div>
  );
}

function Case({ seen: { preset, says, years } }: { readonly seen: PresetSeen }) {
  const later = dayAt(years, FIVE_YEARS_DAYS);
  return (
    <section className="case-card" aria-label={text.names[preset]}>
      <h4>{text.names[preset]}</h4>
      <p>{says}</p>
      <Facts>
        <Fact name={text.left}>
          <Figure estimate={{ ...later.darkness, unit: 'share' }} />
        </Fact>
        <Fact name={text.refresh}>
          <YearsFigure years={years.firstRefresh} />
        </Fact>
        <Fact name={text.width}>
          <Figure estimate={later.diameterMm} fine />
        </Fact>
      </Facts>
    </section>
  );
}
