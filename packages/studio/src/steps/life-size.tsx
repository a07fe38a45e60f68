/** How many pixels of this screen are a millimetre: a bar is made as long as the short side of a bank card (ISO/IEC 7810, 53.98 mm). */
import { Action, Range } from '../shell/parts/controls.tsx';
import { Hint } from '../shell/parts/text.tsx';
import { useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import { number } from '../words/format.ts';

const text = words.scale.lifeSize;
const CARD_MM = 53.98;
/** A screen of 96 pixels to the inch, to begin from. */
const USUAL_PX = 204;

export function LifeSize() {
  const screenPxPerMm = useStudio((state) => state.screenPxPerMm);
  const set = useStudio((state) => state.set);
  const widthPx = screenPxPerMm === null ? USUAL_PX : screenPxPerMm * CARD_MM;
  return (
    <div className="life-size">
      <Hint>{text.hint}</Hint>
      <div className="card-bar" style={{ width: `${widthPx}px` }} />
      <Range
        label={text.width}
        value={Math.round(widthPx)}
        min={120}
        max={290}
        step={1}
        text={text.px(number(widthPx))}
        onChange={(px) => set({ screenPxPerMm: px / CARD_MM })}
      />
      {screenPxPerMm === null ? null : (
        <Action kind="quiet" onPress={() => set({ screenPxPerMm: null })}>
          {text.forget}
        </Action>
      )}
    </div>
  );
}
