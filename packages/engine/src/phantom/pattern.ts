/**
 * Where hair is left at a stage of pattern hair loss: the Norwood–Hamilton figures (Norwood 1975) and Sinclair's (2004) as smooth functions on
 * the scalp chart, drawn by eye and not measured.
 */
import { smoothstep } from '../smoothstep.ts';

export type Sex = 'male' | 'female';

export interface Pattern {
  /** Front edge on the chart for each x. */
  frontYMm(xMm: number): number;
  /** Share of follicular units left, 0..1. */
  left(xMm: number, yMm: number): number;
}

/** Mid-frontal point of an untouched hairline on the chart of a mean head. */
const FRONT_Y_MM = 92;
const TEMPLE_AT_MM = 46;
const VERTEX_Y_MM = -52;

interface Stage {
  /** How far the middle and the temples of the front edge have gone back. */
  readonly middleMm: number;
  readonly templeMm: number;
  readonly vertexRadiusMm: number;
  /** Share left on the vertex and over the top. */
  readonly vertex: number;
  readonly top: number;
}

const NORWOOD: readonly Stage[] = [
  { middleMm: 0, templeMm: 6, vertexRadiusMm: 0, vertex: 1, top: 1 },
  { middleMm: 2, templeMm: 16, vertexRadiusMm: 0, vertex: 1, top: 0.95 },
  { middleMm: 5, templeMm: 27, vertexRadiusMm: 22, vertex: 0.5, top: 0.8 },
  { middleMm: 9, templeMm: 34, vertexRadiusMm: 34, vertex: 0.2, top: 0.5 },
  { middleMm: 16, templeMm: 42, vertexRadiusMm: 45, vertex: 0.1, top: 0.3 },
  { middleMm: 34, templeMm: 48, vertexRadiusMm: 56, vertex: 0.05, top: 0.12 },
  { middleMm: 60, templeMm: 60, vertexRadiusMm: 62, vertex: 0.03, top: 0.05 },
];
/** Share left along the parting. */
const SINCLAIR: readonly number[] = [1, 0.75, 0.5, 0.3, 0.12];

/**
 * @param stage 1..7 (Norwood) or 1..5 (Sinclair); throws a RangeError for others
 * @param partingXMm where on the chart a woman's parting runs; her thinning follows it
 */
export function patternOf(sex: Sex, stage: number, partingXMm: number = 0): Pattern {
  if (sex === 'female') return female(stage, partingXMm);
  const at = NORWOOD[stage - 1];
  if (at === undefined) throw new RangeError(`Norwood stage ${stage} is not 1..7`);
  const frontYMm = (x: number): number => {
    const side = Math.abs(x) / TEMPLE_AT_MM;
    return FRONT_Y_MM - at.middleMm - at.templeMm * smoothstep(0.25, 1.15, side) - 13 * side ** 2;
  };
  return {
    frontYMm,
    left(x, y) {
      const behind = frontYMm(x) - y;
      if (behind <= 0) return 0;
      const edge = smoothstep(0, 14, behind);
      const overTop = 1 - smoothstep(44, 66, Math.abs(x));
      const top = 1 - (1 - at.top) * overTop * smoothstep(-105, -75, y);
      const off = Math.sqrt(x * x + (y - VERTEX_Y_MM) ** 2) / Math.max(1, at.vertexRadiusMm);
      const vertex = at.vertexRadiusMm === 0 ? 1 : at.vertex + (1 - at.vertex) * smoothstep(0.7, 1.35, off);
      return edge * Math.min(top, vertex);
    },
  };
}

function female(stage: number, partingXMm: number): Pattern {
  const parting = SINCLAIR[stage - 1];
  if (parting === undefined) throw new RangeError(`Sinclair stage ${stage} is not 1..5`);
  const frontYMm = (x: number): number => FRONT_Y_MM + 2 - 14 * (Math.abs(x) / TEMPLE_AT_MM) ** 2;
  return {
    frontYMm,
    left(x, y) {
      const behind = frontYMm(x) - y;
      if (behind <= 0) return 0;
      const breadth = 24 + 14 * smoothstep(-40, 60, y);
      const across = Math.exp(-(((x - partingXMm) / breadth) ** 2)) * smoothstep(-80, -40, y);
      return smoothstep(0, 8, behind) * (1 - (1 - parting) * across);
    },
  };
}

/** Share left where the vertex is at its thinnest, for a macro of that place. */
export function vertexLeft(sex: Sex, stage: number): number {
  const pattern = patternOf(sex, stage);
  return sex === 'male' ? pattern.left(0, VERTEX_Y_MM) : pattern.left(0, 20);
}
