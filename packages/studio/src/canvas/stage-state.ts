/** Where the photo lies on the stage now; changes with every frame of a movement and is nobody else's business. */
import { create } from 'zustand';
import type { Polygon } from '../state/inputs.ts';
import type { Size, View } from './viewport.ts';

export interface StageState {
  readonly view: View;
  readonly stage: Size;
  /** The whole photo is shown, and stays so when the window changes. */
  readonly fitted: boolean;
  /** The space bar is held: the pointer moves the photo whatever tool is chosen. */
  readonly panning: boolean;
  /** Places on the photo to be brought into view; another object for another wish. */
  readonly goal: Polygon | null;
}

export const useStage = create<StageState>(() => ({
  view: { scale: 1, xPx: 0, yPx: 0 },
  stage: { width: 0, height: 0 },
  fitted: true,
  panning: false,
  goal: null,
}));

/** Brings places on the photo into the middle of the stage, as near as they all fit with room about them. */
export function goTo(places: Polygon): void {
  useStage.setState({ goal: [...places] });
}
