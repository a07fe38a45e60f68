/** Whose head it is: said, or read from the photo with its interval and the reason. */
import { LAST_STAGE, type Sex } from '@stubble/engine';
import type { Foreseen } from '../planner/foresight-api.ts';
import { NumberInput, Picker, Segmented } from '../shell/parts/controls.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Doubts, Hint, isDoubt, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';

const text = words.future.person;
const SEXES = (Object.keys(text.sexes) as (keyof typeof text.sexes)[]).map((value) => ({ value, name: text.sexes[value] }));

export function PersonFields({ foreseen }: { readonly foreseen: Foreseen | null }) {
  const { sex, stage, age } = useStudio((state) => state.inputs);
  const decide = useStudio((state) => state.decide);
  const last = LAST_STAGE[sex ?? 'male'];
  const stages = Array.from({ length: 2 * last - 1 }, (_, k) => String(1 + k / 2));
  const setSex = (value: Sex | 'unsaid'): void => {
    const next = value === 'unsaid' ? undefined : value;
    // each scale has its own stages: one of the other says nothing here
    decide({ sex: next, stage: (next ?? 'male') === (sex ?? 'male') ? stage : undefined });
  };
  return (
    <Section title={text.title}>
      <Segmented label={text.sex} options={SEXES} value={sex ?? 'unsaid'} onChange={setSex} />
      <div className="two-fields">
        <NumberInput
          label={text.age}
          value={age}
          placeholder={text.unsaid}
          min={18}
          max={90}
          onChange={(value) => decide({ age: value })}
        />
        <Picker
          label={text.stage[sex ?? 'male']}
          options={[{ value: 'read', name: text.read }, ...stages.map((value) => ({ value, name: value }))]}
          value={stage === undefined ? 'read' : String(stage)}
          onChange={(value) => decide({ stage: value === 'read' ? undefined : Number(value) })}
        />
      </div>
      {foreseen === null ? null : <Taken foreseen={foreseen} />}
    </Section>
  );
}

function Taken({ foreseen: { person, personNotes } }: { readonly foreseen: Foreseen }) {
  const variant = text.variants[person.variant];
  return (
    <>
      <Facts>
        <Fact name={text.takenAge}>
          <Figure estimate={person.ageYears} />
        </Fact>
        <Fact name={text.takenStage}>
          <Figure estimate={person.stage} />
        </Fact>
      </Facts>
      {variant === '' ? null : <Hint>{variant}</Hint>}
      {personNotes
        .filter((note) => !isDoubt(note))
        .map(({ message }) => (
          <Hint key={message}>{message}</Hint>
        ))}
      <Doubts notes={personNotes.filter(isDoubt)} />
    </>
  );
}
