/** Where hair is parted: a line on the scalp chart from the front edge back. */
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import type { Parting } from './make-phantom.ts';
import { smoothNoise } from './smooth-noise.ts';

export interface PartingLine {
  /** The line at a chart y. */
  xMm(yMm: number): number;
  /** 0..1: how far hair at that chart y follows the comb. */
  held(yMm: number): number;
  /** Its mean place, for a pattern of thinning that follows it. */
  readonly middleMm: number;
}

/** A side parting lies over the outer end of the brow's arch, about this far off the midline (by eye). */
const SIDE_MM = 31;
/** Partings end on the crown. */
const END_Y_MM = -52;

export function partingLine(parting: Parting, random: Random): PartingLine | null {
  if (parting === 'none') return null;
  const side = parting === 'left' ? 1 : parting === 'right' ? -1 : 0;
  const middleMm = side * SIDE_MM + 2.5 * random.normal();
  const slant = side * 0.09 + 0.03 * random.normal();
  const wander = smoothNoise(random.fork('wander'), 17);
  const zigzag = smoothNoise(random.fork('zigzag'), 4.5);
  return {
    middleMm,
    xMm: (y) => middleMm - slant * (45 - y) + 3.2 * wander(y + 300, 5) + 1.3 * zigzag(y + 300, 9),
    held: (y) => smoothstep(END_Y_MM - 22, END_Y_MM + 8, y),
  };
}
