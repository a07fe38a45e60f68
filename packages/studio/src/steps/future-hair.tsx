/** The client's own hair through the years, with each treatment and without. */
import { useMemo } from 'react';
import type { Drawing, Foreseen } from '../planner/foresight-api.ts';
import { Chart } from '../shell/parts/chart.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';

const text = words.future.hair;

export function OwnHair({ groups }: { readonly groups: Foreseen['hair']['average'] }) {
  const drawing = useMemo((): Drawing => ({ chart: 'progression', groups }), [groups]);
  return (
    <Section title={text.title}>
      <Chart drawing={drawing} />
      <Hint>{text.hint}</Hint>
    </Section>
  );
}
