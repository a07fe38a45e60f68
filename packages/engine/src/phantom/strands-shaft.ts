/** A hair of some pixels' breadth: round, with a gleam along its ridge, edges that let light by, and a cut end. */
import type { Random } from '../random.ts';
import type { Canvas } from './strands.ts';
import type { Centreline } from './strands-path.ts';
import type { Rgb } from './tones.ts';

export interface Shaft {
  readonly line: Centreline;
  readonly widthPx: number;
  /** Share of the breadth left at the tip; from CUT_FROM on the end is a cut face. */
  readonly tip: number;
  readonly emergePx: number;
  readonly own: Rgb;
  readonly through: Rgb;
  /** Gleam of piece k, from 1. */
  readonly shine: (k: number) => number;
  readonly lightX: number;
  readonly lightY: number;
}

const CUT_FROM = 0.9;
/** From this breadth the structure of the surface shows. */
const DETAIL_FROM_PX = 5;
/** All from looking at clipped hair through a video dermatoscope [by eye]: breadth and place of the gleam, the part of it that shows under any light. */
const GLEAM_BREADTH = 0.3;
const GLEAM_OFF = 0.28;
const GLEAM_ALWAYS = 0.014;
const CUT_FACE = 0.03;
const BREADTH_WAVES = 0.04;
const TEXTURE = 0.35;
/** Slope of the cut across the hair: its spread. */
const CUT_SKEW = 0.3;
const GRAINS = 32;
const LANES = 8;

/** Each pixel is covered once: joints share it out along the line that halves their angle. */
export function drawShaft(canvas: Canvas, shaft: Shaft, random: Random): void {
  const { line, widthPx, tip, own, through } = shaft;
  const { x, y, lengthPx } = line;
  const pieces = x.length - 1;
  const detail = widthPx >= DETAIL_FROM_PX;
  const cut = tip >= CUT_FROM;
  const grain = Float32Array.from({ length: detail ? GRAINS * LANES : 0 }, () => random.next());
  const grainPx = widthPx * 0.5;
  const skew = cut && detail ? CUT_SKEW * (2 * random.next() - 1) : 0;
  const emerge = Math.max(1e-6, shaft.emergePx);
  const { light, covered, width, height } = canvas;
  let [tx0, ty0] = unit(x[1] - x[0], y[1] - y[0]);
  let before = 0;
  for (let k = 0; k < pieces; k++) {
    const [ux, uy] = unit(x[k + 1] - x[k], y[k + 1] - y[k]);
    const last = k === pieces - 1;
    const [nx, ny] = last ? [ux, uy] : unit(x[k + 2] - x[k + 1], y[k + 2] - y[k + 1]);
    const [tx1, ty1] = unit(ux + nx, uy + ny);
    const length = Math.sqrt((x[k + 1] - x[k]) ** 2 + (y[k + 1] - y[k]) ** 2);
    const reach = widthPx / 2 + 1.5;
    const left = Math.max(0, Math.floor(Math.min(x[k], x[k + 1]) - reach));
    const right = Math.min(width - 1, Math.ceil(Math.max(x[k], x[k + 1]) + reach));
    const top = Math.max(0, Math.floor(Math.min(y[k], y[k + 1]) - reach));
    const bottom = Math.min(height - 1, Math.ceil(Math.max(y[k], y[k + 1]) + reach));
    const side = -uy * shaft.lightX + ux * shaft.lightY > 0 ? 1 : -1;
    const shine = shaft.shine(k + 1) + GLEAM_ALWAYS;
    for (let py = top; py <= bottom; py++) {
      // only what lies within the breadth: on a level piece all of the row
      const middle = x[k] + ((py + 0.5 - y[k]) * ux) / uy;
      const beside = Math.abs(reach / uy) + 1;
      const first = Math.abs(uy) < 1e-3 ? left : Math.max(left, Math.floor(middle - beside));
      const final = Math.abs(uy) < 1e-3 ? right : Math.min(right, Math.ceil(middle + beside));
      for (let px = first; px <= final; px++) {
        const qx = px + 0.5 - x[k];
        const qy = py + 0.5 - y[k];
        const rx = px + 0.5 - x[k + 1];
        const ry = py + 0.5 - y[k + 1];
        const from = qx * tx0 + qy * ty0;
        const across = -qx * uy + qy * ux;
        const to = rx * tx1 + ry * ty1 + (last ? skew * across : 0);
        // the free ends stop within a pixel; joints hand over to the next piece
        if (k === 0 ? from <= -0.5 : from < 0) continue;
        if (last ? to >= 0.5 : to >= 0) continue;
        const s = before + Math.max(0, Math.min(length, qx * ux + qy * uy));
        const rough = detail ? roughness(grain, s / grainPx, 3.5 + (3 * across) / widthPx) : 0.5;
        const narrow = 1 - (1 - tip) * (s / Math.max(1e-6, lengthPx)) ** 3;
        const half = (widthPx / 2) * narrow * (1 + BREADTH_WAVES * (2 * rough - 1));
        let share = Math.min(1, half + 0.5 - Math.abs(across));
        if (share <= 0) continue;
        if (k === 0) share *= Math.min(1, from + 0.5);
        if (last) share *= Math.min(1, 0.5 - to);
        if (s < emerge) share *= (s / emerge) * (2 - s / emerge);
        if (share <= 0) continue;
        const u = across / Math.max(0.5, half);
        const u2 = Math.min(1, u * u);
        const ridge = Math.max(0, 1 - ((u - side * GLEAM_OFF) / GLEAM_BREADTH) ** 2);
        let glow = shine * ridge * ridge * (detail ? 2 * rough : 1);
        if (cut && last) {
          const face = 1 - ((to + 0.35 * half) / (0.4 * half)) ** 2 - u2;
          if (face > 0) glow += CUT_FACE * Math.min(1, 2 * face);
        }
        // light bends round the edge of a clear hair and leaves it dark; a dark one is thin there
        const edge = 1 - 0.45 * u2 * u2;
        const body = (detail ? 1 + TEXTURE * (rough - 0.5) : 1) * (1 - 0.4 * u2);
        const i = 3 * (py * width + px);
        light[i] += share * (own[0] * body + glow + (through[0] * edge - 1) * light[i]);
        light[i + 1] += share * (own[1] * body + glow + (through[1] * edge - 1) * light[i + 1]);
        light[i + 2] += share * (own[2] * body + glow + (through[2] * edge - 1) * light[i + 2]);
        covered[i / 3] += (1 - covered[i / 3]) * share;
      }
    }
    before += length;
    [tx0, ty0] = [tx1, ty1];
  }
}

/** Bilinear in a small table of uniforms; it repeats along the hair. */
function roughness(grain: Float32Array, along: number, lane: number): number {
  const a = Math.floor(along);
  const b = Math.min(LANES - 2, Math.max(0, Math.floor(lane)));
  const t = along - a;
  const u = Math.min(1, Math.max(0, lane - b));
  const near = (a % GRAINS) * LANES + b;
  const next = ((a + 1) % GRAINS) * LANES + b;
  const first = grain[near] + (grain[next] - grain[near]) * t;
  const second = grain[near + 1] + (grain[next + 1] - grain[near + 1]) * t;
  return first + (second - first) * u;
}

function unit(x: number, y: number): [number, number] {
  const length = Math.sqrt(x * x + y * y);
  return length < 1e-9 ? [1, 0] : [x / length, y / length];
}
