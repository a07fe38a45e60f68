/** The bitmaps on the stage, and the sight that they show. */
import type { Sight } from '@stubble/engine';
import { create } from 'zustand';
import { planner } from '../planner/control.ts';
import type { Seeing } from '../state/store.ts';
import { closeReplaced, NO_PICTURES, type Pictures, pictureLoader } from './picture-loader.ts';

export const usePictures = create<Pictures>(() => NO_PICTURES);

export const loader = pictureLoader(planner, (change) => {
  const was = usePictures.getState();
  const now = change(was);
  usePictures.setState(now);
  closeReplaced(was, now);
});

export function sightOf({ atDays, outlook, light, depthMm, hairLengthMm, sunSedPerYear, distanceM }: Omit<Seeing, 'split'>): Sight {
  return {
    atDays,
    outlook,
    ...(light === null ? {} : { light }),
    ...(depthMm === null ? {} : { depthMm }),
    ...(hairLengthMm === null ? {} : { hairLengthMm }),
    ...(sunSedPerYear === null ? {} : { sunSedPerYear }),
    ...(distanceM === null ? {} : { distanceM }),
  };
}
