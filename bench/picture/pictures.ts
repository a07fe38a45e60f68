/** Small work on pictures: cut out, set side by side, averaged in linear light, saved. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Raster, raster } from '@stubble/engine';
import { encodePng } from '@stubble/files';
import { LINEAR_OF_SRGB8, labOfLinear, srgb8OfLinear } from './engine-inside.js';

export type Picture = Raster<'srgb8'>;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function made(width: number, height: number, from: (x: number, y: number) => readonly [Picture, number]): Picture {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [picture, i] = from(x, y);
      for (let k = 0; k < 3; k++, o++) data[o] = picture.data[3 * i + k];
    }
  return raster('srgb8', width, height, data);
}

export function cut(photo: Picture, box: Box): Picture {
  return made(box.width, box.height, (x, y) => [photo, (box.y + y) * photo.width + box.x + x]);
}

/** The picture with its mirror images around it. */
export function mirrored(photo: Picture, margin: number): Picture {
  const { width, height } = photo;
  const fold = (v: number, size: number): number => {
    const at = (((v % (2 * size)) + 2 * size) % (2 * size)) | 0;
    return at < size ? at : 2 * size - 1 - at;
  };
  return made(width + 2 * margin, height + 2 * margin, (x, y) => [photo, fold(y - margin, height) * width + fold(x - margin, width)]);
}

export function enlarged(photo: Picture, times: number): Picture {
  return made(photo.width * times, photo.height * times, (x, y) => [photo, Math.floor(y / times) * photo.width + Math.floor(x / times)]);
}

const GAP_PX = 8;
const WHITE: Picture = raster('srgb8', 1, 1, new Uint8Array([255, 255, 255]));

export function beside(...pictures: readonly Picture[]): Picture {
  const height = Math.max(...pictures.map((p) => p.height));
  const starts = pictures.map((_, k) => pictures.slice(0, k).reduce((sum, p) => sum + p.width + GAP_PX, 0));
  const width = starts[starts.length - 1] + pictures[pictures.length - 1].width;
  return made(width, height, (x, y) => {
    const k = starts.findLastIndex((start) => start <= x);
    const inside = x - starts[k] < pictures[k].width && y < pictures[k].height;
    return inside ? [pictures[k], y * pictures[k].width + x - starts[k]] : [WHITE, 0];
  });
}

/** Area average in linear light; sides that do not divide lose their last pixels. */
export function shrunk(photo: Picture, times: number): Picture {
  const width = Math.floor(photo.width / times);
  const height = Math.floor(photo.height / times);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < 3; k++, o++) {
        let sum = 0;
        for (let dy = 0; dy < times; dy++)
          for (let dx = 0; dx < times; dx++) sum += LINEAR_OF_SRGB8[photo.data[3 * ((y * times + dy) * photo.width + x * times + dx) + k]];
        data[o] = srgb8OfLinear(sum / (times * times));
      }
  return raster('srgb8', width, height, data);
}

/** Luminance in linear light, row by row. */
export function luminanceOf({ data }: Picture): Float64Array {
  return Float64Array.from(
    { length: data.length / 3 },
    (_, i) => 0.2126 * LINEAR_OF_SRGB8[data[3 * i]] + 0.7152 * LINEAR_OF_SRGB8[data[3 * i + 1]] + 0.0722 * LINEAR_OF_SRGB8[data[3 * i + 2]],
  );
}

/** Of the mean light, as the eye has it from afar. */
export function meanLab({ data }: Picture): readonly [L: number, a: number, b: number] {
  const sum = [0, 0, 0];
  for (let i = 0; i < data.length; i++) sum[i % 3] += LINEAR_OF_SRGB8[data[i]];
  const [r, g, b] = sum.map((s) => (3 * s) / data.length);
  return labOfLinear(r, g, b);
}

export async function save(folder: string, name: string, picture: Picture): Promise<void> {
  writeFileSync(join(folder, name), await encodePng(picture, 'simulation'));
}
