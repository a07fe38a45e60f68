/** What the fade chart draws, in figures. */
import type { DotYears } from '@stubble/engine';
import { Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { dayAt } from '../state/years.ts';
import { words } from '../words/en.ts';

const text = words.years;
const SHOWN = [
  { atDays: 42, name: text.healed },
  ...[1, 3, 5, 10].map((years) => ({ atDays: Math.round(years * 365.25), name: text.yearName(years) })),
];

export function YearsTable({ zone }: { readonly zone: DotYears }) {
  const { when, darkness, width, evenness } = text.fadeColumns;
  return (
    <Table
      caption={text.fadeTable}
      columns={[{ name: when, words: true }, { name: darkness }, { name: width }, { name: evenness }]}
      rows={SHOWN.map(({ atDays, name }) => {
        const day = dayAt(zone, atDays);
        const percent = { ...day.darkness, unit: 'share' };
        return {
          key: name,
          cells: [
            name,
            atDays === 42 ? text.reference : <Figure key="darkness" estimate={percent} />,
            <Figure key="width" estimate={{ ...day.diameterMm, unit: '1' }} fine />,
            <Figure key="evenness" estimate={day.evenness} />,
          ],
        };
      })}
    />
  );
}
