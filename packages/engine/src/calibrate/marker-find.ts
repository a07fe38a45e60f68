/** Looks for black squares with a code in them, at every size. */
import { type Point, signedArea } from '../polygon.ts';
import { type Raster, raster, sampleDensity } from '../raster.ts';
import { spotsOf } from './burnt-in-planes.ts';
import { MARKER_CODES } from './marker-codes.ts';
import { refinedCorners } from './marker-corners.ts';
import { type Corners, project, squareTo } from './marker-homography.ts';

export interface Square {
  /** Clockwise on the picture from the code's own top left, in pixels. */
  readonly corners: Corners;
  readonly id: number;
}

/** Sides of squares that are looked for in one octave, in its pixels. */
const SIDE_PX = { least: 13, most: 60 };
/** Half the window that tells dark from light: as wide as the largest square. */
const WINDOW_PX = 24;
/** Dark is less than this share of the mean around. [A] */
const DARK_SHARE = 0.72;
/** Cells of the square: six of the code and a black one on either side. */
const CELLS = 8;
/** Cells that may be misread: of 36, with 12 between any two codes, so that chance makes a code of noise in 1 of 100,000 squares. */
const MOST_WRONG = 2;
/** Of the 28 cells of the rim. */
const MOST_WRONG_RIM = 1;
/** The least ratio between paper and ink, in linear light: haze and gloss lift black. [A] */
const LEAST_CONTRAST = 1.7;
const MOST_OCTAVES = 8;

/** @param light luminance of the photo, linear; null where no coded square is found. Large squares are looked for first. */
export function findSquare(light: Raster<'density'>): Square | null {
  const octaves = [light];
  while (octaves.length < MOST_OCTAVES) {
    const last = octaves[octaves.length - 1];
    if (Math.min(last.width, last.height) < 2 * SIDE_PX.most) break;
    octaves.push(halved(last));
  }
  for (let k = octaves.length - 1; k >= 0; k--) {
    const found = inOctave(octaves[k]);
    const times = 2 ** k;
    if (found !== null) return { ...found, corners: found.corners.map(([x, y]) => [x * times, y * times]) as unknown as Corners };
  }
  return null;
}

function halved({ data, width, height }: Raster<'density'>): Raster<'density'> {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const row = 2 * y * width;
    for (let x = 0, i = row; x < w; x++, i += 2) out[y * w + x] = (data[i] + data[i + 1] + data[i + width] + data[i + width + 1]) / 4;
  }
  return raster('density', w, h, out);
}

function inOctave(light: Raster<'density'>): Square | null {
  const { width, height } = light;
  const dark = darkPixels(light);
  for (const spot of spotsOf(dark, width, height)) {
    const [w, h] = [spot.x1 - spot.x0 + 1, spot.y1 - spot.y0 + 1];
    if (Math.max(w, h) < SIDE_PX.least || Math.max(w, h) > 1.5 * SIDE_PX.most || Math.min(w, h) < 0.4 * Math.max(w, h)) continue;
    if (spot.area < 0.25 * w * h || spot.x0 < 2 || spot.y0 < 2 || spot.x1 > width - 3 || spot.y1 > height - 3) continue;
    const corners = cornersOf(dark, width, spot);
    if (corners === null) continue;
    const read = readCode(light, corners) ?? readRefined(light, corners);
    if (read !== null) return read;
  }
  return null;
}

/** Corners to whole pixels are too coarse for cells of two or three. */
function readRefined(light: Raster<'density'>, corners: Corners): Square | null {
  const refined = refinedCorners(light, corners);
  return refined === null ? null : readCode(light, refined);
}

function darkPixels({ data, width, height }: Raster<'density'>): Uint8Array {
  const dark = new Uint8Array(data.length);
  const columns = new Float64Array(width);
  const side = 2 * WINDOW_PX + 1;
  const row = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width;
  for (let y = -WINDOW_PX; y < WINDOW_PX; y++) for (let x = 0; x < width; x++) columns[x] += data[row(y) + x];
  for (let y = 0; y < height; y++) {
    const [add, drop] = [row(y + WINDOW_PX), row(y - WINDOW_PX)];
    for (let x = 0; x < width; x++) columns[x] += data[add + x];
    let sum = columns[0] * WINDOW_PX;
    for (let x = 0; x < WINDOW_PX; x++) sum += columns[Math.min(width - 1, x)];
    for (let x = 0; x < width; x++) {
      sum += columns[Math.min(width - 1, x + WINDOW_PX)];
      if (data[y * width + x] * side * side < DARK_SHARE * sum) dark[y * width + x] = 1;
      sum -= columns[Math.max(0, x - WINDOW_PX)];
    }
    for (let x = 0; x < width; x++) columns[x] -= data[drop + x];
  }
  return dark;
}

/** Four corners of a spot's hull: the two farthest from one another, and the farthest from their line on either side. */
function cornersOf(dark: Uint8Array, width: number, spot: { x0: number; y0: number; x1: number; y1: number }): Corners | null {
  // first and last dark pixel of each row hold the hull, also where a neighbouring spot reaches into the box
  const points: Point[] = [];
  for (let y = spot.y0; y <= spot.y1; y++) {
    let [from, to] = [spot.x0, spot.x1];
    while (from <= to && dark[y * width + from] === 0) from++;
    while (to >= from && dark[y * width + to] === 0) to--;
    if (from > to) continue;
    points.push([from, y], [from, y + 1], [to + 1, y], [to + 1, y + 1]);
  }
  const hull = convexHull(points);
  if (hull.length < 4) return null;
  let [best, p, q] = [0, hull[0], hull[0]];
  for (const a of hull)
    for (const b of hull) {
      const square = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
      if (square > best) [best, p, q] = [square, a, b];
    }
  const side = (c: Point): number => (q[0] - p[0]) * (c[1] - p[1]) - (q[1] - p[1]) * (c[0] - p[0]);
  const most = hull.reduce((m, c) => (side(c) > side(m) ? c : m));
  const least = hull.reduce((m, c) => (side(c) < side(m) ? c : m));
  const corners: Corners = [p, least, q, most];
  const area = Math.abs(signedArea(corners));
  if (area < 0.85 * Math.abs(signedArea(hull)) || area < SIDE_PX.least ** 2 / 3) return null;
  return signedArea(corners) > 0 ? corners : [p, most, q, least];
}

/** Andrew's monotone chain (1979). */
function convexHull(points: Point[]): Point[] {
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (ordered: readonly Point[]): Point[] => {
    const hull: Point[] = [];
    for (const p of ordered) {
      while (hull.length > 1) {
        const [a, b] = [hull[hull.length - 2], hull[hull.length - 1]];
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        hull.pop();
      }
      hull.push(p);
    }
    return hull.slice(0, -1);
  };
  return [...chain(points), ...chain([...points].reverse())];
}

/** The code within four corners, whichever way it is turned; null where there is none. */
function readCode(light: Raster<'density'>, corners: Corners): Square | null {
  const map = squareTo(corners);
  const at = (u: number, v: number): number => {
    const [x, y] = project(map, u / CELLS, v / CELLS);
    return sampleDensity(light, x, y);
  };
  // a cell is the mean of its inner points
  const cell = (column: number, row: number): number => {
    let sum = 0;
    for (const dv of [0.32, 0.5, 0.68]) for (const du of [0.32, 0.5, 0.68]) sum += at(column + du, row + dv);
    return sum / 9;
  };
  const ink = fittedPlane(rim(0, CELLS - 1), cell);
  const paper = fittedPlane(rim(-1, CELLS), (c, r) =>
    at(c + (c < 0 ? 0.4 : c >= CELLS ? 0.6 : 0.5), r + (r < 0 ? 0.4 : r >= CELLS ? 0.6 : 0.5)),
  );
  const isWhite = (column: number, row: number): boolean => cell(column, row) > (ink(column, row) + paper(column, row)) / 2;
  const middle = CELLS / 2;
  if (!(paper(middle, middle) > LEAST_CONTRAST * Math.max(1e-4, ink(middle, middle)))) return null;
  let wrongRim = 0;
  for (const [c, r] of rim(0, CELLS - 1)) if (isWhite(c, r)) wrongRim++;
  if (wrongRim > MOST_WRONG_RIM) return null;
  const bits = Array.from({ length: 36 }, (_, k) => isWhite(1 + (k % 6), 1 + Math.floor(k / 6)));
  for (let turn = 0; turn < 4; turn++) {
    // bit k of the code as seen after `turn` quarter turns
    const turned = Array.from({ length: 36 }, (_, k) => {
      let [c, r] = [k % 6, Math.floor(k / 6)];
      for (let t = 0; t < turn; t++) [c, r] = [5 - r, c];
      return bits[r * 6 + c];
    });
    const id = idOf(turned);
    if (id !== null) return { id, corners: [0, 1, 2, 3].map((k) => corners[(k + turn) % 4]) as unknown as Corners };
  }
  return null;
}

function rim(from: number, to: number): [column: number, row: number][] {
  const cells: [number, number][] = [];
  for (let k = from; k < to; k++) cells.push([k, from], [to, k], [to - k + from, to], [from, to - k + from]);
  return cells;
}

/** Least-squares plane of a value over the cells: light falls off across a curved head. */
function fittedPlane(cells: readonly [number, number][], value: (column: number, row: number) => number) {
  const middle = (CELLS - 1) / 2;
  let [mean, cu, cv, uu, vv] = [0, 0, 0, 0, 0];
  for (const [c, r] of cells) {
    const x = value(c, r);
    mean += x / cells.length;
    cu += x * (c - middle);
    cv += x * (r - middle);
    uu += (c - middle) ** 2;
    vv += (r - middle) ** 2;
  }
  return (column: number, row: number): number => mean + (cu / uu) * (column - middle) + (cv / vv) * (row - middle);
}

function idOf(bits: readonly boolean[]): number | null {
  for (let id = 0; id < MARKER_CODES.length; id++) {
    let wrong = 0;
    // 36 bits are more than the bit operators take
    const [high, low] = [Math.floor(MARKER_CODES[id] / 2 ** 18), MARKER_CODES[id] % 2 ** 18];
    for (let k = 0; k < 36 && wrong <= MOST_WRONG; k++) {
      const bit = k < 18 ? (high >> (17 - k)) & 1 : (low >> (35 - k)) & 1;
      if ((bit === 1) !== bits[k]) wrong++;
    }
    if (wrong <= MOST_WRONG) return id;
  }
  return null;
}
