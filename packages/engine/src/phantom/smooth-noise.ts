/** Smooth random fields: heights on a lattice, joined by smoothstep. */
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';

const SIDE = 64;

/** Values about 0 with a deviation near 0.3, alike over `period`; repeats after 64 periods. */
export function smoothNoise(random: Random, period: number): (x: number, y: number) => number {
  const heights = Float32Array.from({ length: SIDE * SIDE }, () => random.next() - 0.5);
  return (x, y) => {
    const u = x / period;
    const v = y / period;
    const c = Math.floor(u);
    const r = Math.floor(v);
    const fu = smoothstep(0, 1, u - c);
    const fv = smoothstep(0, 1, v - r);
    const at = (dc: number, dr: number): number => heights[((r + dr) & (SIDE - 1)) * SIDE + ((c + dc) & (SIDE - 1))];
    const near = at(0, 0) + (at(1, 0) - at(0, 0)) * fu;
    const far = at(0, 1) + (at(1, 1) - at(0, 1)) * fu;
    return near + (far - near) * fv;
  };
}
