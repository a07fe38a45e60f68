/** The dots: how many, in which sessions, with which needle and ink; all of them as a table. */
import type { Plan } from '@stubble/engine';
import { Brush } from '../shell/icons.tsx';
import { Action, Toggle } from '../shell/parts/controls.tsx';
import { BigCount, BigFigure, BigFigures, Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { ToolButton } from '../shell/parts/tool-button.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { BrushRanges } from './design-tools.tsx';
import { DotsTable } from './dots-table.tsx';
import { Recipes } from './recipes.tsx';
import { totalDensity, totalHours } from './totals.ts';
import { WithPlan } from './with-plan.tsx';

const text = words.dots;

export function DotsStep() {
  const { showDots, showTable, set } = useStudio();
  return (
    <>
      <WithPlan>
        {(plan) => (
          <>
            <Totals plan={plan} />
            <Toggle label={text.show} on={showDots} onChange={(on) => set({ showDots: on })} />
            <Action wide onPress={() => set({ showTable: true })}>
              {text.table}
            </Action>
            <Sessions plan={plan} />
            <Section title={text.recipesTitle}>
              <Recipes plan={plan} />
            </Section>
          </>
        )}
      </WithPlan>
      <Edits />
      <PlainWords text={text.plain} />
      {showTable ? <DotsTable /> : null}
    </>
  );
}

function Totals({ plan }: { readonly plan: Plan }) {
  const density = totalDensity(plan);
  return (
    <BigFigures>
      <BigCount label={text.count} value={number(plan.dots.count)} />
      {density === null ? null : <BigFigure label={text.total} estimate={density} />}
    </BigFigures>
  );
}

function Sessions({ plan }: { readonly plan: Plan }) {
  const metres = (mm: number): string => text.metres(number(mm / 1000, 1));
  const path = ({ pathMm, handPathMm }: Plan['sessions'][number]): number => handPathMm ?? pathMm;
  return (
    <Section title={text.sessionsTitle}>
      <Table
        caption={text.sessionsTitle}
        columns={[{ name: text.session, words: true }, { name: text.dotsOf }, { name: text.hours }, { name: text.hand }]}
        rows={plan.sessions.map((session) => ({
          key: String(session.session),
          cells: [session.session, number(session.dots), <Figure key="hours" estimate={session.hours} />, metres(path(session))],
        }))}
        foot={[
          text.together,
          number(plan.dots.count),
          <Figure key="hours" estimate={totalHours(plan)} />,
          metres(plan.sessions.reduce((sum, session) => sum + path(session), 0)),
        ]}
      />
      <Hint>{text.hoursHint}</Hint>
    </Section>
  );
}

function Edits() {
  const strokes = useStudio((state) => state.inputs.brush.length);
  const seed = useStudio((state) => state.inputs.seed);
  const tool = useStudio((state) => state.tool);
  const decide = useStudio((state) => state.decide);
  return (
    <Section title={text.editsTitle}>
      <div className="tools">
        <ToolButton tool="brush" icon={<Brush />}>
          {text.brush}
        </ToolButton>
        <Action onPress={() => decide({ seed: seed + 1 })}>{text.seed}</Action>
      </div>
      {tool === 'brush' ? <BrushRanges /> : null}
      <Hint>
        {strokes > 0 ? `${text.edits(strokes)}. ` : ''}
        {text.seedHint}
      </Hint>
    </Section>
  );
}
