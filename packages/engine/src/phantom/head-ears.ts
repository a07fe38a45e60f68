/** Two ears, as sheets bent into rim, hollow and lobe; they stand off the head to the back. Drawn by eye. */
import { type HeadCamera, toPicture } from './head-camera.ts';
import type { HeadLook } from './head-look.ts';
import { fillSheet } from './head-raster.ts';
import type { HeadShape } from './head-shape.ts';
import { lightOn } from './head-skin.ts';
import type { Canvas } from './strands.ts';
import type { Tone } from './tones.ts';

const AROUND = 48;
const OUTWARD = 14;
const ABOUT_RIM = 12;
const HALF_HEIGHT_MM = 31;
const HALF_WIDTH_MM = 16.5;
const RIM_RADIUS_MM = 3;
/** The ear's own axes stand off the side of the head by this angle. */
const STANDS_OFF = 0.42;
/** Its middle, above the broadest level and before the middle of the head. */
const MIDDLE = { upMm: -36, frontMm: -9 };
/** Its front edge against the half breadth of the head. */
const BASE = 0.9;
/** Ears are redder than the scalp. */
const BLOOD = 0.8;

export function drawEars(canvas: Canvas, camera: HeadCamera, shape: HeadShape, look: HeadLook, tone: Tone): void {
  for (const side of [-1, 1]) {
    const [s, k] = [Math.sin(STANDS_OFF), Math.cos(STANDS_OFF)];
    const baseMm = (shape.size.breadthMm / 2) * BASE;
    /** From the ear's plane (to the back, up, off the head) to the head frame. */
    const placed = (back: number, up: number, out: number): Spot => [
      side * (baseMm + (back + HALF_WIDTH_MM) * s + out * k),
      MIDDLE.frontMm - back * k + out * s - 0.14 * up,
      MIDDLE.upMm + up,
    ];
    const ring = (v: number, angle: number): readonly [number, number] => [
      v * HALF_WIDTH_MM * Math.cos(angle) * (1 + 0.24 * Math.sin(angle)),
      v * HALF_HEIGHT_MM * Math.sin(angle),
    ];
    drawSheet(canvas, camera, look, tone, side, OUTWARD, (r, angle) => {
      const v = r / (OUTWARD - 1);
      const [back, up] = ring(v, angle);
      const fold = 3 * Math.exp(-(((v - 0.58) / 0.13) ** 2)) * (Math.cos(angle) > -0.3 ? 1 : 0.2);
      return { spot: placed(back, up, fold - 6 * Math.exp(-((v / 0.4) ** 2)) - 3 * v * v), open: 0.5 + 0.5 * Math.min(1, 1.4 * v) };
    });
    drawSheet(canvas, camera, look, tone, side, ABOUT_RIM, (r, angle) => {
      const about = (2 * Math.PI * r) / (ABOUT_RIM - 1);
      const thick = RIM_RADIUS_MM * (0.75 + 0.35 * Math.sin(angle));
      const [back, up] = ring(0.93 + (thick / HALF_HEIGHT_MM) * Math.cos(about), angle);
      return { spot: placed(back, up, -2 + thick * Math.sin(about)), open: 1 };
    });
  }
}

type Spot = readonly [number, number, number];

/** A closed ring of spots, `rows` deep, lit from its own shape. */
function drawSheet(
  canvas: Canvas,
  camera: HeadCamera,
  look: HeadLook,
  tone: Tone,
  side: number,
  rows: number,
  at: (row: number, angle: number) => { spot: Spot; open: number },
): void {
  const count = AROUND * rows;
  const place = new Float64Array(3 * count);
  const values = new Float32Array(4 * count);
  const [xPx, yPx] = [new Float32Array(count), new Float32Array(count)];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < AROUND; c++) {
      const i = r * AROUND + c;
      const { spot, open } = at(r, (2 * Math.PI * c) / (AROUND - 1));
      place.set(spot, 3 * i);
      values[4 * i + 3] = open;
      [xPx[i], yPx[i]] = toPicture(camera, ...spot);
    }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < AROUND; c++) {
      const i = r * AROUND + c;
      const [west, east] = [3 * (r * AROUND + ((c + AROUND - 2) % (AROUND - 1))), 3 * (r * AROUND + ((c + 1) % (AROUND - 1)))];
      const [inner, outer] = [3 * (Math.max(0, r - 1) * AROUND + c), 3 * (Math.min(rows - 1, r + 1) * AROUND + c)];
      const [ux, uy, uz] = [0, 1, 2].map((k) => place[east + k] - place[west + k]);
      const [vx, vy, vz] = [0, 1, 2].map((k) => place[outer + k] - place[inner + k]);
      const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      // seen are the sides that face the camera
      const seen = camera.towards[0] * nx + camera.towards[1] * ny + camera.towards[2] * nz < 0 ? -1 : 1;
      const size = (Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-9) * seen;
      values.set([nx / size, ny / size, nz / size], 4 * i);
    }
  const lit = new Float64Array(3);
  const sheet = { columns: AROUND, rows, xPx, yPx, values, channels: 4, on: new Uint8Array(count).fill(1) };
  fillSheet(sheet, canvas.width, canvas.height, 0, (x, y, v) => {
    lightOn(look.light, v[0], v[1], v[2], lit);
    // the head takes the light from the near side
    const beside = 0.75 + 0.25 * Math.max(0, side * v[0]);
    const i = y * canvas.width + x;
    canvas.covered[i] = 0;
    for (let k = 0; k < 3; k++)
      canvas.light[3 * i + k] = tone.skin[k] * tone.twiceBlood[k] ** BLOOD * lit[k] * v[3] * beside + 0.01 * lit[k];
  });
}
