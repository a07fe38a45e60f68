/** Keys of the stage. */
import { type KeyboardEvent, useEffect } from 'react';
import { useStudio } from '../state/store.ts';
import { actInMiddle } from './act-in-middle.ts';
import { cancelGesture } from './gesture.ts';
import { useStage } from './stage-state.ts';
import type { ZoomControl } from './use-zoom.ts';
import { BUTTON_ZOOM } from './zoom-buttons.tsx';

const PAN_STEP_PX = 60;
const BRUSH_STEP = 1.2;
const BRUSH_RANGE_MM = [1, 60] as const;

/** While the stage itself has the focus. */
export function stageKey(event: KeyboardEvent, control: ZoomControl): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter') {
    if (actInMiddle()) event.preventDefault();
    return;
  }
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => control.scaleBy(BUTTON_ZOOM),
    '=': () => control.scaleBy(BUTTON_ZOOM),
    '-': () => control.scaleBy(1 / BUTTON_ZOOM),
    '0': control.fit,
    ArrowLeft: () => control.panBy(PAN_STEP_PX, 0),
    ArrowRight: () => control.panBy(-PAN_STEP_PX, 0),
    ArrowUp: () => control.panBy(0, PAN_STEP_PX),
    ArrowDown: () => control.panBy(0, -PAN_STEP_PX),
  };
  const act = keys[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** Wherever the focus is, as long as nothing is typed there: Esc, the brush's size, the space bar that lets the pointer pan. */
export function useToolKeys(): void {
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') escaped(event);
      else if (isTyping(event.target)) return;
      else if (event.key === '[') resizeBrush(1 / BRUSH_STEP);
      else if (event.key === ']') resizeBrush(BRUSH_STEP);
      else if (event.key === ' ' && !actsOnSpace(event.target)) {
        event.preventDefault();
        if (!event.repeat) useStage.setState({ panning: true });
      }
    };
    const released = (event: globalThis.KeyboardEvent): void => {
      if (event.key === ' ') useStage.setState({ panning: false });
    };
    const left = (): void => useStage.setState({ panning: false });
    // before everyone else's, to whom a cancelled gesture's Esc must not mean the tool's end
    window.addEventListener('keydown', pressed, { capture: true });
    window.addEventListener('keyup', released);
    window.addEventListener('blur', left);
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true });
      window.removeEventListener('keyup', released);
      window.removeEventListener('blur', left);
    };
  }, []);
}

/** First the gesture under way, then the tool; a dialogue keeps its Esc. */
function escaped(event: globalThis.KeyboardEvent): void {
  if (
    event.target instanceof Element &&
    event.target.closest('[role="dialog"], [role="alertdialog"], dialog, [role="listbox"], [role="menu"]')
  )
    return;
  if (cancelGesture()) {
    event.preventDefault();
    return;
  }
  const { tool, set } = useStudio.getState();
  if (tool !== 'look') set({ tool: 'look' });
}

function resizeBrush(factor: number): void {
  const { tool, brush, set } = useStudio.getState();
  if (tool !== 'brush') return;
  const [least, most] = BRUSH_RANGE_MM;
  const radiusMm = Math.round(Math.min(most, Math.max(least, brush.radiusMm * factor)) * 10) / 10;
  set({ brush: { ...brush, radiusMm } });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** Handles of the stage do nothing by the space bar; buttons and the like do. */
function actsOnSpace(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a, summary, [role]:not(.canvas-stage):not(.canvas-split-handle)');
}
