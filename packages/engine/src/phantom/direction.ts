/** Which way hair grows or is combed: a field of directions over the scalp chart. */
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import type { PartingLine } from './parting.ts';
import { smoothNoise } from './smooth-noise.ts';

export interface Whorl {
  readonly xMm: number;
  readonly yMm: number;
  /** 1 clockwise seen from above, −1 against the clock. */
  readonly turn: number;
}

/** 94 % clockwise; 56 % left of the midline, 30 % right, 14 % in the middle (docs/model.md); its place along the midline by eye. */
export function whorlOf(random: Random): Whorl {
  const turn = random.next() < 0.94 ? 1 : -1;
  const side = random.next();
  const off = 7 + 5 * Math.abs(random.normal());
  return { xMm: side < 0.56 ? off : side < 0.86 ? -off : 1.5 * random.normal(), yMm: -58 + 6 * random.normal(), turn };
}

/** Writes the unit direction on the chart at a place. */
export type DirectionField = (xMm: number, yMm: number, out: Float64Array) => void;

/** Hair stands in the whorl's spiral this far from it. */
const WHORL_REACH_MM = 27;
/** Beyond this the sides begin, where hair hangs down. */
const SIDE_FROM_MM = 58;

/**
 * @param parting null: hair lies as it grows: away from the whorl, forward over the top, down at the sides
 * @param combed to the client's left (1), right (−1) or not at all: how a fringe without a parting lies
 */
export function directionField(whorl: Whorl, parting: PartingLine | null, combed: number, random: Random): DirectionField {
  const lean = smoothNoise(random.fork('lean'), 26);
  return (x, y, out) => {
    const rx = x - whorl.xMm;
    const ry = y - whorl.yMm;
    const r = Math.sqrt(rx * rx + ry * ry) + 1e-6;
    const angle = Math.atan2(ry, rx) + whorl.turn * 1.25 * Math.exp(-r / WHORL_REACH_MM) + 0.55 * lean(x + 200, y + 200);
    const forward = 0.55 * smoothstep(18, 70, r) * smoothstep(-62, 0, y) * (1 - smoothstep(SIDE_FROM_MM, SIDE_FROM_MM + 30, Math.abs(x)));
    let vx = Math.cos(angle) * (1 - forward) + 0.75 * combed * forward;
    let vy = Math.sin(angle) * (1 - forward) + forward;
    const side = smoothstep(SIDE_FROM_MM, SIDE_FROM_MM + 34, Math.abs(x)) * smoothstep(-110, -50, y);
    vx += (Math.sign(x) - vx) * 0.75 * side;
    vy += (0.12 - vy) * 0.75 * side;
    if (parting !== null) {
      const away = x < parting.xMm(y) ? -1 : 1;
      const held = parting.held(y);
      // off the face at the front, back towards the nape behind
      const back = -0.3 - 0.25 * smoothstep(40, 95, y) - 0.5 * smoothstep(0, -60, y);
      vx += (away - vx) * held;
      vy += (back + 0.25 * lean(x + 300, y) - vy) * held;
    }
    const length = Math.sqrt(vx * vx + vy * vy) + 1e-9;
    out[0] = vx / length;
    out[1] = vy / length;
  };
}
