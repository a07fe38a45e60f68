/** Every dot in words and numbers: what the canvas shows, for those who do not see it. */
import type { DotColumns } from '@stubble/engine';
import { useState } from 'react';
import { Window } from '../shell/dialogs.tsx';
import { Action } from '../shell/parts/controls.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.dots;
const ROWS = 200;
const ZONES = ['hairline', 'frontal', 'mid-scalp', 'crown'] as const;

export function DotsTable() {
  const dots = useStudio((state) => state.planned?.dots);
  const set = useStudio((state) => state.set);
  const [first, setFirst] = useState(0);
  if (dots === undefined) return null;
  const from = Math.min(first, Math.max(0, dots.count - 1));
  const to = Math.min(from + ROWS, dots.count);
  return (
    <Window title={text.tableTitle(number(dots.count))} isOpen onClose={() => set({ showTable: false })} wide>
      <Hint>{text.tableHint}</Hint>
      <Rows dots={dots} from={from} to={to} />
      <div className="window-actions">
        <span className="grow numbers">{text.page(number(dots.count === 0 ? 0 : from + 1), number(to), number(dots.count))}</span>
        <Action disabled={from === 0} onPress={() => setFirst(Math.max(0, from - ROWS))}>
          {text.previous}
        </Action>
        <Action disabled={to === dots.count} onPress={() => setFirst(to)}>
          {text.next}
        </Action>
        <Action kind="primary" onPress={() => set({ showTable: false })}>
          {words.help.close}
        </Action>
      </div>
    </Window>
  );
}

function Rows({ dots, from, to }: { readonly dots: DotColumns; readonly from: number; readonly to: number }) {
  const { columns } = text;
  const at = (column: ArrayLike<number>, i: number): number => column[i] ?? 0;
  const zoneName = (i: number): string => words.design.zoneNames[ZONES[at(dots.zone, i)] ?? 'crown'];
  return (
    <Table
      caption={text.tableTitle(number(dots.count))}
      columns={[
        { name: columns.number },
        { name: columns.session },
        { name: columns.zone, words: true },
        { name: columns.across },
        { name: columns.along },
        { name: columns.diameter },
        { name: columns.tone },
        { name: columns.order },
      ]}
      rows={Array.from({ length: to - from }, (_, k) => {
        const i = from + k;
        return {
          key: String(i),
          cells: [
            number(i + 1),
            at(dots.session, i),
            zoneName(i),
            number(at(dots.xMm, i), 1),
            number(at(dots.yMm, i), 1),
            number(at(dots.diameterMm, i), 2),
            number(at(dots.tone, i), 2),
            number(at(dots.order, i) + 1),
          ],
        };
      })}
    />
  );
}
