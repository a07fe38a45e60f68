/** What of the photo is looked at. */
import type { StudioState } from '../state/store.ts';

/** Whether it is a patch from close by, on which nothing can be planned, and not a whole head. */
export function isPatch({ planned, inputs }: Pick<StudioState, 'planned' | 'inputs'>): boolean {
  return planned === null ? inputs.view === 'macro' : planned.plan.measurement.subject === 'macro';
}

/** The thinning map would hide the roots that a tool in hand is meant for. */
export function showsMap({ showMap, step, tool }: Pick<StudioState, 'showMap' | 'step' | 'tool'>): boolean {
  return showMap && step === 'measure' && tool === 'look';
}

export function showsRoots({ showRoots, step, tool }: Pick<StudioState, 'showRoots' | 'step' | 'tool'>): boolean {
  return (showRoots && step === 'measure') || tool === 'follicle-add' || tool === 'follicle-remove';
}
