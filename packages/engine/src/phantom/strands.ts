/** Drawing hairs: anti-aliased bars whose covering of each pixel is the overlap of their breadth with it, at any resolution. */
import type { Random } from '../random.ts';
import type { Rgb } from './tones.ts';

/** What is drawn on: linear light, three values a pixel, and the share of each pixel that hair covers. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly light: Float32Array;
  readonly covered: Float32Array;
}

export interface Strand {
  readonly xPx: number;
  readonly yPx: number;
  /** Direction and visible length at the root, px. */
  readonly dxPx: number;
  readonly dyPx: number;
  /** Sideways bend of the tip, as a share of the length. */
  readonly bend: number;
  readonly widthPx: number;
  readonly colour: Rgb;
}

/** Direction of the light in the picture; strands across it shine (after Kajiya & Kay 1989). */
const LIGHT_X = -0.6;
const LIGHT_Y = -0.8;
const SHINE = 0.09;
/** Share of its breadth that a hair keeps at its tip. */
const TIP = 0.35;

/** From this breadth a hair is drawn as a round shaft, below as a bar. */
const ROUND_FROM_PX = 1.6;

export function drawStrand(canvas: Canvas, strand: Strand, random: Random): void {
  const length = Math.sqrt(strand.dxPx ** 2 + strand.dyPx ** 2);
  const pieces = Math.max(1, Math.min(12, Math.round(length / 6)));
  const ux = length === 0 ? 1 : strand.dxPx / length;
  const uy = length === 0 ? 0 : strand.dyPx / length;
  const shade = 0.8 + 0.4 * random.next();
  const line: Piece[] = [];
  let [x0, y0] = [strand.xPx, strand.yPx];
  for (let k = 1; k <= pieces; k++) {
    const t = k / pieces;
    const side = strand.bend * length * t * t;
    const x1 = strand.xPx + strand.dxPx * t - uy * side;
    const y1 = strand.yPx + strand.dyPx * t + ux * side;
    const along = Math.abs((x1 - x0) * LIGHT_X + (y1 - y0) * LIGHT_Y) / Math.max(1e-6, Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2));
    const shine = SHINE * Math.max(0, 1 - along * along) ** 6 * Math.min(1, 4 * t * (1 - t) + 0.2);
    const taper = 1 - (1 - TIP) * ((k - 0.5) / pieces) ** 3;
    line.push({ x0, y0, x1, y1, shine, half: (strand.widthPx * taper) / 2 });
    [x0, y0] = [x1, y1];
  }
  const colour: Rgb = [strand.colour[0] * shade, strand.colour[1] * shade, strand.colour[2] * shade];
  if (strand.widthPx >= ROUND_FROM_PX) round(canvas, line, colour);
  else
    for (const p of line) bar(canvas, p.x0, p.y0, p.x1, p.y1, 2 * p.half, [colour[0] + p.shine, colour[1] + p.shine, colour[2] + p.shine]);
}

interface Piece {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly shine: number;
  readonly half: number;
}

/** A shaft with round ends and a gleam along its ridge; each pixel is covered once, by the nearest piece. */
function round(canvas: Canvas, line: readonly Piece[], colour: Rgb): void {
  const reach = line[0].half + 1;
  const xs = line.flatMap((p) => [p.x0, p.x1]);
  const ys = line.flatMap((p) => [p.y0, p.y1]);
  const [left, right] = [Math.max(0, Math.floor(Math.min(...xs) - reach)), Math.min(canvas.width - 1, Math.ceil(Math.max(...xs) + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(...ys) - reach)), Math.min(canvas.height - 1, Math.ceil(Math.max(...ys) + reach))];
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      let share = 0;
      let gleam = 0;
      for (const { x0, y0, x1, y1, shine, half } of line) {
        const [vx, vy] = [x1 - x0, y1 - y0];
        const t = Math.max(0, Math.min(1, ((x + 0.5 - x0) * vx + (y + 0.5 - y0) * vy) / Math.max(1e-9, vx * vx + vy * vy)));
        const d = Math.sqrt((x + 0.5 - x0 - t * vx) ** 2 + (y + 0.5 - y0 - t * vy) ** 2);
        const here = Math.max(0, Math.min(1, half + 0.5 - d));
        if (here <= share) continue;
        share = here;
        gleam = shine * Math.max(0, 1 - (1.6 * d) / half) ** 2;
      }
      if (share > 0) cover(canvas, y * canvas.width + x, share, [colour[0] + gleam, colour[1] + gleam, colour[2] + gleam]);
    }
}

/** A straight bar, column by column along its longer axis (half-open, so that pieces join without a seam). */
function bar(canvas: Canvas, x0: number, y0: number, x1: number, y1: number, breadth: number, colour: Rgb): void {
  const steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
  let [a0, b0, a1, b1] = steep ? [y0, x0, y1, x1] : [x0, y0, x1, y1];
  if (a0 > a1) [a0, b0, a1, b1] = [a1, b1, a0, b0];
  const slope = a1 - a0 < 1e-6 ? 0 : (b1 - b0) / (a1 - a0);
  const half = (breadth * Math.sqrt(1 + slope * slope)) / 2;
  const across = steep ? canvas.width : canvas.height;
  const end = steep ? canvas.height : canvas.width;
  for (let a = Math.max(0, Math.floor(a0)); a < Math.min(end, a1); a++) {
    // share of the column that the bar crosses: its ends lie within a pixel
    const part = Math.min(a + 1, a1) - Math.max(a, a0);
    if (part <= 0) continue;
    const b = b0 + (a + 0.5 - a0) * slope;
    for (let p = Math.max(0, Math.floor(b - half)); p <= Math.min(across - 1, Math.floor(b + half)); p++) {
      const overlap = Math.min(p + 1, b + half) - Math.max(p, b - half);
      if (overlap > 0) cover(canvas, steep ? a * canvas.width + p : p * canvas.width + a, overlap * part, colour);
    }
  }
}

function cover({ light, covered }: Canvas, i: number, share: number, colour: Rgb): void {
  for (let k = 0; k < 3; k++) light[3 * i + k] += (colour[k] - light[3 * i + k]) * share;
  covered[i] += (1 - covered[i]) * share;
}
