/** Asks how long the line between the two points is, beside the line. */
import { useEffect, useId, useState } from 'react';
import type { Point } from '../state/inputs.ts';
import { useStudio } from '../state/store.ts';
import { beginGesture, endGesture } from './gesture.ts';
import { useStage } from './stage-state.ts';
import { toScreen } from './viewport.ts';
import { words } from './words.ts';

const MM_PER_INCH = 25.4;
const LEAST_MM = 1;
const MOST_MM = 1000;
const FIELD_PX = { width: 230, height: 84 };

interface LengthFieldProps {
  readonly points: readonly [Point, Point];
  onClose(): void;
}

export function LengthField({ points, onClose }: LengthFieldProps) {
  const decide = useStudio((s) => s.decide);
  const unit = useStudio((s) => s.unit);
  const { view, stage } = useStage();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const id = useId();

  useEffect(() => {
    beginGesture(onClose);
    return endGesture;
  }, [onClose]);

  const perUnit = unit === 'inch' ? MM_PER_INCH : 1;
  const unitName = unit === 'inch' ? words.inch : words.mm;
  const [ax, ay] = toScreen(view, points[0]);
  const [bx, by] = toScreen(view, points[1]);
  const left = Math.min(stage.width - FIELD_PX.width - 8, Math.max(8, (ax + bx) / 2 - FIELD_PX.width / 2));
  const top = Math.min(stage.height - FIELD_PX.height - 8, Math.max(8, Math.max(ay, by) + 20));
  const shown = (mm: number): string => String(Math.round((mm / perUnit) * 100) / 100);

  const confirm = (): void => {
    const lengthMm = Number(text.trim().replace(',', '.')) * perUnit;
    if (!(lengthMm >= LEAST_MM && lengthMm <= MOST_MM)) {
      setRefused(true);
      return;
    }
    decide({ scale: { method: 'two-points', points: [[...points[0]], [...points[1]]], lengthMm } });
    onClose();
  };

  return (
    <form
      className="canvas-length"
      style={{ left, top, width: FIELD_PX.width }}
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <label htmlFor={id}>{words.lengthOf(unitName)}</label>
      <div>
        <input
          id={id}
          ref={(input) => input?.focus()}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={refused}
          aria-describedby={refused ? `${id}-range` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setRefused(false);
          }}
        />
        <button type="submit">{words.apply}</button>
        <button type="button" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
      {refused && (
        <p id={`${id}-range`} role="alert">
          {words.lengthRange(shown(LEAST_MM), shown(MOST_MM), unitName)}
        </p>
      )}
    </form>
  );
}
