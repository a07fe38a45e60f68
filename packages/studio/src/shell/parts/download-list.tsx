/** Files to take away: a button each, with what it is beside it. */
import { Action } from './controls.tsx';

export interface Download {
  readonly name: string;
  readonly hint: string;
  readonly make: () => Promise<unknown>;
}

export function DownloadList({ files, isReady }: { readonly files: readonly Download[]; readonly isReady: boolean }) {
  return (
    <ul className="files">
      {files.map(({ name, hint, make }) => (
        <li key={name}>
          <Action disabled={!isReady} onPress={() => void make()}>
            {name}
          </Action>
          <span className="hint">{hint}</span>
        </li>
      ))}
    </ul>
  );
}
