/** A patch of scalp from close by, clipped: the vertex at the stage asked for. Of a video dermatoscope or a phone with a macro lens. */
import type { Random } from '../random.ts';
import { photographed } from './camera.ts';
import { type Growth, growMacro } from './macro-hair.ts';
import { type MacroLight, macroLight } from './macro-light.ts';
import { litter, molesOf } from './macro-litter.ts';
import { dullByDeepHair, dullByHair } from './macro-shade.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';
import { drawMole } from './moles.ts';
import { vertexLeft } from './pattern.ts';
import { glossOf, paintSkin, pressOstium, reliefShade, skinRelief } from './skin-surface.ts';
import { type Canvas, drawStrand } from './strands.ts';
import { toneOf } from './tones.ts';

/** @returns coverage and densities of the whole picture; `follicularUnits` are those with a shaft of 30 µm or more */
export function macroPhantom(options: PhantomOptions, random: Random): Phantom {
  const { widthMm, heightMm, pxPerMm, skinType, hairColour } = options;
  const width = Math.round(widthMm * pxPerMm);
  const height = Math.round(heightMm * pxPerMm);
  const tone = hairColour === undefined ? toneOf(skinType) : toneOf(skinType, hairColour);
  const left = vertexLeft(options.sex, options.stage);
  const growth = growMacro(options, left, tone, width, height, random);
  const canvas: Canvas = { width, height, light: new Float32Array(width * height * 3), covered: new Float32Array(width * height) };
  const molesPx = molesOf(width, height, pxPerMm, random.fork('moles'));
  const look = macroLight(width, height, pxPerMm, random.fork('lamps'));

  paintSkin(canvas, pxPerMm, tone, random.fork('skin'));
  for (const [k, mole] of molesPx.entries()) drawMole(canvas, mole, tone, random.fork(`mole ${k}`));
  dullByDeepHair(canvas, growth.shafts, tone, pxPerMm);
  addLamps(canvas, growth, pxPerMm, look, random.fork('relief'));
  dullByHair(canvas, growth.shafts, tone, pxPerMm, look.shadowX, look.shadowY);
  litter(canvas, pxPerMm, tone, options.hairLengthMm, growth, random.fork('litter'));
  const strands = random.fork('strands');
  for (const { strand } of growth.shafts) drawStrand(canvas, strand, strands);
  look.illuminate(canvas);

  const { follicularUnits, shafts } = growth.truth;
  const areaMm2 = (width * height) / pxPerMm ** 2;
  return {
    photo: photographed(width, height, canvas.light, pxPerMm, random.fork('camera'), {
      blurPx: options.blurPx,
      noise: options.noise,
      exposure: options.exposure,
      cast: options.cast,
      jpegQuality: options.jpegQuality,
      soft: { share: look.soft, sigmaPx: Math.max(0.9, 0.012 * pxPerMm) },
    }),
    truth: {
      view: 'macro',
      pxPerMm,
      hairsPerCm2: (100 * shafts.terminal.filter(Boolean).length) / areaMm2,
      follicularUnitsPerCm2: (100 * follicularUnits.xPx.length) / areaMm2,
      hairCoverage: canvas.covered.reduce((sum, c) => sum + c, 0) / (width * height),
      areaMm2,
      skin: { melanin: tone.melanin, blood: tone.blood },
      hairColour: tone.hairColour,
      curl: options.curl ?? 'straight',
      follicularUnits,
      shafts,
      molesPx: molesPx.map(({ xPx, yPx, radiusPx }) => ({ xPx, yPx, radiusPx })),
    },
  };
}

/** Relief with the openings of follicles, its shading and the lamps' gloss. */
function addLamps(canvas: Canvas, { openings }: Growth, pxPerMm: number, look: MacroLight, random: Random): void {
  const { width, height } = canvas;
  const relief = skinRelief(width, height, pxPerMm, random);
  const { data } = relief;
  const pit = random.fork('pits');
  for (const { xPx, yPx, radiusPx } of openings) pressOstium(relief, xPx, yPx, radiusPx, (0.002 + 0.005 * pit.next()) * pxPerMm);
  const wanders = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    look.wander(wanders, y);
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const i = 3 * at;
      const slopeX = x + 1 < width ? data[at + 1] - data[at] : 0;
      const slopeY = y + 1 < height ? data[at + width] - data[at] : 0;
      const shade = reliefShade(slopeX, slopeY, look.shadowX, look.shadowY);
      const wander = wanders[x];
      let gloss = 0;
      for (const { tiltX, tiltY, strength, breadth } of look.lamps)
        gloss += glossOf(slopeX, slopeY, tiltX + wander, tiltY - wander, strength, breadth);
      for (let k = 0; k < 3; k++) canvas.light[i + k] = canvas.light[i + k] * shade + gloss * look.glossColour[k];
    }
  }
}
