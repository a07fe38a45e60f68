/** Whether the found roots lie as those of untreated hair do: a check of the count that needs no other truth. */
import type { Estimate, Plan } from '@stubble/engine';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.measure;

/** Ranges of untreated hair: outside them a count is to be doubted (docs/model.md; the engine's `measure/pattern.ts` raises its note there). */
const USUAL = { nearestSpacings: { low: 0.65, high: 0.85 }, nearestCv: { low: 0.15, high: 0.35 } } as const;

export function Pattern({ plan }: { readonly plan: Plan }) {
  const { pattern, notes } = plan.measurement;
  if (pattern == null) return null;
  const rows = [
    { name: text.pattern.nearest, estimate: pattern.nearestSpacings, usual: USUAL.nearestSpacings },
    { name: text.pattern.cv, estimate: pattern.nearestCv, usual: USUAL.nearestCv },
  ];
  const isOutside =
    notes.some(({ code }) => code === 'pattern-unlike-hair') ||
    rows.some(({ estimate: { value }, usual }) => value < usual.low || value > usual.high);
  const count = number(pattern.count);
  return (
    <Section title={text.patternTitle}>
      <p className={isOutside ? 'verdict doubt' : 'verdict good'}>{isOutside ? text.pattern.outside(count) : text.pattern.within(count)}</p>
      <Facts>
        {rows.map(({ name, estimate, usual }) => (
          <Fact key={name} name={name}>
            <Figure estimate={{ ...estimate, unit: 'ratio' }} />
            <Gauge estimate={estimate} usual={usual} />
            <span className="reason usual">{text.pattern.usual(number(usual.low, 2), number(usual.high, 2))}</span>
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

/** The usual range as a band, the interval as a line, the number as a point; from nothing to twice the middle of the range. */
function Gauge({ estimate, usual }: { readonly estimate: Estimate; readonly usual: { readonly low: number; readonly high: number } }) {
  const whole = usual.low + usual.high;
  const at = (value: number): string => `${Math.min(100, Math.max(0, (100 * value) / whole))}%`;
  const span = (low: number, high: number): { left: string; width: string } => ({
    left: at(low),
    width: `${Math.min(100, (100 * high) / whole) - Math.min(100, (100 * low) / whole)}%`,
  });
  return (
    <span className="gauge" aria-hidden="true">
      <span className="gauge-usual" style={span(usual.low, usual.high)} />
      <span className="gauge-interval" style={span(estimate.low, estimate.high)} />
      <span className="gauge-value" style={{ left: at(estimate.value) }} />
    </span>
  );
}
