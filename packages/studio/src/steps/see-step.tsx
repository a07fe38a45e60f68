/** What is seen and what decides it: years and sun, depth, hair length; and another plan beside it. */
import type { Plan } from '@stubble/engine';
import { Action, Range, Segmented } from '../shell/parts/controls.tsx';
import { Fold, Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { Compare } from './compare.tsx';
import { DepthPanel } from './depth-panel.tsx';
import { OtherEyes } from './eyes.tsx';
import { hairLengthRefusal } from './hair-length.ts';
import { WithPlan } from './with-plan.tsx';
import { Years } from './years.tsx';

const text = words.see;
const DEPTHS_MM = { shallowest: 0.06, deepest: 0.6, step: 0.01 };

export function SeeStep() {
  return (
    <>
      <p className="callout">{text.simulation}</p>
      <WithPlan>
        {(plan, planned) => (
          <>
            <OtherEyes plan={plan} planned={planned} />
            <Years plan={plan} />
            <Depth plan={plan} />
            {plan.mode === 'shaved' ? <HairLength plan={plan} /> : null}
            <Compare plan={plan} />
          </>
        )}
      </WithPlan>
      <div className="folds">
        <PlainWords title={text.why.title} text={text.why.text} />
        <Fold lazy title={text.depthPanel.title}>
          <DepthPanel />
        </Fold>
        <PlainWords title={text.cannot.title} text={text.cannot.text} />
      </div>
    </>
  );
}

function Depth({ plan: { dotModel } }: { readonly plan: Plan }) {
  const depthMm = useStudio((state) => state.seeing.depthMm);
  const see = useStudio((state) => state.see);
  const planned = dotModel.depthMm.value;
  const shown = depthMm ?? planned;
  const meaning = text.depthMeanings.find(({ toMm }) => shown <= toMm)?.text;
  return (
    <Section title={text.depthTitle}>
      <Range
        label={text.depth}
        hint={meaning}
        value={shown}
        min={DEPTHS_MM.shallowest}
        max={DEPTHS_MM.deepest}
        step={DEPTHS_MM.step}
        text={text.depthOf(number(shown, 2))}
        onChange={(next) => see({ depthMm: next })}
      />
      {depthMm === null ? null : (
        <Action kind="quiet" onPress={() => see({ depthMm: null })}>
          {text.depthPlanned}
        </Action>
      )}
    </Section>
  );
}

function HairLength({ plan }: { readonly plan: Plan }) {
  const lengthMm = useStudio((state) => state.seeing.hairLengthMm);
  const see = useStudio((state) => state.see);
  const options = text.hairLengths.map(({ mm, name }) => ({ value: String(mm), name }));
  const refusal = lengthMm === null ? null : hairLengthRefusal(plan, lengthMm);
  return (
    <Section title={text.hairTitle}>
      <Segmented
        label={text.hair}
        options={options}
        value={String(lengthMm)}
        onChange={(value) => see({ hairLengthMm: value === 'null' ? null : Number(value) })}
      />
      {refusal === null ? null : <Hint>{refusal}</Hint>}
    </Section>
  );
}
