/**
 * Pictures whose kind is part of their type: a function that wants linear light cannot be given bytes.
 *
 * - `srgb8`   three bytes a pixel, gamma-coded sRGB, as decoded from a photo
 * - `linear`  three floats a pixel, linear light, 1 = diffuse white of the photo
 * - `density` one float a pixel: a density, a coverage, a probability
 *
 * Rows from the top, no padding: the pixel (x, y) starts at (y · width + x) · channels.
 */
export interface Raster<K extends RasterKind> {
  readonly kind: K;
  readonly width: number;
  readonly height: number;
  readonly data: RasterData[K];
}

interface RasterData {
  srgb8: Uint8Array;
  linear: Float32Array;
  density: Float32Array;
}
export type RasterKind = keyof RasterData;

const CHANNELS: Readonly<Record<RasterKind, number>> = { srgb8: 3, linear: 3, density: 1 };

/** A raster over existing data; throws when the length does not fit. */
export function raster<K extends RasterKind>(kind: K, width: number, height: number, data: RasterData[K]): Raster<K> {
  const expected = width * height * CHANNELS[kind];
  if (data.length !== expected)
    throw new RangeError(`${kind} raster of ${width} × ${height} holds ${data.length} values, expected ${expected}`);
  return { kind, width, height, data };
}

/** A density raster filled with one value. */
export function densityRaster(width: number, height: number, value: number = 0): Raster<'density'> {
  const data = new Float32Array(width * height);
  if (value !== 0) data.fill(value);
  return { kind: 'density', width, height, data };
}

/** Bilinear value at (x, y) in pixels, values at pixel centres, edges held. */
export function sampleDensity(image: Raster<'density'>, x: number, y: number): number {
  const fx = Math.min(Math.max(x - 0.5, 0), image.width - 1);
  const fy = Math.min(Math.max(y - 0.5, 0), image.height - 1);
  const x0 = Math.floor(fx);
  const y0 = Math.floor(fy);
  const x1 = Math.min(x0 + 1, image.width - 1);
  const y1 = Math.min(y0 + 1, image.height - 1);
  const u = fx - x0;
  const v = fy - y0;
  const d = image.data;
  const top = d[y0 * image.width + x0] * (1 - u) + d[y0 * image.width + x1] * u;
  const bottom = d[y1 * image.width + x0] * (1 - u) + d[y1 * image.width + x1] * u;
  return top * (1 - v) + bottom * v;
}

/** `fillRow` for several images at once. */
export function fillRows(
  rows: readonly Float32Array[],
  images: readonly Raster<'density'>[],
  y: number,
  cellPx: number,
  x0: number = 0,
): void {
  for (let k = 0; k < images.length; k++) fillRow(rows[k], images[k], y, cellPx, x0);
}

/**
 * One row of pixels read from cells, bilinear, edges held.
 * @param row filled for the pixels x0, x0 + 1, … of row y, counted from the first cell's corner
 */
export function fillRow(row: Float32Array, { data, width, height }: Raster<'density'>, y: number, cellPx: number, x0: number = 0): void {
  const v = Math.min(height - 1, Math.max(0, (y + 0.5) / cellPx - 0.5));
  const r0 = Math.floor(v);
  const t = v - r0;
  const [upper, lower] = [r0 * width, Math.min(height - 1, r0 + 1) * width];
  const first = (x0 + 0.5) / cellPx - 0.5;
  for (let x = 0; x < row.length; ) {
    // all pixels between the same two columns of cells
    const column = Math.floor(first + x / cellPx);
    const c0 = Math.min(width - 1, Math.max(0, column));
    const c1 = Math.min(width - 1, Math.max(0, column + 1));
    const left = data[upper + c0] * (1 - t) + data[lower + c0] * t;
    const step = (data[upper + c1] * (1 - t) + data[lower + c1] * t - left) / cellPx;
    const from = (column - first) * cellPx;
    const end = Math.min(row.length, Math.max(x + 1, Math.ceil(from + cellPx)));
    for (; x < end; x++) row[x] = left + step * (x - from);
  }
}
