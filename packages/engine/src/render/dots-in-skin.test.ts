import { expect, test } from 'vitest';
import { colourOfReflectance } from '../colour/reflectance.ts';
import { type Deposit, depositContrast, fieldReflectance } from '../skin/dot-contrast.ts';
import { gaussiansOf } from '../skin/dot-gaussians.ts';
import { skinColour } from '../skin/skin-colour.ts';
import { skinOfType } from '../skin/tissue.ts';
import { dotField, type SeenDot, seenSpread } from './dots-in-skin.ts';

const SKIN = skinOfType('II');
const DEPOSIT: Deposit = { kind: 'fine', depthMm: 0.15, diameterMm: 0.26, loadGPerM2: 0.15 };
const DOT = gaussiansOf(depositContrast(SKIN, DEPOSIT));
/** A lens of 0.6 px, and the pixel's own square. */
const SMEAR_PX2 = 0.36 + 1 / 12;

/** A square lattice seen straight on, over a window of its own size and 7 mm more on each side. */
function lattice(perCm2: number, pxPerMm: number, cells: number, cosTilt: number = 1, smearPx2: number = SMEAR_PX2) {
  const spacing = (10 / Math.sqrt(perCm2)) * pxPerMm;
  const margin = Math.ceil(7 * pxPerMm);
  const side = Math.round(cells * spacing);
  const dots: SeenDot[] = [];
  const reach = Math.ceil(margin / (spacing * cosTilt));
  for (let i = -reach; i < cells + reach; i++)
    for (let j = -reach; j < Math.ceil(cells / cosTilt) + reach; j++)
      dots.push({
        at: [margin + (i + 0.37) * spacing, margin + (j + 0.21) * spacing * cosTilt],
        cosTilt,
        spread: seenSpread(cosTilt, [0, 1]),
        kind: 0,
      });
  const box = { x: 0, y: 0, width: side + 2 * margin, height: side + 2 * margin };
  const field = dotField(dots, () => DOT, pxPerMm, smearPx2, box);
  return { box, margin, side, field, contrast: field.contrastIn(box) };
}

function meanInside({ box, margin, side, contrast }: ReturnType<typeof lattice>, channel: 0 | 1 | 2): number {
  let sum = 0;
  for (let y = margin; y < margin + side; y++)
    for (let x = margin; x < margin + side; x++) sum += contrast[3 * (y * box.width + x) + channel];
  return sum / side ** 2;
}

test('a drawn lattice reflects what the product of its dots says, at any resolution and tilt, and dots far below a pixel too', () => {
  let worst = 0;
  const bare = skinColour(SKIN).linear;
  for (const perCm2 of [44, 100, 200]) {
    const wanted = colourOfReflectance(fieldReflectance(SKIN, DEPOSIT, perCm2)).linear.map((v, k) => v / bare[k]);
    for (const [pxPerMm, cosTilt] of [
      [16, 1],
      [8, 1],
      [4, 1],
      [2, 1],
      [16, 0.6],
    ])
      for (const k of [0, 1, 2] as const)
        worst = Math.max(
          worst,
          Math.abs(meanInside(lattice(perCm2, pxPerMm, Math.round(8 * Math.sqrt(perCm2 / 44)), cosTilt), k) - wanted[k]),
        );
  }
  expect(worst).toBeLessThan(0.02);
});

test('a picture at half the scale is the full one, shrunk', () => {
  const full = lattice(80, 16, 6);
  const half = lattice(80, 8, 6, 1, 0.36 / 4 + 1 / 12);
  let worst = 0;
  let sum = 0;
  let count = 0;
  for (let y = half.margin + 4; y < half.margin + half.side - 4; y++)
    for (let x = half.margin + 4; x < half.margin + half.side - 4; x++)
      for (let k = 0; k < 3; k++) {
        let mean = 0;
        for (const [dx, dy] of [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ])
          mean += full.contrast[3 * ((2 * y + dy) * full.box.width + 2 * x + dx) + k] / 4;
        const off = Math.abs(mean - half.contrast[3 * (y * half.box.width + x) + k]);
        worst = Math.max(worst, off);
        sum += off;
        count++;
      }
  expect([sum / count < 0.0005, worst < 0.02]).toEqual([true, true]);
});

test('a window holds what the whole holds there', () => {
  const { field, contrast, box } = lattice(80, 12, 5, 0.8);
  const window = { x: 37, y: 51, width: 40, height: 33 };
  const part = field.contrastIn(window);
  let worst = 0;
  for (let y = 0; y < window.height; y++)
    for (let x = 0; x < window.width; x++)
      for (let k = 0; k < 3; k++)
        worst = Math.max(
          worst,
          Math.abs(part[3 * (y * window.width + x) + k] - contrast[3 * ((window.y + y) * box.width + window.x + x) + k]),
        );
  expect(worst).toBeLessThan(1e-6);
});

test('without dots nothing is dimmed', () => {
  const field = dotField([], () => DOT, 10, SMEAR_PX2, { x: 0, y: 0, width: 20, height: 10 });
  expect(field.contrastIn({ x: 3, y: 2, width: 9, height: 4 }).every((v) => v === 1)).toBe(true);
});
