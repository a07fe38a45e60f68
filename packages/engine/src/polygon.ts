/** Plane polygons and polylines; coordinates in whatever unit the caller uses, the last point joins the first. */
export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];

/** Signed area (shoelace), positive when the points run clockwise on a y-down picture. */
export function signedArea(polygon: Polygon): number {
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    twice += polygon[j][0] * polygon[i][1] - polygon[i][0] * polygon[j][1];
  }
  return twice / 2;
}

/** Even-odd rule. */
export function contains(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const p = polygon[i];
    const q = polygon[j];
    if (p[1] > y !== q[1] > y && x < ((q[0] - p[0]) * (y - p[1])) / (q[1] - p[1]) + p[0]) inside = !inside;
  }
  return inside;
}

/** Index of the first edge that crosses another one that is not its neighbour, or −1. */
export function selfCrossing(polygon: Polygon): number {
  const n = polygon.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (segmentsCross(polygon[i], polygon[(i + 1) % n], polygon[j], polygon[(j + 1) % n])) return i;
    }
  }
  return -1;
}

function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/**
 * Fills a polygon into a byte mask: pixels whose centre lies inside (even-odd) get `value`.
 * @param scale mask pixels per unit of the polygon's coordinates
 */
export function fillPolygon(mask: Uint8Array, width: number, height: number, polygon: Polygon, value: number, scale: number = 1): void {
  const crossings: number[] = [];
  for (let y = 0; y < height; y++) {
    const py = (y + 0.5) / scale;
    crossings.length = 0;
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
      const p = polygon[i];
      const q = polygon[j];
      if (p[1] > py !== q[1] > py) crossings.push((((q[0] - p[0]) * (py - p[1])) / (q[1] - p[1]) + p[0]) * scale);
    }
    crossings.sort((p, q) => p - q);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k] - 0.5));
      const to = Math.min(width, Math.ceil(crossings[k + 1] - 0.5));
      mask.fill(value, y * width + from, y * width + Math.max(from, to));
    }
  }
}

/** Length of a polyline (not closed). */
export function polylineLength(line: Polygon): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1], line[i]);
  return length;
}

export function distance(a: Point, b: Point): number {
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  return Math.sqrt(dx * dx + dy * dy);
}
