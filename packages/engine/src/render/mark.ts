/**
 * The word "simulation" in the lowest 4 % of a picture's height, drawn with strokes of our own so that no font is needed and every surface
 * draws the same. Where a picture is too narrow for it at that height, it gets smaller.
 */
import { LINEAR_OF_SRGB8, srgb8OfLinear } from '../colour/srgb.ts';
import type { Point } from '../polygon.ts';
import type { Raster } from '../raster.ts';

/** Share of the picture's height that the mark keeps to. */
export const MARK_SHARE = 0.04;

type Stroke = readonly Point[];

/** Strokes in units of the x-height, y down, 0 on the base line; `advance` is the way to the next letter. */
interface Letter {
  readonly strokes: readonly Stroke[];
  readonly advance: number;
}

/** A polyline along an ellipse; degrees clockwise from +x on a y-down page. */
function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Stroke {
  const STEPS = 12;
  return Array.from({ length: STEPS + 1 }, (_, i): Point => {
    const a = ((from + ((to - from) * i) / STEPS) * Math.PI) / 180;
    return [cx + rx * Math.cos(a), cy + ry * Math.sin(a)];
  });
}

const DOT: Stroke = [
  [0, -1.36],
  [0, -1.34],
];
const arch = (left: number): Stroke => [[left, 0], [left, -0.62], ...arc(left - 0.31, -0.62, 0.31, 0.38, 0, -180)];
const LETTERS: Readonly<Record<string, Letter>> = {
  s: { strokes: [[...arc(0.29, -0.75, 0.26, 0.25, -35, -270), ...arc(0.29, -0.25, 0.29, 0.25, -90, 145)]], advance: 0.88 },
  i: {
    strokes: [
      [
        [0, -1],
        [0, 0],
      ],
      DOT,
    ],
    advance: 0.34,
  },
  m: {
    strokes: [
      [
        [0, -1],
        [0, 0],
      ],
      arch(0.62),
      arch(1.24),
    ],
    advance: 1.58,
  },
  u: {
    strokes: [
      [[0, -1], [0, -0.38], ...arc(0.31, -0.38, 0.31, 0.38, 180, 0), [0.62, -1]],
      [
        [0.62, -1],
        [0.62, 0],
      ],
    ],
    advance: 0.96,
  },
  l: {
    strokes: [
      [
        [0, -1.45],
        [0, 0],
      ],
    ],
    advance: 0.34,
  },
  a: {
    strokes: [
      arc(0.34, -0.5, 0.34, 0.5, 0, 360),
      [
        [0.68, -1],
        [0.68, 0],
      ],
    ],
    advance: 1.02,
  },
  t: {
    strokes: [
      [[0.18, -1.35], [0.18, -0.25], ...arc(0.4, -0.25, 0.22, 0.25, 180, 60)],
      [
        [0, -1],
        [0.5, -1],
      ],
    ],
    advance: 0.76,
  },
  o: { strokes: [arc(0.36, -0.5, 0.36, 0.5, 0, 360)], advance: 1.06 },
  n: {
    strokes: [
      [
        [0, -1],
        [0, 0],
      ],
      arch(0.62),
    ],
    advance: 0.96,
  },
};
/** Air between letters, in x-heights. */
const TRACKING = 0.08;
const WORD = [...'simulation'].map((c) => LETTERS[c]);
const WORD_WIDTH = WORD.reduce((sum, letter) => sum + letter.advance + TRACKING, 0) - 0.34;
/** From the top of the l to the base line, and the air around the word, in x-heights. */
const ASCENDER = 1.5;
const PADDING = 0.6;
const STROKE_WIDTH = 0.17;
/** How much of the picture the plate lets through. */
const PLATE_OPACITY = 0.62;

/** Draws into the picture itself, at the lower left. */
export function drawMark(picture: Raster<'srgb8'>): void {
  const band = Math.floor(picture.height * MARK_SHARE);
  const unit = Math.min((band - 1) / (ASCENDER + 2 * PADDING), (0.9 * picture.width) / (WORD_WIDTH + 2 * PADDING));
  if (unit <= 0) return;
  const plateWidth = Math.ceil(unit * (WORD_WIDTH + 2 * PADDING));
  const plateHeight = Math.min(band, Math.ceil(unit * (ASCENDER + 2 * PADDING)));
  const left = Math.min(Math.round(unit * PADDING), picture.width - plateWidth);
  const top = picture.height - plateHeight;
  const ink = inkOn(plateWidth, plateHeight, unit);
  for (let y = 0; y < plateHeight; y++)
    for (let x = 0; x < plateWidth; x++) {
      const i = ((top + y) * picture.width + left + x) * 3;
      const white = ink[y * plateWidth + x];
      for (let k = 0; k < 3; k++) {
        const under = LINEAR_OF_SRGB8[picture.data[i + k]] * (1 - PLATE_OPACITY);
        picture.data[i + k] = srgb8OfLinear(under * (1 - white) + 0.92 * white);
      }
    }
}

/** Share of each pixel that the strokes cover. */
function inkOn(width: number, height: number, unit: number): Float32Array {
  const ink = new Float32Array(width * height);
  const half = Math.max(0.5, (STROKE_WIDTH * unit) / 2);
  const base = unit * (PADDING + ASCENDER);
  let pen = unit * PADDING;
  for (const { strokes, advance } of WORD) {
    for (const stroke of strokes) {
      for (let s = 1; s < stroke.length; s++) {
        const [ax, ay] = [pen + stroke[s - 1][0] * unit, base + stroke[s - 1][1] * unit];
        const [bx, by] = [pen + stroke[s][0] * unit, base + stroke[s][1] * unit];
        const x1 = Math.min(width - 1, Math.ceil(Math.max(ax, bx) + half));
        const y1 = Math.min(height - 1, Math.ceil(Math.max(ay, by) + half));
        for (let y = Math.max(0, Math.floor(Math.min(ay, by) - half - 1)); y <= y1; y++)
          for (let x = Math.max(0, Math.floor(Math.min(ax, bx) - half - 1)); x <= x1; x++) {
            const covered = Math.min(1, Math.max(0, half + 0.5 - distanceToSegment(x + 0.5, y + 0.5, ax, ay, bx, by)));
            ink[y * width + x] = Math.max(ink[y * width + x], covered);
          }
      }
    }
    pen += (advance + TRACKING) * unit;
  }
  return ink;
}

function distanceToSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.sqrt((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2);
}
