/** Moles: round to oval, with a soft uneven edge, darker by the skin model's melanin. They are never hair: truth lists them apart. */
import type { Random } from '../random.ts';
import { smoothNoise } from './smooth-noise.ts';
import type { Canvas } from './strands.ts';
import type { Tone } from './tones.ts';

export interface Mole {
  readonly xPx: number;
  readonly yPx: number;
  readonly radiusPx: number;
  /** Doublings of melanin in its middle: 1 a faint spot, 3 a dark mole. */
  readonly doublings: number;
}

/** A mole of a scalp at a place: 0.8 to 2.5 mm in radius, light to dark [assumed]. */
export function moleAt(xPx: number, yPx: number, pxPerMm: number, random: Random): Mole {
  return { xPx, yPx, radiusPx: (0.8 + 1.7 * random.next() ** 2) * pxPerMm, doublings: 1 + 1.6 * random.next() };
}

/** Darkens the skin drawn so far: call before any hair. */
export function drawMole({ width, height, light }: Canvas, mole: Mole, tone: Tone, random: Random): void {
  const { xPx, yPx, radiusPx, doublings } = mole;
  const edge = smoothNoise(random.fork('edge'), 0.7 * radiusPx, 16);
  const inside = smoothNoise(random.fork('inside'), 0.25 * radiusPx, 16);
  const turn = Math.PI * random.next();
  const squash = 0.75 + 0.25 * random.next();
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const reach = 1.6 * radiusPx;
  for (let y = Math.max(0, Math.floor(yPx - reach)); y <= Math.min(height - 1, yPx + reach); y++)
    for (let x = Math.max(0, Math.floor(xPx - reach)); x <= Math.min(width - 1, xPx + reach); x++) {
      const [dx, dy] = [x + 0.5 - xPx, y + 0.5 - yPx];
      const r = Math.sqrt((c * dx + s * dy) ** 2 + ((c * dy - s * dx) / squash) ** 2) / radiusPx + 0.35 * edge(x, y);
      if (r >= 1.15) continue;
      const dark = doublings * Math.min(1, (1.15 - r) / 0.4) * (1 + 0.5 * inside(x, y));
      for (let k = 0; k < 3; k++) light[3 * (y * width + x) + k] *= tone.twiceMelanin[k] ** dark;
    }
}
