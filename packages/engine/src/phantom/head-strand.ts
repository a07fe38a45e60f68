/** Drawing one hair of a head: a thin line through many joints, shaded piece by piece. */
import type { Canvas } from './strands.ts';

/** Filled by the caller for each hair; `joints` of them count. */
export interface HeadStrand {
  joints: number;
  readonly xPx: Float64Array;
  readonly yPx: Float64Array;
  /** Light sent by the piece that ends at a joint, three values each. */
  readonly sent: Float64Array;
  /** Share of the light behind that comes through, three values. */
  readonly through: Float64Array;
  widthPx: number;
  /** Share of its breadth kept at the tip. */
  tip: number;
}

export const MOST_JOINTS = 72;

export function emptyStrand(): HeadStrand {
  return {
    joints: 0,
    xPx: new Float64Array(MOST_JOINTS),
    yPx: new Float64Array(MOST_JOINTS),
    sent: new Float64Array(3 * MOST_JOINTS),
    through: new Float64Array(3),
    widthPx: 0,
    tip: 1,
  };
}

/** Each piece covers a pixel by the overlap of its breadth with it, column by column along its longer axis, half-open so that pieces join. */
export function drawHeadStrand({ width, height, light, covered }: Canvas, strand: HeadStrand): void {
  const { xPx, yPx, sent, through, joints } = strand;
  for (let k = 1; k < joints; k++) {
    const steep = Math.abs(yPx[k] - yPx[k - 1]) > Math.abs(xPx[k] - xPx[k - 1]);
    let a0 = steep ? yPx[k - 1] : xPx[k - 1];
    let b0 = steep ? xPx[k - 1] : yPx[k - 1];
    let a1 = steep ? yPx[k] : xPx[k];
    let b1 = steep ? xPx[k] : yPx[k];
    if (a0 > a1) {
      [a0, a1] = [a1, a0];
      [b0, b1] = [b1, b0];
    }
    const slope = a1 - a0 < 1e-6 ? 0 : (b1 - b0) / (a1 - a0);
    const breadth = strand.widthPx * (1 - (1 - strand.tip) * ((k - 0.5) / (joints - 1)) ** 3);
    const half = (breadth * Math.sqrt(1 + slope * slope)) / 2;
    const across = steep ? width : height;
    const end = Math.min(steep ? height : width, a1);
    const [r, g, b] = [sent[3 * k], sent[3 * k + 1], sent[3 * k + 2]];
    for (let a = Math.max(0, Math.floor(a0)); a < end; a++) {
      const part = Math.min(a + 1, a1) - Math.max(a, a0);
      if (part <= 0) continue;
      const middle = b0 + (a + 0.5 - a0) * slope;
      const last = Math.min(across - 1, Math.floor(middle + half));
      for (let p = Math.max(0, Math.floor(middle - half)); p <= last; p++) {
        const share = (Math.min(p + 1, middle + half) - Math.max(p, middle - half)) * part;
        if (share <= 0) continue;
        const i = steep ? a * width + p : p * width + a;
        covered[i] += (1 - covered[i]) * share;
        const j = 3 * i;
        light[j] += (r + (through[0] - 1) * light[j]) * share;
        light[j + 1] += (g + (through[1] - 1) * light[j + 1]) * share;
        light[j + 2] += (b + (through[2] - 1) * light[j + 2]) * share;
      }
    }
  }
}

/** A soft dark spot: the follicle that shows where hair is clipped to the skin. Covers nothing. */
export function darkenSpot({ width, height, light }: Canvas, x: number, y: number, radiusPx: number, depth: number): void {
  const reach = radiusPx + 0.5;
  for (let py = Math.max(0, Math.floor(y - reach)); py <= Math.min(height - 1, Math.floor(y + reach)); py++)
    for (let px = Math.max(0, Math.floor(x - reach)); px <= Math.min(width - 1, Math.floor(x + reach)); px++) {
      const d = Math.sqrt((px + 0.5 - x) ** 2 + (py + 0.5 - y) ** 2);
      const share = depth * Math.max(0, Math.min(1, radiusPx + 0.5 - d));
      const j = 3 * (py * width + px);
      for (let k = 0; k < 3; k++) light[j + k] *= 1 - share;
    }
}
