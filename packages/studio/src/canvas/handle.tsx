/** A point that can be moved: by the pointer, or by arrow keys once it has the focus. Keeps its size on the screen. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Point } from '../state/inputs.ts';
import { cancelledGestures } from './gesture.ts';
import { useStage } from './stage-state.ts';
import { toScreen } from './viewport.ts';
import { words } from './words.ts';

const LARGE_STEP_PX = 10;

/** The way that an arrow key goes, in CSS pixels; null for other keys. */
export function arrowStepPx({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }): Point | null {
  const step = shiftKey ? LARGE_STEP_PX : 1;
  if (key === 'ArrowLeft') return [-step, 0];
  if (key === 'ArrowRight') return [step, 0];
  if (key === 'ArrowUp') return [0, -step];
  if (key === 'ArrowDown') return [0, step];
  return null;
}

interface HandleProps {
  /** In the photo. */
  readonly at: Point;
  readonly label: string;
  /** Where it would be now, in the photo. */
  onMove(to: Point): void;
  onRelease(): void;
  /** After a step by key, of which more may follow. */
  onKeyStep(): void;
  onRemove?(): void;
}

export function Handle({ at, label, onMove, onRelease, onKeyStep, onRemove }: HandleProps) {
  const view = useStage((s) => s.view);
  const grabbed = useRef<{ readonly pointerId: number; readonly dx: number; readonly dy: number; readonly cancelled: number } | null>(null);
  const [x, y] = toScreen(view, at);

  const pressed = (event: PointerEvent<SVGGElement>): void => {
    if (event.button !== 0 || !event.isPrimary || useStage.getState().panning) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
    grabbed.current = { pointerId: event.pointerId, dx: event.clientX - x, dy: event.clientY - y, cancelled: cancelledGestures() };
  };
  const moved = (event: PointerEvent): void => {
    const held = grabbed.current;
    if (held === null || held.pointerId !== event.pointerId || held.cancelled !== cancelledGestures()) return;
    onMove([(event.clientX - held.dx - view.xPx) / view.scale, (event.clientY - held.dy - view.yPx) / view.scale]);
  };
  const released = (): void => {
    if (grabbed.current === null) return;
    grabbed.current = null;
    onRelease();
  };
  const keyed = (event: KeyboardEvent): void => {
    const step = arrowStepPx(event);
    if (step !== null) {
      onMove([at[0] + step[0] / view.scale, at[1] + step[1] / view.scale]);
      onKeyStep();
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && onRemove !== undefined) onRemove();
    else if (event.key === 'Enter') onRelease();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG knows no button
    <g
      className="canvas-handle"
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-roledescription={words.handleRole}
      onPointerDown={pressed}
      onPointerMove={moved}
      onPointerUp={released}
      onPointerCancel={released}
      onBlur={onRelease}
      onKeyDown={keyed}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <circle className="canvas-handle-reach" r={12} />
      <circle className="canvas-handle-ring" r={11} />
      <circle className="canvas-handle-middle" r={2} />
    </g>
  );
}
