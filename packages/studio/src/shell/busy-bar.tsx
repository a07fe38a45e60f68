/** A thin bar while something is computed; words and a way out only after a second. */
import { useEffect, useState } from 'react';
import { Button, ProgressBar } from 'react-aria-components';
import { cancelPlan } from '../planner/control.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';

const PATIENCE_MS = 1000;

export function BusyBar() {
  const what = useStudio((state) => state.busy?.what);
  const isBusy = what !== undefined;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isBusy) return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isBusy]);
  if (!isBusy) return null;
  return (
    <div className="busy">
      <ProgressBar isIndeterminate aria-label={words.busy.label}>
        <span className="busy-track">
          <span className="busy-runner" />
        </span>
      </ProgressBar>
      {isLong ? (
        <div className="busy-pill">
          <span>{what}</span>
          <Button className="action quiet" onPress={cancelPlan}>
            {words.busy.cancel}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
