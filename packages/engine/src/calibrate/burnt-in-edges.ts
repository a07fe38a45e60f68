/** What lies around the scene: bars and frames of one colour along the picture's sides, and the black surround of a round field of view. */
import type { Working } from './burnt-in-planes.ts';

/** A painted bar is one colour to within this, in levels (JPEG leaves it at 0 to 1). [M] on the dermoscope's grey bar */
const EVEN_LEVELS = 3;
/** Share of a line's pixels that are of the bar's colour: writing may stand in it. */
const EVEN_SHARE = 0.97;
/** A bar covers no more than this share of the picture's side, and ends in a line along which the picture departs from its colour. */
const MOST_SHARE = 0.25;
const STEP_SHARE = 0.6;
const STEP_LEVELS = 10;

/** Marks bars along the four sides. */
export function markBars({ width, height, rgb }: Working, mask: Uint8Array): void {
  const sides = [
    { count: height, along: width, at: (line: number, p: number) => line * width + p },
    { count: height, along: width, at: (line: number, p: number) => (height - 1 - line) * width + p },
    { count: width, along: height, at: (line: number, p: number) => p * width + line },
    { count: width, along: height, at: (line: number, p: number) => p * width + width - 1 - line },
  ];
  for (const { count, along, at } of sides) {
    const middle = 3 * at(0, along >> 1);
    const colour = rgb.slice(middle, middle + 3);
    const off = (line: number, levels: number): number => {
      let other = 0;
      for (let p = 0; p < along; p++) {
        const i = 3 * at(line, p);
        const most = Math.max(Math.abs(rgb[i] - colour[0]), Math.abs(rgb[i + 1] - colour[1]), Math.abs(rgb[i + 2] - colour[2]));
        if (most > levels) other++;
      }
      return other / along;
    };
    let lines = 0;
    while (lines <= MOST_SHARE * count && off(lines, EVEN_LEVELS) <= 1 - EVEN_SHARE) lines++;
    // a row of blur or ringing may lie between the bar and the scene
    if (lines < 3 || lines > MOST_SHARE * count || off(lines + 2, STEP_LEVELS) < STEP_SHARE) continue;
    for (let line = 0; line < lines + 2; line++) for (let p = 0; p < along; p++) mask[at(line, p)] = 1;
  }
}

/** Black of a surround, in luma; scenes are darker only in shadow, and there they are not even. */
const BLACK_LUMA = 20;
/** The rim of a round field of view lies on a circle to within this share of its radius. [A] */
const ROUND_RELATIVE = 0.03;
/** Least share of the picture that a surround covers. */
const LEAST_SHARE = 0.004;
/** How far a black surround reaches into what it touches, by its soft rim: share of the radius. [A] */
const RIM_SHARE = 0.02;

/** Marks black corners whose inner rim is an arc of one circle. */
export function markSurround({ width, height, luma }: Working, mask: Uint8Array): void {
  const black = blackFromCorners(luma, width, height);
  const rim: [number, number][] = [];
  let area = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (black[i] === 0) continue;
      area++;
      if ((x > 0 && black[i - 1] === 0) || (x + 1 < width && black[i + 1] === 0)) rim.push([x + 0.5, y + 0.5]);
      else if ((y > 0 && black[i - width] === 0) || (y + 1 < height && black[i + width] === 0)) rim.push([x + 0.5, y + 0.5]);
    }
  if (area < LEAST_SHARE * width * height || rim.length < 40) return;
  const circle = circleThrough(rim);
  if (circle === null) return;
  const { x, y, radius, scatter } = circle;
  const [shorter, diagonal] = [Math.min(width, height), Math.hypot(width, height)];
  const inPicture = x > 0 && x < width && y > 0 && y < height;
  if (!inPicture || radius < 0.3 * shorter || radius > diagonal || scatter > ROUND_RELATIVE * radius) return;
  // all that is black lies outside the circle, or else it is hair that touches the corner
  const within = radius * (1 - RIM_SHARE);
  for (let py = 0; py < height; py++)
    for (let px = 0; px < width; px++) if (black[py * width + px] === 1 || outside(px, py)) mask[py * width + px] = 1;

  function outside(px: number, py: number): boolean {
    return luma[py * width + px] < 2 * BLACK_LUMA && Math.hypot(px + 0.5 - x, py + 0.5 - y) > within;
  }
}

function blackFromCorners(luma: Uint8Array, width: number, height: number): Uint8Array {
  const black = new Uint8Array(luma.length);
  const stack = [0, width - 1, (height - 1) * width, height * width - 1].filter((i) => luma[i] < BLACK_LUMA);
  for (const i of stack) black[i] = 1;
  while (stack.length > 0) {
    const i = stack.pop() as number;
    const x = i % width;
    for (const n of [x > 0 ? i - 1 : -1, x + 1 < width ? i + 1 : -1, i - width, i + width]) {
      if (n < 0 || n >= luma.length || black[n] === 1 || luma[n] >= BLACK_LUMA) continue;
      black[n] = 1;
      stack.push(n);
    }
  }
  return black;
}

/** Least-squares circle (Kåsa 1976) and the root-mean-square distance of the points from it. */
function circleThrough(points: readonly (readonly [number, number])[]) {
  const n = points.length;
  const mx = points.reduce((sum, p) => sum + p[0], 0) / n;
  const my = points.reduce((sum, p) => sum + p[1], 0) / n;
  let [uu, uv, vv, uz, vz, z] = [0, 0, 0, 0, 0, 0];
  for (const [px, py] of points) {
    const [u, v] = [px - mx, py - my];
    const square = u * u + v * v;
    uu += u * u;
    uv += u * v;
    vv += v * v;
    uz += u * square;
    vz += v * square;
    z += square;
  }
  const det = uu * vv - uv * uv;
  if (!(det > 1e-9 * uu * vv)) return null;
  const [cx, cy] = [(uz * vv - vz * uv) / (2 * det), (vz * uu - uz * uv) / (2 * det)];
  const radius = Math.sqrt(cx * cx + cy * cy + z / n);
  const squares = points.reduce((sum, [px, py]) => sum + (Math.hypot(px - mx - cx, py - my - cy) - radius) ** 2, 0);
  return { x: mx + cx, y: my + cy, radius, scatter: Math.sqrt(squares / n) };
}
