/** The fewest dots that do: from where the scalp shall no longer stand out, and how near the plan comes to that. */
import type { Plan } from '@stubble/engine';
import { Segmented } from '../shell/parts/controls.tsx';
import { Fact, Facts, Figure } from '../shell/parts/figures.tsx';
import { Hint, Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number, percent } from '../words/format.ts';

const text = words.least;
const USUAL_M = 1;

export function LeastThatDoes({ plan: { least } }: { readonly plan: Plan }) {
  const distanceM = useStudio((state) => state.inputs.distanceM ?? USUAL_M);
  const decide = useStudio((state) => state.decide);
  return (
    <Section title={text.title}>
      <Segmented
        label={text.from}
        hint={text.fromHint}
        options={text.distances.map(({ metres, name }) => ({ value: String(metres), name }))}
        value={String(distanceM)}
        onChange={(value) => decide({ distanceM: Number(value) === USUAL_M ? undefined : Number(value) })}
      />
      {least === undefined ? (
        <Hint>{text.none}</Hint>
      ) : (
        <>
          <Facts>
            <Fact name={text.before}>
              <Figure estimate={least.beforeDeltaE00} />
            </Fact>
            <Fact name={text.after}>
              <Figure estimate={least.afterDeltaE00} />
            </Fact>
            <Fact name={text.threshold}>{`ΔE00 ${number(least.thresholdDeltaE00, 1)}`}</Fact>
            <Fact name={text.dots}>{`${percent(least.shareOfUsual)}\u00a0%`}</Fact>
          </Facts>
          <Hint>{text.limits[least.limitedBy]}</Hint>
        </>
      )}
    </Section>
  );
}
