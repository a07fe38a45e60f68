/** Where dots go and how dense: the look, what is drawn on the photo, zones and landmarks. */
import type { Face, Mode, Style, View } from '@stubble/engine';
import { planner } from '../planner/control.ts';
import { Action, NumberInput, Segmented } from '../shell/parts/controls.tsx';
import { Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { densityUnit, perCm2OfShown, shownDensity } from '../words/format.ts';
import { PlanCheck } from './check.tsx';
import { DesignTables } from './design-tables.tsx';
import { DesignTools } from './design-tools.tsx';
import { LeastThatDoes } from './least.tsx';
import { WithPlan } from './with-plan.tsx';

const text = words.design;

/** Options of a record of names, in its own order. */
function optionsOf<T extends string>(names: Readonly<Record<T, string>>): readonly { value: T; name: string }[] {
  return (Object.keys(names) as T[]).map((value) => ({ value, name: names[value] }));
}

export function DesignStep() {
  return (
    <>
      <Look />
      <DesignTools />
      <Densities />
      <WithPlan>
        {(plan, planned) => (
          <>
            <LeastThatDoes plan={plan} />
            <PlanCheck planned={planned} />
            <DesignTables plan={plan} />
          </>
        )}
      </WithPlan>
      <PhotoView />
      <PlainWords text={text.plain} />
    </>
  );
}

function Look() {
  const { mode, style } = useStudio((state) => state.inputs);
  const plan = useStudio((state) => state.planned?.plan);
  const decide = useStudio((state) => state.decide);
  return (
    <Section title={text.lookTitle}>
      <Segmented
        label={text.mode}
        hint={plan === undefined ? undefined : plan.modeReason}
        options={optionsOf(text.modes)}
        value={mode ?? 'proposed'}
        onChange={(value) => decide({ mode: value === 'proposed' ? undefined : (value as Mode) })}
      />
      {plan === undefined ? null : <p className="chosen">{text.modeIs[plan.mode]}</p>}
      <Segmented
        label={text.style}
        hint={text.styleHints[style]}
        options={optionsOf<Style>(text.styles)}
        value={style}
        onChange={(value) => decide({ style: value })}
      />
      <div className="field">
        <p className="label" id="templates">
          {text.templates}
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: buttons side by side are no form fields */}
        <div className="actions two" role="group" aria-labelledby="templates">
          {text.templateList.map((template) => (
            <Action key={template.name} onPress={() => void begin(template)}>
              {template.name}
            </Action>
          ))}
        </div>
        <Hint>{text.templateHint}</Hint>
      </div>
    </Section>
  );
}

function Densities() {
  const { age, densityPerCm2 } = useStudio((state) => state.inputs);
  const unit = useStudio((state) => state.unit);
  const decide = useStudio((state) => state.decide);
  return (
    <div className="two-fields">
      <NumberInput
        label={text.density(densityUnit(unit))}
        hint={text.densityHint}
        value={densityPerCm2 === null ? null : Math.round(shownDensity(densityPerCm2, unit))}
        placeholder={text.proposed}
        min={1}
        max={Math.round(shownDensity(200, unit))}
        onChange={(value) => decide({ densityPerCm2: value === null ? null : perCm2OfShown(value, unit) })}
      />
      <NumberInput label={text.age} hint={text.ageHint} value={age} min={16} max={110} onChange={(value) => decide({ age: value })} />
    </div>
  );
}

function PhotoView() {
  const { view, face } = useStudio((state) => state.inputs);
  const decide = useStudio((state) => state.decide);
  const faces = [{ value: 'read' as const, name: text.faceRead }, ...optionsOf<Face>(text.faces)];
  return (
    <Section title={text.viewTitle}>
      <Segmented
        label={text.view}
        options={optionsOf<Exclude<View, 'macro'>>(text.views)}
        value={view === 'macro' ? 'top' : view}
        onChange={(value) => decide({ view: value })}
      />
      <Segmented
        label={text.face}
        options={faces}
        value={face ?? 'read'}
        onChange={(value) => decide({ face: value === 'read' ? undefined : value })}
      />
    </Section>
  );
}

async function begin({ line, style }: (typeof text.templateList)[number]): Promise<void> {
  const hairlinePx = await planner.hairline(line);
  const { decide, set } = useStudio.getState();
  if (hairlinePx === null) set({ problem: text.templateUnseen });
  else decide({ hairlinePx, style });
}
