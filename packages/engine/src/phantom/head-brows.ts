/** Brows, so that a front view ends where a face begins. They are no part of the scalp's truth. */
import type { Random } from '../random.ts';
import type { HeadCamera } from './head-camera.ts';
import type { HeadLook } from './head-look.ts';
import type { HeadShape } from './head-shape.ts';
import { drawHeadStrand, emptyStrand } from './head-strand.ts';
import { strandWay } from './head-way.ts';
import type { Canvas } from './strands.ts';
import { shaftTone, type Tone } from './tones.ts';

/** Inner and outer end, and height of the arch, in degrees from the face and above the broadest level (by eye). */
const BROW = { from: 9, to: 46, inner: -6.5, outer: -14, arch: 4.5, thick: 3.6, hairs: 420, lengthMm: 8 };
const DEGREE = Math.PI / 180;

export function drawBrows(
  canvas: Canvas,
  shape: HeadShape,
  camera: HeadCamera,
  look: HeadLook,
  tone: Tone,
  fine: boolean,
  random: Random,
): void {
  const strand = emptyStrand();
  const style = { lengthMm: BROW.lengthMm, curl: 'straight', parted: true, clumping: 0 } as const;
  for (const side of [-1, 1]) {
    // outwards along the brow, and up at its inner end
    const field = (x: number, y: number, out: Float64Array): void => {
      const radius = Math.sqrt(x * x + y * y) + 1e-9;
      const up = 0.75 - 0.011 * Math.abs(x) ** 1.1;
      const [dx, dy] = [(side * y) / radius - (up * x) / radius, (-side * x) / radius - (up * y) / radius];
      const size = Math.sqrt(dx * dx + dy * dy) + 1e-9;
      out[0] = dx / size;
      out[1] = dy / size;
    };
    const way = strandWay(shape, camera, look, field, style, random.fork(`way ${side}`));
    const each = random.fork(`each ${side}`);
    for (let i = 0; i < BROW.hairs * (fine ? 0.7 : 1); i++) {
      const t = each.next();
      const thick = BROW.thick * (fine ? 0.6 : 1) * (0.45 + 0.9 * Math.sin(Math.PI * Math.min(1, t + 0.25)) ** 0.7);
      const elevation = BROW.inner + (BROW.outer - BROW.inner) * t + BROW.arch * Math.sin(Math.PI * t) ** 1.3 + thick * (each.next() - 0.5);
      const [x, y] = shape.chartOf(side * (BROW.from + (BROW.to - BROW.from) * t) * DEGREE, elevation * DEGREE);
      const widthUm = 55 + 12 * each.normal();
      strand.widthPx = (Math.max(20, widthUm) / 1000) * camera.pxPerMm;
      strand.tip = 0.3;
      way(
        x,
        y,
        BROW.lengthMm * (0.6 + 0.6 * each.next()),
        each.next(),
        0.5,
        0.2 * each.normal(),
        shaftTone(tone, widthUm, each),
        each,
        strand,
      );
      drawHeadStrand(canvas, strand);
    }
  }
}
