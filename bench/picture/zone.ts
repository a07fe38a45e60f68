/** The zone of a plan as pixels, by a rule of our own: what is drawn is not asked where it was drawn. */
import type { Plan } from '@stubble/engine';
import { surfaceGeometry } from './engine-inside.js';

type Polygon = readonly (readonly [number, number])[];

/** Rows from here on may bear the mark. */
export function markFrom(height: number): number {
  return Math.floor(0.96 * height);
}

/** 1 in the zone, at a scale of the photo; a pixel counts by its centre. */
export function zoneOf({ design, surface, photo }: Plan, scale: number = 1): Uint8Array {
  const width = Math.round(photo.widthPx * scale);
  const height = Math.round(photo.heightPx * scale);
  const zone = new Uint8Array(width * height);
  for (const polygon of design.zonePx) fill(zone, width, height, polygon, scale, 1);
  const { toPhoto } = surfaceGeometry(surface);
  for (const polygon of design.excludeMm) {
    const seen = polygon.flatMap(([x, y]) => toPhoto(x, y) ?? []);
    const points = Array.from({ length: seen.length / 2 }, (_, k) => [seen[2 * k], seen[2 * k + 1]] as const);
    fill(zone, width, height, points, scale, 0);
  }
  return zone;
}

function fill(zone: Uint8Array, width: number, height: number, polygon: Polygon, scale: number, value: number): void {
  for (let y = 0; y < height; y++) {
    const level = (y + 0.5) / scale;
    const crossings = polygon.flatMap(([x0, y0], k) => {
      const [x1, y1] = polygon[(k + 1) % polygon.length];
      return y0 > level !== y1 > level ? [(x0 + ((level - y0) / (y1 - y0)) * (x1 - x0)) * scale] : [];
    });
    crossings.sort((p, q) => p - q);
    for (let k = 0; k + 1 < crossings.length; k += 2)
      for (let x = Math.max(0, Math.ceil(crossings[k] - 0.5)); x < Math.min(width, crossings[k + 1] - 0.5); x++)
        zone[y * width + x] = value;
  }
}
