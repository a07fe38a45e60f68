/** Dots on the skin, in windows of 1.8 cm², by the zone of the plan. */
import type { DotColumns } from '../../document/packed.ts';
import { type Plan, ZONE_NAMES, type ZoneName } from '../../document/schema.ts';
import { type Estimate, relativeErrorOf, withRelativeError } from '../../estimate.ts';
import type { SurfaceGeometry } from '../../head/surface.ts';
import { contains, type Point } from '../../polygon.ts';

export interface DotDensity {
  readonly zones: readonly ZoneDensity[];
  readonly windows: readonly Window[];
}

export interface ZoneDensity {
  readonly name: ZoneName;
  readonly dots: number;
  /** Exceeded in a fifth of the zone: how dense it is where it is dense. */
  readonly densePerCm2: Estimate;
  /** Of one healed dot, on average: π d²/4. */
  readonly dotMm2: number;
}

export interface Window {
  readonly atMm: Point;
  readonly zone: ZoneName;
  readonly perCm2: number;
}

const STEP_MM = 4;
const RADIUS_MM = 7.5;
/** A window counts where so much of it lies in the plan's zone. */
const LEAST_INSIDE = 0.75;
const DENSE_QUANTILE = 0.8;
/** Dots of a zone from which it has a density at all. */
const LEAST_DOTS = 20;
const CELL_MM = 1.5;

export function densityOfDots({ design, zoneAreaCm2 }: Plan, dots: DotColumns, geometry: SurfaceGeometry): DotDensity {
  const cells = cellsOf(design, dots, geometry);
  const windows = windowsOf(cells);
  const areaError = zoneAreaCm2.low > 0 ? relativeErrorOf(zoneAreaCm2) : 0;
  const zones = ZONE_NAMES.flatMap((name, k): ZoneDensity[] => {
    const here = windows.filter(({ zone }) => zone === name).map(({ perCm2 }) => perCm2);
    let [count, mm2] = [0, 0];
    for (let i = 0; i < dots.count; i++) {
      if (dots.zone[i] !== k) continue;
      count++;
      mm2 += (Math.PI / 4) * dots.diameterMm[i] ** 2;
    }
    if (count < LEAST_DOTS || here.length === 0) return [];
    const dense = here.sort((p, q) => p - q)[Math.floor(DENSE_QUANTILE * (here.length - 1))];
    return [{ name, dots: count, densePerCm2: withRelativeError(Math.max(dense, 1e-3), areaError, '1/cm2'), dotMm2: mm2 / count }];
  });
  return { zones, windows };
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly x0: number;
  readonly y0: number;
  readonly skinMm2: Float64Array;
  readonly dots: Float64Array;
  readonly zone: Int8Array;
}

function cellsOf({ zoneMm, excludeMm }: Plan['design'], dots: DotColumns, geometry: SurfaceGeometry): Cells {
  const points = zoneMm.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x0, y0] = [Math.min(0, ...xs), Math.min(0, ...ys)];
  const columns = Math.ceil((Math.max(0, ...xs) - x0) / CELL_MM) + 1;
  const rows = Math.ceil((Math.max(0, ...ys) - y0) / CELL_MM) + 1;
  const [skinMm2, count] = [new Float64Array(columns * rows), new Float64Array(columns * rows)];
  const zone = new Int8Array(columns * rows).fill(-1);
  for (let i = 0; i < columns * rows; i++) {
    const [x, y] = [x0 + ((i % columns) + 0.5) * CELL_MM, y0 + (Math.floor(i / columns) + 0.5) * CELL_MM];
    if (!zoneMm.some((p) => contains(p, x, y)) || excludeMm.some((p) => contains(p, x, y))) continue;
    skinMm2[i] = geometry.skinPerChart(x, y) * CELL_MM ** 2;
  }
  for (let d = 0; d < dots.count; d++) {
    const [c, r] = [Math.floor((dots.xMm[d] - x0) / CELL_MM), Math.floor((dots.yMm[d] - y0) / CELL_MM)];
    if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
    count[r * columns + c]++;
    zone[r * columns + c] = dots.zone[d];
  }
  return { columns, rows, x0, y0, skinMm2, dots: count, zone };
}

function windowsOf({ columns, rows, x0, y0, skinMm2, dots, zone }: Cells): readonly Window[] {
  const reach = Math.floor(RADIUS_MM / CELL_MM);
  const steps: (readonly [number, number])[] = [];
  for (let r = -reach; r <= reach; r++) for (let c = -reach; c <= reach; c++) if (c * c + r * r <= reach * reach) steps.push([c, r]);
  const stride = Math.max(1, Math.round(STEP_MM / CELL_MM));
  const windows: Window[] = [];
  for (let r = 0; r < rows; r += stride)
    for (let c = 0; c < columns; c += stride) {
      if (skinMm2[r * columns + c] === 0) continue;
      let [mm2, count, inside] = [0, 0, 0];
      const ofZone = ZONE_NAMES.map(() => 0);
      for (const [dc, dr] of steps) {
        if (c + dc < 0 || r + dr < 0 || c + dc >= columns || r + dr >= rows) continue;
        const i = (r + dr) * columns + c + dc;
        if (skinMm2[i] === 0) continue;
        inside++;
        mm2 += skinMm2[i];
        count += dots[i];
        if (zone[i] >= 0) ofZone[zone[i]] += dots[i];
      }
      if (inside < LEAST_INSIDE * steps.length || count === 0) continue;
      const name = ZONE_NAMES[ofZone.indexOf(Math.max(...ofZone))];
      windows.push({ atMm: [x0 + (c + 0.5) * CELL_MM, y0 + (r + 0.5) * CELL_MM], zone: name, perCm2: (100 * count) / mm2 });
    }
  return windows;
}
