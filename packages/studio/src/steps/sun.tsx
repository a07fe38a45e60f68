/** The sun on the scalp and the kind of its skin: what decides how fast dots pale. */
import { AVERAGE_SUN_SED, type Plan, type SkinKind, type SunOption } from '@stubble/engine';
import { useEffect } from 'react';
import { Action, Range, Segmented } from '../shell/parts/controls.tsx';
import { Fold, Hint, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { SunHabitsFields } from './sun-habits.tsx';

const text = words.sun;
const MOST_SED = 2000;
const STEP_SED = 20;
const SKINS = (Object.keys(text.skins) as SkinKind[]).map((value) => ({ value, name: text.skins[value] }));

export function Sun({ plan }: { readonly plan: Plan }) {
  const { sun, skinKind = 'usual' } = useStudio((state) => state.inputs);
  const decide = useStudio((state) => state.decide);
  return (
    <Section title={text.title}>
      <Dose plan={plan} sun={sun} />
      <Fold title={text.habitsTitle}>
        <SunHabitsFields sun={sun} />
      </Fold>
      <Segmented
        label={text.skin}
        hint={text.skinHints[skinKind]}
        options={SKINS}
        value={skinKind}
        onChange={(kind) => decide({ skinKind: kind === 'usual' ? undefined : kind })}
      />
    </Section>
  );
}

/** The photo follows the slider; the plan is made anew when it is let go, as one change. */
function Dose({ plan, sun }: { readonly plan: Plan; readonly sun: SunOption | undefined }) {
  const moving = useStudio((state) => state.seeing.sunSedPerYear);
  const see = useStudio((state) => state.see);
  const decide = useStudio((state) => state.decide);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once there is another plan, it shows its own sun
  useEffect(() => {
    see({ sunSedPerYear: null });
    return () => see({ sunSedPerYear: null });
  }, [plan, see]);
  const planned = plan.dotModel.sunSedPerYear.value;
  const shown = moving ?? planned;
  const meaning = text.meanings.find(({ toSed }) => shown <= toSed)?.text;
  const why = moving !== null ? null : sun === undefined ? text.assumed : 'sedPerYear' in sun ? null : text.fromHabits;
  const set = (sedPerYear: number): void => {
    see({ sunSedPerYear: sedPerYear });
    decide({ sun: { sedPerYear } });
  };
  return (
    <>
      <Range
        label={text.label}
        hint={why === null ? meaning : `${meaning} ${why}`}
        value={Math.min(MOST_SED, shown)}
        min={0}
        max={MOST_SED}
        step={STEP_SED}
        text={text.unit(number(shown))}
        onChange={(sedPerYear) => see({ sunSedPerYear: sedPerYear })}
        onEnd={set}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: buttons side by side are no form fields */}
      <div className="chips" role="group" aria-label={text.marksLabel}>
        {text.marks.map(({ sedPerYear, name }) => (
          <Action key={name} kind="quiet" onPress={() => (sedPerYear === AVERAGE_SUN_SED ? decide({ sun: undefined }) : set(sedPerYear))}>
            {name}
          </Action>
        ))}
      </div>
      <Hint>{text.hintUnit}</Hint>
    </>
  );
}
