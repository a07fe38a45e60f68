import { describe, expect, it } from 'vitest';
import { LINEAR_OF_SRGB8 } from '../colour/srgb.ts';
import type { SkinType } from '../document/schema.ts';
import { seededRandom } from '../random.ts';
import type { Raster } from '../raster.ts';
import { photographed } from './camera.ts';
import { FULL_UNITS_PER_CM2, growUnits, hairsOfUnit, TERMINAL_FROM_UM } from './hairs.ts';
import { macroPhantom } from './macro.ts';
import type { PhantomOptions } from './make-phantom.ts';
import { vertexLeft } from './pattern.ts';
import { type Canvas, drawStrand } from './strands.ts';
import { centreline, tipOf } from './strands-path.ts';
import { type HairColour, shaftTone, toneOf } from './tones.ts';

const BASE: PhantomOptions = {
  view: 'macro',
  sex: 'male',
  stage: 1,
  skinType: 'III',
  hairLengthMm: 1,
  pxPerMm: 12,
  widthMm: 22,
  heightMm: 16,
};
const SKINS: readonly SkinType[] = ['I', 'II', 'III', 'IV', 'V', 'VI'];

function macro(change: Partial<PhantomOptions> = {}, seed: number = 1): ReturnType<typeof macroPhantom> {
  return macroPhantom({ ...BASE, ...change }, seededRandom(seed, 'phantom'));
}

function meanLight({ data }: Raster<'srgb8'>): number {
  return data.reduce((sum, byte) => sum + LINEAR_OF_SRGB8[byte], 0) / data.length;
}

describe('follicular units', () => {
  it('lie together as on untreated scalps', () => {
    const sideMm = 60;
    const { xMm, yMm } = growUnits(sideMm, sideMm, () => FULL_UNITS_PER_CM2, seededRandom(4, 'units'));
    const nearest: number[] = [];
    for (let i = 0; i < xMm.length; i++) {
      if (Math.min(xMm[i], yMm[i], sideMm - xMm[i], sideMm - yMm[i]) < 2.5) continue;
      let least = Number.POSITIVE_INFINITY;
      for (let j = 0; j < xMm.length; j++) if (j !== i) least = Math.min(least, (xMm[i] - xMm[j]) ** 2 + (yMm[i] - yMm[j]) ** 2);
      nearest.push(Math.sqrt(least));
    }
    const mean = nearest.reduce((a, b) => a + b, 0) / nearest.length;
    const deviation = Math.sqrt(nearest.reduce((sum, d) => sum + (d - mean) ** 2, 0) / nearest.length);
    const scaled = mean * Math.sqrt(xMm.length / sideMm ** 2);
    expect({ scaled: scaled > 0.745 && scaled < 0.8, cv: deviation / mean > 0.18 && deviation / mean < 0.23 }).toEqual({
      scaled: true,
      cv: true,
    });
  });

  it('hold 1 to 4 hairs, 0.1 to 0.25 mm from the next, in the measured shares', () => {
    const random = seededRandom(2, 'hairs');
    const counts = [0, 0, 0, 0];
    let [least, most] = [1, 0];
    for (let k = 0; k < 20_000; k++) {
      const hairs = hairsOfUnit(1, random);
      counts[hairs.length - 1]++;
      for (let j = 1; j < hairs.length; j++) {
        const apart = Math.sqrt((hairs[j].xMm - hairs[j - 1].xMm) ** 2 + (hairs[j].yMm - hairs[j - 1].yMm) ** 2);
        [least, most] = [Math.min(least, apart), Math.max(most, apart)];
      }
    }
    expect(counts.map((n) => Math.round(n / 400) / 50)).toEqual([0.36, 0.44, 0.16, 0.04]);
    expect([least > 0.09, most < 0.25]).toEqual([true, true]);
  });
});

describe('macro phantom', () => {
  it('gives the same bytes for the same seed, others for another', () => {
    const [a, b, c] = [macro(), macro(), macro({}, 2)];
    expect(Buffer.compare(a.photo.data, b.photo.data)).toBe(0);
    expect(a.truth).toEqual(b.truth);
    expect(Buffer.compare(a.photo.data, c.photo.data)).not.toBe(0);
  });

  it('has the densities that were asked for', () => {
    const hairsPerUnit = 1.88;
    const off: number[] = [];
    for (const stage of [1, 3]) {
      const seeds = [1, 2, 3];
      const share = vertexLeft('male', stage);
      const units = seeds.map((seed) => macro({ stage, pxPerMm: 10, widthMm: 30, heightMm: 30 }, seed).truth);
      const mean = (f: (t: (typeof units)[number]) => number): number => units.reduce((sum, t) => sum + f(t), 0) / seeds.length;
      if (stage === 1) off.push(mean((t) => t.hairsPerCm2) / (FULL_UNITS_PER_CM2 * hairsPerUnit) - 1);
      // some units of thinned places hold vellus alone
      off.push(mean((t) => t.follicularUnitsPerCm2) / (FULL_UNITS_PER_CM2 * share) - 1);
    }
    expect(Math.abs(off[0])).toBeLessThan(0.05);
    expect(Math.abs(off[1])).toBeLessThan(0.03);
    expect(off[2]).toBeGreaterThan(-0.15);
    expect(off[2]).toBeLessThanOrEqual(0.01);
  });

  it('counts as hair the shafts of 30 µm or more that are rooted in the picture, and lists where each ends and belongs', () => {
    const { truth } = macro({ stage: 4, pxPerMm: 20 });
    const { rootXPx, rootYPx, tipXPx = [], tipYPx = [], widthUm, terminal, unit = [] } = truth.shafts;
    const inside = rootXPx.every((x, i) => x >= 0 && rootYPx[i] >= 0 && x < 440 && rootYPx[i] < 320);
    expect(inside).toBe(true);
    expect(terminal).toEqual(widthUm.map((um) => um >= TERMINAL_FROM_UM));
    expect(truth.hairsPerCm2).toBeCloseTo(terminal.filter(Boolean).length / 3.52, 6);
    expect([rootYPx, tipXPx, tipYPx, widthUm, unit].map((column) => column.length)).toEqual(Array(5).fill(rootXPx.length));
    const far = unit.filter((u, i) => {
      const { xPx, yPx } = truth.follicularUnits;
      return u >= 0 && Math.hypot(xPx[u] - rootXPx[i], yPx[u] - rootYPx[i]) > 0.45 * 20;
    });
    expect(far).toEqual([]);
    // every listed unit has a hair that counts
    const own = new Set(unit.filter((_, i) => terminal[i]));
    expect(
      truth.follicularUnits.xPx.filter((x, u) => x > 12 && x < 428 && truth.follicularUnits.yPx[u] > 12 && !own.has(u)).length,
    ).toBeLessThan(2);
  });

  it('lists its moles, which are darker than the skin and hold no hair of their own', () => {
    const { photo, truth } = macro({ stage: 7, pxPerMm: 8, widthMm: 60, heightMm: 50, hairLengthMm: 0.3 }, 3);
    const light = (x0: number, y0: number, radius: number): number => {
      let [sum, n] = [0, 0];
      for (let y = Math.round(y0 - radius); y <= y0 + radius; y++)
        for (let x = Math.round(x0 - radius); x <= x0 + radius; x++) {
          if (x < 0 || y < 0 || x >= photo.width || y >= photo.height) continue;
          sum += LINEAR_OF_SRGB8[photo.data[3 * (y * photo.width + x) + 1]];
          n++;
        }
      return sum / n;
    };
    const moles = truth.molesPx ?? [];
    expect(moles.length).toBeGreaterThan(0);
    expect(moles.every(({ xPx, yPx, radiusPx }) => light(xPx, yPx, 0.5 * radiusPx) < 0.85 * light(xPx, yPx, 5 * radiusPx))).toBe(true);
  });

  it('shows darker skin for each type, and more hair hidden scalp for longer hair', () => {
    const lights = SKINS.map((skinType) => meanLight(macro({ skinType, widthMm: 10, heightMm: 8, stage: 6 }).photo));
    const hidden = [0.3, 1, 4, 10].map((hairLengthMm) => macro({ hairLengthMm, widthMm: 10, heightMm: 8 }).truth.hairCoverage);
    expect(lights.every((v, i) => i === 0 || v < lights[i - 1])).toBe(true);
    expect(hidden.every((v, i) => i === 0 || v > hidden[i - 1])).toBe(true);
  });
});

describe('tones', () => {
  it('go from black to white hair, thin shafts paler', () => {
    const colours: readonly HairColour[] = ['black', 'dark-brown', 'brown', 'red', 'blond', 'grey'];
    const behind = 0.4;
    const green = colours.map((colour) => {
      const tone = toneOf('II', colour);
      const random = seededRandom(1, colour);
      let [thick, thin] = [0, 0];
      for (let k = 0; k < 400; k++) {
        const [a, b] = [shaftTone(tone, 75, random), shaftTone(tone, 25, random)];
        thick += (a.colour[1] + a.through[1] * behind) / 400;
        thin += (b.colour[1] + b.through[1] * behind) / 400;
      }
      return { thick, thin };
    });
    expect(green.every(({ thick }, i) => i === 0 || thick > green[i - 1].thick)).toBe(true);
    expect(green.slice(0, 5).every(({ thick, thin }) => thin > thick)).toBe(true);
  });
});

describe('strands', () => {
  const blank = (width: number, height: number): Canvas => ({
    width,
    height,
    light: new Float32Array(width * height * 3).fill(0.5),
    covered: new Float32Array(width * height),
  });

  it('are as broad as they say, at any breadth and heading', () => {
    const off: number[] = [];
    const random = seededRandom(1, 'strand');
    for (const widthPx of [0.4, 1.2, 2.2, 3, 6, 14, 22])
      for (const angle of [0, 0.3, 0.79, 1.2, 2.5, 4]) {
        const canvas = blank(160, 160);
        const length = 100;
        const [dxPx, dyPx] = [length * Math.cos(angle), length * Math.sin(angle)];
        drawStrand(canvas, { xPx: 80 - dxPx / 2, yPx: 80 - dyPx / 2, dxPx, dyPx, bend: 0, widthPx, tip: 1, colour: [0, 0, 0] }, random);
        off.push(canvas.covered.reduce((a, b) => a + b, 0) / (length * widthPx) - 1);
      }
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.04);
  });

  it('cover no pixel twice where pieces of a bent shaft join', () => {
    const canvas = blank(200, 120);
    drawStrand(
      canvas,
      { xPx: 20, yPx: 40, dxPx: 150, dyPx: 20, bend: 0.2, widthPx: 16, tip: 1, colour: [0, 0, 0], through: [0.5, 0.5, 0.5] },
      seededRandom(3, 'strand'),
    );
    // covered once, half of the light behind comes through the middle; twice, a quarter
    let least = 1;
    for (let i = 0; i < canvas.covered.length; i++) if (canvas.covered[i] === 1) least = Math.min(least, canvas.light[3 * i + 2]);
    expect(least).toBeGreaterThan(0.5 * 0.5 * 0.54);
  });

  it('keep their length when they wave or coil', () => {
    const straight = { xPx: 0, yPx: 0, dxPx: 120, dyPx: 50, bend: 0.05 };
    const lengths = [
      { swing: 0.4, wavePx: 60, phase: 1, turnPerPx: 0 },
      { swing: 0.2, wavePx: 50, phase: 0, turnPerPx: 1 / 15 },
    ].map((curl) => {
      const { x, y } = centreline({ ...straight, curl });
      let length = 0;
      for (let k = 1; k < x.length; k++) length += Math.hypot(x[k] - x[k - 1], y[k] - y[k - 1]);
      return length;
    });
    const [tipX, tipY] = tipOf({ ...straight, bend: 0 });
    expect(lengths[0]).toBeCloseTo(130, 6);
    // a coil is seen along its axis in part
    expect(lengths[1] > 80 && lengths[1] < 130).toBe(true);
    expect([tipX, tipY]).toEqual([120, 50]);
  });
});

describe('camera', () => {
  const width = 128;
  const height = 96;
  const light = Float32Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3 / 8) % 2 === 0 ? 0.25 : 0.45));
  const shot = (options: Parameters<typeof photographed>[5]): Raster<'srgb8'> =>
    photographed(width, height, light, 20, seededRandom(5, 'camera'), options);
  const steps = ({ data }: Raster<'srgb8'>): number => data.reduce((sum, v, i) => sum + (i < 3 ? 0 : Math.abs(v - data[i - 3])), 0);

  it('darkens, blurs, adds grain, tints and loses detail as asked', () => {
    const [usual, dark, dull, grainy, warm, lossy] = [
      {},
      { exposure: 0.05 },
      { blurPx: 4 },
      { noise: 6 },
      { cast: 1 },
      { jpegQuality: 20 },
    ].map(shot);
    const red = (photo: Raster<'srgb8'>): number => photo.data.reduce((sum, v, i) => sum + (i % 3 === 0 ? v : i % 3 === 2 ? -v : 0), 0);
    expect(meanLight(dark) / meanLight(usual)).toBeLessThan(0.08);
    expect(steps(dull)).toBeLessThan(0.7 * steps(usual));
    expect(steps(grainy)).toBeGreaterThan(1.2 * steps(usual));
    expect(red(warm)).toBeGreaterThan(red(usual) + width * height * 20);
    expect(new Set(lossy.data).size).not.toBe(new Set(usual.data).size);
    expect(steps(lossy)).toBeLessThan(steps(usual));
  });

  it('loses little at the best quality of JPEG', () => {
    const [usual, fine] = [shot({}), shot({ jpegQuality: 100 })];
    const mean = usual.data.reduce((sum, v, i) => sum + Math.abs(v - fine.data[i]), 0) / usual.data.length;
    expect(mean).toBeLessThan(3);
  });
});
