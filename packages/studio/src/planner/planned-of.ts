/** What the page gets of a plan: all places in pixels of the photo, whichever copy of it was planned on. */
import { type DotColumns, type Planning, surfaceGeometry } from '@stubble/engine';
import type { Planned, StageName } from './api.ts';
import { changesBetween } from './changes.ts';
import { rootsOf, standingRoots } from './standing-roots.ts';

/** @param factor pixels that were planned on per pixel of the photo */
export function plannedOf(
  now: Planning,
  before: Planning | null,
  reran: readonly StageName[],
  started: number,
  factor: number,
  preview: boolean,
): Planned {
  const { plan, dots } = now.plan;
  const geometry = surfaceGeometry(now.calibrate.surface);
  const inPhoto = ([x, y]: readonly [number, number]): [number, number] => [x / factor, y / factor];
  const x = new Float32Array(dots.count);
  const y = new Float32Array(dots.count);
  for (let i = 0; i < dots.count; i++) {
    const at = geometry.toPhoto(dots.xMm[i], dots.yMm[i]);
    x[i] = at === null ? Number.NaN : at[0] / factor;
    y[i] = at === null ? Number.NaN : at[1] / factor;
  }
  const roots = standingRoots(rootsOf(now));
  const { marker } = now.calibrate;
  return {
    plan,
    dots: dots as DotColumns,
    dotsPx: { x, y },
    follicles: { xPx: Float64Array.from(roots, (root) => root.xPx / factor), yPx: Float64Array.from(roots, (root) => root.yPx / factor) },
    rootsFound: now.measure.follicles.xPx.length,
    marker: marker === null ? null : { cornersPx: marker.cornersPx.map(inPhoto), tiltDegrees: marker.tiltDegrees },
    hairlinePx: plan.design.hairlineMm.flatMap(([hx, hy]): [number, number][] => {
      const at = geometry.toPhoto(hx, hy);
      return at === null ? [] : [inPhoto(at)];
    }),
    zonePx: plan.design.zonePx.map((polygon) => polygon.map(inPhoto)),
    pxPerMm: plan.surface.pxPerMm / factor,
    reran,
    changes: before === null ? [] : changesBetween(before.plan.plan, plan),
    milliseconds: performance.now() - started,
    preview,
  };
}
