/** The weeks of healing, day by day, also on the photo. */
import type { DotYears } from '@stubble/engine';
import { useMemo } from 'react';
import type { Drawing } from '../planner/foresight-api.ts';
import { Chart } from '../shell/parts/chart.tsx';
import { Segmented } from '../shell/parts/controls.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';

const text = words.years.firstMonth;
const DAYS = text.days.map(({ atDays, name }) => ({ value: String(atDays), name }));

export function FirstMonth({ zone }: { readonly zone: DotYears }) {
  const atDays = useStudio((state) => state.seeing.atDays);
  const see = useStudio((state) => state.see);
  const drawing = useMemo((): Drawing => ({ chart: 'healing', zone }), [zone]);
  return (
    <>
      <Segmented label={text.show} options={DAYS} value={String(atDays)} onChange={(day) => see({ atDays: Number(day) })} />
      <Chart drawing={drawing} />
      <Hint>{text.hint}</Hint>
    </>
  );
}
