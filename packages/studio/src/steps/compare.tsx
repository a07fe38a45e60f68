/** Plan A, kept, beside the one that is being worked on. */
import type { Plan } from '@stubble/engine';
import type { ReactNode } from 'react';
import { planner } from '../planner/control.ts';
import { Action, Toggle } from '../shell/parts/controls.tsx';
import { Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { totalDensity, totalHours } from './totals.ts';

const text = words.see;

export function Compare({ plan }: { readonly plan: Plan }) {
  const { kept, left, inputs, planned, set, decide } = useStudio();
  const keep = (): void => {
    if (planned === null) return;
    void planner.keep();
    set({ kept: { name: text.planA, inputs, planned } });
  };
  if (kept === null)
    return (
      <Section title={text.compareTitle}>
        <Hint>{text.compareHint}</Hint>
        <Action wide onPress={keep}>
          {text.keep}
        </Action>
      </Section>
    );
  return (
    <Section title={text.compareTitle}>
      <Table
        caption={text.compareTitle}
        columns={[{ name: text.compareWhat, words: true }, { name: text.planA }, { name: text.planB }]}
        rows={rowsOf(kept.planned.plan, plan)}
      />
      <Toggle label={text.onPhoto} hint={text.onPhotoHint} on={left === 'kept'} onChange={(on) => set({ left: on ? 'kept' : 'photo' })} />
      <div className="actions">
        <Action onPress={() => decide(kept.inputs)}>{text.back}</Action>
        <Action onPress={keep}>{text.keepAnew}</Action>
        <Action kind="quiet" onPress={() => set({ kept: null, left: 'photo' })}>
          {text.forget}
        </Action>
      </div>
    </Section>
  );
}

function rowsOf(a: Plan, b: Plan): readonly { key: string; cells: readonly ReactNode[] }[] {
  const { compareRows: rows } = text;
  const row = (name: string, of: (plan: Plan) => ReactNode): { key: string; cells: readonly ReactNode[] } => ({
    key: name,
    cells: [name, of(a), of(b)],
  });
  return [
    row(rows.mode, ({ mode }) => words.design.modes[mode]),
    row(rows.style, ({ design }) => words.design.styles[design.style]),
    row(rows.dots, ({ dots }) => number(dots.count)),
    row(rows.density, (plan) => {
      const density = totalDensity(plan);
      return density === null ? null : <Figure estimate={density} />;
    }),
    row(rows.area, ({ zoneAreaCm2 }) => <Figure estimate={zoneAreaCm2} />),
    row(rows.hours, (plan) => <Figure estimate={totalHours(plan)} />),
    row(rows.depth, ({ dotModel }) => <Figure estimate={dotModel.depthMm} fine />),
  ];
}
