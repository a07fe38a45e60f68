/** What is around a head: floor or wall out of focus, a chair, shoulders in a gown. */

import { blur } from '../filters.ts';
import type { Random } from '../random.ts';
import { densityRaster, fillRow } from '../raster.ts';
import { smoothstep } from '../smoothstep.ts';
import type { HeadCamera } from './head-camera.ts';
import type { HeadLook } from './head-look.ts';
import { lightOn } from './head-skin.ts';
import { smoothNoise } from './smooth-noise.ts';
import type { Canvas } from './strands.ts';
import type { Rgb } from './tones.ts';

/** The room is drawn so coarsely, and blurred: it lies out of focus. */
const ROOM_PX_PER_MM = 1.6;
const FOCUS_MM = { top: 2.4, front: 6 };
/** Height of the shoulders below the head's broadest level. */
const SHOULDER = { halfBreadthMm: 222, halfDepthMm: 82, behindMm: 16 };

export function paintRoom(canvas: Canvas, camera: HeadCamera, look: HeadLook, view: 'top' | 'front', random: Random): void {
  const scale = Math.min(camera.pxPerMm, ROOM_PX_PER_MM);
  const cellPx = camera.pxPerMm / scale;
  const [columns, rows] = [Math.ceil(canvas.width / cellPx) + 2, Math.ceil(canvas.height / cellPx) + 2];
  const planes = [0, 1, 2].map(() => densityRaster(columns, rows));
  const colour = new Float64Array(3);
  const paint = view === 'top' ? floor(look, random) : wall(look, random);
  const each = (pick: (x: number, y: number) => boolean): void => {
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        if (!pick(((c + 0.5) * cellPx - camera.xPx) / camera.pxPerMm, ((r + 0.5) * cellPx - camera.yPx) / camera.pxPerMm)) continue;
        for (let k = 0; k < 3; k++) planes[k].data[r * columns + c] = colour[k];
      }
  };
  each((x, y) => {
    paint(x, y, colour);
    return true;
  });
  let seen = planes.map((plane) => blur(plane, FOCUS_MM[view] * scale));
  if (view === 'top') {
    for (let k = 0; k < 3; k++) planes[k].data.set(seen[k].data);
    const gown = shoulders(look, random);
    each((x, y) => gown(x, y, colour));
    seen = planes.map((plane) => blur(plane, 0.7 * scale));
  }
  const line = [0, 1, 2].map(() => new Float32Array(canvas.width));
  for (let y = 0; y < canvas.height; y++) {
    for (let k = 0; k < 3; k++) fillRow(line[k], seen[k], y, cellPx);
    for (let x = 0; x < canvas.width; x++) for (let k = 0; k < 3; k++) canvas.light[3 * (y * canvas.width + x) + k] = line[k][x];
  }
}

type Paint = (xMm: number, yMm: number, out: Float64Array) => void;

/** Planks, tiles or a plain floor a good metre below, the seat and its back behind the client. */
function floor(look: HeadLook, random: Random): Paint {
  const angle = 0.9 * (random.next() - 0.5);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const grain = smoothNoise(random.fork('grain'), 7);
  const wide = smoothNoise(random.fork('wide'), 70);
  const plank = smoothNoise(random.fork('plank'), 1);
  const size = 46 + 30 * random.next();
  const chair: Rgb = random.next() < 0.5 ? [0.02, 0.018, 0.017] : [0.07, 0.03, 0.02];
  const chairBack = -104 - 14 * random.next();
  return (x, y, out) => {
    const [u, v] = [c * x + s * y + 900, c * y - s * x + 900];
    let tone = 0.62 + 0.25 * wide(x + 900, y + 900);
    if (look.room === 0) tone *= 0.85 + 0.7 * plank(Math.floor(u / size), 3) + 0.35 * grain(u, 0.09 * v);
    else if (look.room === 1) tone *= (0.95 + 0.5 * plank(Math.floor(u / size), Math.floor(v / size))) * (1 - 0.35 * joint(u, v, size));
    else tone *= 1 + 0.15 * grain(u, v);
    const inChair = smoothstep(6, -6, y - chairBack + (x / 60) ** 2) * smoothstep(150, 138, Math.abs(x));
    const nearHead = 0.55 + 0.45 * smoothstep(0.8, 1.9, Math.sqrt((x / 100) ** 2 + (y / 130) ** 2));
    for (let k = 0; k < 3; k++) {
      const ground = look.roomColour[k] * tone;
      out[k] = (ground + (chair[k] * (1 + 1.1 * wide(x + 100, 3)) - ground) * inChair) * nearHead;
    }
  };
}

function joint(u: number, v: number, size: number): number {
  const off = Math.min(u % size, v % size, size - (u % size), size - (v % size));
  return smoothstep(2.2, 0.8, off);
}

/** A wall with a window or a mirror and a shelf, far out of focus. */
function wall(look: HeadLook, random: Random): Paint {
  const wide = smoothNoise(random.fork('wide'), 90);
  const shapes = Array.from({ length: 5 }, () => ({
    x: 240 * (random.next() - 0.5),
    y: 190 * (random.next() - 0.6),
    halfX: 10 + 40 * random.next(),
    halfY: 14 + 60 * random.next(),
    tone: random.next() < 0.35 ? 1.9 : 0.45 + 0.5 * random.next(),
  }));
  const fall = 0.3 * (random.next() - 0.5);
  return (x, y, out) => {
    let tone = 0.72 + 0.3 * wide(x + 900, y + 900) + (fall * x) / 100;
    for (const shape of shapes) if (Math.abs(x - shape.x) < shape.halfX && Math.abs(y - shape.y) < shape.halfY) tone *= shape.tone;
    for (let k = 0; k < 3; k++) out[k] = look.roomColour[k] * Math.max(0.08, tone);
  };
}

/** Shoulders, collar and the gown over the lap, as heights below the head that light falls on; false where the floor shows. */
function shoulders(look: HeadLook, random: Random): (xMm: number, yMm: number, out: Float64Array) => boolean {
  const folds = smoothNoise(random.fork('folds'), 34);
  const creases = smoothNoise(random.fork('creases'), 12);
  const weave = smoothNoise(random.fork('weave'), 1.4);
  const lit = new Float64Array(3);
  const lean = 0.06 * random.normal();
  const lap = 0.75 + 0.35 * random.next();
  const height = (x: number, y: number): number => {
    const body = 1 - (x / SHOULDER.halfBreadthMm) ** 2 - ((y + SHOULDER.behindMm + lean * x) / SHOULDER.halfDepthMm) ** 2;
    const front = y > 0 ? 0.55 - (x / (230 * lap)) ** 2 - ((y - 60) / 230) ** 2 : -1;
    const lift = Math.max(body, front);
    // folds fall from the neck outwards
    const away = Math.sqrt(x * x + y * y);
    const about = 70 * Math.atan2(y, x + 1e-6);
    const ridge = 0.5 - Math.abs(folds(about + 0.25 * x + 900, 0.3 * away + 900));
    const cloth =
      34 * ridge * ridge + 26 * folds(about + 700, 0.25 * away + 300) + 10 * creases(0.8 * about + 900 - 0.3 * y, 0.4 * away + 900);
    return lift <= 0 ? -1 : 95 * Math.sqrt(lift) + cloth;
  };
  return (x, y, out) => {
    const here = height(x, y);
    if (here < 0) return false;
    const [sx, sy] = [(height(x + 1.5, y) - here) / 1.5, (height(x, y + 1.5) - here) / 1.5];
    const size = Math.sqrt(sx * sx + sy * sy + 1);
    lightOn(look.light, -sx / size, -sy / size, 1 / size, lit);
    const near = 0.42 + 0.58 * smoothstep(0.85, 1.7, Math.sqrt((x / 92) ** 2 + (y / 118) ** 2));
    const fibre = 1 + 0.25 * weave(x, y);
    for (let k = 0; k < 3; k++) out[k] = look.gown[k] * lit[k] * near * fibre * 1.15;
    return true;
  };
}
