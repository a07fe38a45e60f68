/** One-to-one matching of found shafts with marked boxes, and the count of units among points. */

export interface Box {
  /** (x0, y0) is the corner at the root, (x1, y1) that at the tip. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly class: string;
}

export interface MarkedHairs {
  readonly rootX: readonly number[];
  readonly rootY: readonly number[];
  readonly tipX: readonly number[];
  readonly tipY: readonly number[];
  readonly widthPx: readonly number[];
}

/** A centre this near to the box's centre is a match; a root alone may lie this far out of the box. */
const NEAR_MM = 0.3;
const BOX_GROWN_MM = 0.05;
const STEPS = 20;

/**
 * Most pairs that can be made (augmenting paths), nearer ones tried first.
 * @param by 'shaft': it touches the box or its middle is near; 'root': only the root point counts
 * @returns of each box the index of its hair, −1 where none
 */
export function matched(hairs: MarkedHairs, boxes: readonly Box[], pxPerMm: number, by: 'shaft' | 'root'): number[] {
  const wishes = hairs.rootX.map((_, i) =>
    boxes
      .map((box, k) => ({ k, away: awayOf(hairs, i, box, by), fits: fits(hairs, i, box, pxPerMm, by) }))
      .filter((w) => w.fits)
      .sort((p, q) => p.away - q.away)
      .map((w) => w.k),
  );
  const hairOf = boxes.map(() => -1);
  const place = (i: number, seen: Set<number>): boolean => {
    for (const k of wishes[i]) {
      if (seen.has(k)) continue;
      seen.add(k);
      if (hairOf[k] < 0 || place(hairOf[k], seen)) {
        hairOf[k] = i;
        return true;
      }
    }
    return false;
  };
  for (const i of wishes.keys()) place(i, new Set());
  return hairOf;
}

function awayOf(hairs: MarkedHairs, i: number, box: Box, by: 'shaft' | 'root'): number {
  const x = by === 'root' ? hairs.rootX[i] : (hairs.rootX[i] + hairs.tipX[i]) / 2;
  const y = by === 'root' ? hairs.rootY[i] : (hairs.rootY[i] + hairs.tipY[i]) / 2;
  return Math.hypot(x - (box.x0 + box.x1) / 2, y - (box.y0 + box.y1) / 2);
}

function fits(hairs: MarkedHairs, i: number, box: Box, pxPerMm: number, by: 'shaft' | 'root'): boolean {
  if (awayOf(hairs, i, box, by) <= NEAR_MM * pxPerMm) return true;
  const grown = by === 'root' ? BOX_GROWN_MM * pxPerMm : 0;
  const within = (v: number, p: number, q: number): boolean => v >= Math.min(p, q) - grown && v <= Math.max(p, q) + grown;
  const inBox = (x: number, y: number): boolean => within(x, box.x0, box.x1) && within(y, box.y0, box.y1);
  const [dx, dy] = [hairs.tipX[i] - hairs.rootX[i], hairs.tipY[i] - hairs.rootY[i]];
  if (by === 'root') return inBox(hairs.rootX[i], hairs.rootY[i]);
  // the shaft is a body: its axis and both sides
  const half = hairs.widthPx[i] / 2 / Math.max(1e-6, Math.hypot(dx, dy));
  for (let k = 0; k <= STEPS; k++)
    for (const side of [-half, 0, half])
      if (inBox(hairs.rootX[i] + (dx * k) / STEPS - dy * side, hairs.rootY[i] + (dy * k) / STEPS + dx * side)) return true;
  return false;
}

/** Number of groups when points nearer than `reach` are linked. */
export function links(x: readonly number[], y: readonly number[], reach: number): number {
  const group = x.map((_, i) => i);
  const find = (i: number): number => (group[i] === i ? i : find(group[i]));
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) if (Math.hypot(x[i] - x[j], y[i] - y[j]) <= reach) group[find(i)] = find(j);
  return new Set(x.map((_, i) => find(i))).size;
}
