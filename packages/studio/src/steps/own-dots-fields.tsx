/** Where it is said what was seen of the client's own dots. */
import { Action, NumberInput } from '../shell/parts/controls.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { words } from '../words/en.ts';
import { useSeenDots } from './own-dots.ts';

const text = words.years.own;

export function OwnDots({ isAwaited }: { readonly isAwaited: boolean }) {
  const { atDays, percent } = useSeenDots();
  const isSeen = atDays !== null || percent !== null;
  return (
    <div className="fold-body">
      <Hint>{text.hint}</Hint>
      <div className="two-fields">
        <NumberInput
          label={text.day}
          value={atDays}
          placeholder={text.empty}
          min={43}
          max={3653}
          onChange={(next) => useSeenDots.setState({ atDays: next })}
        />
        <NumberInput
          label={text.ratio}
          value={percent}
          placeholder={text.empty}
          min={5}
          max={120}
          onChange={(next) => useSeenDots.setState({ percent: next })}
        />
      </div>
      <Hint>{isAwaited ? text.wait : text.error}</Hint>
      {isSeen ? (
        <Action kind="quiet" onPress={() => useSeenDots.setState({ atDays: null, percent: null })}>
          {text.clear}
        </Action>
      ) : null}
    </div>
  );
}
