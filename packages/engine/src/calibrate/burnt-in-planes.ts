/**
 * What painted graphics look like before anything is known about them: connected spots that are lighter, darker or more coloured than
 * what surrounds them. A program painted them into the bytes, so that bytes, and not linear light, are the scale on which they are even.
 */
import type { Raster } from '../raster.ts';

/** A picture in bytes, made smaller by whole pixels so that a 12-megapixel photo costs no more than a screenshot. */
export interface Working {
  readonly width: number;
  readonly height: number;
  /** Photo pixels per working pixel, a whole number. */
  readonly shrink: number;
  readonly rgb: Uint8Array;
  /** Luma of the bytes, 0..255. */
  readonly luma: Uint8Array;
}

/** Bounding box, both ends included, and the number of pixels. */
export interface Spot {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly area: number;
}

/** How much a pixel stands out in one way (0..255), and which pixels are taken to be painted. */
export interface Plane {
  readonly kind: 'light' | 'dark' | 'coloured';
  readonly strength: Uint8Array;
  readonly painted: Uint8Array;
}

/** Screens that burn writing in are 1000 to 1600 pixels long; writing below 1 % of a picture's length is not looked for. */
const LONGEST_PX = 1700;

export function workingPicture(photo: Raster<'srgb8'>): Working {
  const shrink = Math.max(1, Math.ceil(Math.max(photo.width, photo.height) / LONGEST_PX));
  const [width, height] = [Math.floor(photo.width / shrink), Math.floor(photo.height / shrink)];
  const rgb = shrink === 1 ? photo.data : averaged(photo, shrink, width, height);
  const luma = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < luma.length; i++, j += 3) luma[i] = (54 * rgb[j] + 183 * rgb[j + 1] + 19 * rgb[j + 2]) >> 8;
  return { width, height, shrink, rgb, luma };
}

function averaged(photo: Raster<'srgb8'>, shrink: number, width: number, height: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  const sums = new Uint32Array(width * 3);
  const count = shrink * shrink;
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let dy = 0; dy < shrink; dy++) {
      let i = (y * shrink + dy) * photo.width * 3;
      for (let x = 0; x < width; x++)
        for (let dx = 0; dx < shrink; dx++, i += 3) {
          sums[3 * x] += photo.data[i];
          sums[3 * x + 1] += photo.data[i + 1];
          sums[3 * x + 2] += photo.data[i + 2];
        }
    }
    for (let k = 0; k < sums.length; k++) rgb[y * width * 3 + k] = sums[k] / count;
  }
  return rgb;
}

/** Half the side of the window that gives the surroundings; wider than the strokes of writing 40 px high, and not much wider than the backing of writing 10 px high. */
const SURROUND_PX = 12;
/** Least levels by which painted writing differs from its surroundings, and share of the strongest near by: half way up an edge. */
const LEAST_LEVELS = 34;
const EDGE_SHARE = 0.4;
const BLOCK_PX = 16;

/** Lighter and darker than the surroundings. */
export function contrastPlanes({ width, height, luma }: Working): readonly [light: Plane, dark: Plane] {
  const [light, dark] = [new Uint8Array(luma.length), new Uint8Array(luma.length)];
  const columns = new Uint32Array(width);
  const rows = (y: number): number => Math.min(height - 1, Math.max(0, y));
  for (let y = -SURROUND_PX; y < SURROUND_PX; y++) for (let x = 0; x < width; x++) columns[x] += luma[rows(y) * width + x];
  const side = 2 * SURROUND_PX + 1;
  for (let y = 0; y < height; y++) {
    const add = rows(y + SURROUND_PX) * width;
    for (let x = 0; x < width; x++) columns[x] += luma[add + x];
    let sum = columns[0] * SURROUND_PX;
    for (let x = 0; x < SURROUND_PX; x++) sum += columns[Math.min(width - 1, x)];
    for (let x = 0; x < width; x++) {
      sum += columns[Math.min(width - 1, x + SURROUND_PX)];
      const over = luma[y * width + x] - sum / (side * side);
      if (over > 0) light[y * width + x] = over;
      else dark[y * width + x] = -over;
      sum -= columns[Math.max(0, x - SURROUND_PX)];
    }
    const drop = rows(y - SURROUND_PX) * width;
    for (let x = 0; x < width; x++) columns[x] -= luma[drop + x];
  }
  return [planeOf('light', light, width, height), planeOf('dark', dark, width, height)];
}

/**
 * How far one primary stands above both others: pure red, green or blue, which skin, hair and warm or bluish light are not.
 * Only the colours that more than a few pixels have.
 */
export function colouredPlanes({ width, height, rgb }: Working): Plane[] {
  const strengths: (Uint8Array | null)[] = [null, null, null];
  const counts = [0, 0, 0];
  for (let i = 0, j = 0; i < width * height; i++, j += 3) {
    const r = rgb[j];
    const g = rgb[j + 1];
    const b = rgb[j + 2];
    const hue = r >= g ? (r >= b ? 0 : 2) : g >= b ? 1 : 2;
    const most = hue === 0 ? r : hue === 1 ? g : b;
    if (most < COLOURED_LEVELS) continue;
    const others = hue === 0 ? (g > b ? g : b) : hue === 1 ? (r > b ? r : b) : r > g ? r : g;
    if (others >= PUREST * most) continue;
    strengths[hue] ??= new Uint8Array(width * height);
    (strengths[hue] as Uint8Array)[i] = most - others;
    if (most - others >= COLOURED_LEVELS) counts[hue]++;
  }
  return strengths.flatMap((strength, hue) =>
    strength === null || counts[hue] < FEWEST_PIXELS ? [] : [planeOf('coloured', strength, width, height, COLOURED_LEVELS)],
  );
}

/** Fewer coloured pixels than two characters have. */
const FEWEST_PIXELS = 60;
/** Reddened skin reaches 60, painted red 130 to 170 and its blurred rim 80. [M] on the dermoscope pictures */
const COLOURED_LEVELS = 80;
/** Bytes of the other two primaries, at most this share of the painted one's. */
const PUREST = 0.55;

function planeOf(kind: Plane['kind'], strength: Uint8Array, width: number, height: number, least: number = LEAST_LEVELS): Plane {
  const [across, down] = [Math.ceil(width / BLOCK_PX), Math.ceil(height / BLOCK_PX)];
  const strongest = new Uint8Array(across * down);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / BLOCK_PX) * across;
    for (let x = 0; x < width; x++) {
      const block = row + ((x / BLOCK_PX) | 0);
      if (strength[y * width + x] > strongest[block]) strongest[block] = strength[y * width + x];
    }
  }
  const threshold = new Uint8Array(across * down);
  for (let r = 0; r < down; r++)
    for (let c = 0; c < across; c++) {
      let most = 0;
      for (let dr = Math.max(0, r - 1); dr <= Math.min(down - 1, r + 1); dr++)
        for (let dc = Math.max(0, c - 1); dc <= Math.min(across - 1, c + 1); dc++) most = Math.max(most, strongest[dr * across + dc]);
      threshold[r * across + c] = Math.max(least, EDGE_SHARE * most);
    }
  const painted = new Uint8Array(strength.length);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / BLOCK_PX) * across;
    for (let x = 0; x < width; x++) if (strength[y * width + x] >= threshold[row + ((x / BLOCK_PX) | 0)]) painted[y * width + x] = 1;
  }
  return { kind, strength, painted };
}

/** Spots joined by sides or corners, in the order of their first pixel. */
export function spotsOf(painted: Uint8Array, width: number, height: number): Spot[] {
  const seen = new Uint8Array(painted.length);
  const stack: number[] = [];
  const spots: Spot[] = [];
  for (let start = 0; start < painted.length; start++) {
    if (painted[start] === 0 || seen[start] === 1) continue;
    seen[start] = 1;
    stack.push(start);
    let [x0, x1, y0, y1, area] = [width, 0, height, 0, 0];
    while (stack.length > 0) {
      const i = stack.pop() as number;
      const y = (i / width) | 0;
      const x = i - y * width;
      area++;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const n = ny * width + nx;
          if (painted[n] === 0 || seen[n] === 1) continue;
          seen[n] = 1;
          stack.push(n);
        }
    }
    spots.push({ x0, y0, x1, y1, area });
  }
  return spots;
}
