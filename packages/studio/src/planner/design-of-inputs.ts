/** Between what is drawn on the photo and the engine's design file. */
import type { DesignFile, Plan } from '@stubble/engine';
import { FIRST_INPUTS, type Inputs, type Point, type Polygon } from '../state/inputs.ts';

/** Null where nothing is drawn: the engine then proposes. */
export function inputsToDesign(inputs: Inputs): DesignFile | null {
  const { zonePx, hairlinePx, excludePx, brush, follicles, densityPerCm2, age, style } = inputs;
  const drawn =
    zonePx !== null ||
    hairlinePx !== null ||
    excludePx.length > 0 ||
    brush.length > 0 ||
    follicles.add.length > 0 ||
    follicles.remove.length > 0 ||
    densityPerCm2 !== null ||
    age !== null;
  if (!drawn) return null;
  return {
    unit: 'px',
    ...(zonePx === null ? {} : { zone: zonePx }),
    ...(hairlinePx === null ? {} : { hairline: hairlinePx }),
    exclude: excludePx,
    ...(densityPerCm2 === null ? {} : { densityPerCm2 }),
    style,
    ...(age === null ? {} : { age }),
    brush: brush.map(({ path, radiusPx, factor }) => ({ path, radius: radiusPx, factor })),
    follicles,
  };
}

/** The same drawing on a smaller copy of the photo. */
export function scaledInputs(inputs: Inputs, factor: number): Inputs {
  if (factor === 1) return inputs;
  const point = ([x, y]: Point): Point => [x * factor, y * factor];
  const polygon = (points: Polygon): Polygon => points.map(point);
  const { scale } = inputs;
  return {
    ...inputs,
    scale:
      scale.method === 'px-per-mm'
        ? { ...scale, pxPerMm: scale.pxPerMm * factor }
        : scale.method === 'two-points'
          ? {
              ...scale,
              points: [
                [scale.points[0][0] * factor, scale.points[0][1] * factor],
                [scale.points[1][0] * factor, scale.points[1][1] * factor],
              ],
            }
          : scale,
    zonePx: inputs.zonePx === null ? null : polygon(inputs.zonePx),
    hairlinePx: inputs.hairlinePx === null ? null : polygon(inputs.hairlinePx),
    excludePx: inputs.excludePx.map(polygon),
    brush: inputs.brush.map((stroke) => ({ ...stroke, path: polygon(stroke.path), radiusPx: stroke.radiusPx * factor })),
    follicles: { add: polygon(inputs.follicles.add), remove: polygon(inputs.follicles.remove) },
  };
}

/** What a saved plan was asked for. */
export function inputsOfPlan(plan: Plan): Inputs {
  const { options, design } = plan;
  const drawn = design.given?.unit === 'px' ? (design.given as unknown as DesignFile) : null;
  return {
    ...FIRST_INPUTS,
    view: options.view,
    face: options.face,
    mode: options.mode,
    style: options.style,
    skinType: options.skinType,
    hairLengthMm: options.hairLengthMm,
    sun: options.sun,
    skinKind: options.skinKind,
    distanceM: options.distanceM,
    sex: options.person?.sex,
    stage: options.person?.stage,
    scale: options.scale,
    seed: plan.seed,
    age: design.age ?? options.person?.ageYears ?? null,
    densityPerCm2: drawn?.densityPerCm2 ?? null,
    // a design of the command line in mm comes back as the polygon that it makes in the photo
    zonePx: drawn === null && design.origin === 'given' ? (design.zonePx[0] ?? null) : (drawn?.zone ?? null),
    hairlinePx: drawn?.hairline ?? null,
    excludePx: drawn?.exclude ?? [],
    brush: (drawn?.brush ?? []).map(({ path, radius, factor }) => ({ path, radiusPx: radius, factor })),
    follicles: drawn?.follicles ?? { add: [], remove: [] },
  };
}
