/** Keys of the page. While something is typed, only the browser's own work. */
import { useEffect } from 'react';
import { saveCase } from '../files/index.ts';
import { redo, STEPS, undo, useStudio } from '../state/store.ts';
import { pickPhoto } from './pick-file.ts';
import { closeTour, useShell } from './shell-state.ts';

const TYPED = 'input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]';

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(TYPED) !== null;
}

function onKey(event: KeyboardEvent): void {
  // a dialog has the keyboard to itself
  if (event.defaultPrevented || document.querySelector('.window') !== null) return;
  const { set } = useStudio.getState();
  const act = (does: () => void): void => {
    event.preventDefault();
    does();
  };
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'o') act(pickPhoto);
    else if (key === 's') act(() => void saveCase(null));
    else if (isTyping(event)) return;
    else if (key === 'z') act(event.shiftKey ? redo : undo);
    else if (key === 'y') act(redo);
    return;
  }
  if (event.altKey || isTyping(event)) return;
  if (key === 'escape') {
    if (useShell.getState().tourOpen) closeTour();
    else set({ tool: 'look' });
  } else if (key === '?') act(() => useShell.setState({ helpOpen: true }));
  else {
    const step = STEPS[Number(key) - 1];
    if (/^\d$/.test(key) && step !== undefined) act(() => set({ step, tool: 'look' }));
  }
}

export function useKeys(): void {
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
