/** Hairs of follicular units: how many, how thick, terminal or not. */
import { FOLLICULAR_UNITS } from '../layout/follicle-statistics.ts';
import { laidDots } from '../layout/layout.ts';
import { spacingFloorPerCm2 } from '../layout/scene.ts';
import type { Random } from '../random.ts';

/** Follicular units per cm² of a full scalp, and hairs in a unit (Chinese donor fields: 66.6 and 1: 36, 2: 44, 3: 16, 4: 4 %). */
export const FULL_UNITS_PER_CM2 = 66;
const UNIT_SIZE: readonly number[] = [0.36, 0.8, 0.96, 1];
const TERMINAL_UM = { mean: 72, deviation: 14 };
/** Miniaturised hair of thinned places: thinner the more is lost. */
const MINIATURE_UM = { mean: 34, deviation: 12 };
/** Clinical border between vellus-like and terminal shafts. */
export const TERMINAL_FROM_UM = 30;
const HAIR_APART_MM = 0.13;

export interface Units {
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
}

/** Units over a rectangle, with the density of each cell of 1 mm given per cm² of that plane. */
export function growUnits(widthMm: number, heightMm: number, perCm2: (xMm: number, yMm: number) => number, random: Random): Units {
  const columns = Math.max(1, Math.ceil(widthMm));
  const rows = Math.max(1, Math.ceil(heightMm));
  const field = new Float64Array(columns * rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) field[r * columns + c] = perCm2(c + 0.5, r + 0.5);
  const count = Math.round(field.reduce((sum, d) => sum + d, 0) / 100);
  const scene = {
    widthMm: columns,
    heightMm: rows,
    cellMm: 1,
    columns,
    rows,
    totalPerCm2: field,
    newPerCm2: field,
    existingXMm: new Float64Array(0),
    existingYMm: new Float64Array(0),
    clearanceMm: 0,
    count,
    sessionShare: [1],
  };
  return laidDots(scene, { xMm: new Float64Array(0), yMm: new Float64Array(0) }, spacingFloorPerCm2(scene), FOLLICULAR_UNITS, random);
}

export interface Hair {
  /** Off the middle of its unit. */
  readonly xMm: number;
  readonly yMm: number;
  readonly widthUm: number;
}

/** @param left share of the hair that is left here: miniaturisation goes with loss */
export function hairsOfUnit(left: number, random: Random): Hair[] {
  const u = random.next();
  const full = UNIT_SIZE.findIndex((upTo) => u < upTo) + 1 || 4;
  const size = left > 0.6 ? full : Math.max(1, Math.round(full * (0.4 + left)));
  const miniature = Math.min(0.85, Math.max(0.04, 0.75 * (1 - left)));
  const hairs: Hair[] = [];
  for (let k = 0; k < size; k++) {
    const { mean, deviation } = random.next() < miniature ? MINIATURE_UM : TERMINAL_UM;
    // in a row with bends: every hair at its distance from the one before, the row about the middle of the unit
    const before = hairs[k - 1];
    const apart = HAIR_APART_MM * (0.75 + 0.5 * random.next());
    const bend = 0.6 * random.normal();
    const root = Math.sqrt(1 + bend * bend);
    hairs.push({
      xMm: before === undefined ? (-HAIR_APART_MM * (size - 1)) / 2 : before.xMm + apart / root,
      yMm: before === undefined ? 0.03 * random.normal() : before.yMm + (apart * bend) / root,
      widthUm: Math.min(130, Math.max(10, mean + deviation * random.normal())),
    });
  }
  return hairs;
}
