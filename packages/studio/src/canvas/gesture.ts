/** The gesture under way, of which there is one at most. Esc cancels it; what it would have done is then never decided. */
let cancelCurrent: (() => void) | null = null;
let cancelled = 0;

/** Grows with each gesture that was cancelled: a pointer that is still down afterwards has nothing to say any more. */
export function cancelledGestures(): number {
  return cancelled;
}

export function beginGesture(cancel: () => void): void {
  cancelCurrent = cancel;
}

export function endGesture(): void {
  cancelCurrent = null;
}

/** False where none was under way. */
export function cancelGesture(): boolean {
  if (cancelCurrent === null) return false;
  const cancel = cancelCurrent;
  cancelCurrent = null;
  cancelled++;
  cancel();
  return true;
}
