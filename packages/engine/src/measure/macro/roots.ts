/** Which end of a shaft is its root. */
import type { Bar } from './bars.ts';
import type { Working } from './darkness.ts';

/** Neighbours lie alike within about this distance. [A] */
const NEAR_MM = 1.2;
/** Beyond an end the buried shaft is looked for here; bluish tone counts so much more than darkness, which is capped. [M: 0.996 of ends right on the tune half] */
const HALO_FROM_MM = 0.04;
const HALO_TO_MM = 0.3;
const BLUISH_WEIGHT = 2;
const DARK_CAP = 0.3;

/** The bars with their root at (x0, y0): each end votes by the bluish shadow beyond it, and neighbours decide together. */
export function rootFirst(bars: readonly Bar[], working: Working): Bar[] {
  const votes = bars.map(
    (b) => haloBeyond(b.x0, b.y0, b.x1, b.y1, b.width, working) - haloBeyond(b.x1, b.y1, b.x0, b.y0, b.width, working),
  );
  let [vx, vy] = [0, 0];
  const dirs = bars.map((b) => {
    const l = Math.max(1e-6, Math.hypot(b.x1 - b.x0, b.y1 - b.y0));
    return [(b.x1 - b.x0) / l, (b.y1 - b.y0) / l] as const;
  });
  bars.forEach((_, i) => {
    vx += votes[i] * dirs[i][0];
    vy += votes[i] * dirs[i][1];
  });
  const norm = Math.max(1e-9, Math.hypot(vx, vy));
  return bars.map((b, i) => {
    let [lx, ly] = [vx / norm, vy / norm];
    let [sx, sy] = [0, 0];
    bars.forEach((o, j) => {
      const d2 = ((o.x0 + o.x1 - b.x0 - b.x1) ** 2 + (o.y0 + o.y1 - b.y0 - b.y1) ** 2) / 4 / working.pxPerMm ** 2;
      const w = Math.exp(-d2 / (2 * NEAR_MM * NEAR_MM));
      sx += w * votes[j] * dirs[j][0];
      sy += w * votes[j] * dirs[j][1];
    });
    const s = Math.max(1e-9, Math.hypot(sx, sy));
    lx += sx / s;
    ly += sy / s;
    return dirs[i][0] * lx + dirs[i][1] * ly >= 0 ? b : { ...b, x0: b.x1, y0: b.y1, x1: b.x0, y1: b.y0 };
  });
}

/** Shadow beyond the end (x, y), as mean over a strip as wide as the bar. */
function haloBeyond(x: number, y: number, fromX: number, fromY: number, width: number, w: Working): number {
  const l = Math.max(1e-6, Math.hypot(x - fromX, y - fromY));
  const [ux, uy] = [(x - fromX) / l, (y - fromY) / l];
  let [sum, n] = [0, 0];
  for (let s = HALO_FROM_MM * w.pxPerMm; s < HALO_TO_MM * w.pxPerMm; s += 1)
    for (let t = -width / 2; t <= width / 2; t += 1) {
      const px = Math.floor(x + s * ux - t * uy);
      const py = Math.floor(y + s * uy + t * ux);
      if (px < 0 || py < 0 || px >= w.width || py >= w.height || w.blocked[py * w.width + px]) continue;
      sum += BLUISH_WEIGHT * w.bluish[py * w.width + px] + Math.min(DARK_CAP, w.contrast[py * w.width + px]);
      n++;
    }
  return n === 0 ? 0 : sum / n;
}

/** Where a shaft leaves the skin it gets this share of the contrast of its middle; sought over so much at its root. [M: tuning fields] */
const EMERGED_SHARE = 0.92;
const BURIED_MM = 0.12;
const BURIED_SHARE = 0.3;

/** The bars less what is seen only through skin at their root. */
export function withoutBuried(bars: readonly Bar[], { contrast, width, height, pxPerMm }: Working): Bar[] {
  return bars.map((b) => {
    const [dx, dy] = [b.x1 - b.x0, b.y1 - b.y0];
    const length = Math.max(1e-6, Math.hypot(dx, dy));
    // darkest of three places across the axis: gloss on a shaft is not skin over it
    const at = (share: number): number => {
      let most = 0;
      for (const side of [-b.width / 4, 0, b.width / 4]) {
        const x = Math.floor(b.x0 + share * dx - (side * dy) / length);
        const y = Math.floor(b.y0 + share * dy + (side * dx) / length);
        if (x >= 0 && y >= 0 && x < width && y < height) most = Math.max(most, contrast[y * width + x]);
      }
      return most;
    };
    const middle = [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7].map(at).sort((p, q) => p - q)[3];
    const most = Math.min(BURIED_SHARE, (BURIED_MM * pxPerMm) / length);
    let share = 0;
    while (share < most && at(share) < EMERGED_SHARE * middle) share += 0.5 / length;
    share = Math.min(share, most);
    return { ...b, x0: b.x0 + share * dx, y0: b.y0 + share * dy };
  });
}
