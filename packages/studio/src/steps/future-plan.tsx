/** The plan run forward: one number of regret with its parts, the figures of a scenario, and loss beyond the inked edge. */
import type { FutureYear, HairTreatment, PlanFuture, Speed } from '@stubble/engine';
import { type ReactNode, useMemo } from 'react';
import type { Drawing } from '../planner/foresight-api.ts';
import { treatmentsFor } from '../planner/treatments.ts';
import { Chart } from '../shell/parts/chart.tsx';
import { BigFigure, BigFigures, Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Fold, Hint, Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number, percent, rough } from '../words/format.ts';

const text = words.future.plan;

interface Shown {
  readonly future: PlanFuture;
  readonly speed: Speed;
  readonly treatment: HairTreatment;
}

export function PlanAgainstFuture({ future, speed, treatment }: Shown) {
  const scenario = future.scenarios.find((one) => one.speed === speed && one.treatment === treatment);
  return (
    <Section title={text.title}>
      <BigFigures>
        <BigFigure label={text.regret} estimate={{ ...future.regret.value, unit: '1' }} />
      </BigFigures>
      <Hint>{text.regretHint}</Hint>
      <Fold title={text.partsTitle}>
        <Parts parts={future.regret.parts} />
      </Fold>
      {scenario === undefined ? null : <YearsAhead years={scenario.years} />}
      <ReachChart future={future} speed={speed} />
      <Hint>{text.reachHint}</Hint>
    </Section>
  );
}

function Parts({ parts }: { readonly parts: PlanFuture['regret']['parts'] }) {
  return (
    <dl className="parts">
      {parts.map(({ name, value, weight, says }) => (
        <div key={name}>
          <dt>{text.parts[name]}</dt>
          <dd>
            <span className="interval">{text.partOf(number(value), percent(weight))}</span>
            <span className="reason">{says}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function YearsAhead({ years }: { readonly years: readonly FutureYear[] }) {
  const { rows } = text;
  const row = (name: string, of: (year: FutureYear) => FutureYear['lonelyDots'], unit: string) => ({
    key: name,
    cells: [name, ...years.map((year): ReactNode => <Figure key={year.atYears} estimate={{ ...of(year), unit }} />)],
  });
  return (
    <Table
      caption={text.tableTitle}
      columns={[{ name: text.when, words: true }, ...years.map(({ atYears }) => ({ name: text.years(atYears) }))]}
      rows={[
        row(rows.outside, (year) => year.bareOutsideInkCm2, 'cm2'),
        row(rows.inside, (year) => year.bareInsideInkCm2, 'cm2'),
        row(rows.lonely, (year) => rough(year.lonelyDots), '1'),
        row(rows.tone, (year) => year.toneMismatch, '1'),
        row(rows.dots, (year) => rough(year.extensionDots), '1'),
        row(rows.sessions, (year) => year.extensionSessions, '1'),
        row(rows.usd, (year) => rough(year.extensionUsd), '1'),
      ]}
    />
  );
}

function ReachChart({ future, speed }: Pick<Shown, 'future' | 'speed'>) {
  const drawing = useMemo(
    (): Drawing => ({
      chart: 'reach',
      scenarios: future.scenarios
        .filter((one) => one.speed === speed && treatmentsFor(future.person.sex).includes(one.treatment))
        .map(({ treatment, years }) => ({ name: words.future.treatments[treatment], years })),
    }),
    [future, speed],
  );
  return <Chart drawing={drawing} />;
}
