/** Whether marks repeat in some direction: the highest peak of their power spectrum, which is small for any natural field and near one for rows and lattices. */
import type { Places } from '../../layout/scene.ts';

/** The field's middle is looked at: rows follow a head's curve, and go out of step over more. */
export const MOST_MARKS = 256;
/** Waves a spacing: from rows two spacings apart to twice as close as a lattice's. */
const WAVES = { from: 0.5, to: 1.6 };
/** Waves are tried so closely that no peak is lost between two: parts of one wave over the field. */
const PARTS = 1.5;

/**
 * |Σ e^(i k·r)|² / n² at its highest, for k within `WAVES`: 1 where all marks stand in step, about 0.03 where 256 lie as chance has it.
 * @param spacingMm usual spacing of the marks
 */
export function periodicity({ xMm, yMm }: Places, spacingMm: number): number {
  const chosen = middle({ xMm, yMm });
  const count = chosen.length;
  if (count < 3) return 0;
  const step = 1 / (PARTS * spacingMm * Math.sqrt(count));
  const most = Math.ceil(WAVES.to / spacingMm / step);
  const least2 = (WAVES.from / spacingMm / step) ** 2;
  // power by (kx, ky) of the half plane ky ≥ 0; phases go on by one factor a column
  const re = new Float64Array((2 * most + 1) * (most + 1));
  const im = new Float64Array(re.length);
  for (const i of chosen) {
    const [ax, ay] = [2 * Math.PI * step * xMm[i], 2 * Math.PI * step * yMm[i]];
    const [cx, sx] = [Math.cos(ax), Math.sin(ax)];
    for (let ky = 0, at = 0; ky <= most; ky++) {
      const start = ky * ay - most * ax;
      let c = Math.cos(start);
      let s = Math.sin(start);
      for (let kx = -most; kx <= most; kx++, at++) {
        re[at] += c;
        im[at] += s;
        const turned = c * cx - s * sx;
        s = s * cx + c * sx;
        c = turned;
      }
    }
  }
  let highest = 0;
  for (let ky = 0, at = 0; ky <= most; ky++)
    for (let kx = -most; kx <= most; kx++, at++) {
      const k2 = kx * kx + ky * ky;
      if (k2 >= least2 && k2 <= most * most) highest = Math.max(highest, re[at] * re[at] + im[at] * im[at]);
    }
  return highest / (count * count);
}

function middle({ xMm, yMm }: Places): readonly number[] {
  const all = Array.from(xMm.keys());
  if (all.length <= MOST_MARKS) return all;
  const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [x, y] = [mean(xMm), mean(yMm)];
  const off = (i: number): number => (xMm[i] - x) ** 2 + (yMm[i] - y) ** 2;
  return all.sort((p, q) => off(p) - off(q) || p - q).slice(0, MOST_MARKS);
}
