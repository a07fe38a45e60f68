/** Scalp micropigmentation beside the other answers to thinning hair: charts, and each option in words. */
import type { Basis, Comparison, Estimate, OptionRow } from '@stubble/engine';
import { type ReactNode, useMemo } from 'react';
import type { Drawing } from '../planner/foresight-api.ts';
import { Chart } from '../shell/parts/chart.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Fold, Hint, Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number, rough } from '../words/format.ts';

const text = words.future.options;
const DAYS_PER_MONTH = 30.44;
/** Longer waits are told in months. */
const LONGEST_DAYS = 60;

export function Options({ comparison }: { readonly comparison: Comparison }) {
  const { options, years, pricesOf, donor } = comparison;
  const short = useMemo(() => options.map((row) => ({ ...row, name: text.short[row.option] })), [options]);
  const coverage = useMemo((): Drawing => ({ chart: 'comparison', options: short }), [short]);
  const cost = useMemo((): Drawing => ({ chart: 'cost', options: short, pricesOf }), [short, pricesOf]);
  return (
    <>
      <Section title={text.title}>
        <Hint>{text.hint(years, pricesOf)}</Hint>
        <Chart drawing={coverage} />
      </Section>
      <div className="folds">
        <Fold lazy title={text.costTitle}>
          <Chart drawing={cost} />
        </Fold>
        <Fold title={text.donor}>
          <Facts>
            <Fact name={text.donorNeeded}>
              <Figure estimate={rough(donor.neededGrafts)} />
            </Fact>
            <Fact name={text.donorLater(years)}>
              <Figure estimate={rough(donor.neededGraftsAtEnd)} />
            </Fact>
            <Fact name={text.donorSupply}>
              <Figure estimate={rough(donor.supplyGrafts)} />
            </Fact>
          </Facts>
        </Fold>
        {options.map((option) => (
          <Fold key={option.option} title={option.name}>
            <Option row={option} years={years} />
          </Fold>
        ))}
      </div>
    </>
  );
}

function Option({ row, years }: { readonly row: OptionRow; readonly years: number }) {
  const { basis, coverageByYear } = row;
  const last = coverageByYear.at(-1);
  return (
    <div className="fold-body">
      <Facts>
        {coverageByYear[0] === undefined ? null : (
          <Fact name={text.coverageNow}>
            <Based basis={basis.coverageByYear}>
              <Figure estimate={coverageByYear[0]} />
            </Based>
          </Fact>
        )}
        {last === undefined ? null : (
          <Fact name={text.coverage(years)}>
            <Figure estimate={last} />
          </Fact>
        )}
        <Fact name={text.cost(years)}>
          <Based basis={basis.cost}>
            <Figure estimate={rough(row.cost)} />
          </Based>
        </Fact>
        <Fact name={text.sessions}>
          <Based basis={basis.sessions}>
            <Figure estimate={{ ...row.sessions, unit: '1' }} />
          </Based>
        </Fact>
        <Fact name={text.first}>
          <Based basis={basis.daysToFirst}>{waiting(row.daysToFirst)}</Based>
        </Fact>
        <Fact name={text.final}>
          <Based basis={basis.daysToFinal}>{waiting(row.daysToFinal)}</Based>
        </Fact>
      </Facts>
      <dl className="parts">
        <Told name={text.certainty} basis={basis.certainty}>
          {row.certainty}
        </Told>
        <Told name={text.evidence}>{row.evidence}</Told>
        <Told name={text.risks} basis={basis.risks}>
          {row.risks.join(' ')}
        </Told>
        <Told name={text.reversibility} basis={basis.reversibility}>
          {row.reversibility}
        </Told>
        <Told name={text.onStopping} basis={basis.onStopping}>
          {row.onStopping}
        </Told>
      </dl>
      <p className="sources-title">{text.sources}</p>
      {row.sources.length === 0 ? <Hint>{text.noSources}</Hint> : <Sources of={row.sources} />}
    </div>
  );
}

function Based({ basis, children }: { readonly basis: Basis; readonly children: ReactNode }) {
  return (
    <>
      {children}
      <span className="basis">{text.basis[basis.basis]}</span>
    </>
  );
}

function Told({ name, basis, children }: { readonly name: string; readonly basis?: Basis; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {basis === undefined ? null : <span className="basis">{text.basis[basis.basis]}</span>}
      </dd>
    </div>
  );
}

function Sources({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className="sources">
      {of.map((source) => (
        <li key={source}>{source}</li>
      ))}
    </ul>
  );
}

function waiting(days: Estimate | null): ReactNode {
  if (days === null) return text.nothingToWait;
  if (days.value === 0) return text.sameDay;
  const { value, low, high } = days;
  const range = (factor: number): string => `${number(value * factor)} (${number(low * factor)}–${number(high * factor)})`;
  return value < LONGEST_DAYS ? text.days(range(1)) : text.months(range(1 / DAYS_PER_MONTH));
}
