/** The years ahead: the client's own hair, the plan in its midst, and what else could be done. Computed while the step is open. */
import type { HairTreatment, Speed } from '@stubble/engine';
import { useEffect, useState } from 'react';
import type { Planned } from '../planner/api.ts';
import { foresee, useFuture } from '../planner/foresight.ts';
import type { Foreseen } from '../planner/foresight-api.ts';
import { treatmentsFor } from '../planner/treatments.ts';
import { Picker, Segmented } from '../shell/parts/controls.tsx';
import { Doubts, Hint, isDoubt, Notes, PlainWords, Section } from '../shell/parts/text.tsx';
import { WorkBar } from '../shell/parts/work-bar.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { OwnHair } from './future-hair.tsx';
import { Options } from './future-options.tsx';
import { PersonFields } from './future-person.tsx';
import { PlanAgainstFuture } from './future-plan.tsx';
import { WiderZone } from './future-reach.tsx';
import { WithPlan } from './with-plan.tsx';

const text = words.future;
const SPEEDS = (Object.keys(text.speeds) as Speed[]).map((value) => ({ value, name: text.speeds[value] }));

export function FutureStep() {
  return (
    <>
      <p className="callout">{text.callout}</p>
      <WithPlan>{(_, planned) => <Future planned={planned} />}</WithPlan>
      <PlainWords text={text.plain} />
    </>
  );
}

function Future({ planned }: { readonly planned: Planned }) {
  const isBusy = useStudio((state) => state.busy !== null);
  const { foreseen, share } = useFuture();
  useEffect(() => {
    if (!planned.preview && !isBusy) void foresee(planned);
  }, [planned, isBusy]);
  return (
    <>
      <PersonFields foreseen={foreseen} />
      {share === null ? null : <WorkBar label={text.working} share={share} />}
      <p className="visually-hidden" role="status">
        {share === null && foreseen !== null ? text.ready : ''}
      </p>
      {foreseen === null ? <Hint>{text.waiting}</Hint> : <Answers foreseen={foreseen} isOld={share !== null} />}
    </>
  );
}

function Answers({ foreseen, isOld }: { readonly foreseen: Foreseen; readonly isOld: boolean }) {
  const [speed, setSpeed] = useState<Speed>('average');
  const [chosen, setChosen] = useState<HairTreatment>('none');
  const { future, comparison, person } = foreseen;
  const treatments = treatmentsFor(person.sex);
  const treatment = treatments.includes(chosen) ? chosen : 'none';
  const options = treatments.map((value) => ({ value, name: text.treatments[value] }));
  const notes = unlike([...future.notes, ...comparison.notes]);
  return (
    <>
      {isOld ? <Hint>{text.old}</Hint> : null}
      <Doubts notes={notes.filter(isDoubt)} />
      <Section title={text.show}>
        <Segmented label={text.speed} options={SPEEDS} value={speed} onChange={setSpeed} />
        <Picker label={text.treatment} options={options} value={treatment} onChange={setChosen} />
      </Section>
      <OwnHair groups={foreseen.hair[speed]} />
      {future.scenarios.length === 0 ? null : (
        <>
          <PlanAgainstFuture future={future} speed={speed} treatment={treatment} />
          <WiderZone reach={future.reach} reachPx={foreseen.reachPx} />
        </>
      )}
      <Options comparison={comparison} />
      <Notes notes={notes.filter((note) => !isDoubt(note))} />
    </>
  );
}

/** What two models say alike is said once. */
function unlike<T extends { readonly message: string }>(notes: readonly T[]): readonly T[] {
  const said = new Set<string>();
  return notes.filter(({ message }) => said.size !== said.add(message).size);
}
