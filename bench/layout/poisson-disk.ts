/** A scene filled by `poisson-disk-sampling`. Nothing of ours is loaded, so that a process of its own shows what the package alone takes. */
import type { Scene } from '@stubble/engine';
import PoissonDiskSampling from 'poisson-disk-sampling';
import type { Points } from './soft-core.ts';

/** Spacings grow no further than that of this share of the densest place: the package's grid is as coarse as the largest. */
const THINNEST = 0.1;

/**
 * Distances of `factor` local spacings, hairs added first; what falls outside the zone is dropped.
 * @param next uniform in [0, 1)
 */
export function poissonDisk(scene: Scene, factor: number, next: () => number): Points {
  const { widthMm, heightMm, totalPerCm2, newPerCm2, existingXMm, existingYMm } = scene;
  const densest = totalPerCm2.reduce((a, b) => Math.max(a, b), 0);
  const minDistance = (factor * 10) / Math.sqrt(densest);
  const maxDistance = minDistance / Math.sqrt(THINNEST);
  const sampling = new PoissonDiskSampling(
    {
      shape: [widthMm, heightMm],
      minDistance,
      maxDistance,
      distanceFunction: ([x, y]) => {
        const perCm2 = Math.max(THINNEST * densest, bilinear(scene, totalPerCm2, x, y));
        return ((factor * 10) / Math.sqrt(perCm2) - minDistance) / (maxDistance - minDistance);
      },
    },
    next,
  );
  for (let i = 0; i < existingXMm.length; i++) sampling.addPoint([existingXMm[i], existingYMm[i]]);
  const placed = sampling.fill().slice(existingXMm.length);
  const wanted = placed.filter(([x, y]) => bilinear(scene, newPerCm2, x, y) > 0);
  return { xMm: Float64Array.from(wanted, (p) => p[0]), yMm: Float64Array.from(wanted, (p) => p[1]) };
}

function bilinear({ columns, rows, cellMm }: Scene, field: Float64Array, xMm: number, yMm: number): number {
  const u = Math.max(0, Math.min(columns - 1, xMm / cellMm - 0.5));
  const v = Math.max(0, Math.min(rows - 1, yMm / cellMm - 0.5));
  const c = Math.min(columns - 2, Math.floor(u));
  const r = Math.min(rows - 2, Math.floor(v));
  const at = r * columns + c;
  const near = field[at] + (field[at + 1] - field[at]) * (u - c);
  const far = field[at + columns] + (field[at + columns + 1] - field[at + columns]) * (u - c);
  return near + (far - near) * (v - r);
}
