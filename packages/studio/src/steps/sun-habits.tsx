/** The dose from where and how a person lives. */
import { type SunHabits, type SunOption, yearlyDose } from '@stubble/engine';
import { useState } from 'react';
import { Action, NumberInput, Range } from '../shell/parts/controls.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number, percent } from '../words/format.ts';

const text = words.sun;
const FIRST: SunHabits = { latitudeDegrees: 50, outdoorHoursPerDay: 1, hat: 0, sunscreen: 0 };

export function SunHabitsFields({ sun }: { readonly sun: SunOption | undefined }) {
  const [habits, setHabits] = useState<SunHabits>(sun !== undefined && 'latitudeDegrees' in sun ? (sun as SunHabits) : FIRST);
  const decide = useStudio((state) => state.decide);
  const change = (part: Partial<SunHabits>): void => setHabits({ ...habits, ...part });
  const { latitudeDegrees, outdoorHoursPerDay, hat, sunscreen } = habits;
  const share = (value: number): string => (value === 0 ? text.never : value === 1 ? text.always : text.share(percent(value)));
  return (
    <div className="fold-body">
      <NumberInput
        label={text.latitude}
        value={Math.abs(latitudeDegrees)}
        min={0}
        max={70}
        onChange={(value) => value !== null && change({ latitudeDegrees: value })}
      />
      <Range
        label={text.hours}
        value={outdoorHoursPerDay}
        min={0}
        max={10}
        step={0.5}
        text={text.hoursText(number(outdoorHoursPerDay, 1))}
        onChange={(value) => change({ outdoorHoursPerDay: value })}
      />
      <Range label={text.hat} value={hat} min={0} max={1} step={0.1} text={share(hat)} onChange={(value) => change({ hat: value })} />
      <Range
        label={text.sunscreen}
        value={sunscreen}
        min={0}
        max={1}
        step={0.1}
        text={share(sunscreen)}
        onChange={(value) => change({ sunscreen: value })}
      />
      <Facts>
        <Fact name={text.dose}>
          <Figure estimate={yearlyDose(habits)} />
        </Fact>
      </Facts>
      <Action wide onPress={() => decide({ sun: { ...habits } })}>
        {text.useHabits}
      </Action>
    </div>
  );
}
