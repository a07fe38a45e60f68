/** How much of a longer piece of work is done, in words and as a bar. */
import { Label, ProgressBar } from 'react-aria-components';

/** @param share 0..1 */
export function WorkBar({ label, share }: { readonly label: string; readonly share: number }) {
  return (
    <ProgressBar className="work-bar" value={share * 100}>
      {({ percentage }) => (
        <>
          <Label>{label}</Label>
          <span className="work-track">
            <span className="work-done" style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
