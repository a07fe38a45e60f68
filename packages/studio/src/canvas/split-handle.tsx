/** The divide between the photo and the simulation. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useStudio } from '../state/store.ts';
import { useStage } from './stage-state.ts';
import { type Size, spanPx, splitAt, splitPx } from './viewport.ts';
import { stateAtDays, words } from './words.ts';

const STEP = 0.02;
const LARGE_STEP = 0.1;

export function SplitHandle({ photo }: { readonly photo: Size }) {
  const { split, atDays } = useStudio((s) => s.seeing);
  const see = useStudio((s) => s.see);
  const isTool = useStudio((s) => s.tool !== 'look');
  const showsKept = useStudio((s) => s.left === 'kept' && s.kept !== null);
  const { view, stage } = useStage();
  const [grabbedAtPx, setGrabbedAtPx] = useState<number | null>(null);
  const span = spanPx(view, stage, photo);
  const xPx = splitPx(split, span);
  const percent = Math.round(split * 100);

  const moved = (event: PointerEvent): void => {
    if (grabbedAtPx !== null) see({ split: splitAt(event.clientX - grabbedAtPx, span) });
  };
  const keyed = (event: KeyboardEvent): void => {
    const to = splitAfterKey(split, event.key, event.shiftKey);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    see({ split: to });
  };

  return (
    <>
      <div className="canvas-split-line" style={{ left: xPx }} aria-hidden="true" />
      <div className="canvas-label canvas-label-before" style={{ right: stage.width - xPx + 12 }} hidden={xPx - span[0] < 90}>
        {showsKept ? words.planA : words.before}
      </div>
      <div className="canvas-label canvas-label-treated" style={{ left: xPx + 12 }} hidden={span[1] - xPx < 60}>
        {words.treated(stateAtDays(atDays))}
      </div>
      <div
        className={isTool ? 'canvas-split-handle canvas-split-handle-aside' : 'canvas-split-handle'}
        style={{ left: xPx }}
        role="slider"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label={words.split}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={words.splitValue(percent)}
        onKeyDown={keyed}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setGrabbedAtPx(event.clientX - xPx);
        }}
        onPointerMove={moved}
        onPointerUp={() => setGrabbedAtPx(null)}
        onPointerCancel={() => setGrabbedAtPx(null)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M9 7l-5 5 5 5M15 7l5 5-5 5" />
        </svg>
      </div>
    </>
  );
}

function splitAfterKey(split: number, key: string, shift: boolean): number | null {
  const step = shift ? LARGE_STEP : STEP;
  const within = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
  if (key === 'Home') return 0;
  if (key === 'End') return 1;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return within(split - step);
  if (key === 'ArrowRight' || key === 'ArrowUp') return within(split + step);
  if (key === 'PageDown') return within(split - LARGE_STEP);
  if (key === 'PageUp') return within(split + LARGE_STEP);
  return null;
}
