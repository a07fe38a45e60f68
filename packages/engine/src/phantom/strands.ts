/**
 * Drawing hairs: anti-aliased bars whose covering of each pixel is the overlap of their breadth with it, at any resolution; from a breadth of
 * some pixels on, round shafts with a gleam, edges and a cut end.
 *
 * A strand of the least kind is opaque, straight but for `bend`, and pointed. `...shaftTone(tone, widthUm, random)` gives it the colour and the
 * transparency of one natural hair; `tip: 1` a cut end; `curl` waves or coils; `emergePx` a root that comes out of the skin by degrees.
 */
import type { Random } from '../random.ts';
import type { Raster } from '../raster.ts';
import { type Centreline, type Course, centreline } from './strands-path.ts';
import { drawShaft } from './strands-shaft.ts';
import type { Rgb } from './tones.ts';

/** What is drawn on: linear light, three values a pixel, and the share of each pixel that hair covers. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly light: Float32Array;
  readonly covered: Float32Array;
}

export interface Strand extends Course {
  readonly widthPx: number;
  /** What the hair itself sends to the camera. */
  readonly colour: Rgb;
  /** Share of the light behind it that comes through; none when left out. */
  readonly through?: Rgb;
  /** Share of its breadth that the hair keeps at its tip: 1 is a cut end. TIP when left out. */
  readonly tip?: number;
  /** Way over which the root comes out of the skin, px. */
  readonly emergePx?: number;
}

/** Direction of the light in the picture; strands across it shine (after Kajiya & Kay 1989). */
const LIGHT_X = -0.6;
const LIGHT_Y = -0.8;
const SHINE = 0.09;
const TIP = 0.35;
const OPAQUE: Rgb = [0, 0, 0];

/** From this breadth a hair is drawn as a round shaft, below as a bar. */
const ROUND_FROM_PX = 2.5;

export function drawStrand(canvas: Canvas, strand: Strand, random: Random): void {
  const line = centreline(strand);
  const shade = 0.8 + 0.4 * random.next();
  const { colour, through = OPAQUE, widthPx, tip = TIP } = strand;
  const own: Rgb = [colour[0] * shade, colour[1] * shade, colour[2] * shade];
  const pieces = line.x.length - 1;
  const shine = (k: number): number => shineOf(line, k) * Math.min(1, 4 * (k / pieces) * (1 - k / pieces) + 0.2);
  if (widthPx >= ROUND_FROM_PX) {
    const { emergePx = 0 } = strand;
    drawShaft(canvas, { line, widthPx, tip, emergePx, own, through, shine, lightX: LIGHT_X, lightY: LIGHT_Y }, random);
    return;
  }
  const { light, covered, width, height } = canvas;
  const [r, g, b] = own;
  const [tr, tg, tb] = [through[0] - 1, through[1] - 1, through[2] - 1];
  const spans = spansFor(line, widthPx);
  for (let k = 0; k < pieces; k++) {
    const glow = shine(k + 1);
    const count = bar(width, height, line, k, widthPx * taper(tip, k, pieces), spans);
    for (let n = 0; n < count; n++) {
      const i = spans.pixel[n];
      const share = spans.share[n];
      const at = 3 * i;
      light[at] += (r + glow + tr * light[at]) * share;
      light[at + 1] += (g + glow + tg * light[at + 1]) * share;
      light[at + 2] += (b + glow + tb * light[at + 2]) * share;
      covered[i] += (1 - covered[i]) * share;
    }
  }
}

/**
 * The place of a strand on a plane of shares 0..1, for shadows and for hair inside the skin.
 * @param scale pixels of the plane per pixel of the strand
 * @param weight share that a pixel gets where the strand fills it
 */
export function markStrand(plane: Raster<'density'>, course: Course, widthPx: number, scale: number, weight: number): void {
  const { x, y, lengthPx } = centreline(course);
  const line: Centreline = { x: x.map((v) => v * scale), y: y.map((v) => v * scale), lengthPx: lengthPx * scale };
  const { data, width, height } = plane;
  const spans = spansFor(line, widthPx * scale);
  for (let k = 0; k < x.length - 1; k++) {
    const count = bar(width, height, line, k, widthPx * scale, spans);
    for (let n = 0; n < count; n++) {
      const i = spans.pixel[n];
      data[i] += (1 - data[i]) * spans.share[n] * weight;
    }
  }
}

function taper(tip: number, k: number, pieces: number): number {
  return 1 - (1 - tip) * ((k + 0.5) / pieces) ** 3;
}

function shineOf({ x, y }: Centreline, k: number): number {
  const [vx, vy] = [x[k] - x[k - 1], y[k] - y[k - 1]];
  const along = (vx * LIGHT_X + vy * LIGHT_Y) / Math.max(1e-6, Math.sqrt(vx * vx + vy * vy));
  return SHINE * (1 - along * along) ** 6;
}

/** Pixels that a piece meets, and the share of each that it covers. */
interface Spans {
  readonly pixel: Int32Array;
  readonly share: Float32Array;
}

/** Room for the longest piece of a line. */
function spansFor({ lengthPx, x }: Centreline, breadth: number): Spans {
  const room = Math.ceil((1.5 * lengthPx) / (x.length - 1) + 3) * Math.ceil(1.5 * breadth + 3);
  return { pixel: new Int32Array(room), share: new Float32Array(room) };
}

/**
 * A straight bar, column by column along its longer axis (half-open, so that pieces join without a seam).
 * @returns how many entries of `spans` it filled
 */
function bar(width: number, height: number, { x, y }: Centreline, k: number, breadth: number, spans: Spans): number {
  const steep = Math.abs(y[k + 1] - y[k]) > Math.abs(x[k + 1] - x[k]);
  let [a0, b0, a1, b1] = steep ? [y[k], x[k], y[k + 1], x[k + 1]] : [x[k], y[k], x[k + 1], y[k + 1]];
  if (a0 > a1) [a0, b0, a1, b1] = [a1, b1, a0, b0];
  const slope = a1 - a0 < 1e-6 ? 0 : (b1 - b0) / (a1 - a0);
  const half = (breadth * Math.sqrt(1 + slope * slope)) / 2;
  const across = steep ? width : height;
  const end = steep ? height : width;
  const { pixel, share } = spans;
  let count = 0;
  for (let a = Math.max(0, Math.floor(a0)); a < Math.min(end, a1); a++) {
    // share of the column that the bar crosses: its ends lie within a pixel
    const part = Math.min(a + 1, a1) - Math.max(a, a0);
    if (part <= 0) continue;
    const b = b0 + (a + 0.5 - a0) * slope;
    for (let p = Math.max(0, Math.floor(b - half)); p <= Math.min(across - 1, Math.floor(b + half)); p++) {
      const overlap = Math.min(p + 1, b + half) - Math.max(p, b - half);
      if (overlap <= 0) continue;
      pixel[count] = steep ? a * width + p : p * width + a;
      share[count++] = overlap * part;
    }
  }
  return count;
}
