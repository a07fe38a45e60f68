/** 0 below `from`, 1 above `to`, 3t² − 2t³ between: no kink at either end. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
