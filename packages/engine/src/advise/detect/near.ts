/** Which of many places lie within a distance of a point. */
import type { Places } from '../../layout/scene.ts';

export type Near = (xMm: number, yMm: number, reachMm: number, found: (j: number, mm: number) => void) => void;

/** Looks places up by buckets of about a spacing. */
export function nearOf({ xMm, yMm }: Places, bucketMm: number): Near {
  const [x0, y0] = [Math.min(...extremes(xMm)), Math.min(...extremes(yMm))];
  const columns = Math.floor((Math.max(...extremes(xMm)) - x0) / bucketMm) + 1;
  const rows = Math.floor((Math.max(...extremes(yMm)) - y0) / bucketMm) + 1;
  const members: number[][] = Array.from({ length: columns * rows }, () => []);
  for (let i = 0; i < xMm.length; i++)
    members[Math.floor((yMm[i] - y0) / bucketMm) * columns + Math.floor((xMm[i] - x0) / bucketMm)].push(i);
  return (x, y, reachMm, found) => {
    const [c0, c1] = [
      Math.max(0, Math.floor((x - reachMm - x0) / bucketMm)),
      Math.min(columns - 1, Math.floor((x + reachMm - x0) / bucketMm)),
    ];
    const [r0, r1] = [
      Math.max(0, Math.floor((y - reachMm - y0) / bucketMm)),
      Math.min(rows - 1, Math.floor((y + reachMm - y0) / bucketMm)),
    ];
    for (let r = r0; r <= r1; r++)
      for (let c = c0; c <= c1; c++)
        for (const j of members[r * columns + c]) {
          const mm = Math.sqrt((xMm[j] - x) ** 2 + (yMm[j] - y) ** 2);
          if (mm <= reachMm) found(j, mm);
        }
  };
}

function extremes(values: Float64Array): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of values) {
    least = Math.min(least, v);
    most = Math.max(most, v);
  }
  return [least, most];
}
