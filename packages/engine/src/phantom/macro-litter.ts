/** What else lies on a scalp: bits of cut hair, flakes of horn, moles. None of it is rooted, so none is in the truth as hair. */
import type { Random } from '../random.ts';
import type { Growth } from './macro-hair.ts';
import { type Mole, moleAt } from './moles.ts';
import { smoothNoise } from './smooth-noise.ts';
import { type Canvas, drawStrand } from './strands.ts';
import { shaftTone, type Tone } from './tones.ts';

/** By eye, from macro photos of clipped scalp: bits of cut hair for each that stands, the others per cm² [by eye]. */
const BITS_A_HAIR = 0.01;
const FLAKES_PER_CM2 = 5;
const SCALY_SHARE = 0.18;
const MOLES_PER_CM2 = 0.08;
/** Bits come off hair that was clipped short just before. */
const BITS_BELOW_MM = 4;
const HORN = 0.62;

export function molesOf(width: number, height: number, pxPerMm: number, random: Random): Mole[] {
  const moles: Mole[] = [];
  for (let k = countOf(MOLES_PER_CM2, width, height, pxPerMm, random); k > 0; k--)
    moles.push(moleAt(random.next() * width, random.next() * height, pxPerMm, random));
  return moles;
}

/** Flakes, scales of horn at some openings of follicles, and bits of cut hair. */
export function litter(canvas: Canvas, pxPerMm: number, tone: Tone, hairLengthMm: number, growth: Growth, random: Random): void {
  const { width, height } = canvas;
  for (let k = countOf(FLAKES_PER_CM2, width, height, pxPerMm, random); k > 0; k--)
    flake(canvas, random.next() * width, random.next() * height, (0.04 + 0.13 * random.next() ** 2) * pxPerMm, random.fork(`flake ${k}`));
  for (const [k, { xPx, yPx, radiusPx }] of growth.openings.entries())
    if (random.next() < SCALY_SHARE) {
      const angle = 2 * Math.PI * random.next();
      const [x, y] = [xPx + radiusPx * Math.cos(angle), yPx + radiusPx * Math.sin(angle)];
      flake(canvas, x, y, (0.3 + 0.5 * random.next()) * radiusPx, random.fork(`scale ${k}`));
    }
  if (hairLengthMm >= BITS_BELOW_MM) return;
  for (let k = Math.floor(BITS_A_HAIR * growth.truth.shafts.widthUm.length + random.next()); k > 0; k--) {
    const angle = 2 * Math.PI * random.next();
    const length = (0.08 + 0.35 * random.next() ** 2) * pxPerMm;
    const widthUm = 45 + 30 * random.next();
    drawStrand(
      canvas,
      {
        xPx: random.next() * width,
        yPx: random.next() * height,
        dxPx: length * Math.cos(angle),
        dyPx: length * Math.sin(angle),
        bend: 0.05 * random.normal(),
        widthPx: (widthUm / 1000) * pxPerMm,
        tip: 1,
        ...shaftTone(tone, widthUm, random),
      },
      random,
    );
  }
}

/** A thin plate of horn: pale, ragged, brighter at one rim. */
function flake({ width, height, light }: Canvas, xPx: number, yPx: number, radiusPx: number, random: Random): void {
  const edge = smoothNoise(random, 0.6 * radiusPx, 16);
  const strength = 0.1 + 0.2 * random.next();
  const reach = 1.6 * radiusPx;
  for (let y = Math.max(0, Math.floor(yPx - reach)); y <= Math.min(height - 1, yPx + reach); y++)
    for (let x = Math.max(0, Math.floor(xPx - reach)); x <= Math.min(width - 1, xPx + reach); x++) {
      const [dx, dy] = [(x + 0.5 - xPx) / radiusPx, (y + 0.5 - yPx) / radiusPx];
      const r = Math.sqrt(dx * dx + dy * dy) + 1.1 * edge(x, y);
      if (r >= 1) continue;
      const share = strength * Math.min(1, 5 * (1 - r)) * (0.5 + 0.5 * Math.max(0, dx - dy));
      const i = 3 * (y * width + x);
      for (let k = 0; k < 3; k++) light[i + k] += (HORN - light[i + k]) * Math.max(0, Math.min(1, share));
    }
}

/** Whole number of things on the picture whose mean is the density times the area. */
function countOf(perCm2: number, width: number, height: number, pxPerMm: number, random: Random): number {
  return Math.floor((perCm2 * width * height) / (100 * pxPerMm ** 2) + random.next());
}
