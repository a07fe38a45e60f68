/** The light of a macro view: lamps round the lens, their uneven fall and colour, and where the picture is out of focus. */
import type { Random } from '../random.ts';
import { densityRaster, type Raster } from '../raster.ts';
import { smoothstep } from '../smoothstep.ts';
import type { Lamp } from './skin-surface.ts';
import { smoothRows } from './smooth-noise.ts';
import type { Canvas } from './strands.ts';
import type { Rgb } from './tones.ts';

export interface MacroLight {
  readonly lamps: readonly Lamp[];
  /** Change of the lamps' tilt along a row of the picture, since skin is not flat. */
  readonly wander: (row: Float32Array, yPx: number) => void;
  /** Shift of a shadow per height, in the picture. */
  readonly shadowX: number;
  readonly shadowY: number;
  readonly glossColour: Rgb;
  /** Lights the whole picture. */
  readonly illuminate: (canvas: Canvas) => void;
  /** Share of softness by pixel. */
  readonly soft: Raster<'density'>;
}

/** Ranges over seeds, all from macro photos of five devices [by eye]. */
const LAMPS = 2;
const TILT = 0.34;
const GLOSS = { least: 0.12, most: 0.36, breadth: 0.13 };
const WANDER = 0.22;
/** Periods of what changes over the picture, as a share of the longer side. */
const WANDER_SHARE = 0.45;
const UNEVEN_SHARE = 0.55;
const FALL = { least: 0.12, most: 0.5 };
const MIDDLE_GAIN = 1.08;
/** A phone's own balance misses by this share of red and blue. */
const WHITE_BALANCE = 0.05;
/** Unevenness of the light and of its colour, and of a video dermatoscope, whose lamps touch the skin: from one to the other scale. */
const FAR = { pxPerMm: 80, gloss: 1, uneven: 0.12, drift: 0.04 };
const NEAR = { pxPerMm: 250, gloss: 1.5, uneven: 0.35, drift: 0.2 };
const SOFT_SHARE = 0.4;

export function macroLight(width: number, height: number, pxPerMm: number, random: Random): MacroLight {
  const near = smoothstep(FAR.pxPerMm, NEAR.pxPerMm, pxPerMm);
  const between = (least: number, most: number, t: number): number => least + (most - least) * t;
  const turn = 2 * Math.PI * random.next();
  const gloss = between(GLOSS.least, GLOSS.most, random.next()) * between(FAR.gloss, NEAR.gloss, near);
  const lamps = Array.from({ length: LAMPS }, (_, k): Lamp => {
    const angle = turn + (2 * Math.PI * k) / LAMPS;
    return {
      tiltX: TILT * Math.cos(angle),
      tiltY: TILT * Math.sin(angle),
      strength: gloss * (0.5 + random.next()),
      breadth: GLOSS.breadth,
    };
  });
  const side = Math.max(width, height);
  const wander = smoothRows(random.fork('wander'), WANDER_SHARE * side, width, height);
  const uneven = smoothRows(random.fork('uneven'), UNEVEN_SHARE * side, width, height);
  const drift = smoothRows(random.fork('drift'), UNEVEN_SHARE * side, width, height);
  const [unevenBy, driftBy] = [between(FAR.uneven, NEAR.uneven, near), between(FAR.drift, NEAR.drift, near)];
  const warm = WHITE_BALANCE * (2 * random.next() - 1);
  const green = 1 + 0.3 * WHITE_BALANCE * (2 * random.next() - 1);
  const centreXPx = width * between(0.4, 0.6, random.next());
  const centreYPx = height * between(0.4, 0.6, random.next());
  const fall = between(FALL.least, FALL.most, random.next() ** 2);
  const perReach2 = 4 / (width * width + height * height);
  return {
    lamps,
    wander: (row, y) => {
      wander(row, y);
      for (let x = 0; x < width; x++) row[x] *= WANDER;
    },
    shadowX: 0.8 * Math.cos(turn),
    shadowY: 0.8 * Math.sin(turn),
    glossColour: [0.94, 1, 1.08],
    illuminate: ({ light }) => {
      const [patch, tinge] = [new Float32Array(width), new Float32Array(width)];
      for (let y = 0; y < height; y++) {
        uneven(patch, y);
        drift(tinge, y);
        for (let x = 0; x < width; x++) {
          const r2 = perReach2 * ((x - centreXPx) ** 2 + (y - centreYPx) ** 2);
          const gain = MIDDLE_GAIN * (1 - fall * r2 * (0.5 + 0.5 * r2)) * (1 + unevenBy * patch[x]);
          const colour = warm + driftBy * tinge[x];
          const i = 3 * (y * width + x);
          light[i] *= gain * (1 + colour);
          light[i + 1] *= gain * green;
          light[i + 2] *= gain * (1 - 1.5 * colour);
        }
      }
    },
    soft: outOfFocus(width, height, random.fork('focus')),
  };
}

/** Sharp about a place near the middle, softer towards the corners. */
function outOfFocus(width: number, height: number, random: Random): Raster<'density'> {
  const [focusX, focusY] = [0.4 + 0.2 * random.next(), 0.4 + 0.2 * random.next()];
  const soft = densityRaster(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const off = ((x / width - focusX) ** 2 + (y / height - focusY) ** 2) / 0.4;
      soft.data[y * width + x] = SOFT_SHARE * Math.min(1, off * off);
    }
  return soft;
}
