/** Photographs of the printed square under a pinhole camera, with known corners. */

import { srgb8OfLinear } from '../colour/srgb.ts';
import { blurPlane } from '../filters.ts';
import type { Point } from '../polygon.ts';
import { seededRandom } from '../random.ts';
import { type Raster, raster } from '../raster.ts';
import { MARKER_CODES } from './marker-codes.ts';
import type { Corners } from './marker-homography.ts';

export interface MarkerScene {
  readonly id: number;
  /** Side of the square in pixels where it is not foreshortened. */
  readonly sidePx: number;
  readonly tiltDegrees: number;
  /** Direction on the picture of the axis of the tilt. */
  readonly axisDegrees: number;
  readonly turnDegrees: number;
  readonly blurPx: number;
  /** Standard deviation in linear light. */
  readonly noise: number;
  readonly seed: number;
}

/** Distance of the camera in sides of the square: 20 mm from 300 mm. */
const DISTANCE = 15;

export function markerPhoto(scene: MarkerScene): { photo: Raster<'srgb8'>; corners: Corners } {
  const { id, sidePx, tiltDegrees, axisDegrees, turnDegrees, blurPx, noise, seed } = scene;
  const random = seededRandom(seed, 'marker photo');
  const size = Math.max(160, Math.ceil(2.2 * sidePx));
  const centre: Point = [size / 2 + random.next() * 4, size / 2 + random.next() * 4];
  const [tilt, axis, turn] = [tiltDegrees, axisDegrees, turnDegrees].map((d) => (d * Math.PI) / 180);
  const [cosTilt, cosAxis, cosTurn] = [tilt, axis, turn].map(Math.cos);
  const [sinTilt, sinAxis, sinTurn] = [tilt, axis, turn].map(Math.sin);
  const project = (u: number, v: number): Point => {
    // turned in its plane, then tilted about the axis
    const [x, y] = [u * cosTurn - v * sinTurn, u * sinTurn + v * cosTurn];
    const along = x * cosAxis + y * sinAxis;
    const across = -x * sinAxis + y * cosAxis;
    const depth = 1 + (across * sinTilt) / DISTANCE;
    const [p, q] = [along / depth, (across * cosTilt) / depth];
    return [centre[0] + sidePx * (p * cosAxis - q * sinAxis), centre[1] + sidePx * (p * sinAxis + q * cosAxis)];
  };
  const square = (px: number, py: number): Point => {
    const [x, y] = [(px - centre[0]) / sidePx, (py - centre[1]) / sidePx];
    const p = x * cosAxis + y * sinAxis;
    const q = -x * sinAxis + y * cosAxis;
    const across = q / (cosTilt - (q * sinTilt) / DISTANCE);
    const along = p * (1 + (across * sinTilt) / DISTANCE);
    const [rx, ry] = [along * cosAxis - across * sinAxis, along * sinAxis + across * cosAxis];
    return [rx * cosTurn + ry * sinTurn, -rx * sinTurn + ry * cosTurn];
  };
  const light = new Float32Array(size * size);
  const samples = 4;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      let sum = 0;
      for (let sy = 0; sy < samples; sy++)
        for (let sx = 0; sx < samples; sx++) {
          const [u, v] = square(x + (sx + 0.5) / samples, y + (sy + 0.5) / samples);
          sum += reflectance(id, u, v);
        }
      // light falls off across the picture by half
      light[y * size + x] = (sum / samples ** 2) * (1 - (0.5 * (x + y)) / (2 * size));
    }
  const blurred = blurPx > 0 ? blurPlane(light, size, size, blurPx) : light;
  const data = new Uint8Array(size * size * 3);
  for (let i = 0; i < blurred.length; i++)
    for (let c = 0; c < 3; c++) data[3 * i + c] = srgb8OfLinear(blurred[i] + noise * random.normal());
  const corners: Corners = [project(-0.5, -0.5), project(0.5, -0.5), project(0.5, 0.5), project(-0.5, 0.5)];
  return { photo: raster('srgb8', size, size, data), corners };
}

/** Paper of 0.8, ink of 0.04, skin of 0.35 around the white rim of one cell. */
function reflectance(id: number, u: number, v: number): number {
  const [c, r] = [Math.floor((u + 0.5) * 8), Math.floor((v + 0.5) * 8)];
  if (Math.abs(u) > 0.625 || Math.abs(v) > 0.625) return 0.35;
  if (c < 0 || r < 0 || c > 7 || r > 7) return 0.8;
  if (c === 0 || r === 0 || c === 7 || r === 7) return 0.04;
  const bit = 35 - ((r - 1) * 6 + c - 1);
  return Math.floor(MARKER_CODES[id] / 2 ** bit) % 2 === 1 ? 0.8 : 0.04;
}
