import type { Scene } from './scene.ts';

/** A rectangle of one density without hairs. */
export function evenScene(widthMm: number, heightMm: number, perCm2: number, cellMm: number = 1): Scene {
  const [columns, rows] = [Math.ceil(widthMm / cellMm), Math.ceil(heightMm / cellMm)];
  const field = new Float64Array(columns * rows).fill(perCm2);
  return {
    widthMm,
    heightMm,
    cellMm,
    columns,
    rows,
    totalPerCm2: field,
    newPerCm2: field.slice(),
    existingXMm: new Float64Array(0),
    existingYMm: new Float64Array(0),
    clearanceMm: 0.36,
    count: Math.round((widthMm * heightMm * perCm2) / 100),
    sessionShare: [0.3, 0.4, 0.3],
  };
}
