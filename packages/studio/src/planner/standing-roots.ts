/** Roots of the client's own hair, each with where it comes from. */
import { correctedRoots, type Planning } from '@stubble/engine';

export interface Root {
  readonly xPx: number;
  readonly yPx: number;
  readonly origin: 'found' | 'removed' | 'added';
}

/** All of them, in the order in which they were found; those that were added come last. Pixels of what was planned on. */
export function rootsOf({ request, calibrate, measure }: Pick<Planning, 'request' | 'calibrate' | 'measure'>): readonly Root[] {
  const { add = [], remove = [] } = request.designFile?.follicles ?? {};
  const stand = correctedRoots(measure.follicles, add, remove, calibrate.surface.pxPerMm);
  const standing = stand.xPx.length - add.length;
  let next = 0;
  const found = Array.from(measure.follicles.xPx, (xPx, i): Root => {
    const yPx = measure.follicles.yPx[i];
    const stays = next < standing && stand.xPx[next] === xPx && stand.yPx[next] === yPx;
    if (stays) next++;
    return { xPx, yPx, origin: stays ? 'found' : 'removed' };
  });
  return [...found, ...add.map(([xPx, yPx]): Root => ({ xPx, yPx, origin: 'added' }))];
}

export function standingRoots(roots: readonly Root[]): readonly Root[] {
  return roots.filter(({ origin }) => origin !== 'removed');
}
