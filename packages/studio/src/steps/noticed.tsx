/** What could give the dots away to somebody who looks closely: a score for three times, and its parts. */
import type { DetectabilityOfPlan, Estimate, PlanDetectability } from '@stubble/engine';
import { useMemo } from 'react';
import { advice, oncePerPlan } from '../planner/advice.ts';
import type { Planned } from '../planner/api.ts';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Doubts, Hint, isDoubt } from '../shell/parts/text.tsx';
import { useAnswer } from '../shell/parts/use-answer.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';
import { Working } from './as-seen.tsx';

const text = words.eyes.noticed;

export function Noticed({ planned, isOpen }: { readonly planned: Planned; readonly isOpen: boolean }) {
  const isBusy = useStudio((state) => state.busy !== null);
  const question = useMemo(() => (!isOpen || isBusy || planned.preview ? null : { planned }), [planned, isOpen, isBusy]);
  const { value, isAwaited, hasFailed } = useAnswer(question, ({ planned: of }) =>
    oncePerPlan(of, 'noticed', () => advice().noticed(of.plan, of.dots)),
  );
  if (hasFailed) return <Hint>{text.failed}</Hint>;
  if (value === null || isAwaited) return <Working label={text.working} />;
  return <Scores of={value} />;
}

function Scores({ of: { notes, ...times } }: { readonly of: DetectabilityOfPlan }) {
  return (
    <>
      <Doubts notes={notes.filter(isDoubt)} />
      <Facts>
        {(['now', 'fiveYears', 'afterTwoRefreshes'] as const).map((time) => {
          const found = times[time];
          return found === null ? null : (
            <Fact key={time} name={text[time]}>
              <Figure estimate={whole(found.score)} />
            </Fact>
          );
        })}
      </Facts>
      <Hint>{text.scale}</Hint>
      {times.now === null ? null : <Parts found={times.now} />}
      {notes
        .filter((note) => !isDoubt(note))
        .map((note) => (
          <Hint key={note.code}>{words.noteText(note)}</Hint>
        ))}
    </>
  );
}

function Parts({ found: { tells, worst } }: { readonly found: PlanDetectability }) {
  const { zoneNames } = words.design;
  return (
    <>
      {worst === null ? null : <Hint>{text.worst(text.tells[worst.tell], worst.zone === null ? null : zoneNames[worst.zone])}</Hint>}
      <dl className="parts" aria-label={text.partsTitle}>
        {tells.map(({ tell, score, says, source }) => (
          <div key={tell}>
            <dt>{text.tells[tell]}</dt>
            <dd>
              <span className="interval">{score === null ? text.unseen : partOf(score)}</span>
              <span className="reason">{says}</span>
              <span className="reason">{text.source(source)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function partOf({ value, low, high }: Estimate): string {
  return text.part(number(100 * value), number(100 * low), number(100 * high));
}

/** Its interval spans tens of points. */
function whole({ value, low, high }: Estimate): Estimate {
  return { value: Math.round(value), low: Math.round(low), high: Math.round(high), unit: '1' };
}
