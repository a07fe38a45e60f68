/** A table that scrolls in its own frame, reachable by keyboard. The first column names the row. */
import type { ReactNode } from 'react';

export interface Column {
  readonly name: string;
  readonly words?: boolean;
}

export function Table(props: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  readonly foot?: readonly ReactNode[];
}) {
  const { caption, columns, rows, foot } = props;
  const style = (at: number): string => (columns[at]?.words ? 'words' : 'numbers');
  const line = (cells: readonly ReactNode[]): ReactNode =>
    columns.map(({ name }, at) =>
      at === 0 ? (
        <th key={name} scope="row" className={style(at)}>
          {cells[at]}
        </th>
      ) : (
        <td key={name} className={style(at)}>
          {cells[at]}
        </td>
      ),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <div className="table-frame" role="group" tabIndex={0} aria-label={caption}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name }, at) => (
              <th key={name} scope="col" className={style(at)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>{line(cells)}</tr>
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <tr>{line(foot)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
