/** Below the photo: which side of before and after, which day, which end of the forecast, which light. */
import type { Light, Outlook } from '@stubble/engine';
import { LIGHTS, OUTLOOKS } from '@stubble/engine';
import { useStudio } from '../state/store.ts';
import { isPatch } from '../state/subject.ts';
import { words } from '../words/en.ts';
import { Picker, Segmented } from './parts/controls.tsx';

const { states } = words;
const DAYS = states.days.map(({ atDays, name }) => ({ value: String(atDays), name }));
const OUTLOOK_OPTIONS = OUTLOOKS.map((value) => ({ value, name: states.outlooks[value] }));
const LIGHT_OPTIONS = (['photo', ...LIGHTS] as const).map((value) => ({ value, name: states.lights[value] }));
/** Where the line between before and after stands for each. */
const SPLITS = { before: 1, split: 0.5, after: 0 } as const;
type Side = keyof typeof SPLITS;
const SIDES = (['before', 'split', 'after'] as const).map((value) => ({ value, name: states[value] }));

function sideOf(split: number): Side {
  return split >= 0.99 ? 'before' : split <= 0.01 ? 'after' : 'split';
}

export function StatesBar() {
  const seeing = useStudio((state) => state.seeing);
  const see = useStudio((state) => state.see);
  const hasPlan = useStudio((state) => state.planned !== null && !isPatch(state));
  const setLight = (light: Light | 'photo'): void => see({ light: light === 'photo' ? null : light });
  return (
    <section className="states-bar" aria-label={states.label}>
      <Segmented
        bare
        className="states-compare"
        label={states.compare}
        options={SIDES}
        value={sideOf(seeing.split)}
        onChange={(side) => see({ split: SPLITS[side] })}
        disabled={!hasPlan}
      />
      <Segmented
        bare
        className="states-when"
        label={states.when}
        options={DAYS}
        value={String(seeing.atDays)}
        onChange={(atDays) => see({ atDays: Number(atDays) })}
        disabled={!hasPlan}
      />
      <div className="states-more">
        <span className="states-label" title={states.outlookHint}>
          {states.outlook}
        </span>
        <Segmented
          bare
          label={states.outlook}
          options={OUTLOOK_OPTIONS}
          value={seeing.outlook}
          onChange={(outlook: Outlook) => see({ outlook })}
          disabled={!hasPlan}
        />
        <Picker bare label={states.light} options={LIGHT_OPTIONS} value={seeing.light ?? 'photo'} onChange={setLight} />
      </div>
    </section>
  );
}
