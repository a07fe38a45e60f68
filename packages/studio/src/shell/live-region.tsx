/** Says results to those who do not see them. Quick plans are not told: the full one follows. */
import type { Planned } from '../planner/api.ts';
import { useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

export function LiveRegion() {
  const planned = useStudio((state) => state.planned);
  const patch = useStudio(isPatch);
  const made = (of: Planned): string => (patch ? words.live.measured : words.live.planned(number(of.dots.count), of.plan.sessions.length));
  const text = planned === null || planned.preview ? '' : [made(planned), ...planned.changes].join(' ');
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
