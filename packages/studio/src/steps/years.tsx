/** The years of the dots: figures, charts, and what narrows them. */
import { type DotYears, type Estimate, type Plan, REFRESH_AT } from '@stubble/engine';
import { useMemo } from 'react';
import type { Drawing } from '../planner/foresight-api.ts';
import { Chart } from '../shell/parts/chart.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Fold, Hint, PlainWords, Section } from '../shell/parts/text.tsx';
import { dayAt, healedOverFresh, toldZone, zonesOf } from '../state/years.ts';
import { words } from '../words/en.ts';
import { percent } from '../words/format.ts';
import { FirstMonth } from './first-month.tsx';
import { useOwnDots } from './own-dots.ts';
import { OwnDots } from './own-dots-fields.tsx';
import { Sun } from './sun.tsx';
import { TradeText } from './trade-text.tsx';
import { YearsFigure } from './years-figure.tsx';
import { YearsTable } from './years-table.tsx';

const text = words.years;
const FIVE_YEARS_DAYS = 1826;

export function Years({ plan }: { readonly plan: Plan }) {
  const narrowed = useOwnDots(plan);
  const zones = useMemo(() => named(narrowed.zones ?? zonesOf(plan)), [narrowed.zones, plan]);
  const zone = toldZone(zones);
  if (zone === null)
    return (
      <Section title={text.title}>
        <Hint>{text.noInk}</Hint>
      </Section>
    );
  return (
    <>
      <Section title={text.title}>
        <Hint>{text.model}</Hint>
        <Figures zone={zone} />
        <Hint>{narrowed.zones === null ? where(zone) : text.narrowed}</Hint>
        <Charted chart="fade" zones={zones} />
        <Hint>{text.fadeHint}</Hint>
      </Section>
      <Sun plan={plan} />
      <div className="folds">
        <Fold title={text.fadeTable}>
          <YearsTable zone={zone} />
        </Fold>
        <Fold lazy title={text.firstMonth.title}>
          <FirstMonth zone={zone} />
        </Fold>
        <Fold lazy title={text.calendar.title}>
          <Charted chart="refreshes" zones={zones} />
          <Hint>{text.calendar.hint(percent(REFRESH_AT))}</Hint>
        </Fold>
        {zone.refreshCycles.length === 0 ? null : (
          <Fold lazy title={text.accumulation.title}>
            <Accumulation zone={zone} />
            <Hint>{text.accumulation.hint}</Hint>
          </Fold>
        )}
        <Fold title={text.own.title}>
          <OwnDots isAwaited={narrowed.isAwaited} />
        </Fold>
        <Fold lazy title={text.presets.title}>
          <TradeText type={plan.options.skinType ?? 'III'} />
        </Fold>
        <PlainWords text={text.plain} />
      </div>
    </>
  );
}

function Figures({ zone }: { readonly zone: DotYears }) {
  const later = dayAt(zone, FIVE_YEARS_DAYS);
  return (
    <Facts>
      <Fact name={text.healedOverFresh}>
        <Figure estimate={healedOverFresh(zone)} />
      </Fact>
      <Fact name={text.fiveYears}>
        <Figure estimate={asShare(later.darkness)} />
      </Fact>
      <Fact name={text.refresh}>
        <YearsFigure years={zone.firstRefresh} />
      </Fact>
      <Fact name={text.widthHealed}>
        <Figure estimate={dayAt(zone, 42).diameterMm} fine />
      </Fact>
      <Fact name={text.widthLater}>
        <Figure estimate={later.diameterMm} fine />
      </Fact>
    </Facts>
  );
}

function Charted({ chart, zones }: { readonly chart: 'fade' | 'refreshes'; readonly zones: readonly DotYears[] }) {
  const drawing = useMemo((): Drawing => ({ chart, zones }), [chart, zones]);
  return <Chart drawing={drawing} />;
}

function Accumulation({ zone }: { readonly zone: DotYears }) {
  const drawing = useMemo((): Drawing => ({ chart: 'accumulation', zone }), [zone]);
  return <Chart drawing={drawing} />;
}

/** By the names that zones have on this page. */
function named(zones: readonly DotYears[]): readonly DotYears[] {
  const { zoneNames } = words.design;
  return zones.map((zone) => ({ ...zone, zone: zoneNames[zone.zone as keyof typeof zoneNames] ?? zone.zone }));
}

function where({ zone, firstRefresh }: DotYears): string {
  return firstRefresh === null ? text.ofAny(zone) : text.ofZone(zone);
}

export function asShare(ratio: Estimate): Estimate {
  return { ...ratio, unit: 'share' };
}
