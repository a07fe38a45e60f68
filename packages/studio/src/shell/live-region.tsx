/** Says results to those who do not see them. Quick plans are not told: the full one follows. */
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

export function LiveRegion() {
  const planned = useStudio((state) => state.planned);
  const text =
    planned === null || planned.preview
      ? ''
      : [words.live.planned(number(planned.dots.count), planned.plan.sessions.length), ...planned.changes].join(' ');
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
