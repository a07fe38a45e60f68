/** Small synthetic pictures: smooth enough for lossy formats, asymmetric in every direction, no two corners alike. */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

export const WIDTH = 96;
export const HEIGHT = 72;

export function samplePixels(width: number = WIDTH, height: number = HEIGHT): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(sampleColour(x / width, y / height), (y * width + x) * 3);
  return data;
}

/** Colours of skin and shadow, inside sRGB with room on all sides. */
function sampleColour(u: number, v: number): [number, number, number] {
  return [Math.round(90 + 120 * u), Math.round(70 + 90 * v), Math.round(60 + 50 * u * v + 30 * (1 - u))];
}

export function sample(width: number = WIDTH, height: number = HEIGHT): Sharp {
  return sharp(samplePixels(width, height), { raw: { width, height, channels: 3 } });
}

/**
 * The picture as a camera stores it under EXIF orientation 1 to 8. The tag says which sides of the upright picture row 0 and
 * column 0 show (JEITA CP-3451): for 6, right and top.
 */
export function storedFor(orientation: number, width: number, height: number): { data: Uint8Array; width: number; height: number } {
  const upright = samplePixels(width, height);
  const turned = orientation >= 5;
  const w = turned ? height : width;
  const h = turned ? width : height;
  const data = new Uint8Array(w * h * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [right, below] = [width - 1 - x, height - 1 - y];
      const at = [
        [x, y],
        [right, y],
        [right, below],
        [x, below],
        [y, x],
        [y, right],
        [below, right],
        [below, x],
      ][orientation - 1];
      data.set(upright.subarray((y * width + x) * 3, (y * width + x) * 3 + 3), (at[1] * w + at[0]) * 3);
    }
  return { data, width: w, height: h };
}

export function largestDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

/** A folder of its own for one test, with `put` to lay a file in it. */
export async function folderForTest(): Promise<{
  path: string;
  put: (name: string, bytes: Uint8Array) => Promise<string>;
  remove: () => Promise<void>;
}> {
  const path = join(tmpdir(), `stubble-test-${randomBytes(6).toString('hex')}`);
  await mkdir(path);
  return {
    path,
    put: async (name, bytes) => {
      await writeFile(join(path, name), bytes);
      return join(path, name);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
