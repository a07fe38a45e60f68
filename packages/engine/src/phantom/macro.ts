/** A patch of scalp from close by, clipped: the vertex at the stage asked for. */

import type { Random } from '../random.ts';
import { raster } from '../raster.ts';
import { photographed } from './camera.ts';
import { FULL_UNITS_PER_CM2, growUnits, hairsOfUnit, TERMINAL_FROM_UM } from './hairs.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';
import { vertexLeft } from './pattern.ts';
import { smoothNoise } from './smooth-noise.ts';
import { type Canvas, drawStrand } from './strands.ts';
import { type Rgb, toneOf } from './tones.ts';

/** Units are grown this far beyond the picture, so that hairs lean in from outside. */
const BEYOND_MM = 3;

export function macroPhantom(options: PhantomOptions, random: Random): Phantom {
  const { widthMm, heightMm, pxPerMm, hairLengthMm } = options;
  const width = Math.round(widthMm * pxPerMm);
  const height = Math.round(heightMm * pxPerMm);
  const tone = toneOf(options.skinType);
  const left = vertexLeft(options.sex, options.stage);
  const canvas = bareSkin(width, height, pxPerMm, tone.skin, random.fork('skin'));

  const grown = growUnits(widthMm + 2 * BEYOND_MM, heightMm + 2 * BEYOND_MM, () => FULL_UNITS_PER_CM2 * left, random.fork('units'));
  const hair = random.fork('hair');
  const heading = 2 * Math.PI * hair.next();
  const turn = smoothNoise(random.fork('turn'), 9);
  const units = { xPx: [] as number[], yPx: [] as number[] };
  const shafts = { rootXPx: [] as number[], rootYPx: [] as number[], widthUm: [] as number[], terminal: [] as boolean[] };
  const inPicture = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < width && y < height;
  for (let i = 0; i < grown.xMm.length; i++) {
    const x = grown.xMm[i] - BEYOND_MM;
    const y = grown.yMm[i] - BEYOND_MM;
    if (inPicture(x * pxPerMm, y * pxPerMm)) {
      units.xPx.push(x * pxPerMm);
      units.yPx.push(y * pxPerMm);
    }
    for (const { xMm, yMm, widthUm } of hairsOfUnit(left, hair)) {
      const rootX = (x + xMm) * pxPerMm;
      const rootY = (y + yMm) * pxPerMm;
      if (inPicture(rootX, rootY)) {
        shafts.rootXPx.push(rootX);
        shafts.rootYPx.push(rootY);
        shafts.widthUm.push(widthUm);
        shafts.terminal.push(widthUm >= TERMINAL_FROM_UM);
      }
      const angle = heading + 1.6 * turn(x, y) + 0.25 * hair.normal();
      const length = Math.max(widthUm / 1000, hairLengthMm * 0.75 * (0.8 + 0.4 * hair.next())) * pxPerMm;
      drawStrand(
        canvas,
        {
          xPx: rootX,
          yPx: rootY,
          dxPx: Math.cos(angle) * length,
          dyPx: Math.sin(angle) * length,
          bend: 0.06 * hair.normal(),
          widthPx: (widthUm / 1000) * pxPerMm,
          colour: tone.hair,
        },
        hair,
      );
    }
  }
  const areaMm2 = (width * height) / pxPerMm ** 2;
  return {
    photo: photographed(width, height, canvas.light, pxPerMm, random.fork('camera')),
    truth: {
      view: 'macro',
      pxPerMm,
      hairsPerCm2: (100 * shafts.terminal.filter(Boolean).length) / areaMm2,
      follicularUnitsPerCm2: (100 * units.xPx.length) / areaMm2,
      hairCoverage: canvas.covered.reduce((sum, c) => sum + c, 0) / (width * height),
      areaMm2,
      skin: { melanin: tone.melanin, blood: tone.blood },
      follicularUnits: units,
      shafts,
    },
  };
}

/** Skin with blotches, pores and a gentle fall of light. */
function bareSkin(width: number, height: number, pxPerMm: number, skin: Rgb, random: Random): Canvas {
  const blotch = smoothNoise(random.fork('blotch'), 4 * pxPerMm);
  const fine = smoothNoise(random.fork('fine'), 0.25 * pxPerMm);
  const pores = smoothNoise(random.fork('pores'), 0.11 * pxPerMm);
  const light = raster('linear', width, height, new Float32Array(width * height * 3)).data;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fall = 1.05 - 0.12 * ((x / width - 0.4) ** 2 + (y / height - 0.4) ** 2);
      const red = 1 + 0.08 * blotch(0.8 * x + 0.6 * y, 0.8 * y - 0.6 * x);
      const grain = 1 + 0.05 * fine(0.9 * x + 0.4 * y, 0.9 * y - 0.4 * x) + 0.05 * pores(0.8 * x - 0.6 * y, 0.8 * y + 0.6 * x);
      const i = 3 * (y * width + x);
      light[i] = skin[0] * fall * grain * (0.5 + 0.5 * red);
      light[i + 1] = (skin[1] * fall * grain) / red;
      light[i + 2] = (skin[2] * fall * grain) / red;
    }
  return { width, height, light, covered: new Float32Array(width * height) };
}
