/** Counts as the program found them, and beside them as a hand corrected them. */
import type { Estimate, Plan } from '@stubble/engine';
import type { ReactNode } from 'react';
import { RootAdd, RootRemove } from '../shell/icons.tsx';
import { Action, Toggle } from '../shell/parts/controls.tsx';
import { Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { ToolButton } from '../shell/parts/tool-button.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { isUnreadable, reasonFor } from './measure-reasons.ts';

const text = words.measure;

interface CountsProps {
  readonly plan: Plan;
  /** Roots as the program found them, and after corrections. */
  readonly found: number;
  readonly standing: number;
}

export function Counts({ plan, found, standing }: CountsProps) {
  const { add, remove } = useStudio((state) => state.inputs.follicles);
  const showRoots = useStudio((state) => state.showRoots);
  const { decide, set } = useStudio.getState();
  const { hairsPerCm2, follicularUnitsPerCm2, corrected } = plan.measurement;
  const isPatch = plan.measurement.subject === 'macro';
  const isCorrected = add.length + remove.length > 0;
  const row = (name: string, automatic: ReactNode, byHand: ReactNode) => ({
    key: name,
    cells: isCorrected ? [name, automatic, byHand] : [name, automatic],
  });
  const density = (name: string, automatic: Estimate | null, byHand: Estimate | null | undefined) =>
    row(name, <MaybeFigure estimate={automatic} />, <MaybeFigure estimate={byHand ?? null} />);
  const missing = [
    ...(follicularUnitsPerCm2 === null ? [{ name: text.rows.units, why: reasonFor(plan, 'units') }] : []),
    ...(hairsPerCm2 === null ? [{ name: text.rows.hairs, why: reasonFor(plan, 'hairs') }] : []),
  ];
  const reasons = [...new Set(missing.map(({ why }) => why))].map((why) =>
    text.missing(
      missing.filter((one) => one.why === why).map(({ name }) => name),
      why,
    ),
  );
  const ofFound = found > 0 ? (isPatch ? text.countsPatch : text.countsFound) : isUnreadable(plan) ? null : text.countsNone;
  const hint = isCorrected ? text.countsByHand(add.length, remove.length) : ofFound;
  return (
    <Section title={text.countsTitle}>
      <div className="counts">
        <Table
          caption={text.countsTitle}
          columns={[{ name: text.count, words: true }, { name: text.automatic }, ...(isCorrected ? [{ name: text.byHand }] : [])]}
          rows={[
            row(text.roots, found === 0 ? text.uncounted : number(found), number(standing)),
            density(text.rows.units, follicularUnitsPerCm2, corrected?.follicularUnitsPerCm2),
            density(text.rows.hairs, hairsPerCm2, corrected?.hairsPerCm2),
          ]}
        />
      </div>
      {reasons.map((reason) => (
        <Hint key={reason}>{reason}</Hint>
      ))}
      {hint === null ? null : <Hint>{hint}</Hint>}
      {standing > 0 ? <Toggle label={text.showRoots} on={showRoots} onChange={(on) => set({ showRoots: on })} /> : null}
      <div className="tools">
        <ToolButton tool="follicle-add" icon={<RootAdd />}>
          {text.addRoot}
        </ToolButton>
        <ToolButton tool="follicle-remove" icon={<RootRemove />}>
          {text.removeRoot}
        </ToolButton>
      </div>
      {isCorrected ? (
        <Action kind="quiet" onPress={() => decide({ follicles: { add: [], remove: [] } })}>
          {text.clearRoots}
        </Action>
      ) : null}
    </Section>
  );
}

function MaybeFigure({ estimate }: { readonly estimate: Estimate | null }) {
  return estimate === null ? <span className="none">{words.figure.none}</span> : <Figure estimate={estimate} />;
}
