/** A zone that reaches as far as loss is expected to: on the photo, and into the design. */
import type { Reach } from '@stubble/engine';
import { useFuture } from '../planner/foresight.ts';
import { Action, Toggle } from '../shell/parts/controls.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import type { Polygon } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { rough } from '../words/format.ts';

const text = words.future.reach;

export function WiderZone({ reach, reachPx }: { readonly reach: Reach | null; readonly reachPx: Polygon | null }) {
  const showReach = useFuture((state) => state.showReach);
  const decide = useStudio((state) => state.decide);
  if (reach === null)
    return (
      <Section title={text.title}>
        <Hint>{text.none}</Hint>
      </Section>
    );
  return (
    <Section title={text.title}>
      <Facts>
        <Fact name={text.added}>
          <Figure estimate={reach.addedCm2} />
        </Fact>
        <Fact name={text.dots}>
          <Figure estimate={rough(reach.addedDots)} />
        </Fact>
        <Fact name={text.regret}>
          <Figure estimate={{ ...reach.regretThen.value, unit: '1' }} />
        </Fact>
      </Facts>
      <Hint>{text.until(reach.untilYears, words.future.speeds[reach.speed])}</Hint>
      {reachPx === null ? (
        <Hint>{text.unseen}</Hint>
      ) : (
        <>
          <Toggle label={text.show} on={showReach} onChange={(on) => useFuture.setState({ showReach: on })} />
          <Action wide onPress={() => decide({ zonePx: reachPx })}>
            {text.use}
          </Action>
          <Hint>{text.useHint}</Hint>
        </>
      )}
    </Section>
  );
}
