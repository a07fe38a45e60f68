/** What stands in a step that has no use for a patch from close by. */
import { Action } from '../shell/parts/controls.tsx';
import { Section } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';

const text = words.patch;

export function PatchNotice() {
  const isSaid = useStudio((state) => state.inputs.view === 'macro');
  const set = useStudio((state) => state.set);
  return (
    <Section title={text.title}>
      <p>{text.text}</p>
      <p>{text.how}</p>
      {isSaid ? null : <p>{text.byScale}</p>}
      <div className="actions">
        <Action kind="primary" wide onPress={() => set({ step: 'measure' })}>
          {text.toMeasure}
        </Action>
        {isSaid ? (
          <Action wide onPress={() => set({ step: 'photo' })}>
            {text.toPhoto}
          </Action>
        ) : (
          <Action wide onPress={() => set({ step: 'scale' })}>
            {text.toScale}
          </Action>
        )}
      </div>
    </Section>
  );
}
