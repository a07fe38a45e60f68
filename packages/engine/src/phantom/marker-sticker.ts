/** A printed marker stuck to a head: the square of ArUco's MIP_36h12 dictionary with id 0 on white paper, seen through the skin's local affine map. */
import type { Polygon } from '../polygon.ts';
import type { Random } from '../random.ts';
import { type Axis, dot, type HeadCamera, toPicture } from './head-camera.ts';
import type { Light } from './head-look.ts';
import type { Scalp } from './head-scalp.ts';
import type { HeadShape } from './head-shape.ts';
import { lightOn } from './head-skin.ts';
import type { Canvas } from './strands.ts';

/** Rows of id 0 from the top, 1 = white (code d2b63a09d; Garrido-Jurado et al. 2016, as js-aruco2 has it). */
const ID_0 = ['110100', '101011', '011000', '111010', '000010', '011101'];
/** The black border is one module wide, the white paper around it one and a half. */
const MODULES = ID_0.length + 2;
const QUIET_MODULES = 1.5;
const WHITE = 0.82;
const BLACK = 0.035;
/** The sticker lies where the skin is tilted by less than this, as far to the front as may be. */
const COS_MOST_TILT = Math.cos((42 * Math.PI) / 180);
const SAMPLES = 4;

export interface Sticker {
  /** Corners of the black square, clockwise from the marker's own top left, and of the paper. */
  readonly square: Polygon;
  readonly sheet: Polygon;
}

/** Draws the marker; null where nothing on the head is level enough. */
export function placeMarker(
  canvas: Canvas,
  shape: HeadShape,
  camera: HeadCamera,
  scalp: Scalp,
  light: Light,
  sideMm: number,
  random: Random,
): Sticker | null {
  const paperMm = (sideMm * (MODULES + 2 * QUIET_MODULES)) / MODULES;
  const x = 12 * random.normal();
  const spot = new Float64Array(6);
  let y = scalp.frontYMm(0) + 0.6 * paperMm + 4;
  const level = (): boolean => shape.at(x, y, spot) && dot(camera.towards, spot[3], spot[4], spot[5]) >= COS_MOST_TILT;
  while (!level() && y > -60) y -= 2;
  if (!level()) return null;
  const normal: Axis = [spot[3], spot[4], spot[5]];
  const turn = 0.35 * random.normal();
  const across = tangent(camera.right, normal);
  const along: Axis = [
    normal[1] * across[2] - normal[2] * across[1],
    normal[2] * across[0] - normal[0] * across[2],
    normal[0] * across[1] - normal[1] * across[0],
  ];
  const flip = dot(along, ...camera.down) < 0 ? -1 : 1;
  const axis = (p: number, q: number): Axis => [0, 1, 2].map((k) => p * across[k] + q * flip * along[k]) as unknown as Axis;
  const [e1, e2] = [axis(Math.cos(turn), Math.sin(turn)), axis(-Math.sin(turn), Math.cos(turn))];
  const [ox, oy] = toPicture(camera, spot[0], spot[1], spot[2]);
  const px = camera.pxPerMm;
  // photo px per millimetre of the sheet
  const [ax, ay] = [px * dot(camera.right, ...e1), px * dot(camera.down, ...e1)];
  const [bx, by] = [px * dot(camera.right, ...e2), px * dot(camera.down, ...e2)];
  const corners = (half: number): Polygon =>
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ].map(([u, v]) => [ox + u * ax + v * bx, oy + u * ay + v * by]);
  const sheet = corners(paperMm / 2);
  const lit = new Float64Array(3);
  lightOn(light, ...normal, lit);
  const area = ax * by - ay * bx;
  const xs = sheet.map((p) => p[0]);
  const ys = sheet.map((p) => p[1]);
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row <= Math.min(canvas.height - 1, Math.floor(Math.max(...ys))); row++)
    for (
      let column = Math.max(0, Math.floor(Math.min(...xs)));
      column <= Math.min(canvas.width - 1, Math.floor(Math.max(...xs)));
      column++
    ) {
      let [sum, inside] = [0, 0];
      for (let s = 0; s < SAMPLES * SAMPLES; s++) {
        const dx = column + ((s % SAMPLES) + 0.5) / SAMPLES - ox;
        const dy = row + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES - oy;
        const [u, v] = [(dx * by - dy * bx) / area, (ax * dy - ay * dx) / area];
        if (Math.abs(u) > paperMm / 2 || Math.abs(v) > paperMm / 2) continue;
        inside++;
        sum += ink((u / sideMm + 0.5) * MODULES, (v / sideMm + 0.5) * MODULES);
      }
      if (inside === 0) continue;
      const i = row * canvas.width + column;
      const share = inside / (SAMPLES * SAMPLES);
      canvas.covered[i] *= 1 - share;
      for (let k = 0; k < 3; k++) canvas.light[3 * i + k] += ((sum / inside) * lit[k] - canvas.light[3 * i + k]) * share;
    }
  return { square: corners(sideMm / 2), sheet };
}

/** Reflectance at a place of the print, in modules from the black square's top left. */
function ink(u: number, v: number): number {
  if (u < 0 || v < 0 || u >= MODULES || v >= MODULES) return WHITE;
  const [c, r] = [Math.floor(u) - 1, Math.floor(v) - 1];
  return ID_0[r]?.[c] === '1' ? WHITE : BLACK;
}

function tangent(axis: Axis, normal: Axis): Axis {
  const along = dot(axis, ...normal);
  const flat = [0, 1, 2].map((k) => axis[k] - along * normal[k]);
  const size = Math.sqrt(flat[0] ** 2 + flat[1] ** 2 + flat[2] ** 2);
  return [flat[0] / size, flat[1] / size, flat[2] / size];
}
