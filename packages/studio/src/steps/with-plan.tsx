/** What needs a plan waits for one. */
import type { Plan } from '@stubble/engine';
import type { ReactNode } from 'react';
import type { Planned } from '../planner/api.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';

export function WithPlan({ children }: { readonly children: (plan: Plan, planned: Planned) => ReactNode }) {
  const planned = useStudio((state) => state.planned);
  const isBusy = useStudio((state) => state.busy !== null);
  if (planned !== null) return children(planned.plan, planned);
  return (
    <div className="waiting">
      <p>{isBusy ? words.app.planning : words.app.noPlan}</p>
      {isBusy ? (
        <div className="waiting-lines" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ) : null}
    </div>
  );
}
