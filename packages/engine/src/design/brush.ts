/** What strokes of the brush make of a density. */
import type { SurfaceGeometry } from '../head/surface.ts';
import type { Point } from '../polygon.ts';
import { smoothstep } from '../smoothstep.ts';
import type { DesignFile } from './design-file.ts';

/** A stroke is whole up to this share of its radius and fades out to its rim. */
const CORE = 0.4;

/**
 * Density after the strokes, each in its turn.
 * @returns a function of a place on the scalp chart, what is added there without strokes and what full scalp would want there
 */
export function brushed(
  file: DesignFile | null,
  geometry: SurfaceGeometry,
): (xMm: number, yMm: number, addedPerCm2: number, wantedPerCm2: number) => number {
  const strokes = (file?.brush ?? []).map(({ path, radius, factor }) => ({
    path: path.flatMap((p) => onChart(p, file, geometry)),
    radiusMm: file?.unit === 'mm' ? radius : radius / geometry.surface.pxPerMm,
    factor,
  }));
  return (x, y, addedPerCm2, wantedPerCm2) => {
    let added = addedPerCm2;
    for (const { path, radiusMm, factor } of strokes) {
      const weight = 1 - smoothstep(CORE * radiusMm, radiusMm, distanceToPath(path, x, y));
      if (weight <= 0) continue;
      added = factor <= 1 ? added * (1 - (1 - factor) * weight) : added + (factor - 1) * wantedPerCm2 * weight;
    }
    return added;
  };
}

function onChart([x, y]: Point, file: DesignFile | null, geometry: SurfaceGeometry): Point[] {
  if (file?.unit === 'mm') return [[x, y]];
  const at = geometry.toChart(x, y);
  return at === null ? [] : [at];
}

function distanceToPath(path: readonly Point[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < path.length; i++) {
    const [ax, ay] = path[i];
    const [bx, by] = path[Math.min(path.length - 1, i + 1)];
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared));
    least = Math.min(least, Math.sqrt((x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2));
  }
  return least;
}
