/** How far the zone stands out from the hair beside it, by day and distance: worked out while it is unfolded, which takes some seconds. */
import { type AsSeen, type AsSeenOptions, SEEN_THRESHOLD_DELTA_E00, type SeenContrast } from '@stubble/engine';
import { useMemo } from 'react';
import { adviceUntil, oncePerPlan } from '../planner/advice.ts';
import type { Planned } from '../planner/api.ts';
import { planner } from '../planner/control.ts';
import { Figure } from '../shell/parts/figures.tsx';
import { Table } from '../shell/parts/table.tsx';
import { Doubts, Hint, isDoubt } from '../shell/parts/text.tsx';
import { useAnswer } from '../shell/parts/use-answer.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.eyes.seen;
const STATES = ['before', 'healed', 'year5'] as const;

interface Question {
  readonly planned: Planned;
  readonly how: AsSeenOptions;
}

export function AsSeenTable({ planned, isOpen }: { readonly planned: Planned; readonly isOpen: boolean }) {
  const isBusy = useStudio((state) => state.busy !== null);
  const { light, outlook, hairLengthMm } = useStudio((state) => state.seeing);
  const question = useMemo((): Question | null => {
    if (!isOpen || isBusy || planned.preview) return null;
    return {
      planned,
      how: {
        states: STATES,
        lights: [light ?? 'photo'],
        // the likely course is told with both of its ends
        ...(outlook === 'likely' ? {} : { outlook }),
        ...(hairLengthMm === null ? {} : { hairLengthMm }),
      },
    };
  }, [planned, isOpen, isBusy, light, outlook, hairLengthMm]);
  const { value, isAwaited, hasFailed } = useAnswer(question, ({ planned: of, how }, signal) =>
    oncePerPlan(of, `seen ${JSON.stringify(how)}`, async () => {
      const photo = await planner.pixels();
      return adviceUntil(signal, (advice) => advice.seen(photo, of.plan, of.dots, how));
    }),
  );
  if (hasFailed) return <Hint>{text.failed}</Hint>;
  if (value === null || isAwaited) return <Working label={text.working} />;
  return <Contrasts seen={value} light={words.states.lights[light ?? 'photo']} threshold={planned.plan.least?.thresholdDeltaE00} />;
}

/** A line while something is worked out, told also to those who do not see it. */
export function Working({ label }: { readonly label: string }) {
  return (
    <p className="hint working" role="status">
      <span className="working-runner" aria-hidden="true" />
      {label}
    </p>
  );
}

function Contrasts(props: { readonly seen: AsSeen; readonly light: string; readonly threshold: number | undefined }) {
  const { seen, light, threshold = SEEN_THRESHOLD_DELTA_E00 } = props;
  const { contrasts, notes } = seen;
  const distances = [...new Set(contrasts.map(({ distanceM }) => distanceM))];
  const at = (state: SeenContrast['state'], distanceM: number): SeenContrast | undefined =>
    contrasts.find((one) => one.state === state && one.distanceM === distanceM);
  return (
    <>
      <Doubts notes={notes.filter(isDoubt)} />
      {contrasts.length === 0 ? null : (
        <>
          <Hint>{text.lead(light)}</Hint>
          <Table
            caption={text.caption}
            columns={[{ name: text.when, words: true }, ...distances.map((metres) => ({ name: text.metres(String(metres)) }))]}
            rows={STATES.map((state) => ({
              key: state,
              cells: [
                text.states[state],
                ...distances.map((distanceM) => <Cell key={distanceM} seen={at(state, distanceM)} threshold={threshold} />),
              ],
            }))}
          />
          <Hint>{text.threshold(number(threshold, 1))}</Hint>
          <Hint>{text.ends}</Hint>
        </>
      )}
      {notes
        .filter((note) => !isDoubt(note))
        .map((note) => (
          <Hint key={note.code}>{words.noteText(note)}</Hint>
        ))}
    </>
  );
}

function Cell({ seen, threshold }: { readonly seen: SeenContrast | undefined; readonly threshold: number }) {
  if (seen === undefined) return <span>{words.figure.none}</span>;
  const { deltaE00 } = seen;
  const verdict = deltaE00.high < threshold ? 'blends' : deltaE00.low > threshold ? 'stands' : 'maybe';
  return (
    <span className="seen-cell">
      <Figure estimate={{ ...deltaE00, unit: '1' }} />
      <span className={`seen-verdict ${verdict}`}>{text.verdicts[verdict]}</span>
    </span>
  );
}
